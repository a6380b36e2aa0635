"""Ids: how they may be written, and that none stands for two things."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"sources.the wire": {"title": "A wire"}},
        [
            (
                "error",
                "sources.the wire",
                "'the wire' cannot be an id",
                "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            )
        ],
        id="an id with a space",
    ),
    pytest.param(
        {"case.conditions.rivalry.levels.+": "a=b"},
        [
            (
                "error",
                "conditions.rivalry.levels.2",
                "'a=b' cannot be an id",
                "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            )
        ],
        id="a level with an equals sign",
    ),
    pytest.param(
        {"case.scenarios.go@once": {"stance": ["apart"], "arms": ["parts"], "resolves": "x"}},
        [
            (
                "error",
                "scenarios.go@once",
                "'go@once' cannot be an id",
                "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            ),
            ("error", "indicators.base.likelihood", "no probability under go@once", "write one for each scenario"),
        ],
        id="a scenario with an at sign",
    ),
    pytest.param(
        {"evidence.4.id": "-map"},
        [
            (
                "error",
                "evidence.-map.id",
                "'-map' cannot be an id",
                "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            )
        ],
        id="an item whose id begins with a hyphen",
    ),
    pytest.param(
        {"judgements.0.id": ""},
        [
            (
                "error",
                "judgements..id",
                "'' cannot be an id",
                "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            )
        ],
        id="a judgement without an id",
    ),
    pytest.param(
        {
            "case.conditions.explanations": {"levels": ["a", "b"], "starts": {"a": 1}, "dwell": 3, "why": "It moves"},
            "ratings.3": GONE,
        },
        [("error", "conditions.explanations", "'explanations' is a subject of ratings already", "give it another id")],
        id="a condition with the name of a subject",
    ),
    pytest.param(
        {"case.instruments.title": {"levels": ["a", "b"]}, "case.starts.title": {"a": 1}},
        [
            (
                "error",
                "instruments.title",
                "'title' is a field of scenarios and of excluded courses",
                "give the instrument another id",
            )
        ],
        id="an instrument with the name of a field of scenarios",
    ),
    pytest.param(
        {
            "case.instruments.spare": {"levels": ["a", "b"]},
            "case.starts.spare": {"a": 1},
            "case.conditions.spare": {"levels": ["a", "b"], "starts": {"a": 1}, "dwell": 3, "why": "It moves"},
        },
        [
            (
                "error",
                "conditions.spare",
                "'spare' is an instrument already, so an event could mean either",
                "give one of the two another id",
            )
        ],
        id="an instrument and a condition of one id",
    ),
    pytest.param(
        {"case.conditions.straddle": {"levels": ["a", "b"], "starts": {"a": 1}, "dwell": 3, "why": "It moves"}},
        [
            (
                "error",
                "scenarios.straddle",
                "'straddle' is a condition already, so an event could mean either",
                "give one of the two another id",
            )
        ],
        id="a condition and a scenario of one id",
    ),
    pytest.param(
        {"case.conditions.spare": {"levels": ["a"], "starts": {"a": 1}, "dwell": 3, "why": "It moves"}},
        [("error", "conditions.spare.levels", "one level, expected two or more", "add a level or remove it")],
        id="one level",
    ),
    pytest.param(
        {"case.conditions.spare": {"levels": [], "starts": {}, "dwell": 3, "why": "It moves"}},
        [
            ("error", "conditions.spare.levels", "no levels, expected two or more", "add a level or remove it"),
            ("error", "conditions.spare.starts", "the shares sum to 0, not to 1", "add 1 in all"),
        ],
        id="no level",
    ),
    pytest.param(
        {"case.conditions.rivalry.levels.+": "calm"},
        [("error", "conditions.rivalry.levels.2", "rivalry has the level 'calm' twice", "remove one")],
        id="a level twice",
    ),
    pytest.param(
        {"evidence.+": {"id": "map", "date": "2021-03-01", "what": "A map", "kind": "background", "sources": ["wire"]}},
        [
            (
                "error",
                "evidence.map.id",
                "'map' is the id of an earlier evidence item too",
                "give one of them another id",
            )
        ],
        id="two items of one id",
    ),
    pytest.param(
        {"judgements.+": {"id": "j1", "who": "Another", "when": "2021", "says": "Never"}},
        [("error", "judgements.j1.id", "'j1' is the id of an earlier judgement too", "give one of them another id")],
        id="two judgements of one id",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_names(changes, findings):
    assert found(changes) == findings
