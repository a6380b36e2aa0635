"""What raters answered, item by item: read from elicited/RATER.csv, checked, and turned into decibans.

The question of every row is how many times likelier the item would be under this level than under the reference level
of its subject. docs/cases/sino-russian.md, section 8, tells how it was asked.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from sino_russian.conditions import LEVELS
from sino_russian.courses import ARMS, POSTURES, SCENARIO_COURSES

FOLDER = Path(__file__).resolve().parent / "elicited"
FIRST, SECOND = "default", "second"

COLUMNS = ["item", "subject", "level", "times", "why"]
TIMES = ("1/4", "1/3", "1/2", "1/1.5", "1/1.2", "1", "1.2", "1.5", "2", "3", "4")
"""The answers open to a rater."""

REFERENCE: dict[str, str] = {
    "scenarios": "straddle",
    "posture": "straddle",
    "arms": "none",
    "battlefield": "attrition",
    "western_pressure": "medium",
    "us_rivalry": "tense",
    "russian_dependence": "moderate",
}
"""Subject to the level that all others are held against."""

SUBJECT_LEVELS: dict[str, tuple[str, ...]] = {
    "scenarios": tuple(SCENARIO_COURSES),
    "posture": POSTURES,
    "arms": ARMS,
    **LEVELS,
}
"""Subject to its levels; an answer gives them all."""

PLANTED = "planted:"
"""Before a subject: how likely somebody would plant the item under each level."""

_LONGEST_WHY = 120


@dataclass(frozen=True)
class Answer:
    """What one rater answered about one item on one subject.

    Attributes:
        item: Id of the item.
        subject: `scenarios`, an instrument or a condition, or one of them planted.
        decibans: Ten times the decimal logarithm of the times, to one place, for every level.
        why: The mechanism, in the rater's words.
    """

    item: str
    subject: str
    decibans: dict[str, float]
    why: str


def raters(folder: Path = FOLDER) -> list[str]:
    """Those who have answered so far, the first of them the one the case stands by."""
    return [rater for rater in (FIRST, SECOND) if _path(folder, rater).is_file()]


def answers(rater: str, folder: Path = FOLDER) -> list[Answer]:
    """All answers of a rater, in the order given.

    Raises:
        FileNotFoundError: If the rater has no file.
        ValueError: If an answer is incomplete, off the scale, without a reason, or given twice; if the reference level
            is not 1; or if one item is rated both on scenarios and on an instrument.
    """
    path = _path(folder, rater)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise ValueError(f"{path}: the columns are {reader.fieldnames}; expected {COLUMNS}")
        rows = list(reader)
    by_subject: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        by_subject.setdefault((row["item"], row["subject"]), []).append(row)
    found = [_answer(path, item, subject, rows) for (item, subject), rows in by_subject.items()]
    _refuse_one_act_on_two_subjects(path, found)
    return found


def used_answers(rater: str, folder: Path = FOLDER) -> list[Answer]:
    """The answers that go into the case: all of the first rater; of another, those on what the first rated too.

    What the first left unrated is told by another item, or says nothing of any level (section 8 of the page). It stays
    unrated for every rater, so that no act is read twice and two raters are compared on the same questions.
    """
    given = answers(rater, folder)
    if rater == FIRST:
        return given
    first = {(answer.item, answer.subject) for answer in answers(FIRST, folder)}
    return [answer for answer in given if (answer.item, answer.subject) in first]


def _path(folder: Path, rater: str) -> Path:
    return folder / f"{rater}.csv"


def _answer(path: Path, item: str, subject: str, rows: list[dict[str, str]]) -> Answer:
    where = f"{path}: {item} on {subject}"
    plain = subject.removeprefix(PLANTED)
    if plain not in SUBJECT_LEVELS:
        raise ValueError(f"{where}: no such subject; one of {', '.join(SUBJECT_LEVELS)}")
    levels = [row["level"] for row in rows]
    if sorted(levels) != sorted(SUBJECT_LEVELS[plain]):
        raise ValueError(f"{where}: levels {levels}; expected each of {', '.join(SUBJECT_LEVELS[plain])} once")
    times = {row["level"]: row["times"] for row in rows}
    off_scale = [answer for answer in times.values() if answer not in TIMES]
    if off_scale:
        raise ValueError(f"{where}: {', '.join(off_scale)}; expected one of {', '.join(TIMES)}")
    if times[REFERENCE[plain]] != "1":
        raise ValueError(f"{where}: the reference level {REFERENCE[plain]} is {times[REFERENCE[plain]]}; expected 1")
    why = rows[0]["why"]
    if not 0 < len(why) <= _LONGEST_WHY:
        raise ValueError(f"{where}: a reason of {len(why)} characters; expected 1 to {_LONGEST_WHY} on the first row")
    return Answer(item, subject, {level: _decibans(times[level]) for level in SUBJECT_LEVELS[plain]}, why)


def _decibans(times: str) -> float:
    numerator, _, denominator = times.partition("/")
    ratio = Fraction(numerator) / Fraction(denominator or "1")
    return round(10 * math.log10(ratio), 1)


def _refuse_one_act_on_two_subjects(path: Path, given: list[Answer]) -> None:
    """What an act says of arms or of stance it says of scenarios too, for they are made of both."""
    subjects: dict[str, set[str]] = {}
    for answer in given:
        subjects.setdefault(answer.item, set()).add(answer.subject)
    for item, on in subjects.items():
        if len(on & {"scenarios", "posture", "arms"}) > 1:
            raise ValueError(f"{path}: {item} is rated on {', '.join(sorted(on))}; rate its act on one of them")
