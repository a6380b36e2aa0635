"""What drives the judgement, against assessments of the case without the part in question."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from equipoise.analysis.readings import read_scenarios
from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.assess.vintage_run import run_vintage
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import EvidenceItem, Rating
from equipoise.errors import UsageError
from equipoise.studies.explaining import Explained, explain

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
AS_OF, HORIZON = date(2021, 7, 31), date(2021, 10, 31)
SOURCES = {"visit": ["wire"], "visit-again": ["letter"], "tariff": ["wire"], "abstain": ["wire", "letter"]}


@pytest.fixture(scope="module")
def ladder() -> Case:
    """The ladder of three, every parameter fixed, with a second source."""
    case = load_case(str(LADDER))
    wire = case.sources["wire"]
    evidence = tuple(item.model_copy(update={"sources": SOURCES.get(item.id, [])}) for item in case.evidence)
    return replace(case, evidence=evidence, sources={"wire": wire, "letter": wire})


@pytest.fixture(scope="module")
def found(ladder: Case) -> Explained:
    return explain(ladder, as_of=AS_OF)


@pytest.fixture(scope="module")
def uncertain(ladder: Case) -> Case:
    """The same with the mix and two parameters uncertain, and a taste for an effect that may turn out either way."""
    return ladder.edited(
        {
            "decision_maker.mix": None,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "rating_strength": {"median": 0.5, "spread": 1.6},
            "considerations.trade.effect.stance.allied": {"low": -4, "high": 2},
            "decision_maker.risk_aversion": -0.5,
        }
    )


def _without(case: Case, *gone: str) -> Case:
    return replace(case, evidence=tuple(item for item in case.evidence if item.id not in gone))


def _on(assessment: Assessment, day: date) -> dict[str, float]:
    return {name: assessment.at(name, day).probability for name in assessment.case.definition.scenarios}


def _moved_db(with_: dict[str, float], without: dict[str, float]) -> dict[str, float]:
    def odds_db(chance: float) -> float:
        return 10 * math.log10(chance / (1 - chance))

    return {name: odds_db(with_[name]) - odds_db(without[name]) for name in with_}


# --- evidence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tariff", "abstain", "late-news"])
def test_an_item_left_out_moves_what_the_case_without_it_differs_by(ladder: Case, found: Explained, name: str) -> None:
    with_, without = (_on(assess(case, as_of=AS_OF), AS_OF) for case in (ladder, _without(ladder, name)))
    effect = next(one for one in found.items if one.item == name)
    assert effect.now == pytest.approx(_moved_db(with_, without), abs=1e-9)


@pytest.mark.parametrize("name", ["visit", "tariff", "abstain", "late-news"])
def test_an_item_put_in_on_arrival_moves_what_two_assessments_of_that_day_differ_by(
    ladder: Case, found: Explained, name: str
) -> None:
    day = ladder.known(ladder.items[name])
    earlier = tuple(item for item in ladder.evidence if ladder.known(item) < day)
    before = replace(ladder, evidence=earlier)
    after = replace(ladder, evidence=(*earlier, ladder.items[name]))
    with_, without = (_on(assess(case, as_of=day), day) for case in (after, before))
    effect = next(one for one in found.items if one.item == name)
    assert effect.on_arrival == pytest.approx(_moved_db(with_, without), abs=1e-9)


def test_two_items_that_arrive_together_are_each_put_in_beside_the_day_before(ladder: Case) -> None:
    pair = ("tariff", "abstain")
    day = date(2021, 4, 5)
    together = replace(
        ladder,
        evidence=tuple(item.model_copy(update={"known": day}) if item.id in pair else item for item in ladder.evidence),
    )
    effects = {one.item: one.on_arrival for one in explain(together, as_of=AS_OF).items}
    for name, other in (pair, pair[::-1]):
        alone, neither = (_on(assess(_without(together, *gone), as_of=day), day) for gone in ((other,), pair))
        assert effects[name] == pytest.approx(_moved_db(alone, neither), abs=1e-9)


def test_an_origin_moved_on_arrival_what_its_items_moved_and_moves_now_what_they_move_together(
    ladder: Case, found: Explained
) -> None:
    visit = next(one for one in found.origins if one.origin == "visit")
    of_items = {one.item: one.on_arrival for one in found.items}
    assert visit.items == ("visit", "visit-again")
    assert visit.exponents == pytest.approx(1.3)
    assert visit.on_arrival == pytest.approx(
        {name: of_items["visit"][name] + of_items["visit-again"][name] for name in visit.on_arrival}
    )
    with_, without = (_on(assess(case, as_of=AS_OF), AS_OF) for case in (ladder, _without(ladder, *visit.items)))
    assert visit.now == pytest.approx(_moved_db(with_, without), abs=1e-9)


def test_items_that_fit_all_levels_alike_tell_nothing_and_unrated_ones_are_unassessed(ladder: Case) -> None:
    items = tuple(
        EvidenceItem(id=name, date="2021-03-01", what="So it is said", kind="report", accuracy=accuracy)
        for name, accuracy in (("alike", 1.0), ("weak", 0.02), ("unrated", 1.0))
    )
    alike = [
        Rating(item="alike", subject="scenarios", level=level, rating=4.0) for level in ladder.definition.scenarios
    ]
    weak = [Rating(item="weak", subject="pressure", level="high", rating=4.0)]
    fuller = replace(ladder, evidence=(*ladder.evidence, *items), ratings=(*ladder.ratings, *alike, *weak))
    fuller = fuller.edited({"origin_discount": 0.01})
    explained = explain(fuller, as_of=AS_OF)
    assert {one.item: one.because for one in explained.tells_nothing} == {
        "alike": "alike",
        "weak": "weak",
        "visit": "copy",
    }
    assert explained.unassessed == ("unrated",)
    effect = next(one for one in explained.items if one.item == "alike")
    assert (effect.range_db, *effect.now.values()) == pytest.approx([0.0] * 4, abs=1e-9)


# --- robustness -----------------------------------------------------------------------------------------------------


def test_dropping_a_source_is_the_case_without_the_items_that_name_no_other(ladder: Case, found: Explained) -> None:
    gone = {one.name: one for one in found.robustness.dropped if one.kind == "source"}
    assert {name: one.items for name, one in gone.items()} == {
        "wire": ("visit", "tariff"),
        "letter": ("visit-again",),
    }
    for one in gone.values():
        without = _on(assess(_without(ladder, *one.items), as_of=AS_OF), HORIZON)
        assert one.probability == pytest.approx(without, abs=1e-9)
        assert one.move == pytest.approx(without[found.leader] - found.ahead[found.leader], abs=1e-9)


def test_dropping_an_origin_is_the_case_without_its_items(ladder: Case, found: Explained) -> None:
    for one in (one for one in found.robustness.dropped if one.kind == "origin"):
        without = _on(assess(_without(ladder, *one.items), as_of=AS_OF), HORIZON)
        assert one.probability == pytest.approx(without, abs=1e-9)
        others = [chance for name, chance in without.items() if name != found.leader]
        assert one.lead == pytest.approx(without[found.leader] - max(others), abs=1e-9)


def test_it_survives_just_if_the_leader_leads_without_each_and_the_worst_comes_first(ladder: Case) -> None:
    strong = Rating(item="tariff", subject="scenarios", level="allied", rating=35.0)
    leaning = replace(ladder, ratings=(*ladder.ratings, strong)).edited({"decision_maker.review.every": 60})
    for case in (ladder, leaning):
        robust = explain(case, as_of=AS_OF).robustness
        led = {max(one.probability, key=lambda name: one.probability[name]) for one in robust.dropped}
        assert robust.survives == (led == {robust.leader})
        assert [one.lead for one in robust.dropped] == sorted(one.lead for one in robust.dropped)
    assert not robust.survives
    assert robust.worst("origin").items == ("abstain",)
    assert robust.worst("origin").leader == "allied"


def test_particles_weighed_anew_come_near_those_drawn_anew(uncertain: Case) -> None:
    robust = explain(uncertain, as_of=AS_OF, particles=512).robustness
    assert robust.effective > 256
    for one in robust.dropped:
        drawn = _on(assess(_without(uncertain, *one.items), as_of=AS_OF, particles=512), HORIZON)
        assert one.probability == pytest.approx(drawn, abs=0.02)


def test_a_case_without_ratings_has_nothing_to_drop_and_survives(ladder: Case) -> None:
    explained = explain(replace(ladder, ratings=()), as_of=AS_OF)
    assert explained.items == explained.origins == explained.robustness.dropped == ()
    assert explained.robustness.survives
    assert explained.effective_origins == 0


# --- reasons --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["ladder", "uncertain"])
def test_reasons_add_up_to_what_the_course_is_worth_more_to_the_actor(
    request: pytest.FixtureRequest, which: str
) -> None:
    case = request.getfixturevalue(which)
    worth = {row.scenario: row.to_actor for row in assess(case, as_of=AS_OF, particles=64).course_rows}
    for one in explain(case, as_of=AS_OF, particles=64).reasons:
        assert one.nats == pytest.approx(worth[one.scenario] - worth[one.against], abs=1e-9)
        assert math.fsum(reason.nats for reason in one.reasons) == pytest.approx(one.nats, abs=1e-12)
        for reason in one.reasons:
            assert math.fsum(reason.by_explanation.values()) == pytest.approx(reason.nats, abs=1e-12)
        assert [abs(r.nats) for r in one.reasons] == sorted((abs(r.nats) for r in one.reasons), reverse=True)


def test_each_reason_is_the_product_of_the_model_page(ladder: Case, found: Explained) -> None:
    seen = {row.level: row.seen for row in assess(ladder, as_of=AS_OF).perception_rows}
    allied = next(one for one in found.reasons if one.scenario == "allied")
    against = {"apart": 1, "hedged": 0}[allied.against]
    trade = (-2 - against) * (0.6 * seen["low"] + seen["medium"] + 1.8 * seen["high"])
    kinship = 2 + against - 0.5 * seen["high"]
    by_name = {reason.consideration: reason for reason in allied.reasons}
    assert by_name["trade"].points == pytest.approx(trade)
    assert by_name["trade"].by_explanation == pytest.approx({"interests": 1.3 * 0.65 * 1.2 * trade, "kin": 0})
    assert by_name["kinship"].points == pytest.approx(kinship)
    assert by_name["kinship"].by_explanation == pytest.approx(
        {"interests": 1.3 * 0.65 * 0.3 * kinship, "kin": 1.3 * 0.35 * 1.1 * kinship}
    )


def test_the_leader_is_set_against_the_next_and_all_others_against_the_leader(found: Explained) -> None:
    ranked = sorted(found.ahead, key=lambda name: -found.ahead[name])
    assert {one.scenario: one.against for one in found.reasons} == {
        name: ranked[1] if name == found.leader else found.leader for name in ranked
    }


# --- regret ---------------------------------------------------------------------------------------------------------


def test_regret_is_what_the_model_page_says_state_by_state(ladder: Case, found: Explained) -> None:
    true = {row.level: row.true for row in assess(ladder, as_of=AS_OF).perception_rows}

    def worth(stance: str, pressure: str) -> float:
        trade = {"apart": 1, "hedged": 0, "allied": -2}[stance] * {"low": 0.6, "medium": 1, "high": 1.8}[pressure]
        kinship = {"apart": -1, "hedged": 0, "allied": 2}[stance] - 0.5 * (stance == "allied" and pressure == "high")
        return 1.3 * (0.65 * (1.2 * trade + 0.3 * kinship) + 0.35 * 1.1 * kinship)

    for one in found.regrets:
        stance = one.course["stance"]
        lost = {p: max(worth(s, p) for s in ("apart", "hedged", "allied")) - worth(stance, p) for p in true}
        assert one.expected == pytest.approx(sum(true[p] * lost[p] for p in true))
        plausible = [p for p in true if true[p] >= 0.01]
        assert one.worst == pytest.approx(max(lost[p] for p in plausible))
        assert lost[one.worst_state["pressure"]] == pytest.approx(one.worst)


def test_knowing_the_conditions_first_never_makes_a_course_look_better(uncertain: Case) -> None:
    for one in explain(uncertain, as_of=AS_OF, particles=64).regrets:
        assert -1e-12 <= one.to_analyst <= one.expected + 1e-12


def test_a_case_without_conditions_has_one_state(ladder: Case) -> None:
    bare = {"considerations.trade.weighs": {}, "considerations.kinship.when": {}, "decision_maker.bias": {}}
    alone = replace(ladder, ratings=tuple(row for row in ladder.ratings if row.subject != "pressure"))
    for one in explain(alone.edited(bare | {"conditions": {}}), as_of=AS_OF).regrets:
        assert one.worst == pytest.approx(one.to_analyst)
        assert one.worst_state == {}


# --- the path of a number ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["visit", "visit-again", "tariff", "abstain", "late-news"])
def test_with_and_without_an_item_are_the_case_with_and_without_it(ladder: Case, name: str) -> None:
    path = explain(ladder, item=name, as_of=AS_OF).path
    with_, without = assess(ladder, as_of=AS_OF), assess(_without(ladder, name), as_of=AS_OF)
    for one in path.days:
        if one.at != "its day":
            assert one.with_ == pytest.approx(_on(with_, one.date), abs=1e-9)
            assert one.without == pytest.approx(_on(without, one.date), abs=1e-9)


@pytest.mark.parametrize("name", ["tariff", "abstain", "late-news"])
def test_on_its_day_an_item_multiplies_each_scenario_by_its_factor(ladder: Case, name: str) -> None:
    one = explain(ladder, item=name, as_of=AS_OF).path.days[0]
    day = ladder.items[name].date.start
    with_, without = (_smoothed(case, day) for case in (ladder, _without(ladder, name)))
    assert (one.at, one.date) == ("its day", day)
    assert one.with_ == pytest.approx(with_, abs=1e-9)
    assert one.without == pytest.approx(without, abs=1e-9)
    assert one.factor == pytest.approx({scenario: with_[scenario] / without[scenario] for scenario in with_})
    assert one.moved_db == pytest.approx(_moved_db(with_, without), abs=1e-9)


def _smoothed(case: Case, day: date) -> dict[str, float]:
    """The scenarios on a day in the past, all evidence of the vintage taken in."""
    run = run_vintage(case, as_of=AS_OF, rater="default", days=(day,))
    ((scenarios, _),) = run.posterior.read(lambda belief: read_scenarios(belief, [run.day(day)]))
    return dict(zip(case.definition.scenarios, scenarios[0, :, 0].tolist(), strict=True))


def test_an_item_dated_on_the_as_of_date_has_on_its_day_the_factor_that_was_rated(ladder: Case) -> None:
    plain = replace(
        ladder,
        evidence=(*ladder.evidence, EvidenceItem(id="today", date="2021-07-31", what="It is so", kind="conduct",
                                                 accuracy=1.0)),
        ratings=(*ladder.ratings, Rating(item="today", subject="scenarios", level="allied", rating=6.0)),
    )  # fmt: skip
    path = explain(plain, item="today", as_of=AS_OF).path
    on_day, now = path.days[0], path.days[1]
    assert on_day.moved_db["allied"] == pytest.approx(6.0)
    assert now.with_ == pytest.approx(on_day.with_, abs=1e-12)
    assert now.without == pytest.approx(on_day.without, abs=1e-12)
    weights = {one.level: one for one in path.weights}
    mean = (2 + 10**0.6) / 3
    assert weights["allied"].likelihood == pytest.approx(10**0.6 / mean)
    assert weights["allied"].factor == pytest.approx(10**0.6 / mean)
    assert weights["apart"].rating is None
    assert weights["apart"].factor == pytest.approx(1 / mean)


def test_the_links_of_a_path_are_those_of_the_case(ladder: Case) -> None:
    path = explain(ladder, item="visit", as_of=AS_OF).path
    assert (path.origin, path.rank, path.copies, path.exponent) == ("visit", 2, ("visit-again", "visit"), 0.3)
    assert (path.grade, path.accuracy_before, path.accuracy_now, path.strength) == (None, 0.6, 0.6, 1.0)
    assert [(one.level, one.rating, one.rated_db) for one in path.weights] == [
        ("apart", "--", -6.0),
        ("hedged", "+", 3.0),
        ("allied", "++", 6.0),
    ]
    kept = explain(ladder, item="abstain", as_of=AS_OF).path.weights[-1]
    assert (kept.subject, kept.likelihood, kept.factor) == ("explanations", None, None)


def test_an_item_that_does_not_count_says_why(ladder: Case) -> None:
    items = (
        EvidenceItem(id="before", date="2020-12-01", what="Long ago", kind="report", known="2020-12-01"),
        EvidenceItem(id="opinion", date="2021-03-01", what="Somebody thinks so", kind="background"),
        EvidenceItem(id="unrated", date="2021-03-01", what="It is said", kind="report"),
    )
    fuller = replace(ladder, evidence=(*ladder.evidence, *items))
    why = {one.id: explain(fuller, item=one.id, as_of=AS_OF).path for one in items}
    assert "before the case opens" in why["before"].not_counted
    assert "background" in why["opinion"].not_counted
    assert why["unrated"].not_counted == "nobody rated it"
    assert why["unrated"].days == ()


# --- what is asked, and what comes back -------------------------------------------------------------------------------


def test_now_and_ahead_are_those_of_the_assessment(uncertain: Case) -> None:
    explained, assessed = explain(uncertain, as_of=AS_OF, particles=64), assess(uncertain, as_of=AS_OF, particles=64)
    assert explained.now == pytest.approx(_on(assessed, AS_OF), abs=1e-9)
    assert explained.ahead == pytest.approx(_on(assessed, HORIZON), abs=1e-9)
    assert explained.coverage == assessed.coverage
    assert explained.effective_origins == assessed.effective_origins


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"item": "tarif"}, "no item"),
        ({"origin": "nobody"}, "no origin"),
        ({"scenario": "alied"}, "no scenario"),
        ({"item": "tariff", "scenario": "allied"}, "at once"),
        ({"item": "late-news", "as_of": "2021-05-01"}, "became known on 2021-06-20"),
    ],
)
def test_what_is_not_there_is_refused_by_name(ladder: Case, asked: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        explain(ladder, **({"as_of": AS_OF} | asked))


def test_the_same_seed_gives_the_same_json_and_weights_without_end_are_null(uncertain: Case) -> None:
    certain = [Rating(item="abstain", subject="scenarios", level="allied", rating=-4000.0)]
    ratings = (*(row for row in uncertain.ratings if (row.item, row.level) != ("abstain", "allied")), *certain)
    sure = replace(
        uncertain,
        ratings=ratings,
        evidence=tuple(item.model_copy(update={"accuracy": 1.0, "date": item.date}) for item in uncertain.evidence),
    )
    first, again = (explain(sure, item="abstain", as_of=AS_OF, particles=64).to_dict() for _ in range(2))
    assert json.dumps(first, allow_nan=False) == json.dumps(again, allow_nan=False)
    assert first["schema"] == "equipoise/explain/1"
    assert first["path"]["date"] == "2021-04-02"
    assert set(first["path"]["days"][0]) == {"at", "date", "with", "without", "factor", "moved_db"}
