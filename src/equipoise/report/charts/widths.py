"""The widths a chart is drawn at: it is redrawn for each, so that its text is never scaled."""

from __future__ import annotations

from collections.abc import Callable

from equipoise.report.charts.canvas import Chart

WIDTHS = {"wid": 680.0, "nar": 350.0, "slm": 288.0}
"""Widths in pixels by the class of the style sheet that shows them; paper has the first."""

HALF, THIRD = 320.0, 213.0
"""The first of them where two or three charts stand beside each other."""


def at_every_width(name: str, draw: Callable[[float, str], Chart], *, wide: float = WIDTHS["wid"]) -> dict[str, Chart]:
    """Draw a chart at every width a page shows it.

    Args:
        name: Unique in the document.
        draw: Draws at a width in pixels, under a name that is unique too.
        wide: The width on a wide page; `HALF` or `THIRD` where charts stand beside each other.
    """
    return {css: draw(wide if css == "wid" else width, f"{name}-{css}") for css, width in WIDTHS.items()}
