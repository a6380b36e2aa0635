"""Cases whose truth is known: an actor drawn from a population, its path simulated, its record written down.

Nothing of the engine is used: the choice rule, the chain and the reports are written again from docs/model.md, so that
what is recovered is what the page says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from equipoise.case.case import Case
from equipoise.case.schema import CaseDefinition, EvidenceItem, Rating

STANCES = ("apart", "hedged", "allied")
PRESSURES = ("low", "high")
FAVOURED = {"trade": (2.0, 0.0, 0.0), "kin": (0.0, 0.0, 2.0), "caution": (0.0, 2.0, 0.0)}
"""Points of each stance for the one consideration that each explanation of the same name weighs."""

OPENS = date(2000, 1, 1)
DAYS = 5 * 365
DAYS_A_MONTH = 30.4375
INERTIA = 0.3
DECIBANS = 15.0
ACCURACY = 0.95
DWELL_MONTHS = 8.0

# Least spread between cases, over its scale.
LEAST_SPREAD = 0.05

# What every author wrote before the record.
MIX_STRENGTH = 4.0
DECISIVENESS = (1.2, 1.6)
REVIEW_MONTHS = (4.0, 1.6)


@dataclass(frozen=True)
class Actors:
    """A population of actors: shares and how alike they are, and medians and spreads of two numbers."""

    shares: Mapping[str, float]
    strength: float
    decisiveness: tuple[float, float]
    review_months: tuple[float, float]


@dataclass(frozen=True)
class Actor:
    """One of them."""

    mix: Mapping[str, float]
    decisiveness: float
    review_months: float


def draw_actors(random: np.random.Generator, explanations: Sequence[str] = ("trade", "kin")) -> Actors:
    """A population drawn from what docs/pooling.md says is believed of it before any record."""
    shares = random.dirichlet([(2 * MIX_STRENGTH + 1) / len(explanations)] * len(explanations))
    return Actors(
        shares=dict(zip(explanations, shares.tolist(), strict=True)),
        strength=2 * MIX_STRENGTH * 2 ** random.standard_normal(),
        decisiveness=_median_and_spread(random, *DECISIVENESS),
        review_months=_median_and_spread(random, *REVIEW_MONTHS),
    )


def draw_actor(actors: Actors, random: np.random.Generator, known: Sequence[str]) -> Actor:
    """An actor of which only some explanations are known: its shares of those."""
    mix = random.dirichlet([max(actors.strength * actors.shares[name], 1e-6) for name in known])
    return Actor(
        mix=dict(zip(known, mix.tolist(), strict=True)),
        decisiveness=_log_normal(random, *actors.decisiveness),
        review_months=_log_normal(random, *actors.review_months),
    )


def simulate_case(
    name: str,
    actor: Actor,
    random: np.random.Generator,
    *,
    items: int = 20,
    with_condition: bool = False,
    weight: float = 1.0,
) -> Case:
    """The case of an actor: its path over five years, and reports of it on some days."""
    days = sorted(random.choice(np.arange(1, DAYS), size=items, replace=False).tolist())
    path = _simulate_path(actor, random, days, weight=weight, with_condition=with_condition)
    evidence, ratings = [], []
    for number, (day, (stance, pressure)) in enumerate(zip(days, path, strict=True)):
        on = OPENS + timedelta(days=day - 1)
        reported = {"stance": _reported(random, STANCES, stance)}
        if with_condition:
            reported["pressure"] = _reported(random, PRESSURES, pressure)
        for subject, level in reported.items():
            identity = f"{subject}-{number}"
            evidence.append(_item(identity, on))
            ratings.append(Rating(item=identity, subject=subject, level=level, rating=DECIBANS, why="It says so"))
    return Case(
        name=name,
        definition=CaseDefinition.model_validate(_definition(name, actor, weight, with_condition)),
        evidence=tuple(evidence),
        ratings=tuple(ratings),
    )


def simulate_cases(
    actors: Actors, count: int, random: np.random.Generator, *, items: int = 20, with_conditions: bool = True
) -> list[Case]:
    """Cases of the same population: weights differ, and every other one has a condition."""
    return [
        simulate_case(
            f"case-{number:02d}",
            draw_actor(actors, random, list(actors.shares)),
            random,
            items=items,
            with_condition=with_conditions and number % 2 == 1,
            weight=(0.8, 1.1, 1.4)[number % 3],
        )
        for number in range(count)
    ]


def _simulate_path(
    actor: Actor, random: np.random.Generator, days: Sequence[int], *, weight: float, with_condition: bool
) -> list[tuple[int, int]]:
    """Stance and pressure at the end of each day: the next event is a review or a move of the condition."""
    stance = int(random.integers(3))
    pressure = int(random.integers(2)) if with_condition else 0
    clock, seen = 0.0, []
    rates = np.array([1 / actor.review_months, 1 / DWELL_MONTHS / 2 if with_condition else 0.0])
    next_event = clock + random.exponential(1 / rates.sum())
    for day in days:
        while next_event < day / DAYS_A_MONTH:
            if random.uniform() * rates.sum() < rates[0]:
                stance = int(random.choice(3, p=_chosen(actor, stance, pressure, weight, with_condition)))
            else:
                pressure = 1 - pressure
            clock = next_event
            next_event = clock + random.exponential(1 / rates.sum())
        seen.append((stance, pressure))
    return seen


def _chosen(actor: Actor, stance: int, pressure: int, weight: float, with_condition: bool) -> np.ndarray:
    worth = np.zeros(3)
    for explanation, share in actor.mix.items():
        louder = (0.5, 1.5)[pressure] if with_condition and explanation == "kin" else 1.0
        worth += actor.decisiveness * share * weight * louder * np.array(FAVOURED[explanation])
    worth -= INERTIA * np.abs(np.arange(3) - stance)
    odds = np.exp(worth - worth.max())
    return odds / odds.sum()


def _reported(random: np.random.Generator, levels: Sequence[str], true: int) -> str:
    """Which level a report speaks for: the factors `G` of all levels sum to their number, so they are chances."""
    ratio = 10 ** (DECIBANS / 10)
    factors = np.where(np.arange(len(levels)) == true, ratio, 1.0) * len(levels) / (ratio + len(levels) - 1)
    factors = ACCURACY * factors + (1 - ACCURACY)
    return levels[int(random.choice(len(levels), p=factors / factors.sum()))]


def _item(identity: str, on: date) -> EvidenceItem:
    return EvidenceItem.model_validate(
        {"id": identity, "date": on.isoformat(), "known": on.isoformat(), "what": "A report", "kind": "report",
         "accuracy": ACCURACY}
    )  # fmt: skip


def _definition(name: str, actor: Actor, weight: float, with_condition: bool) -> dict[str, Any]:
    considerations: dict[str, Any] = {
        explanation: {
            "effect": {"stance": dict(zip(STANCES, FAVOURED[explanation], strict=True))},
            "why": "It pulls that way",
        }
        for explanation in actor.mix
    }
    conditions: dict[str, Any] = {}
    if with_condition:
        even = {level: 0.5 for level in PRESSURES}
        conditions = {"pressure": {"levels": list(PRESSURES), "starts": even, "dwell": DWELL_MONTHS, "why": "It comes"}}
        if "kin" in considerations:
            considerations["kin"]["weighs"] = {"pressure": {"low": 0.5, "high": 1.5}}
    return {
        "equipoise": 1,
        "title": name,
        "actor": "Ruritania",
        "question": "Where does it stand?",
        "clock": {"step": "month", "opens": OPENS.isoformat(), "horizon": (OPENS + timedelta(DAYS + 90)).isoformat()},
        "instruments": {"stance": {"levels": list(STANCES), "inertia": INERTIA}},
        "starts": {"stance": {"apart": 1 / 3, "hedged": 1 / 3, "allied": 1 - 2 / 3}},
        "scenarios": {level: {"stance": [level], "resolves": "The yearbook says so"} for level in STANCES},
        "conditions": conditions,
        "considerations": considerations,
        "explanations": {
            explanation: {"prior": 1, "weights": {explanation: weight}, "why": "A theory"} for explanation in actor.mix
        },
        "decision_maker": {
            "decisiveness": {"median": DECISIVENESS[0], "spread": DECISIVENESS[1]},
            "review": {"every": {"median": REVIEW_MONTHS[0], "spread": REVIEW_MONTHS[1]}},
            "mix_strength": MIX_STRENGTH,
            "why": "Set down before the record",
        },
        "rating_strength": 1.0,
    }


def _median_and_spread(random: np.random.Generator, median: float, spread: float) -> tuple[float, float]:
    """Half of the author's variance is in the median, half between cases, whose log spread is half-normal."""
    half = spread ** np.sqrt(0.5)
    return _log_normal(random, median, half), float(half ** np.hypot(LEAST_SPREAD, random.standard_normal()))


def _log_normal(random: np.random.Generator, median: float, spread: float) -> float:
    return float(median * spread ** random.standard_normal())
