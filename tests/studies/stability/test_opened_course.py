"""One excluded course opened: all others stay closed, however the entries of the case gather them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.small_case import small_case
from equipoise.case.courses import allowed_courses
from equipoise.case.schema import CaseDefinition
from equipoise.studies.stability.opened_course import (
    course_text,
    excluded_but,
    excluded_courses,
    scenarios_that_would_hold,
)

LEVELS = {"stance": ["apart", "hedged", "allied"], "arms": ["none", "parts", "guns"], "bases": ["no", "yes"]}
COURSES = list(product(*LEVELS.values()))


def definition(excluded: list[dict[str, list[str]]]) -> CaseDefinition:
    case = small_case().definition.model_dump(mode="json", by_alias=True)
    instruments = {name: {"levels": levels} for name, levels in LEVELS.items()}
    return CaseDefinition.model_validate(case | {"instruments": instruments, "excluded": excluded})


def entries() -> st.SearchStrategy[dict[str, list[str]]]:
    """Entries that name one instrument or more, each with some of its levels."""
    named = {name: st.lists(st.sampled_from(levels), min_size=1, unique=True) for name, levels in LEVELS.items()}
    return st.fixed_dictionaries({}, optional=named).filter(bool)


@settings(max_examples=60)
@given(st.lists(entries(), min_size=1, max_size=3), st.data())
def test_opening_a_course_opens_that_course_and_no_other(excluded, data):
    before = definition(excluded)
    course = data.draw(st.sampled_from(excluded_courses(before)))
    after = definition(excluded_but(before, course))
    assert set(allowed_courses(after)) == {*allowed_courses(before), course}


def test_an_entry_is_split_into_no_more_than_one_for_each_instrument_and_keeps_its_reason():
    closed = definition([{"stance": ["apart"], "why": "It keeps away"}])
    assert excluded_but(closed, ("apart", "none", "yes")) == [
        {"stance": ["apart"], "arms": ["parts", "guns"], "why": "It keeps away"},
        {"stance": ["apart"], "arms": ["none"], "bases": ["no"], "why": "It keeps away"},
    ]


def test_entries_that_do_not_close_the_course_stay_as_they_are():
    closed = definition([{"stance": ["apart"], "arms": ["guns"]}, {"arms": ["guns"], "bases": ["yes"]}])
    assert excluded_but(closed, ("apart", "guns", "no")) == [
        {"stance": ["apart"], "arms": ["guns"], "bases": ["yes"]},
        {"arms": ["guns"], "bases": ["yes"]},
    ]


@pytest.mark.parametrize(("course", "held"), [(("apart", "none", "no"), ("distance",)), (("hedged", "guns", "no"), ())])
def test_the_scenarios_of_a_course_are_those_that_match_it_open_or_not(course, held):
    one = definition([{"stance": ["apart"]}])
    narrow = {"straddle": {"stance": ["hedged"], "arms": ["none"]}, "distance": {"stance": ["apart"]}}
    case = CaseDefinition.model_validate(one.model_dump(mode="json", by_alias=True) | {"scenarios": narrow})
    assert scenarios_that_would_hold(case, course) == held


def test_a_course_is_named_in_the_words_of_events():
    assert course_text(definition([]), ("apart", "parts", "no")) == "stance=apart & arms=parts & bases=no"
