"""Holding a condition longer: differences of assessments, and what is sure of them."""

from __future__ import annotations

import itertools
import json

import pytest

from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.studies.conditionals import HeldLonger, conditionals, held_longer
from studies.two_cases import assessed, ladder, uncertain

AHEAD = {"clock.horizon": "2023-06-30"}
"""Two years ahead of the last item of the ladder, so that every length fits."""


@pytest.fixture(scope="module")
def case() -> Case:
    return ladder().edited(AHEAD)


@pytest.fixture(scope="module")
def held(case) -> HeldLonger:
    """The case with nothing uncertain, every condition held for every length."""
    return held_longer(case)


@pytest.fixture(scope="module")
def plain(case) -> dict[str, float]:
    """An assessment with nothing held."""
    return assessed(case)


@pytest.fixture(scope="module")
def apart(case, held) -> list[list[dict[str, float]]]:
    """An assessment of its own for every length of every condition held."""
    return [[assessed(case, **{one.kind: [length.span]}) for length in one.held] for one in held.lengthened]


def test_each_condition_is_held_at_its_end_levels_both_ways_for_three_six_and_twelve_months(held):
    assert [(one.level, one.kind) for one in held.lengthened] == [
        ("low", "given"), ("low", "do"), ("high", "given"), ("high", "do"),
    ]  # fmt: skip
    for one in held.lengthened:
        assert [length.span for length in one.held] == [
            f"pressure={one.level}@2021-06-21..{last}" for last in ("2021-09-20", "2021-12-20", "2022-06-20")
        ]


def test_with_fixed_parameters_every_difference_is_that_of_two_assessments(held, plain, apart):
    for one, runs in zip(held.lengthened, apart, strict=True):
        for length, run in zip(one.held, runs, strict=True):
            assert {name: change.mean for name, change in length.difference.items()} == pytest.approx(
                {name: run[name] - plain[name] for name in plain}, abs=1e-9
            )


def test_with_fixed_parameters_signs_and_monotony_are_those_of_the_assessments(held, plain, apart):
    for one, runs in zip(held.lengthened, apart, strict=True):
        for name, slope in one.slopes.items():
            moved = [run[name] - plain[name] for run in runs]
            rises, falls = all(change > 0 for change in moved), all(change < 0 for change in moved)
            assert slope.sign == ("likelier" if rises else "less likely" if falls else "unsure")
            steps = [later[name] - earlier[name] for earlier, later in itertools.pairwise([plain, *runs])]
            assert slope.is_monotone == (all(step > 0 for step in steps) or all(step < 0 for step in steps))
            assert slope.further.mean == pytest.approx(moved[-1] - moved[0], abs=1e-9)
            assert slope.is_sure == slope.is_monotone


def test_some_scenario_is_likelier_the_longer_pressure_is_low_or_high(held):
    assert any(slope.is_sure for one in held.lengthened for slope in one.slopes.values())


def test_every_length_gives_the_numbers_of_conditionals_for_the_same_span():
    case = uncertain().edited(AHEAD)
    for one in held_longer(case, particles=64, seed=3).lengthened:
        spans = [held.span for held in one.held]
        alone = conditionals(case, particles=64, seed=3, **{one.kind: spans})
        assert alone.conditionals == one.held


def test_where_a_range_holds_nothing_at_all_the_sign_is_not_sure():
    found = held_longer(uncertain().edited(AHEAD), particles=64)
    for one in found.lengthened:
        for name, slope in one.slopes.items():
            ranges = [held.difference[name] for held in one.held]
            above, below = all(r.low > 1e-9 for r in ranges), all(r.high < -1e-9 for r in ranges)
            assert slope.sign == ("likelier" if above else "less likely" if below else "unsure")
            assert not slope.is_sure or slope.further.low > 0 or slope.further.high < 0


def test_a_condition_that_nothing_hangs_on_has_no_sign(case):
    idle = case.edited(
        {"considerations.kinship.when": {}, "considerations.trade.weighs": {}, "decision_maker.bias": {}}
    )
    done = [one for one in held_longer(idle).lengthened if one.kind == "do"]
    for slope in (slope for one in done for slope in one.slopes.values()):
        assert (slope.sign, slope.is_monotone, slope.is_sure) == ("unsure", False, False)


def test_lengths_beyond_the_horizon_end_there_and_count_once():
    found = held_longer(ladder(), months=(3, 6, 12))
    assert [held.last.isoformat() for held in found.lengthened[0].held] == ["2021-09-20", "2021-10-31"]


def test_what_cannot_come_about_by_itself_is_listed(case):
    frozen = case.edited(
        {
            "conditions.pressure.starts": {"high": 1.0},
            "evidence.tariff.accuracy": 0,
            "conditions.pressure.drift": 1000,
            "conditions.pressure.pushed_by": {},
        }
    )
    found = held_longer(frozen)
    assert [span.partition("@")[0] for span in found.impossible] == ["pressure=low"] * 3
    assert ("given", "low") not in {(one.kind, one.level) for one in found.lengthened}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"as_of": "2023-06-30"}, "fewer than two lengths"),
        ({"as_of": "2023-05-31"}, "fewer than two lengths"),
        ({"months": (3,)}, "fewer than two lengths"),
        ({"months": (0, 3)}, "less than a month"),
        ({"rater": "nobody"}, "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(case, asked, why):
    with pytest.raises(UsageError, match=why):
        held_longer(case, **asked)


def test_json_is_plain_and_the_same_for_the_same_seed():
    case = uncertain().edited(AHEAD)
    first, again, other = (held_longer(case, particles=8, seed=seed).to_dict() for seed in (1, 1, 2))
    assert json.dumps(first, allow_nan=False) == json.dumps(again)
    assert first != other
    assert first["schema"] == "equipoise/held-longer/1"
    slope = first["lengthened"][0]["slopes"]["allied"]
    assert list(slope) == ["sign", "is_monotone", "further", "is_sure"]
