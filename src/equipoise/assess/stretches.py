"""Reading `given` and `do`: `battlefield=russia_losing@2022-06-30..2022-12-31`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from equipoise.assess.vintage_run import Stretch
from equipoise.calendar import parse_date
from equipoise.case.case import Case
from equipoise.case.events import parse_span
from equipoise.errors import UsageError


def read_stretches(
    written: Sequence[str] | Mapping[str, str], case: Case, *, first: date, last: date
) -> tuple[Stretch, ...]:
    """Read spans of conditions; a span with no dates runs from `first` to `last`.

    A coarse date is taken whole: `2022-06..2022-12` runs from 1 June to 31 December.

    Args:
        written: `condition=level` or `condition=level@from..until` each; or a mapping from conditions to the rest.
        case: The case, for its names and dates.
        first: Where a span without dates starts.
        last: Where it ends.

    Raises:
        UsageError: If a span is not written so, names what the case does not have, or lies outside the case.
    """
    pairs = list(written.items()) if isinstance(written, Mapping) else [_split(text) for text in written]
    return tuple(_stretch(name, rest, case, first, last) for name, rest in pairs)


def _split(text: str) -> tuple[str, str]:
    name, equals, rest = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is not condition=level", hint="write battlefield=attrition@2022-06-30..2022-12-31")
    return name.strip(), rest.strip()


def _to_the_day(rest: str) -> str:
    """The same with coarse dates as the first and last day they cover; what is no pair of dates stays as it is."""
    level, at, days = rest.partition("@")
    written, dots, until = days.partition("..")
    try:
        first, last = parse_date(written.strip()).start, parse_date(until.strip()).end
    except ValueError:
        return rest
    return f"{level}{at}{first.isoformat()}{dots}{last.isoformat()}"


def _stretch(condition: str, rest: str, case: Case, first: date, last: date) -> Stretch:
    conditions = case.definition.conditions
    if condition not in conditions:
        near = get_close_matches(condition, list(conditions), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "the case has: " + (", ".join(conditions) or "no conditions")
        raise UsageError(f"there is no condition {condition!r}", hint=hint)
    try:
        span = parse_span(_to_the_day(rest))
    except ValueError as error:
        raise UsageError(f"{condition}={rest}: {error}") from None
    levels = conditions[condition].levels
    if span.level not in levels:
        near = get_close_matches(span.level, levels, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "its levels are: " + ", ".join(levels)
        raise UsageError(f"{condition} has no level {span.level!r}", hint=hint)
    stretch = Stretch(condition, span.level, span.from_ or first, span.until or last)
    opens, horizon = case.definition.clock.opens, case.definition.clock.horizon
    if not opens <= stretch.first <= stretch.last <= horizon:
        raise UsageError(
            f"{stretch} does not lie within the case", hint=f"choose days in order from {opens} to {horizon} (horizon)"
        )
    return stretch
