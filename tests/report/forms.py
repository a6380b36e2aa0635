"""A brief in every form, and what a reader finds in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import docx
from markdown_it import MarkdownIt
from pypdfium2 import PdfDocument

from equipoise.report.brief_docx import render as render_docx
from equipoise.report.brief_html import render as render_html
from equipoise.report.brief_markdown import render as render_markdown
from equipoise.report.brief_pdf import render as render_pdf
from equipoise.report.document.blocks import Document
from equipoise.report.document.outline import document
from equipoise.report.view import View
from report.pages import text_of

OPTIONAL = {"\xad", "\u200b", "\ufeff"}
"""Signs that cannot be seen."""


def page(view: View) -> str:
    """The brief as HTML."""
    return render_html(document(view))


def text_of_markdown(source: str) -> str:
    """What a reader of the rendered Markdown sees."""
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source)
    return text_of(html)


def text_of_word(raw: bytes) -> str:
    """Paragraphs and cells of a Word document, in order."""
    word = docx.Document(io.BytesIO(raw))
    return " ".join(paragraph.text for paragraph in _paragraphs(word))


def _paragraphs(part):
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)
        else:
            yield block


def text_of_pdf(raw: bytes) -> str:
    """Text of every page.

    The reader gives a hyphen that ends a line as U+0002, as if it were put there to break a word; ours breaks none.
    """
    return " ".join(one.get_textpage().get_text_bounded() for one in PdfDocument(raw)).replace("\x02", "-")


FORMS: Mapping[str, tuple[Callable[[Document], str | bytes], Callable[..., str]]] = {
    ".html": (render_html, text_of),
    ".md": (render_markdown, text_of_markdown),
    ".docx": (render_docx, text_of_word),
    ".pdf": (render_pdf, text_of_pdf),
}
"""How each form is made, and how it is read."""


def squeezed(text: str) -> str:
    """Text without any space: where lines break is no matter of content, and a PDF keeps no spaces at breaks."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in OPTIONAL)


def read(form: str, view: View) -> str:
    """What a reader of a form sees, squeezed."""
    render, text = FORMS[form]
    return squeezed(text(render(document(view))))
