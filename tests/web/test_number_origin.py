"""A number leads to the evidence it rests on, its source and its place."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.ledger.ledger import Ledger
from equipoise.report import document
from equipoise.web.labels import say
from equipoise.web.parts.asked_number import AskedNumber, Subject, subject_of
from equipoise.web.parts.number_kinds import NUMBER_KINDS, number_kind
from equipoise.web.parts.number_origin import item_origin_markup, ledger_markup, moved_markup, number_markup
from equipoise.web.workspace.origins import Origins, find_origins


def address(page: str, **parameters: str) -> str:
    return f"/case/own/{page}?{urlencode(parameters)}"


@pytest.fixture(scope="module")
def sweden() -> Case:
    return load_case("sweden-nato")


@pytest.fixture(scope="module")
def origins(sweden: Case) -> Origins:
    return find_origins(sweden, None, "default", progress=lambda _: None)


def test_the_scenario_is_the_one_named_last_before_the_number() -> None:
    case = load_case("sino-russian")
    asked = AskedNumber(row="The chance of each: Overt support 15 % (7-24), Arm Russia")
    assert case.definition.scenarios[subject_of(case, asked).scenario].title == "Arm Russia"


def test_what_the_page_says_goes_before_what_stands_around(sweden: Case) -> None:
    first, second, *_ = sweden.definition.scenarios
    title = sweden.definition.scenarios[first].title or first
    assert subject_of(sweden, AskedNumber(about=f"ahead {second}", row=title)).scenario == second
    assert subject_of(sweden, AskedNumber(about="line 3", row=title)).line == 3


def test_a_hue_tells_the_scenario_where_no_word_does(sweden: Case) -> None:
    second = list(sweden.definition.scenarios)[1]
    assert subject_of(sweden, AskedNumber(slot="2")).scenario == second
    assert subject_of(sweden, AskedNumber()).scenario == next(iter(sweden.definition.scenarios))


def test_every_row_that_begins_with_what_an_item_says_is_about_it(sweden: Case) -> None:
    for item in sweden.evidence:
        found = subject_of(sweden, AskedNumber(row=" ".join(item.what.split())[:160])).item
        assert " ".join(sweden.items[found].what.split())[:150] == " ".join(item.what.split())[:150]


def test_what_moves_a_number_is_listed_with_item_source_place_and_line(sweden: Case, origins: Origins) -> None:
    subject = Subject(scenario=next(iter(sweden.definition.scenarios)))
    shown = str(moved_markup(sweden, subject, "scenario", origins, address, say))
    strongest = max(origins.moved, key=lambda item: abs(origins.moved[item][subject.scenario]))
    assert address("evidence", item=strongest) in shown
    assert origins.files[strongest] in shown
    assert "ratings.csv:" in shown
    assert " dB" in shown or "\u202fdB" in shown


def test_the_file_and_line_of_an_item_are_where_it_stands(sweden: Case, origins: Origins) -> None:
    assert sweden.folder is not None
    for item, place in origins.files.items():
        file, _, line = place.partition(":")
        text = (sweden.folder / file).read_text(encoding="utf-8").splitlines()
        assert any(f"id: {item}" in near for near in text[int(line) - 1 : int(line) + 2]), item


def test_the_rows_of_ratings_are_those_of_the_item(sweden: Case, origins: Origins) -> None:
    assert sweden.folder is not None
    rows = (sweden.folder / "ratings.csv").read_text(encoding="utf-8").splitlines()
    assert all(item in rows[line - 1] for item, lines in origins.rating_lines.items() for line in lines)


def test_explanations_gain_nothing_on_average(origins: Origins) -> None:
    for gained in origins.told_apart.values():
        assert sum(gained.values()) == pytest.approx(0.0, abs=1e-9)


def test_a_place_whose_document_is_not_kept_says_so() -> None:
    case = load_case("sino-russian")
    item = next(item for item in case.evidence if item.where)
    there = {place.document for place in item.where}
    assert "not kept here" in item_origin_markup(case, item, (), address, say)
    assert "not kept here" not in item_origin_markup(case, item, there, address, say)
    assert "/case/own/documents?document=" in item_origin_markup(case, item, (), address, say)


def test_a_number_of_the_ledger_shows_its_line_and_its_hash() -> None:
    ledger = Ledger("sino-russian")
    for entry in ledger.entries:
        shown = ledger_markup(ledger.tracks, ledger.entries, entry.number, say)
        assert entry.hash in shown
        assert (entry.previous or "the first line") in shown


def test_an_address_with_anything_in_it_shows_nothing_but_text(sweden: Case) -> None:
    asked = AskedNumber.read({"number": "<script>1</script>", "row": "<b>" * 500, "of": "../x", "about": "line 9"})
    shown = number_markup(asked, say)
    assert "<script" not in shown
    assert "<b>" not in shown
    assert subject_of(sweden, asked).scenario in sweden.definition.scenarios


def test_every_section_of_a_brief_has_a_kind_of_number() -> None:
    folder = Path(document.__file__).parent
    ids = {
        line.split('"')[1]
        for file in folder.glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith('id="')
    }
    assert ids
    assert ids - set(NUMBER_KINDS) == set()


def test_what_a_kind_says_is_translated() -> None:
    for kind in (*NUMBER_KINDS.values(), number_kind("")):
        assert say(kind.what, "zh") != kind.what
        assert say(kind.ranges, "zh") != kind.ranges
