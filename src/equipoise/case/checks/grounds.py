"""Numbers need grounds: a `why` in the author's words, or evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import DecisionMaker


def check_grounds(findings: Findings) -> None:
    """Warn of numbers nobody gives a reason for, of one reason given twice, and of scenarios nobody could resolve."""
    for path, what, thing in _numbers(findings):
        if not _has_grounds(thing):
            findings.warning(
                path, f"{what} without why or evidence", "say in why what the numbers rest on, or name items", key=True
            )
    definition = findings.case.definition
    if definition.base_rate is not None and not (definition.base_rate.source or "").strip():
        findings.warning(("base_rate",), "counts without a source", "say in source who counted what", key=True)
    for name, scenario in definition.scenarios.items():
        if not (scenario.resolves or "").strip():
            findings.warning(
                ("scenarios", name),
                "does not say how it resolves, so nobody can tell whether it came",
                "add resolves: what a reader could look up to decide it",
                key=True,
            )
    _check_identical(findings)


def _numbers(findings: Findings) -> Iterator[tuple[Path, str, Any]]:
    """What holds numbers of an author's own, and has room for a reason."""
    definition = findings.case.definition
    for name, condition in definition.conditions.items():
        yield ("conditions", name), "starts and dwell", condition
    for name, consideration in definition.considerations.items():
        yield ("considerations", name), "effects", consideration
    for name, explanation in definition.explanations.items():
        if explanation.weights:
            yield ("explanations", name), "weights", explanation
    for name, analogue in definition.analogues.items():
        yield ("analogues", name), "an analogue", analogue
    for name, indicator in definition.indicators.items():
        if indicator.likelihood:
            yield ("indicators", name), "probabilities", indicator
    if definition.decision_maker.model_copy(update={"why": None}) != DecisionMaker():
        yield ("decision_maker",), "numbers", definition.decision_maker
    for index, closed in enumerate(definition.excluded):
        yield ("excluded", index), "courses closed", closed


def _has_grounds(thing: Any) -> bool:
    return bool((thing.why or "").strip() or getattr(thing, "evidence", None))


def _check_identical(findings: Findings) -> None:
    first: dict[str, Path] = {}
    for path, _, thing in _numbers(findings):
        why = " ".join((thing.why or "").split()).casefold()
        if not why:
            continue
        if why in first:
            other = ".".join(str(part) for part in first[why])
            findings.warning(
                (*path, "why"), f"word for word the why of {other}", "say what holds for this one in particular"
            )
        first.setdefault(why, path)
