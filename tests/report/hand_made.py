"""A small case and believable numbers for it, made by hand: a report is tested apart from the engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from equipoise.assess.assessment import (
    Assessment,
    BaselinePoint,
    ConditionPoint,
    Coverage,
    EverPoint,
    EvidenceRow,
    ExplanationRow,
    OriginRow,
    ParameterRow,
    ScenarioPoint,
)
from equipoise.calendar import headline_dates, report_dates
from equipoise.case.case import Case
from equipoise.case.schema import CaseDefinition, EvidenceItem, Source

SCENARIOS = {"apart": "Arm’s length", "hedged": "Straddle", "allied": "Overt support", "armed": "Arming Urania"}
NOW = (0.012, 0.895, 0.081, 0.012)
AT = (0.031, 0.826, 0.112, 0.031)
WITHOUT = (0.09, 0.66, 0.19, 0.06)

ITEMS: tuple[dict[str, Any], ...] = (
    {"id": "vote", "date": "2022-02-25", "what": "Abstains on the draft that condemns the invasion", "grade": "A1"},
    {"id": "debate", "date": "2022-02-28", "what": "Votes against holding a debate", "grade": "A1"},
    {"id": "banks", "date": "2022-03", "what": "Two state banks limit finance for commodities", "grade": "B2"},
    {"id": "call", "date": "2022-06-15", "what": "A read-out of a call speaks of peace", "sources": ["ministry"]},
    {"id": "summit", "date": "2022-Q3", "what": "At the summit an old phrase is not repeated", "accuracy": 0.95},
    {"id": "aid", "date": "2023-02-19", "what": "Aid said to be under consideration", "origin": "briefing"},
    {"id": "aid-again", "date": "2023-02-23", "what": "The same aid, told by a weekly", "origin": "briefing"},
    {"id": "trade", "date": "2023-03", "what": "Parts with two uses appear in trade data", "grade": "B2"},
)
WEIGHTS = {
    "vote": (-0.6, 2.1, -1.4, -0.5),
    "debate": (-0.9, -1.2, 1.3, 0.1),
    "banks": (0.2, 0.6, -0.8, -0.6),
    "call": (0.2, 0.7, -0.6, -0.4),
    "summit": (0.4, -0.3, -0.7, -1.6),
    "aid": (-0.7, -0.8, 0.5, 1.2),
    "aid-again": (-0.1, -0.3, 0.2, 0.5),
    "trade": (-0.9, -1.5, 1.5, 0.6),
}
EXPLANATIONS = ((0.5, -3.1), (0.25, -3.6), (0.25, -3.7))
"""Share and score alone of each explanation."""
SCORES = {"vote": 0.4, "debate": -0.55, "banks": 0.1, "call": 0.2, "summit": 0.3, "aid": -0.2, "trade": -0.31}


def definition(
    titles: Mapping[str, str] = SCENARIOS, *, words: str = "", step: str = "month", horizon: str = "2024-03-31"
) -> CaseDefinition:
    """A definition with one level of one instrument for each scenario; `words` goes into every text."""
    levels = list(titles)
    return CaseDefinition.model_validate(
        {
            "equipoise": 1,
            "title": f"Ruritania’s posture toward Urania{words}",
            "actor": f"Ruritania{words}",
            "question": f"Does Ruritania keep straddling, step back, support Urania openly, or arm it?{words}",
            "clock": {"step": step, "opens": "2022-02-24", "horizon": horizon},
            "instruments": {"stance": {"levels": levels}},
            "starts": {"stance": {levels[0]: 1.0}},
            "scenarios": {
                name: {"stance": [name], "title": f"{title}{words}", "means": f"What a yearbook calls {name}{words}"}
                for name, title in titles.items()
            },
            "conditions": {
                "battlefield": {
                    "title": f"Battlefield{words}",
                    "levels": ["losing", "attrition", "winning"],
                    "starts": {"losing": 0.2, "attrition": 0.5, "winning": 0.3},
                    "dwell": 6,
                }
            },
            "considerations": {
                "sanctions": {
                    "title": f"Secondary sanctions{words}",
                    "effect": {"stance": {levels[0]: "+", levels[-1]: "--"}},
                    "why": f"Trade is with the far shore{words}",
                },
                "partner": {"effect": {"stance": {levels[0]: "-", levels[-1]: "+"}}},
            },
            "explanations": {
                "interests": {"title": f"Interests{words}", "prior": 2, "weights": {"sanctions": 1.2, "partner": 0.3}},
                "power": {"title": f"Power{words}", "prior": 1, "weights": {"partner": 1.1}},
                "norms": {"prior": 1, "weights": {}},
            },
            "decision_maker": {"review": {"every": 5}},
            "base_rate": {"changes": 3, "years": 10, "cases": 14, "source": f"A table of partners{words}"},
            "assumptions": {
                "cautious": {
                    "says": f"Ruritania fears sanctions{words}",
                    "if_false": {"explanations.interests.weights.sanctions": 0},
                    "why": f"It always has{words}",
                }
            },
        }
    )


def case(
    titles: Mapping[str, str] = SCENARIOS, *, words: str = "", items: Sequence[dict[str, Any]] = ITEMS, **clock: str
) -> Case:
    """The case with its evidence."""
    defaults = {"kind": "conduct", "sources": ["records"]}
    background = {"id": "history", "date": "1950", "what": "A treaty", "kind": "background", "sources": ["records"]}
    return Case(
        name="ruritania",
        definition=definition(titles, words=words, **clock),
        sources={
            "records": Source(title=f"Public records{words}", grade="A", url="https://records.example/votes?a=1&b=2"),
            "ministry": Source(title=f"Foreign ministry{words}", url="javascript:alert(1)"),
        },
        evidence=tuple(
            EvidenceItem.model_validate(defaults | item | {"what": f"{item['what']}{words}"})
            for item in (*items, background)
        ),
    )


def spread(probability: float, *, sampled: bool) -> tuple[float | None, float | None]:
    """A range about a probability, wider in the middle."""
    if not sampled:
        return None, None
    half = 0.28 * probability * (1 - probability) + 0.004
    return max(probability - half, 0.0), min(probability + 1.2 * half, 1.0)


def fake(
    the_case: Case,
    *,
    as_of: date = date(2023, 3, 31),
    now: Sequence[float] = NOW,
    at: Sequence[float] = AT,
    without: Sequence[float] = WITHOUT,
    sampled: bool = False,
    **changes: Any,
) -> Assessment:
    """An assessment whose numbers run smoothly from `without` over `now` to `at`."""
    clock = the_case.definition.clock
    names = list(the_case.definition.scenarios)
    dates = report_dates(clock.opens, clock.horizon, as_of, clock.step)
    headlines = headline_dates(as_of, clock.horizon)
    scenario_points = []
    for step, day in enumerate(dates):
        basis = "filtered" if day == as_of else "smoothed" if day < as_of else "predicted"
        for name, probability in zip(
            names, _between(day, clock.opens, as_of, clock.horizon, without, now, at), strict=True
        ):
            scenario_points.append(
                ScenarioPoint(step, day, name, probability, *spread(probability, sampled=sampled), basis)
            )
    rated = [item for item in the_case.evidence if item.kind == "conduct"]
    days = {item.id: item.date.day(the_case.known(item)) for item in rated}
    origins: dict[str, list[str]] = {}
    for item in rated:
        origins.setdefault(item.origin or item.id, []).append(item.id)
    moved = {item.id: _moved(names, WEIGHTS.get(item.id, (0.0,))) for item in rated}
    ever = [1 - (1 - max(n, a)) * (1 - min(n, a) / 2) for n, a in zip(now, at, strict=True)]
    values: dict[str, Any] = {
        "case": the_case,
        "fingerprint": the_case.fingerprint,
        "engine": "numpy",
        "version": "0.1.0",
        "as_of": as_of,
        "horizon": clock.horizon,
        "seed": 0,
        "particles": 2048 if sampled else 1,
        "log_evidence": -1.25,
        "trustworthy": True,
        "findings": (),
        "headline_dates": headlines,
        "report_dates": dates,
        "silent": tuple(
            day
            for before, day in zip((date.min, *dates), dates, strict=False)
            if day <= as_of and not any(before < d <= day for d in days.values())
        ),
        "effective_origins": float(sum(sum(0.3**n for n in range(len(ids))) for ids in origins.values())),
        "coverage": Coverage(assessed=3 * len(rated), cells=len(names) * len(rated)),
        "scenario_points": tuple(scenario_points),
        "headline_points": (),
        "ever_points": tuple(
            EverPoint(name, as_of, day, probability, *spread(probability, sampled=sampled))
            for day in headlines
            for name, probability in zip(names, ever, strict=True)
        ),
        "baseline_points": tuple(
            BaselinePoint(baseline, name, clock.horizon, probability)
            for baseline, values in (
                ("no_evidence", without),
                ("half_strength", _mean(without, at)),
                ("no_change", now),
            )
            for name, probability in zip(names, values, strict=True)
        ),
        "condition_points": tuple(
            ConditionPoint(step, day, condition, level, 1 / len(definition.levels) + tilt * (1 if day <= as_of else -1))
            for step, day in enumerate(dates)
            for condition, definition in the_case.definition.conditions.items()
            for level, tilt in zip(definition.levels, (-0.1, 0.08, 0.02), strict=True)
        ),
        "explanation_rows": tuple(
            ExplanationRow(name, share, *spread(share, sampled=sampled), 0.93 if sampled else None, score)
            for name, (share, score) in zip(the_case.definition.explanations, EXPLANATIONS, strict=False)
        ),
        "parameter_rows": (ParameterRow("decisiveness", 1.0, *spread(0.5, sampled=True), 0.98),) if sampled else (),
        "monte_carlo_error": 0.003 if sampled else 0.0,
        "evidence_rows": tuple(
            EvidenceRow(
                item.id,
                days[item.id],
                the_case.known(item),
                0.3 ** origins[item.origin or item.id].index(item.id),
                SCORES.get(item.id, 0.0),
                moved[item.id],
            )
            for item in rated
        ),
        "origin_rows": tuple(
            OriginRow(
                origin,
                tuple(ids),
                sum(0.3**n for n in range(len(ids))),
                {name: math.fsum(moved[i][name] for i in ids) for name in names},
            )
            for origin, ids in origins.items()
        ),
        "discriminating_items": 7,
    }
    return Assessment(**(values | changes))


def _between(
    day: date,
    opens: date,
    as_of: date,
    horizon: date,
    start: Sequence[float],
    now: Sequence[float],
    at: Sequence[float],
) -> list[float]:
    if day <= as_of:
        fraction = ((day - opens).days / max((as_of - opens).days, 1)) ** 0.3
        return [s + (n - s) * fraction for s, n in zip(start, now, strict=True)]
    fraction = ((day - as_of).days / max((horizon - as_of).days, 1)) ** 0.6
    return [n + (a - n) * fraction for n, a in zip(now, at, strict=True)]


def _mean(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(one, other, strict=True)]


def _moved(names: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    return {name: weights[i % len(weights)] for i, name in enumerate(names)}
