"""From a case to arrays: the only file that speaks both languages.

The case must be the case as known at a vintage (`case.vintage.as_known`). Distributions enter at their median.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from equipoise.case.case import Case
from equipoise.case.courses import allowed_courses, matches
from equipoise.case.raters import PLANTED, decibans
from equipoise.case.schema import (
    Analogue,
    Between,
    CaseDefinition,
    Condition,
    Consideration,
    EvidenceItem,
    Explanation,
    LogNormal,
    Normal,
    Perception,
    Quantity,
    Rating,
    middle,
)
from equipoise.model.arrays import (
    AnalogueArrays,
    Floats,
    Ints,
    ItemArrays,
    Model,
    Reliability,
    Variable,
)
from equipoise.model.copies import copy_exponents

POINTS = {"--": -2.0, "-": -1.0, "0": 0.0, "+": 1.0, "++": 2.0}
# Beta priors of a source's accuracy by its letter, and factors by the digit (docs/model.md, section 5).
LETTERS = {"A": (19, 1), "B": (17, 3), "C": (14, 6), "D": (10, 10), "E": (6, 14), "F": (1, 1)}
DIGITS = {"1": 1.0, "2": 0.95, "3": 0.8, "4": 0.5, "5": 0.25, "6": 1.0}
NOT_COUNTED = ("judgement", "background")
SCENARIOS = "scenarios"
EXPLANATIONS = "explanations"

Course = Mapping[str, str]


def compile_model(case: Case, as_of: date) -> Model:
    """Translate a case, as known at its vintage, into arrays.

    Args:
        case: A valid case with nothing in it that was not known by `as_of`, one row per rating.
        as_of: The vintage; items known later must already be gone.
    """
    definition = case.definition
    courses = [dict(zip(definition.instruments, course, strict=True)) for course in allowed_courses(definition)]
    conditions = definition.conditions
    scenario_of_course = np.array([_scenario_index(definition, course) for course in courses])
    explanations = list(definition.explanations.values())
    considerations = list(definition.considerations.values())
    effects = [_points(definition, consideration, courses) for consideration in considerations]
    state_shape = (len(courses), _joint_size(definition))
    variables = _variables(definition, courses, scenario_of_course)
    items, origins = _items(case, variables, as_of)
    return Model(
        levels_of_course=_levels_of_course(definition, courses),
        condition_sizes=tuple(len(condition.levels) for condition in conditions.values()),
        start=_start_of_courses(definition, courses)[:, None] * _start_of_conditions(definition)[None, :],
        scenario_of_course=scenario_of_course,
        log_reference=_log_reference(definition, scenario_of_course),
        inertia_nats=_inertia(definition, courses),
        effect=np.array([middle_points for middle_points, _ in effects]).reshape(-1, *state_shape),
        effect_half_range=np.array([half for _, half in effects]).reshape(-1, *state_shape),
        weights=np.array(
            [[_number(e.weights.get(j, 0.0)) for j in definition.considerations] for e in explanations]
        ).reshape(len(explanations), len(considerations)),
        bias=np.array([[_bias(definition, e.decision_maker, k) for k in conditions] for e in explanations]).reshape(
            len(explanations), len(conditions)
        ),
        noise=_own_or_case(definition, explanations, "noise"),
        advisers=_own_or_case(definition, explanations, "advisers"),
        shared_error=_own_or_case(definition, explanations, "shared_error"),
        risk_aversion=_own_or_case(definition, explanations, "risk_aversion"),
        patience=definition.decision_maker.patience,
        dwell_months=np.array([middle(condition.dwell) for condition in conditions.values()]),
        upward_log_odds=tuple(_upward_log_odds(definition, condition, courses) for condition in conditions.values()),
        prior_shares=_prior_shares(definition),
        mix_is_fixed=definition.decision_maker.mix is not None,
        decisiveness=middle(definition.decision_maker.decisiveness),
        review_months=review_months(definition),
        rating_strength=middle(definition.rating_strength),
        variables=variables,
        items=items,
        analogues=tuple(
            _analogue(definition, name, analogue, courses, scenario_of_course)
            for name, analogue in definition.analogues.items()
        ),
        origins=origins,
    )


def review_months(definition: CaseDefinition) -> float:
    """Mean time between reviews: authored, or from the base rate at which actors like this change scenario.

    A review that picks among S scenarios at random changes the scenario with probability (S - 1) / S, so
    `12 * years * cases / changes * (S - 1) / S` months between reviews give the base rate.
    """
    every = definition.decision_maker.review.every
    if every is not None:
        return middle(every)
    rate = definition.base_rate
    if rate is None:
        raise ValueError("a case needs decision_maker.review.every or base_rate")
    count = len(definition.scenarios)
    return 12 * rate.years * rate.cases / rate.changes * (count - 1) / count


def _scenario_index(definition: CaseDefinition, course: Course) -> int:
    for index, scenario in enumerate(definition.scenarios.values()):
        if _is_among(course, scenario.levels):
            return index
    raise ValueError(f"no scenario holds the course {dict(course)}")


def _is_among(course: Course, named: Mapping[str, Sequence[str]]) -> bool:
    return matches(tuple(course.values()), named, tuple(course))


def _levels_of_course(definition: CaseDefinition, courses: Sequence[Course]) -> Ints:
    return np.array(
        [[i.levels.index(course[name]) for name, i in definition.instruments.items()] for course in courses]
    )


def _start_of_courses(definition: CaseDefinition, courses: Sequence[Course]) -> Floats:
    start = np.array(
        [np.prod([definition.starts[name].get(level, 0.0) for name, level in course.items()]) for course in courses]
    )
    normalised: Floats = start / start.sum()
    return normalised


def _start_of_conditions(definition: CaseDefinition) -> Floats:
    joint = np.ones(1)
    for condition in definition.conditions.values():
        level = np.array([condition.starts.get(name, 0.0) for name in condition.levels])
        joint = np.outer(joint, level).ravel()
    return joint


def _joint_size(definition: CaseDefinition) -> int:
    return int(np.prod([len(condition.levels) for condition in definition.conditions.values()], dtype=np.int64))


def _levels_of_conditions(definition: CaseDefinition) -> dict[str, Ints]:
    """Level of each condition in each joint state, `[c]`; the last condition runs fastest."""
    sizes = tuple(len(condition.levels) for condition in definition.conditions.values())
    if not sizes:
        return {}
    grids = np.indices(sizes).reshape(len(sizes), -1)
    return dict(zip(definition.conditions, grids, strict=True))


def _log_reference(definition: CaseDefinition, scenario_of_course: Ints) -> Floats:
    """Equal mass per scenario, spread evenly over its courses, times exp(availability)."""
    available = np.array([definition.availability.get(name, 0.0) for name in definition.scenarios])
    courses_of_scenario = np.bincount(scenario_of_course, minlength=len(definition.scenarios))
    share_of_course = available - np.log(np.maximum(courses_of_scenario, 1)) - np.log(len(definition.scenarios))
    log_reference: Floats = share_of_course[scenario_of_course]
    return log_reference


def _inertia(definition: CaseDefinition, courses: Sequence[Course]) -> Floats:
    per_level = np.array([middle(instrument.inertia) for instrument in definition.instruments.values()])
    levels = _levels_of_course(definition, courses)
    moved = np.abs(levels[:, None, :] - levels[None, :, :])
    nats: Floats = moved @ per_level
    return nats


# --- reasons -------------------------------------------------------------------------------------------------


def _points(
    definition: CaseDefinition, consideration: Consideration, courses: Sequence[Course]
) -> tuple[Floats, Floats]:
    """Points of a consideration in each state, and half their authored range, each `[a, c]`."""
    centre = np.zeros(len(courses))
    half = np.zeros(len(courses))
    for name, levels in consideration.effect.items():
        for index, course in enumerate(courses):
            effect = levels.get(course[name], 0.0)
            centre[index] += _number(effect)
            half[index] += (effect.high - effect.low) / 2 if isinstance(effect, Between) else 0.0
    level_of = _levels_of_conditions(definition)
    factor = np.ones(_joint_size(definition))
    for name, levels_weighed in consideration.weighs.items():
        factor = factor * _per_level(definition.conditions[name], levels_weighed, 1.0)[level_of[name]]
    exceptions = np.zeros((len(courses), len(factor)))
    for condition, by_level in consideration.when.items():
        for level, effects in by_level.items():
            here = level_of[condition] == definition.conditions[condition].levels.index(level)
            extra = [sum(_number(effects[i].get(course[i], 0.0)) for i in effects) for course in courses]
            exceptions += np.array(extra)[:, None] * here
    return centre[:, None] * factor + exceptions, half[:, None] * factor


def _per_level(condition: Condition, authored: Mapping[str, Quantity], default: float) -> Floats:
    return np.array([middle(authored.get(level, default)) for level in condition.levels])


def _number(authored: float | str | Between | Normal | LogNormal) -> float:
    if isinstance(authored, str):
        return POINTS[authored]
    if isinstance(authored, Between):
        return (authored.low + authored.high) / 2
    return middle(authored)


def _upward_log_odds(definition: CaseDefinition, condition: Condition, courses: Sequence[Course]) -> Floats:
    level_of = _levels_of_conditions(definition)
    log_odds = np.full((len(courses), _joint_size(definition)), middle(condition.drift))
    for name, pushes in condition.pushed_by.items():
        if name in definition.conditions:
            log_odds += _per_level(definition.conditions[name], pushes, 0.0)[level_of[name]][None, :]
        else:
            log_odds += np.array([middle(pushes.get(course[name], 0.0)) for course in courses])[:, None]
    return log_odds


def _bias(definition: CaseDefinition, own: Perception, condition: str) -> float:
    return middle(own.bias.get(condition, definition.decision_maker.bias.get(condition, 0.0)))


def _own_or_case(definition: CaseDefinition, explanations: Sequence[Explanation], name: str) -> Floats:
    """A field of the decision-maker, each explanation's own where it has one."""
    own = [getattr(explanation.decision_maker, name) for explanation in explanations]
    case_wide = getattr(definition.decision_maker, name)
    return np.array([middle(case_wide if value is None else value) for value in own])


