"""Sources weighed: two cases of shared roots, disputes, plants and track records, each against whole assessments.

The consensus of 2023 repeats the words of a paper of 2022; three reports of February 2023 may share one root.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from equipoise.analysis.contributions import log_odds_db
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Claim
from equipoise.errors import UsageError
from equipoise.studies.sources import SourcesWeighed, sources
from studies.two_cases import assessed, now, uncertain

HERE = Path(__file__).parent
THREE = ("secretary", "director", "drones")
UNCERTAIN = {
    "rating_strength": {"median": 0.5, "spread": 1.6},
    "decision_maker.decisiveness": {"median": 1, "spread": 1.6},
}


@pytest.fixture(scope="module")
def february() -> Case:
    return load_case(HERE / "february_2023")


@pytest.fixture(scope="module")
def consensus() -> Case:
    return load_case(HERE / "consensus_2023")


@pytest.fixture(scope="module")
def found(february: Case) -> SourcesWeighed:
    return sources(february)


def apart(case: Case, *items: str) -> Case:
    return replace(
        case, evidence=tuple(i.model_copy(update={"origin": None}) if i.id in items else i for i in case.evidence)
    )


def settled(case: Case, source: str, *resolved: str, known: str = "2023-02-25") -> Case:
    """The case with settled claims of a source, and that source learned."""
    claims = [Claim.model_validate({"says": "So", "resolved": one, "known": known, "by": "record"}) for one in resolved]
    changed = case.sources[source].model_copy(update={"claims": claims, "reliability": "learned"})
    return replace(case, sources={**case.sources, source: changed})


# --- the consensus of 2023 -----------------------------------------------------------------------------------------


def test_three_reviews_that_repeat_a_paper_count_with_it_about_once(consensus: Case) -> None:
    weighed = sources(consensus)
    assert weighed.in_all.origins == 1
    # Four alike share the mean of 1, 0.3, 0.09 and 0.027.
    assert weighed.in_all.effective == pytest.approx(1.417)
    assert weighed.roots.all_apart.effective == pytest.approx(4)
    assert [(one.why, one.name, len(one.items)) for one in weighed.doubts] == [("one_root", "paper-2022", 4)]


def test_the_reviews_add_less_than_half_of_what_the_paper_said_and_four_times_as_much_were_they_independent(
    consensus: Case,
) -> None:
    def straddles_db(case: Case, as_of: str) -> float:
        chances = now(assess(case, as_of=as_of))
        return log_odds_db(np.array(list(chances.values())))[list(chances).index("straddle")]

    # All four tell of one day, so on that day; later, reviews of the course wear evidence off.
    same_day = replace(
        consensus,
        sources={n: s.model_copy(update={"published": None}) for n, s in consensus.sources.items()},
    )
    nothing = straddles_db(replace(same_day, ratings=()), "2022-03-31")
    paper_alone = replace(same_day, ratings=same_day.ratings[:1])
    paper = straddles_db(paper_alone, "2022-03-31") - nothing
    all_four = straddles_db(same_day, "2022-03-31") - nothing
    independent = straddles_db(apart(same_day, *same_day.items), "2022-03-31") - nothing
    assert paper > 2
    assert 1 < all_four / paper <= 1 / (1 - 0.3)
    assert independent / paper == pytest.approx(4)


def test_in_2022_there_is_the_paper_alone(consensus: Case) -> None:
    then = sources(consensus, as_of="2022-12-31")
    assert then.in_all.items == ("paper-2022",)
    assert then.roots.all_apart is None


# --- the three reports of February 2023 ------------------------------------------------------------------------------


def test_three_reports_of_one_root_count_as_one_and_four_tenths(found: SourcesWeighed) -> None:
    origin = found.origins[0]
    assert (origin.origin, set(origin.items)) == ("us-intel", set(THREE))
    assert origin.effective == pytest.approx(1.39)
    assert found.in_all.effective == pytest.approx(2.39)
    assert found.roots.each_apart[0].effective == pytest.approx(3)
    assert found.roots.all_apart.effective == pytest.approx(4)


def test_were_they_independent_arms_would_be_likelier_as_the_case_so_written_says(
    february: Case, found: SourcesWeighed
) -> None:
    independent = found.roots.each_apart[0].probability
    assert found.roots.as_it_is == pytest.approx(assessed(february), abs=1e-9)
    assert independent == pytest.approx(assessed(apart(february, *THREE)), abs=1e-9)
    assert independent["lethal"] > 1.5 * found.roots.as_it_is["lethal"]


def test_supposing_one_root_of_independent_reports_gives_the_case_with_that_root(
    february: Case, found: SourcesWeighed
) -> None:
    supposed = sources(apart(february, *THREE), one_root=[THREE]).roots.together[0]
    assert supposed.effective == pytest.approx(1.39)
    assert supposed.effective_in_all == pytest.approx(2.39)
    assert supposed.probability == pytest.approx(found.roots.as_it_is, abs=1e-9)


def test_if_two_items_share_a_root_so_does_all_else_that_is_told_from_either(february: Case) -> None:
    supposed = sources(february, one_root=[("drones", "denial")]).roots.together[0]
    assert set(supposed.items) == {*THREE, "denial"}


@pytest.mark.parametrize("asked", [("drones",), ("drones", "director"), ("drones", "dorne")])
def test_what_is_one_root_already_or_no_item_is_refused(february: Case, asked: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        sources(february, one_root=[asked])


def test_independent_reports_whose_chains_begin_alike_are_pointed_out(february: Case) -> None:
    doubts = sources(apart(february, *THREE)).doubts
    alike = [one for one in doubts if one.why == "alike_roots"]
    assert [(one.name, one.items) for one in alike] == [("American intelligence", ("secretary", "director"))]


def test_motives_are_compared_capitals_aside_and_no_motive_is_none(found: SourcesWeighed) -> None:
    same = [one for one in found.doubts if one.why == "same_motive"]
    assert [one.sources for one in same] == [("us-official", "us-director")]


# --- how many reports -----------------------------------------------------------------------------------------------


def test_reports_are_counted_for_and_against_each_scenario_as_they_count_in_the_record(found: SourcesWeighed) -> None:
    speaks_for, against = found.by_scenario["lethal"]
    assert set(speaks_for.items) == set(THREE)
    assert speaks_for.effective == pytest.approx(1.39)
    assert against.items == ("denial",)
    assert found.by_subject.keys() == {"scenarios"}
    assert found.by_subject["scenarios"] == found.in_all


# --- disputes -------------------------------------------------------------------------------------------------------


def test_either_side_of_a_dispute_is_the_case_that_believes_it_and_not_the_other(
    february: Case, found: SourcesWeighed
) -> None:
    (dispute,) = found.disputes
    assert (dispute.claim.item, dispute.denial.item) == ("drones", "denial")
    assert dispute.denial.motives == {"maker": "gains by denying"}
    for probability, claim, denial in ((dispute.claim_right, 1, 0), (dispute.denial_right, 0, 1)):
        edits = {"evidence.drones.accuracy": claim, "evidence.denial.accuracy": denial}
        assert probability == pytest.approx(assessed(february.edited(edits)), abs=1e-9)
    assert dispute.claim_right["lethal"] > dispute.as_it_is["lethal"] > dispute.denial_right["lethal"]


def test_a_dispute_enters_no_number(february: Case) -> None:
    without = replace(
        february, evidence=tuple(i.model_copy(update={"disputes": None, "stage": None}) for i in february.evidence)
    )
    assert assessed(without) == assessed(february)


# --- plants ---------------------------------------------------------------------------------------------------------


def test_planted_for_certain_and_not_at_all_are_what_if_edits(february: Case, found: SourcesWeighed) -> None:
    (report,) = found.planted
    certain = {"evidence.drones.accuracy": 0, "evidence.drones.planted.chance": 1}
    assert report.if_planted == pytest.approx(assessed(february.edited(certain)), abs=1e-9)
    never = {"evidence.drones.planted.chance": 0}
    assert report.if_not == pytest.approx(assessed(february.edited(never)), abs=1e-9)
    assert "Moscow" in report.serves


def test_the_chance_of_a_plant_follows_bayes_rule_on_the_whole_record(february: Case) -> None:
    """P(planted | record) = P(planted) P(record | planted) / P(record), for a report that counts in full."""
    alone = apart(february, *THREE)
    (report,) = sources(alone).planted
    surely = alone.edited({"evidence.drones.accuracy": 0, "evidence.drones.planted.chance": 1})
    ratio = np.exp(assess(surely).log_evidence - assess(alone).log_evidence)
    assert report.before == pytest.approx(0.5 * 0.4)
    assert report.now == pytest.approx(report.before * ratio, abs=1e-9)


# --- reliability ----------------------------------------------------------------------------------------------------


def test_the_interval_of_a_track_record_is_the_central_80_per_cent_of_its_beta(february: Case) -> None:
    row = next(row for row in sources(settled(february, "weekly", "right", "wrong", "wrong")).sources if row.settled)
    scipy_stats = pytest.importorskip("scipy.stats")
    assert (row.source, row.right, row.wrong) == ("weekly", 1, 2)
    assert row.mean == pytest.approx(15 / 23)
    assert (row.low, row.high) == pytest.approx(scipy_stats.beta.ppf([0.1, 0.9], 15, 8), abs=1e-5)


def test_learned_scenarios_are_those_of_the_case_that_asks_for_it(february: Case) -> None:
    graded = apart(february.edited({"evidence.drones.accuracy": None}), *THREE)
    case = settled(graded, "weekly", *["wrong"] * 8)
    learned = sources(case).learned
    assert learned.sources == ("weekly",)
    assert learned.by_claims == pytest.approx(assessed(case), abs=1e-6)
    fixed = case.edited({"sources.weekly.reliability": "fixed"})
    assert learned.by_claims["lethal"] < learned.at_grades["lethal"]
    accuracy = {"evidence.drones.accuracy": 14 / 28}
    assert assessed(case) == pytest.approx(assessed(fixed.edited(accuracy)), abs=1e-12)


def test_claims_settled_after_the_as_of_date_are_told_and_do_not_count(february: Case) -> None:
    case = settled(february, "weekly", "wrong", "right", known="2023-05-01")
    row = next(row for row in sources(case).sources if row.source == "weekly")
    assert (row.settled, row.later, row.mean) == (0, 2, pytest.approx(0.7))
    assert sources(case).learned is None


# --- drawn parameters ----------------------------------------------------------------------------------------------


def test_particles_weighed_anew_come_near_those_drawn_anew(february: Case) -> None:
    case = february.edited(UNCERTAIN)
    weighed = sources(case, particles=512)
    assert weighed.trustworthy
    drawn = assessed(apart(case, *THREE), particles=512)
    assert weighed.roots.each_apart[0].probability == pytest.approx(drawn, abs=0.02)


def test_a_case_without_rated_items_has_sources_and_nothing_to_weigh() -> None:
    weighed = sources(replace(uncertain(), ratings=()), particles=64)
    assert weighed.in_all.items == weighed.origins == weighed.doubts == ()
    assert [row.source for row in weighed.sources] == ["wire"]


def test_json_has_no_number_that_is_none_and_names_both_sides(found: SourcesWeighed) -> None:
    data = found.to_dict()
    assert data["schema"] == "equipoise/sources/1"
    assert data["by_scenario"]["lethal"].keys() == {"for", "against"}
    assert data["disputes"][0]["denial"]["motives"] == {"maker": "gains by denying"}
    assert data["stages"][0]["stage"] == "idea"
