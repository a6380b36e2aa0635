"""A brief as one HTML file with its style and charts inside, no script, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from equipoise.report.document.blocks import Block, Document, Section, Span, Text
from equipoise.report.palette import has_second_shape, hue_number

_PLAIN_IN_CSS = re.compile(r"[A-Za-z0-9 ]")


def render(document: Document) -> str:
    """Lay out a document as one HTML page.

    The same document gives the same bytes: there is no clock, no chance and no setting of the machine in it. Every
    text is escaped; the page asks for nothing and runs nothing.
    """
    return _environment().get_template("brief.html.j2").render(document=document, style=_style())


def render_sections(sections: Sequence[Section]) -> Markup:
    """Lay out some sections as a part of another page, which has the style of a brief for what stands in `.brief`."""
    template = _environment().get_template("blocks.html.j2").module
    return Markup("\n").join(template.section_of(section) for section in sections)  # type: ignore[attr-defined]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("equipoise.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"hue_number": hue_number, "has_second_shape": has_second_shape}
    environment.filters |= {"rich": rich, "css_text": css_text, "kind": _kind}
    return environment


def _kind(block: Block) -> str:
    return type(block).__name__


def _style() -> Markup:
    # Our own file: the one text that goes into a page unescaped.
    return Markup(files("equipoise.report").joinpath("style.css").read_text(encoding="utf-8"))


def rich(text: Text) -> Markup:
    """Text with its styles as elements."""
    return Markup("").join(_span(span) for span in text)


def _span(span: Span) -> Markup:
    shown = escape(span.text)
    if span.style == "break":
        return Markup("<br>")
    if span.style == "path":
        shown = Markup("<code>{}</code>").format(breakable(span.text))
    elif span.style != "plain":
        opened, closed = _ELEMENTS[span.style]
        shown = Markup(opened) + shown + Markup(closed)
    if span.url:
        shown = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(span.url, shown)
    if span.slot:
        shown = Markup('<span class="s{} name">{}</span>').format(hue_number(span.slot), shown)
    return shown


_ELEMENTS = {
    "strong": ("<b>", "</b>"),
    "dim": ('<span class="dim">', "</span>"),
    "number": ('<span class="n">', "</span>"),
    "code": ("<code>", "</code>"),
}


def breakable(path: str) -> Markup:
    """A dotted path that may be broken after its dots and nowhere else."""
    return Markup(".<wbr>").join(path.split("."))


def css_text(text: str) -> Markup:
    """Text as a string of a style sheet, safe inside an HTML element: all but letters and digits is escaped."""
    escaped = "".join(c if _PLAIN_IN_CSS.match(c) else f"\\{ord(c):x} " for c in " ".join(text.split()))
    return Markup(f'"{escaped}"')
