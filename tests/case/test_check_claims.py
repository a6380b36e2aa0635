"""Settled claims, denials and stages: what is refused, and what is noted."""

from __future__ import annotations

import pytest

from case.small_case import found

CLAIM = {"item": "visit", "resolved": "right", "known": "2021-09-01", "by": "yearbook"}
NO_ITEM = {name: value for name, value in CLAIM.items() if name != "item"}

CASES = [
    pytest.param({"sources.wire.claims": [CLAIM], "sources.wire.reliability": "learned"}, [], id="a settled claim"),
    pytest.param({"sources.wire.claims": [NO_ITEM | {"says": "It would rain"}]}, [], id="a claim of no item"),
    pytest.param(
        {"sources.wire.claims": [NO_ITEM]},
        [
            (
                "error",
                "sources.wire.claims.0",
                "says neither which item nor what was claimed",
                "write one of item and says",
            )
        ],
        id="a claim of nothing",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"says": "A visit"}]},
        [("error", "sources.wire.claims.0", "has both item and says", "write one of item and says")],
        id="a claim told twice",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"item": "visti"}]},
        [("error", "sources.wire.claims.0.item", "unknown evidence item 'visti'", "did you mean 'visit'?")],
        id="an unknown item",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"item": "visit-again"}]},
        [
            (
                "error",
                "sources.wire.claims.0.item",
                "visit-again does not name wire among its sources",
                "name an item that it reports",
            )
        ],
        id="the item of another source",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"known": "2021-01-05"}]},
        [
            (
                "error",
                "sources.wire.claims.0.known",
                "2021-01-05 is before visit itself became known, on 2021-02-03",
                "nothing is settled before it is said",
            )
        ],
        id="settled before it was said",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"by": "wire"}]},
        [
            (
                "error",
                "sources.wire.claims.0.by",
                "wire settles its own claim",
                "name a source that stands apart from it",
            )
        ],
        id="a judge in its own cause",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM | {"by": "yaerbook"}]},
        [("error", "sources.wire.claims.0.by", "unknown source 'yaerbook'", "did you mean 'yearbook'?")],
        id="settled by nobody known",
    ),
    pytest.param(
        {"sources.wire.claims": [CLAIM, CLAIM | {"resolved": "wrong"}]},
        [
            (
                "error",
                "sources.wire.claims.1.item",
                "visit is settled twice, so it would count twice",
                "keep one of the two",
            )
        ],
        id="settled twice",
    ),
    pytest.param(
        {"sources.wire.reliability": "learned"},
        [
            (
                "note",
                "sources.wire.reliability",
                "is learned, and no claim of the source is settled, so its grade stands alone",
                "add claims: [{item, resolved, known, by}], or remove it",
            )
        ],
        id="learned from nothing",
    ),
    pytest.param({"evidence.3.disputes": "visit"}, [], id="a denial"),
    pytest.param(
        {"evidence.3.disputes": "visti"},
        [("error", "evidence.quiet.disputes", "unknown evidence item 'visti'", "did you mean 'visit'?")],
        id="denying what is not there",
    ),
    pytest.param(
        {"evidence.0.disputes": "visit"},
        [("error", "evidence.visit.disputes", "visit disputes itself", "name the item that it denies")],
        id="denying itself",
    ),
    pytest.param(
        {"evidence.0.disputes": "quiet", "evidence.3.disputes": "visit"},
        [
            (
                "error",
                "evidence.visit.disputes",
                "visit and quiet each dispute the other",
                "write it on the denial alone",
            ),
            (
                "error",
                "evidence.quiet.disputes",
                "quiet and visit each dispute the other",
                "write it on the denial alone",
            ),
        ],
        id="a pair from both ends",
    ),
    pytest.param(
        {"evidence.2.disputes": "visit-again"},
        [
            (
                "warning",
                "evidence.visit-dated.disputes",
                "visit-dated disputes the item it supersedes, which is gone wherever it is known",
                "a denial leaves the claim in the record: remove supersedes, or disputes",
            )
        ],
        id="denying what it replaces",
    ),
    pytest.param({"evidence.1.stage": "talks", "evidence.2.stage": "act"}, [], id="talks rated less than the act"),
    pytest.param(
        {"evidence.1.stage": "act", "evidence.2.stage": "idea"},
        [
            (
                "note",
                "evidence.visit-dated.stage",
                "tells of an idea, yet its ratings set the scenarios 6 dB apart, and those of the act, visit-again, "
                "3 dB",
                "what is thought of or talked about may come to nothing: rate it less, or say why not",
            )
        ],
        id="an idea rated as more than the act",
    ),
    pytest.param({"evidence.0.stage": "act", "evidence.2.stage": "idea"}, [], id="an act of another origin"),
]


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_what_is_said_of_claims_denials_and_stages(changes, expected):
    assert found(changes) == expected
