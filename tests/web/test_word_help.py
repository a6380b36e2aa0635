"""A word of the glossary leads, where it first stands, to what it means; and the glossary has one source."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from equipoise.report.view.method import GRADES
from equipoise.web.glossary import glossary
from equipoise.web.parts.number_kinds import NUMBER_KINDS
from equipoise.web.parts.word_help import term_markup, with_help

ROOT = Path(__file__).parents[2]


def address(page: str, **parameters: str) -> str:
    return f"/case/own/{page}?{urlencode(parameters)}"


def explained(markup: str) -> list[tuple[str, str]]:
    """Text and word of each link."""
    found = re.findall(r'<a class="word" href="([^"]*)">([^<]*)</a>', with_help(markup, address))
    return [(text, parse_qs(urlsplit(unescape(href)).query)["word"][0]) for href, text in found]


def test_a_word_is_explained_where_it_first_stands() -> None:
    assert explained("<p>Four scenarios. One scenario leads, by 2 decibans.</p><p>The scenario</p>") == [
        ("scenarios", "scenario"),
        ("decibans", "deciban"),
    ]


def test_a_word_inside_another_or_in_a_link_or_heading_is_left_alone() -> None:
    assert (
        explained("<h2>A scenario</h2><p><a href='#'>scenario</a> scenarioless unrated <code>rating</code></p>") == []
    )


def test_text_is_the_same_with_and_without_help() -> None:
    markup = "<p>Each <b>rating</b> of an origin &amp; a vintage, in dB.</p>"
    assert re.sub(r"</?a[^>]*>", "", with_help(markup, address)) == markup


def test_every_word_that_explains_a_number_is_in_the_glossary() -> None:
    assert {word for kind in NUMBER_KINDS.values() for word in kind.words} - set(glossary()) == set()


@pytest.mark.parametrize("word", list(glossary()))
def test_a_word_is_explained_in_both_languages(word: str) -> None:
    term = glossary()[word]
    assert term.means
    assert term_markup(term, "zh") != term_markup(term, "en")
    assert word in term.title("zh")


def test_a_word_that_stands_for_a_technique_tells_its_grade() -> None:
    graded = [term for term in glossary().values() if term.technique is not None]
    assert len(graded) > 5
    for term in graded:
        assert term.technique is not None
        assert term.technique.grade in GRADES
        assert f"<b>{term.technique.grade}</b>" in term_markup(term, "en")


def test_the_page_of_the_documentation_has_these_words() -> None:
    checked = subprocess.run([sys.executable, str(ROOT / "tools" / "write_glossary.py"), "--check"], check=False)
    assert checked.returncode == 0, "run tools/write_glossary.py"
