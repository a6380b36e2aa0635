"""Fields that came later leave a case that does not use them as it was; claims and denials are as of a date."""

from __future__ import annotations

from datetime import date

from case.small_case import small_case
from equipoise.case.check import check_case
from equipoise.case.vintage import as_known
from equipoise.errors import Severity

EARLY, LATE = date(2021, 5, 1), date(2021, 12, 31)
CLAIMS = [
    {"item": "visit-again", "resolved": "right", "known": "2021-07-10", "by": "wire"},
    {"says": "It would rain", "resolved": "wrong", "known": "2021-04-01", "by": "wire"},
]


def test_what_says_nothing_new_is_written_as_before():
    case = small_case()
    for name in ("reliability", "claims"):
        assert name not in case.sources["wire"].model_dump()
    for name in ("disputes", "stage"):
        assert name not in case.evidence[0].model_dump()


def test_each_new_field_changes_the_fingerprint_once_it_is_used():
    changes = [
        {},
        {"sources.wire.reliability": "learned"},
        {"sources.yearbook.claims": CLAIMS},
        {"evidence.3.disputes": "visit"},
        {"evidence.3.stage": "talks"},
    ]
    assert len({small_case(change).fingerprint for change in changes}) == len(changes)


def test_a_claim_settled_later_is_not_known_yet():
    case = small_case({"sources.yearbook.claims": CLAIMS})
    assert [claim.says for claim in as_known(case, EARLY).sources["yearbook"].claims] == ["It would rain"]


def test_a_claim_of_a_superseded_item_keeps_what_the_item_said():
    case = small_case({"sources.yearbook.claims": CLAIMS})
    claim = as_known(case, LATE).sources["yearbook"].claims[0]
    assert (claim.item, claim.says, claim.resolved) == (None, "The visit told again", "right")


def test_a_denial_of_what_is_gone_denies_nothing_and_the_case_stays_valid():
    case = small_case({"sources.yearbook.claims": CLAIMS, "evidence.3.disputes": "visit-again"})
    known = as_known(case, LATE)
    assert known.items["quiet"].disputes is None
    assert [finding for finding in check_case(known) if finding.severity is Severity.ERROR] == []
