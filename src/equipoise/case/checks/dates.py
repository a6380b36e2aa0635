"""Dates in order: the horizon after the opening, nothing known before it happened."""

from __future__ import annotations

from equipoise.case.checks.findings import Findings


def check_dates(findings: Findings) -> None:
    """Report dates that cannot be so, and items that the clock of the case leaves out."""
    clock = findings.case.definition.clock
    if clock.horizon <= clock.opens:
        findings.error(("clock", "horizon"), f"{clock.horizon} is not after opens, {clock.opens}", "look further ahead")
    for index in range(len(findings.case.evidence)):
        _check_known(findings, index)
    _check_default_as_of(findings)


def _check_known(findings: Findings, index: int) -> None:
    case = findings.case
    item = case.evidence[index]
    path = ("evidence", index)
    published = [
        source.published
        for name in item.sources
        if (source := case.sources.get(name)) is not None and source.published is not None
    ]
    known = case.known(item)
    if known < item.date.start:
        if item.known is not None:
            findings.error((*path, "known"), f"{known} is before date, {item.date}", "nothing is known before it is so")
        else:
            findings.error(
                (*path, "date"),
                f"{item.date} is after {known}, when the earliest of its sources was published",
                "check both dates, or write known",
            )
    elif item.known is not None and published and item.known < min(source.start for source in published):
        earliest = min(published, key=lambda source: source.start)
        findings.warning(
            (*path, "known"),
            f"{item.known} is before any of its sources was published (the earliest {earliest})",
            "add the source it was known from then, or a later known",
        )


def _check_default_as_of(findings: Findings) -> None:
    """Without an as-of date, an assessment stands at the last day anything became known."""
    case, clock = findings.case, findings.case.definition.clock
    if not case.evidence or clock.horizon <= clock.opens:
        return
    last = max(range(len(case.evidence)), key=lambda index: case.known(case.evidence[index]))
    day = case.known(case.evidence[last])
    if not clock.opens <= day <= clock.horizon:
        findings.warning(
            ("evidence", last, "known" if case.evidence[last].known is not None else "date"),
            f"the last item to become known did so on {day}, outside the clock, {clock.opens} to {clock.horizon}",
            "move the clock, or name an as-of date in every assessment",
        )
