"""`decisions.jsonl`: every decision on a candidate, one a line, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.errors import Finding, InvalidCaseError
from equipoise.review.decision import Decision

DECISIONS = "decisions.jsonl"


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Decisions of a case in their order; none where nothing was decided yet.

    Raises:
        InvalidCaseError: If a line is no decision, or the lines are not numbered 1, 2, 3 and so on.
    """
    path = folder / DECISIONS
    if not path.exists():
        return ()
    decisions: list[Decision] = []
    findings: list[Finding] = []
    lines = [(number, line) for number, line in enumerate(read_text(path).split("\n"), 1) if line.strip()]
    for place, (number, line) in enumerate(lines, 1):
        try:
            decision = parse_decision(line)
        except ValueError as error:
            findings.append(_finding(path, number, f"this line is no decision: {error}"))
            continue
        if decision.number != place:
            findings.append(_finding(path, number, f"decision {decision.number} stands where {place} was expected"))
        decisions.append(decision)
    if findings:
        hint = "take it from version control; where two people have decided, keep the lines of one of them"
        raise InvalidCaseError(f"{shown(path)} has errors", findings, hint=hint)
    return tuple(decisions)


def append_decision(folder: Path, decision: Decision, before: Sequence[Decision]) -> None:
    """Add a line behind those that are there.

    The file is replaced whole: a line that a power cut has torn would cost all that was decided before it.

    Args:
        folder: The folder of the case.
        decision: The next one.
        before: Those that the file holds.

    Raises:
        EquipoiseError: If it cannot be written.
    """
    path = folder / DECISIONS
    text = read_text(path) if before else ""
    write_atomically(path, f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{write_decision(decision)}\n")


def parse_decision(line: str) -> Decision:
    """Read one line.

    Raises:
        ValueError: If it is no decision; the message says the first thing that is wrong.
    """
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(map(str, first["loc"]))
        raise ValueError(f"{path}: {first['msg']}" if path else str(first["msg"])) from error


def write_decision(decision: Decision) -> str:
    """A decision on one line."""
    return json.dumps(decision.to_dict(), ensure_ascii=False)


def _finding(path: Path, line: int, problem: str) -> Finding:
    return Finding(shown(path), line, 1, "", problem, "this file is written by `equipoise review` alone")
