"""The list of evidence: what is in view, and in which order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.parts.evidence_list import LEFT_OUT, Filter, Show, filtered, lines, list_markup

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(new_case(tmp_path / "own"))


def ids(case: Case, asked: Filter) -> list[str]:
    return [item.id for item in filtered(case, asked, "default")]


def test_the_blind_order_is_the_same_each_time_for_one_person_and_differs_between_people(case: Case) -> None:
    many = replace(case, evidence=tuple(case.items["speech"].model_copy(update={"id": f"i{n}"}) for n in range(30)))
    ann = ids(many, Filter(shuffled_by="ann"))
    assert ann == ids(replace(many, evidence=many.evidence[::-1]), Filter(shuffled_by="ann"))
    assert ann != ids(many, Filter(shuffled_by="ben"))
    assert sorted(ann) == sorted(ids(many, Filter()))


def test_order_is_that_of_dates(case: Case) -> None:
    days = [item.date.end for item in filtered(case, Filter(), "default")]
    assert days == sorted(days)


def test_every_item_is_either_counted_or_left_out(case: Case) -> None:
    shows: tuple[Show, ...] = ("rated", "open", "left out")
    parts = [ids(case, Filter(show=show)) for show in shows]
    assert sorted(item for part in parts for item in part) == sorted(item.id for item in case.evidence)
    assert {case.items[item].kind for item in parts[2]} <= set(LEFT_OUT)


def test_words_narrow_the_list_to_items_that_have_all_of_them(case: Case) -> None:
    assert ids(case, Filter(words="DUES fifths")) == ["dues-withheld"]
    assert ids(case, Filter(words="dues nowhere")) == []


def test_what_is_too_much_to_draw_is_counted(case: Case) -> None:
    drawn = lines(case, case.evidence[:2], "default")
    assert str(list_markup(drawn, selected="", label="")).count("<li") == 2
    assert "more" not in str(list_markup(drawn, selected="", label=""))
    assert "4,998 more" in str(list_markup(drawn, selected="", label="", left=4998)).replace("\u202f", ",")


def test_what_a_case_says_is_text_and_never_markup(case: Case) -> None:
    items = [case.items["speech"].model_copy(update={"what": SCRIPT})]
    markup = str(list_markup(lines(case, items, "default"), selected="speech", label=SCRIPT))
    assert markup.count("&lt;script&gt;") == 2
    assert "<script" not in markup
