"""Explanations on trial: scores that add up, a ranking only where one is due, and the record as it arrived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from equipoise.assess.arrivals import follow_arrivals
from equipoise.assess.assess import assess
from equipoise.assess.vintage_run import run_vintage
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.studies.trial import trial

LADDER = Path(__file__).parents[1] / "cases" / "ladder"


@pytest.fixture(scope="module")
def ladder() -> Case:
    """The ladder of three, with the mix and three parameters uncertain."""
    return load_case(str(LADDER)).edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "decision_maker.review.every": {"median": 5, "spread": 1.5},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def test_scores_alone_are_the_log_evidence_of_the_case_with_the_mix_on_one_explanation() -> None:
    case = load_case(str(LADDER))
    found = trial(case)
    for entry in found.earned:
        alone = case.edited({"decision_maker.mix": {entry.explanation: 1.0}})
        scores = [point for point in found.scores if point.explanation == entry.explanation]
        assert scores[-1].cumulative_log_score == pytest.approx(assess(alone).log_evidence, abs=1e-9)
        assert scores[-1].error == 0


def test_what_is_ahead_is_measured_against_the_mean_and_so_sums_to_nothing(ladder: Case) -> None:
    found = trial(ladder, particles=128)
    for spread in (0.5, 1.0, 2.0):
        assert sum(entry.ahead_db[spread] for entry in found.earned) == pytest.approx(0, abs=1e-9)


def test_few_items_that_tell_explanations_apart_make_no_ranking(ladder: Case) -> None:
    found = trial(ladder, particles=128)
    assert found.best is None
    assert "needs 5" in found.refusal


def test_a_record_that_only_one_explanation_expects_ranks_it_first() -> None:
    case = load_case(str(LADDER))
    dates = [date(2021, month, 20) for month in range(2, 10)]
    items = tuple(
        EvidenceItem(id=f"apart-{day.month}", date=day.isoformat(), what="It stays away", kind="conduct", accuracy=1.0)
        for day in dates
    )
    rows = tuple(Rating(item=item.id, subject="scenarios", level="apart", rating=8.0) for item in items)
    found = trial(replace(case, evidence=items, ratings=rows))
    assert found.refusal == ""
    assert found.best == "interests"


def test_what_analysts_rated_stands_beside_what_was_earned_and_moves_nothing(ladder: Case) -> None:
    rated = {entry.explanation: entry.rated_db for entry in trial(ladder, particles=64).earned}
    assert rated == pytest.approx({"interests": 1.5, "kin": -1.5})
    silent = replace(ladder, ratings=tuple(row for row in ladder.ratings if row.subject != "explanations"))
    assert assess(silent, particles=64).to_dict()["scenarios"] == assess(ladder, particles=64).to_dict()["scenarios"]


def test_the_record_as_it_arrived_ends_where_tempering_from_the_prior_ends(ladder: Case) -> None:
    run = run_vintage(ladder, as_of=date(2021, 7, 31), rater="default", particles=1024)
    arrivals = follow_arrivals(ladder, run, particles=1024)
    assert [arrival.date for arrival in arrivals] == sorted({ladder.known(item) for item in ladder.evidence})
    tempered = run.posterior.log_evidence_by_island
    apart = arrivals[-1].log_evidence - tempered.mean()
    assert abs(apart) < 4 * (arrivals[-1].error + tempered.std(ddof=1) / 2) + 0.02


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(ladder: Case) -> None:
    first, again, other = (trial(ladder, particles=64, seed=seed).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first != other
