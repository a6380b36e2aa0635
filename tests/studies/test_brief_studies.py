"""Every study of a brief in one go: from the same draws as the assessment, or left out with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES, PARTICLES
from equipoise.studies.brief_studies import FIRST, STUDIES, Studies, assess_to_study, brief_studies

CASES = Path(__file__).parents[1] / "cases"
EXAMPLE = Path(__file__).parents[1] / "proofs" / "example"


@cache
def ladder() -> Case:
    return load_case(CASES / "ladder")


@cache
def assessed(**asked: str) -> Assessment:
    return assess(ladder(), **asked)


@cache
def studied() -> Studies:
    return brief_studies(ladder(), assessed(), since="2021-01-31")


def test_all_numbers_for_the_horizon_are_those_of_the_assessment():
    found, assessment = studied(), assessed()
    for name in assessment.case.definition.scenarios:
        here = assessment.at(name, assessment.horizon).probability
        then = found.vintages.vintages[-1].assessment.at(name, assessment.horizon).probability
        for there in (found.stability.base[name], found.revisit.after[name], then):
            assert there == pytest.approx(here, abs=1e-9)
        if found.conditionals is not None:
            assert found.conditionals.plain[name].probability == pytest.approx(here, abs=1e-6)


def test_what_was_made_and_what_was_left_out_are_all_there_is():
    found = studied()
    made = {name for name in STUDIES if getattr(found, name)}
    assert made | set(found.left_out) == set(STUDIES)
    assert not made & set(found.left_out)
    assert {"stability", "vintages", "explained", "sensitivity", "revisit"} <= made


def test_the_last_vintage_is_the_assessment_itself():
    assert studied().vintages.vintages[-1].assessment is assessed()


def test_it_is_compared_with_the_day_asked_for():
    assert studied().revisit.since == date(2021, 1, 31)


def test_what_a_case_gives_no_occasion_for_is_left_out_with_the_reason():
    case = load_case(EXAMPLE)
    left_out = brief_studies(case, assess(case)).left_out
    assert left_out["tips"] == "the case has no levers"
    assert left_out["tip_map"] == "the case has no two levers that move it"
    assert left_out["agreement"] == "fewer than two raters judged the evidence"
    assert left_out["revisit"] == FIRST


def test_nothing_is_studied_where_the_numbers_may_not_be_used():
    found = brief_studies(ladder(), replace(assessed(), trustworthy=False))
    assert set(found.left_out) == set(STUDIES)
    assert set(found.left_out.values()) == {"the assessment is not trustworthy"}


def test_nothing_is_studied_where_something_is_supposed():
    supposed = replace(assessed(), do=("weather=fair",))
    assert "supposes something" in brief_studies(ladder(), supposed).left_out["stability"]


def test_every_study_looks_as_far_as_the_assessment():
    shorter = assessed(until="2021-08-31")
    found = brief_studies(ladder(), shorter, since="2021-01-31")
    assert found.stability.horizon == found.revisit.on_until == shorter.horizon == date(2021, 8, 31)


def test_a_day_that_is_not_earlier_is_refused():
    with pytest.raises(UsageError, match="cannot be compared"):
        brief_studies(ladder(), assessed(), since=assessed().as_of)


def test_an_assessment_of_another_case_is_refused():
    with pytest.raises(UsageError, match="another case"):
        brief_studies(ladder().edited({"decision_maker.advisers": 3}), assessed())


def test_each_study_says_which_one_it_is():
    said: list[str] = []
    brief_studies(ladder(), assessed(), since="2021-01-31", progress=said.append)
    assert said[0].startswith("stability (1 of 12): ")
    assert any(one.startswith("revisit (11 of 12): ") for one in said)


@pytest.mark.parametrize(
    ("few_carry", "drawn"), [(True, [INTERACTIVE_PARTICLES]), (False, [INTERACTIVE_PARTICLES, PARTICLES])]
)
def test_few_particles_are_drawn_where_they_carry_the_numbers(few_carry, drawn):
    asked: list[int] = []

    def assess_with(particles: int) -> Assessment:
        asked.append(particles)
        return replace(assessed(), trustworthy=few_carry or particles == PARTICLES, particles=particles)

    made = assess_to_study(assess_with)
    assert asked == drawn
    assert made.particles == drawn[-1]
