"""A brief as a Word document, for people who must edit or merge it: real headings, tables and pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from equipoise.report import typesetter
from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.standalone import standalone
from equipoise.report.document.blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Column,
    Document,
    Drawing,
    Figure,
    Folded,
    Note,
    Panels,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import dim, prose, strong
from equipoise.report.docx_styles import (
    keep_in_one_piece,
    keep_together,
    link_run,
    repeat_on_every_page,
    rule_between_rows,
    set_margins,
    set_page,
    set_style,
    set_styles,
)
from equipoise.report.palette import hue, paper
from equipoise.report.table_shares import PIXELS, SANS, table_shares

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph as WordParagraph

ROOM = 176.0
"""Millimetres between the margins."""

TABLE_SIZE = 8.5
"""Points of the type in tables."""

TABLE_GAP = 2.5
"""Millimetres at the right of every cell."""

_MM_PER_POINT = 25.4 / 72
_MM_PER_PIXEL = 0.258
"""Of a gauge: what a pixel of a chart of full width takes."""


def render(document: Document) -> bytes:
    """Lay out a document as a Word file.

    The same document gives the same bytes: the file says it was made on the as-of date.

    Raises:
        UsageError: If the packages of the extra `report` are not installed.
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise typesetter.needs_extra("python-docx", ".docx") from error
    word = docx.Document()
    set_page(word, document.foot)
    set_styles(word)
    _set_properties(word, document)
    _Writer(word, _Pictures(document)).write(document)
    made = io.BytesIO()
    word.save(made)
    return _without_clock(made.getvalue())


def _set_properties(word: WordDocument, document: Document) -> None:
    made = datetime(document.made.year, document.made.month, document.made.day)
    about = word.core_properties
    about.title, about.subject, about.author = document.name, document.question, ""
    about.last_modified_by, about.comments, about.keywords = "", "", ""
    about.created = about.modified = made
    about.revision, about.language = 1, "en"


