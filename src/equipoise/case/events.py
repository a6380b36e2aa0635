"""How an event is written: the members of its set, and the spans of `given` and `do`.

A member is a scenario id, `name=level` of an instrument or condition, or several of these joined by `&`
(all at once). A span is `level` or `level@from..until` (docs/model.md, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from equipoise.calendar import parse_day
from equipoise.case.schema import Event

Form = Literal["at", "ever", "throughout"]


@dataclass(frozen=True)
class Term:
    """One part of a member: a scenario (`level` is None), or an instrument or condition at a level."""

    name: str
    level: str | None = None


@dataclass(frozen=True)
class Span:
    """A level that is given or done, from the end of `from_` to the end of `until`; None where not written."""

    level: str
    from_: date | None = None
    until: date | None = None


def parse_member(written: str) -> tuple[Term, ...]:
    """Read `straddle`, `arms=dual_use` or `arms=dual_use & front=losing`: terms that hold at once.

    Raises:
        ValueError: If a term is empty or has more than one `=`.
    """
    return tuple(_term(part, written) for part in written.split("&"))


def parse_span(written: str) -> Span:
    """Read `russia_losing` or `russia_losing@2022-06-30..2022-12-31`.

    Raises:
        ValueError: If it is neither, or a date is no day.
    """
    level, at, span = (part.strip() for part in written.partition("@"))
    if not at and level:
        return Span(level)
    first, dots, last = (part.strip() for part in span.partition(".."))
    if not (level and dots and first and last):
        raise ValueError(f"{written!r} is not a span; write level, or level@2022-06-30..2022-12-31")
    return Span(level, parse_day(first), parse_day(last))


def paths_written(event: Event) -> tuple[Form, ...]:
    """Which of `at`, `ever` and `throughout` an event has; exactly one in a valid case."""
    named: tuple[Form, ...] = ("at", "ever", "throughout")
    return tuple(path for path in named if getattr(event, path) is not None)


def members(event: Event) -> tuple[str, ...]:
    """The members of an event's set, as written."""
    return tuple(member for path in paths_written(event) for member in getattr(event, path))


def names_in(event: Event) -> frozenset[str]:
    """Every scenario, instrument and condition that an event names, in its set, `given` and `do`."""
    terms = (term.name for member in members(event) for term in parse_member(member))
    return frozenset(terms) | frozenset(event.given) | frozenset(event.do)


def _term(written: str, member: str) -> Term:
    name, equals, level = (part.strip() for part in written.partition("="))
    if not name or (equals and not level) or "=" in level:
        raise ValueError(f"{member!r} is not a member; write a scenario, name=level, or a=x & b=y")
    return Term(name, level if equals else None)
