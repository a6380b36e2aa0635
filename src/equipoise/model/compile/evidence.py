"""Evidence items and analogues as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED, decibans
from equipoise.case.schema import Analogue, CaseDefinition, EvidenceItem, Rating, Source
from equipoise.model.arrays import LETTERS, AnalogueArrays, Floats, ItemArrays, Reliability, Variable
from equipoise.model.compile.magnitudes import refuse_beyond
from equipoise.model.compile.states import States, is_among, levels_of_variable, log_reference
from equipoise.model.copies import copy_exponents
from equipoise.model.track_record import UNGRADED, track_record

# What the accuracy of a grade's letter is multiplied by for its digit (docs/model.md, section 5).
DIGITS = {"1": 1.0, "2": 0.95, "3": 0.8, "4": 0.5, "5": 0.25, "6": 1.0}
NOT_COUNTED = ("judgement", "background")
EXPLANATIONS = "explanations"


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


def items_and_origins(
    case: Case, variables: Sequence[Variable], as_of: date
) -> tuple[tuple[ItemArrays, ...], tuple[str, ...]]:
    """Every counted item known by the as-of date, ranked among the copies of its origin; and the origins' names."""
    counted = [item for item in counted_items(case) if case.known(item) <= as_of]
    rows: dict[str, list[Rating]] = {}
    for rating in case.ratings:
        rows.setdefault(rating.item, []).append(rating)
    origins = tuple(dict.fromkeys(origin_of(item) for item in counted))
    grids = [_grid(case.definition, item, rows.get(item.id, []), variables) for item in counted]
    reliabilities = [reliability(case, item, as_of) for item in counted]
    strengths = [r.mean * grid.range_db for r, grid in zip(reliabilities, grids, strict=True)]
    exponents = copy_exponents(strengths, [origin_of(item) for item in counted], case.definition.origin_discount)
    opens = case.definition.clock.opens
    arrays = tuple(
        ItemArrays(
            id=item.id,
            day=(item.date.day(case.known(item)) - opens).days + 1,
            known_day=(case.known(item) - opens).days + 1,
            variables=grid.axes,
            decibans=grid.decibans,
            planted_decibans=grid.planted_decibans,
            silence_nats=grid.silence_nats,
            reliability=r,
            is_exact=item.exact,
            planted_chance=item.planted.chance,
            strength=strength,
            origin=origins.index(origin_of(item)),
            exponent=exponent,
            is_rated=bool(grid.axes),
        )
        for item, grid, r, strength, exponent in zip(counted, grids, reliabilities, strengths, exponents, strict=True)
    )
    return arrays, origins


def reliability(case: Case, item: EvidenceItem, as_of: date) -> Reliability:
    """How far a report is to be believed: its accuracy, or its letter and digit, or its best source's.

    Where all its sources are learned, their settled claims stand in for the letter of its grade; the digit, which is
    about this report, stays.

    Args:
        case: The case at its vintage.
        item: The item.
        as_of: Claims settled later do not count.
    """
    if item.accuracy is not None:
        return Reliability(mean=item.accuracy)
    if item.exact:
        return Reliability(mean=1.0)
    factor = DIGITS.get(item.grade[1:] if item.grade is not None else "", 1.0)
    return max(_graded(case, item, as_of), key=lambda one: one.mean).times(factor)


def is_learned(case: Case, item: EvidenceItem) -> bool:
    """Whether the settled claims of its sources stand in for the letter of an item's grade."""
    if item.accuracy is not None or item.exact:
        return False
    sources = [case.sources[name] for name in item.sources if name in case.sources]
    return bool(sources) and all(source.reliability == "learned" for source in sources)


def analogue_arrays(definition: CaseDefinition, name: str, analogue: Analogue, states: States) -> AnalogueArrays:
    """An earlier episode. Where it may have stood in several courses, they weigh by the reference measure."""
    came_from = np.array([is_among(course, _as_sets(analogue.from_)) for course in states.courses])
    weight = came_from * np.exp(log_reference(definition, states))
    to_course = None
    if analogue.course is not None:
        to_course = np.array([is_among(course, _as_sets(analogue.course)) for course in states.courses])
    joint = np.ones(1)
    for condition, authored in definition.conditions.items():
        level = np.array([authored.starts.get(level, 0.0) for level in authored.levels])
        if condition in analogue.conditions:
            level = np.array([float(level == analogue.conditions[condition]) for level in authored.levels])
        joint = np.outer(joint, level).ravel()
    return AnalogueArrays(
        name=name,
        from_weight=weight / weight.sum(),
        to_course=to_course,
        condition_weight=joint,
        months=analogue.months,
        similarity=analogue.similarity,
    )


@dataclass(frozen=True)
class _Grid:
    axes: tuple[int, ...]
    decibans: tuple[Floats, ...]
    planted_decibans: tuple[Floats, ...]
    silence_nats: Floats | None

    @property
    def range_db(self) -> float:
        """Sum over subjects of the range of dB over all levels, a silence among them; planted ratings do not count."""
        spread = sum(float(np.ptp(values)) for values in self.decibans)
        if self.silence_nats is not None:
            spread += float(np.ptp(self.silence_nats)) * 10 / np.log(10)
        return float(spread)


def _grid(
    definition: CaseDefinition, item: EvidenceItem, rows: Sequence[Rating], variables: Sequence[Variable]
) -> _Grid:
    index_of = {variable.name: index for index, variable in enumerate(variables)}
    counted = [row for row in rows if row.subject.removeprefix(PLANTED) != EXPLANATIONS]
    axes = {index_of[row.subject.removeprefix(PLANTED)] for row in counted}
    silence_nats = None
    if item.silence is not None:
        axes.add(0)
        rates = [item.silence.rate_per_month.get(name, 0.0) for name in definition.scenarios]
        refuse_beyond(f"evidence.{item.id}.silence", max(rates) * item.silence.months)
        silence_nats = -np.array(rates) * item.silence.months
    ordered = tuple(sorted(axes))
    return _Grid(
        axes=ordered,
        decibans=tuple(_decibans(definition, variables[axis], counted, "") for axis in ordered),
        planted_decibans=tuple(_decibans(definition, variables[axis], counted, PLANTED) for axis in ordered),
        silence_nats=silence_nats,
    )


def _decibans(definition: CaseDefinition, variable: Variable, rows: Sequence[Rating], prefix: str) -> Floats:
    by_level = np.zeros(variable.size)
    levels = levels_of_variable(definition, variable.name)
    for row in rows:
        if row.subject == prefix + variable.name:
            by_level[levels.index(row.level)] = decibans(row, definition.scale)
            refuse_beyond(f"ratings of {row.item}", by_level[levels.index(row.level)])
    return by_level


def _graded(case: Case, item: EvidenceItem, as_of: date) -> list[Reliability]:
    """What the item's letter says, or each of its sources; that it is not judged, where nothing says anything."""
    if item.grade is not None and not is_learned(case, item):
        return [_of_letter(item.grade[0])]
    sources = [case.sources[name] for name in item.sources if name in case.sources]
    said = [one for source in sources if (one := _of_source(source, as_of)) is not None]
    return said or [_of_letter(UNGRADED)]


def _of_source(source: Source, as_of: date) -> Reliability | None:
    if source.reliability == "learned":
        return Reliability(mean=track_record(source, as_of).mean)
    return _of_letter(source.grade) if source.grade is not None else None


def _of_letter(grade: str) -> Reliability:
    alpha, beta = LETTERS[grade]
    return Reliability(mean=alpha / (alpha + beta), letter=list(LETTERS).index(grade))


def _as_sets(levels: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [level] for name, level in levels.items()}
