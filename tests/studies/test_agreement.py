"""Agreement of raters: compared by what the model reads, side by side, and refused where there is too little."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Rating
from equipoise.errors import UsageError
from equipoise.probability.krippendorff import krippendorff_alpha
from equipoise.studies.agreement import agreement

LADDER = load_case(str(Path(__file__).parents[1] / "cases" / "ladder"))
LEVELS = ("apart", "hedged", "allied")
ITEMS = ("visit", "visit-again", "tariff", "abstain", "late-news")


def rows(rater: str, item: str, ratings: Sequence[float | None], subject: str = "scenarios") -> list[Rating]:
    """A rater's ratings of the three levels of a subject; None leaves one out."""
    levels = {"scenarios": LEVELS, "stance": LEVELS, "pressure": ("low", "medium", "high")}[subject]
    return [
        Rating(item=item, subject=subject, level=level, rating=value, rater=rater)
        for level, value in zip(levels, ratings, strict=True)
        if value is not None
    ]


def rated(*more: list[Rating]) -> Case:
    """The ladder with these ratings and no others."""
    return replace(LADDER, ratings=tuple(row for some in more for row in some))


def test_ratings_that_differ_by_the_same_on_every_level_say_the_same() -> None:
    case = rated(rows("ann", "visit", (6, 3, 0)), rows("bob", "visit", (3, 0, -3)))
    (found,) = agreement(case).differences
    assert found.largest == 0
    for level, weight in zip(found.levels, (3, 0, -3), strict=True):
        assert level.centred == {"ann": weight, "bob": weight}
    assert [level.rated["bob"] for level in found.levels] == [3, 0, -3]


def test_raters_without_a_difference_have_none_in_an_assessment_either() -> None:
    case = rated(rows("ann", "visit", (6, 3, 0)), rows("bob", "visit", (3, 0, -3)))
    ann, bob = (assess(case, rater=name).to_dict()["scenarios"] for name in ("ann", "bob"))
    assert [row["probability"] for row in ann] == pytest.approx([row["probability"] for row in bob], abs=1e-12)


def test_a_level_left_out_stands_at_nought_as_the_model_reads_it_and_is_named() -> None:
    case = rated(rows("ann", "visit", (6, None, None)), rows("bob", "visit", (6, -3, None)))
    (found,) = agreement(case).differences
    apart, hedged = found.levels
    assert apart.centred == {"ann": 4, "bob": 5}
    assert hedged.centred == {"ann": -2, "bob": -4}
    assert hedged.rated == {"ann": None, "bob": -3}
    assert found.left_out == {"ann": ("hedged",)}
    assert found.largest == 2


def test_an_item_that_one_rater_left_out_comes_last_and_says_who_left_what_out() -> None:
    case = rated(rows("ann", "tariff", (9, 0, 0)), rows("ann", "visit", (1, 0, 0)), rows("bob", "visit", (1, 0, 0)))
    same, lone = agreement(case).differences
    assert (same.item, same.largest) == ("visit", 0)
    assert (lone.item, lone.largest) == ("tariff", None)
    assert lone.left_out == {"bob": LEVELS}
    assert all(level.centred["bob"] is None and level.spread is None for level in lone.levels)


def test_the_largest_disagreement_comes_first_and_opposite_signs_are_marked() -> None:
    case = rated(
        rows("ann", "visit", (3, 0, -3)),
        rows("bob", "visit", (2, 0, -2)),
        rows("ann", "tariff", (6, 0, -6)),
        rows("bob", "tariff", (-6, 0, 6)),
    )
    first, second = agreement(case).differences
    assert (first.item, first.largest, first.signs_differ) == ("tariff", 12, True)
    assert [level.signs_differ for level in first.levels] == [True, False, True]
    assert (second.item, second.largest, second.signs_differ) == ("visit", 1, False)


def test_alpha_is_that_of_the_centred_decibans_and_signs_of_cells_both_rated() -> None:
    ann = [(6, 3, 0), (-3, 0, 3), (3, 0, -6), (0, 1.5, None), (2, 2, 2)]
    bob = [(3, 3, 0), (-6, 0, 3), (3, 3, -6), (1, None, 2), (4, 0, 2)]
    case = rated(
        *(rows("ann", item, given) for item, given in zip(ITEMS, ann, strict=True)),
        *(rows("bob", item, given) for item, given in zip(ITEMS, bob, strict=True)),
    )
    found = agreement(case).overall

    def centred(given: Sequence[float | None]) -> list[float]:
        mean = sum(value or 0 for value in given) / 3
        return [np.nan if value is None else value - mean for value in given]

    cells = [cell for a, b in zip(ann, bob, strict=True) for cell in zip(centred(a), centred(b), strict=True)]
    shared = np.array([cell for cell in cells if not np.isnan(cell).any()])
    assert (found.cells, found.items, found.refusal) == (13, 5, "")
    assert found.value == pytest.approx(krippendorff_alpha(shared, metric="interval"), abs=1e-12)
    assert found.sign == pytest.approx(krippendorff_alpha(np.sign(shared), metric="ordinal"), abs=1e-12)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


