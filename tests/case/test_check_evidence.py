"""Evidence items: sources, supersession, silences, places."""

from __future__ import annotations

import pytest

from case.small_case import GONE, found

CASES = [
    pytest.param(
        {"evidence.0.sources.0": "wier"},
        [("error", "evidence.visit.sources.0", "unknown source 'wier'", "did you mean 'wire'?")],
        id="an unknown source",
    ),
    pytest.param(
        {"evidence.0.sources": []},
        [("note", "evidence.visit", "names no source", "say who reports it, and add them to sources.yaml")],
        id="no source",
    ),
    pytest.param(
        {"evidence.2.supersedes": "visit-agin"},
        [
            (
                "error",
                "evidence.visit-dated.supersedes",
                "unknown evidence item 'visit-agin'",
                "did you mean 'visit-again'?",
            )
        ],
        id="superseding what is not there",
    ),
    pytest.param(
        {"evidence.2.supersedes": "visit-dated"},
        [("error", "evidence.visit-dated.supersedes", "visit-dated supersedes itself", "name the older item")],
        id="superseding itself",
    ),
    pytest.param(
        {"evidence.1.supersedes": "visit-dated"},
        [
            (
                "error",
                "evidence.visit-again.supersedes",
                "visit-again supersedes visit-dated supersedes visit-again, so none of them would be left",
                "let the newer name the older only",
            ),
            (
                "error",
                "evidence.visit-dated.supersedes",
                "visit-dated supersedes visit-again supersedes visit-dated, so none of them would be left",
                "let the newer name the older only",
            ),
        ],
        id="superseding in a circle",
    ),
    pytest.param(
        {"evidence.0.silence": {"months": 3, "rate_per_month": {"embrace": 1}}},
        [
            (
                "error",
                "evidence.visit.silence",
                "an item of kind 'conduct' has a silence",
                "write kind: silence, or remove it",
            )
        ],
        id="a silence of another kind",
    ),
    pytest.param(
        {"evidence.3.silence": GONE},
        [
            (
                "error",
                "evidence.quiet",
                "a silence that says neither how long nor what was usual",
                "add silence: {months, rate_per_month: {scenario: number}}",
            )
        ],
        id="a silence that says nothing",
    ),
    pytest.param(
        {"evidence.3.silence.rate_per_month.embarce": 1},
        [
            (
                "error",
                "evidence.quiet.silence.rate_per_month.embarce",
                "unknown scenario 'embarce'",
                "did you mean 'embrace'?",
            )
        ],
        id="a silence under an unknown scenario",
    ),
    pytest.param(
        {"evidence.3.silence.rate_per_month.embrace": 0},
        [
            (
                "warning",
                "evidence.quiet.silence.rate_per_month",
                "no scenario would have broken the silence, so it says nothing",
                "write how often a month the thing would be seen under each scenario",
            )
        ],
        id="a silence that nobody would break",
    ),
    pytest.param(
        {"evidence.2.exact": True},
        [
            (
                "warning",
                "evidence.visit-dated.exact",
                "is taken at its word, and yet may have been planted",
                "exact is for a public fact that defines a level: remove it, or planted",
            )
        ],
        id="an exact item that may be planted",
    ),
    pytest.param(
        {"evidence.3.date": "2021-08"},
        [("warning", "evidence.quiet.date", "2021-08, expected a day", "a silence is dated by its last silent day")],
        id="a silence without a last day",
    ),
    pytest.param(
        {"evidence.2.where.end": 10},
        [
            (
                "error",
                "evidence.visit-dated.where.0",
                "the span ends at 10, not after its start, 10",
                "count both in characters of the document's text",
            )
        ],
        id="a place of no length",
    ),
    pytest.param(
        {"judgements.0.where": {"document": "d", "start": 3, "end": 2}},
        [
            (
                "error",
                "judgements.j1.where.0",
                "the span ends at 2, not after its start, 3",
                "count both in characters of the document's text",
            )
        ],
        id="a place of a judgement that ends before it begins",
    ),
]


@pytest.mark.parametrize(("changes", "findings"), CASES)
def test_what_is_found_in_evidence(changes, findings):
    assert found(changes) == findings
