"""What a brief is made of: a small set of blocks that every form lays out in its own way.

A renderer knows these types and no case, no view and no word of its own; a section is made of them and knows no form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from equipoise.report.charts.canvas import Chart

Style = Literal["plain", "strong", "dim", "number", "code", "path", "break"]
"""`number` is kept on one line, `path` may be broken after its dots, `break` begins a new line."""


@dataclass(frozen=True)
class Span:
    """A run of text in one style.

    Attributes:
        text: The text, unescaped.
        style: How it is set.
        slot: Scenario whose colour it has, from 1; 0 for none.
        url: Web address it leads to; empty for none. Made by `text.link`, which lets http and https pass only.
    """

    text: str
    style: Style = "plain"
    slot: int = 0
    url: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        text: What it says.
        role: `lede` opens the brief, `ruled` stands between two rules, `claim` is a sentence to be seen first.
    """

    text: Text
    role: Literal["body", "lede", "ruled", "claim"] = "body"


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """Points of equal rank."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its head.
        kind: `head` names the row and stands once in a table; `number` is set to the right; `date` is set in second
            ink; `drawing` holds charts; `drawn` is the number of the drawing before it.
        label: Shorter head where a row becomes a block of its own on a phone; None for the title, empty for none.
    """

    title: str
    kind: Literal["head", "text", "number", "date", "drawing", "drawn"] = "text"
    label: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether its cells are set to the right."""
        return self.kind in ("number", "drawn")


Cell = Text | Chart


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: Heads.
        rows: Cells, as many in each row as there are columns; a `Chart` in columns of kind `drawing` only.
        keep: Whether it stays on one page.
        struck: Whether its numbers are crossed out, because nobody may use them.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keep: bool = False
    struck: bool = False

    def without_drawings(self) -> Table:
        """The same for a form that has no pictures."""
        kept = [n for n, column in enumerate(self.columns) if column.kind != "drawing"]
        return Table(
            tuple(self.columns[n] for n in kept),
            tuple(tuple(row[n] for n in kept) for row in self.rows),
            self.keep,
            self.struck,
        )


@dataclass(frozen=True)
class Drawing:
    """One chart, drawn at every width of `charts.widths`.

    Attributes:
        charts: By class of width; `wid` is the one for paper. Title and content of the chart are its alternative text.
        slot: Scenario whose colour it has, from 1; 0 for none.
        title: Bold line above it; empty for none.
        line: Text under that.
    """

    charts: Mapping[str, Chart]
    slot: int = 0
    title: str = ""
    line: Text = ()


@dataclass(frozen=True)
class Panels:
    """Drawings beside each other: one, two or three to a row of the page."""

    drawings: tuple[Drawing, ...]
    across: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Figure:
    """Charts that are read together; left out where a form has no pictures, so its numbers stand in a table too."""

    rows: tuple[Panels, ...]


@dataclass(frozen=True)
class Folded:
    """Blocks that are one click away, and in an annex where nothing can be clicked.

    Attributes:
        summary: What a reader clicks on.
        blocks: What then opens.
        name: Heading in an annex, where the summary would not say of what; empty for the summary.
    """

    summary: str
    blocks: tuple[Paragraph | Table, ...]
    name: str = ""


@dataclass(frozen=True)
class CardRow:
    """A chance on a card: when, how likely, where that lies between 0 and 100; a range alone where no number leads."""

    when: str
    word: str
    number: str
    range: str
    gauge: Chart


@dataclass(frozen=True)
class Card:
    """A key judgement: a scenario, what may be said of it, its chances, and why."""

    slot: int
    name: str
    finding: Text
    rows: tuple[CardRow, ...]
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True)
class Cards:
    """Key judgements beside each other."""

    cards: tuple[Card, ...]


Block = Paragraph | Subheading | Bullets | Table | Figure | Folded | Cards


@dataclass(frozen=True)
class Note:
    """What helps to read a section: beside it on a wide screen, below it elsewhere.

    Attributes:
        heading: Empty where it continues the note before.
        paragraphs: What it says.
        of_drawing: Whether it speaks of lines and colours, and so is left out where there are no pictures.
    """

    heading: str
    paragraphs: tuple[Text, ...]
    of_drawing: bool = False


@dataclass(frozen=True)
class Section:
    """A section: its finding as a heading, what is shown, the blocks, the notes.

    Attributes:
        id: Unique in the document; what a link to the section names.
        heading: The finding, a sentence that the numbers support.
        sub: What is shown and in which unit.
        sub_of_drawing: More of that, left out where there are no pictures.
        blocks: Content in order.
        notes: What helps to read it.
        kind: `lede` is the bottom line, `wide` takes the column of the notes as well.
        numbered: Whether it is counted.
    """

    id: str
    heading: Text
    sub: Text = ()
    sub_of_drawing: Text = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    kind: Literal["plain", "lede", "wide"] = "plain"
    numbered: bool = True


@dataclass(frozen=True)
class Document:
    """A brief without a form.

    Attributes:
        title: Title of the case.
        name: Title of the file, for lists of files and tabs.
        kicker: What kind of document it is.
        question: What is asked.
        dates: Label and value of what stands under the title.
        supposed: What was taken as given or brought about; empty for a plain assessment.
        skip: Text of the link that leads past the head.
        first: Id of the section that link leads to.
        sections: Sections in order.
        annex_heading: Heading of what was folded away.
        record_heading: Heading of the record.
        record: Label and value of what is needed to compute it again.
        foot: What stands at the foot of every printed page.
        made: Date that a file says it was made: the as-of date, so that the same assessment gives the same bytes.
    """

    title: str
    name: str
    kicker: str
    question: str
    dates: tuple[tuple[str, Text], ...]
    supposed: tuple[str, ...]
    skip: str
    first: str
    sections: tuple[Section, ...]
    annex_heading: str
    record_heading: str
    record: tuple[tuple[str, Text], ...]
    foot: str
    made: date

    def numbered(self) -> Iterator[tuple[str, Section]]:
        """Sections with their number as text, empty where they are not counted."""
        number = 0
        for section in self.sections:
            number += section.numbered
            yield (str(number) if section.numbered else ""), section

    @property
    def annex(self) -> tuple[Folded, ...]:
        """Everything that was folded away, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Folded))

    def charts(self) -> Iterator[Chart]:
        """Every chart at every width, in no order that matters."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Figure):
                    for panels in block.rows:
                        for drawing in panels.drawings:
                            yield from drawing.charts.values()
                elif isinstance(block, Cards):
                    yield from (row.gauge for card in block.cards for row in card.rows)
                elif isinstance(block, Table):
                    yield from (cell for row in block.rows for cell in row if isinstance(cell, Chart))
