"""What kind of number stands where in `case.yaml`, and the standard step by which each kind is moved.

A step is a size that two careful authors might well differ by, not a measured error: it makes numbers of different
kinds comparable, and no more than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from equipoise.case.ranges import POINTS
from equipoise.case.schema import Mark

KindOfNumber = Literal[
    "share", "fraction", "factor", "duration", "log_odds", "mark", "points", "levels", "decibans", "uncertainty"
]
Direction = Literal[-1, 1]

SHARE, FRACTION, FACTOR, DURATION = 0.05, 0.05, 1.25, 1.5
LOG_ODDS, MARK, LEVELS, DECIBANS, UNCERTAINTY = 0.25, 1.0, 0.25, 1.0, 1.5
POINTS_STEP = 0.5
"""Half a mark: who writes numbers tells half marks apart."""

STEPS: Mapping[KindOfNumber, str] = {
    "share": f"shares that sum to one by {SHARE}, the others in proportion",
    "fraction": f"other fractions of one by {FRACTION}",
    "factor": f"weights, multipliers and strengths times {FACTOR} or divided by it",
    "duration": f"times and counts times {DURATION} or divided by it",
    "log_odds": f"log-odds and nats by {LOG_ODDS}",
    "mark": "effects written as marks by one mark",
    "points": f"effects written as numbers by {POINTS_STEP} points",
    "levels": f"errors of sight, in levels, and the taste for risk by {LEVELS}",
    "decibans": f"decibans of a mark by {DECIBANS:g}",
    "uncertainty": f"how uncertain a number is, times {UNCERTAINTY} or divided by it",
}
"""The step of each kind in words."""

_PLACES: tuple[tuple[str, KindOfNumber], ...] = (
    ("starts.*.*", "share"),
    ("conditions.*.starts.*", "share"),
    ("decision_maker.mix.*", "share"),
    ("explanations.*.prior", "share"),
    ("decision_maker.patience", "fraction"),
    ("decision_maker.shared_error", "fraction"),
    ("explanations.*.decision_maker.shared_error", "fraction"),
    ("analogues.*.similarity", "fraction"),
    ("origin_discount", "fraction"),
    ("considerations.*.weighs.*.*", "factor"),
    ("explanations.*.weights.*", "factor"),
    ("decision_maker.decisiveness", "factor"),
    ("decision_maker.mix_strength", "factor"),
    ("rating_strength", "factor"),
    ("conditions.*.dwell", "duration"),
    ("decision_maker.review.every", "duration"),
    ("decision_maker.advisers", "duration"),
    ("explanations.*.decision_maker.advisers", "duration"),
    ("analogues.*.months", "duration"),
    ("base_rate.*", "duration"),
    ("instruments.*.inertia", "log_odds"),
    ("availability.*", "log_odds"),
    ("conditions.*.drift", "log_odds"),
    ("conditions.*.pushed_by.*.*", "log_odds"),
    ("considerations.*.effect.*.*", "points"),
    ("considerations.*.when.*.*.*.*", "points"),
    ("decision_maker.noise", "levels"),
    ("explanations.*.decision_maker.noise", "levels"),
    ("decision_maker.bias.*", "levels"),
    ("explanations.*.decision_maker.bias.*", "levels"),
    ("decision_maker.risk_aversion", "levels"),
    ("explanations.*.decision_maker.risk_aversion", "levels"),
    ("scale.*", "decibans"),
)
"""Where numbers of a kind stand; `*` is any name. Below each there may be a part of a distribution or a range."""

_PARTS = frozenset({"mean", "median", "sd", "spread", "low", "high"})
_LEAST: Mapping[str, float] = {"noise": 0.0, "advisers": 1.0}
_BELOW_ONE = frozenset({"patience", "origin_discount"})
_ALMOST_ONE = 0.99
"""No step takes a share, or a field that must stay below one, further: all beside it would become impossible."""

_MARK_OF: Mapping[float, Mark] = {points: mark for mark, points in POINTS.items()}


def kind_of_number(steps: Sequence[str | int]) -> KindOfNumber | None:
    """The kind of the number at a path; None where no scenario depends on what stands there."""
    for place, kind in _PLACES:
        pattern = place.split(".")
        rest = steps[len(pattern) :]
        if _fits(steps, pattern) and (not rest or (len(rest) == 1 and rest[0] in _PARTS)):
            return "uncertainty" if rest and rest[0] in ("sd", "spread") else kind
    return None


def moved(kind: KindOfNumber, steps: Sequence[str | int], value: float, direction: Direction) -> float:
    """A number one standard step down or up, cut where its field ends; a share too, its table left aside.

    Args:
        kind: Its kind.
        steps: Its path.
        value: Its value; of a mark its points.
        direction: -1 down, 1 up.
    """
    return round(_moved(kind, steps, value, direction), _DIGITS)


def as_written(kind: KindOfNumber, value: float) -> float | str:
    """How a value is written: points as a mark where there is one and the author wrote a mark."""
    return _MARK_OF.get(value, value) if kind == "mark" else value


_DIGITS = 12
"""Decimals that a moved number keeps: 0.85 less 0.05 is 0.8."""


def _moved(kind: KindOfNumber, steps: Sequence[str | int], value: float, direction: Direction) -> float:
    field = str(steps[-2] if steps[-1] in _PARTS and len(steps) > 1 else steps[-1])
    if kind == "uncertainty":
        power = UNCERTAINTY**direction
        return float(value**power) if steps[-1] == "spread" else value * power
    if kind in ("factor", "duration"):
        return max(value * (FACTOR if kind == "factor" else DURATION) ** direction, _LEAST.get(field, -float("inf")))
    if kind in ("share", "fraction"):
        most = max(_ALMOST_ONE, value) if kind == "share" or field in _BELOW_ONE else 1.0
        return min(max(value + direction * (SHARE if kind == "share" else FRACTION), 0.0), most)
    size = {"log_odds": LOG_ODDS, "mark": MARK, "points": POINTS_STEP, "levels": LEVELS, "decibans": DECIBANS}[kind]
    return max(value + direction * size, _LEAST.get(field, -float("inf")))


def _fits(steps: Sequence[str | int], pattern: Sequence[str]) -> bool:
    return len(steps) >= len(pattern) and all(
        wanted in ("*", step) for step, wanted in zip(steps, pattern, strict=False)
    )
