"""Tipping points in words: one sentence a lever, and what its chart draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    EN_DASH,
    MINUS,
    NARROW_SPACE,
    NO_BREAK_SPACE,
    count,
    decimal,
    percent_text,
    prose_date,
)
from equipoise.report.rounding import ABOVE_NINETY_NINE, BELOW_ONE, whole_percent
from equipoise.report.view.chances import chance
from equipoise.report.view.in_sentence import in_sentence
from equipoise.studies.tipping import GridPoint, Tip

LEAST_MOVED = 0.01
"""A lever that moves no scenario by a point is said to do so, instead of being searched for meaning."""


@dataclass(frozen=True)
class SeriesPoint:
    """A probability at a value of the lever."""

    value: float
    probability: float
    low: float | None
    high: float | None

    @property
    def value_text(self) -> str:
        """The value as it is written everywhere."""
        return lever_value(self.value)

    @property
    def text(self) -> str:
        """The probability with its range."""
        return chance(self.probability, self.low, self.high).text


@dataclass(frozen=True)
class Series:
    """A scenario along the lever. `slot` is its place in the case's order, from 1."""

    id: str
    slot: int
    title: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True)
class TipView:
    """One lever.

    Attributes:
        title: What is changed.
        unit: In what; empty where the case does not say.
        range: `0 to 1`.
        now: Its value in the case.
        tips_at: `0.35 (0.22–0.51)`; empty where it does not tip.
        of_now: `6.6 times`; empty where a ratio says nothing.
        then: Who leads there; empty where it does not tip.
        sentence: What would follow, or that nothing does.
        caveats: What else must be said of it, in sentences.
        is_tip: Whether it tips within its range, and is not past it already.
        lever: The tip itself, for drawing.
        series: The two scenarios to draw, the leader as authored first.
    """

    title: str
    unit: str
    range: str
    now: str
    tips_at: str
    of_now: str
    then: str
    sentence: str
    caveats: tuple[str, ...]
    is_tip: bool
    lever: Tip
    series: tuple[Series, ...]


@dataclass(frozen=True)
class TipsView:
    """All levers that were tried.

    Attributes:
        heading: What was found, for a heading.
        now: Who leads as authored.
        levers: In the order of the study: nearest to tipping first.
        notes: How to read them, and how exact they are.
    """

    heading: str
    now: str
    levers: tuple[TipView, ...]
    notes: tuple[str, ...]


def tips_view(case: Case, tips: Sequence[Tip]) -> TipsView:
    """Word and round what a study of tipping points found.

    Args:
        case: The case they are of.
        tips: One or more, all with the same aim.
    """
    names = Names(case)
    first = tips[0]
    leader = chance(*_chance_of(first.at_authored, first.before))
    return TipsView(
        heading=_heading(tips, names),
        now=f"As the case stands, {names.scenario(first.before)} leads on {prose_date(first.horizon)}: {leader.text}.",
        levers=tuple(_lever(case, tip, names) for tip in tips),
        notes=_notes(tips),
    )


def lever_value(value: float) -> str:
    """A value of a lever: three digits that count, a true minus sign, no exponent."""
    digits = f"{float(f'{value:.3g}'):.10f}".rstrip("0").rstrip(".")
    return digits.replace("-", MINUS) if float(digits) else "0"


def _lever(case: Case, tip: Tip, names: Names) -> TipView:
    is_tip = tip.value is not None and not tip.is_so_already
    return TipView(
        title=tidy(tip.title) or tip.path,
        unit=tidy(tip.unit),
        range=f"{lever_value(tip.least)} to {lever_value(tip.most)}",
        now=lever_value(tip.authored),
        tips_at=f"{lever_value(tip.value)}{_between(tip)}" if is_tip and tip.value is not None else "",
        of_now=_times(tip.relative) if is_tip and tip.relative is not None else "",
        then=names.scenario(tip.after) if is_tip and tip.after is not None else "",
        sentence=_sentence(case, tip, names),
        caveats=tuple(_caveats(tip, names)),
        is_tip=is_tip,
        lever=tip,
        series=_series(case, tip, names),
    )


# --- headings and notes ---------------------------------------------------------------------------------------


