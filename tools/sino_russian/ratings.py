"""What each item is worth: rows on the course, on parts and arms, on conditions, and on explanations.

Marks on a course are the coder's consistency marks, read as weights of evidence by the scale of the case. Only what
Beijing did or said, or was seen doing, is rated on the course; a circumstance is rated on its condition, for what it
does to the course is the work of the model.
"""

from __future__ import annotations

from typing import Any

from sino_russian.conditions import FOLD, LEVELS, MOVED_BY, lean, level_read
from sino_russian.courses import SCENARIO_COURSES
from sino_russian.documents import reworded
from sino_russian.evidence import PLANTED, is_background
from sino_russian.explanations import EXPLANATIONS
from sino_russian.facts import Facts, Record, overlap
from sino_russian.reasons import REASONS

CHINESE_SIDE = frozenset(
    {
        "china",
        "chinese-diplomat-anon",
        "chinese-embassy-kyiv",
        "chinese-military",
        "chinese-soe-defence",
        "chinese-state-banks",
        "chinese-state-media",
        "mfa-china",
        "wang-yi",
        "xi-jinping",
    }
)
"""Whose doings and words are Beijing's. Scholars and editors who write in China are not."""

WITNESSES = frozenset({"E139", "E144", "E149", "E154", "E156", "E164"})
"""Items whose doer is not Beijing and that tell of its conduct all the same: Putin, Washington, the firm itself."""

OWN_READINGS: dict[str, tuple[str, str]] = {
    "E027": ("C08", "dependent"),
    "E028": ("C08", "leaning"),
    "E082": ("C03", "hardening"),
    "E111": ("C08", "dependent"),
    "E126": ("C08", "dependent"),
    "E127": ("C08", "dependent"),
    "E173": ("C08", "dependent"),
}
"""Items that read a moving condition on their face and that the coded readings do not rest on. Authored."""

_READ, _BESIDE, _BESIDE_AND_AWAY, _FAR = "++", "0", "-", "--"
"""Marks of the level read, of a level beside it, of one beside it that the reading leans away from, of one two away."""

_DECIBANS = {"--": -6.0, "-": -3.0, "0": 0.0, "+": 3.0, "++": 6.0}
_PREFERRED_KINDS = ("reading-of-condition", "conduct", "statement", "report")


def ratings(facts: Facts) -> list[dict[str, Any]]:
    """Every row of `ratings.csv`."""
    readings = readings_by_item(facts)
    return [row for coded in facts.evidence for row in _rows(facts, coded, readings.get(coded["id"], []))]


