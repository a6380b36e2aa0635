"""What is said of a what-if."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.report.page_text import page_text
from equipoise.report.view.what_if import parts_that_sum, value_text, what_if_view
from equipoise.studies.shared_draws.spreads import Difference, Spread
from equipoise.studies.shared_draws.versions import WHENS, Changed
from equipoise.studies.what_if import Edited, Part, WhatIf
from equipoise.studies.what_if.channels import PATHS
from report.hand_made import SCENARIOS, case

BEFORE = (0.03, 0.83, 0.11, 0.03)


def made(moves=(0.05, -0.04, -0.01, 0.0), *, error=0.002, inseparable="", edits=None) -> WhatIf:
    """A what-if in which three quarters of every change go through the reasons and the rest through the record."""

    def changed(before, move):
        after = before + move
        return Changed(Spread(before, None, None), Spread(after, None, None), Difference(move, move, move), error)

    changes = {name: changed(p, move) for name, p, move in zip(SCENARIOS, BEFORE, moves, strict=True)}
    shares = {"reasons": 0.75, "record": 0.25}
    parts = tuple(
        Part(path, {n: shares.get(path, 0.0) * m for n, m in zip(SCENARIOS, moves, strict=True)}, {}) for path in PATHS
    )
    return WhatIf(
        case="ruritania",
        fingerprint="sha256:0",
        edited_fingerprint="sha256:1",
        edits=edits or (Edited("decision_maker.advisers", 1, 5),),
        as_of=date(2023, 3, 31),
        horizon=date(2024, 3, 31),
        rater="default",
        seed=0,
        particles=512,
        changes=dict.fromkeys(WHENS, changes),
        parts=() if inseparable else parts,
        inseparable=inseparable,
        error=0.004,
        change_error=error,
    )


def told(found: WhatIf) -> str:
    return " ".join(page_text(what_if_view(case(), found)).replace("\u202f", " ").split())


def test_the_page_tells_the_edit_the_finding_and_the_paths():
    text = told(made())
    assert "decision_maker.advisers: 5 instead of 1." in text
    assert "Arm’s length moves most on 31 March 2024: it rises from 3 % to 8 %." in text
    assert (
        "It moves Arm’s length through what the actor would choose, conditions given (+3.8) and what the record says "
        "of today and of what is uncertain (+1.2)"
    ) in text
    assert "The edited case, saved, gives these numbers." in text


def test_another_leader_comes_first():
    text = told(made((0.6, -0.6, 0.0, 0.0)))
    assert "Arm’s length would lead instead of Straddle." in text


def test_a_change_within_the_noise_is_told_so():
    assert "no more than the draws" in told(made((0.003, -0.003, 0, 0), error=0.002))
    assert "no more than the draws" not in told(made((0.05, -0.05, 0, 0), error=0.002))


def test_nothing_moved_is_told_plainly():
    assert "No scenario moves on 31 March 2024." in told(made((0, 0, 0, 0)))


def test_paths_that_cannot_be_told_apart_say_why():
    assert "cannot be told apart: the edit changes when the case opens or ends." in told(
        made(inseparable="the edit changes when the case opens or ends")
    )


def test_the_page_fits_79_columns_whatever_is_edited():
    long = Edited("considerations.sanctions.weighs.battlefield", None, {f"level{n}": n / 3 for n in range(40)})
    lines = page_text(what_if_view(case(), made(edits=(long,)))).splitlines()
    assert max(map(len, lines)) <= 79


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4))
def test_shown_parts_add_up_and_none_is_far_from_its_own(parts):
    *shown, total = parts_that_sum(parts)
    assert sum(round(10 * one) for one in shown) == round(10 * total)
    assert total == pytest.approx(100 * sum(parts), abs=0.0501)
    assert all(abs(one - 100 * part) < 0.31 for one, part in zip(shown, parts, strict=True))


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "nothing"), (0.053, "0.053"), (-2, "−2"), ("+", "+"), ({"a": 1}, '{"a": 1}'), (True, "true")],
)
def test_a_value_is_told_as_it_stands_in_the_file(value, text):
    assert value_text(value) == text
