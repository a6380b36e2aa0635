"""A case with as many uncertain parameters as the first built-in one, on a state space a twelfth of its size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from equipoise.assess.vintage_run import days_from_opens
from equipoise.model.arrays import Model
from equipoise.model.compile import compile_model
from oracle.build import case_of

OPENS = date(2021, 1, 1)
AS_OF = date(2022, 6, 30)
LATER = date(2022, 12, 31)
"""Six months after the as-of date."""

DEFINITION: dict[str, Any] = {
    "equipoise": 1,
    "title": "A small world",
    "actor": "Ruritania",
    "question": "Where does Ruritania stand, and does it arm its neighbour?",
    "clock": {"opens": OPENS.isoformat(), "horizon": LATER.isoformat()},
    "instruments": {
        "stance": {"levels": ["apart", "hedged", "allied"], "inertia": 0.8},
        "arms": {"levels": ["none", "sent"], "inertia": 0.6},
    },
    "excluded": [{"stance": ["apart"], "arms": ["sent"], "why": "Nobody arms whom it has left"}],
    "starts": {"stance": {"apart": 0.2, "hedged": 0.6, "allied": 0.2}, "arms": {"none": 0.8, "sent": 0.2}},
    "scenarios": {
        "apart": {"stance": ["apart"], "resolves": "The yearbook says so"},
        "unarmed": {"stance": ["hedged", "allied"], "arms": ["none"], "resolves": "The yearbook says so"},
        "armed": {"stance": ["hedged", "allied"], "arms": ["sent"], "resolves": "The yearbook says so"},
    },
    "conditions": {
        "front": {
            "levels": ["winning", "even", "losing"],
            "starts": {"winning": 0.4, "even": 0.4, "losing": 0.2},
            "dwell": 6,
            "pushed_by": {"arms": {"sent": -0.6}},
            "why": "Fronts move",
        },
        "pressure": {
            "levels": ["low", "high"],
            "starts": {"low": 0.6, "high": 0.4},
            "dwell": 8,
            "drift": 0.2,
            "pushed_by": {"front": {"losing": 0.5}},
            "why": "Pressure follows the front",
        },
    },
    "considerations": {
        "partnership": {"effect": {"stance": {"apart": "--", "allied": "++"}, "arms": {"sent": 0.5}}, "why": "Past"},
        "rescue": {
            "effect": {"arms": {"sent": "++"}},
            "weighs": {"front": {"winning": 0.2, "losing": 2}},
            "why": "Help is for those who lose",
        },
        "sanctions": {
            "effect": {"stance": {"apart": "+", "allied": "-"}, "arms": {"sent": {"low": -3, "high": -1}}},
            "weighs": {"pressure": {"low": 0.5, "high": 1.6}},
            "why": "Trade",
        },
        "standing": {"effect": {"stance": {"apart": "+", "allied": "-"}}, "why": "Name"},
    },
    "explanations": {
        "interests": {"weights": {"sanctions": 1.2, "standing": 0.3}},
        "kinship": {"weights": {"partnership": 1.2, "rescue": 0.4}},
        "fear": {"weights": {"rescue": 1.4, "sanctions": 0.5}, "decision_maker": {"risk_aversion": 0.6}},
        "leader": {
            "weights": {"partnership": 0.6, "standing": 1.0},
            "decision_maker": {"bias": {"front": {"mean": -0.5, "sd": 0.5}}},
        },
    },
    "decision_maker": {
        "decisiveness": {"median": 1, "spread": 1.6},
        "review": {"every": {"median": 6, "spread": 2}},
        "noise": 0.5,
        "mix_strength": 4,
    },
    "rating_strength": {"median": 0.5, "spread": 1.6},
    "analogues": {
        "last_war": {
            "from": {"stance": "hedged", "arms": "none"},
            "conditions": {"front": "losing"},
            "course": {"stance": "hedged", "arms": "none"},
            "similarity": 1,
            "why": "So it is told",
        }
    },
}

# Rows of one item: subject, then dB by level. Marks of the built-in case go to 6 dB; stronger ones make up for there
# being fewer items.
SCENARIOS = ("scenarios", {"apart": -6, "unarmed": 0, "armed": 9})
STANCE = ("stance", {"apart": 9, "hedged": 3, "allied": -6})
ARMS = ("arms", {"none": -4, "sent": 8})
FRONT = ("front", {"winning": 9, "even": 0, "losing": -9})
PRESSURE = ("pressure", {"low": 6, "high": -3})
PLANTED = ("planted:scenarios", {"armed": 9, "unarmed": -3})

# Days from the opening, grade or accuracy, origin where it has copies, rows.
ITEMS: list[tuple[int, str | float, str | None, list[tuple[str, dict[str, float]]]]] = [
    (20, "A1", None, [FRONT]),
    (35, "B2", None, [STANCE]),
    (60, "B1", None, [SCENARIOS, PRESSURE]),
    (80, "C1", None, [ARMS]),
    (110, "A2", None, [FRONT, PRESSURE]),
    (140, "C3", "rumour", [SCENARIOS]),
    (142, "B1", "rumour", [SCENARIOS]),
    (170, "A1", None, [STANCE]),
    (200, "B1", None, [FRONT]),
    (225, 0.9, None, [SCENARIOS]),
    (250, "C1", None, [PRESSURE, PLANTED]),
    (280, "A1", None, [ARMS, FRONT]),
    (300, "B1", "broadcast", [STANCE]),
    (300, "B1", "broadcast", [STANCE]),
    (330, "C2", None, [ARMS]),
    (365, "A1", None, [SCENARIOS]),
    (390, "B1", None, [FRONT]),
    (420, "C1", None, [STANCE, SCENARIOS]),
    (450, "A1", None, [PRESSURE]),
    (480, "B1", None, [SCENARIOS]),
    (510, "A1", None, [STANCE, FRONT]),
    (530, "C1", None, [SCENARIOS]),
]


@dataclass(frozen=True)
class SmallWorld:
    """Attributes: `model`, compiled as of the as-of date; `as_of` and `later`, days from the opening."""

    model: Model
    as_of: int
    later: int


@cache
def small_world() -> SmallWorld:
    """The world, its items as written; `simulation.record` draws other findings for them."""
    items = []
    for n, (day, grade, origin, _) in enumerate(ITEMS):
        told = (OPENS + timedelta(days=day)).isoformat()
        trust = {"grade": grade} if isinstance(grade, str) else {"accuracy": grade}
        planted = {"planted": {"chance": 0.4}} if n == 10 else {}
        item = {"id": f"n{n}", "date": told, "known": told, "what": "It is told", "kind": "report", "origin": origin}
        items.append(item | trust | planted)
    ratings = [
        {"item": f"n{n}", "subject": subject, "level": level, "rating": decibans}
        for n, (*_, rows) in enumerate(ITEMS)
        for subject, by_level in rows
        for level, decibans in by_level.items()
    ]
    case = case_of(DEFINITION, items, ratings)
    return SmallWorld(compile_model(case, AS_OF), days_from_opens(case, AS_OF), days_from_opens(case, LATER))
