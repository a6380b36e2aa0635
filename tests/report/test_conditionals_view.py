"""What is said of conditionals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from equipoise.report.view.conditionals import conditionals_view, points_text
from equipoise.studies.conditionals import Conditional, Conditionals
from equipoise.studies.shared_draws.spreads import Difference, Spread
from report.hand_made import case

AS_OF, HORIZON = date(2023, 3, 31), date(2024, 3, 31)
PLAIN = {"apart": 0.05, "hedged": 0.8, "allied": 0.1, "armed": 0.05}


def one(changes: dict[str, tuple[float, float | None, float | None]], **fields: Any) -> Conditional:
    given: dict[str, Any] = {
        "kind": "given",
        "span": "battlefield=losing@2023-04-01..2024-03-31",
        "condition": "battlefield",
        "level": "losing",
        "first": date(2023, 4, 1),
        "last": HORIZON,
        "chance": 0.12,
        "is_counterfactual": False,
        "scenarios": {name: Spread(p + changes.get(name, (0,))[0], None, None) for name, p in PLAIN.items()},
        "difference": {name: Difference(*changes.get(name, (0.0, None, None))) for name in PLAIN},
    }
    return Conditional(**given | fields)


def shown(*conditionals: Conditional, **fields: Any):
    given: dict[str, Any] = {
        "case": "ruritania",
        "fingerprint": "sha256:0",
        "as_of": AS_OF,
        "horizon": HORIZON,
        "seed": 0,
        "particles": 512,
        "plain": {name: Spread(p, None, None) for name, p in PLAIN.items()},
        "conditionals": conditionals,
        "impossible": (),
        "error": 0.0,
    }
    return conditionals_view(case(), Conditionals(**given | fields))


@pytest.mark.parametrize(
    ("change", "follows"),
    [
        ((-0.04, -0.06, -0.02), "Straddle falls by 4 points\u00a0(2–6)."),
        ((0.04, None, None), "Straddle rises by 4 points."),
        ((0.012, 0.003, 0.021), "Straddle rises by 1.2 points\u00a0(0.3–2.1)."),
        ((-0.04, -0.09, 0.01), "Straddle falls by 4 points\u00a0(−9 to +1)."),
        ((0.004, 0.001, 0.009), "no scenario moves by half a point."),
    ],
)
def test_the_sentence_tells_the_largest_change_with_its_range(change, follows):
    view = shown(one({"hedged": change}))
    assert view.rows[0].sentence == f"If Battlefield is seen at “Losing” until 31\u00a0March 2024, {follows}"


def test_seen_to_happen_and_brought_about_are_never_told_alike():
    change = {"hedged": (-0.04, -0.06, -0.02)}
    seen, done = shown(one(change), one(change, kind="do", chance=None)).rows
    assert (seen.how, done.how) == ("seen to happen", "brought about from outside")
    assert "is seen at" in seen.sentence
    assert "is held from outside at" in done.sentence
    assert (seen.by_itself, done.by_itself) == ("12\u202f%", "")


def test_a_span_of_its_own_is_told_in_full_and_the_past_as_past():
    past = one({}, first=date(2022, 6, 30), last=date(2022, 12, 31))
    assert (
        "had been seen at “Losing” from 30\u00a0June 2022 until 31\u00a0December 2022" in shown(past).rows[0].sentence
    )


def test_changes_in_a_table_have_one_decimal_and_their_sign():
    assert points_text(Difference(-0.0412, -0.061, 0.0002)) == "−4.1\u00a0(−6.1 to 0.0)"
    assert points_text(Difference(0.0, None, None)) == "0.0"


def test_the_heading_tells_the_largest_change_or_that_there_is_none():
    large = one({"allied": (0.08, None, None), "hedged": (-0.05, None, None)})
    assert (
        shown(one({}), large).heading
        == "Battlefield at “Losing”, seen to happen, moves Overt support most: +8.0 points"
    )
    assert "No condition by itself" in shown(one({})).heading
    assert shown().heading == "No condition can be held"


def test_what_cannot_come_about_and_how_exact_it_is_are_told():
    view = shown(one({}), impossible=("battlefield=winning@2023-04-01..2024-03-31",), error=0.004)
    assert view.impossible == ("battlefield=winning@2023-04-01..2024-03-31 cannot come about by itself.",)
    assert "at most 0.4 points" in view.notes[-1]
