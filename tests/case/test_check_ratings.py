"""Rows of ratings.csv."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"ratings.3.item": "vist"},
        [("error", "ratings.vist.explanations.kin", "unknown evidence item 'vist'", "did you mean 'visit'?")],
        id="an unknown item",
    ),
    pytest.param(
        {"ratings.0.subject": "presure"},
        [("error", "ratings.visit.presure.embrace", "unknown subject 'presure'", "did you mean 'pressure'?")],
        id="an unknown subject",
    ),
    pytest.param(
        {"ratings.0.subject": "embrace"},
        [
            (
                "error",
                "ratings.visit.embrace.embrace",
                "'embrace' is a scenario, not a subject",
                "write subject scenarios and level embrace",
            )
        ],
        id="a scenario as subject",
    ),
    pytest.param(
        {"ratings.0.level": "embarce"},
        [("error", "ratings.visit.scenarios.embarce", "unknown scenario 'embarce'", "did you mean 'embrace'?")],
        id="an unknown scenario",
    ),
    pytest.param(
        {"ratings.3.level": "kim"},
        [("error", "ratings.visit.explanations.kim", "unknown explanation 'kim'", "did you mean 'kin'?")],
        id="an unknown explanation",
    ),
    pytest.param(
        {"ratings.6.level": "partz"},
        [("error", "ratings.visit-dated.planted:arms.partz", "unknown level of arms 'partz'", "did you mean 'parts'?")],
        id="an unknown level of what a planted report would show",
    ),
    pytest.param(
        {"ratings.6.subject": "planted:explanations", "ratings.6.level": "kin"},
        [
            (
                "error",
                "ratings.visit-dated.planted:explanations.kin",
                "explanations cannot be planted",
                "rate scenarios, an instrument or a condition",
            )
        ],
        id="explanations as what is planted",
    ),
    pytest.param(
        {"ratings.2.rater": "pool"},
        [
            (
                "error",
                "ratings.visit.pressure.high",
                "'pool' stands for all raters together",
                "give the rater another name",
            )
        ],
        id="a rater called pool",
    ),
    pytest.param(
        {"ratings.+": {"item": "visit", "subject": "scenarios", "level": "embrace", "rating": 2}},
        [("error", "ratings.visit.scenarios.embrace", "default has rated this already", "keep one of the two rows")],
        id="a row twice",
    ),
    pytest.param(
        {"ratings.1.rating": -23},
        [
            (
                "warning",
                "ratings.visit.scenarios.distance",
                "-23 dB, more than 20: a likelihood ratio of 1 to 200",
                "few single items are worth that much; say why it is, or lower it",
            )
        ],
        id="a rating beyond 20 dB",
    ),
    pytest.param(
        {
            "evidence.4.kind": "judgement",
            "ratings.+": {"item": "map", "subject": "scenarios", "level": "embrace", "rating": 2, "why": "He says so"},
        },
        [
            (
                "error",
                "ratings.map.scenarios.embrace",
                "rates scenarios on map, which is a judgement: what others think is not evidence",
                "move the item to judgements.yaml, or rate what was seen in an item of another kind",
            )
        ],
        id="scenarios rated on a judgement",
    ),
    pytest.param(
        {
            "evidence.4.kind": "judgement",
            "ratings.+": {"item": "map", "subject": "pressure", "level": "high", "rating": 2, "why": "He says so"},
        },
        [
            (
                "warning",
                "ratings.map.pressure.high",
                "not counted: map is of kind 'judgement'",
                "give the item another kind, or remove the row",
            )
        ],
        id="a condition rated on a judgement",
    ),
    pytest.param(
        {"ratings.+": {"item": "map", "subject": "arms", "level": "parts", "rating": 2, "why": "Old times"}},
        [
            (
                "warning",
                "ratings.map.arms.parts",
                "not counted: map is of kind 'background'",
                "give the item another kind, or remove the row",
            )
        ],
        id="a background item rated",
    ),
    pytest.param(
        {"ratings.4.rater": "ann"},
        [
            (
                "error",
                "ratings.visit-again.scenarios.embrace",
                "visit-again is rated by ann but not by 'default', so it would count for nothing",
                "add rows by 'default': the ratings the case stands by",
            )
        ],
        id="rows by others but none by default",
    ),
    pytest.param(
        {"ratings.4": GONE},
        [("note", "ratings", "1 of 3 items is not assessed: visit-again", "rate them, or give them kind background")],
        id="an item nobody rated",
    ),
    pytest.param(
        {"evidence.0.date": "2020-12-31"},
        [
            (
                "note",
                "ratings",
                "dated outside the clock, so their ratings are shown and not counted: visit",
                "let the clock open earlier or look further if they should count",
            )
        ],
        id="an item before the opening",
    ),
    pytest.param(
        {"ratings.4.why": GONE},
        [("note", "ratings", "no rating says why for: visit-again", "a few words in the column why will do")],
        id="an item rated without a why",
    ),
    pytest.param(
        {"evidence.2.planted": GONE},
        [
            (
                "warning",
                "ratings.visit-dated.planted:arms.parts",
                "not counted: visit-dated has no chance of being planted",
                "add planted: {chance: 0.1, serves: whom} to the item, or remove the row",
            )
        ],
        id="planted rows without a chance",
    ),
    pytest.param(
        {"ratings.6": GONE},
        [
            (
                "note",
                "evidence.visit-dated.planted",
                "no row says what a planted report would look like, so the chance changes nothing",
                "add rows to ratings.csv whose subject begins with planted:",
            )
        ],
        id="a chance without planted rows",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_ratings(changes, findings):
    assert found(changes) == findings
