"""Stability: every number equals an assessment of the case with that choice made otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from case.small_case import small_case
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.shared_draws.horizon_run import run_to_horizon
from equipoise.studies.stability import Choice, Setting, Stability, stability
from equipoise.studies.stability.notches import with_moved
from equipoise.studies.stability.recoding import draw_moves, recode

LADDER = Path(__file__).parents[2] / "proofs" / "example"
FEW = 64


def on_horizon(case: Case, **asked: Any) -> dict[str, float]:
    """What an assessment says of the scenarios on the horizon."""
    found = assess(case, **asked)
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}


def baseline(case: Case, name: str, **asked: Any) -> dict[str, float]:
    found = assess(case, **asked)
    return {
        point.scenario: point.probability
        for point in found.baseline_points
        if point.baseline == name and point.at == found.horizon
    }


def exactly(probabilities: Mapping[str, float]) -> Any:
    return pytest.approx(dict(probabilities), abs=1e-9)


@pytest.fixture(scope="module")
def ladder() -> Case:
    """Every parameter fixed, so that its numbers are exact."""
    return load_case(LADDER)


@pytest.fixture(scope="module")
def of_ladder(ladder: Case) -> Stability:
    return stability(ladder, recodings=50)


@pytest.fixture(scope="module")
def small() -> Case:
    """A case with an excluded course, a second rater and uncertain parameters; its review time is the base rate's."""
    return small_case({"case.conditions.rivalry.dwell": 9, "ratings.2.item": "visit-dated"})


@pytest.fixture(scope="module")
def of_small(small: Case) -> Stability:
    return stability(small, particles=FEW, recodings=20)


def settings(found: Stability, kind: str, name: str = "") -> dict[str, Mapping[str, float]]:
    chosen = [choice for choice in found.choices if choice.kind == kind and name in ("", choice.name)]
    return {setting.label: setting.probability for choice in chosen for setting in choice.settings}


# --- each choice is an assessment ------------------------------------------------------------------------------


def test_the_base_is_the_assessment(ladder, of_ladder, small, of_small):
    assert of_ladder.base == exactly(on_horizon(ladder))
    assert of_small.base == exactly(on_horizon(small, particles=FEW))


def test_decisiveness_is_tried_at_its_16th_and_84th_percentile(small, of_small):
    found = settings(of_small, "decisiveness")
    assert list(found) == ["0.625", "1.6"]
    for probability, value in zip(found.values(), (1 / 1.6, 1.6), strict=True):
        assert probability == exactly(on_horizon(small.edited({"decision_maker.decisiveness": value}), particles=FEW))


def test_a_decisiveness_that_the_author_fixed_is_no_choice(of_ladder):
    assert settings(of_ladder, "decisiveness") == {}


def test_review_time_is_halved_and_doubled_and_keeps_its_spread(ladder, of_ladder):
    found = settings(of_ladder, "review")
    assert list(found) == ["2.5 months", "10 months"]
    for months, probability in zip((2.5, 10), found.values(), strict=True):
        assert probability == exactly(on_horizon(ladder.edited({"decision_maker.review.every": months})))
    uncertain = ladder.edited({"decision_maker.review.every": {"median": 5, "spread": 1.5}})
    doubled = uncertain.edited({"decision_maker.review.every": {"median": 10, "spread": 1.5}})
    found = settings(stability(uncertain, particles=FEW, recodings=0), "review")
    assert found["10 months"] == exactly(on_horizon(doubled, particles=FEW))


def test_a_review_time_of_the_base_rate_is_halved_and_doubled_too(small, of_small):
    months = 12 * 10 * 5 / 8 * 2 / 3
    halved = settings(of_small, "review")[f"{months / 2:.3g} months"]
    assert halved == exactly(on_horizon(small.edited({"decision_maker.review.every": months / 2}), particles=FEW))


def test_rating_strength_is_halved_as_in_the_baseline(ladder, of_ladder):
    halved = settings(of_ladder, "rating_strength")["half"]
    assert halved == exactly(on_horizon(ladder.edited({"rating_strength": 0.5})))
    assert halved == exactly(baseline(ladder, "half_strength"))


def test_no_evidence_is_the_baseline_and_no_choice(ladder, of_ladder, small, of_small):
    bare = replace(ladder, evidence=(), ratings=())
    assert settings(of_ladder, "evidence")["none"] == exactly(on_horizon(bare, as_of="2021-06-20"))
    assert settings(of_small, "evidence")["none"] == exactly(baseline(small, "no_evidence", particles=FEW))
    assert [choice.kind for choice in of_small.choices if not choice.is_arbitrary] == ["evidence"]


