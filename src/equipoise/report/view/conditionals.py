"""What would follow from a condition, in words: seen to happen, or brought about from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from equipoise.case.case import Case
from equipoise.report.names import Names
from equipoise.report.numbers import EN_DASH, MINUS, NO_BREAK_SPACE, decimal, percent_text, prose_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance, chance
from equipoise.studies.conditionals import Conditional, Conditionals
from equipoise.studies.shared_draws.spreads import Difference

FELT = 0.005
"""Smaller changes of a probability are not told in sentences."""
_WHOLE_FROM = 0.0295
"""Where points are told without a decimal."""

HOW = {"given": "seen to happen", "do": "brought about from outside"}
"""What each kind is called wherever it is shown."""


@dataclass(frozen=True)
class ConditionalView:
    """One condition at one level.

    Attributes:
        condition, level: Their titles.
        how: `seen to happen` or `brought about from outside`.
        span: `until 31 March 2024`, or from when until when.
        by_itself: Chance that it comes about by itself, as text; empty where it is brought about.
        sentence: What follows for the scenario that moves most.
        scenarios: Each scenario on the horizon, in the case's order.
        points: Change of each in points, with its range: `−4.0 (−6.1 to −2.2)`; in the same order.
        moved: Id of the scenario that moves most; None where none moves noticeably.
        size: How far it moves, as a probability, without a sign.
    """

    condition: str
    level: str
    how: str
    span: str
    by_itself: str
    sentence: str
    scenarios: tuple[Chance, ...]
    points: tuple[str, ...]
    moved: str | None
    size: float


@dataclass(frozen=True)
class ConditionalsView:
    """All of them.

    Attributes:
        heading: What was found, for a heading.
        titles: Scenarios, in the case's order.
        plain: Each scenario with nothing held.
        rows: One a condition, level and kind.
        impossible: What cannot come about by itself, in sentences.
        notes: How to read them, and how exact they are.
    """

    heading: str
    titles: tuple[str, ...]
    plain: tuple[Chance, ...]
    rows: tuple[ConditionalView, ...]
    impossible: tuple[str, ...]
    notes: tuple[str, ...]


def conditionals_view(case: Case, found: Conditionals) -> ConditionalsView:
    """Word and round a study of conditionals."""
    names = Names(case)
    return ConditionalsView(
        heading=_heading(found, names),
        titles=tuple(names.scenario(name) for name in found.plain),
        plain=tuple(chance(one.probability, one.low, one.high) for one in found.plain.values()),
        rows=tuple(_row(one, found, names) for one in found.conditionals),
        impossible=tuple(f"{span} cannot come about by itself." for span in found.impossible),
        notes=_notes(found),
    )


def brackets_note(particles: int, error: float) -> str:
    """What stands in brackets behind a change, and how exact it is.

    Args:
        particles: Particles drawn.
        error: Largest Monte Carlo standard error of a probability, 0 to 1.
    """
    return (
        f"In brackets: the central {percent_text(80)} of the change over the uncertain settings, the same with and "
        f"without. {particles:,} of them leave the probabilities uncertain by at most "
        f"{decimal(max(100 * error, 0.1))} points (one standard error), their differences by less."
    )


def points_text(difference: Difference) -> str:
    """`−4.0 (−6.1 to −2.2)`: a change in points with its range."""
    return f"{_signed(difference.mean, 1)}{_range(difference, 1)}"


def _row(one: Conditional, found: Conditionals, names: Names) -> ConditionalView:
    moved = max(one.difference, key=lambda name: abs(one.difference[name].mean))
    is_felt = abs(one.difference[moved].mean) >= FELT
    return ConditionalView(
        condition=names.condition(one.condition),
        level=names.level(one.condition, one.level),
        how=HOW[one.kind],
        span=_span(one, found.as_of),
        by_itself="" if one.chance is None else percent_text(whole_percent(one.chance)),
        sentence=f"{_supposed(one, found.as_of, names)}, {_follows(one, moved if is_felt else None, names)}.",
        scenarios=tuple(chance(s.probability, s.low, s.high) for s in one.scenarios.values()),
        points=tuple(points_text(difference) for difference in one.difference.values()),
        moved=moved if is_felt else None,
        size=abs(one.difference[moved].mean),
    )


def _supposed(one: Conditional, as_of: date, names: Names) -> str:
    verb = {"given": "is seen", "do": "is held from outside"}[one.kind]
    if one.first <= as_of:
        verb = {"given": "had been seen", "do": "had been held from outside"}[one.kind]
    level = names.level(one.condition, one.level)
    return f"If {names.condition(one.condition)} {verb} at “{level}” {_span(one, as_of)}"


def _span(one: Conditional, as_of: date) -> str:
    until = f"until {prose_date(one.last)}"
    return until if one.first == as_of + timedelta(days=1) else f"from {prose_date(one.first)} {until}"


def _follows(one: Conditional, moved: str | None, names: Names) -> str:
    if moved is None:
        return "no scenario moves by half a point"
    difference = one.difference[moved]
    verb, digits = "rises" if difference.mean > 0 else "falls", _digits(difference)
    size = decimal(100 * abs(difference.mean), digits)
    return f"{names.scenario(moved)} {verb} by {size} points{_range_of_size(difference, digits)}"


def _digits(difference: Difference) -> int:
    """Decimals of points in a sentence: none where the change is large enough to be told without."""
    return 0 if abs(difference.mean) >= _WHOLE_FROM else 1


def _range_of_size(difference: Difference, digits: int) -> str:
    """` (2–6)` where both ends go the same way; else both with their signs."""
    low, high = difference.low, difference.high
    if low is None or high is None:
        return ""
    if low * high < 0:
        return _range(difference, digits)
    small, large = (decimal(100 * end, digits) for end in sorted((abs(low), abs(high))))
    return f"{NO_BREAK_SPACE}({small}{EN_DASH}{large})"


def _range(difference: Difference, digits: int) -> str:
    if difference.low is None or difference.high is None:
        return ""
    return f"{NO_BREAK_SPACE}({_signed(difference.low, digits)} to {_signed(difference.high, digits)})"


def _signed(change: float, digits: int) -> str:
    size = decimal(100 * abs(change), digits)
    return f"{'+' if change > 0 else MINUS}{size}" if float(size) else size


def _heading(found: Conditionals, names: Names) -> str:
    moves = [
        (abs(difference.mean), one, name) for one in found.conditionals for name, difference in one.difference.items()
    ]
    if not moves:
        return "No condition can be held"
    size, one, name = max(moves, key=lambda move: move[0])
    if size < FELT:
        return "No condition by itself moves any scenario by half a point"
    what = f"{names.condition(one.condition)} at “{names.level(one.condition, one.level)}”, {HOW[one.kind]}"
    return f"{what}, moves {names.scenario(name)} most: {_signed(one.difference[name].mean, 1)} points"


def _notes(found: Conditionals) -> tuple[str, ...]:
    notes = [
        f"Changes are in points, against the assessment with nothing held, on {prose_date(found.horizon)}. Seen to "
        "happen: beliefs about what led there move too. Brought about from outside: only what follows moves.",
    ]
    if found.error > 0:
        notes.append(brackets_note(found.particles, found.error))
    return tuple(notes)
