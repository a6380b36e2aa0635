"""Whether every number a reader sees is a number of the assessment, rounded."""

from __future__ import annotations

import math
import re
from typing import Any

from equipoise.assess.assessment import Assessment
from equipoise.probability.decibans import db_of_nats

PER_CENT = re.compile("(<?>?\\d+)[\u202f ]%(?:[\u00a0 ]\\((<?>?\\d+)[–-](<?>?\\d+)\\))?")
DECIBANS = re.compile("(\\d+\\.\\d)[\u202f ]dB")

HEAVIEST_DB = 30.0
TRUSTED_ACCURACY = 0.8
CONSTANTS = {40, 80}
"""The crop of a panel and the width of a range."""


def unknown_numbers(assessment: Assessment, text: str) -> list[str]:
    """Per cents and decibans in a text that are none of the assessment's."""
    return [*_unknown_per_cents(assessment, text), *_unknown_decibans(assessment, text)]


def _unknown_per_cents(assessment: Assessment, text: str) -> list[str]:
    shown = [part for found in PER_CENT.finditer(text) for part in found.groups() if part]
    probabilities = [number for number in _numbers_in(assessment.to_dict()) if 0 <= number <= 1]
    priors = [explanation.prior for explanation in assessment.case.definition.explanations.values()]
    probabilities += [prior / sum(priors) for prior in priors]
    # Making a set add up moves its largest number, by less than one for each number of the set.
    moved = {round(100 * point.probability) + n for point in assessment.scenario_points for n in (-2, -1, 0, 1, 2)}
    known = CONSTANTS | moved | {n for p in probabilities for n in (int(100 * p), int(100 * p) + 1)}
    return [part for part in shown if part not in ("<1", ">99") and int(part) not in known]


def _unknown_decibans(assessment: Assessment, text: str) -> list[str]:
    weights = [db for row in (*assessment.evidence_rows, *assessment.origin_rows) for db in row.moved_db.values()]
    weights += [db_of_nats(row.predictive_log_score) for row in assessment.evidence_rows]
    scores = [row.alone_log_score for row in assessment.explanation_rows if row.alone_log_score is not None]
    weights += [db_of_nats(one - other) for one in scores for other in scores]
    weights += _sums(assessment)
    known = {round(abs(weight), 1) for weight in weights}
    return [found for found in DECIBANS.findall(text) if float(found) not in known]


def _sums(assessment: Assessment) -> list[float]:
    """What all items move a scenario by, what those graded A or B do, and what all origins do."""
    sums = []
    for scenario in assessment.case.definition.scenarios:
        moved = {row.id: min(abs(row.moved_db.get(scenario, 0.0)), HEAVIEST_DB) for row in assessment.evidence_rows}
        trusted = (db for name, db in moved.items() if _is_trusted(assessment, name))
        origins = (abs(row.moved_db.get(scenario, 0.0)) for row in assessment.origin_rows)
        sums += [math.fsum(moved.values()), math.fsum(trusted), math.fsum(origins)]
    return sums


def _is_trusted(assessment: Assessment, name: str) -> bool:
    """Whether an item, or else the best of its sources, is graded A or B and not doubted itself."""
    item, sources = assessment.case.items[name], assessment.case.sources
    if item.accuracy is not None:
        return item.accuracy >= TRUSTED_ACCURACY
    grades = [item.grade] if item.grade else sorted(sources[one].grade or "Z" for one in item.sources if one in sources)
    return bool(grades) and grades[0][0] in "AB" and grades[0][1:] not in ("4", "5")


def _numbers_in(value: Any) -> list[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for part in value for number in _numbers_in(part)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []
