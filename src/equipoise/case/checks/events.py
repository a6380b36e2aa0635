"""Events of questions, indicators and judgements: what they are about exists, and their dates make sense."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.events import Term, parse_member, parse_span, paths_written
from equipoise.case.schema import Event


def check_events(findings: Findings) -> None:
    """Report events of questions, indicators and judgements that cannot be computed, and what else they lack."""
    definition = findings.case.definition
    for name, question in definition.questions.items():
        path = ("questions", name, "event")
        _check_event(findings, path, question.event)
        if question.event.until is None:
            findings.warning(
                path,
                f"says no until, so it is open to the horizon, {definition.clock.horizon}",
                "add the day by which it is decided; short questions are scored soonest",
                key=True,
            )
    for name, indicator in definition.indicators.items():
        _check_indicator(findings, name)
        if indicator.event is not None:
            _check_event(findings, ("indicators", name, "event"), indicator.event)
    for index, judgement in enumerate(findings.case.judgements):
        _check_judgement(findings, index)
        if judgement.event is not None:
            _check_event(findings, ("judgements", index, "event"), judgement.event)


def _check_indicator(findings: Findings, name: str) -> None:
    definition = findings.case.definition
    indicator = definition.indicators[name]
    if not indicator.likelihood and indicator.event is None:
        findings.error(
            ("indicators", name),
            "neither likelihood nor event is given, so nothing says what finding it would mean",
            "write likelihood: {scenario: probability, ...} or an event",
            key=True,
        )
    missing = [scenario for scenario in definition.scenarios if scenario not in indicator.likelihood]
    if indicator.likelihood and missing:
        findings.error(
            ("indicators", name, "likelihood"),
            f"no probability under {', '.join(missing)}",
            "write one for each scenario",
        )
    if indicator.until is not None:
        _check_day(findings, ("indicators", name, "until"), indicator.until)


def _check_judgement(findings: Findings, index: int) -> None:
    judgement, definition = findings.case.judgements[index], findings.case.definition
    path = ("judgements", index)
    for number, assumption in enumerate(judgement.assumes):
        findings.is_known((*path, "assumes", number), "assumption", assumption, definition.assumptions)
    if judgement.source is not None:
        findings.is_known((*path, "source"), "source", judgement.source, findings.case.sources)
    if judgement.range is not None and judgement.range.low > judgement.range.high:
        findings.error(
            (*path, "range"),
            f"low {judgement.range.low:g} is above high {judgement.range.high:g}",
            "write the smaller one as low",
        )


def _check_event(findings: Findings, path: Path, event: Event) -> None:
    written = paths_written(event)
    if len(written) != 1:
        findings.error(
            path,
            f"found {' and '.join(written) or 'none'} of at, ever, throughout, expected exactly one",
            "write at (the state on until), ever (at some moment) or throughout (all the time)",
            key=True,
        )
    for form in written:
        names = getattr(event, form)
        if not names:
            findings.error((*path, form), "names nothing", "write a scenario, name=level, or a list of these")
        for index, member in enumerate(names):
            # A single member may be written without a list around it.
            _check_member(findings, (*path, form, index) if len(names) > 1 else (*path, form), member)
    _check_dates(findings, path, event)
    for key, spans in (("given", event.given), ("do", event.do)):
        _check_spans(findings, (*path, key), spans)


def _check_member(findings: Findings, path: Path, member: str) -> None:
    try:
        terms = parse_member(member)
    except ValueError as error:
        findings.error(path, *str(error).split("; ", 1))
        return
    for term in terms:
        _check_term(findings, path, term)
    chosen: dict[str, str | None] = {}
    for term in terms:
        if chosen.setdefault(term.name, term.level) != term.level:
            findings.error(
                path,
                f"{member!r} can never be: {term.name} is at one level at a time",
                "write two members for either, & for both at once",
            )


def _check_term(findings: Findings, path: Path, term: Term) -> None:
    definition = findings.case.definition
    levels = _levels(findings)
    if term.level is not None:
        if findings.is_known(path, "instrument or condition", term.name, levels):
            findings.is_known(path, f"level of {term.name}", term.level, levels[term.name])
    elif term.name in levels:
        findings.error(
            path,
            f"{term.name!r} alone is no event; expected a scenario or {term.name}=level",
            f"write {term.name}= with one of: {', '.join(levels[term.name])}",
        )
    else:
        findings.is_known(path, "scenario", term.name, definition.scenarios)


def _levels(findings: Findings) -> dict[str, list[str]]:
    definition = findings.case.definition
    levels = {name: instrument.levels for name, instrument in definition.instruments.items()}
    return levels | {name: condition.levels for name, condition in definition.conditions.items()}


def _check_dates(findings: Findings, path: Path, event: Event) -> None:
    if event.until is not None:
        _check_day(findings, (*path, "until"), event.until)
    if event.from_ is None:
        return
    if event.at is not None:
        findings.warning(
            (*path, "from"), "`at` is the state on until, so from has no meaning", "remove it, or write ever", key=True
        )
    elif event.until is not None and event.from_ > event.until:
        findings.error((*path, "from"), f"{event.from_} is after until, {event.until}", "exchange them")
    else:
        _check_day(findings, (*path, "from"), event.from_)


def _check_day(findings: Findings, path: Path, day: date) -> None:
    clock = findings.case.definition.clock
    if not clock.opens <= day <= clock.horizon:
        findings.error(
            path,
            f"{day} lies outside the clock, {clock.opens} to {clock.horizon}",
            "choose a day within it, or move the clock",
        )


def _check_spans(findings: Findings, path: Path, spans: Mapping[str, str]) -> None:
    definition = findings.case.definition
    for name, written in spans.items():
        place = (*path, name)
        if name in definition.instruments:
            findings.error(
                place, f"{name} is an instrument; only a condition can be given or done", "name a condition", key=True
            )
            continue
        if not findings.is_known(place, "condition", name, definition.conditions, key=True):
            continue
        try:
            span = parse_span(written)
        except ValueError as error:
            findings.error(place, *str(error).split("; ", 1))
            continue
        findings.is_known(place, f"level of {name}", span.level, definition.conditions[name].levels)
        if span.from_ is not None and span.until is not None:
            _check_span_dates(findings, place, span.from_, span.until)


def _check_span_dates(findings: Findings, path: Path, first: date, last: date) -> None:
    clock = findings.case.definition.clock
    if first > last:
        findings.error(path, f"the span begins {first} and ends {last}", "exchange them")
    elif first < clock.opens or last > clock.horizon:
        findings.error(
            path,
            f"the span {first}..{last} lies outside the clock, {clock.opens} to {clock.horizon}",
            "choose days within it",
        )