def _prior_shares(definition: CaseDefinition) -> Floats:
    fixed = definition.decision_maker.mix
    if fixed is not None:
        shares = np.array([fixed.get(name, 0.0) for name in definition.explanations])
    else:
        shares = np.array([explanation.prior for explanation in definition.explanations.values()])
    total = shares.sum()
    normalised: Floats = shares / total if total > 0 else shares
    return normalised


# --- evidence ------------------------------------------------------------------------------------------------


def _variables(definition: CaseDefinition, courses: Sequence[Course], scenario_of_course: Ints) -> tuple[Variable, ...]:
    shape = (len(courses), _joint_size(definition))
    levels = _levels_of_course(definition, courses)
    scenarios = Variable(SCENARIOS, len(definition.scenarios), np.broadcast_to(scenario_of_course[:, None], shape))
    instruments = [
        Variable(name, len(instrument.levels), np.broadcast_to(levels[:, [index]], shape))
        for index, (name, instrument) in enumerate(definition.instruments.items())
    ]
    conditions = [
        Variable(name, len(definition.conditions[name].levels), np.broadcast_to(level[None, :], shape))
        for name, level in _levels_of_conditions(definition).items()
    ]
    return (scenarios, *instruments, *conditions)


def levels_of_variable(definition: CaseDefinition, name: str) -> list[str]:
    """Ids of the levels of a subject of ratings: the scenarios, an instrument or a condition."""
    if name == SCENARIOS:
        return list(definition.scenarios)
    if name in definition.instruments:
        return definition.instruments[name].levels
    return definition.conditions[name].levels


