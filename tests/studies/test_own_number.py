"""Own numbers beside the model's."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import UsageError
from equipoise.probability.decibans import odds_db
from equipoise.studies.own_number import OwnNumbers, own_numbers
from report.hand_made import AT, SCENARIOS, case, fake

MODEL = dict(zip(SCENARIOS, AT, strict=True))
MINE = {"apart": 0.05, "hedged": 0.7, "allied": 0.2, "armed": 0.05}


def compared(mine=MINE, *, sampled=False, **options) -> OwnNumbers:
    return own_numbers(fake(case(), sampled=sampled), mine, **options)


def test_gaps_are_mine_less_the_models_in_points_and_decibans():
    rows = {row.scenario: row for row in compared().rows}
    assert list(rows) == list(SCENARIOS)
    for name, row in rows.items():
        assert row.gap == pytest.approx(MINE[name] - MODEL[name], abs=1e-12)
        assert row.gap_db == pytest.approx(odds_db(MINE[name]) - odds_db(MODEL[name]), abs=1e-12)
    assert compared().widest.scenario == "hedged"
    # By hand: odds of 0.7 are 2.333, of 0.826 4.747; ten times the common logarithm of 0.4915.
    assert rows["hedged"].gap_db == pytest.approx(-3.085, abs=1e-3)


def test_a_number_may_lie_outside_the_range_of_the_model():
    assert [row.is_within_range for row in compared().rows] == [None] * 4
    rows = {row.scenario: row for row in compared(sampled=True).rows}
    assert rows["hedged"].is_within_range is False
    near = compared({"hedged": MODEL["hedged"] + 0.001}, sampled=True).rows
    assert [row.is_within_range for row in near] == [True, None]


def test_what_is_not_named_is_compared_together():
    named, rest = compared({"hedged": 0.7}, weight=0.5).rows
    assert (named.scenario, rest.scenario) == ("hedged", None)
    assert rest.mine == pytest.approx(0.3)
    assert rest.model == pytest.approx(1 - MODEL["hedged"])
    assert rest.gap_db == pytest.approx(-named.gap_db)
    # Of two, pooling is the mean of the log-odds.
    assert odds_db(named.pooled) == pytest.approx((odds_db(0.7) + odds_db(MODEL["hedged"])) / 2)


def test_numbers_that_sum_to_one_within_one_per_cent_are_coherent_and_others_are_scaled_with_a_note():
    rounded = compared(MINE | {"apart": 0.055})
    assert rounded.is_coherent
    assert math.fsum(row.mine for row in rounded.rows) == pytest.approx(1, abs=1e-12)
    too_much = compared(MINE | {"apart": 0.25})
    assert not too_much.is_coherent
    assert too_much.given_sum == pytest.approx(1.2)
    assert {row.scenario: row.mine for row in too_much.rows}["hedged"] == pytest.approx(0.7 / 1.2)


def test_a_gap_of_more_than_ten_points_asks_for_a_sentence():
    assert compared({"hedged": MODEL["hedged"] - 0.11}).wants_a_sentence
    assert not compared({"hedged": MODEL["hedged"] - 0.09}).wants_a_sentence
    assert not compared({"hedged": 0.5}, because="A summit is near").wants_a_sentence
    assert compared({"hedged": 0.5}, because="  ").wants_a_sentence


chances = st.floats(0.01, 0.9)


@given(st.fixed_dictionaries(dict.fromkeys(SCENARIOS, chances)), st.floats(0, 1))
def test_the_pool_is_the_weighted_mean_of_the_log_odds_between_any_two_scenarios(numbers, weight):
    found = compared(numbers, weight=weight)
    assert math.fsum(row.pooled for row in found.rows) == pytest.approx(1)
    first, *others = found.rows
    for other in others:
        mine, model, pooled = (math.log(getattr(first, n) / getattr(other, n)) for n in ("mine", "model", "pooled"))
        assert pooled == pytest.approx(weight * mine + (1 - weight) * model, abs=1e-9)


def test_a_weight_of_nothing_is_the_model_and_of_one_the_analyst():
    assert [row.pooled for row in compared(weight=0).rows] == pytest.approx([row.model for row in compared().rows])
    assert [row.pooled for row in compared(weight=1).rows] == pytest.approx([row.mine for row in compared().rows])


@pytest.mark.parametrize(
    ("mine", "problem"),
    [
        ({}, "no number of your own"),
        ({"hedge": 0.5}, "no scenario 'hedge'"),
        ({"hedged": 0.0}, "something open"),
        ({"hedged": 1.0}, "something open"),
        ({"hedged": 70}, "something open"),
        ({"hedged": math.nan}, "something open"),
        ({"hedged": 0.7, "allied": 0.3}, "leaves nothing for apart, armed"),
    ],
)
def test_what_is_no_probability_of_something_open_is_refused(mine, problem):
    with pytest.raises(UsageError, match=problem):
        compared(mine)


def test_a_weight_outside_nought_to_one_is_refused():
    with pytest.raises(UsageError, match=r"a weight of 1\.5"):
        compared(weight=1.5)


def test_the_machine_output_marks_the_missing_sentence_and_a_weight_without_end():
    found = compared({"hedged": 0.5}).to_dict()
    assert (found["schema"], found["because"], found["wants_a_sentence"]) == ("equipoise/mine/1", None, True)
    impossible = own_numbers(fake(case(), at=(0.0, 0.85, 0.12, 0.03)), {"apart": 0.02}).to_dict()
    assert impossible["numbers"][0]["gap_db"] is None
    assert "NaN" not in json.dumps([found, impossible], allow_nan=False)
