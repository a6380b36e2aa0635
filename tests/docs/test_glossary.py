"""The glossary is complete, in order, and made of words in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.pages import pages

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
TERMS = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)[1:]

VOCABULARY = """
actor; analogue; as-of date; assumption; case; condition; consideration; course; decision-maker; event; evidence item;
explanation; indicator; instrument; judgement; lever; mix; origin; rater; rating; scenario; source
""".replace("\n", " ")
"""The words of the field that the case language is built on."""


@pytest.mark.parametrize("word", [word.strip() for word in VOCABULARY.split(";")])
def test_every_word_of_the_case_language_is_explained(word):
    assert word in TERMS


def test_the_terms_stand_in_alphabetical_order_once_each():
    assert sorted(set(TERMS)) == TERMS


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_used_outside_the_glossary(term):
    others = [page for page in pages(ROOT) if page != GLOSSARY]
    texts = [page.read_text(encoding="utf-8").lower().replace("\n", " ") for page in others]
    assert any(term in text for text in texts)
