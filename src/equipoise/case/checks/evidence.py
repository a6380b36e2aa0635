"""Evidence items: their sources, what they supersede, silences, and spans of documents."""

from __future__ import annotations

from collections.abc import Iterable

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import Place


def check_evidence(findings: Findings) -> None:
    """Report items whose sources or older versions do not exist, and silences that are none."""
    case = findings.case
    for index, item in enumerate(case.evidence):
        path = ("evidence", index)
        for number, source in enumerate(item.sources):
            findings.is_known((*path, "sources", number), "source", source, case.sources)
        if not item.sources:
            findings.note(path, "names no source", "say who reports it, and add them to sources.yaml")
        _check_supersedes(findings, index)
        _check_exact(findings, index)
        _check_silence(findings, index)
        _check_places(findings, (*path, "where"), item.where)
    for index, judgement in enumerate(case.judgements):
        _check_places(findings, ("judgements", index, "where"), judgement.where)


def _check_supersedes(findings: Findings, index: int) -> None:
    case = findings.case
    item = case.evidence[index]
    path = ("evidence", index, "supersedes")
    if item.supersedes is None:
        return
    if item.supersedes == item.id:
        findings.error(path, f"{item.id} supersedes itself", "name the older item")
    elif findings.is_known(path, "evidence item", item.supersedes, case.items):
        chain = _chain(findings, item.id)
        if chain[-1] == item.id:
            findings.error(
                path,
                f"{' supersedes '.join(chain)}, so none of them would be left",
                "let the newer name the older only",
            )


def _chain(findings: Findings, item: str) -> list[str]:
    """An item, the one it supersedes, and so on, until nothing is superseded or an item comes again."""
    chain = [item]
    while chain[-1] in findings.case.items:
        older = findings.case.items[chain[-1]].supersedes
        if older is None:
            break
        chain.append(older)
        if older in chain[:-1]:
            break
    return chain


def _check_exact(findings: Findings, index: int) -> None:
    item = findings.case.evidence[index]
    if item.exact and item.planted.chance > 0:
        findings.warning(
            ("evidence", index, "exact"),
            "is taken at its word, and yet may have been planted",
            "exact is for a public fact that defines a level: remove it, or planted",
            key=True,
        )


def _check_silence(findings: Findings, index: int) -> None:
    item = findings.case.evidence[index]
    path = ("evidence", index)
    if item.kind != "silence":
        if item.silence is not None:
            findings.error(
                (*path, "silence"),
                f"an item of kind {item.kind!r} has a silence",
                "write kind: silence, or remove it",
                key=True,
            )
        return
    if item.silence is None:
        findings.error(
            path,
            "a silence that says neither how long nor what was usual",
            "add silence: {months, rate_per_month: {scenario: number}}",
        )
        return
    for scenario in item.silence.rate_per_month:
        findings.is_known(
            (*path, "silence", "rate_per_month", scenario),
            "scenario",
            scenario,
            findings.case.definition.scenarios,
            key=True,
        )
    if not any(rate > 0 for rate in item.silence.rate_per_month.values()):
        findings.warning(
            (*path, "silence", "rate_per_month"),
            "no scenario would have broken the silence, so it says nothing",
            "write how often a month the thing would be seen under each scenario",
        )
    if item.date.start != item.date.end:
        findings.warning((*path, "date"), f"{item.date}, expected a day", "a silence is dated by its last silent day")


def _check_places(findings: Findings, path: Path, places: Iterable[Place]) -> None:
    for number, place in enumerate(places):
        if place.end <= place.start:
            findings.error(
                (*path, number),
                f"the span ends at {place.end}, not after its start, {place.start}",
                "count both in characters of the document's text",
            )
