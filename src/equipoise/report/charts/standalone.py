"""A chart outside a page: one SVG file that carries its own style, in the colours of paper."""

from __future__ import annotations

import re

from markupsafe import escape

from equipoise.report.charts.canvas import Chart
from equipoise.report.palette import hue, paper, rules_of_charts

FONT = "Libertinus Serif"
"""The typesetter brings it along, so that a chart looks the same on every machine."""

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
    return f"{head}><style>{escape(_style(slot))}</style>{rest}"


def _style(slot: int) -> str:
    # Rules that place a chart in its page have nothing to say inside it. A halo needs `paint-order`, without which it
    # would hide the text it surrounds.
    rules = [(selector, told) for selector, told in rules_of_charts() if "paint-order" not in told]
    inside = [(selector, _resolved(told, slot)) for selector, told in rules]
    return " ".join(f"{selector} {{ {declarations} }}" for selector, declarations in inside if declarations)


def _resolved(declarations: str, slot: int) -> str:
    """Declarations a renderer without a page understands: no variables, no shorthand for type."""
    kept = _OUTSIDE.sub("", f"{declarations};").strip("; ")
    typed = _SHORTHAND.sub(rf"font-family: '{FONT}'; font-weight: \1; font-size: \2", kept)
    colours = {**paper(), "c": hue(slot), "bg": "#ffffff"}
    return _VARIABLE.sub(lambda found: colours.get(found[1], ""), typed)
