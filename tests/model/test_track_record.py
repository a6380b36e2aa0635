"""What settled claims make of a grade, by hand, and which items they speak for."""

from __future__ import annotations

from datetime import date

import pytest

from case.small_case import small_case
from equipoise.case.schema import Source
from equipoise.model.arrays import LETTERS
from equipoise.model.compile.evidence import reliability
from equipoise.model.track_record import track_record

BEFORE, AFTER = date(2022, 1, 1), date(2022, 12, 31)


def claims(right: int = 0, wrong: int = 0, void: int = 0, known: str = "2022-06-01") -> list[dict[str, str]]:
    said = ["right"] * right + ["wrong"] * wrong + ["void"] * void
    return [{"says": "So", "resolved": one, "known": known, "by": "yearbook"} for one in said]


def test_claims_are_added_to_the_beta_of_the_letter():
    source = Source.model_validate({"title": "A wire", "grade": "C", "claims": claims(right=3, wrong=1, void=2)})
    record = track_record(source, AFTER)
    assert (record.right, record.wrong, record.void) == (3, 1, 2)
    assert record.posterior == (17, 7)
    assert record.mean == pytest.approx(17 / 24)


def test_claims_settled_later_do_not_count():
    source = Source.model_validate({"title": "A wire", "grade": "C", "claims": claims(wrong=9)})
    assert track_record(source, BEFORE).mean == pytest.approx(14 / 20)


def test_five_right_of_five_make_no_a_of_a_d():
    source = Source.model_validate({"title": "A wire", "grade": "D", "claims": claims(right=5)})
    assert track_record(source, AFTER).mean == pytest.approx(0.6)


def test_a_source_without_a_grade_starts_from_f_and_learns_fast():
    source = Source.model_validate({"title": "A wire", "claims": claims(right=1, wrong=3)})
    assert track_record(source, AFTER).mean == pytest.approx(2 / 6)


def case_with(**changes: object):
    """The small case, `map` reported by a learned wire (grade B, two right, three wrong) and as changed."""
    base = {"sources.wire.claims": claims(right=2, wrong=3), "sources.wire.reliability": "learned"}
    return small_case(base | {name.replace("__", "."): value for name, value in changes.items()})


def accuracy_of_map(case, as_of=AFTER):
    return reliability(case, case.items["map"], as_of)


def test_a_learned_source_gives_its_mean_as_a_fixed_number():
    found = accuracy_of_map(case_with())
    assert (found.mean, found.letter) == (pytest.approx(19 / 25), None)


def test_without_being_asked_claims_change_nothing():
    found = accuracy_of_map(case_with(sources__wire__reliability="fixed"))
    assert (found.mean, found.letter) == (17 / 20, list(LETTERS).index("B"))


def test_it_stands_in_for_the_letter_of_the_item_and_its_digit_stays():
    assert accuracy_of_map(case_with(evidence__4__grade="E3")).mean == pytest.approx(0.8 * 19 / 25)


def test_an_item_that_a_fixed_source_reports_too_keeps_its_own_letter():
    found = accuracy_of_map(case_with(evidence__4__grade="E3", evidence__4__sources=["wire", "yearbook"]))
    assert (found.mean, found.letter) == (pytest.approx(0.8 * 0.3), list(LETTERS).index("E"))


def test_without_a_letter_of_its_own_an_item_is_as_good_as_its_best_source():
    mixed = {"evidence__4__sources": ["wire", "yearbook"]}
    assert accuracy_of_map(case_with(**mixed)).mean == pytest.approx(19 / 25)
    better = accuracy_of_map(case_with(sources__yearbook__grade="A", **mixed))
    assert (better.mean, better.letter) == (19 / 20, list(LETTERS).index("A"))


def test_accuracy_and_exact_go_before_what_was_learned():
    assert accuracy_of_map(case_with(evidence__4__accuracy=0.3)).mean == 0.3
    assert accuracy_of_map(case_with(evidence__4__exact=True)).mean == 1.0


def test_before_any_claim_is_settled_a_learned_source_is_as_graded():
    assert accuracy_of_map(case_with(), BEFORE).mean == pytest.approx(17 / 20)
