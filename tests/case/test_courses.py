from __future__ import annotations

from math import prod

import pytest
from hypothesis import given

from case.small_case import small_case
from equipoise.case.courses import (
    allowed_courses,
    courses_of,
    goes_back,
    lowest_still_open,
    number_of_courses,
    start_mass,
)
from strategies import Setting, examples, settings_of_cases


def test_courses_are_the_product_of_levels_less_those_excluded():
    assert allowed_courses(small_case().definition) == (
        ("apart", "none"),
        ("hedged", "none"),
        ("hedged", "parts"),
        ("allied", "none"),
        ("allied", "parts"),
    )


def test_an_instrument_that_is_not_named_is_free():
    assert courses_of(small_case().definition, "straddle") == (("hedged", "none"), ("hedged", "parts"))


def test_an_exclusion_that_names_one_instrument_closes_every_course_with_its_levels():
    case = small_case({"case.excluded": [{"stance": ["apart", "allied"]}]})
    assert allowed_courses(case.definition) == (("hedged", "none"), ("hedged", "parts"))


@pytest.mark.parametrize(
    ("irreversible", "lowest"),
    [([], [0, 0, 0]), (["apart"], [0, 0, 0]), (["hedged"], [0, 1, 1]), (["allied", "hedged"], [0, 1, 2])],
)
def test_whoever_has_gone_to_an_irreversible_level_or_beyond_stays_at_it_or_above(irreversible, lowest):
    instrument = small_case({"case.instruments.stance.irreversible": irreversible}).definition.instruments["stance"]
    assert [lowest_still_open(instrument, level) for level in instrument.levels] == lowest


def test_one_instrument_is_enough_to_go_back():
    definition = small_case().definition
    assert goes_back(definition, ("allied", "parts"), ("hedged", "parts"))
    assert not goes_back(definition, ("allied", "parts"), ("allied", "none"))
    assert not goes_back(definition, ("hedged", "none"), ("apart", "none"))


def test_there_is_no_scenario_of_an_unknown_name():
    with pytest.raises(KeyError):
        courses_of(small_case().definition, "embarce")


def test_the_mass_of_a_course_is_the_product_over_instruments():
    definition = small_case({"case.starts.stance": {"hedged": 1}}).definition
    assert start_mass(definition, ("hedged", "parts")) == pytest.approx(0.1)
    assert start_mass(definition, ("allied", "parts")) == 0


@examples(60)
@given(settings_of_cases())
def test_every_course_lies_in_exactly_one_scenario(setting: Setting):
    definition = setting.case.definition
    courses = allowed_courses(definition)
    shared = [course for name in definition.scenarios for course in courses_of(definition, name)]
    assert sorted(shared) == sorted(courses)
    assert len(set(courses)) == len(courses) <= number_of_courses(definition)
    assert number_of_courses(definition) == prod(len(one.levels) for one in definition.instruments.values())
