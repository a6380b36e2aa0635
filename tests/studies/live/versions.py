"""Versions of a case with other ratings, what reading one whole says, and a case with everything that bears on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from equipoise.assess.vintage_run import Asked, ask_vintage
from equipoise.case.case import Case
from equipoise.case.schema import Rating
from equipoise.inference.belief import Belief
from equipoise.model.arrays import Floats
from equipoise.studies.live import Live, LiveNumbers
from equipoise.studies.shared_draws.named_settings import NamedSettings
from equipoise.studies.shared_draws.weighing import read_under, scenarios_in, weights_of
from oracle.build import case_of, content_of
from studies.two_cases import ladder

AS_OF = date(2021, 7, 31)
"""Three months before the horizon of the ladder; all items are known."""


def rated(case: Case, item: str, levels: Mapping[str, Mapping[str, float]]) -> Case:
    """The case with the rows of one item replaced, by subject and level."""
    rows = [
        Rating(item=item, subject=subject, level=level, rating=value)
        for subject, by_level in levels.items()
        for level, value in by_level.items()
    ]
    return replace(case, ratings=(*(row for row in case.ratings if row.item != item), *rows))


def crowded_ladder() -> Case:
    """The ladder with its parameters uncertain, and items of every kind.

    Conditions move differently under each setting, so that the exact chain carries the belief, in double precision.
    `late-news` arrives long after its day; `visit` and `visit-again` tell of one visit on one day, `echo` tells of it
    a month later; `hint` is perhaps planted, `treaty` exact; `rumour` and `leak` are not rated, and no rated item has
    the grade of `leak`.
    """
    content = content_of(ladder())
    definition = content["definition"]
    definition["decision_maker"] |= {"mix": None, "patience": 0, "decisiveness": {"median": 1.3, "spread": 1.6}}
    definition["rating_strength"] = {"median": 0.7, "spread": 1.5}
    definition["conditions"]["pressure"]["dwell"] = {"median": 4, "spread": 1.4}
    definition["analogues"] = {
        "before": {"from": {"stance": "hedged"}, "course": {"stance": "allied"}, "similarity": 0.5, "why": "Alike"}
    }
    content["evidence"] += [
        _item("echo", "2021-02-16", origin="visit", accuracy=0.8),
        _item("hint", "2021-03-10", grade="B2", planted={"chance": 0.4, "serves": "somebody"}),
        _item("treaty", "2021-05-05", exact=True),
        _item("rumour", "2021-05-20", grade="B2"),
        _item("leak", "2021-06-11", grade="E3"),
    ]
    rows = {
        "echo": {"scenarios": {"allied": 3.0}},
        "hint": {"scenarios": {"apart": 4.0}, "planted:scenarios": {"allied": 5.0}},
        "treaty": {"stance": {"apart": -9.0, "hedged": 2.0}},
    }
    case = case_of(**content)
    for item, levels in rows.items():
        case = rated(case, item, levels)
    return case


def read_whole(live: Live, case: Case, *, as_of: date, settings: NamedSettings | None = None) -> tuple[Floats, float]:
    """The scenarios now and on the horizon, `[when, scenario]`, and the effective share of the settings.

    The case as drawn and the version are both read whole, with no stop but those of their evidence, under the same
    settings (those drawn, by default), which are then weighed by the ratio of the likelihoods.
    """
    before, after = (ask_vintage(one, as_of=as_of, rater="default") for one in (live.case, case))
    chosen = live.settings if settings is None else settings
    scenarios, log_likelihood = _read(chosen, after)
    weights = weights_of(log_likelihood - _read(chosen, before)[1])
    return scenarios @ weights, float(1 / (weights**2).sum() / len(weights))


def means(numbers: LiveNumbers) -> Floats:
    """The scenarios now and on the horizon, `[when, scenario]`."""
    return np.array([[one.probability for one in when.values()] for when in (numbers.now, numbers.on_horizon)])


def _read(settings: NamedSettings, asked: Asked) -> tuple[Floats, Floats]:
    coordinates = settings.put_to(asked.case, asked.model)
    parts = read_under(asked.model, asked.inquiry, coordinates, _now_and_then)
    scenarios = np.concatenate([part for part, _ in parts], axis=-1)
    return scenarios, np.concatenate([log for _, log in parts])


def _now_and_then(belief: Belief) -> tuple[Floats, Floats]:
    scenarios = np.stack([scenarios_in(belief, belief.on(day)) for day in (belief.as_of, belief.inquiry.last)])
    return scenarios, np.broadcast_to(belief.log_evidence + belief.log_span, scenarios.shape[2:])


def _item(name: str, day: str, **fields: object) -> dict[str, object]:
    text = f"Something happens, {name}"
    return {"id": name, "date": day, "known": day, "what": text, "kind": "report", "sources": ["wire"]} | fields
