"""A file of any kind that is read → its frozen text and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from equipoise.documents.inbox import Incoming
from equipoise.documents.media_type import MediaType, UnknownTypeError, media_type
from equipoise.documents.plain_text import read_plain_text
from equipoise.documents.reading import Progress, Reading, UnreadableDocumentError


def read_document(path: Path | str, *, encoding: str | None = None, progress: Progress | None = None) -> Reading:
    """Read one file, without a case.

    Args:
        path: The file.
        encoding: Encoding of a text, Markdown or HTML file that does not say and is not UTF-8.
        progress: Called with a line now and then, where a file is long.

    Raises:
        UnreadableDocumentError: If no text can be had out of it, or a package is missing that it needs.
        UsageError: If there is no encoding of that name.
    """
    file = Incoming(str(path), Path(path))
    return read_raw(file.read(), name=file.name, encoding=encoding, progress=progress)


def read_raw(raw: bytes, *, name: str, encoding: str | None = None, progress: Progress | None = None) -> Reading:
    """Read the bytes of one file.

    Args:
        raw: The bytes.
        name: Name of the file, or `-`.
        encoding: As for `read_document`.
        progress: As for `read_document`.

    Raises:
        UnreadableDocumentError: As for `read_document`.
        UsageError: As for `read_document`.
    """
    try:
        kind = media_type(raw, name)
    except UnknownTypeError as error:
        raise UnreadableDocumentError(str(error), hint=error.mend) from error
    if kind in (MediaType.TEXT, MediaType.MARKDOWN):
        return read_plain_text(raw, kind=kind, encoding=encoding)
    if kind is MediaType.HTML:
        from equipoise.documents.web_page import read_web_page

        return read_web_page(raw, encoding=encoding)
    if kind is MediaType.PDF:
        from equipoise.documents.pdf_file import read_pdf

        return read_pdf(raw, progress=_named(progress, name))
    from equipoise.documents.word_file import read_word_file

    return read_word_file(raw)


def _named(progress: Progress | None, name: str) -> Callable[[str], None]:
    return lambda text: progress(f"{name}: {text}") if progress is not None else None
