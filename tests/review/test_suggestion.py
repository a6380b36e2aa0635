"""What is filled in for a candidate, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.review.queue import ReviewQueue
from review.reviewed_case import BORDER_ACT, BORDER_SAID, WIRE_ACT, item_for, make_case, queue_of


@pytest.fixture
def queue(tmp_path: Path) -> ReviewQueue:
    return queue_of(make_case(tmp_path / "case"))


def test_what_the_document_and_its_record_say_is_filled_in(queue: ReviewQueue) -> None:
    found = queue.suggestion(queue.candidate(BORDER_ACT))
    item = found.item
    assert (item.date, item.kind, item.sources, item.known) == ("2025-07-01", "conduct", ("border",), None)
    assert item.new_sources["border"] == {"title": "Border", "published": "2025-07-03"}
    assert found.because["date"] == "as its sentence says"
    assert "Karsavia itself" in found.because["kind"]


def test_a_statement_without_a_date_takes_that_of_the_document_and_says_so(queue: ReviewQueue) -> None:
    found = queue.suggestion(queue.candidate(BORDER_SAID))
    assert (found.item.date, found.item.kind) == ("2025-07-03", "statement")
    assert "published" in found.because["date"]


def test_a_source_of_the_same_title_is_taken_and_the_day_of_the_document_written_down(queue: ReviewQueue) -> None:
    path = queue.folder / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "courier: {title: border}\n", encoding="utf-8")
    found = queue.suggestion(queue.candidate(BORDER_ACT))
    assert found.item.sources == ("courier",)
    assert found.item.new_sources == {}
    assert found.item.known == "2025-07-03"
    assert "title" in found.because["sources"]


def test_a_source_that_bears_the_name_of_the_document_by_chance_is_another(queue: ReviewQueue) -> None:
    item = queue.suggestion(queue.candidate(WIRE_ACT)).item  # the case has a source `wire` without a date
    assert item.sources == ("wire-2",)
    assert item.new_sources["wire-2"]["published"] == "2025-07-04"


def test_the_source_that_one_candidate_brought_is_that_of_the_next(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT))
    item = item_for(queue, BORDER_SAID)
    assert (item.sources, dict(item.new_sources)) == (("border",), {})


def test_passages_that_documents_share_are_proposed_as_one_origin(queue: ReviewQueue) -> None:
    found = queue.suggestion(queue.candidate(WIRE_ACT))
    assert found.item.origin == "border"
    assert found.same_words == (BORDER_ACT,)
    assert queue.suggestion(queue.candidate(BORDER_SAID)).item.origin is None


def test_the_origin_of_an_item_on_the_same_words_comes_first(queue: ReviewQueue) -> None:
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts", origin="courier-scoop"))
    found = queue.suggestion(queue.candidate(WIRE_ACT))
    assert found.same_words == ("posts",)
    assert found.item.origin == "courier-scoop"


def test_an_id_that_is_taken_gets_a_number(queue: ReviewQueue) -> None:
    first = item_for(queue, BORDER_ACT)
    queue.accept(BORDER_ACT, item=first)
    assert item_for(queue, WIRE_ACT).id == f"{first.id}-2"


def test_links_of_a_markdown_text_leave_their_words(queue: ReviewQueue) -> None:
    candidate = queue.candidate(BORDER_ACT).model_copy(update={"text": "a [deal](https://example.org/a_(b)#c) is near"})
    assert queue.suggestion(candidate).item.what.startswith("A deal")


def test_a_suggestion_is_plain_data(queue: ReviewQueue) -> None:
    written = queue.suggestion(queue.candidate(BORDER_ACT)).to_dict()
    assert written["item"]["where"][0]["document"] == "border"
    assert written["new_sources"]["border"]["title"] == "Border"
