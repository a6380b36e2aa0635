from __future__ import annotations

from contextlib import suppress

import pytest

from documents.made import PARAGRAPH, page
from equipoise.documents.reading import UnreadableDocumentError
from equipoise.documents.web_page import read_web_page

OTHER = (
    "On 3 March 2022 the bank <b>froze</b> loans to two firms, &ldquo;officials&rdquo; told reporters in the capital."
)


def test_the_main_text_is_read_without_menu_and_foot():
    text = read_web_page(page(PARAGRAPH, OTHER).encode()).text.text
    assert text.split("\n\n") == [
        "Talks go on",
        PARAGRAPH,
        "On 3 March 2022 the bank froze loans to two firms, “officials” told reporters in the capital.",
    ]


def test_a_paragraph_that_stands_four_times_is_read_four_times():
    assert read_web_page(page(PARAGRAPH, OTHER, *[PARAGRAPH] * 3).encode()).text.text.count(PARAGRAPH) == 4


def test_rows_of_a_table_are_lines_with_tabs():
    table = "<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2021</td><td><p>147 bn</p></td></tr></table>"
    text = read_web_page(page(PARAGRAPH, OTHER).replace("</article>", f"{table}</article>").encode()).text.text
    assert text.endswith("Year\tTrade\n\n2021\t147 bn")


def test_what_the_page_says_of_itself_is_found():
    head = (
        "<meta name='author' content='Ann Lee'><meta property='og:site_name' content='The Daily'>"
        "<meta property='article:published_time' content='2022-03-05T10:00:00Z'>"
        "<link rel='canonical' href='https://example.org/talks'>"
    )
    stated = read_web_page(page(PARAGRAPH, OTHER, head=head).encode()).stated
    assert (stated.title, stated.authors, stated.publisher) == ("Talks go on", ("Ann Lee",), "The Daily")
    assert (str(stated.published), stated.url) == ("2022-03-05", "https://example.org/talks")


def test_a_date_in_the_running_text_is_no_date_of_publication():
    assert read_web_page(page(PARAGRAPH, OTHER).encode()).stated.published is None


@pytest.mark.parametrize("said", ["windows-1252", "ISO-8859-1"])
def test_a_page_is_read_in_the_encoding_it_says(said):
    raw = page(PARAGRAPH, "“Déjà vu”, said the minister of foreign affairs.", head=f"<meta charset={said}>")
    assert "“Déjà vu”" in read_web_page(raw.encode("cp1252")).text.text


def test_a_page_in_another_encoding_than_it_says_is_refused():
    raw = page(PARAGRAPH, "Déjà vu", head="<meta charset=utf-8>").encode("cp1252")
    with pytest.raises(UnreadableDocumentError, match="not UTF-8"):
        read_web_page(raw)


@pytest.mark.parametrize("raw", [b"<html><body><script>draw()</script></body></html>", b"<html></html>", b"<"])
def test_a_page_without_text_is_refused(raw):
    with pytest.raises(UnreadableDocumentError, match=r"no main text|cannot be parsed"):
        read_web_page(raw)


def test_deep_nesting_is_no_trap():
    deep = "<div>" * 3000 + PARAGRAPH + "</div>" * 3000
    with suppress(UnreadableDocumentError):  # refused in words, which is as good
        read_web_page(page(OTHER, deep).encode())
