"""What drives the hand-made case, a map of two levers and sensitivity, made by hand: no engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from equipoise.assess.assessment import Assessment, Coverage
from equipoise.studies.explaining import (
    CourseRegret,
    Dropped,
    Explained,
    ItemEffect,
    OriginEffect,
    Reason,
    Robustness,
    ScenarioReasons,
    TellsNothing,
)
from equipoise.studies.sensitivity import LeftOut, Move, Sensitive, Sensitivity
from equipoise.studies.sensitivity.authored_numbers import authored_numbers
from equipoise.studies.tipping import MapPoint, Reach, TipMap

KEEPS = {"apart": 0.03, "hedged": 0.71, "allied": 0.2, "armed": 0.06}
FALLS = {"apart": 0.03, "hedged": 0.41, "allied": 0.5, "armed": 0.06}


def explained(assessment: Assessment, *, without: dict[str, float] = KEEPS, **changes: Any) -> Explained:
    """Two voices and two considerations; the leader keeps its lead without either, or loses it with `FALLS`."""
    base = _base(assessment)
    dropped = (_dropped("source", "ministry", without, base), _dropped("origin", "briefing", KEEPS, base))
    fields: dict[str, Any] = {
        "case": assessment.case,
        "fingerprint": assessment.fingerprint,
        "as_of": assessment.as_of,
        "horizon": assessment.horizon,
        "rater": "default",
        "seed": 0,
        "particles": 512,
        "now": base,
        "ahead": base,
        "error": 0.002,
        "findings": (),
        "effective_origins": 1.4,
        "coverage": Coverage(96, 58),
        "items": (_item("aid"), _item("aid-again")),
        "origins": (OriginEffect("briefing", ("aid", "aid-again"), 1.4, {}, {}),),
        "tells_nothing": (TellsNothing("aid-again", 0.2, "copy"),),
        "unassessed": (),
        "robustness": Robustness("hedged", dropped, 300.0),
        "reasons": tuple(_reasons(name) for name in base),
        "regrets": tuple(
            CourseRegret({"stance": name}, name, regret, regret + 0.11, regret + 0.22, None if regret else 0.0, {})
            for name, regret in (("hedged", 0.0), ("allied", 0.51), ("armed", 1.37), ("apart", 1.92))
        ),
    }
    return Explained(**(fields | changes))


def mapped(assessment: Assessment, *, tips: bool = True) -> TipMap:
    """Two levers over nine values each; with `tips` the third scenario leads where both are high."""
    across = _reach("sanctions", "Weight of secondary sanctions", 1.2)
    up = _reach("partner", "Weight of the partner", 0.3)
    values = [0.25 * n for n in range(9)]
    points = tuple(_point(wide, high, allied=tips and wide + high > 3) for high in values for wide in values)
    return TipMap(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        seed=0,
        particles=512,
        across=across,
        up=up,
        authored=_point(1.2, 0.3, allied=False),
        points=points,
        error=0.003,
    )


def sensitive(assessment: Assessment) -> Sensitivity:
    """Every number moves the leader, the first most."""
    base = _base(assessment)
    numbers, _ = authored_numbers(assessment.case.definition)
    rows = tuple(
        Sensitive(one.path, n + 1, one.kind, one.value, _move(base, -0.04 / (n + 1)), _move(base, 0.03 / (n + 1)), "",
                  one)
        for n, one in enumerate(numbers)
    )  # fmt: skip
    return Sensitivity(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        rater="default",
        seed=0,
        particles=512,
        weighed=64,
        base=base,
        error=0.002,
        file="case.yaml",
        numbers=rows,
        left_out=(LeftOut("equipoise", 1, "the version of the case language"),),
        steps={},
    )


def _base(assessment: Assessment) -> dict[str, float]:
    names = assessment.case.definition.scenarios
    return {name: assessment.at(name, assessment.horizon).probability for name in names}


def _dropped(kind: Any, name: str, without: dict[str, float], base: dict[str, float]) -> Dropped:
    others = max(chance for scenario, chance in without.items() if scenario != "hedged")
    leader = max(without, key=lambda scenario: without[scenario])
    moved = without["hedged"] - base["hedged"]
    return Dropped(kind, name, ("aid", "aid-again"), without, leader, moved, without["hedged"] - others)


def _item(name: str) -> ItemEffect:
    return ItemEffect(name, date(2023, 2, 19), date(2023, 2, 19), "briefing", 0.7, 1.5, -0.3, {}, {})


def _reasons(scenario: str) -> ScenarioReasons:
    against = "hedged" if scenario != "hedged" else "allied"
    fear = Reason("sanctions", -2.0, -1.84, {"interests": -1.31, "power": -0.53, "norms": 0.0})
    pull = Reason("partner", 1.0, 0.47, {"interests": 0.09, "power": 0.38, "norms": 0.0})
    return ScenarioReasons(scenario, against, {"stance": scenario}, {"stance": against}, -1.37, (fear, pull))


def _reach(lever: str, title: str, authored: float) -> Reach:
    path = f"explanations.interests.weights.{lever}"
    return Reach(lever=lever, path=path, title=title, unit="nats per point", authored=authored, least=0.0, most=2.0)


def _point(across: float, up: float, *, allied: bool) -> MapPoint:
    first, second = (0.62, 0.3) if allied else (0.3, 0.62)
    leader = "allied" if allied else "hedged"
    chances = {"apart": 0.05, "hedged": second, "allied": first, "armed": 0.03}
    return MapPoint(across, up, leader, chances[leader], chances)


def _move(base: dict[str, float], moved: float) -> Move:
    rest = -moved / (len(base) - 1)
    difference = {name: moved if name == "hedged" else rest for name in base}
    return Move(0.5 if moved < 0 else 2.0, {}, difference, dict.fromkeys(base, 0.0), 0.9)
