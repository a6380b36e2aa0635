"""PDF: the text layer, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from equipoise.documents.description import Description
from equipoise.documents.frozen_text import PAGE_BREAK, FrozenText
from equipoise.documents.media_type import MediaType
from equipoise.documents.reading import Progress, Reading, UnreadableDocumentError, needs_extra, read_by

_TOLD_EVERY = 100
_PASSWORD = 4
"""FPDF_ERR_PASSWORD: an encrypted file that does not open without a password."""
_BROKEN = re.compile("(\\w+)\ufffe(\\w+)")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufffe\uffff]")
# What a font without a table of characters leaves: private code points and the sign for "none".
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_WITHOUT_LETTER = 0.3
_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - |untitled|.*\.(?:docx?|indd|pdf|qxd|tex|rtf)$)", re.IGNORECASE
)


def read_pdf(raw: bytes, *, progress: Progress | None = None) -> Reading:
    """Read the text layer of a PDF; nothing is recognised from pictures.

    Pages are separated by form feeds. A word broken at the end of a line is joined again; its hyphen stays where a
    capital or a digit follows, or where the document writes the word with one elsewhere.

    Args:
        raw: The bytes of the file.
        progress: Called with a line every hundred pages.

    Raises:
        UnreadableDocumentError: If it is encrypted or damaged, has no text layer, or the package pypdfium2 is missing.
    """
    pdfium = _pdfium()
    document = _opened(pdfium, raw)
    try:
        pages = _pages(pdfium, document, progress)
        stated = _stated(document.get_metadata_dict())
    finally:
        document.close()
    text = _joined(PAGE_BREAK.join(pages)).translate(_LIGATURES)
    blank = [index + 1 for index, page in enumerate(pages) if not page.strip()]
    _refuse_pictures(text, len(pages))
    notes = [f"no text on {_listed(blank)} of {len(pages)}: pictures, scans or blank"] if blank else []
    if unclear := len(_NO_LETTER.findall(text)):
        notes.append(f"{unclear} characters have no letter: a font does not say which they are")
    return Reading(FrozenText(text), MediaType.PDF, stated, tuple(notes), read_by("pypdfium2"), len(pages))


def _pdfium() -> Any:
    try:
        import pypdfium2
    except ModuleNotFoundError as error:
        raise needs_extra("pypdfium2", "PDF") from error
    return pypdfium2


def _opened(pdfium: Any, raw: bytes) -> Any:
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableDocumentError("the PDF is encrypted", hint="save a copy without a password") from error
        raise UnreadableDocumentError(
            "the PDF is damaged and cannot be opened", hint="see whether its download was cut short"
        ) from error


def _pages(pdfium: Any, document: Any, progress: Progress | None) -> list[str]:
    count = len(document)
    pages = []
    for index in range(count):
        try:
            page = document[index]
            layer = page.get_textpage()
            pages.append(_clean(layer.get_text_range()))
            layer.close()
            page.close()
        except pdfium.PdfiumError as error:
            raise UnreadableDocumentError(
                f"page {index + 1} of the PDF is damaged", hint="look for a better copy"
            ) from error
        if progress is not None and (index + 1) % _TOLD_EVERY == 0 and index + 1 < count:
            progress(f"page {index + 1} of {count}")
    return pages


def _clean(page: str) -> str:
    # U+FFFE marks a word broken at a line end; it is dealt with once all pages are known.
    lines = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _joined(text: str) -> str:
    """The text with broken words made whole, and without characters that no one sees."""
    known = Counter(re.findall(r"\w+(?:-\w+)*", text)) if "\ufffe" in text else Counter()

    def mend(found: re.Match[str]) -> str:
        before, after = found.groups()
        hyphenated, whole = f"{before}-{after}", before + after
        keeps = not after[0].islower() or known[hyphenated] > known[whole]
        return hyphenated if keeps else whole

    while True:
        mended = _BROKEN.sub(mend, text)
        if mended == text:
            break
        text = mended
    return PAGE_BREAK.join(_UNWANTED.sub("", page) for page in text.split(PAGE_BREAK))


def _refuse_pictures(text: str, pages: int) -> None:
    if not text.split():
        where = "any of its pages" if pages > 1 else "its one page"
        raise UnreadableDocumentError(
            f"the PDF has no text layer on {where}: it is a scan",
            hint="recognise its text first, for example with ocrmypdf, and bring in the result",
        )
    if len(_NO_LETTER.findall(text)) > _MOST_WITHOUT_LETTER * len("".join(text.split())):
        raise UnreadableDocumentError(
            "the text layer of the PDF cannot be read: its fonts do not say which letters they show",
            hint="recognise its text, for example with ocrmypdf --force-ocr",
        )


def _stated(said: dict[str, str]) -> Description:
    title = said.get("Title", "").strip()
    authors = [name.strip() for name in re.split(r"[;,]|\band\b", said.get("Author", ""))]
    return Description(
        title=title if title and not _JUNK_TITLE.match(title) else None,
        authors=tuple(name for name in authors if " " in name),  # a single word is an account, seldom an author
        made=_made(said.get("CreationDate", "")),
    )


def _made(written: str) -> date | None:
    """The day of `D:20220304120000Z`, in which month and day may be left out."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _listed(pages: Sequence[int]) -> str:
    """Numbers of pages, runs drawn together: `pages 3, 7-9`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    more = ["and more"] if len(shown) > 8 else []
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(shown[:8] + more)}"