def test_ratings_of_explanations_are_compared_apart() -> None:
    both = [row for name in ("ann", "bob") for item in ITEMS for row in rows(name, item, (3, 0, -3))]
    kin = [
        Rating(item=item, subject="explanations", level="kin", rating=value, rater=name)
        for item in ITEMS
        for name, value in (("ann", 6), ("bob", -6))
    ]
    found = agreement(rated(both, kin))
    assert [(one.subject, one.counts) for one in found.subjects] == [("scenarios", True), ("explanations", False)]
    assert found.overall == found.subjects[0].alpha
    assert found.overall.value == 1
    assert found.subjects[1].alpha.refusal.startswith("5 cells")


def test_planted_ratings_are_a_subject_of_their_own_with_the_same_levels() -> None:
    planted = [
        Rating(item="visit", subject="planted:pressure", level="high", rating=value, rater=name)
        for name, value in (("ann", 6), ("bob", 3))
    ]
    (found,) = agreement(rated(planted)).differences
    assert found.subject == "planted:pressure"
    assert found.levels[0].centred == {"ann": 4, "bob": 2}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (rated(), "nobody has rated anything"),
        (rated(rows("ann", "visit", (3, 0, 0))), "only one rater has rated: ann"),
        (rated(rows("ann", "visit", (3, 0, 0)), rows("bob", "visit", (3, 0, 0))), "3 cells were rated by two raters"),
        (
            rated(*(rows(name, item, (1, 1, 1)) for name in ("ann", "bob") for item in ITEMS)),
            "all shared cells carry the same weight",
        ),
    ],
)
def test_too_little_has_no_coefficient_and_says_why(case: Case, told: str) -> None:
    found = agreement(case)
    assert found.overall.value is None
    assert told in found.refusal


@pytest.mark.parametrize("asked", [["ann"], ["ann", "ann"], ["ann", "zoe"]], ids=str)
def test_raters_who_cannot_be_compared_are_refused(asked: list[str]) -> None:
    case = rated(rows("ann", "visit", (3, 0, 0)), rows("bob", "visit", (3, 0, 0)))
    with pytest.raises(UsageError, match="zoe" if "zoe" in asked else "two raters"):
        agreement(case, asked)


def test_only_those_asked_for_are_compared() -> None:
    case = rated(*(rows(name, "visit", (value, 0, 0)) for name, value in (("ann", 3), ("bob", 3), ("eve", -6))))
    assert agreement(case).differences[0].largest == 6
    found = agreement(case, ["ann", "bob"])
    assert found.raters == ("ann", "bob")
    assert found.differences[0].largest == 0


RATINGS = st.lists(st.tuples(*[st.integers(-6, 6)] * 3), min_size=5, max_size=5)


@given(RATINGS, RATINGS, st.integers(-5, 5))
def test_a_shift_of_one_rater_and_the_order_of_raters_change_nothing(ann, bob, shift) -> None:
    def compared(first, second, *names):
        case = rated(
            *(rows("ann", item, given) for item, given in zip(ITEMS, first, strict=True)),
            *(rows("bob", item, given) for item, given in zip(ITEMS, second, strict=True)),
        )
        return agreement(case, names, resamples=20)

    plain = compared(ann, bob, "ann", "bob")
    moved = compared(ann, [tuple(value + shift for value in given) for given in bob], "bob", "ann")
    assert moved.overall.cells == plain.overall.cells
    if plain.overall.value is None:
        return
    assert moved.overall.value == pytest.approx(plain.overall.value, abs=1e-9)
    assert moved.overall.sign == (None if plain.overall.sign is None else pytest.approx(plain.overall.sign, abs=1e-9))
    assert [one.largest for one in moved.differences] == pytest.approx(
        [one.largest for one in plain.differences], abs=1e-9
    )


def test_the_same_seed_gives_the_same_and_all_of_it_is_plain_json() -> None:
    case = rated(
        *(rows("ann", item, (n, 0, -n)) for n, item in enumerate(ITEMS)),
        *(rows("bob", item, (n - 1, 1, -n)) for n, item in enumerate(ITEMS)),
    )
    first, again, other = (agreement(case, seed=seed, resamples=25).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first["overall"]["value"] == other["overall"]["value"]
    assert (first["overall"]["low"], first["overall"]["high"]) != (other["overall"]["low"], other["overall"]["high"])
    assert json.loads(json.dumps(first, allow_nan=False))["schema"] == "equipoise/agreement/1"
