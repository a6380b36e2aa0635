"""What would change a judgement, in sentences: tipping points, findings and conditions where they were computed.

Where none was computed, what the case names stands in their place: the indicator that tells most, and the
assumption that the judgement hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.case.schema import Indicator
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import EN_DASH, MINUS, decimal, prose_date
from equipoise.report.view.chances import chance, shown_as_set
from equipoise.report.view.choices import points
from equipoise.report.view.watch import indicator_title

if TYPE_CHECKING:
    from equipoise.studies.conditionals import Conditional, Conditionals
    from equipoise.studies.tipping import Tip
    from equipoise.studies.watching import Watch

MOST_SENTENCES = 2
"""At most so many tipping points, and so many conditions, for one scenario; one of each where findings are told too."""

SMALLEST_DIFFERENCE = 0.02
"""What moves a scenario by less than two points is not said to change it."""

SMALLEST_RATIO = 1.5
"""An indicator that is expected less than half as often again elsewhere tells too little to be watched for."""


def would_change(
    scenario: str,
    leader: str,
    assessment: Assessment,
    *,
    tips: Sequence[Tip],
    conditionals: Conditionals | None,
    names: Names,
    watch: Watch | None = None,
    breaks_assumptions: bool = False,
) -> tuple[str, ...]:
    """Plain sentences on what would change the judgement of one scenario, the most telling first.

    Args:
        scenario: The scenario judged.
        leader: The likeliest scenario on the horizon.
        assessment: The assessment.
        tips: Tipping points of levers; may be empty.
        conditionals: The numbers under each condition held; None where they were not computed.
        names: Titles.
        watch: What each finding would do; None where it was not computed.
        breaks_assumptions: Whether another section tells what each assumption does, were it false.
    """
    seen = tuple(_seen(scenario, watch, names))[:1]
    most = 1 if seen else MOST_SENTENCES
    tipping = tuple(_tipping(scenario, leader, tips, names, only_turning=bool(seen)))[:most]
    held = tuple(_held(scenario, conditionals, names))[:most]
    if tipping or held or seen:
        return (*tipping, *seen, *held)
    named = (_watch(scenario, leader, assessment, names), _rests_on(scenario, leader, assessment, breaks_assumptions))
    return tuple(sentence for sentence in named if sentence)


# --- tipping points ------------------------------------------------------------------------------------------


def _tipping(scenario: str, leader: str, tips: Sequence[Tip], names: Names, *, only_turning: bool) -> Iterator[str]:
    """Levers that put the scenario first or take it from there; without any, those that move it most, if wanted."""
    turning = [tip for tip in tips if _turns(tip, scenario)]
    if turning:
        yield from (_turning_sentence(tip, names) for tip in turning)
        return
    if scenario == leader and tips:
        tried = "The lever tried does not put" if len(tips) == 1 else f"None of the {len(tips)} levers tried puts"
        yield f"{tried} another scenario first within its range."
    if only_turning:
        return
    for tip in sorted(tips, key=lambda tip: -abs(_furthest(tip, scenario)[1])):
        value, move = _furthest(tip, scenario)
        if abs(move) >= SMALLEST_DIFFERENCE:
            yield _moving_sentence(tip, scenario, value, names)


def _turns(tip: Tip, scenario: str) -> bool:
    is_tip = tip.value is not None and not tip.is_so_already and tip.after != tip.before
    return is_tip and scenario in (tip.before, tip.after)


def _turning_sentence(tip: Tip, names: Names) -> str:
    if tip.value is None or tip.after is None or tip.at_value is None:
        raise ValueError(f"{tip.path} tips nothing within its range")
    ends = "" if tip.low is None or tip.high is None else f" ({number(tip.low)}{EN_DASH}{number(tip.high)})"
    with_chance = chance(tip.at_value.scenarios[tip.after].probability).number
    return (
        f"With “{lever_title(tip)}” at {number(tip.value)}{ends} in place of {number(tip.authored)}, "
        f"{names.scenario(tip.after)} would come first on {prose_date(tip.horizon)}, at {with_chance}."
    )


def _furthest(tip: Tip, scenario: str) -> tuple[float, float]:
    """Value of the grid at which the scenario is furthest from where it is as authored, and by how much."""
    start = tip.at_authored.scenarios[scenario].probability
    moves = {point.value: point.scenarios[scenario].probability - start for point in tip.points}
    return max(moves.items(), key=lambda move: abs(move[1]))


def _moving_sentence(tip: Tip, scenario: str, value: float, names: Names) -> str:
    at = next(point for point in tip.points if point.value == value).scenarios[scenario].probability
    return (
        f"With “{lever_title(tip)}” at {number(value)} in place of {number(tip.authored)}, {names.scenario(scenario)} "
        f"would stand at {chance(at).number} on {prose_date(tip.horizon)}."
    )


def lever_title(tip: Tip) -> str:
    """What is set, by title where it has one."""
    return tidy(tip.title) or tip.path


def number(value: float) -> str:
    """A value of a lever: three digits, a true minus sign."""
    return f"{value:.3g}".replace("-", MINUS)


# --- findings ------------------------------------------------------------------------------------------------


def _seen(scenario: str, watch: Watch | None, names: Names) -> Iterator[str]:
    """The finding that would move the scenario most, were it made."""
    if watch is None or not watch.watched:
        return
    one = max(watch.watched, key=lambda one: abs(one.seen.at_horizon[scenario] - watch.now[scenario]))
    apart = one.seen.at_horizon[scenario] - watch.now[scenario]
    if abs(apart) >= SMALLEST_DIFFERENCE:
        at = shown_as_set(one.seen.at_horizon)[scenario].number
        yield (
            f"If “{indicator_title(one, watch)}” is seen by {prose_date(one.until)}, {names.scenario(scenario)} "
            f"would stand at {at}, {points(apart)} {'higher' if apart > 0 else 'lower'}."
        )


# --- conditions ----------------------------------------------------------------------------------------------


def _held(scenario: str, conditionals: Conditionals | None, names: Names) -> Iterator[str]:
    """Levels of conditions that move the scenario most, each held in the way that moves it more."""
    if conditionals is None:
        return
    told: set[tuple[str, str]] = set()
    for one in sorted(conditionals.conditionals, key=lambda one: -abs(one.difference[scenario].mean)):
        if abs(one.difference[scenario].mean) >= SMALLEST_DIFFERENCE and (one.condition, one.level) not in told:
            told.add((one.condition, one.level))
            yield _held_sentence(one, scenario, names)


def _held_sentence(one: Conditional, scenario: str, names: Names) -> str:
    how = "brought about from outside" if one.kind == "do" else "seen to be so"
    at, apart = one.scenarios[scenario], one.difference[scenario].mean
    return (
        f"With “{names.condition(one.condition)}” at “{names.level(one.condition, one.level)}” until "
        f"{prose_date(one.last)}, {how}, "
        f"{names.scenario(scenario)} would stand at {chance(at.probability, at.low, at.high).text}, "
        f"{points(apart)} {'higher' if apart > 0 else 'lower'}."
    )


# --- what the case names -------------------------------------------------------------------------------------


def _watch(scenario: str, leader: str, assessment: Assessment, names: Names) -> str:
    best = strongest_indicator(scenario, leader, assessment)
    if best is None:
        return ""
    name, indicator, toward, away = best
    title = tidy(indicator.title or "") or name
    by = f" by {prose_date(indicator.until)}" if indicator.until else ""
    return f"To watch for{by}: “{title}”; the case expects it {_times(indicator.likelihood, toward, away, names)}."


def strongest_indicator(scenario: str, leader: str, assessment: Assessment) -> tuple[str, Indicator, str, str] | None:
    """The indicator whose sighting speaks most for a scenario against the leader, or most against the leader itself.

    Returns:
        Its id, itself, the scenario it speaks for and the one it speaks against; None where none tells enough.
    """
    found = [
        (name, indicator, toward, leader)
        for name, indicator in assessment.case.definition.indicators.items()
        if _is_ahead(indicator, assessment.as_of) and leader in indicator.likelihood
        for toward in indicator.likelihood
        if toward != leader and scenario in (toward, leader)
    ]
    best = max(found, key=lambda one: _ratio(one[1].likelihood, one[2], one[3]), default=None)
    if best is None or _ratio(best[1].likelihood, best[2], best[3]) < SMALLEST_RATIO:
        return None
    return best


def _is_ahead(indicator: Indicator, as_of: date) -> bool:
    return indicator.until is None or indicator.until > as_of


def _ratio(likelihood: Mapping[str, float], toward: str, away: str) -> float:
    if likelihood[away] <= 0:
        return float("inf") if likelihood[toward] > 0 else 0.0
    return likelihood[toward] / likelihood[away]


def _times(likelihood: Mapping[str, float], toward: str, away: str, names: Names) -> str:
    ratio = _ratio(likelihood, toward, away)
    if ratio == float("inf"):
        return f"under {names.scenario(toward)} and rules it out under {names.scenario(away)}"
    return f"{decimal(ratio)} times as often under {names.scenario(toward)} as under {names.scenario(away)}"


def _rests_on(scenario: str, leader: str, assessment: Assessment, is_broken: bool) -> str:
    """The assumption that names what speaks for or against the scenario; the case's first for the leader."""
    assumptions = list(assessment.case.definition.assumptions.values())
    levels = {level for some in assessment.case.definition.scenarios[scenario].levels.values() for level in some}
    bearing = [one for one in assumptions if any(levels & set(path.split(".")) for path in one.if_false)]
    if not bearing and scenario == leader:
        bearing = assumptions
    if not bearing:
        return ""
    says = tidy(bearing[0].says).rstrip(".")
    rest = "" if is_broken else " What it would be without it has not been computed."
    return f"It hangs on an assumption: “{says}”.{rest}"
