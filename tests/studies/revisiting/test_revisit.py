"""What changed between two vintages: every row is a difference of assessments, and all of them sum to the change."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.analysis.contributions import log_odds_db
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.studies.revisiting import Revisit, Row, revisit
from equipoise.studies.revisiting.waterfall import KINDS
from strategies import Setting, examples, settings_of_cases

LADDER = load_case(str(Path(__file__).parents[2] / "cases" / "ladder"))
"""All its parameters are fixed, so that nothing is drawn; it looks from January to October 2021."""
SINCE, UNTIL = "2021-01-31", "2021-06-30"
SAMPLED = LADDER.edited(
    {
        "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
        "decision_maker.mix": None,
        "rating_strength": {"median": 1.0, "spread": 1.5},
    }
)
EXACT = 1e-12


def log_odds(case: Case, as_of: date | str, on: date | None = None) -> dict[str, float]:
    """Log-odds of every scenario as `assess` has them, dB."""
    found = assess(case, as_of=as_of, particles=64)
    names = list(case.definition.scenarios)
    day = found.as_of if on is None else on
    numbers = log_odds_db(np.array([found.at(name, day).probability for name in names]))
    return dict(zip(names, numbers.tolist(), strict=True))


def horizon_of(case: Case) -> date:
    return case.definition.clock.horizon


def minus(end: Mapping[str, float], start: Mapping[str, float]) -> dict[str, float]:
    return {name: end[name] - start[name] for name in start}


def rows(found: Revisit, kind: str) -> list[Row]:
    return [row for row in found.rows if row.kind == kind]


def only(found: Revisit, kind: str) -> Mapping[str, float]:
    (row,) = rows(found, kind)
    return row.moved


def same(numbers: Mapping[str, float]) -> Any:
    return pytest.approx(dict(numbers), abs=1e-9)


def assert_exact(found: Revisit) -> None:
    """All rows sum to the change, and every kind of row is there."""
    assert {row.kind for row in found.rows} | {"item"} == set(KINDS)
    for name, change in found.change.items():
        moved = [row.moved[name] for row in found.rows]
        if all(math.isfinite(number) for number in (change, *moved)):
            assert abs(math.fsum(moved) - change) <= EXACT
            assert abs(math.fsum(found.total(kind, name) for kind in KINDS) - change) <= EXACT


# --- rows --------------------------------------------------------------------------------------------------------


def test_both_ends_are_the_assessments_and_the_rows_sum_to_the_change_between_them() -> None:
    found = revisit(LADDER, since=SINCE, until=UNTIL)
    start, end = log_odds(LADDER, SINCE, horizon_of(LADDER)), log_odds(LADDER, UNTIL, horizon_of(LADDER))
    assert found.log_odds_before == same(start)
    assert found.log_odds_after == same(end)
    assert found.change == same(minus(end, start))
    assert_exact(found)


def test_after_each_day_of_arrival_the_rows_so_far_lead_to_the_assessment_as_of_that_day() -> None:
    found = revisit(LADDER, since=SINCE, until=UNTIL)
    start = log_odds(LADDER, SINCE, horizon_of(LADDER))
    assert [str(one.date) for one in found.arrivals] == ["2021-02-03", "2021-03-10", "2021-04-05", "2021-06-20"]
    for arrival in found.arrivals:
        so_far = [row.moved for row in found.rows if row.date is not None and row.date <= arrival.date]
        reached = {name: math.fsum([start[name], *(moved[name] for moved in so_far)]) for name in start}
        assert reached == same(log_odds(LADDER, arrival.date, horizon_of(LADDER)))


def test_items_of_one_day_are_each_put_in_alone_and_what_is_left_they_do_together() -> None:
    case = LADDER.edited({"evidence.tariff.known": "2021-04-05"})
    found = revisit(case, since="2021-02-28", until="2021-04-30")
    start = log_odds(case, "2021-02-28", horizon_of(case))
    parts = []
    for name, other in (("tariff", "abstain"), ("abstain", "tariff")):
        without = replace(case, evidence=tuple(item for item in case.evidence if item.id != other))
        parts.append(minus(log_odds(without, "2021-04-05", horizon_of(case)), start))
        (row,) = (row for row in rows(found, "item") if row.names == (name,))
        assert row.moved == same(parts[-1])
    whole = minus(log_odds(case, "2021-04-05", horizon_of(case)), start)
    assert only(found, "together") == same({name: whole[name] - sum(part[name] for part in parts) for name in start})


def test_a_copy_is_put_in_beside_the_older_one_as_it_counted_then_and_both_are_ranked_anew_after_it() -> None:
    found = revisit(LADDER, since=SINCE, until="2021-02-28")
    apart = LADDER.edited({"evidence.visit-again.origin": "another"})
    start = log_odds(LADDER, SINCE, horizon_of(LADDER))
    uncounted, counted = (log_odds(case, "2021-02-03", horizon_of(LADDER)) for case in (apart, LADDER))
    (item,) = rows(found, "item")
    assert item.moved == same(minus(uncounted, start))
    (ranked,) = rows(found, "reranked")
    assert (ranked.names, str(ranked.date)) == (("visit",), "2021-02-03")
    assert ranked.moved == same(minus(counted, uncounted))


def test_a_superseded_item_goes_in_a_row_of_its_own() -> None:
    case = LADDER.edited({"evidence.late-news.supersedes": "visit"})
    found = revisit(case, since="2021-04-30", until="2021-06-30")
    (gone,) = rows(found, "superseded")
    assert gone.names == ("visit",)
    # The copy that stays keeps the weight it had beside the other one until both are ranked anew.
    assert_exact(found)
    both = math.fsum(row.moved["allied"] for row in found.rows)
    assert both == pytest.approx(found.change["allied"], abs=1e-9)
    assert gone.moved["allied"] < 0


def test_what_the_case_names_only_later_has_a_row_and_moves_what_the_assessments_say() -> None:
    late = LADDER.definition.considerations["kinship"].model_copy(update={"known": date(2021, 5, 1)})
    considerations = {**LADDER.definition.considerations, "kinship": late}
    case = replace(LADDER, definition=LADDER.definition.model_copy(update={"considerations": considerations}))
    found = revisit(case, since="2021-04-30", until="2021-05-31")
    (named,) = rows(found, "named")
    assert named.names == ("considerations.kinship",)
    days = ("2021-05-01", "2021-04-30")
    assert named.moved == same(minus(*(log_odds(case, day, horizon_of(case)) for day in days)))
    assert rows(found, "item") == []


def test_a_condition_named_later_brings_back_the_older_ratings_on_it() -> None:
    late = LADDER.definition.conditions["pressure"].model_copy(update={"known": date(2021, 4, 5)})
    case = replace(LADDER, definition=LADDER.definition.model_copy(update={"conditions": {"pressure": late}}))
    found = revisit(case, since="2021-03-31", until="2021-04-30")
    bare = replace(case, evidence=tuple(item for item in case.evidence if item.id not in ("abstain", "late-news")))
    assert only(found, "named") == same(
        minus(log_odds(bare, "2021-04-05", horizon_of(case)), log_odds(case, "2021-03-31", horizon_of(case)))
    )


def test_on_a_fixed_day_time_moves_nothing_and_of_the_day_itself_it_moves_what_the_prediction_said() -> None:
    fixed = revisit(LADDER, since=SINCE, until=UNTIL, on="2021-09-30")
    assert set(only(fixed, "time").values()) == {0.0}
    now = revisit(LADDER, since="2021-04-05", until="2021-06-19", on="now")
    assert (now.target, str(now.on_since), str(now.on_until)) == ("now", "2021-04-05", "2021-06-19")
    moved = minus(log_odds(LADDER, "2021-06-19"), log_odds(LADDER, "2021-04-05"))
    assert only(now, "time") == same(moved)
    assert_exact(revisit(LADDER, since=SINCE, until=UNTIL, on="now"))


def test_a_day_before_what_arrives_is_judged_in_hindsight() -> None:
    day = date(2021, 2, 28)
    found = revisit(LADDER, since="2021-02-28", until=UNTIL, on=day)
    assert found.change == same(minus(log_odds(LADDER, UNTIL, day), log_odds(LADDER, "2021-02-28", day)))
    for arrival in ("2021-03-10", "2021-06-20"):
        (row,) = (row for row in rows(found, "item") if str(row.date) == arrival)
        before = date.fromisoformat(arrival) - timedelta(days=1)
        assert row.moved == same(minus(log_odds(LADDER, arrival, day), log_odds(LADDER, before, day)))
    both = LADDER.edited({"evidence.tariff.known": "2021-04-05"})
    assert_exact(revisit(both, since="2021-02-28", until=UNTIL, on=day))


def test_a_vintage_has_not_changed_since_itself() -> None:
    for case in (LADDER, SAMPLED):
        for on in (None, "now"):
            found = revisit(case, since=UNTIL, until=UNTIL, on=on, particles=32)
            assert found.before == found.after
            assert {number for row in found.rows for number in row.moved.values()} == {0.0}
            assert_exact(found)


# --- edits -------------------------------------------------------------------------------------------------------


def test_an_edit_shows_among_the_edits_and_nowhere_else() -> None:
    edited = LADDER.edited({"decision_maker.decisiveness": 2.0})
    found = revisit(edited, since=UNTIL, until=UNTIL, before=LADDER)
    assert [(one.path, one.before, one.after) for one in found.edited] == [("decision_maker.decisiveness", 1.3, 2.0)]
    for row in found.rows:
        if row.kind != "edit":
            assert set(row.moved.values()) == {0.0}
    assert rows(found, "edit")[0].names == ("decision_maker",)
    day = horizon_of(LADDER)
    assert only(found, "edit") == same(minus(log_odds(edited, UNTIL, day), log_odds(LADDER, UNTIL, day)))
    assert found.fingerprint_before == LADDER.fingerprint != found.fingerprint


def test_several_edits_each_have_a_row_and_stand_at_the_earlier_vintage() -> None:
    edited = LADDER.edited(
        {
            "considerations.trade.effect.stance.apart": 2,
            "evidence.visit.accuracy": 0.9,
            "evidence.abstain.accuracy": 0.5,
        }
    )
    found = revisit(edited, since=SINCE, until=UNTIL, before=LADDER)
    assert [row.names for row in rows(found, "edit")] == [
        ("considerations.trade",),
        ("evidence.visit",),
        ("evidence.abstain",),
    ]
    assert set(rows(found, "edit")[2].moved.values()) == {0.0}, "nothing of it was known then"
    day = horizon_of(LADDER)
    moved = {name: found.total("edit", name) for name in found.before}
    assert moved == same(minus(log_odds(edited, SINCE, day), log_odds(LADDER, SINCE, day)))
    assert found.change == same(minus(log_odds(edited, UNTIL, day), log_odds(LADDER, SINCE, day)))
    assert_exact(found)


def test_edits_that_need_each_other_share_a_row() -> None:
    without = replace(
        LADDER,
        evidence=tuple(item for item in LADDER.evidence if item.id != "visit"),
        ratings=tuple(row for row in LADDER.ratings if row.item != "visit"),
    )
    taken_out = revisit(without, since=UNTIL, until=UNTIL, before=LADDER)
    assert [row.names for row in rows(taken_out, "edit")] == [("evidence.visit", "ratings.visit")]
    brought_in = revisit(LADDER, since=UNTIL, until=UNTIL, before=without)
    assert sorted(one.path for one in brought_in.edited)[0] == "evidence.visit"
    assert brought_in.change == same({name: -moved for name, moved in taken_out.change.items()})


def test_words_move_no_number_and_are_told_all_the_same() -> None:
    found = revisit(LADDER.edited({"title": "Another title"}), since=SINCE, until=UNTIL, before=LADDER)
    assert [one.path for one in found.edited] == ["title"]
    assert set(only(found, "edit").values()) == {0.0}


def test_a_case_that_was_not_edited_has_no_edits() -> None:
    found = revisit(LADDER, since=SINCE, until=UNTIL, before=load_case(str(LADDER.folder)))
    assert found.edited == ()
    assert found.fingerprint == found.fingerprint_before


# --- drawn cases -------------------------------------------------------------------------------------------------


@examples(25)
@given(settings_of_cases(items=6), st.integers(0, 300), st.sampled_from(["on", "now"]))
def test_a_random_case_changes_by_what_its_assessments_say(setting: Setting, days: int, on: str) -> None:
    case = setting.case
    until = setting.as_of
    since = max(until - timedelta(days=days), case.definition.clock.opens)
    day = None if on == "now" else horizon_of(case)
    try:
        start, end = log_odds(case, since, day), log_odds(case, until, day)
        found = revisit(case, since=since, until=until, on="now" if on == "now" else None)
    except NotTrustworthyError:
        assume(False)
        raise
    assert found.log_odds_before == pytest.approx(start, abs=1e-7)
    assert found.log_odds_after == pytest.approx(end, abs=1e-7)
    assert set(only(found, "sampling").values()) == {0.0}
    assert_exact(found)


def test_where_parameters_are_drawn_both_ends_are_still_the_assessments_and_the_sum_is_exact() -> None:
    found = revisit(SAMPLED, since=SINCE, until=UNTIL, particles=64)
    assert found.log_odds_before == log_odds(SAMPLED, SINCE, horizon_of(SAMPLED))
    assert found.log_odds_after == log_odds(SAMPLED, UNTIL, horizon_of(SAMPLED))
    assert found.effective > 0.5
    assert_exact(found)


def test_what_sampling_leaves_over_lies_within_its_bound_as_often_as_four_islands_let_it() -> None:
    found = [revisit(SAMPLED, since=SINCE, until=UNTIL, particles=64, seed=seed) for seed in range(8)]
    left = [(abs(only(one, "sampling")[name]), one.sampling_bound[name]) for one in found for name in one.before]
    # Student's t with three degrees of freedom stays within two standard errors 86 times in 100.
    assert np.mean([size <= bound for size, bound in left]) > 0.6
    assert all(size <= 4 * bound for size, bound in left)


def test_a_row_of_a_drawn_case_tends_to_that_of_very_many_draws() -> None:
    few, many = (revisit(SAMPLED, since=SINCE, until=UNTIL, particles=n, seed=n) for n in (256, 2048))
    for one, other in zip(few.rows, many.rows, strict=True):
        if one.kind != "sampling":
            assert one.moved == pytest.approx(dict(other.moved), abs=0.15)


def test_an_edit_that_fixes_what_was_drawn_is_compared_with_the_draws() -> None:
    found = revisit(LADDER, since=SINCE, until=UNTIL, before=SAMPLED, particles=64)
    assert found.log_odds_before == log_odds(SAMPLED, SINCE, horizon_of(LADDER))
    assert found.log_odds_after == same(log_odds(LADDER, UNTIL, horizon_of(LADDER)))
    assert_exact(found)


def test_the_same_seed_gives_the_same_and_all_of_it_is_plain_json() -> None:
    first, again, other = (
        revisit(SAMPLED, since=SINCE, until=UNTIL, particles=32, seed=seed).to_dict() for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
    plain = json.loads(json.dumps(first, allow_nan=False))
    assert plain["schema"] == "equipoise/revisit/1"
    assert set(plain["scenarios"][0]["totals"]) == set(KINDS)


# --- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "2020-01-31"}, "outside the case"),
        ({"since": UNTIL, "until": SINCE}, "before the earlier one"),
        ({"since": SINCE, "on": "2030-01-01"}, "outside the case"),
        ({"since": SINCE, "on": "soon"}, "not a date"),
        ({"since": SINCE, "rater": "nobody"}, "nobody"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_compared_is_refused(asked: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        revisit(LADDER, **asked)
