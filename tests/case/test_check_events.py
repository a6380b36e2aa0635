"""Events of questions, indicators and judgements, and what else those say."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"case.questions.soon.event.ever": GONE},
        [
            (
                "error",
                "questions.soon.event",
                "found none of at, ever, throughout, expected exactly one",
                "write at (the state on until), ever (at some moment) or throughout (all the time)",
            )
        ],
        id="no set",
    ),
    pytest.param(
        {"case.questions.soon.event.at": ["embrace"], "case.questions.soon.event.from": GONE},
        [
            (
                "error",
                "questions.soon.event",
                "found at and ever of at, ever, throughout, expected exactly one",
                "write at (the state on until), ever (at some moment) or throughout (all the time)",
            )
        ],
        id="two sets",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": []},
        [("error", "questions.soon.event.ever", "names nothing", "write a scenario, name=level, or a list of these")],
        id="an empty set",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["arms="]},
        [
            (
                "error",
                "questions.soon.event.ever",
                "'arms=' is not a member",
                "write a scenario, name=level, or a=x & b=y",
            )
        ],
        id="a member that is none",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["embarce"]},
        [("error", "questions.soon.event.ever", "unknown scenario 'embarce'", "did you mean 'embrace'?")],
        id="an unknown scenario",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["arms"]},
        [
            (
                "error",
                "questions.soon.event.ever",
                "'arms' alone is no event; expected a scenario or arms=level",
                "write arms= with one of: none, parts",
            )
        ],
        id="an instrument without a level",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["arm=parts"]},
        [("error", "questions.soon.event.ever", "unknown instrument or condition 'arm'", "did you mean 'arms'?")],
        id="an unknown instrument",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["rivalry=calm & arms=part"]},
        [("error", "questions.soon.event.ever", "unknown level of arms 'part'", "did you mean 'parts'?")],
        id="an unknown level",
    ),
    pytest.param(
        {"case.questions.soon.event.ever": ["arms=parts & arms=none"]},
        [
            (
                "error",
                "questions.soon.event.ever",
                "'arms=parts & arms=none' can never be: arms is at one level at a time",
                "write two members for either, & for both at once",
            )
        ],
        id="two levels at once",
    ),
    pytest.param(
        {"case.questions.soon.event.until": GONE},
        [
            (
                "warning",
                "questions.soon.event",
                "says no until, so it is open to the horizon, 2022-12-31",
                "add the day by which it is decided; short questions are scored soonest",
            )
        ],
        id="a question without until",
    ),
    pytest.param(
        {"case.questions.soon.event.until": "2023-01-31"},
        [
            (
                "error",
                "questions.soon.event.until",
                "2023-01-31 lies outside the clock, 2021-01-01 to 2022-12-31",
                "choose a day within it, or move the clock",
            )
        ],
        id="until after the horizon",
    ),
    pytest.param(
        {"case.questions.soon.event.from": "2022-01-31"},
        [("error", "questions.soon.event.from", "2022-01-31 is after until, 2021-12-31", "exchange them")],
        id="from after until",
    ),
    pytest.param(
        {"case.questions.soon.event.from": "2020-12-31"},
        [
            (
                "error",
                "questions.soon.event.from",
                "2020-12-31 lies outside the clock, 2021-01-01 to 2022-12-31",
                "choose a day within it, or move the clock",
            )
        ],
        id="from before the opening",
    ),
    pytest.param(
        {"judgements.0.event.from": "2021-12-31"},
        [
            (
                "warning",
                "judgements.j1.event.from",
                "`at` is the state on until, so from has no meaning",
                "remove it, or write ever",
            )
        ],
        id="from of a state",
    ),
    pytest.param(
        {"case.questions.soon.event.given": {"arms": "parts"}},
        [
            (
                "error",
                "questions.soon.event.given.arms",
                "arms is an instrument; only a condition can be given or done",
                "name a condition",
            )
        ],
        id="an instrument given",
    ),
    pytest.param(
        {"case.questions.soon.event.given": {"rivalri": "calm"}},
        [("error", "questions.soon.event.given.rivalri", "unknown condition 'rivalri'", "did you mean 'rivalry'?")],
        id="an unknown condition given",
    ),
    pytest.param(
        {"case.questions.soon.event.given": {"rivalry": "clam"}},
        [("error", "questions.soon.event.given.rivalry", "unknown level of rivalry 'clam'", "did you mean 'calm'?")],
        id="an unknown level given",
    ),
    pytest.param(
        {"case.questions.soon.event.do.pressure": "high@2021-07-01"},
        [
            (
                "error",
                "questions.soon.event.do.pressure",
                "'high@2021-07-01' is not a span",
                "write level, or level@2022-06-30..2022-12-31",
            )
        ],
        id="a span without an end",
    ),
    pytest.param(
        {"case.questions.soon.event.do.pressure": "high@2021-07..2021-08"},
        [("error", "questions.soon.event.do.pressure", "'2021-07' is not one day", "write a day such as 2021-07-31")],
        id="a span of coarse dates",
    ),
    pytest.param(
        {"case.questions.soon.event.do.pressure": "high@2021-09-01..2021-08-01"},
        [
            (
                "error",
                "questions.soon.event.do.pressure",
                "the span begins 2021-09-01 and ends 2021-08-01",
                "exchange them",
            )
        ],
        id="a span that ends before it begins",
    ),
    pytest.param(
        {"case.questions.soon.event.do.pressure": "high@2020-09-01..2021-08-01"},
        [
            (
                "error",
                "questions.soon.event.do.pressure",
                "the span 2020-09-01..2021-08-01 lies outside the clock, 2021-01-01 to 2022-12-31",
                "choose days within it",
            )
        ],
        id="a span before the opening",
    ),
    pytest.param(
        {"case.indicators.base.likelihood": {}},
        [
            (
                "error",
                "indicators.base",
                "neither likelihood nor event is given, so nothing says what finding it would mean",
                "write likelihood: {scenario: probability, ...} or an event",
            )
        ],
        id="an indicator of nothing",
    ),
    pytest.param(
        {"case.indicators.base.likelihood.embrace": GONE},
        [("error", "indicators.base.likelihood", "no probability under embrace", "write one for each scenario")],
        id="an indicator that skips a scenario",
    ),
    pytest.param(
        {"case.indicators.base.until": "2023-01-01"},
        [
            (
                "error",
                "indicators.base.until",
                "2023-01-01 lies outside the clock, 2021-01-01 to 2022-12-31",
                "choose a day within it, or move the clock",
            )
        ],
        id="an indicator after the horizon",
    ),
    pytest.param(
        {"judgements.0.assumes.0": "deef"},
        [("error", "judgements.j1.assumes.0", "unknown assumption 'deef'", "did you mean 'deaf'?")],
        id="an unknown assumption of a judgement",
    ),
    pytest.param(
        {"judgements.0.source": "yearbok"},
        [("error", "judgements.j1.source", "unknown source 'yearbok'", "did you mean 'yearbook'?")],
        id="an unknown source of a judgement",
    ),
    pytest.param(
        {"judgements.0.range.low": 0.6},
        [("error", "judgements.j1.range", "low 0.6 is above high 0.5", "write the smaller one as low")],
        id="a range upside down",
    ),
    pytest.param(
        {"judgements.0.event.at.0": "embarce"},
        [("error", "judgements.j1.event.at", "unknown scenario 'embarce'", "did you mean 'embrace'?")],
        id="a judgement about an unknown scenario",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_events(changes, findings):
    assert found(changes) == findings
