"""From an item to the words it rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documents.made import pdf
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Place
from equipoise.case.trace import trace
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest
from equipoise.errors import UsageError

LADDER = Path(__file__).parents[1] / "cases" / "ladder"
PAGES = ("The talks began in spring.", "The minister said that they go on. Nobody objected.")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    found = ingest(tmp_path, [Incoming("talks.pdf", piped=pdf(*PAGES))], title="Talks")
    start = (found.folder / "talks.txt").read_text().index("The minister")
    case = replace(load_case(str(LADDER)), folder=tmp_path)
    place = Place(document="talks", start=start, end=start + len("The minister said"))
    evidence = (case.evidence[0].model_copy(update={"where": [place]}), *case.evidence[1:])
    return replace(case, evidence=evidence)


def test_the_words_are_shown_in_their_context_with_page_and_line(case: Case) -> None:
    found = trace(case, case.evidence[0].id)
    (place,) = found.places
    assert found.holds
    assert place.context is not None
    assert place.context.quoted == "The minister said"
    assert place.context.after.startswith(" that they go on.")
    assert (place.page, place.document.title if place.document else None) == (2, "Talks")


@pytest.mark.parametrize("name", ["talks.pdf", "talks.txt"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_changed_original_or_text_is_named_and_nothing_is_shown(case: Case, name: str, is_gone: bool) -> None:
    assert case.folder is not None
    path = case.folder / "documents" / name
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.unlink() if is_gone else path.write_bytes(raw)
    found = trace(case, case.evidence[0].id)
    (place,) = found.places
    assert not found.holds
    assert place.context is None
    assert name in place.problem
    assert ("is gone" in place.problem) == is_gone


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(document="talk", start=0, end=3), "no document 'talk'"),
        (Place(document="talks", start=0, end=999), "characters, none from 0 to 999"),
    ],
)
def test_a_place_that_is_not_there_is_told(case: Case, place: Place, said: str) -> None:
    item = case.evidence[1].model_copy(update={"where": [*case.evidence[0].where, place]})
    found = trace(replace(case, evidence=(item,)), item.id)
    assert [bool(one.problem) for one in found.places] == [False, True]
    assert said in found.places[1].problem
    assert not found.holds


def test_an_item_without_a_place_does_not_hold(case: Case) -> None:
    assert not trace(case, case.evidence[1].id).holds


def test_an_unknown_item_and_a_case_without_a_folder_are_mistakes(case: Case) -> None:
    with pytest.raises(UsageError, match="no item"):
        trace(case, "absent")
    with pytest.raises(UsageError, match="in memory"):
        trace(replace(case, folder=None), case.evidence[0].id)
