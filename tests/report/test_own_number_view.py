"""What is said of own numbers beside the model's."""

from __future__ import annotations

import pytest

from equipoise.report.page_text import page_text
from equipoise.report.view.own_number import own_numbers_page
from equipoise.studies.own_number import own_numbers
from report.hand_made import AT, SCENARIOS, case, fake

MODEL = dict(zip(SCENARIOS, AT, strict=True))
MINE = {"apart": 0.05, "hedged": 0.7, "allied": 0.2, "armed": 0.05}


def page(mine=MINE, *, sampled=True, **options) -> str:
    """The page on one line, with ordinary spaces."""
    shown = page_text(own_numbers_page(own_numbers(fake(case(), sampled=sampled), mine, **options)))
    assert max(map(len, shown.splitlines())) <= 79
    return " ".join(shown.split())


def test_the_widest_gap_is_told_with_the_range_of_the_model():
    told = page()
    assert "Furthest apart: Straddle. You say 70 %, the model 83 % (78–88): yours is 13 points lower, outside" in told
    assert "70 % 83 % (78–88) −12.6 −3.1 dB Straddle" in told
    assert ", outside its range" not in page(sampled=False)
    assert "agree to within half a point" in page(MODEL)


def test_a_wide_gap_is_asked_for_a_sentence_and_a_given_one_is_shown():
    assert "You are more than 10 points from the model" in page()
    told = page(because="A summit is near")
    assert "Why they differ: A summit is near" in told
    assert "You are more than" not in told


def test_numbers_that_do_not_sum_to_a_hundred_are_said_to_have_been_scaled():
    assert "Your numbers sum to 120 %, not to 100" in page(MINE | {"apart": 0.25})
    assert "were scaled to 100 as rounded" in page(MINE | {"apart": 0.055})
    assert "scaled" not in page()


def test_scenarios_left_out_are_named_and_compared_together():
    told = page({"hedged": 0.7, "armed": 0.1})
    assert "You named no number for Arm’s length and Overt support" in told
    assert "All others together" in told


@pytest.mark.parametrize(("weight", "said"), [(0.5, "yours counting 50 %"), (0.25, "yours counting 25 %")])
def test_the_pool_is_a_column_with_its_weight_in_words(weight, said):
    told = page(weight=weight)
    assert "log-odds between scenario" in told
    assert said in told
    assert "between scenario" not in page()


def test_what_the_model_holds_impossible_has_no_gap_in_decibans():
    impossible = fake(case(), at=(0.0, 0.85, 0.12, 0.03))
    shown = page_text(own_numbers_page(own_numbers(impossible, {"apart": 0.02})))
    assert "inf" not in shown
