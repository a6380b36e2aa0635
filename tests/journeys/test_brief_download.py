"""The brief is taken away: the same finding as on the screen, in a file that needs nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from journeys.chromium import Person, taken
from journeys.served import Served


def test_the_brief_is_taken_away_as_it_is_read(
    person: Person, served: Served, browser: Browser, tmp_path: Path
) -> None:
    served.ladder("taken")
    tab = person.opens("/case/taken/brief")
    expect(tab.get_by_role("heading", name="Bottom line")).to_be_visible(timeout=60_000)
    bottom_line = tab.locator(".brief p").first.inner_text()
    assert re.search(r"\d+.%", bottom_line)

    page = taken(tab, "html", tmp_path)
    assert page.name == "taken.html"
    assert not re.search(r"(src|href)=\"(?!#|data:)", page.read_text("utf-8")), "a brief asks for nothing"
    elsewhere = browser.new_context(offline=True)
    reader = elsewhere.new_page()
    reader.goto(page.as_uri())
    expect(reader.get_by_text(bottom_line)).to_be_visible()
    assert reader.get_by_role("heading", level=1).count() == 1
    elsewhere.close()

    text = taken(tab, "md", tmp_path).read_text("utf-8")
    assert _plain(bottom_line) in _plain(text)


def test_the_brief_is_taken_away_as_pdf_and_word(person: Person, served: Served, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra report is not installed")
    pytest.importorskip("docx", reason="the extra report is not installed")
    served.ladder("printed")
    tab = person.opens("/case/printed/brief")
    expect(tab.get_by_role("heading", name="Bottom line")).to_be_visible(timeout=60_000)
    assert taken(tab, "pdf", tmp_path).read_bytes().startswith(b"%PDF-")
    assert taken(tab, "docx", tmp_path).read_bytes().startswith(b"PK")


def _plain(text: str) -> str:
    """Words and figures alone."""
    return " ".join(re.sub(r"[^\w%]+", " ", text).split())