def _heading(tips: Sequence[Tip], names: Names) -> str:
    day, scenario = prose_date(tips[0].horizon), names.scenario(tips[0].scenario)
    if tips[0].is_so_already:
        return f"{_is_so(tips[0], names)} on {day} already"
    verb, what = {
        "leader": ("change", f"who leads on {day}"),
        "to": ("bring", f"{scenario} to the lead on {day}"),
        "above": ("take", f"{scenario} above {_bound(tips[0])} on {day}"),
        "below": ("take", f"{scenario} below {_bound(tips[0])} on {day}"),
    }[tips[0].aim]
    found = sum(tip.value is not None for tip in tips)
    if found == 0:
        return f"No lever by itself {verb}s {what}"
    if found == len(tips) == 1:
        return f"This lever by itself {verb}s {what}"
    some = f"{count(found)} of {count(len(tips))} levers"
    one = found == 1
    return (
        f"{some[:1].upper()}{some[1:]} {verb}{'s' if one else ''} {what}{' by itself' if one else ', each by itself'}"
    )


def _is_so(tip: Tip, names: Names) -> str:
    scenario = names.scenario(tip.scenario)
    if tip.bound is None:
        return f"{scenario} leads"
    return f"{scenario} is {tip.aim} {_bound(tip)}"


def _notes(tips: Sequence[Tip]) -> tuple[str, ...]:
    notes = [
        "Each lever is moved by itself, over its whole range, and everything is believed anew at each value. Between "
        "two of the values tried it may tip and tip back unseen.",
    ]
    error = max(tip.error for tip in tips)
    if error > 0:
        points = "less than 0.1 points" if error < 0.001 else f"at most {decimal(100 * error)} points"
        notes.append(
            f"In brackets: the central {percent_text(80)} over the uncertain settings. {tips[0].particles:,} of them "
            f"leave the probabilities uncertain by {points} (one standard error)."
        )
    redrawn = sum(point.is_redrawn for tip in tips for point in tip.points)
    if redrawn:
        notes.append(
            f"At {count(redrawn)} of the values settings had to be drawn afresh, so that curves may be uneven."
        )
    return tuple(notes)


# --- sentences ------------------------------------------------------------------------------------------------


def _sentence(case: Case, tip: Tip, names: Names) -> str:
    day = prose_date(tip.horizon)
    if tip.is_so_already:
        at = chance(*_chance_of(tip.at_authored, tip.scenario))
        return f"{_is_so(tip, names)} on {day} as the case stands, at {at.text}."
    if tip.value is None:
        return _does_not_tip(tip, names)
    return f"{_supposed(case, tip, names)}, {_would(tip, names)} on {day}."


def _supposed(case: Case, tip: Tip, names: Names) -> str:
    """`If secondary sanctions weighed 1.4 times as much as now`, or the value in words that fit any lever."""
    value = tip.value or 0.0
    parts = tip.path.split(".")
    is_weight = len(parts) == 4 and (parts[0], parts[2]) == ("explanations", "weights")
    if is_weight and parts[3] in case.definition.considerations:
        what = in_sentence(names.consideration(parts[3]), case)
        others = any(
            parts[3] in explanation.weights
            for name, explanation in case.definition.explanations.items()
            if name != parts[1]
        )
        where = f" in {names.explanation(parts[1])} alone" if others else ""
        if tip.value == 0:
            return f"If {what} weighed nothing{where}"
        if tip.relative is not None:
            return f"If {what} weighed {_times(tip.relative)} as much as now{where}"
    unit = f" {tidy(tip.unit)}" if tip.unit else ""
    ratio = f" ({_times(tip.relative)} as much)" if tip.relative is not None and tip.relative > 0 else ""
    title = tidy(tip.title) or tip.path
    return f"{title}: at {lever_value(value)}{unit} instead of {lever_value(tip.authored)}{ratio}"


def _would(tip: Tip, names: Names) -> str:
    if tip.aim == "above":
        return f"{names.scenario(tip.scenario)} would rise above {_bound(tip)}"
    if tip.aim == "below":
        return f"{names.scenario(tip.scenario)} would fall below {_bound(tip)}"
    return f"{names.scenario(tip.after or tip.scenario)} would lead"


