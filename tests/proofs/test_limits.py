"""What the model must come to at its limits (docs/model.md, section 9.3), asked of the engine and of the oracle."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.build import case_of, content_of
from oracle.implementations import IMPLEMENTATIONS, Implementation
from oracle.numbers import TOLERANCE, differences
from strategies import Setting, examples, settings_of_cases

both = pytest.mark.parametrize("numbers", IMPLEMENTATIONS)
DAYS_PER_MONTH = 30.4375


@both
@examples(8)
@given(setting=settings_of_cases(inertia=False, irreversible=False, items=0, late=False))
def test_an_actor_without_reasons_or_inertia_draws_its_course_from_the_reference_measure(
    numbers: Implementation, setting: Setting
) -> None:
    content = content_of(setting.case)
    maker = content["definition"]["decision_maker"]
    maker |= {"decisiveness": 0, "review": {"every": 2.5}}
    found = numbers(case_of(**content), setting.as_of)
    starts, reference = _starts(content["definition"]), _reference(content["definition"])
    for (_, day, scenario), probability in _of("scenario", found):
        kept = math.exp(-((day - setting.case.definition.clock.opens).days + 1) / DAYS_PER_MONTH / 2.5)
        expected = kept * starts[scenario] + (1 - kept) * reference[scenario]
        assert probability == pytest.approx(expected, abs=TOLERANCE)


@both
@examples(8)
@given(setting=settings_of_cases(inertia=False, irreversible=False, items=0, late=False), data=st.data())
def test_a_review_without_reasons_is_a_draw_from_the_reference_measure(
    numbers: Implementation, setting: Setting, data: st.DataObject
) -> None:
    """An analogue of similarity 1 reports log π̄ of one course: μ of its scenario over the courses it has."""
    content = content_of(setting.case)
    definition = content["definition"]
    definition["decision_maker"]["decisiveness"] = 0
    courses = _courses(definition)
    course = data.draw(st.sampled_from(courses))
    definition["analogues"] = {"a0": {"from": courses[0], "course": course, "why": "To see the choice"}}
    scenario = _scenario(definition, course)
    alike = [one for one in courses if _scenario(definition, one) == scenario]
    expected = math.log(_reference(definition)[scenario] / len(alike))
    assert numbers(case_of(**content), setting.as_of)["log evidence",] == pytest.approx(expected, abs=TOLERANCE)


@both
@examples(8)
@given(setting=settings_of_cases(items=0))
def test_an_actor_that_never_reviews_never_changes_course(numbers: Implementation, setting: Setting) -> None:
    content = content_of(setting.case)
    content["definition"]["decision_maker"]["review"] = {"every": 1e12}
    found = numbers(case_of(**content), setting.as_of)
    starts = _starts(content["definition"])
    for (_, _, scenario), probability in _of("scenario", found):
        assert probability == pytest.approx(starts[scenario], abs=TOLERANCE)
    for (_, scenario, _), probability in _of("ever", found):
        assert probability == pytest.approx(starts[scenario], abs=TOLERANCE)


@both
@examples(8)
@given(setting=settings_of_cases())
def test_countless_advisers_who_err_apart_see_what_is(numbers: Implementation, setting: Setting) -> None:
    advised, seeing = content_of(setting.case), content_of(setting.case)
    for content, fields in (
        (advised, {"advisers": 1e15, "shared_error": 0}),
        (seeing, {"noise": 0, "bias": dict.fromkeys(seeing["definition"]["conditions"], 0)}),
    ):
        definition = content["definition"]
        for maker in (
            definition["decision_maker"],
            *(one["decision_maker"] for one in definition["explanations"].values()),
        ):
            maker |= fields
    gaps = differences(numbers(case_of(**seeing), setting.as_of), numbers(case_of(**advised), setting.as_of))
    assert not gaps, "\n".join(gaps)


@both
@examples(8)
@given(setting=settings_of_cases())
def test_ratings_of_zero_return_the_prior(numbers: Implementation, setting: Setting) -> None:
    content = content_of(setting.case)
    for row in content["ratings"]:
        row["rating"] = 0
    for item in content["evidence"]:
        if item["silence"]:
            item["silence"]["rate_per_month"] = {}
    content["definition"]["analogues"] = {}
    rated = numbers(case_of(**content), setting.as_of)
    prior = numbers(case_of(**content | {"evidence": [], "ratings": []}), setting.as_of)
    assert rated["log evidence",] == pytest.approx(0, abs=TOLERANCE)
    about_state = {
        key: value for key, value in prior.items() if key[0] in ("scenario", "condition", "ever", "baseline")
    }
    assert about_state.items()
    assert not differences(about_state, {key: rated[key] for key in about_state})
    for (_, _), score in _of("predictive log score", rated):
        assert score == pytest.approx(0, abs=TOLERANCE)


@both
@examples(8)
@given(setting=settings_of_cases(), scale=st.integers(1, 30))
def test_decibans_and_rating_strength_are_one_scale(numbers: Implementation, setting: Setting, scale: int) -> None:
    """τ·dB is all that counts, but for ranks, which use the dB as written and keep their order."""
    weak, strong = content_of(setting.case), content_of(setting.case)
    marks = strong["definition"]["scale"]
    for row in strong["ratings"]:
        row["rating"] = marks.get(row["rating"], row["rating"]) * scale / 10
    strong["definition"]["rating_strength"] = weak["definition"]["rating_strength"] / (scale / 10)
    for item in (*weak["evidence"], *strong["evidence"]):
        item |= {"silence": None, "exact": False}
    gaps = differences(numbers(case_of(**weak), setting.as_of), numbers(case_of(**strong), setting.as_of))
    assert not gaps, "\n".join(gaps)


# --- private ----------------------------------------------------------------------------------------------------


def _of(kind: str, numbers):
    return [(key, value) for key, value in numbers.items() if key[0] == kind]


def _courses(definition: dict[str, Any]) -> list[dict[str, str]]:
    courses: list[dict[str, str]] = [{}]
    for name, one in definition["instruments"].items():
        courses = [course | {name: level} for course in courses for level in one["levels"]]
    return [course for course in courses if not any(_matches(course, closed) for closed in definition["excluded"])]


def _matches(course: dict[str, str], box: dict[str, Any]) -> bool:
    return all(course[name] in box[name] for name in course if name in box)


def _scenario(definition: dict[str, Any], course: dict[str, str]) -> str:
    return next(name for name, box in definition["scenarios"].items() if _matches(course, box))


def _starts(definition: dict[str, Any]) -> dict[str, float]:
    shares = dict.fromkeys(definition["scenarios"], 0.0)
    for course in _courses(definition):
        chance = math.prod(definition["starts"][name].get(level, 0.0) for name, level in course.items())
        shares[_scenario(definition, course)] += chance
    return {name: share / sum(shares.values()) for name, share in shares.items()}


def _reference(definition: dict[str, Any]) -> dict[str, float]:
    mass = {name: math.exp(definition["availability"].get(name, 0.0)) for name in definition["scenarios"]}
    return {name: share / sum(mass.values()) for name, share in mass.items()}
