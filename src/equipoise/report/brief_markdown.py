"""A brief as GitHub Markdown: plain enough for a diff, with tables in place of charts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from equipoise.report.document.blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Document,
    Figure,
    Folded,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import strong

_ACTIVE = re.compile(r"[\\`*_\[\]#<|~$]|&(?=[#\w])|:(?=[/\w])")
"""What could begin a mark, a link, an element, a formula, a character reference, a web address or a named sign."""

_AT_THE_START = re.compile(r"^(\s*)([-+=>]|\d+(?=[.)]))")
_IN_A_REFERENCE = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&'*+,;=%]")


def render(document: Document) -> str:
    """Lay out a document as Markdown.

    Every text is escaped: whatever an author wrote comes out as text. Charts are left out; the table of their numbers
    stands in their place.
    """
    return "\n\n".join(chunk for chunk in _chunks(document) if chunk) + "\n"


def _chunks(document: Document) -> Iterator[str]:
    yield f"# {_escaped(document.title)}"
    yield _start(_escaped(document.question))
    yield _lines(document.dates)
    yield from (f"> {_start(_escaped(supposed))}" for supposed in document.supposed)
    for number, section in document.numbered():
        yield from _section(number, section)
    yield f"## {_escaped(document.record_heading)}"
    yield _lines(document.record)


def _lines(pairs: tuple[tuple[str, Text], ...]) -> str:
    return "\n".join(f"- {_rich((*strong(f'{label}:'),))} {_rich(value)}" for label, value in pairs)


def _section(number: str, section: Section) -> Iterator[str]:
    counted = f"{number}. " if number else ""
    yield f"## {counted}{_rich(section.heading)}"
    yield _start(_rich(section.sub))
    for block in section.blocks:
        yield from _block(block)
    for note in section.notes:
        if not note.of_drawing:
            heading = f"{_rich(strong(f'{note.heading}.'))} " if note.heading else ""
            first, *others = [_start(_rich(paragraph)) for paragraph in note.paragraphs]
            yield "\n>\n".join(f"> {paragraph}" for paragraph in (f"{heading}{first}", *others))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, role):
            yield f"{'> ' if role in ('ruled', 'claim') else ''}{_start(_rich(text))}"
        case Subheading(text):
            yield f"### {_rich(text)}"
        case Bullets(items):
            yield "\n".join(f"- {_start(_rich(item))}" for item in items)
        case Table():
            yield _table(block)
        case Folded(summary, blocks, name):
            yield f"*{_escaped(name or summary)}*"
            for one in blocks:
                yield from _block(one)
        case Cards(cards):
            for card in cards:
                yield from _card(card)
        case Figure():
            return


def _card(card: Card) -> Iterator[str]:
    yield f"### {_escaped(card.name)}: {_rich(card.finding)}"
    yield "\n".join(
        f"- {_escaped(row.when)}: {' '.join(filter(None, (_rich(strong(row.number)), _escaped(row.range))))}"
        f"{_escaped(f', {row.word}') if row.word else ''}"
        for row in card.rows
    )
    yield from (_start(_rich(paragraph)) for paragraph in card.paragraphs)


def _table(table: Table) -> str:
    shown = table.without_drawings()
    heads = _row([_escaped(column.title) for column in shown.columns])
    rule = _row(["---:" if column.is_number else "---" for column in shown.columns])
    rows = (_row([_cell(cell, struck=table.struck and n > 0) for n, cell in enumerate(row)]) for row in shown.rows)
    return "\n".join([heads, rule, *rows])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, *, struck: bool) -> str:
    text = _rich(cell) if isinstance(cell, tuple) else ""
    return f"~~{text}~~" if struck and text else text


def _rich(text: Text) -> str:
    return "".join(_span(span) for span in text)


def _span(span: Span) -> str:
    if span.style == "break":
        return "<br>"
    if span.style in ("code", "path"):
        return _code(span.text)
    shown = _escaped(span.text)
    if span.url:
        shown = f"[{shown}]({_IN_A_REFERENCE.sub(_percent, span.url)})"
    return _marked(shown, "**") if span.style == "strong" else shown


def _marked(text: str, mark: str) -> str:
    """Marks stand close to the text: a space between them would make them text."""
    inside = text.strip()
    if not inside:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inside}{mark}{after}"


def _code(text: str) -> str:
    # As an element rather than in backticks, so that a bar or a backtick inside ends neither table nor code.
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _ACTIVE.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", " ".join(text.splitlines()))


def _start(text: str) -> str:
    """The beginning of a block, where a dash or a number would make a list, and an angle a quotation."""
    return _AT_THE_START.sub(lambda found: f"{found[1]}{_unlike_a_list(found[2])}", text)


def _unlike_a_list(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