def _does_not_tip(tip: Tip, names: Names) -> str:
    title = tidy(tip.title) or tip.path
    unit = f" {tidy(tip.unit)}" if tip.unit else ""
    within = f"within its range ({lever_value(tip.least)} to {lever_value(tip.most)}{unit})"
    scenario, nearest = names.scenario(tip.scenario), tip.nearest
    at = f"at {lever_value(nearest.value)}"
    own = percent_text(whole_percent(nearest.scenarios[tip.scenario].probability))
    if tip.aim == "leader":
        second = _best_but(nearest, tip.scenario)
        against = percent_text(whole_percent(nearest.scenarios[second].probability))
        end = f"{scenario} stays ahead throughout, closest {at} ({own} against {against} for {names.scenario(second)})"
    elif tip.aim == "to":
        lead = percent_text(whole_percent(nearest.scenarios[nearest.leader].probability))
        end = f"{scenario} comes nearest {at}, with {own} against {lead} for {names.scenario(nearest.leader)}"
    else:
        stays = "below" if tip.aim == "above" else "above"
        most = "most" if tip.aim == "above" else "least"
        end = f"{scenario} stays {stays} {_bound(tip)}, at {own} at {most} ({at})"
    return f"{title}: does not tip {within}; {end}."


def _caveats(tip: Tip, names: Names) -> list[str]:
    said = []
    if tip.moved < LEAST_MOVED:
        said.append("It hardly matters: nowhere in its range does it move any scenario by a point.")
    if tip.is_so_already:
        return said
    if tip.other is not None:
        said.append(f"On the other side it tips as well, at {lever_value(tip.other)}.")
    if tip.returns_at is not None:
        said.append(f"It is not one way only: further out, at {lever_value(tip.returns_at)}, it has tipped back.")
    percent = None if tip.share is None else whole_percent(tip.share)
    if percent is not None and percent not in (BELOW_ONE, ABOVE_NINETY_NINE):
        share = percent_text(percent)
        side = "It tips within its range" if tip.value is not None else "It does tip"
        said.append(f"{side} under {share} of the uncertain settings, each taken by itself.")
    return said


def _between(tip: Tip) -> str:
    """` (0.22–0.51)`; ` (0.22 to >1)` where an end lies beyond the range; empty where nothing is uncertain."""
    if tip.share is None:
        return ""
    low = f"<{lever_value(tip.least)}" if tip.low is None else lever_value(tip.low)
    high = f">{lever_value(tip.most)}" if tip.high is None else lever_value(tip.high)
    dash = EN_DASH if tip.low is not None and tip.high is not None and tip.low >= 0 else " to "
    return f"{NO_BREAK_SPACE}({low}{dash}{high})"


def _times(ratio: float) -> str:
    digits = 0 if ratio >= 9.95 else 1 if ratio >= 0.95 else 2
    return f"{decimal(ratio, digits)} times"


def _bound(tip: Tip) -> str:
    """A bound as it was asked for, not rounded to a whole per cent that it is not."""
    return f"{100 * (tip.bound or 0.0):.4g}{NARROW_SPACE}%"


# --- what is drawn --------------------------------------------------------------------------------------------


def _series(case: Case, tip: Tip, names: Names) -> tuple[Series, ...]:
    """The scenario the question is about and the one that takes its place, or comes nearest to it."""
    own = tip.before if tip.aim in ("leader", "to") else tip.scenario
    if tip.aim == "to" and tip.scenario != own:
        second = tip.scenario
    elif tip.after is not None and tip.after != own:
        second = tip.after
    else:
        second = _best_but(tip.nearest, own)
    slots = {name: slot for slot, name in enumerate(case.definition.scenarios, start=1)}
    points = sorted((*tip.points, *((tip.at_value,) if tip.at_value else ())), key=lambda point: point.value)
    return tuple(
        Series(
            id=name,
            slot=slots[name],
            title=names.scenario(name),
            points=tuple(SeriesPoint(point.value, *_chance_of(point, name)) for point in points),
        )
        for name in dict.fromkeys((own, second))
    )


def _best_but(point: GridPoint, scenario: str) -> str:
    others = {name: one.probability for name, one in point.scenarios.items() if name != scenario}
    return max(others, key=others.__getitem__, default=scenario)


def _chance_of(point: GridPoint, scenario: str) -> tuple[float, float | None, float | None]:
    one = point.scenarios[scenario]
    return one.probability, one.low, one.high
