"""What evidence says: which items count, how much of each, and its weight in every state (section 5)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from oracle.chain import Chain
from oracle.world import World

BETA = {"A": (19, 1), "B": (17, 3), "C": (14, 6), "D": (10, 10), "E": (6, 14), "F": (1, 1), None: (1, 1)}
DIGIT = {"1": 1.0, "2": 0.95, "3": 0.8, "4": 0.5, "5": 0.25, "6": 1.0, "": 1.0}
Table = dict[str, dict[str, float]]
"""dB by subject and level."""


@dataclass(frozen=True)
class Counted:
    """An item that counts, in one vintage.

    Attributes:
        day: It weighs the state at the end of this day.
        known: When it became known.
        origin: What its copies share; unique where the author named none.
        ratings, planted: dB by subject and level, of a report that is accurate and of one that is planted.
        accuracy: r.
        exponent: How much of it counts beside its copies.
    """

    item: EvidenceItem
    day: date
    known: date
    origin: tuple[str, str]
    ratings: Table
    planted: Table
    accuracy: float
    exponent: float = math.nan

    @property
    def is_rated(self) -> bool:
        """Whether somebody said anything about it that belongs in the likelihood."""
        return bool(self.ratings or self.planted or self.item.silence)


def known_on(case: Case, item: EvidenceItem) -> date:
    """The day an item became known."""
    published = [case.sources[name].published for name in item.sources if name in case.sources]
    ends = [one.end for one in published if one is not None]
    return item.known or (min(ends) if ends else item.date.end)


def counted_items(case: Case, world: World, as_of: date, *, rater: str, before: date | None = None) -> list[Counted]:
    """Items in the likelihood of a vintage, in date order, with their exponents.

    Args:
        case: The case.
        world: What was known.
        as_of: Items known by the end of this day.
        rater: Whose ratings; `pool` for the mean of all.
        before: Only items dated before this day exist (a `do` in the past).
    """
    vintage = [item for item in case.evidence if known_on(case, item) <= as_of]
    superseded = {item.supersedes for item in vintage if item.supersedes is not None}
    counted = []
    for item in vintage:
        known = known_on(case, item)
        day = date.fromordinal((item.date.start.toordinal() + min(item.date.end, known).toordinal()) // 2)
        if item.id in superseded or item.kind in ("judgement", "background"):
            continue
        if not world.definition.clock.opens <= day <= world.definition.clock.horizon:
            continue
        if before is not None and day >= before:
            continue
        tables = _tables(case, world, item, rater)
        origin = ("own", item.id) if item.origin is None else ("named", item.origin)
        counted.append(Counted(item, day, known, origin, *tables, _accuracy(case, item)))
    return sorted(_with_exponents(counted, world), key=lambda one: one.day)


def factor(one: Counted, chain: Chain) -> np.ndarray:
    """G^x over its plain mean on the grid of all levels of all the item rates, in every state of the chain."""
    world = chain.world
    axes = _axes(one, world)
    weight = _weight(one, world)
    grid = [weight(dict(zip(axes, cell, strict=True))) ** one.exponent for cell in product(*axes.values())]
    mean = sum(grid) / len(grid)
    return np.array([weight(state) ** one.exponent / mean for state in chain.states])


# --- private ----------------------------------------------------------------------------------------------------


def _tables(case: Case, world: World, item: EvidenceItem, rater: str) -> tuple[Table, Table]:
    by_row: dict[tuple[str, str], list[float]] = {}
    for row in case.ratings:
        if row.item == item.id and (rater == "pool" or row.rater == rater):
            decibans = world.definition.scale[row.rating] if isinstance(row.rating, str) else row.rating
            by_row.setdefault((row.subject, row.level), []).append(decibans)
    accurate: Table = {}
    planted: Table = {}
    for (subject, level), values in by_row.items():
        table, name = (planted, subject[8:]) if subject.startswith("planted:") else (accurate, subject)
        if name == "scenarios" or name in world.levels:
            table.setdefault(name, {})[level] = sum(values) / len(values)
    return accurate, planted


def _accuracy(case: Case, item: EvidenceItem) -> float:
    if item.accuracy is not None or item.exact:
        return 1.0 if item.accuracy is None else item.accuracy
    letters = [item.grade[0]] if item.grade else [case.sources[name].grade for name in item.sources] or [None]
    digit = item.grade[1:] if item.grade else ""
    return max(a / (a + b) for a, b in (BETA[letter] for letter in letters)) * DIGIT[digit]


def _levels(subject: str, world: World) -> list[str]:
    return list(world.definition.scenarios) if subject == "scenarios" else world.levels[subject]


def _silence(one: Counted, world: World) -> dict[str, float] | None:
    silence = one.item.silence
    if silence is None:
        return None
    return {
        scenario: math.exp(-silence.rate_per_month.get(scenario, 0.0) * silence.months)
        for scenario in world.definition.scenarios
    }


def _strength(one: Counted, world: World) -> float:
    total = 0.0
    for subject, rows in one.ratings.items():
        values = [rows.get(level, 0.0) for level in _levels(subject, world)]
        total += max(values) - min(values)
    if one.item.silence is not None:
        rates = [one.item.silence.rate_per_month.get(name, 0.0) for name in world.definition.scenarios]
        total += 10 * math.log10(math.e) * one.item.silence.months * (max(rates) - min(rates))
    return one.accuracy * total


def _with_exponents(counted: list[Counted], world: World) -> list[Counted]:
    discount = world.definition.origin_discount
    exponents: dict[str, float] = {}
    for origin in {one.origin for one in counted}:
        copies = sorted(
            ((_strength(one, world), one.item.id) for one in counted if one.origin == origin), key=lambda pair: -pair[0]
        )
        rank = 0
        while rank < len(copies):
            tied = [name for strength, name in copies[rank:] if copies[rank][0] - strength <= 1e-9]
            share = sum(discount ** (rank + n) for n in range(len(tied))) / len(tied)
            exponents |= dict.fromkeys(tied, share)
            rank += len(tied)
    return [Counted(**(vars(one) | {"exponent": exponents[one.item.id]})) for one in counted]


def _axes(one: Counted, world: World) -> dict[str, list[str]]:
    subjects = [*one.ratings, *one.planted, *(["scenarios"] if one.item.silence else [])]
    return {subject: _levels(subject, world) for subject in dict.fromkeys(subjects)}


def _relative(rows: dict[str, float], subject: str, world: World, tau: float) -> dict[str, float]:
    levels = _levels(subject, world)
    likelihood = {level: 10 ** (tau * rows.get(level, 0.0) / 10) for level in levels}
    mean = sum(likelihood.values()) / len(levels)
    return {level: value / mean for level, value in likelihood.items()}


def _weight(one: Counted, world: World) -> Callable[[dict[str, str]], float]:
    """G as a function of the names of levels."""
    tau = 1.0 if one.item.exact else world.rating_strength
    accurate = [(subject, _relative(rows, subject, world, tau)) for subject, rows in one.ratings.items()]
    planted = [(subject, _relative(rows, subject, world, tau)) for subject, rows in one.planted.items()]
    silent = _silence(one, world)
    if silent is not None:
        mean = sum(silent.values()) / len(silent)
        accurate.append(("scenarios", {name: value / mean for name, value in silent.items()}))
    chance, r = one.item.planted.chance, one.accuracy

    def weight(names: dict[str, str]) -> float:
        told = math.prod(table[names[subject]] for subject, table in accurate)
        lie = math.prod(table[names[subject]] for subject, table in planted)
        return r * told + (1 - r) * ((1 - chance) + chance * lie)

    return weight
