"""Every id and level that case.yaml names exists."""

from __future__ import annotations

import pytest

from case.small_case import found

CASES = [
    pytest.param(
        {"case.instruments.stance.means.apar": "x"},
        [("error", "instruments.stance.means.apar", "unknown level of stance 'apar'", "did you mean 'apart'?")],
        id="means of a level of an instrument",
    ),
    pytest.param(
        {"case.conditions.pressure.means.hi": "x"},
        [("error", "conditions.pressure.means.hi", "unknown level of pressure 'hi'", "did you mean 'high'?")],
        id="means of a level of a condition",
    ),
    pytest.param(
        {"case.starts.stnace": {"apart": 1}},
        [("error", "starts.stnace", "unknown instrument 'stnace'", "did you mean 'stance'?")],
        id="starts of an instrument",
    ),
    pytest.param(
        {"case.starts.arms.part": 0},
        [("error", "starts.arms.part", "unknown level of arms 'part'", "did you mean 'parts'?")],
        id="starts of a level",
    ),
    pytest.param(
        {"case.conditions.rivalry.starts.hot": 0},
        [("error", "conditions.rivalry.starts.hot", "unknown level of rivalry 'hot'", "known names: calm, tense")],
        id="starts of a level of a condition",
    ),
    pytest.param(
        {"case.excluded.0.arm": ["parts"]},
        [("error", "excluded.0.arm", "unknown instrument 'arm'", "did you mean 'arms'?")],
        id="an excluded instrument",
    ),
    pytest.param(
        {"case.excluded.0.arms.0": "partz"},
        [("error", "excluded.0.arms.0", "unknown level of arms 'partz'", "did you mean 'parts'?")],
        id="an excluded level",
    ),
    pytest.param(
        {"case.scenarios.embrace.arm": ["none"]},
        [("error", "scenarios.embrace.arm", "unknown instrument 'arm'", "did you mean 'arms'?")],
        id="an instrument of a scenario",
    ),
    pytest.param(
        {"case.scenarios.embrace.stance.0": "alied"},
        [("error", "scenarios.embrace.stance.0", "unknown level of stance 'alied'", "did you mean 'allied'?")],
        id="a level of a scenario",
    ),
    pytest.param(
        {"case.conditions.pressure.pushed_by.pressure": {"high": 1}},
        [
            (
                "error",
                "conditions.pressure.pushed_by.pressure",
                "pressure is pushed by itself",
                "remove it; use drift for a pull of its own, or another condition in between",
            )
        ],
        id="a condition pushed by itself",
    ),
    pytest.param(
        {"case.conditions.pressure.pushed_by.rivalri": {"tense": 1}},
        [
            (
                "error",
                "conditions.pressure.pushed_by.rivalri",
                "unknown instrument or condition 'rivalri'",
                "did you mean 'rivalry'?",
            )
        ],
        id="pushed by nothing known",
    ),
    pytest.param(
        {"case.conditions.pressure.pushed_by.rivalry.hot": 1},
        [
            (
                "error",
                "conditions.pressure.pushed_by.rivalry.hot",
                "unknown level of rivalry 'hot'",
                "known names: calm, tense",
            )
        ],
        id="pushed by a level of a condition",
    ),
    pytest.param(
        {"case.conditions.pressure.pushed_by.stance.near": 1},
        [
            (
                "error",
                "conditions.pressure.pushed_by.stance.near",
                "unknown level of stance 'near'",
                "known names: apart, hedged, allied",
            )
        ],
        id="pushed by a level of an instrument",
    ),
    pytest.param(
        {"case.conditions.pressure.evidence.0": "visitt"},
        [("error", "conditions.pressure.evidence.0", "unknown evidence item 'visitt'", "did you mean 'visit'?")],
        id="evidence of a condition",
    ),
    pytest.param(
        {"case.considerations.trade.effect.stanc": {"apart": 1}},
        [("error", "considerations.trade.effect.stanc", "unknown instrument 'stanc'", "did you mean 'stance'?")],
        id="effect on an instrument",
    ),
    pytest.param(
        {"case.considerations.trade.effect.stance.apert": 1},
        [
            (
                "error",
                "considerations.trade.effect.stance.apert",
                "unknown level of stance 'apert'",
                "did you mean 'apart'?",
            )
        ],
        id="effect on a level",
    ),
    pytest.param(
        {"case.considerations.trade.weighs.stance": {"apart": 1}},
        [
            (
                "error",
                "considerations.trade.weighs.stance",
                "unknown condition 'stance'",
                "known names: pressure, rivalry",
            )
        ],
        id="weighs by what is no condition",
    ),
    pytest.param(
        {"case.considerations.trade.weighs.pressure.mid": 1},
        [
            (
                "error",
                "considerations.trade.weighs.pressure.mid",
                "unknown level of pressure 'mid'",
                "known names: low, medium, high",
            )
        ],
        id="weighs by a level",
    ),
    pytest.param(
        {"case.considerations.trade.when": {"presure": {"high": {"stance": {"apart": 1}}}}},
        [("error", "considerations.trade.when.presure", "unknown condition 'presure'", "did you mean 'pressure'?")],
        id="when of a condition",
    ),
    pytest.param(
        {"case.considerations.trade.when": {"pressure": {"hihg": {"stance": {"apart": 1}}}}},
        [
            (
                "error",
                "considerations.trade.when.pressure.hihg",
                "unknown level of pressure 'hihg'",
                "did you mean 'high'?",
            )
        ],
        id="when of a level",
    ),
    pytest.param(
        {"case.considerations.trade.when": {"pressure": {"high": {"stace": {"apart": 1}}}}},
        [
            (
                "error",
                "considerations.trade.when.pressure.high.stace",
                "unknown instrument 'stace'",
                "did you mean 'stance'?",
            )
        ],
        id="when on an instrument",
    ),
    pytest.param(
        {"case.considerations.trade.when": {"pressure": {"high": {"stance": {"aport": 1}}}}},
        [
            (
                "error",
                "considerations.trade.when.pressure.high.stance.aport",
                "unknown level of stance 'aport'",
                "did you mean 'apart'?",
            )
        ],
        id="when on a level of an instrument",
    ),
    pytest.param(
        {"case.considerations.kinship.evidence.0": "vist"},
        [("error", "considerations.kinship.evidence.0", "unknown evidence item 'vist'", "did you mean 'visit'?")],
        id="evidence of a consideration",
    ),
    pytest.param(
        {"case.explanations.kin.weights.trad": 1},
        [("error", "explanations.kin.weights.trad", "unknown consideration 'trad'", "did you mean 'trade'?")],
        id="weight of a consideration",
    ),
    pytest.param(
        {"case.explanations.kin.decision_maker.bias.pres": 1},
        [
            (
                "error",
                "explanations.kin.decision_maker.bias.pres",
                "unknown condition 'pres'",
                "did you mean 'pressure'?",
            )
        ],
        id="bias of an explanation",
    ),
    pytest.param(
        {"case.explanations.kin.evidence.0": "vist"},
        [("error", "explanations.kin.evidence.0", "unknown evidence item 'vist'", "did you mean 'visit'?")],
        id="evidence of an explanation",
    ),
    pytest.param(
        {"case.decision_maker.bias.rivlry": 1},
        [("error", "decision_maker.bias.rivlry", "unknown condition 'rivlry'", "did you mean 'rivalry'?")],
        id="bias of the decision-maker",
    ),
    pytest.param(
        {"case.decision_maker.mix": {"interests": 0.5, "kin": 0.5, "kim": 0}},
        [("error", "decision_maker.mix.kim", "unknown explanation 'kim'", "did you mean 'kin'?")],
        id="an explanation of the mix",
    ),
    pytest.param(
        {"case.instruments.stance.titles.alied": "An alliance"},
        [("error", "instruments.stance.titles.alied", "unknown level of stance 'alied'", "did you mean 'allied'?")],
        id="the title of a level of an instrument",
    ),
    pytest.param(
        {"case.conditions.pressure.titles.hihg": "A storm"},
        [("error", "conditions.pressure.titles.hihg", "unknown level of pressure 'hihg'", "did you mean 'high'?")],
        id="the title of a level of a condition",
    ),
    pytest.param(
        {"case.instruments.stance.irreversible": ["hedged", "alied"]},
        [("error", "instruments.stance.irreversible.1", "unknown level of stance 'alied'", "did you mean 'allied'?")],
        id="an irreversible level",
    ),
    pytest.param(
        {"case.instruments.stance.irreversible": ["apart", "allied"]},
        [
            (
                "warning",
                "instruments.stance.irreversible.0",
                "apart is the lowest level of stance, so nothing lies below it and this says nothing",
                "name the level from which there is no way back down, or remove it",
            )
        ],
        id="an irreversible level with nothing below it",
    ),
    pytest.param(
        {"case.origins": {"palas": "A herald"}},
        [("warning", "origins.palas", "no item is of the origin 'palas'", "did you mean 'palace'?")],
        id="the title of an origin that no item has",
    ),
    pytest.param(
        {"case.availability.embarce": 1},
        [("error", "availability.embarce", "unknown scenario 'embarce'", "did you mean 'embrace'?")],
        id="availability of a scenario",
    ),
    pytest.param(
        {"case.analogues.old_war.from.stanse": "hedged"},
        [("error", "analogues.old_war.from.stanse", "unknown instrument 'stanse'", "did you mean 'stance'?")],
        id="an instrument of an analogue",
    ),
    pytest.param(
        {"case.analogues.old_war.course.stance": "hedge"},
        [("error", "analogues.old_war.course.stance", "unknown level of stance 'hedge'", "did you mean 'hedged'?")],
        id="a level of an analogue",
    ),
    pytest.param(
        {"case.analogues.old_war.conditions.presure": "high"},
        [("error", "analogues.old_war.conditions.presure", "unknown condition 'presure'", "did you mean 'pressure'?")],
        id="a condition of an analogue",
    ),
    pytest.param(
        {"case.analogues.old_war.conditions.pressure": "hihg"},
        [
            (
                "error",
                "analogues.old_war.conditions.pressure",
                "unknown level of pressure 'hihg'",
                "did you mean 'high'?",
            )
        ],
        id="a level of a condition of an analogue",
    ),
    pytest.param(
        {"case.analogues.old_war.sources.0": "wir"},
        [("error", "analogues.old_war.sources.0", "unknown source 'wir'", "did you mean 'wire'?")],
        id="a source of an analogue",
    ),
    pytest.param(
        {"case.indicators.base.likelihood.embrac": 0.1},
        [("error", "indicators.base.likelihood.embrac", "unknown scenario 'embrac'", "did you mean 'embrace'?")],
        id="a scenario of an indicator",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_references(changes, findings):
    assert found(changes) == findings
