"""Numbers in prose, made again from the machine output: what a sentence shows must be there once it is rounded."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from equipoise.assess.assessment import SCHEMA, Assessment
from equipoise.probability.decibans import db_of_nats
from equipoise.report.lint import Sentence, sentences_of
from equipoise.report.rounding import whole_percent, whole_percents
from equipoise.report.view import View

PER_CENT = re.compile(r"(?:(\d+)–)?([<>]?\d+) ?%(?: \(([<>]?\d+)–([<>]?\d+)\))?")
DECIBANS = re.compile(r"(\d+\.\d) ?dB")
POINTS = re.compile(r"(?<![\d.,–])(\d+(?:\.\d)?) points?\b")

SHOWN_AS = {"<1": 0, ">99": 100}
CENTRAL = 80
"""The width of every range over the uncertain settings."""

PROBABILITIES = (
    *("probability", "low", "high", "share", "base", "mean", "model_low", "model_high", "plain", "chance", "worst"),
    *("at_horizon", "now", "before", "after", "held", "throughout", "effective"),
)
"""Names under which machine output keeps probabilities."""

SETS = ("at_horizon", "now", "base", "probability", "scenarios")
"""Names under which it keeps probabilities of all scenarios, which are rounded so that they add up; an explanation of
items keeps decibans under `now`, which sum to something other than one."""

DIFFERENCES = ("difference", "move", "lead")
"""Names under which studies keep differences of probabilities."""

DECIBANS_OF_STUDIES = (
    *("largest", "spread", "centred", "moved", "change", "change_error", "sampling_bound"),
    *("log_odds_before", "log_odds_after", "totals"),
)
"""Names under which studies keep decibans."""

SAID_ONCE = {
    "headline.ranges": {80},
    "agreement.how_to_read[0]": {95},
    "drivers.notes[2]": {1},
    "tip_map.tints[0]": {50},
    "tip_map.tints[1]": {50},
    "tip_map.tints[2]": {70},
}
"""Widths of ranges and bounds, named where they are explained."""

DECIBANS_SAID_ONCE = {"drivers.telling": [0.5]}
"""Bounds on decibans, likewise."""

NOTES = re.compile(r"(?:headline\.ranges|notes\[\d+\])$")
"""Where a standard error or the width of a range is told, which are no numbers of a scenario."""


def not_regenerated(view: View, assessment: Assessment, studies: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """Sentences of our own with a per cent, a deciban or a difference in points that no machine output gives."""
    seen = [
        {"mean": row.true, "probability": row.seen, "low": row.low, "high": row.high}
        for row in assessment.perception_rows
    ]
    outputs = [assessment.to_dict() | {"perception": seen}, *studies]
    known = _per_cents(assessment, outputs) | {whole_percent(item.planted.chance) for item in assessment.case.evidence}
    moved = _weights(assessment, outputs[0]) | _sums(assessment)
    moved |= {round(abs(db), 1) for output in outputs[1:] for db in _under(output, DECIBANS_OF_STUDIES)}
    moved |= _added_up(outputs[1:])
    apart = _apart(outputs)
    return [
        f"{sentence.where}: {wrong} in {sentence.text!r}"
        for sentence in sentences_of(view)
        if not sentence.is_authored
        for wrong in (
            *_missing(_shown_per_cents(sentence), known | _constants(sentence)),
            *_missing(
                [float(db) for db in DECIBANS.findall(sentence.text)],
                moved | set(DECIBANS_SAID_ONCE.get(sentence.where, ())),
            ),
            *_missing(_shown_points(sentence), apart),
        )
    ]


def _constants(sentence: Sentence) -> set[int]:
    return SAID_ONCE.get(sentence.where, set()) | ({CENTRAL} if NOTES.search(sentence.where) else set())


def _shown_points(sentence: Sentence) -> list[float]:
    """Differences told in points; none where a standard error or a threshold is told."""
    if "standard error" in sentence.text or NOTES.search(sentence.where):
        return []
    return [float(shown) for shown in POINTS.findall(sentence.text)]


def _apart(outputs: list[Mapping[str, Any]]) -> set[float]:
    """Every difference of two probabilities in points, whole and with one decimal."""
    found = np.unique([p for output in outputs for p in _under(output, PROBABILITIES) if -1 <= p <= 1] or [0.0])
    moved = np.abs([p for output in outputs for p in _under(output, DIFFERENCES)])
    points = 100 * np.unique(np.concatenate([np.abs(found), np.abs(found[:, None] - found).ravel(), moved]))
    # Half up as points are told, up to the least whole number that a difference does not pass, and with one decimal.
    return {
        float(n) for told in (np.floor(points + 0.5), np.ceil(points), np.round(points, 1)) for n in np.unique(told)
    }


def _added_up(outputs: list[Mapping[str, Any]]) -> set[float]:
    """What the rows of a revisit of one kind, or of one day, move together."""
    groups: dict[tuple[Any, ...], list[float]] = {}
    for output in outputs:
        for row in output.get("rows", ()):
            for scenario, moved in row["moved"].items():
                groups.setdefault((row["kind"], scenario), []).append(moved)
                groups.setdefault((row["kind"], row["date"], scenario), []).append(moved)
    return {round(abs(math.fsum(one)), 1) for one in groups.values() if None not in one}


def _shown_per_cents(sentence: Sentence) -> list[int]:
    shown = [part for found in PER_CENT.finditer(sentence.text) for part in found.groups() if part]
    return [SHOWN_AS[part] if part in SHOWN_AS else int(part) for part in shown]


def _missing(shown: list[Any], known: set[Any]) -> list[str]:
    return [f"{number:g}" for number in shown if number not in known]


def _per_cents(assessment: Assessment, outputs: list[Mapping[str, Any]]) -> set[int]:
    """Every probability of the output rounded alone, every set rounded so that it adds up."""
    alone = {whole_percent(p) for output in outputs for p in _under(output, PROBABILITIES) if 0 <= p <= 1}
    sets = [_set(output["scenarios"], "date") for output in outputs if output.get("schema") == SCHEMA]
    sets += [_set(output["baselines"], "baseline") for output in outputs[:1]]
    sets += [_set(output["conditions"], "step", "condition") for output in outputs[:1]]
    together = {percent for groups in sets for group in groups.values() for percent in whole_percents(group)}
    together |= {percent for output in outputs[1:] for one in _sets_in(output) for percent in whole_percents(one)}
    priors = [explanation.prior for explanation in assessment.case.definition.explanations.values()]
    shares = [row["share"] for row in outputs[0]["explanations"]]
    for weights in (priors, shares):
        if sum(weights):
            together |= set(whole_percents([weight / sum(weights) for weight in weights]))
    return alone | together


def _set(rows: list[Mapping[str, Any]], *keys: str) -> dict[tuple[Any, ...], list[float]]:
    groups: dict[tuple[Any, ...], list[float]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row["probability"])
    return groups


def _sets_in(output: Any) -> list[list[float]]:
    """Sets of a study: scenarios by name, or rows of scenarios with their numbers now, on the horizon or at an end."""
    found: list[list[float]] = []
    if isinstance(output, Mapping):
        for name, part in output.items():
            if name in SETS and isinstance(part, Mapping) and all(isinstance(one, float) for one in part.values()):
                found += [list(part.values())] if math.isclose(math.fsum(part.values()), 1) else []
            if name == "scenarios" and isinstance(part, list):
                found += _sets_of_rows(part)
            if name == "scenarios" and isinstance(part, Mapping):
                numbers = [
                    one["probability"] for one in part.values() if isinstance(one, Mapping) and "probability" in one
                ]
                found += [numbers] if numbers else []
            found += _sets_in(part)
    elif isinstance(output, list | tuple):
        found += [one for part in output for one in _sets_in(part)]
    return found


def _sets_of_rows(rows: list[Mapping[str, Any]]) -> list[list[float]]:
    numbers = [[row.get(name) for row in rows] for name in ("now", "at_horizon", "before", "after")]
    baselines = {name for row in rows for name in row.get("baselines", {})}
    numbers += [[row["baselines"].get(name) for row in rows] for name in baselines]
    flat = [[one["probability"] if isinstance(one, Mapping) else one for one in row] for row in numbers]
    return [row for row in flat if row and None not in row]


def _weights(assessment: Assessment, output: Mapping[str, Any]) -> set[float]:
    items = [db for row in output["evidence"] for db in row["moved_db"].values() if db is not None]
    surprises = [db_of_nats(row["predictive_log_score"]) for row in output["evidence"] if row["predictive_log_score"]]
    scores = [row["alone_log_score"] for row in output["explanations"] if row["alone_log_score"] is not None]
    origins = [db for row in assessment.origin_rows for db in row.moved_db.values()]
    behind = [db_of_nats(one - other) for one in scores for other in scores]
    return {round(abs(db), 1) for db in (*items, *surprises, *origins, *behind)}


def _sums(assessment: Assessment) -> set[float]:
    """All that items, items with a good grade, and origins move a scenario by, added up."""
    sums = set()
    for scenario in assessment.case.definition.scenarios:
        rows = [(assessment.case.items[row.id], abs(row.moved_db[scenario])) for row in assessment.evidence_rows]
        good = [db for item, db in rows if _has_good_grade(assessment, item)]
        felt = [row for row in assessment.origin_rows if max(map(abs, row.moved_db.values())) >= 0.05]
        for weights in ([db for _, db in rows], good, [abs(row.moved_db[scenario]) for row in felt]):
            sums.add(round(sum(weights), 1))
    return sums


def _has_good_grade(assessment: Assessment, item: Any) -> bool:
    if item.accuracy is not None:
        return bool(item.accuracy >= 0.8)
    letters = [source.grade for s in item.sources if (source := assessment.case.sources.get(s)) and source.grade]
    grade = item.grade or min(letters, default="F")
    return grade[0] in "AB" and grade[1:] not in ("4", "5")


def _under(output: Any, names: tuple[str, ...], *, inside: bool = False) -> list[float]:
    """Numbers of an output that stand under one of these names, or in a table that does."""
    if isinstance(output, Mapping):
        return [n for key, part in output.items() for n in _under(part, names, inside=inside or key in names)]
    if isinstance(output, list | tuple):
        return [number for part in output for number in _under(part, names, inside=inside)]
    is_number = isinstance(output, int | float) and not isinstance(output, bool)
    return [float(output)] if inside and is_number else []