def readings_by_item(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    """Item to the coded conditions it reads, each with the level read."""
    found: dict[str, list[tuple[str, str]]] = {item: [read] for item, read in OWN_READINGS.items()}
    for condition in facts.conditions:
        if condition["id"] in MOVED_BY:
            for reading in condition["readings"]:
                item = _item_of(facts, reading)
                if item is not None:
                    found.setdefault(item["id"], []).append((condition["id"], reading["level"]))
    return {item: reads for item, reads in found.items() if facts.find("evidence", item).get("reads", reads)}


def readings_without_item(facts: Facts) -> list[str]:
    """Readings of moving conditions that rest on an expert's judgement or on no item: kept out of the evidence."""
    return [
        f"{condition['id']} {reading['date']}"
        for moving in FOLD.values()
        for condition in (facts.find("conditions", name) for name in moving)
        for reading in condition["readings"]
        if _item_of(facts, reading) is None
    ]


def is_rated_on_course(coded: Record) -> bool:
    """Whether an item tells of Beijing's own conduct and counts."""
    if coded["kind"] in ("expert-judgement", "reading-of-condition") or is_background(coded):
        return False
    return bool(CHINESE_SIDE & set(coded["actor"])) or coded["id"] in WITNESSES


def _item_of(facts: Facts, reading: Record) -> Record | None:
    """The item that carries a reading's sentence: a reading before an act before words, others before Beijing."""
    candidates = [coded for coded in facts.evidence if coded["kind"] != "expert-judgement" and overlap(coded, reading)]
    return min(
        candidates,
        key=lambda coded: (
            _PREFERRED_KINDS.index(coded["kind"]),
            bool(CHINESE_SIDE & set(coded["actor"])),
            -overlap(coded, reading),
        ),
        default=None,
    )


def _rows(facts: Facts, coded: Record, reads: list[tuple[str, str]]) -> list[dict[str, Any]]:
    if coded["kind"] == "expert-judgement":
        return []
    rows = _explanation_rows(coded)
    if is_background(coded):
        return rows
    return [*_course_rows(coded), *_condition_rows(facts, coded, reads), *rows]


def _course_rows(coded: Record) -> list[dict[str, Any]]:
    if not is_rated_on_course(coded):
        return []
    marks = coded["postures"]
    if coded.get("rated_on") == "arms":
        levels = {
            "none": marks["arms_length"],
            "dual_use": marks["overt_support"],
            "lethal_covert": marks["arm_russia"],
            "lethal_overt": marks["arm_russia"],
        }
        return _with_why(coded["id"], "arms", levels, REASONS[coded["id"]])
    rated = {name: marks[name] for name in SCENARIO_COURSES if marks[name]}
    rows = _with_why(coded["id"], "scenarios", rated, REASONS.get(coded["id"], ""))
    if rows and coded["id"] in PLANTED:
        rows.append(_row(coded["id"], "planted:scenarios", "straddle", "+", "a plant has a use while it is not true"))
    return rows


def _condition_rows(facts: Facts, coded: Record, reads: list[tuple[str, str]]) -> list[dict[str, Any]]:
    by_condition: dict[str, list[tuple[str, str]]] = {}
    for condition, level in reads:
        by_condition.setdefault(MOVED_BY[condition], []).append((condition, level))
    return [
        row
        for moving, found in by_condition.items()
        for row in _with_why(coded["id"], moving, _mean_marks(facts, moving, found), _told(facts, found))
    ]


def _mean_marks(facts: Facts, moving: str, reads: list[tuple[str, str]]) -> dict[str, str | float]:
    """Marks by distance from the level read; the mean in decibans where one item carries several readings."""
    marks = [_marks_by_distance(facts, moving, condition, read) for condition, read in reads]
    if len(marks) == 1:
        return dict(marks[0])
    return {level: sum(_DECIBANS[of[level]] for of in marks) / len(marks) for level in LEVELS[moving]}


def _marks_by_distance(facts: Facts, moving: str, condition: str, read: str) -> dict[str, str]:
    levels = LEVELS[moving]
    coded = facts.find("conditions", condition)
    place = levels.index(level_read(coded, read))
    return {level: _mark(index - place, lean(coded, read)) for index, level in enumerate(levels)}


def _mark(steps: int, leans: float) -> str:
    """The mark of a level some steps above the level read, for a reading that leans up or down from that level."""
    if abs(steps) != 1:
        return _FAR if steps else _READ
    return _BESIDE_AND_AWAY if steps * leans < 0 else _BESIDE


def _told(facts: Facts, reads: list[tuple[str, str]]) -> str:
    names = {name: facts.find("conditions", name)["name"] for name, _ in reads}
    return "; ".join(f"{names[name]} ({name}) read as {level}" for name, level in reads)


def _explanation_rows(coded: Record) -> list[dict[str, Any]]:
    marks = {name: coded["explanations"][name] for name in EXPLANATIONS}
    return _with_why(coded["id"], "explanations", marks, reworded(coded.get("note") or coded["admiralty"]["reason"]))


def _with_why(item: str, subject: str, marks: dict[str, Any], why: str) -> list[dict[str, Any]]:
    """Rows of one item on one subject; the reason stands on the first."""
    return [_row(item, subject, level, mark, "" if index else why) for index, (level, mark) in enumerate(marks.items())]


def _row(item: str, subject: str, level: str, rating: str | float, why: str = "") -> dict[str, Any]:
    return {"item": item, "subject": subject, "level": level, "rating": rating, "rater": "default", "why": why}
