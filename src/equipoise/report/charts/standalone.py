"""A chart outside a page: one SVG file that carries its own style, in the colours of paper."""

from __future__ import annotations

import re

from markupsafe import escape

from equipoise.report.charts.canvas import Chart
from equipoise.report.palette import SLOTS, hue, paper, rules_of_charts

FONT = "Libertinus Serif"
"""The typesetter brings it along, so that a chart looks the same on every machine."""

PAPER = "#ffffff"
HALO = "halo"
"""Class of a text that interrupts the lines behind it."""

_HALOED = re.compile(rf'<text([^>]*)class="([^">]*) {HALO}([^">]*)"(>[^<]*</text>)')
_ONE_CLASS = re.compile(r"\.\w+")
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_SHORTHAND = re.compile(r"font: (\d+) (\w+) [^;]+")
_OUTSIDE = re.compile(r"\b(display|overflow|margin|padding|grid-\w+|font-variant-numeric): [^;]+;? ?")


def standalone(chart: Chart, *, slot: int = 0) -> str:
    """The chart as an SVG file.

    Args:
        chart: What to draw.
        slot: Scenario whose colour it has, from 1; 0 for none.
    """
    opened = f'<svg xmlns="http://www.w3.org/2000/svg"{str(chart.svg).removeprefix("<svg")}'
    head, rest = opened.split(">", 1)
    return f"{head}><style>{escape(_style(slot))}</style>{_with_halos(rest)}"


def _with_halos(shapes: str) -> str:
    """Each text with a halo drawn twice: the halo, then the text.

    A page paints the outline of a whole text before its letters; a typesetter does so letter by letter, and each
    letter would hide a part of the one before.
    """
    return _HALOED.sub(rf'<text\1class="\2 {HALO}\3" style="fill: {PAPER}"\4<text\1class="\2\3"\4', shapes)


def _style(slot: int) -> str:
    # Rules that place a chart in its page have nothing to say inside it.
    inside = [(selector, _resolved(told, slot)) for selector, told in rules_of_charts() if selector != f".{HALO}"]
    # In a page `s2` hands its colour down to what it marks; a rule of its own does so where nothing is handed down.
    inside += [
        (f"{selector}.s{n}", _resolved(told, n))
        for n in range(1, SLOTS + 1)
        for selector, told in rules_of_charts()
        if "var(--c)" in told and _ONE_CLASS.fullmatch(selector)
    ]
    inside += [(f".{HALO}", _resolved(told, slot)) for selector, told in rules_of_charts() if selector == f".{HALO}"]
    return " ".join(f"{selector} {{ {declarations} }}" for selector, declarations in inside if declarations)


def _resolved(declarations: str, slot: int) -> str:
    """Declarations a renderer without a page understands: no variables, no shorthand for type."""
    kept = _OUTSIDE.sub("", f"{declarations};").strip("; ")
    typed = _SHORTHAND.sub(rf"font-family: '{FONT}'; font-weight: \1; font-size: \2", kept)
    colours = {**paper(), "c": hue(slot), "bg": PAPER}
    return _VARIABLE.sub(lambda found: colours.get(found[1], ""), typed)