def test_every_other_rater_is_tried_and_the_mean_of_all(small, of_small):
    found = settings(of_small, "rater")
    assert list(found) == ["ann", "mean of all"]
    assert found["ann"] == exactly(on_horizon(small, rater="ann", particles=FEW))
    assert found["mean of all"] == exactly(on_horizon(small, rater="pool", particles=FEW))


def test_a_case_with_one_rater_leaves_no_choice_of_raters(of_ladder):
    assert settings(of_ladder, "rater") == {}


def test_an_excluded_course_is_opened_by_itself(small, of_small):
    opened = settings(of_small, "excluded", "stance=apart & arms=parts")["open"]
    assert opened == exactly(on_horizon(small.edited({"excluded": []}), particles=FEW))


def test_a_course_of_no_scenario_is_listed_with_the_reason(small):
    narrow = {"distance": {"stance": ["apart"], "arms": ["none"], "resolves": "The yearbook says so"}}
    changes = {"case.scenarios": small.definition.model_dump(mode="json")["scenarios"] | narrow}
    found = stability(small_case(changes), particles=8, recodings=0)
    assert settings(found, "excluded") == {}
    assert [(one.kind, one.name, one.reason) for one in found.untried] == [
        ("excluded", "stance=apart & arms=parts", "the course belongs to no scenario")
    ]


def test_a_way_that_makes_the_case_invalid_is_listed_with_the_reason(ladder):
    found = stability(ladder.edited({"decision_maker.review.every": 9e29}), recodings=0)
    assert list(settings(found, "review")) == ["4.5e+29 months"]
    assert [(one.kind, one.label) for one in found.untried] == [("review", "1.8e+30 months")]
    assert "too large to compute with" in found.untried[0].reason


# --- evidence left out, and recoded ------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["visit", "tariff", "abstain", "late-news"])
def test_dropping_an_origin_equals_an_assessment_without_its_items(ladder, of_ladder, origin):
    gone = {item.id for item in ladder.evidence if origin in (item.origin, item.id)}
    kept = replace(
        ladder,
        evidence=tuple(item for item in ladder.evidence if item.id not in gone),
        ratings=tuple(row for row in ladder.ratings if row.item not in gone),
    )
    assert settings(of_ladder, "origin", origin)["left out"] == exactly(on_horizon(kept, as_of=of_ladder.as_of))


def test_a_single_report_is_called_by_what_it_says_and_an_origin_by_its_name(of_ladder):
    titles = {choice.name: choice.title for choice in of_ladder.choices if choice.kind == "origin"}
    assert titles["tariff"] == "A tariff is raised"
    assert titles["visit"] == "visit"


def test_recoding_by_no_notch_gives_the_base(ladder, small):
    for case in (ladder, small):
        run = run_to_horizon(case, as_of=stability_day(case), rater="default", particles=FEW, seed=0)
        recoded = recode(run, draws=3, seed=0, notches=0.0)
        for draw in recoded.probability:
            assert dict(zip(run.probability, draw, strict=True)) == pytest.approx(dict(run.probability), abs=1e-4)
        assert recoded.effective == pytest.approx(recoded.particles)


def test_a_recoding_equals_an_assessment_of_the_case_with_those_ratings(ladder):
    run = run_to_horizon(ladder, as_of=stability_day(ladder), rater="default", particles=1, seed=0)
    recoded = recode(run, draws=4, seed=7)
    for moves, draw in zip(draw_moves(run, draws=4, seed=7), recoded.probability, strict=True):
        # As known, the ladder's ratings stand where they stand in the case.
        fresh = on_horizon(with_moved(ladder, moves))
        assert dict(zip(run.probability, draw, strict=True)) == exactly(fresh)


def test_where_parameters_are_drawn_a_recoding_is_close_to_fresh_draws(small):
    particles = 512
    run = run_to_horizon(small, as_of=stability_day(small), rater="default", particles=particles, seed=0)
    recoded = recode(run, draws=3, seed=1)
    assert recoded.effective > particles / 4
    for moves, draw in zip(draw_moves(run, draws=3, seed=1), recoded.probability, strict=True):
        moved = with_moved(run.run.case, moves)
        fresh = run_to_horizon(moved, as_of=run.run.as_of, rater="default", particles=particles, seed=5)
        error = run.error + fresh.error
        assert dict(zip(run.probability, draw, strict=True)) == pytest.approx(dict(fresh.probability), abs=5 * error)


