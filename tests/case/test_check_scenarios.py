"""Courses and scenarios: every open course in exactly one, and not too many states."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"case.scenarios.embrace.stance": ["allied", "hedged"]},
        [
            (
                "error",
                "scenarios.embrace",
                "overlaps with straddle: both hold the course stance=hedged & arms=none (and 1 other)",
                "scenarios exclude one another; name more levels in one of them",
            )
        ],
        id="two that overlap",
    ),
    pytest.param(
        {"case.scenarios.straddle.arms": ["none"]},
        [
            (
                "error",
                "scenarios",
                "no scenario holds the course stance=hedged & arms=parts",
                "add it to a scenario, or to excluded if the actor would never take it",
            )
        ],
        id="a course left out",
    ),
    pytest.param(
        {
            "case.scenarios.friendly": {"stance": ["apart"], "arms": ["parts"], "resolves": "Never"},
            "case.indicators.base.likelihood.friendly": 0,
        },
        [("error", "scenarios.friendly", "holds no course that is open", "check its levels against excluded")],
        id="one that holds no open course",
    ),
    pytest.param(
        {"case.scenarios.embrace.arms": []},
        [("error", "scenarios.embrace.arms", "no level of arms is listed", "list one or leave it out")],
        id="one with an empty list",
    ),
    pytest.param(
        {"case.excluded.+": {"why": "Because"}},
        [("error", "excluded.1", "names no instrument, so it closes every course", "name the levels it closes")],
        id="an exclusion that names nothing",
    ),
    pytest.param(
        {"case.excluded.+": {"stance": ["apart", "hedged", "allied"], "why": "It does nothing"}},
        [("error", "excluded", "every course is excluded", "leave at least one course open")],
        id="all courses excluded",
    ),
    pytest.param(
        {"case.starts.stance": {"apart": 1}, "case.starts.arms": {"parts": 1}},
        [
            (
                "error",
                "starts",
                "all courses that the case may start in are excluded",
                "give a start to a course that is open",
            )
        ],
        id="all starts excluded",
    ),
    pytest.param(
        {"case.analogues.old_war.from": {"stance": "apart", "arms": "parts"}},
        [
            (
                "error",
                "analogues.old_war.from",
                "no open course is like this, so it informs nothing",
                "choose levels that excluded leaves open, or remove the analogue",
            )
        ],
        id="an analogue from an excluded course",
    ),
    pytest.param(
        {"case.analogues.old_war.course": {"stance": "apart", "arms": "parts"}},
        [
            (
                "error",
                "analogues.old_war.course",
                "no open course is like this, so it informs nothing",
                "choose levels that excluded leaves open, or remove the analogue",
            )
        ],
        id="an analogue to an excluded course",
    ),
    pytest.param(
        {"case.analogues.old_war.from": {}},
        [("error", "analogues.old_war.from", "names no instrument", "name a level of one at least")],
        id="an analogue from anywhere",
    ),
    pytest.param(
        {"case.analogues.old_war.months": 3},
        [
            (
                "error",
                "analogues.old_war",
                "found both course and months, expected one of the two",
                "write course for a review that chose it, or months for a time without change",
            )
        ],
        id="an analogue with course and months",
    ),
    pytest.param(
        {"case.analogues.old_war.course": GONE},
        [
            (
                "error",
                "analogues.old_war",
                "found neither course nor months, expected one of the two",
                "write course for a review that chose it, or months for a time without change",
            )
        ],
        id="an analogue with neither",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_scenarios(changes, findings):
    assert found(changes) == findings


def conditions_of(*sizes: int) -> dict[str, object]:
    """Changes that add conditions with so many levels each; the small case has 5 courses x 6 states before."""
    return {
        f"case.conditions.c{n}": {
            "levels": [f"l{level}" for level in range(size)],
            "starts": {"l0": 1},
            "dwell": 3,
            "why": f"Condition {n} moves so",
        }
        for n, size in enumerate(sizes)
    }


@pytest.mark.parametrize("sizes", [(), (33,), (3, 11)])
def test_a_thousand_states_are_no_matter(sizes):
    assert found(conditions_of(*sizes)) == []


def test_more_states_are_noted():
    (finding,) = found(conditions_of(5, 10))
    assert finding == (
        "note",
        "instruments",
        "5 courses x 300 states of the conditions (3 x 2 x 5 x 10) = 1,500 states",
        "expect to wait; a case of up to 1,000 states is assessed in seconds",
    )


def test_too_many_states_are_an_error_that_shows_the_product():
    (finding,) = found(conditions_of(5, 10, 4))
    assert finding == (
        "error",
        "instruments",
        "5 courses x 1,200 states of the conditions (3 x 2 x 5 x 10 x 4) = 6,000 states, more than 5,000",
        "use fewer levels, fewer conditions, or exclude courses this actor would never take",
    )


def test_five_thousand_states_are_allowed():
    (finding,) = found(conditions_of(166))
    assert finding[0] == "note"
    assert "= 4,980 states" in finding[2]


def test_courses_too_many_to_list_are_counted_without_listing_them():
    many = {f"case.instruments.i{n}": {"levels": ["a", "b", "c", "d"]} for n in range(15)}
    starts = {f"case.starts.i{n}": {"a": 1} for n in range(15)}
    (finding,) = found(many | starts)
    assert finding[0] == "error"
    assert finding[2].startswith("6,442,450,944 courses x 6 states of the conditions (3 x 2) = 38,654,705,664 states")


def test_an_analogue_that_goes_back_on_an_irreversible_level_is_an_error():
    (finding,) = found(
        {"case.analogues.old_war": {"from": {"stance": "allied"}, "course": {"stance": "hedged"}, "why": "x"}}
    )
    assert finding == (
        "error",
        "analogues.old_war.course",
        "goes back below a level that is irreversible, which no review does",
        "choose another course, or take the level out of irreversible",
    )


def test_an_analogue_of_which_some_course_leads_on_may_stay():
    assert (
        found({"case.analogues.old_war": {"from": {"arms": "none"}, "course": {"stance": "hedged"}, "why": "x"}}) == []
    )


def test_a_single_scenario_leaves_nothing_to_ask():
    scenario = {"case.scenarios": {"all": {"resolves": "Always"}}}
    names_gone = {"case.availability": {}, "case.indicators": {}, "case.questions": {}, "judgements": []}
    findings = found(scenario | names_gone | {"case.assumptions": {}, "ratings": [], "evidence.3": GONE})
    assert ("error", "scenarios", "one scenario, expected two or more", "add the others") in findings