def counted_items(case: Case) -> list[EvidenceItem]:
    """Items of a vintage that enter the likelihood, in the author's order."""
    opens, horizon = case.definition.clock.opens, case.definition.clock.horizon
    return [
        item
        for item in case.evidence
        if item.kind not in NOT_COUNTED and opens <= item.date.day(case.known(item)) <= horizon
    ]


def origin_of(item: EvidenceItem) -> str:
    """The root an item is told from; an item that names none is its own."""
    return item.origin if item.origin is not None else item.id


def _items(case: Case, variables: Sequence[Variable], as_of: date) -> tuple[tuple[ItemArrays, ...], tuple[str, ...]]:
    counted = [item for item in counted_items(case) if case.known(item) <= as_of]
    rows: dict[str, list[Rating]] = {}
    for rating in case.ratings:
        rows.setdefault(rating.item, []).append(rating)
    origins = tuple(dict.fromkeys(origin_of(item) for item in counted))
    reliabilities = [reliability(case, item) for item in counted]
    drafts = [_grid(case.definition, item, rows.get(item.id, []), variables) for item in counted]
    strengths = [
        r.mean * _range_of_decibans(rated, silence)
        for r, (_, rated, _, silence) in zip(reliabilities, drafts, strict=True)
    ]
    exponents = copy_exponents(strengths, [origin_of(item) for item in counted], case.definition.origin_discount)
    opens = case.definition.clock.opens
    arrays = []
    for item, draft, r, strength, exponent in zip(counted, drafts, reliabilities, strengths, exponents, strict=True):
        axes, rated, planted, silence = draft
        known = case.known(item)
        arrays.append(
            ItemArrays(
                id=item.id,
                day=(item.date.day(known) - opens).days + 1,
                known_day=(known - opens).days + 1,
                variables=axes,
                decibans=rated,
                planted_decibans=planted,
                silence_nats=silence,
                reliability=r,
                planted_chance=item.planted.chance,
                strength=strength,
                origin=origins.index(origin_of(item)),
                exponent=exponent,
                is_rated=bool(axes),
            )
        )
    return tuple(arrays), origins


