"""A page as text for a terminal: lines of at most 79 columns."""

from __future__ import annotations

from equipoise.report.columns import ascii_only, breaking, padded, printable, width, wrapped
from equipoise.report.view.pages import Page, Section, Table

COLUMNS = 79
_GAP = 2
_ASCII = str.maketrans({"×": "x", "→": "->", "Λ": "L"})


def page_text(page: Page, *, ascii: bool = False) -> str:
    """Lay out a page.

    Args:
        page: The page.
        ascii: Use ASCII only, for a terminal that can show no more.
    """
    blocks = [_paragraphs((page.title, *page.lead), ascii)]
    blocks += [_section(section, ascii) for section in page.sections]
    text = "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block)
    # Once more for the ellipsis of what was cut.
    return ascii_only(text) if ascii else text


def _section(section: Section, ascii: bool) -> list[str]:
    lines = _paragraphs((section.heading, *section.paragraphs), ascii)
    return lines + (_table(section.table, ascii) if section.table and section.table.rows else [])


def _paragraphs(paragraphs: tuple[str, ...], ascii: bool) -> list[str]:
    return [breaking(line) for text in paragraphs if text for line in wrapped(_shown(text, ascii), COLUMNS)]


def _table(table: Table, ascii: bool) -> list[str]:
    rows = [[breaking(_shown(cell, ascii)) for cell in row] for row in (table.heads, *table.rows)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(table.heads) - 1)]
    indent = sum(widths) + _GAP * len(widths)
    lines = []
    for row in rows:
        cells = "".join(
            " " * (columns - width(cell)) + padded(cell, width(cell)) + " " * _GAP
            for cell, columns in zip(row, widths, strict=False)
        )
        first, *rest = wrapped(row[-1], COLUMNS - indent, most=2)
        lines += [cells + first, *(" " * indent + line for line in rest)]
    return lines


def _shown(text: str, ascii: bool) -> str:
    shown = printable(text)
    return ascii_only(shown.translate(_ASCII)) if ascii else shown
