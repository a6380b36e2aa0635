"""Check a case: everything that must hold between its fields, and what an author would want to know.

Every finding says what was found, what was expected and how to mend it. Errors stop an assessment; warnings and
notes do not (docs/case-format.md, Findings).
"""

from __future__ import annotations

from pathlib import Path

from equipoise.case.case import Case
from equipoise.case.checks.balance import check_balance
from equipoise.case.checks.claims import check_claims
from equipoise.case.checks.dates import check_dates
from equipoise.case.checks.disputes import check_disputes
from equipoise.case.checks.edits import check_edits
from equipoise.case.checks.events import check_events
from equipoise.case.checks.evidence import check_evidence
from equipoise.case.checks.findings import Findings, Locate, nowhere
from equipoise.case.checks.grounds import check_grounds
from equipoise.case.checks.names import check_names
from equipoise.case.checks.places import check_places
from equipoise.case.checks.probabilities import check_probabilities
from equipoise.case.checks.ratings import check_ratings
from equipoise.case.checks.references import check_references
from equipoise.case.checks.scenarios import check_scenarios
from equipoise.case.checks.stages import check_stages
from equipoise.case.load import ReadCase, read_case
from equipoise.errors import Finding, Severity


def check(case: Case | str | Path) -> list[Finding]:
    """Find out everything that is to be said about a case.

    Args:
        case: A case, or the folder or built-in name of one. A case in memory has no places, only paths.

    Returns:
        Errors, warnings and notes, in the order of the files and their lines.

    Raises:
        UsageError: If there is no such case.
    """
    return check_case(case) if isinstance(case, Case) else check_read(read_case(case))


def check_read(read: ReadCase) -> list[Finding]:
    """Find out everything that is to be said about a case that was read, those findings of single files included.

    What must hold between fields can be checked only where every file could be read.
    """
    between = [] if read.case is None else check_case(read.case, read.locate)
    return _in_order([*read.findings, *between])


def check_case(case: Case, locate: Locate = nowhere) -> list[Finding]:
    """Find out what is to be said about a case in memory, with the places that `locate` gives."""
    findings = Findings(case, locate)
    _check_validity(findings)
    # The checks that follow compute with the case, so what they compute with must be there.
    if not findings.has_errors():
        check_balance(findings)
        check_edits(findings)
        check_stages(findings)
    check_grounds(findings)
    check_places(findings)
    return _in_order(findings.found)


def errors_apart_from_edits(case: Case) -> list[Finding]:
    """Find the errors of a case apart from those of its assumptions and levers.

    Assumptions and levers are edits and are checked by making them: an edited case needs this check, and no more.
    """
    findings = Findings(case)
    _check_validity(findings)
    return [finding for finding in findings.found if finding.severity is Severity.ERROR]


def _check_validity(findings: Findings) -> None:
    check_names(findings)
    check_references(findings)
    check_probabilities(findings)
    check_dates(findings)
    check_events(findings)
    check_evidence(findings)
    check_disputes(findings)
    check_claims(findings)
    check_ratings(findings)
    if not findings.has_errors("instruments", "excluded", "scenarios"):
        check_scenarios(findings)


def _in_order(findings: list[Finding]) -> list[Finding]:
    # Sorting is stable: where there are no places, the order of the checks remains.
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.file, finding.line, finding.column))
