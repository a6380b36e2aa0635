"""What-ifs: the numbers of two assessments, and parts that sum to what lies between them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from case.small_case import small_case
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.edit import save_edits
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.what_if import WhatIf, what_if
from studies.two_cases import FOLDER, ever, ladder, now, on_the_horizon, uncertain

FEW = 64
TRADE = {"explanations.interests.weights.trade": 2.0}
READERS = {"now": now, "horizon": on_the_horizon, "ever": ever}


def part(found: WhatIf, path: str) -> dict[str, float]:
    return dict(next(one.change for one in found.parts if one.path == path))


def changes(found: WhatIf) -> dict[str, float]:
    return {name: one.difference.mean for name, one in found.changes["horizon"].items()}


@pytest.mark.parametrize("case", [ladder(), uncertain(), small_case()], ids=["fixed", "uncertain", "small"])
def test_before_and_after_are_the_numbers_of_assess(case):
    edits = {"decision_maker.advisers": 6}
    found = what_if(case, edits, particles=FEW, seed=2)
    for version, side in ((case, "before"), (case.edited(edits), "after")):
        assessment = assess(version, particles=FEW, seed=2)
        for when, read in READERS.items():
            told = {name: getattr(one, side).probability for name, one in found.changes[when].items()}
            assert told == pytest.approx(read(assessment), abs=1e-9)


@pytest.mark.parametrize("case", [ladder(), uncertain()], ids=["fixed", "uncertain"])
def test_a_saved_edit_gives_the_same_numbers(case: Case, tmp_path: Path):
    folder = tmp_path / "ladder"
    shutil.copytree(FOLDER, folder)
    if case.edits:
        save_edits(folder, dict(case.edits))
    found = what_if(load_case(folder), TRADE, particles=FEW, seed=3)
    saved = save_edits(folder, TRADE)
    assert saved.fingerprint == found.edited_fingerprint
    assert found.after == pytest.approx(on_the_horizon(assess(load_case(folder), particles=FEW, seed=3)), abs=1e-9)
    again = what_if(load_case(folder), {"title": "A ladder, saved"}, particles=FEW, seed=3)
    assert again.before == found.after


@pytest.mark.parametrize(
    "edits",
    [
        TRADE,
        {"decision_maker.bias.pressure": 0.5, "conditions.pressure.drift": -1},
        {"decision_maker.review.every": 2, "decision_maker.noise": 0, "conditions.pressure.dwell": 2},
        {"evidence.visit.accuracy": 0.2},
    ],
)
@pytest.mark.parametrize("case", [ladder(), uncertain()], ids=["fixed", "uncertain"])
def test_the_parts_sum_to_the_change(case, edits):
    found = what_if(case, edits, particles=FEW)
    total = {name: sum(one.change[name] for one in found.parts) for name in found.before}
    assert total == pytest.approx(changes(found), abs=1e-12)
    assert {name: found.after[name] - found.before[name] for name in found.before} == pytest.approx(changes(found))


def test_the_parts_sum_where_conditions_move_differently_under_each_setting_and_a_level_is_final():
    found = what_if(small_case(), {"explanations.kin.weights.kinship": 0.5}, particles=8)
    assert {name: sum(one.change[name] for one in found.parts) for name in found.before} == pytest.approx(
        changes(found)
    )
    assert all(abs(move) < 1e-9 for move in part(found, "conditions").values())


@pytest.mark.parametrize(
    ("edits", "path"),
    [
        (TRADE, "reasons"),
        ({"instruments.stance.inertia": 0}, "reasons"),
        ({"decision_maker.advisers": 9}, "perception"),
        ({"conditions.pressure.drift": 2}, "conditions"),
    ],
)
def test_with_no_past_all_goes_through_the_part_that_is_edited(edits, path):
    # Without patience, which would let a change of conditions into the actor's plans.
    case = ladder().edited({"decision_maker.patience": 0})
    found = what_if(case, edits, as_of="2021-01-01")
    largest = max(map(abs, changes(found).values()))
    assert largest > 1e-3
    for one in found.parts:
        expected = changes(found) if one.path == path else dict.fromkeys(found.before, 0.0)
        # The opening day itself is past at its end: one day of three hundred goes through the record.
        exactly = 1e-9 if one.path not in (path, "record") else 0.01 * largest
        assert dict(one.change) == pytest.approx(expected, abs=exactly)


def test_two_paths_at_once_are_the_mean_over_both_orders_of_assessments():
    case, opens = ladder().edited({"decision_maker.patience": 0}), "2021-01-01"
    bias, drift = {"decision_maker.bias.pressure": 1.5}, {"conditions.pressure.drift": 2}
    none, one, two, both = (
        on_the_horizon(assess(case.edited(edits), as_of=opens)) for edits in ({}, bias, drift, bias | drift)
    )
    found = what_if(case, bias | drift, as_of=opens)
    for name in none:
        expected = ((one[name] - none[name]) + (both[name] - two[name])) / 2
        assert abs(both[name] - two[name] - one[name] + none[name]) > 1e-4
        # One day of three hundred is past, and goes through the record.
        assert part(found, "perception")[name] == pytest.approx(expected, abs=0.01 * abs(expected))


def test_an_edit_of_the_evidence_goes_through_the_record_alone():
    found = what_if(ladder(), {"evidence.visit.accuracy": 0.2})
    assert max(map(abs, changes(found).values())) > 1e-4
    assert part(found, "record") == pytest.approx(changes(found), abs=1e-9)


def test_a_patient_actor_plans_otherwise_where_conditions_move_otherwise():
    found = what_if(ladder(), {"conditions.pressure.drift": 2})
    assert max(map(abs, part(found, "reasons").values())) > 1e-5


def test_the_range_is_of_the_difference_at_the_same_settings_and_narrower_than_either_number():
    found = what_if(uncertain(), {"decision_maker.advisers": 6}, particles=512)
    for one in found.changes["horizon"].values():
        assert one.difference.low <= one.difference.mean <= one.difference.high
        assert one.difference.high - one.difference.low < 0.5 * (one.after.high - one.after.low)
        assert 0 < one.error < found.error


def test_the_error_of_a_change_is_what_seeds_make_of_it():
    found = [what_if(uncertain(), TRADE, particles=FEW, seed=seed) for seed in range(8)]
    spread = np.std([changes(one)["apart"] for one in found], ddof=1)
    told = np.mean([one.changes["horizon"]["apart"].error for one in found])
    # An error from four islands is itself known to a factor of about two.
    assert spread / 3 < told < 3 * spread


def test_where_nothing_is_drawn_there_is_no_range_and_no_error():
    found = what_if(ladder(), TRADE)
    assert (found.error, found.change_error, found.particles) == (0, 0, 1)
    assert all(one.difference.low is None for one in found.changes["ever"].values())


def test_an_edit_may_leave_nothing_uncertain_or_make_something_so():
    fixing = {"decision_maker.decisiveness": 1.3, "rating_strength": 0.5, "decision_maker.mix": {"kin": 1}}
    for case, edits in ((uncertain(), fixing), (ladder(), {"decision_maker.decisiveness": {"median": 1, "spread": 2}})):
        found = what_if(case, edits, particles=FEW)
        total = {name: sum(one.change[name] for one in found.parts) for name in found.before}
        assert total == pytest.approx(changes(found), abs=1e-12)


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ({"clock.horizon": "2023-06-30"}, "when the case opens or ends"),
        ({"excluded": []}, "which courses"),
    ],
)
def test_an_edit_of_the_frame_has_no_parts_and_says_why(edits, why):
    found = what_if(small_case(), edits, as_of="2021-03-31", particles=8)
    assert found.parts == ()
    assert why in found.inseparable


def test_every_edit_is_told_with_what_stood_there_before():
    found = what_if(ladder(), {"decision_maker.advisers": 4, "availability.allied": 1})
    assert [(one.path, one.before, one.after) for one in found.edits] == [
        ("decision_maker.advisers", 2, 4),
        ("availability.allied", None, 1),
    ]


@pytest.mark.parametrize(
    ("edits", "asked"),
    [
        ({}, {}),
        ({"decision_maker.adviser": 4}, {}),
        (TRADE, {"rater": "nobody"}),
        (TRADE, {"particles": 0}),
        ({"clock.horizon": "2021-02-28"}, {"as_of": "2021-06-20"}),
    ],
)
def test_what_makes_no_sense_is_refused(edits, asked):
    with pytest.raises(UsageError):
        what_if(ladder(), edits, **asked)


def test_the_same_seed_gives_the_same_answer_and_json_is_plain():
    first, again, other = (what_if(uncertain(), TRADE, particles=8, seed=seed).to_dict() for seed in (1, 1, 2))
    assert json.dumps(first, allow_nan=False) == json.dumps(again)
    assert first != other
    assert first["schema"] == "equipoise/what-if/1"


def test_progress_tells_what_is_being_done():
    said: list[str] = []
    what_if(ladder(), TRADE, progress=said.append)
    assert said == [
        "believing the record",
        "believing it with the edits made",
        "comparing",
        "following the paths of the change",
    ]
