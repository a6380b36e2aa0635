"""Probabilities as a reader meets them: whole per cent, range and word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from equipoise.assess.assessment import Assessment, BaselinePoint, ConditionPoint
from equipoise.probability.words import word_for, word_for_range
from equipoise.report.numbers import NO_BREAK_SPACE, percent_text, range_text
from equipoise.report.rounding import ABOVE_NINETY_NINE, BELOW_ONE, whole_percent, whole_percents


@dataclass(frozen=True)
class Chance:
    """A probability with its words.

    Attributes:
        probability: In full, for drawing.
        low: Lower end of the central 80 % range over parameters; None where parameters were not sampled.
        high: Upper end of the same.
        percent: What is shown, in whole per cent; 0 stands for below 1 %, 100 for above 99 %.
        number: What is shown, as text: `83 %`.
        range: Its range as text: `(74–90)`; empty without a range, or where both ends read as the number does.
        word: Word of the standard for the number as shown; empty where it has none.
    """

    probability: float
    low: float | None
    high: float | None
    percent: int
    number: str
    range: str
    word: str

    @property
    def text(self) -> str:
        """`83 % (74–90)`, kept on one line."""
        return f"{self.number}{NO_BREAK_SPACE}{self.range}" if self.range else self.number

    @property
    def with_word(self) -> str:
        """`83 % (74–90), very likely`."""
        return f"{self.text}, {self.word}" if self.word else self.text


def chance(probability: float, low: float | None = None, high: float | None = None) -> Chance:
    """A probability on its own: one that need not add up with others."""
    return _chance(probability, low, high, whole_percent(probability))


def shown_as_set(probability: Mapping[str, float]) -> dict[str, Chance]:
    """Probabilities of all scenarios as chances whose shown numbers add up."""
    shown = whole_percents(list(probability.values()))
    return {
        name: replace(chance(one), percent=percent, number=percent_text(percent))
        for (name, one), percent in zip(probability.items(), shown, strict=True)
    }


class Chances:
    """The probabilities of an assessment, rounded set by set so that what is shown adds up."""

    def __init__(self, assessment: Assessment) -> None:
        self._scenarios = tuple(assessment.case.definition.scenarios)
        self._ever = {(point.scenario, point.until): point for point in assessment.ever_points}
        self._points = {(point.scenario, point.date): point for point in assessment.scenario_points}
        self._baselines = {(point.baseline, point.scenario, point.at): point for point in assessment.baseline_points}
        self._levels = {(point.condition, point.level, point.date): point for point in assessment.condition_points}

    def at(self, day: date) -> dict[str, Chance]:
        """Every scenario on a report date."""
        points = [self._points[name, day] for name in self._scenarios]
        shown = whole_percents([point.probability for point in points])
        return {
            point.scenario: _chance(point.probability, point.low, point.high, percent)
            for point, percent in zip(points, shown, strict=True)
        }

    def ever(self, scenario: str, until: date) -> Chance:
        """A scenario at some time from the as-of date until the end of a day."""
        point = self._ever[scenario, until]
        return chance(point.probability, point.low, point.high)

    def baseline(self, baseline: str, day: date) -> dict[str, Chance]:
        """Every scenario on a day by a plainer forecast; empty where the assessment has none."""
        return self._set({name: self._baselines.get((baseline, name, day)) for name in self._scenarios})

    def condition(self, condition: str, levels: Iterable[str], day: date) -> dict[str, Chance]:
        """Every level of a condition on a report date; empty where the assessment has none."""
        return self._set({level: self._levels.get((condition, level, day)) for level in levels})

    def _set(self, points: Mapping[str, BaselinePoint | ConditionPoint | None]) -> dict[str, Chance]:
        known = {name: point for name, point in points.items() if point is not None}
        if len(known) < len(points):
            return {}
        shown = whole_percents([point.probability for point in known.values()])
        return {
            name: _chance(point.probability, point.low, point.high, percent)
            for (name, point), percent in zip(known.items(), shown, strict=True)
        }


def _chance(probability: float, low: float | None, high: float | None, percent: int) -> Chance:
    number = percent_text(percent)
    if low is None or high is None:
        return Chance(probability, None, None, percent, number, "", _word(percent))
    # Making a set add up may carry a number past the end of its range; the range as shown still holds it.
    shown_low, shown_high = min(whole_percent(low), percent), max(whole_percent(high), percent)
    word = _word(percent) if word_for_range(probability, low, high) else ""
    says_more = not shown_low == percent == shown_high
    return Chance(probability, low, high, percent, number, range_text(shown_low, shown_high) if says_more else "", word)


def _word(percent: int) -> str:
    """The word for the number a reader sees, so that a reader can look it up; none for `<1 %` and `>99 %`."""
    if percent in (BELOW_ONE, ABOVE_NINETY_NINE):
        return ""
    return word_for(percent / 100) or ""