def _without_clock(raw: bytes) -> bytes:
    """The same archive with every entry dated as early as the format can say."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        # Readers expect the list of types first.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


class _Pictures:
    """Every drawing as a PNG file, made in one run of the typesetter."""

    def __init__(self, document: Document) -> None:
        wanted = list(dict.fromkeys(_drawings(document)))
        self._made = dict(zip(wanted, typesetter.pictures(wanted), strict=True))

    def of(self, chart: Chart, slot: int) -> io.BytesIO:
        """The picture of a chart."""
        return io.BytesIO(self._made[standalone(chart, slot=slot)])


def _drawings(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Figure(rows):
                    for panels in rows:
                        for drawing in panels.drawings:
                            yield standalone(drawing.charts["wid"], slot=drawing.slot)
                case Cards(cards):
                    for card in cards:
                        yield from (standalone(row.gauge, slot=card.slot) for row in card.rows)
                case Table(rows=rows):
                    for cells in rows:
                        yield from (standalone(cell) for cell in cells if isinstance(cell, Chart))


class _Writer:
    """Puts blocks into a Word document, one after another."""

    def __init__(self, word: WordDocument, pictures: _Pictures) -> None:
        self.word, self.pictures = word, pictures

    def write(self, document: Document) -> None:
        """The whole document."""
        self._say(prose(document.kicker), "Sub-line")
        self._say(prose(document.title), "Title")
        self._say(prose(document.question), "Subtitle")
        for label, value in document.dates:
            self._say((*dim(f"{label}: "), *value), "Date line")
        for supposed in document.supposed:
            self._say(prose(supposed), "Claim")
        for number, section in document.numbered():
            self._section(number, section)
        self._say(prose(document.record_heading), "Heading 1")
        for label, value in document.record:
            self._say((*dim(f"{label}: "), *value), "Note")
        if document.annex:
            self._say(prose(document.annex_heading), "Heading 1")
        for folded in document.annex:
            self._say(prose(folded.name or folded.summary), "Heading 2")
            for block in folded.blocks:
                self._block(block)

    def _say(self, text: Text, style: str) -> WordParagraph:
        paragraph = self._paragraph(style)
        _fill(paragraph, text)
        return paragraph

    def _paragraph(self, style: str) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        set_style(paragraph, style)
        return paragraph

    def _section(self, number: str, section: Section) -> None:
        counted = prose(f"{number}\u2002") if number else ()
        self._say((*counted, *section.heading), "Heading 1")
        sub = (*section.sub, *(prose(" ") if section.sub and section.sub_of_drawing else ()), *section.sub_of_drawing)
        if sub:
            self._say(sub, "Sub-line")
        for block in section.blocks:
            self._block(block)
        for note in section.notes:
            self._note(note)

    def _note(self, note: Note) -> None:
        for n, paragraph in enumerate(note.paragraphs):
            heading = strong(f"{note.heading}. ") if note.heading and n == 0 else ()
            self._say((*heading, *paragraph), "Note")

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text, role):
                styles = {"body": "Normal", "lede": "Lede", "ruled": "Ruled", "claim": "Claim"}
                self._say(text, styles[role])
            case Subheading(text):
                self._say(text, "Heading 2")
            case Bullets(items):
                for item in items:
                    self._say(item, "List Bullet")
            case Table():
                self._table(block)
            case Figure(rows):
                for panels in rows:
                    self._panels(panels)
            case Cards(cards):
                for card in cards:
                    before = len(self.word.element.body)
                    self._card(card)
                    keep_together(list(self.word.element.body)[before - 1 : -1])
            case Folded():
                return

    def _table(self, table: Table) -> None:
        room = ROOM - TABLE_GAP * len(table.columns)
        shares = table_shares(table, room=room / (_MM_PER_POINT * TABLE_SIZE), face=SANS)
        head, *rows = self._grid(len(table.rows) + 1, [TABLE_GAP + room * share for share in shares])
        repeat_on_every_page(head[0])
        for column, cell in zip(table.columns, head, strict=True):
            _fill(_only_paragraph(cell, right=column.is_number), strong(column.title))
        for contents, cells in zip(table.rows, rows, strict=True):
            for column, content, cell in zip(table.columns, contents, cells, strict=True):
                self._cell(column, content, cell, struck=table.struck)

    def _cell(self, column: Column, content: Cell, cell: WordCell, *, struck: bool) -> None:
        paragraph = _only_paragraph(cell, right=column.is_number)
        if isinstance(content, Chart):
            self._picture(paragraph, content, slot=0, width=content.width / PIXELS * TABLE_SIZE * _MM_PER_POINT)
            return
        _fill(paragraph, content)
        if struck and column.kind != "head":
            for run in paragraph.runs:
                run.font.strike = True

    def _panels(self, panels: Panels) -> None:
        if panels.across == 1:
            for drawing in panels.drawings:
                head = self._paragraph("Drawing head")
                self._head(head, drawing)
                self._picture(self._paragraph("Drawing"), drawing.charts["wid"], drawing.slot, ROOM)
            return
        width = ROOM / panels.across
        made = self._grid(-(-len(panels.drawings) // panels.across), [width] * panels.across, ruled=False)
        for n, drawing in enumerate(panels.drawings):
            cell = made[n // panels.across][n % panels.across]
            self._head(_only_paragraph(cell, style="Drawing head"), drawing)
            below = cell.add_paragraph()
            set_style(below, "Drawing")
            self._picture(below, drawing.charts["wid"], drawing.slot, width - TABLE_GAP)

    def _head(self, paragraph: WordParagraph, drawing: Drawing) -> None:
        if drawing.title:
            line = (Span("\n", "break"), *drawing.line) if drawing.line else ()
            _fill(paragraph, (*strong(drawing.title, slot=drawing.slot), *line))

    def _card(self, card: Card) -> None:
        self._say((*strong(f"{card.name}: ", slot=card.slot), *card.finding), "Heading 2")
        made = self._grid(len(card.rows), [46.0, 40.0, 22.0, 44.0])
        for row, (when, word, gauge, value) in zip(card.rows, made, strict=True):
            _fill(_only_paragraph(when), prose(row.when))
            _fill(_only_paragraph(word), dim(row.word))
            self._picture(_only_paragraph(gauge), row.gauge, card.slot, row.gauge.width * _MM_PER_PIXEL)
            spread = prose(f"\u00a0{row.range}" if row.number else row.range) if row.range else ()
            _fill(_only_paragraph(value, right=True), (*(strong(row.number) if row.number else ()), *spread))
        for paragraph in card.paragraphs:
            self._say(paragraph, "Card text")

    def _grid(self, rows: int, widths: list[float], *, ruled: bool = True) -> list[list[WordCell]]:
        """A table without content, row by row."""
        from docx.shared import Mm
        from docx.table import _Cell

        made = self.word.add_table(rows=rows, cols=len(widths))
        made.autofit = False
        set_margins(made, right=TABLE_GAP)
        # Each look at `row.cells` of the library walks through the whole table.
        cells = [[_Cell(cell, made) for cell in row._tr.tc_lst] for row in made.rows]
        for row in cells:
            keep_in_one_piece(row[0])
            for cell, width in zip(row, widths, strict=True):
                cell.width = Mm(width)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        if ruled:
            rule_between_rows(made)
        self._paragraph("After table")
        return cells

    def _picture(self, paragraph: WordParagraph, chart: Chart, slot: int, width: float) -> None:
        from docx.shared import Mm

        shape = paragraph.add_run().add_picture(self.pictures.of(chart, slot), width=Mm(width))
        told = shape._inline.docPr
        told.set("descr", chart.alt)
        told.set("name", chart.alt.split(":")[0][:60] or "chart")


def _only_paragraph(cell: WordCell, *, right: bool = False, style: str = "Table text") -> WordParagraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph: WordParagraph = cell.paragraphs[0]
    set_style(paragraph, style)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _fill(paragraph: WordParagraph, text: Text) -> None:
    for span in text:
        _add(paragraph, span)


def _add(paragraph: WordParagraph, span: Span) -> None:
    from docx.shared import RGBColor

    if span.style == "break":
        paragraph.add_run().add_break()
        return
    run = paragraph.add_run(span.text)
    run.bold = True if span.style == "strong" else None
    if span.style in ("code", "path"):
        run.style = "Code"
    if span.style == "dim":
        run.font.color.rgb = RGBColor.from_string(paper()["ink2"].removeprefix("#"))
    if span.slot:
        run.font.color.rgb = RGBColor.from_string(hue(span.slot).removeprefix("#"))
    if span.url:
        link_run(paragraph, run, span.url)
