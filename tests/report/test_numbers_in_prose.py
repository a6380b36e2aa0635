"""Every per cent, deciban and difference in a sentence is found in the machine output once that is rounded."""

from dataclasses import replace

import pytest

from equipoise.assess.assess import assess
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.report.view import view
from report.regenerated import not_regenerated
from report.studied import OVERTURNED, SETTLED, UNSETTLED, every_study, outputs_of


@pytest.mark.parametrize("kind", ["fixed", "sampled", "engine"])
def test_an_assessment_alone(assessment, sampled, by_engine, kind):
    one = {"fixed": assessment, "sampled": sampled, "engine": by_engine}[kind]
    assert not_regenerated(view(one), one) == []


@pytest.mark.parametrize("choices", [SETTLED, UNSETTLED, OVERTURNED])
@pytest.mark.parametrize("value", [0.35, None])
def test_an_assessment_with_every_study(sampled, choices, value):
    studies = every_study(sampled, choices, value=value)
    assert not_regenerated(view(sampled, **studies), sampled, outputs_of(studies)) == []


def test_the_built_in_case(built_in):
    assert not_regenerated(view(built_in), built_in) == []


def test_a_new_case(tmp_path):
    new_case(tmp_path / "mine")
    assessment = assess(load_case(tmp_path / "mine"), particles=64)
    assert not_regenerated(view(assessment), assessment) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("It stands at 57\u202f%.", "57"),
        ("It stands at 83\u202f%\u00a0(57–88).", "57"),
        ("It moved it by 9.9 dB.", "9.9"),
        ("It moves by 97 points.", "97"),
    ],
)
def test_a_number_from_nowhere_is_found(assessment, sentence, wrong):
    shown = view(assessment)
    spoilt = replace(shown, headline=replace(shown.headline, leads=sentence))
    assert [found.split(" in ")[0] for found in not_regenerated(spoilt, assessment)] == [f"headline.leads: {wrong}"]
