"""An event of the grammar (docs/model.md, section 7) as a reader would say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from equipoise.case.case import Case
from equipoise.case.events import Term, members, parse_member, parse_span
from equipoise.case.schema import Event
from equipoise.report.names import Names
from equipoise.report.numbers import prose_date


def event_words(event: Event, case: Case) -> str:
    """`Straddle without a break until 31 March 2023, given Battlefield: Russia losing throughout`."""
    names = Names(case)
    sets = " or ".join(" with ".join(_term(term, case, names) for term in parse_member(one)) for one in members(event))
    until = event.until or case.definition.clock.horizon
    spans = [*_spans(event.given, "given", names), *_spans(event.do, "with somebody bringing about", names)]
    return ", ".join([f"{sets} {_when(event, until)}", *spans])


def _when(event: Event, until: date) -> str:
    if event.at is not None:
        return f"on {prose_date(until)}"
    path = "at some time" if event.ever is not None else "without a break"
    if event.from_ is not None:
        return f"{path} from {prose_date(event.from_)} to {prose_date(until)}"
    return f"{path} until {prose_date(until)}"


def _term(term: Term, case: Case, names: Names) -> str:
    if term.level is None:
        return names.scenario(term.name)
    is_instrument = term.name in case.definition.instruments
    title = names.instrument(term.name) if is_instrument else names.condition(term.name)
    return f"{title}: {names.level(term.name, term.level)}"


def _spans(written: Mapping[str, str], how: str, names: Names) -> list[str]:
    told = []
    for condition, rest in written.items():
        span = parse_span(rest)
        stretch = f"from {prose_date(span.from_)} to {prose_date(span.until)}" if span.from_ and span.until else ""
        level = f"{names.condition(condition)}: {names.level(condition, span.level)}"
        told.append(f"{how} {level} {stretch or 'throughout'}")
    return told
