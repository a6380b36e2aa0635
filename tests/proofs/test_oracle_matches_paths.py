"""Paths counted one by one in discrete time converge to the dense numbers as the step shrinks.

One instrument and one condition with two levels each, 24 days, three to nine steps: at most 4^10 paths. The error
falls in proportion to the step, so the last error is well below the first, and the limit that three steps point
to (polynomial extrapolation in the step) lies within a thousandth of the dense number.
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from equipoise.case.schema import Event
from oracle.build import case_of
from oracle.chain import chain_of
from oracle.dense import answer, probability
from oracle.items import counted_items, factor
from oracle.paths import Paths, every_path, one_step, set_level
from oracle.world import world_of

OPENS, EIGHT, SIXTEEN, LAST = date(2021, 1, 1), date(2021, 1, 8), date(2021, 1, 16), date(2021, 1, 24)
CASE = case_of(
    {
        "equipoise": 1,
        "title": "Two by two",
        "actor": "Ruritania",
        "question": "Open or shut?",
        "clock": {"step": "week", "opens": OPENS, "horizon": LAST},
        "instruments": {"gate": {"levels": ["shut", "open"], "inertia": 0.4}},
        "starts": {"gate": {"shut": 0.7, "open": 0.3}},
        "scenarios": {"shut": {"gate": ["shut"]}, "open": {"gate": ["open"]}},
        "conditions": {
            "storm": {
                "levels": ["calm", "wild"],
                "starts": {"calm": 0.6, "wild": 0.4},
                "dwell": 0.9,
                "drift": 0.3,
                "pushed_by": {"gate": {"open": -0.8}},
            }
        },
        "considerations": {"trade": {"effect": {"gate": {"open": 1.1}}, "weighs": {"storm": {"wild": -0.6}}}},
        "explanations": {"gain": {"weights": {"trade": 1.2}}},
        "decision_maker": {
            "decisiveness": 1.0,
            "review": {"every": 0.8},
            "patience": 0.5,
            "noise": 0.7,
            "bias": {"storm": -0.2},
            "mix": {"gain": 1},
        },
        "rating_strength": 1.0,
    },
    evidence=[
        {"id": "seen", "date": EIGHT, "what": "Seen open", "kind": "report", "accuracy": 0.8},
        {"id": "wind", "date": SIXTEEN, "what": "Wind", "kind": "reading", "accuracy": 0.9},
    ],
    ratings=[
        {"item": "seen", "subject": "scenarios", "level": "open", "rating": 7},
        {"item": "wind", "subject": "storm", "level": "wild", "rating": 5},
    ],
)
WORLD = world_of(CASE, SIXTEEN)
CHAIN = chain_of(WORLD)
FACTORS = {one.item.id: factor(one, CHAIN) for one in counted_items(CASE, WORLD, SIXTEEN, rater="default")}
OPEN = np.array([state["gate"] == "open" for state in CHAIN.states])
WILD = np.array([state["storm"] == "wild" for state in CHAIN.states])
STEPS = (3, 6, 9)
"""Steps of the whole time; the eighth and the sixteenth day are on each of these grids."""


def test_the_filter_the_smoother_and_the_predictor_are_limits_of_paths() -> None:
    dense = answer(CASE, as_of=SIXTEEN)
    assert_limit(lambda n: weighed(n).share(at(n // 3, OPEN)), probability(CASE, Event(at=["open"], until=EIGHT)))
    assert_limit(lambda n: weighed(n).share(at(2 * n // 3, OPEN)), dense.scenarios[SIXTEEN, "open"])
    assert_limit(lambda n: weighed(n).share(at(2 * n // 3, WILD)), dense.conditions[SIXTEEN, "storm", "wild"])
    assert_limit(lambda n: weighed(n).share(at(n, OPEN)), dense.scenarios[LAST, "open"])


def test_the_log_evidence_is_the_limit_of_the_weight_of_all_paths() -> None:
    assert_limit(lambda n: np.log(weighed(n).total), answer(CASE, as_of=SIXTEEN).log_evidence)


def test_ever_and_throughout_are_limits_of_paths() -> None:
    dense = answer(CASE, as_of=SIXTEEN)
    assert_limit(lambda n: weighed(n).share(ever(n, OPEN)), dense.ever["open", LAST])
    event = Event(throughout=["open", "gate=shut & storm=wild"], until=LAST)
    assert_limit(lambda n: 1 - weighed(n).share(ever(n, ~(OPEN | WILD))), probability(CASE, event))


def test_given_is_the_limit_of_the_paths_that_stay_at_the_level() -> None:
    dense = answer(CASE, as_of=SIXTEEN, given=[f"storm=wild@{EIGHT}..{LAST}"])

    def kept(n: int) -> Paths:
        return weighed(n).where(lambda states: WILD[states[:, n // 3 :]].all(axis=1))

    assert_limit(lambda n: np.log(kept(n).total), dense.log_evidence + dense.log_span)
    assert_limit(lambda n: kept(n).share(at(n // 3, OPEN)), probability_given(EIGHT))
    assert_limit(lambda n: kept(n).share(at(2 * n // 3, OPEN)), dense.scenarios[SIXTEEN, "open"])
    assert_limit(lambda n: kept(n).share(at(n, OPEN)), dense.scenarios[LAST, "open"])
    assert_limit(lambda n: kept(n).share(ever(n, OPEN)), dense.ever["open", LAST])


def test_a_do_in_the_future_sets_the_condition_and_lets_all_else_go_on() -> None:
    dense = answer(CASE, as_of=EIGHT, do=[f"storm=wild@{SIXTEEN}..{LAST}"])
    assert_limit(lambda n: done(n, 2 * n // 3).share(at(n + 1, OPEN)), dense.scenarios[LAST, "open"])
    assert_limit(lambda n: done(n, 2 * n // 3).share(ever_after(n // 3, OPEN)), dense.ever["open", LAST])


def test_a_do_in_the_past_keeps_only_items_dated_before_it() -> None:
    dense = answer(CASE, as_of=SIXTEEN, do=[f"storm=calm@{EIGHT}..{SIXTEEN}"])
    assert dense.exponents == {}
    assert dense.basis[LAST] == "counterfactual"

    def held(n: int) -> Paths:
        free, still = steps(n), steps(n, frozenset({"storm"}))
        return every_path(
            CHAIN.starts,
            [*free[: n // 3], set_level(CHAIN, "storm", "calm"), *still[n // 3 : 2 * n // 3], *free[2 * n // 3 :]],
        )

    assert_limit(lambda n: held(n).share(at(2 * n // 3 + 1, OPEN)), dense.scenarios[SIXTEEN, "open"])
    assert_limit(lambda n: held(n).share(at(n + 1, WILD)), dense.conditions[LAST, "storm", "wild"])


# --- paths and their properties ---------------------------------------------------------------------------------


def steps(n: int, held: frozenset[str] = frozenset()) -> list[np.ndarray]:
    return [one_step(CHAIN, 24 / 30.4375 / n, held)] * n


def weighed(n: int) -> Paths:
    """All paths in n steps, weighed by both items."""
    paths = every_path(CHAIN.starts, steps(n))
    return paths.weighed(n // 3, FACTORS["seen"]).weighed(2 * n // 3, FACTORS["wind"])


def done(n: int, point: int) -> Paths:
    """Paths weighed by the first item, on which the storm is made wild at a point and stays so."""
    still = steps(n, frozenset({"storm"}))
    paths = every_path(CHAIN.starts, [*steps(n)[:point], set_level(CHAIN, "storm", "wild"), *still[point:]])
    return paths.weighed(n // 3, FACTORS["seen"])


def at(point: int, inside: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return lambda states: inside[states[:, point]]


def ever(n: int, inside: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return ever_after(2 * n // 3, inside)


def ever_after(point: int, inside: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return lambda states: inside[states[:, point:]].any(axis=1)


def probability_given(day: date) -> float:
    event = Event(at=["open"], until=day, given={"storm": f"wild@{EIGHT}..{LAST}"})
    return probability(CASE, event, as_of=SIXTEEN)


def assert_limit(of_paths: Callable[[int], float], dense: float) -> None:
    values = [of_paths(n) for n in STEPS]
    errors = [abs(value - dense) for value in values]
    # Weights of the parabola through steps 1, 1/2, 1/3 at step 0.
    limit = 0.5 * values[0] - 4 * values[1] + 4.5 * values[2]
    assert limit == pytest.approx(dense, abs=1e-3)
    assert errors[2] < 1e-6 or errors[2] < 0.5 * errors[0]
