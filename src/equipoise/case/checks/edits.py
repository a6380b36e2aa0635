"""Assumptions and levers: edits that can be made, tried out one by one.

Runs only on a case without errors, so that whatever is wrong after an edit is the edit's doing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.edit import apply_edits
from equipoise.case.schema import Lever
from equipoise.errors import UsageError


def check_edits(findings: Findings) -> None:
    """Report assumptions and levers whose path leads nowhere, or whose values the case cannot take."""
    for name, assumption in findings.case.definition.assumptions.items():
        path = ("assumptions", name, "if_false")
        if not assumption.if_false:
            findings.error(path, "no edit, expected what holds if it is false", "write path: value")
        elif len(assumption.if_false) == 1:
            # The place of the one path is more to the point than that of the edits.
            _try(findings, (*path, next(iter(assumption.if_false))), assumption.if_false)
        else:
            _try(findings, path, assumption.if_false)
    for name, lever in findings.case.definition.levers.items():
        _check_lever(findings, name, lever)


def _check_lever(findings: Findings, name: str, lever: Lever) -> None:
    path = ("levers", name)
    if len(lever.range) != 2:
        findings.error(
            (*path, "range"), f"{_counted(len(lever.range))}, expected two", "write the lowest and the highest"
        )
        return
    low, high = lever.range
    if low >= high:
        findings.error((*path, "range"), f"{low:g} is not below {high:g}", "write the lowest value first")
        return
    for value in (low, high):
        if not _try(findings, (*path, "path"), {lever.path: value}):
            return


def _try(findings: Findings, path: Path, edits: Mapping[str, Any]) -> bool:
    """Whether edits can be made; why not is reported."""
    try:
        apply_edits(findings.case, edits)
    except UsageError as error:
        problem, mend = _in_one_line(error)
        for edited in edits:
            problem = problem.removeprefix(f"{edited}: ")
        what = " and ".join(f"{edited} = {_written(value)}" for edited, value in edits.items())
        findings.error(path, f"{what}: {problem}", mend)
        return False
    return True


def _in_one_line(error: UsageError) -> tuple[str, str]:
    """The first thing that is wrong after an edit, and what to do."""
    first, *others = str(error).splitlines()
    problem, _, mend = (others[0] if others else first).partition("; ")
    more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
    return problem + more, error.hint or mend or "choose another path or value"


def _written(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _counted(number: int) -> str:
    return {0: "no values", 1: "one value"}.get(number, f"{number} values")
