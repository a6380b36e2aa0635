from __future__ import annotations

import pytest

from documents.made import PARAGRAPH, encrypted_pdf, pdf, pdf_of_lines
from equipoise.documents.pdf_file import read_pdf
from equipoise.documents.reading import UnreadableDocumentError


def test_pages_are_read_in_order_with_a_form_feed_between():
    reading = read_pdf(pdf("First page.", "Second page.", "Third page."))
    assert reading.text.text == "First page.\fSecond page.\fThird page."
    assert reading.pages == 3
    assert reading.text.page(reading.text.text.index("Second")) == 2


def test_what_the_file_says_of_itself_is_found_and_its_making_is_no_publication():
    stated = read_pdf(pdf(PARAGRAPH, title="Talks go on", author="Ann Lee")).stated
    assert (stated.title, stated.authors, stated.published) == ("Talks go on", ("Ann Lee",), None)


@pytest.mark.parametrize("title", ["Microsoft Word - draft7.doc", "untitled", "final.indd"])
def test_titles_that_programs_make_up_are_none(title):
    assert read_pdf(pdf(PARAGRAPH, title=title)).stated.title is None


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("the nego-", "tiations go on"), "the negotiations go on"),
        (("a pro-", "Russia line"), "a pro-Russia line"),
        (("a long-term plan, a long-", "term plan"), "a long-term plan, a long-term plan"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_made_whole(lines, text):
    assert read_pdf(pdf_of_lines(*lines)).text.text == text


def test_a_scan_is_refused_and_a_page_without_text_is_told():
    with pytest.raises(UnreadableDocumentError, match="it is a scan") as refused:
        read_pdf(pdf("#rect()", "#rect()"))
    assert "ocrmypdf" in refused.value.hint
    pages = ["#rect()", PARAGRAPH, "#rect()", "#rect()", "#rect()", PARAGRAPH]
    assert read_pdf(pdf(*pages)).notes == ("no text on pages 1, 3-5 of 6: pictures, scans or blank",)


def test_an_encrypted_file_is_refused():
    with pytest.raises(UnreadableDocumentError, match="encrypted"):
        read_pdf(encrypted_pdf())


@pytest.mark.parametrize("raw", [b"%PDF-1.4 and no more", pdf_of_lines("a")[:60]])
def test_a_damaged_file_is_refused(raw):
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        read_pdf(raw)


def test_a_long_file_tells_how_far_it_is():
    told: list[str] = []
    read_pdf(pdf(*["a page"] * 201), progress=told.append)
    assert told == ["page 100 of 201", "page 200 of 201"]
