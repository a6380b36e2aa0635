"""What the pages show can be done, and gives what they show.

Cases with uncertain parameters are sampled, and draws differ a little between machines: a shown whole per cent may be
off by two, its word and range by what follows from that. All else is compared exactly.
"""

from __future__ import annotations

import re

import pytest

from equipoise.probability.words import bands
from refresh_snippets import ROOT, pages, refreshed

NUMBER = re.compile(r"[<>]?\d+(?:\.\d+)?")
NOISY = re.compile(
    rf"\([<>]?\d+–[<>]?\d+\)|[·─●]|,?\b({'|'.join(sorted((b.term for b in bands()), key=len, reverse=True))})\b"
)
MOST_OFF = 2


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_snippets_of_a_page_do_what_it_shows(page, tmp_path):
    shown, now = _steady(page.read_text(encoding="utf-8")), _steady(refreshed(page, tmp_path))
    assert NUMBER.sub("#", now) == NUMBER.sub("#", shown), "run python tools/refresh_snippets.py"
    off = [(a, b) for a, b in zip(_numbers(shown), _numbers(now), strict=True) if abs(a - b) > MOST_OFF]
    assert off == [], "run python tools/refresh_snippets.py"


def _steady(text: str) -> str:
    """The text without ranges, words of probability, charts and line breaks."""
    return " ".join(NOISY.sub(" ", text.replace("\n", " ")).split())


def _numbers(text: str) -> list[float]:
    return [float(found.lstrip("<>")) for found in NUMBER.findall(text)]
