"""Web pages: the main text, told from menus and notices, with every paragraph that stands in it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from equipoise.documents.description import Description
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.masthead import written_date
from equipoise.documents.media_type import MediaType
from equipoise.documents.plain_text import decode, doubts
from equipoise.documents.reading import Reading, UnreadableDocumentError, needs_extra, read_by

if TYPE_CHECKING:
    from types import ModuleType

_HEAD = 4096
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.I)
# Browsers read these as Windows-1252 (WHATWG Encoding Standard), and so their authors wrote it.
_AS_WINDOWS_1252 = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
_BLOCKS = re.compile(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".replace(" ", "|")
)
_SILENT = re.compile("button|head|iframe|noscript|script|select|style|svg|template|textarea")
_FEWEST_COVERED = 0.95
"""Share of the words of the main text that our own paragraphs must hold; below, the library's text is taken."""


def read_web_page(raw: bytes, *, encoding: str | None = None) -> Reading:
    """Read a page.

    Trafilatura tells the main text and what the page says of itself. It leaves out a paragraph that says the same
    as one before; the paragraphs are therefore taken from the page itself, wherever they are part of that main text.

    Args:
        raw: The bytes of the page.
        encoding: Its encoding, where it does not say and is not UTF-8.

    Raises:
        UnreadableDocumentError: If it is in another encoding, has no main text, or the package trafilatura is missing.
    """
    trafilatura = _trafilatura()
    page = _decoded(raw, encoding)
    from lxml.etree import LxmlError

    try:
        tree = trafilatura.load_html(page)
        main = trafilatura.extract(page, include_comments=False) if tree is not None else None
    except (LxmlError, ValueError, RecursionError) as error:
        raise UnreadableDocumentError(f"the page cannot be parsed: {error}", hint="save it as text") from error
    if not main:
        raise UnreadableDocumentError(
            "the page has no main text", hint="pages drawn by scripts hold none: save it as text or PDF in a browser"
        )
    text = _whole(tree, main)
    return Reading(FrozenText(text), MediaType.HTML, _stated(trafilatura, page), doubts(text), read_by("trafilatura"))


def _trafilatura() -> ModuleType:
    try:
        import trafilatura
    except ModuleNotFoundError as error:
        raise needs_extra("trafilatura", "HTML") from error
    return trafilatura


def _decoded(raw: bytes, encoding: str | None) -> str:
    if encoding is None and not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _CHARSET.search(raw[:_HEAD])
        said = (found.group(1) or found.group(2)).decode("ascii").lower() if found else ""
        encoding = "cp1252" if said in _AS_WINDOWS_1252 else said or None
        try:
            codecs.lookup(encoding or "utf-8")
        except LookupError:
            encoding = None
    # The declaration of XML would make lxml refuse a text that is decoded already.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(raw, encoding=encoding).removeprefix("\ufeff"))


def _stated(trafilatura: ModuleType, page: str) -> Description:
    """What the page says of itself in fields made for it; a date out of its running text is none of them."""
    found = trafilatura.extract_metadata(
        page, date_config={"extensive_search": False, "original_date": True}, extensive=False
    )
    if found is None:
        return Description()
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Description(
        title=found.title or None,
        authors=authors,
        publisher=found.sitename or None,
        published=written_date(found.date or ""),
        url=found.url or None,
    )


# --- paragraphs ------------------------------------------------------------------------------------------------


def _whole(tree: Any, main: str) -> str:
    """The paragraphs of a page that belong to its main text, repeated ones as often as they stand there."""
    lines = {_words(line) for line in main.splitlines()} - {""}
    flat = " ".join(_words(line) for line in main.splitlines() if line.strip())
    # A short line, such as the word of a menu, could be part of any sentence: only a whole line counts.
    kept = [block for block in _blocks(tree) if (said := _words(block)) in lines or (len(said) > 40 and said in flat)]
    covered = Counter(_words("\n".join(kept)).split())
    wanted = Counter(flat.split())
    share = sum((wanted & covered).values()) / max(sum(wanted.values()), 1)
    return "\n\n".join(kept) if share >= _FEWEST_COVERED else main


def _words(text: str) -> str:
    """A text as it is compared: without the marks of lists and tables, with single spaces."""
    return " ".join(re.sub(r"^\s*-\s+|[|\t]", " ", text).split())


def _blocks(tree: Any) -> Iterator[str]:
    """Visible paragraphs, headings, entries of lists and rows of tables, in their order."""
    held: list[str] = []
    for text, ends, keeps_spaces in _pieces(tree):
        if ends and held:
            block = _tidy(held)
            held = []
            if block:
                yield block
        if text:
            held.append(text if keeps_spaces else re.sub(r"\s+", " ", text))
    if block := _tidy(held):
        yield block


def _tidy(pieces: list[str]) -> str:
    return re.sub(r" *([\t\n]) *", r"\1", "".join(pieces).strip())


def _pieces(tree: Any) -> Iterator[tuple[str, bool, bool]]:
    """Texts of a page; whether each starts a new block; whether its white space counts. Without recursion."""
    from lxml.etree import iterwalk

    in_row = in_silence = in_pre = 0
    for event, node in iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = node.tag if isinstance(node.tag, str) else ""
        starts = event == "start"
        step = 1 if starts else -1
        in_silence += step * bool(_SILENT.fullmatch(name))
        in_pre += step * (name == "pre")
        in_row += step * (name == "tr")
        is_block = bool(_BLOCKS.fullmatch(name))
        if not in_silence:
            # Cells of a row stand on one line, with a tab between.
            yield _gap(name, starts=starts, is_inside_row=bool(is_block and in_row)), is_block and not in_row, True
            yield (node.text if starts and name else "") or "", False, bool(in_pre)
            yield (node.tail if not starts else "") or "", False, bool(in_pre)


def _gap(name: str, *, starts: bool, is_inside_row: bool) -> str:
    if name in ("td", "th"):
        return "" if starts else "\t"
    if name == "br":
        return "\n" if starts else ""
    return " " if is_inside_row and name != "tr" else ""
