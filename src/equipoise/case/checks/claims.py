"""Claims of a source that have been settled: by whom, when, and of which item."""

from __future__ import annotations

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import Claim


def check_claims(findings: Findings) -> None:
    """Report claims that nobody independent settled, that name no item of the source, or that count twice."""
    for name, source in findings.case.sources.items():
        settled: set[str] = set()
        for index, claim in enumerate(source.claims):
            path: Path = ("sources", name, "claims", index)
            _check_what(findings, path, name, claim)
            _check_by(findings, path, name, claim)
            if claim.item is not None and claim.item in settled:
                findings.error(
                    (*path, "item"), f"{claim.item} is settled twice, so it would count twice", "keep one of the two"
                )
            settled |= {claim.item} if claim.item is not None else set()
        if source.reliability == "learned" and not source.claims:
            findings.note(
                ("sources", name, "reliability"),
                "is learned, and no claim of the source is settled, so its grade stands alone",
                "add claims: [{item, resolved, known, by}], or remove it",
            )


def _check_what(findings: Findings, path: Path, name: str, claim: Claim) -> None:
    if (claim.item is None) == (claim.says is None):
        problem = "says neither which item nor what was claimed" if claim.item is None else "has both item and says"
        findings.error(path, problem, "write one of item and says")
    if claim.item is None or not findings.is_known((*path, "item"), "evidence item", claim.item, findings.case.items):
        return
    item = findings.case.items[claim.item]
    if name not in item.sources:
        findings.error(
            (*path, "item"), f"{claim.item} does not name {name} among its sources", "name an item that it reports"
        )
    known = findings.case.known(item)
    if claim.known < known:
        findings.error(
            (*path, "known"),
            f"{claim.known} is before {claim.item} itself became known, on {known}",
            "nothing is settled before it is said",
        )


def _check_by(findings: Findings, path: Path, name: str, claim: Claim) -> None:
    if claim.by == name:
        findings.error((*path, "by"), f"{name} settles its own claim", "name a source that stands apart from it")
    else:
        findings.is_known((*path, "by"), "source", claim.by, findings.case.sources)
