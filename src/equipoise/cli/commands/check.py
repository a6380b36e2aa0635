"""`equipoise check`: everything that is wrong with a case, at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, Finding, Severity

SCHEMA = "equipoise/findings/1"


def check(case: options.CaseName, as_json: options.AsJson = False) -> ExitCode:
    """List all that is wrong with a case, with file and line.

    Errors stop an assessment (exit code 3); warnings and notes do not.
    """
    from equipoise.case.check import check as check_case

    findings = check_case(case)
    if as_json:
        streams.write_json(_document(case, findings))
    else:
        streams.write(_page(case, findings))
    return ExitCode.INVALID_CASE if _of(Severity.ERROR, findings) else ExitCode.OK


def _page(case: str, findings: Sequence[Finding]) -> str:
    groups = [(severity, _of(severity, findings)) for severity in Severity]
    blocks = ["\n".join([f"{_count(severity, len(group))}:", *map(str, group)]) for severity, group in groups if group]
    summary = ", ".join(_count(severity, len(group)) for severity, group in groups)
    return "\n\n".join([*blocks, f"{case}: {summary}"])


def _document(case: str, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "case": case,
        "counts": {severity.value: len(_of(severity, findings)) for severity in Severity},
        "findings": [finding.to_dict() for finding in findings],
    }


def _of(severity: Severity, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is severity]


def _count(severity: Severity, number: int) -> str:
    return f"{number} {severity.value}{'' if number == 1 else 's'}"
