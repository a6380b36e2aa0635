"""A candidate on a page: the form it is asked with, and what is said beside which field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.documents.candidates import read_candidates
from equipoise.errors import EquipoiseError, InvalidCaseError, UsageError
from equipoise.review.queue import ReviewQueue
from equipoise.review.standing import standing
from equipoise.web.parts.candidate import (
    candidate_markup,
    filled_in,
    findings_by_field,
    item_of,
    outcome_markup,
    source_names,
    targets,
)
from equipoise.web.parts.document_list import items_at, origin_proposals, rows, web_link
from equipoise.web.parts.document_marks import marks_of
from equipoise.web.parts.missing_documents import missing_markup
from equipoise.web.workspace.document_shelf import Shelf
from review.reviewed_case import BORDER_ACT, BORDER_SAID, WIRE_ACT, make_case, queue_of


@pytest.fixture
def queue(tmp_path: Path) -> ReviewQueue:
    return queue_of(make_case(tmp_path / "case"))


def test_a_form_left_as_it_is_gives_the_item_that_was_suggested(queue: ReviewQueue) -> None:
    for name in (BORDER_ACT, BORDER_SAID):
        suggestion = queue.suggestion(queue.candidate(name))
        assert item_of(filled_in(suggestion), suggestion, load_case(queue.folder)) == suggestion.item


def test_an_emptied_field_is_left_out(queue: ReviewQueue) -> None:
    suggestion = queue.suggestion(queue.candidate(WIRE_ACT))
    item = item_of({**filled_in(suggestion), "origin": " ", "sources": ""}, suggestion, load_case(queue.folder))
    assert (item.origin, item.sources, item.new_sources) == (None, (), {})


def test_a_new_source_takes_the_title_and_grade_that_were_typed(queue: ReviewQueue) -> None:
    suggestion = queue.suggestion(queue.candidate(BORDER_ACT))
    typed = {**filled_in(suggestion), "sources": "herald", "source_title": "The Herald", "source_grade": "C"}
    item = item_of(typed, suggestion, load_case(queue.folder))
    assert item.new_sources == {"herald": {"title": "The Herald", "grade": "C"}}


def test_sources_are_told_apart_by_commas() -> None:
    assert source_names(" a, b ,,a") == ("a", "b")


def test_findings_stand_beside_the_field_they_are_about(queue: ReviewQueue) -> None:
    suggestion = queue.suggestion(queue.candidate(BORDER_ACT))
    item = replace(suggestion.item, date="soon", kind="gossip", sources=("nobody",), new_sources={})
    with pytest.raises(InvalidCaseError) as refused:
        queue.accept(BORDER_ACT, item=item)
    found = findings_by_field(refused.value, item)
    assert {"date", "kind", "sources"} <= set(found)
    assert "soon" in found["date"][0]


def test_an_error_of_no_field_is_told_by_itself_with_what_to_do(queue: ReviewQueue) -> None:
    error: EquipoiseError = UsageError("it is decided", hint="take it back")
    assert findings_by_field(error, queue.suggestion(queue.candidate(BORDER_ACT)).item) == {
        "": ["it is decided; take it back"]
    }


def test_a_search_finds_items_and_candidates_with_those_on_the_same_words_first(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))
    case, candidate = load_case(queue.folder), queue.candidate(WIRE_ACT)
    there = standing(read_candidates(queue.folder), queue.history())
    same = queue.suggestion(candidate).same_words
    assert [one.id for one in targets(case, there, candidate, same, "")] == ["posts-open"]
    assert targets(case, there, candidate, same, "posts")[0].id == "posts-open"
    assert [one.id for one in targets(case, there, candidate, same, "union PATIENT")] == [BORDER_SAID]
    assert targets(case, there, candidate, same, "zzz") == []


def test_an_accepted_candidate_is_marked_as_its_item_alone(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))
    queue.reject(BORDER_SAID, "a <mood>")
    there = standing(read_candidates(queue.folder), queue.history())
    found = [(mark.kind, mark.name, mark.status) for mark in marks_of("border", load_case(queue.folder), there, str)]
    assert found == [("item", "posts-open", "posts-open"), ("closed", BORDER_SAID, "rejected: a <mood>")]


def test_what_became_of_a_candidate_escapes_what_a_person_wrote(queue: ReviewQueue) -> None:
    decision = queue.reject(BORDER_SAID, "a <mood>")
    assert "a &lt;mood&gt;" in str(outcome_markup(decision, "/rate", str))


def test_a_candidate_says_who_or_what_proposed_it(queue: ReviewQueue) -> None:
    by_rule = queue.candidate(BORDER_ACT)
    assert "found by the rules of extraction" in str(candidate_markup(by_rule, str))
    proposed = by_rule.model_copy(update={"proposed_by": "model <7b>, 2025-07-06, prompt 1a2b"})
    assert "proposed by model &lt;7b&gt;, 2025-07-06, prompt 1a2b" in str(candidate_markup(proposed, str))


def test_an_accepted_item_without_ratings_leads_to_where_it_is_rated(queue: ReviewQueue) -> None:
    decision = queue.accept(BORDER_ACT, item=queue.suggestion(queue.candidate(BORDER_ACT)).item)
    assert 'href="/rate"' in str(outcome_markup(decision, "/rate", str))


def test_the_list_counts_what_rests_on_a_document_and_what_waits(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))
    shelf = Shelf("case", queue.folder)
    counted = [
        (row.record.id, row.items, row.waiting, row.decided)
        for row in rows(load_case(queue.folder), shelf.records(), shelf.standing())
    ]
    assert counted == [("border", 1, 1, 1), ("wire", 0, 1, 0)]


def test_two_items_on_shared_words_are_proposed_the_origin_one_of_them_has(queue: ReviewQueue) -> None:
    for name, item, origin in ((BORDER_ACT, "one", None), (WIRE_ACT, "two", "agency")):
        suggested = queue.suggestion(queue.candidate(name)).item
        queue.accept(name, item=replace(suggested, id=item, origin=origin))
    case = load_case(queue.folder)
    (proposal,) = origin_proposals(case, Shelf("case", queue.folder).common_origins())
    assert {item.id for item in proposal.items} == {"one", "two"}
    assert [item.id for item in proposal.differing] == ["one"]
    assert proposal.origin == "agency"
    assert items_at(case, "border", None)[0].id == "one"


def test_documents_that_evidence_names_and_nobody_brought_in_are_listed(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))
    case = load_case(queue.folder)
    markup = str(missing_markup(case, {"wire"}, lambda page, document: f"/{page}/{document}", str))
    assert '<a href="/documents/border">border</a> <span class="dim">1 item</span>' in markup
    assert missing_markup(case, {"wire", "border"}, lambda page, document: "", str) == ""


def test_only_addresses_of_the_web_are_links() -> None:
    assert 'href="https://example.org/a?b=1&amp;c=2"' in str(web_link("https://example.org/a?b=1&c=2"))
    for address in ("javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:alert(1)", "file:///etc/passwd"):
        assert "href" not in str(web_link(address))


def test_a_shelf_sees_what_another_program_has_written(queue: ReviewQueue) -> None:
    shelf = Shelf("case", queue.folder)
    before = shelf.stamp()
    assert len(shelf.standing().open) == 3
    queue.reject(BORDER_SAID, "no evidence")
    assert shelf.stamp() != before
    assert len(shelf.standing().open) == 2


def test_a_text_read_before_is_compared_again_once_its_file_has_changed(queue: ReviewQueue) -> None:
    shelf = Shelf("case", queue.folder)
    assert shelf.text("border") is shelf.text("border")
    path = queue.folder / "documents" / "border.txt"
    path.write_text(path.read_text("utf-8") + "x", encoding="utf-8")
    with pytest.raises(EquipoiseError, match="changed since it was brought in"):
        shelf.text("border")
    assert list(shelf.changed()) == ["border"]