def test_notches_up_down_and_none_are_drawn_alike(small):
    run = run_to_horizon(small, as_of=stability_day(small), rater="default", particles=4, seed=0)
    drawn = [move for moves in draw_moves(run, draws=2000, seed=0) for move in moves.values()]
    for notch in (-1, 0, 1):
        assert drawn.count(notch) / len(drawn) == pytest.approx(1 / 3, abs=0.02)


def test_the_interval_of_recodings_holds_four_fifths_of_them(ladder, of_ladder):
    run = run_to_horizon(ladder, as_of=of_ladder.as_of, rater="default", particles=1, seed=0)
    recoded = recode(run, draws=50, seed=0)
    low, high = settings(of_ladder, "recoding").values()
    for scenario, draws in zip(run.probability, recoded.probability.T, strict=True):
        inside = sum(low[scenario] <= draw <= high[scenario] for draw in draws)
        assert inside == 40


def test_a_case_without_ratings_has_nothing_to_recode_and_no_origin_to_drop(ladder):
    found = stability(replace(ladder, ratings=()))
    assert {choice.kind for choice in found.choices} == {"rating_strength", "review", "evidence"}
    assert (found.recodings, found.recoding_effective) == (0, None)


# --- what is said of all of them ----------------------------------------------------------------------------------


def test_the_base_lies_between_the_extremes_of_every_scenario(of_ladder, of_small):
    for found in (of_ladder, of_small):
        for scenario, probability in found.base.items():
            assert found.low(scenario) <= probability <= found.high(scenario)
            reach = max(probability - found.low(scenario), found.high(scenario) - probability)
            assert found.worst(scenario) == pytest.approx(reach)
            moves = [choice.move(scenario, found.base) for choice in found.widest(scenario)]
            assert moves == sorted(moves, reverse=True)
            assert moves[0] == found.worst(scenario)


def made(move: float, *, arbitrary: bool = True) -> Stability:
    """A study in which one choice moves a scenario so far."""
    template = stability(load_case(LADDER), recodings=0)
    base = {"a": 0.5, "b": 0.4, "c": 0.1}
    setting = Setting("other", {"a": 0.5, "b": 0.4 + move, "c": 0.1 - move})
    kind = "review" if arbitrary else "evidence"
    choice = Choice(kind, kind, kind, (setting,), is_arbitrary=arbitrary)
    return replace(template, base=base, choices=(choice,))


def test_a_level_leads_unless_one_arbitrary_choice_moves_a_scenario_by_more_than_ten_points():
    assert made(0.1).leads_with_level
    assert made(-0.1).leads_with_level
    assert not made(0.1001).leads_with_level
    assert made(0.3, arbitrary=False).leads_with_level


def test_no_evidence_is_left_out_of_extremes():
    found = made(0.3, arbitrary=False)
    assert (found.low("b"), found.high("b"), found.worst("b")) == (0.4, 0.4, 0.0)
    assert found.widest("b") == ()


def test_json_holds_numbers_in_full_and_dates_as_text(of_small):
    document = json.loads(json.dumps(of_small.to_dict(), allow_nan=False))
    assert document["schema"] == "equipoise/stability/1"
    assert document["as_of"] == of_small.as_of.isoformat()
    assert document["extremes"]["straddle"]["low"] == of_small.low("straddle")
    assert document["leads_with_level"] is of_small.leads_with_level


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(small):
    first, again, other = (stability(small, particles=8, recodings=2, seed=seed).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_progress_tells_what_is_being_tried(ladder):
    said: list[str] = []
    stability(ladder, recodings=50, progress=said.append)
    assert said == [
        "believing the record",
        "trying Rating strength: half",
        "trying Review time: 2.5 months",
        "trying Review time: 10 months",
        "taking out all evidence",
        "dropping origins one by one",
        "recoding 40 of 50",
        "recoding 50 of 50",
    ]


@pytest.mark.parametrize("asked", [{"recodings": -1}, {"particles": 0}, {"rater": "bob"}, {"as_of": "2031-01-01"}])
def test_what_makes_no_sense_is_refused(ladder, asked):
    with pytest.raises(UsageError):
        stability(ladder, **asked)


def stability_day(case: Case):
    """The vintage that a study takes by default."""
    return max(case.known(item) for item in case.evidence if item.kind != "background")
