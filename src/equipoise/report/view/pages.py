"""A page of text in parts, worded and rounded: whoever shows it only lays it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of which the last cell is prose and all before it are short.

    Attributes:
        heads: Head of each column.
        rows: Cells, as many as heads.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading that states the finding, what there is to say of it, and a table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        title: What it is about.
        lead: Paragraphs before the first section.
        sections: The rest.
    """

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
