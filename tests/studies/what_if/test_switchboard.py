"""The switchboard: which settings there are for any case, and each of them an assessment."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from case.small_case import small_case
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import UsageError
from equipoise.studies.shared_draws.versions import Version, believe_version
from equipoise.studies.what_if import Switch, Switchboard, switchboard
from equipoise.studies.what_if.switchboard import flips
from equipoise.studies.what_if.switches import APPETITE, switches
from studies.two_cases import assessed, ladder, uncertain

FEW = 64
BIAS = "explanations.kin.decision_maker.bias"


def named(found: tuple[Switch, ...]) -> dict[tuple[str, str | None], Switch]:
    return {(one.kind, one.explanation): one for one in found}


@pytest.fixture(scope="module")
def of_uncertain() -> Switchboard:
    return switchboard(uncertain(), particles=FEW)


# --- which settings there are -----------------------------------------------------------------------------------


def test_each_explanation_is_alone_once():
    found = named(switches(ladder()))
    assert [name for kind, name in found if kind == "alone"] == ["interests", "kin"]
    assert found["alone", "kin"].edits == {"decision_maker.mix": {"kin": 1}}


def test_an_explanation_is_lent_the_strongest_bias_of_another():
    biased = ladder().edited({BIAS: {"pressure": -0.7}})
    found = named(switches(biased))
    lent = found["biased", "interests"]
    assert (lent.lender, lent.refusal) == ("kin", "")
    assert lent.edits["explanations.interests.decision_maker.bias"] == {"pressure": -0.7}
    assert found["biased", "kin"].refusal == "it sees with that bias already"


def test_an_uncertain_bias_is_lent_as_uncertain_as_it_is():
    biased = ladder().edited({BIAS: {"pressure": {"mean": -0.7, "sd": 0.4}}})
    lent = named(switches(biased))["biased", "interests"]
    assert biased.edited(lent.edits).definition.explanations["interests"].decision_maker.bias["pressure"].sd == 0.4


def test_the_cases_own_bias_is_seen_with_already():
    assert named(switches(ladder()))["biased", "kin"].refusal.startswith("the bias is the case's own")


def test_without_any_bias_none_is_lent():
    clear = ladder().edited({"decision_maker.bias": {}})
    assert named(switches(clear))["biased", "kin"].refusal == "no explanation and not the case itself carries a bias"


def test_the_appetite_for_risk_is_the_greatest_in_the_case_and_authored_where_there_is_none():
    ranged = {"considerations.trade.effect.stance.allied": {"low": -2, "high": -1}}
    daring = {"explanations.kin.decision_maker.risk_aversion": -0.8, "decision_maker.risk_aversion": -0.1}
    assert named(switches(ladder()))["stove_piped", None].appetite is None
    assert named(switches(ladder().edited(ranged)))["stove_piped", None].appetite == APPETITE
    switch = named(switches(ladder().edited(ranged | daring)))["stove_piped", None]
    assert switch.edits == {
        "decision_maker.advisers": 1,
        "decision_maker.risk_aversion": -0.8,
        "explanations.kin.decision_maker.risk_aversion": -0.8,
    }


def test_what_is_fixed_is_fixed_for_explanations_with_advisers_of_their_own():
    own = ladder().edited({"explanations.kin.decision_maker.advisers": 3})
    edits = named(switches(own))["collective", None].edits
    assert edits == {
        "decision_maker.advisers": 9,
        "explanations.kin.decision_maker.advisers": 9,
        "decision_maker.shared_error": 0,
    }


def test_every_setting_of_a_case_with_all_fields_is_a_valid_case():
    case = small_case()
    for switch in switches(case):
        if not switch.refusal:
            assert case.edited(switch.edits).fingerprint != case.fingerprint


def test_an_explanation_that_was_not_known_is_not_alone():
    case = ladder().edited({"explanations.kin.known": "2021-06-01"})
    found = switches(as_known(case, case.definition.clock.opens))
    assert ("alone", "kin") not in named(found)
    assert [row.switch.explanation for row in switchboard(case, as_of="2021-03-31").settings if row.switch] == [
        None,
        None,
    ]


# --- what they give -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [ladder(), uncertain()], ids=["fixed", "uncertain"])
def test_each_row_is_the_assessment_of_the_case_so_edited(case: Case):
    found = switchboard(case, particles=FEW)
    for row in (found.authored, *found.settings):
        edited = case.edited(row.switch.edits) if row.switch else case
        told = {name: one.probability for name, one in row.scenarios.items()}
        assert told == pytest.approx(assessed(edited, particles=FEW), abs=1e-9)
        assert row.leader == max(told, key=told.__getitem__)


def test_courses_rank_as_in_the_assessment():
    found, assessment = switchboard(ladder()), assess(ladder())
    assert found.courses == assessment.course_rows
    assert found.authored.best_to_actor == assessment.course_rows[0].course
    assert found.authored.best_to_analyst == max(assessment.course_rows, key=lambda row: row.to_analyst).course


def test_a_biased_actor_may_rank_otherwise_than_an_analyst_in_its_place():
    # Trade counts for more as pressure rises: who overlooks all pressure sides with kin.
    blind = ladder().edited(
        {"decision_maker.bias.pressure": -3, "decision_maker.noise": 0, "decision_maker.advisers": 1}
    )
    tuned = blind.edited({"decision_maker.mix": {"interests": 0.44, "kin": 0.56}})
    row = switchboard(tuned).authored
    assert row.best_to_actor == {"stance": "allied"}
    assert row.best_to_analyst == {"stance": "hedged"}


def test_every_pair_that_changes_places_is_a_flip_and_no_other(of_uncertain):
    was = {name: one.probability for name, one in of_uncertain.authored.scenarios.items()}
    for row in of_uncertain.settings:
        is_ = {name: one.probability for name, one in row.scenarios.items()}
        expected = {(a, b) for a in was for b in was if is_[a] > is_[b] and was[a] < was[b]}
        assert {(flip.over, flip.under) for flip in row.flips} == expected
        assert all(flip.lead == pytest.approx(is_[flip.over] - is_[flip.under]) for flip in row.flips)


def version_with(values: list[list[float]]) -> Version:
    """A version whose three scenarios on the horizon are so in each of four islands of one particle."""
    template = believe_version(
        uncertain(), as_of=uncertain().definition.clock.opens, rater="default", particles=4, seed=0
    )
    on_horizon = np.array(values)
    scenario = np.stack([on_horizon, on_horizon])
    return replace(template, readings=replace(template.readings, scenario=scenario, ever=on_horizon[None]))


def test_a_flip_within_two_errors_is_told_from_a_clear_one():
    before = version_with([[0.5] * 4, [0.3] * 4, [0.2] * 4])
    clear = version_with([[0.3] * 4, [0.5] * 4, [0.2] * 4])
    noisy = version_with([[0.2, 0.5, 0.3, 0.38], [0.6, 0.3, 0.5, 0.42], [0.2] * 4])
    assert [(one.over, one.under, one.is_clear) for one in flips(before, clear)] == [("hedged", "apart", True)]
    assert [(one.over, one.under, one.is_clear) for one in flips(before, noisy)] == [("hedged", "apart", False)]


def test_a_setting_without_effect_is_skipped_with_the_reason():
    alone = ladder().edited({"decision_maker.mix": {"kin": 1}, "decision_maker.noise": 0, "decision_maker.bias": {}})
    found = switchboard(alone)
    reasons = {(one.switch.kind, one.switch.explanation): one.reason for one in found.skipped}
    assert reasons["alone", "kin"] == "it makes no difference"
    assert reasons["collective", None] == "it makes no difference"
    assert [row.switch.explanation for row in found.settings if row.switch] == ["interests"]


def test_a_setting_that_cannot_be_made_is_skipped_with_the_reason():
    # Kin alone would never have stepped back as the earlier episode has it.
    impossible = {
        "decision_maker.mix": {"interests": 1},
        "explanations.kin.weights": {"kinship": 4000},
        "analogues": {"old_quarrel": {"from": {"stance": "hedged"}, "course": {"stance": "apart"}}},
    }
    found = switchboard(ladder().edited(impossible))
    reasons = {(one.switch.kind, one.switch.explanation): one.reason for one in found.skipped}
    assert "an analogue is impossible" in reasons["alone", "kin"]


def test_json_is_plain_and_the_same_for_the_same_seed(of_uncertain):
    document = json.loads(json.dumps(of_uncertain.to_dict(), allow_nan=False))
    assert document["schema"] == "equipoise/switchboard/1"
    assert switchboard(uncertain(), particles=FEW).to_dict() == of_uncertain.to_dict()
    assert switchboard(uncertain(), particles=FEW, seed=1).to_dict() != of_uncertain.to_dict()


def test_progress_tells_who_is_tried():
    said: list[str] = []
    switchboard(ladder(), progress=said.append)
    assert said == [
        "believing the record",
        "switching to alone interests",
        "switching to alone kin",
        "switching to stove-piped",
        "switching to collective",
    ]


@pytest.mark.parametrize("asked", [{"rater": "nobody"}, {"as_of": "2031-01-01"}, {"particles": 0}])
def test_what_makes_no_sense_is_refused(asked):
    with pytest.raises(UsageError):
        switchboard(ladder(), **asked)
