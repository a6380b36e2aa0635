"""The cases of a study: those of a folder, or those given, with every problem of every case at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from equipoise.case.builtin import CASE_FILE
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import Finding, InvalidCaseError, Severity, UsageError

LEAST_CASES = 2


def gather_cases(cases: str | Path | Sequence[Case | str | Path]) -> tuple[Case, ...]:
    """Load the cases of a study.

    Args:
        cases: A folder that holds case folders; or cases, case folders and names of built-in cases.

    Returns:
        At least two different cases, in the order of their names.

    Raises:
        UsageError: If the folder holds no cases, or there are fewer than two, or two of one name or content.
        InvalidCaseError: If cases have errors; it carries the findings of all of them.
    """
    named = _in_folder(Path(os.path.expanduser(cases))) if isinstance(cases, str | Path) else list(cases)
    loaded = sorted(_load_all(named), key=lambda case: case.name)
    if len(loaded) < LEAST_CASES:
        only = f": only {loaded[0].name}" if loaded else ""
        raise UsageError(f"pooling needs at least two cases{only}", hint="equipoise assess looks at one case")
    _refuse_what_counts_twice(loaded)
    return tuple(loaded)


def _in_folder(folder: Path) -> list[Case | str | Path]:
    if not folder.is_dir():
        raise UsageError(f"there is no folder {str(folder)!r}", hint="give the folder that holds the case folders")
    if (folder / CASE_FILE).is_file():
        raise UsageError(f"{folder} is one case", hint="give the folder that holds the case folders")
    found = sorted(inner for inner in folder.iterdir() if (inner / CASE_FILE).is_file())
    if not found:
        raise UsageError(
            f"no folder in {folder} is a case: none has a {CASE_FILE}", hint="equipoise new FOLDER/NAME starts a case"
        )
    return list(found)


def _load_all(named: Sequence[Case | str | Path]) -> list[Case]:
    loaded: list[Case] = []
    invalid: list[str] = []
    findings: list[Finding] = []
    for one in named:
        try:
            loaded.append(one if isinstance(one, Case) else load_case(one))
        except InvalidCaseError as error:
            invalid.append(str(one))
            findings += error.findings
    if invalid:
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        raise InvalidCaseError(
            f"{len(invalid)} of {len(named)} cases cannot be pooled, with {errors} error{'s' * (errors != 1)} in all",
            findings,
            hint=f"equipoise check {invalid[0]} lists all there is to mend in the first",
        )
    return loaded


def _refuse_what_counts_twice(cases: Sequence[Case]) -> None:
    names = [name for name, count in Counter(case.name for case in cases).items() if count > 1]
    if names:
        raise UsageError(f"several cases are called {', '.join(names)}", hint="give each case a name of its own")
    by_content: dict[str, list[str]] = {}
    for case in cases:
        by_content.setdefault(case.fingerprint, []).append(case.name)
    alike = [" and ".join(names) for names in by_content.values() if len(names) > 1]
    if alike:
        raise UsageError(
            f"the same record would count twice: {'; '.join(alike)} say the same", hint="leave one of them out"
        )
