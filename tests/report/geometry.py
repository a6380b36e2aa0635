"""Where the parts of a chart lie: whether labels touch, and whether anything leaves the chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

from equipoise.report.charts.canvas import Chart

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

ROUNDING = 1e-6
"""Pixels by which the last digits of a sum may be off."""


def clashes(chart: Chart) -> list[object]:
    """Pairs of labels that touch, and labels that reach out of the chart."""
    pairs = [(a.text, b.text) for a, b in combinations(chart.boxes, 2) if a.overlaps(b)]
    outside = [
        box.text
        for box in chart.boxes
        if min(box.left, box.top) < -ROUNDING
        or box.right > chart.width + ROUNDING
        or box.bottom > chart.height + ROUNDING
    ]
    return pairs + outside


def coordinates(chart: Chart) -> Iterator[tuple[float, float]]:
    """Every point that a shape of a chart names."""
    for element in ElementTree.fromstring(str(chart.svg)).iter():
        a = {name: float(value) for name, value in element.attrib.items() if re.fullmatch(NUMBER, value)}
        if element.tag == "rect":
            yield from [(a["x"], a["y"]), (a["x"] + a["width"], a["y"] + a["height"])]
        elif element.tag == "line" and element.get("class") != "hatch":
            yield from [(a["x1"], a["y1"]), (a["x2"], a["y2"])]
        elif element.tag == "circle":
            yield from [(a["cx"] - a["r"], a["cy"] - a["r"]), (a["cx"] + a["r"], a["cy"] + a["r"])]
        elif element.tag == "path":
            numbers = [float(n) for n in NUMBER.findall(element.attrib["d"])]
            yield from zip(numbers[::2], numbers[1::2], strict=True)


def shapes_outside(chart: Chart) -> list[tuple[float, float]]:
    """Points that lie outside the chart."""
    return [(x, y) for x, y in coordinates(chart) if not (0 <= x <= chart.width and 0 <= y <= chart.height)]