def reliability(case: Case, item: EvidenceItem) -> Reliability:
    """How far a report is to be believed: its accuracy, or its letter and digit, or its best source's letter."""
    if item.accuracy is not None:
        return Reliability(mean=item.accuracy)
    letters = [item.grade[0]] if item.grade is not None else []
    if not letters:
        graded = [case.sources[name].grade for name in item.sources if name in case.sources]
        letters = [grade[0] for grade in graded if grade is not None]
    priors = [LETTERS[letter] for letter in letters] or [LETTERS["F"]]
    alpha, beta = max(priors, key=lambda prior: prior[0] / (prior[0] + prior[1]))
    digit = item.grade[1:] if item.grade is not None else ""
    factor = DIGITS.get(digit, 1.0)
    return Reliability(mean=factor * alpha / (alpha + beta), alpha=alpha, beta=beta, factor=factor)


def _grid(
    definition: CaseDefinition, item: EvidenceItem, rows: Sequence[Rating], variables: Sequence[Variable]
) -> tuple[tuple[int, ...], tuple[Floats, ...], tuple[Floats, ...], Floats | None]:
    """Variables an item rates, dB of each of their levels (true, planted), and log likelihoods of a silence."""
    index_of = {variable.name: index for index, variable in enumerate(variables)}
    counted = [row for row in rows if row.subject.removeprefix(PLANTED) != EXPLANATIONS]
    axes = {index_of[row.subject.removeprefix(PLANTED)] for row in counted}
    silence = None
    if item.silence is not None:
        axes.add(0)
        rates = [item.silence.rate_per_month.get(name, 0.0) for name in definition.scenarios]
        silence = -np.array(rates) * item.silence.months
    ordered = tuple(sorted(axes))
    true = tuple(_decibans(definition, variables[axis], counted, "") for axis in ordered)
    planted = tuple(_decibans(definition, variables[axis], counted, PLANTED) for axis in ordered)
    return ordered, true, planted, silence


def _decibans(definition: CaseDefinition, variable: Variable, rows: Sequence[Rating], prefix: str) -> Floats:
    by_level = np.zeros(variable.size)
    levels = levels_of_variable(definition, variable.name)
    for row in rows:
        if row.subject == prefix + variable.name:
            by_level[levels.index(row.level)] = decibans(row, definition.scale)
    return by_level


def _range_of_decibans(decibans: Sequence[Floats], silence_nats: Floats | None) -> float:
    spread = sum(float(np.ptp(values)) for values in decibans)
    if silence_nats is not None:
        spread += float(np.ptp(silence_nats)) * 10 / np.log(10)
    return spread


# --- analogues -----------------------------------------------------------------------------------------------


def _analogue(
    definition: CaseDefinition,
    name: str,
    analogue: Analogue,
    courses: Sequence[Course],
    scenario_of_course: Ints,
) -> AnalogueArrays:
    came_from = np.array([_is_among(course, _as_sets(analogue.from_)) for course in courses])
    weight = came_from * np.exp(_log_reference(definition, scenario_of_course))
    to_course = None
    if analogue.course is not None:
        to_course = np.array([_is_among(course, _as_sets(analogue.course)) for course in courses])
    conditions = np.ones(1)
    for condition, authored in definition.conditions.items():
        level = np.array([authored.starts.get(level, 0.0) for level in authored.levels])
        if condition in analogue.conditions:
            level = np.array([float(level == analogue.conditions[condition]) for level in authored.levels])
        conditions = np.outer(conditions, level).ravel()
    return AnalogueArrays(
        name=name,
        from_weight=weight / weight.sum(),
        to_course=to_course,
        condition_weight=conditions,
        months=analogue.months,
        similarity=analogue.similarity,
    )


def _as_sets(levels: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [level] for name, level in levels.items()}


def days_from_opens(day: date, opens: date) -> int:
    """Whole days from the start of the case to the end of a day."""
    return (day - opens).days + 1
