"""What the actor faces and what it weighs: conditions as believed, considerations as authored."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.case.courses import courses_of
from equipoise.case.ranges import POINTS, Effect
from equipoise.case.schema import Between, CaseDefinition, Consideration, middle
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import count, prose_date
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.eyes import EyesView, eyes_view


@dataclass(frozen=True)
class LevelView:
    """A level of a condition and its chance."""

    title: str
    now: Chance
    at: Chance


@dataclass(frozen=True)
class ConditionView:
    """A condition: its likeliest level now and on the horizon, and all levels.

    Attributes:
        title: What it is called.
        now: Likeliest level on the as-of date.
        at: Likeliest level on the horizon.
        now_chance: Its chance.
        at_chance: Its chance.
        changes: Whether the likeliest level differs between the two.
        levels: All levels in their order.
    """

    title: str
    now: str
    at: str
    now_chance: Chance
    at_chance: Chance
    changes: bool
    levels: tuple[LevelView, ...]


@dataclass(frozen=True)
class ConsiderationView:
    """A consideration: which scenarios it speaks for and against, and who gives it weight.

    Attributes:
        title: What it is called.
        speaks_for: Scenarios it favours, most first.
        speaks_against: Scenarios it disfavours, most first.
        weighs: Explanations that give it weight, in nats per point, heaviest first.
        why: The author's reason; empty where not said.
    """

    title: str
    speaks_for: str
    speaks_against: str
    weighs: str
    why: str


@dataclass(frozen=True)
class CircumstancesView:
    """Conditions and considerations of a case, and how the actor sees them."""

    heading: str
    conditions: tuple[ConditionView, ...]
    considerations: tuple[ConsiderationView, ...]
    eyes: EyesView


def circumstances_view(assessment: Assessment, *, chances: Chances, names: Names) -> CircumstancesView:
    """What is believed about the conditions, and what the case lets the actor weigh."""
    conditions = tuple(_conditions(assessment, chances, names))
    return CircumstancesView(
        heading=_heading(assessment, conditions),
        conditions=conditions,
        considerations=tuple(_considerations(assessment.case, names)),
        eyes=eyes_view(assessment, names=names),
    )


def _conditions(assessment: Assessment, chances: Chances, names: Names) -> list[ConditionView]:
    views = []
    for name, condition in assessment.case.definition.conditions.items():
        now = chances.condition(name, condition.levels, assessment.as_of)
        at = chances.condition(name, condition.levels, assessment.horizon)
        if not now or not at:
            continue
        likeliest_now, likeliest_at = _likeliest(now), _likeliest(at)
        views.append(
            ConditionView(
                title=names.condition(name),
                now=names.level(name, likeliest_now),
                at=names.level(name, likeliest_at),
                now_chance=now[likeliest_now],
                at_chance=at[likeliest_at],
                changes=likeliest_now != likeliest_at,
                levels=tuple(LevelView(names.level(name, level), now[level], at[level]) for level in condition.levels),
            )
        )
    return views


def _likeliest(levels: dict[str, Chance]) -> str:
    return max(levels, key=lambda level: levels[level].probability)


def _heading(assessment: Assessment, conditions: tuple[ConditionView, ...]) -> str:
    if not conditions:
        return "What the actor weighs"
    day = prose_date(assessment.horizon)
    moving = [condition for condition in conditions if condition.changes]
    if not moving:
        return f"No condition is predicted to have another likeliest level by {day}"
    if len(moving) == 1:
        return f"{moving[0].title}: {moving[0].now} is likeliest now, {moving[0].at} by {day}"
    some = f"{count(len(moving))} of {count(len(conditions))} conditions"
    return f"In {some} another level is predicted to be likeliest by {day}"


def _considerations(case: Case, names: Names) -> list[ConsiderationView]:
    views = []
    for name, consideration in case.definition.considerations.items():
        points = {
            scenario: _mean_effect(consideration, scenario, case.definition) for scenario in case.definition.scenarios
        }
        mean = sum(points.values()) / len(points)
        apart = {scenario: value - mean for scenario, value in points.items()}
        views.append(
            ConsiderationView(
                title=names.consideration(name),
                speaks_for=_titles({s: v for s, v in apart.items() if v > 0}, names)
                or ("depends on conditions" if consideration.when else ""),
                speaks_against=_titles({s: -v for s, v in apart.items() if v < 0}, names),
                weighs=_weighs(name, case, names),
                why=tidy(consideration.why or ""),
            )
        )
    return views


def _mean_effect(consideration: Consideration, scenario: str, definition: CaseDefinition) -> float:
    """Points of a scenario, mean over its courses; conditions aside."""
    courses = courses_of(definition, scenario)
    total = sum(
        _points(consideration.effect[instrument].get(level, 0.0))
        for course in courses
        for instrument, level in zip(definition.instruments, course, strict=True)
        if instrument in consideration.effect
    )
    return total / max(len(courses), 1)


def _points(effect: Effect) -> float:
    if isinstance(effect, str):
        return POINTS[effect]
    if isinstance(effect, Between):
        return (effect.low + effect.high) / 2
    return middle(effect)


def _titles(points: dict[str, float], names: Names) -> str:
    return ", ".join(names.scenario(scenario) for scenario in sorted(points, key=lambda scenario: -points[scenario]))


def _weighs(consideration: str, case: Case, names: Names) -> str:
    weights = {
        name: middle(explanation.weights[consideration])
        for name, explanation in case.definition.explanations.items()
        if consideration in explanation.weights
    }
    heaviest = sorted((name for name in weights if weights[name] > 0), key=lambda name: -weights[name])
    return ", ".join(f"{names.explanation(name)} {weights[name]:.2g}" for name in heaviest)
