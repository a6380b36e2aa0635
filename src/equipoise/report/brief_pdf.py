"""A brief as a PDF for printing: A4, the light palette on white, faces that the typesetter brings along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from equipoise.report import typesetter
from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.standalone import FONT, standalone
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
from equipoise.report.palette import SLOTS, has_second_shape, hue, paper
from equipoise.report.table_shares import PIXELS, SERIF, table_shares
from equipoise.report.typesetter import string

FALLBACKS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Color Emoji", "Noto Emoji")
"""Faces asked for first where a sign is not in the typesetter's own; after them, any face of the machine."""

TABLE_SIZE = 8.75
"""Points of the type in tables."""

TABLE_GAP = 8.0
"""Points between two columns."""

ROOM = 498.9
"""Points between the margins of a page."""

_NO_WIDTH = "\u200b"
"""A sign that cannot be seen: a long path may be broken there."""

_PIXEL = 0.73
"""Points a pixel of a gauge takes, as much as one of a chart of full width."""


def render(document: Document) -> bytes:
    """Lay out a document as pages.

    Raises:
        UsageError: If the packages of the extra `report` are not installed.
    """
    return typesetter.pdf(source(document))


def source(document: Document) -> str:
    """The document in the typesetter's language: our own layout, then calls with every text as a string."""
    prelude = files("equipoise.report").joinpath("templates", "brief.typ").read_text(encoding="utf-8")
    body = "\n".join(f"#{call}" for call in _calls(document))
    return f"{_settings(document)}\n{prelude}\n{body}\n"


def _settings(document: Document) -> str:
    made, colours = document.made, paper()
    return "\n".join(
        [
            f"#set document(title: {string(document.name)}, "
            f"date: datetime(year: {made.year}, month: {made.month}, day: {made.day}))",
            *(f"#let {name} = rgb({string(colours[name])})" for name in ("ink", "ink2", "rule")),
            f"#let grid-rule = rgb({string(colours['grid'])})",
            f"#let hues = {_array(f'rgb({string(hue(slot))})' for slot in range(1, SLOTS + 1))}",
            f"#let faces = {_array(string(face) for face in (FONT, *FALLBACKS))}",
            f"#let foot = {string(document.foot)}",
            f"#let table-size = {TABLE_SIZE}pt",
            f"#let table-gap = {TABLE_GAP}pt",
        ]
    )


def _calls(document: Document) -> Iterator[str]:
    dates = _array(_array((string(label), _rich(value))) for label, value in document.dates)
    supposed = _array(string(said) for said in document.supposed)
    yield f"top({string(document.kicker)}, {string(document.title)}, {string(document.question)}, {dates}, {supposed})"
    for number, section in document.numbered():
        yield from _section(number, section)
    record = _array(_array((string(label), _rich(value))) for label, value in document.record)
    yield f"record({string(document.record_heading)}, {record})"
    if document.annex:
        yield f"section({string('')}, {string(document.annex_heading)}, none)"
    for folded in document.annex:
        yield f"subheading({string(folded.name or folded.summary)})"
        for block in folded.blocks:
            yield from _block(block)


def _section(number: str, section: Section) -> Iterator[str]:
    if section.kind == "lede":
        yield f"lede-section({_rich(section.heading)})"
    else:
        sub = _sub(section)
        yield f"section({string(number)}, {_rich(section.heading)}, {_rich(sub) if sub else 'none'})"
    for block in section.blocks:
        yield from _block(block)
    if section.notes:
        yield f"notes({', '.join(_note(note) for note in section.notes)})"


def _sub(section: Section) -> Text:
    space = (Span(" "),) if section.sub and section.sub_of_drawing else ()
    return (*section.sub, *space, *section.sub_of_drawing)


def _note(note: Note) -> str:
    return f"note({', '.join([string(note.heading), *map(_rich, note.paragraphs)])})"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, role):
            yield f"{'par' if role == 'body' else role}({_rich(text)})"
        case Subheading(text):
            yield f"subheading({_rich(text)})"
        case Bullets(items):
            yield f"bullets({', '.join(map(_rich, items))})"
        case Table():
            yield _table(block)
        case Figure(rows):
            yield from map(_panels, rows)
        case Cards(cards):
            yield f"cards({', '.join(map(_card, cards))})"
        case Folded():
            return


def _table(table: Table) -> str:
    room = (ROOM - TABLE_GAP * (len(table.columns) - 1)) / TABLE_SIZE
    shares = _array(f"{share * 100:.2f}fr" for share in table_shares(table, room=room, face=SERIF))
    align = _array("right" if column.is_number else "left" for column in table.columns)
    head = _array(string(column.title) for column in table.columns)
    rows = (
        _array(_cell(column, cell, table) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    keep = str(table.keep).lower()
    settings = f"columns: {shares}, align: {align}, keep: {keep}, head: {head}"
    return f"data({', '.join([settings, *rows])})"


def _cell(column: Column, cell: Cell, table: Table) -> str:
    if isinstance(cell, Chart):
        return _chart(cell, slot=0, pixel=TABLE_SIZE / PIXELS)
    shown = _rich(cell)
    if column.is_number or column.kind == "date":
        shown = f"whole({shown})"
    if column.kind == "date":
        shown = f"dim({shown})"
    return f"strike({shown})" if table.struck and column.kind != "head" else shown


def _panels(panels: Panels) -> str:
    return f"panels({', '.join([str(panels.across), *map(_drawing, panels.drawings)])})"


def _drawing(drawing: Drawing) -> str:
    line = _rich(drawing.line) if drawing.line else "none"
    chart = drawing.charts["wid"]
    picture = f"chart({string(standalone(chart, slot=drawing.slot))}, 100%, {string(chart.alt)})"
    return f"panel({drawing.slot}, {string(drawing.title)}, {line}, {picture})"


def _card(card: Card) -> str:
    rows = _array(
        _array(
            (
                f"when({string(row.when)}, {string(row.word)})",
                _chart(row.gauge, slot=card.slot),
                f"value({string(row.number)}, {string(row.range)})",
            )
        )
        for row in card.rows
    )
    dashed = str(has_second_shape(card.slot)).lower()
    paragraphs = _array(map(_rich, card.paragraphs))
    return f"card({card.slot}, {dashed}, {string(card.name)}, {_rich(card.finding)}, {rows}, {paragraphs})"


def _chart(chart: Chart, *, slot: int, pixel: float = _PIXEL) -> str:
    return f"chart({string(standalone(chart, slot=slot))}, {chart.width * pixel:.2f}pt, {string(chart.alt)})"


def _rich(text: Text) -> str:
    return f"{_array(_span(span) for span in text)}.join()" if text else string("")


_CALLS = {"strong": "bold", "dim": "dim", "number": "whole", "code": "mono"}


def _span(span: Span) -> str:
    if span.style == "break":
        return "linebreak()"
    shown = string(span.text)
    if span.style == "path":
        shown = f"mono({string(span.text.replace('.', f'.{_NO_WIDTH}'))})"
    elif span.style != "plain":
        shown = f"{_CALLS[span.style]}({shown})"
    if span.url:
        shown = f"link({string(span.url)}, {shown})"
    return f"hued({span.slot}, {shown})" if span.slot else shown


def _array(parts: Iterable[str]) -> str:
    return f"({''.join(f'{part}, ' for part in parts)})"
