"""What a person reads on the pages of the workbench."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

NUMBER = re.compile(r"\d+\s?%")
"""A probability as it is written."""


def cell(page: Page, item: str, level: str, subject: str = "scenarios") -> Locator:
    """A cell of the matrix."""
    return page.locator(f'table.mx td[data-item="{item}"][data-subject="{subject}"][data-level="{level}"]')


def headline(page: Page) -> list[str]:
    """The numbers beside the matrix, row by row, once they are there."""
    rows = page.locator(".headline table.head tbody tr")
    expect(rows.first).to_contain_text(NUMBER)
    return [" ".join(text.split()) for text in rows.all_inner_texts()]


def row_like(row: str) -> re.Pattern[str]:
    """A row of numbers, whatever spaces stand in it: Chromium tells those of a table in more than one way."""
    return re.compile(r"\s*".join(re.escape(word) for word in row.split()))


def heading(page: Page) -> Locator:
    """The one heading of the page."""
    return page.get_by_role("heading", level=1)


def goes_to(page: Page, name: str) -> None:
    """Follow the name of a page in the frame."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()


def ratings(case: Path) -> dict[tuple[str, str, str, str], dict[str, str]]:
    """Rows of `ratings.csv` by item, subject, level and rater."""
    with (case / "ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["item"], row["subject"], row["level"], row["rater"]): row for row in rows}
