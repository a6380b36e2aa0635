"""DOCX: paragraphs, tables, text boxes and notes, as they would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from equipoise.documents.description import Description
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.media_type import MediaType
from equipoise.documents.reading import Reading, UnreadableDocumentError, needs_extra, read_by

if TYPE_CHECKING:
    from types import ModuleType

MOST_UNPACKED = 400 * 1024 * 1024
"""Bytes that may come out of the archive; twice the largest file that is taken in."""
MOST_UNPACKED_RATIO = 200
"""Times that the parts of the text may grow; XML of a real document grows ten- to fiftyfold, a bomb a thousandfold."""
_SMALL = 10 * 1024 * 1024
_ENCRYPTED_BIT = 0x1

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("/footnotes", "/endnotes")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_JUNK_TITLES = frozenset({"", "word document", "untitled", "document1"})


def read_word_file(raw: bytes) -> Reading:
    """Read a document; insertions under review count, deletions do not.

    Paragraphs are separated by an empty line, cells of a row by a tab; footnotes and endnotes follow the text.

    Args:
        raw: The bytes of the file.

    Raises:
        UnreadableDocumentError: If it is encrypted, damaged, unpacks to far more than it is, has no text, or the
            package python-docx is missing.
    """
    docx = _docx()
    _refuse_bomb(raw)
    try:
        document = docx.Document(BytesIO(raw))
        paragraphs = [*_paragraphs(document.element.body), *_notes(document)]
        stated = _stated(document.core_properties)
    except Exception as error:
        # The library has no error of its own for a damaged file: whatever a part of it trips over comes out.
        raise UnreadableDocumentError(
            "the Word file is damaged and cannot be opened", hint="open and save it in a word processor"
        ) from error
    text = "\n\n".join(paragraphs)
    if not text.strip():
        raise UnreadableDocumentError(
            "the Word file has no text: pictures only", hint="recognise its text first, or bring in another copy"
        )
    return Reading(FrozenText(text), MediaType.DOCX, stated, read_by=read_by("python-docx"))


def _docx() -> ModuleType:
    try:
        import docx
    except ModuleNotFoundError as error:
        raise needs_extra("python-docx", "DOCX") from error
    return docx


def _refuse_bomb(raw: bytes) -> None:
    """Look at the sizes an archive declares; its reader never takes out more of a part than is declared."""
    with ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_BIT for part in parts):
        raise UnreadableDocumentError("the Word file is encrypted", hint="save a copy without a password")
    unpacked = sum(part.file_size for part in parts)
    text = [part for part in parts if part.filename.endswith((".xml", ".rels")) and part.file_size > _SMALL]
    if unpacked > MOST_UNPACKED or any(
        part.file_size > MOST_UNPACKED_RATIO * max(part.compress_size, 1) for part in text
    ):
        raise UnreadableDocumentError(
            f"the Word file of {len(raw) / 1024:.0f} KiB would unpack to {unpacked / 1024 / 1024:.0f} MiB",
            hint="this is how an archive is made to exhaust a computer: open it only if you trust it",
        )


def _paragraphs(body: Any) -> Iterator[str]:
    """Texts of the paragraphs and rows under an element, in their order; empty ones left out."""
    for child in body:
        if child.tag == f"{_W}p":
            yield from filter(None, _paragraph(child))
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(_paragraphs(cell)) for cell in row.iter(f"{_W}tc")]
                if any(cells):
                    yield "\t".join(cells)
        elif child.tag != _FALLBACK and child.tag != f"{_W}sectPr":
            yield from _paragraphs(child)  # controls, insertions and moves wrap paragraphs


def _paragraph(paragraph: Any) -> Iterator[str]:
    """A paragraph, then those of the text boxes anchored in it."""
    boxes: list[Any] = []
    yield "".join(_runs(paragraph, boxes)).strip()
    for box in boxes:
        yield from _paragraphs(box)


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag not in (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"):
            yield from _runs(child, boxes)


def _notes(document: Any) -> Iterator[str]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") not in _SEPARATORS:
                    yield from _paragraphs(note)


def _stated(said: Any) -> Description:
    title = (said.title or "").strip()
    authors = [name.strip() for name in re.split(r"[;,]|\band\b", said.author or "")]
    return Description(
        title=title if title.lower() not in _JUNK_TITLES else None,
        # A single word is an account, and `python-docx` the name of a program.
        authors=tuple(name for name in authors if " " in name),
        made=said.created.date() if said.created else None,
    )
