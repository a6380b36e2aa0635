"""The numbers of an answer and of an assessment, by the same keys, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from equipoise.assess.assessment import Assessment
from oracle.dense import Answer

TOLERANCE = 1e-9
Numbers = Mapping[tuple[Any, ...], Any]


def numbers_of_answer(answer: Answer) -> Numbers:
    """Every number the oracle gives."""
    full = {name: answer.scenarios[answer.as_of, name] for _, name in answer.scenarios}
    numbers: dict[tuple[Any, ...], Any] = {
        ("as of",): answer.as_of,
        ("log evidence",): answer.log_evidence,
        ("log span",): answer.log_span,
        ("effective origins",): answer.effective_origins,
        ("silent",): answer.silent,
    }
    numbers |= {("scenario", *key): value for key, value in answer.scenarios.items()}
    numbers |= {("basis", day): basis for day, basis in answer.basis.items()}
    numbers |= {("condition", *key): value for key, value in answer.conditions.items()}
    numbers |= {("ever", *key): value for key, value in answer.ever.items()}
    numbers |= {("baseline", *key): value for key, value in answer.baselines.items()}
    numbers |= {("exponent", name): value for name, value in answer.exponents.items()}
    numbers |= {("predictive log score", name): value for name, value in answer.predictive.items()}
    numbers |= {("left out", item, name): _left_out(full[name], moved) for (item, name), moved in answer.moved.items()}
    numbers |= {
        ("origin left out", items, name): _left_out(full[name], moved)
        for (items, name), moved in answer.origins.items()
    }
    numbers |= {("share", name): share for name, share in answer.shares.items()}
    return numbers | {("alone", name): score for name, score in answer.alone.items()}


def numbers_of_assessment(assessment: Assessment) -> Numbers:
    """The same numbers as the engine gives them."""
    full = {point.scenario: point.probability for point in assessment.scenario_points if point.date == assessment.as_of}
    numbers: dict[tuple[Any, ...], Any] = {
        ("as of",): assessment.as_of,
        ("log evidence",): assessment.log_evidence,
        ("log span",): assessment.log_span,
        ("effective origins",): assessment.effective_origins,
        ("silent",): tuple(assessment.silent),
    }
    for point in assessment.scenario_points:
        numbers["scenario", point.date, point.scenario] = point.probability
        numbers["basis", point.date] = point.basis
    for point in assessment.condition_points:
        numbers["condition", point.date, point.condition, point.level] = point.probability
    for point in assessment.ever_points:
        numbers["ever", point.scenario, point.until] = point.probability
    for point in assessment.baseline_points:
        numbers["baseline", point.baseline, point.scenario, point.at] = point.probability
    for row in assessment.evidence_rows:
        numbers["exponent", row.id] = row.exponent
        numbers["predictive log score", row.id] = row.predictive_log_score
        numbers |= {("left out", row.id, name): _left_out(full[name], moved) for name, moved in row.moved_db.items()}
    for row in assessment.origin_rows:
        numbers |= {
            ("origin left out", tuple(sorted(row.items)), name): _left_out(full[name], moved)
            for name, moved in row.moved_db.items()
        }
    for row in assessment.explanation_rows:
        numbers["share", row.explanation] = row.share
        numbers["alone", row.explanation] = row.alone_log_score
    return numbers


def differences(expected: Numbers, found: Numbers, *, tolerance: float = TOLERANCE) -> list[str]:
    """What differs by more than the tolerance, or is on one side only; empty where all agree."""
    lines = []
    for key in [*expected, *(key for key in found if key not in expected)]:
        if key not in expected or key not in found:
            lines.append(f"{_words(key)}: only in {'the second' if key not in expected else 'the first'}")
        elif not _agree(expected[key], found[key], tolerance):
            lines.append(f"{_words(key)}: {expected[key]} against {found[key]}")
    return lines


def _agree(one: Any, other: Any, tolerance: float) -> bool:
    if isinstance(one, float) and isinstance(other, float | int):
        return one == other or abs(one - other) <= tolerance
    return one == other


def _left_out(full: float, moved_db: float) -> float:
    """Probability without the item: decibans near 0 and 1 magnify rounding that no probability shows."""
    if not 0 < full < 1:
        return full
    odds = full / (1 - full) / 10 ** (moved_db / 10)
    return odds / (1 + odds)


def _words(key: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in key)
