"""An assessment as a brief: one HTML file with its style and charts inside, no script, nothing fetched."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from equipoise.report.charts.of_brief import charts_of_brief
from equipoise.report.numbers import count
from equipoise.report.view import View
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, ItemView

ITEMS_AT_ONCE = 12
"""Items at most in the table that is open from the start; all others are one click away."""

FEWEST_ITEMS = 5
"""Items in that table even where they move nothing."""

FOOT_LENGTH = 60
"""Characters of the title in the foot of a printed page; more would run into the page number."""

_NUMBER = re.compile("(?:&[lg]t;)?\\d+\u202f%(?:\u00a0\\([^()]*\\))?")
_PLAIN_IN_CSS = re.compile(r"[A-Za-z0-9 ]")


def render(view: View) -> str:
    """Lay out an assessment as one HTML page.

    The same view gives the same bytes: there is no clock, no chance and no setting of the machine in it. Every
    authored text is escaped; the page asks for nothing and runs nothing.
    """
    template = _environment().get_template("brief.html.j2")
    return template.render(
        view=view, charts=charts_of_brief(view), weightiest=_weightiest(view), style=_style(), foot=_foot(view)
    )


def _weightiest(view: View) -> list[ItemView]:
    """The items that move the leader most, by date; a few in any case."""
    most = sorted(view.evidence.items, key=lambda item: -abs(item.weight))
    felt = sum(abs(item.weight) >= SMALLEST_SHOWN_DB for item in most)
    most = most[: min(max(felt, FEWEST_ITEMS), ITEMS_AT_ONCE)]
    return [item for item in view.evidence.items if item in most]


def _foot(view: View) -> str:
    title = view.title if len(view.title) <= FOOT_LENGTH else view.title[: FOOT_LENGTH - 1].rstrip() + "…"
    return f"{title} · as of {view.as_of}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("equipoise.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "numbers": numbers,
        "css_text": css_text,
        "is_web_address": is_web_address,
        "in_words": count,
        "breakable": breakable,
    }
    return environment


def _style() -> Markup:
    # Our own file: the one text that goes into a page unescaped.
    return Markup(files("equipoise.report").joinpath("style.css").read_text(encoding="utf-8"))


def numbers(text: str) -> Markup:
    """Text with every per cent and its range kept on one line."""
    return Markup(_NUMBER.sub(lambda found: f'<span class="n">{found[0]}</span>', str(escape(text))))


def breakable(path: str) -> Markup:
    """A dotted path that may be broken after its dots and nowhere else."""
    return Markup(".<wbr>").join(path.split("."))


def css_text(text: str) -> Markup:
    """Text as a string of a style sheet, safe inside an HTML element: all but letters and digits is escaped."""
    escaped = "".join(c if _PLAIN_IN_CSS.match(c) else f"\\{ord(c):x} " for c in " ".join(text.split()))
    return Markup(f'"{escaped}"')


def is_web_address(url: str) -> bool:
    """Whether a link may be made of it: http and https only, never a script."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
