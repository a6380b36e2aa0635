"""The colours of paper, read from the style sheet so that no form has colours of its own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

SLOTS = 4
"""Hues there are; the fifth scenario has the first again, with a second shape."""

_PRINT = re.compile(r"@media print \{.*?:root \{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--(\w+): (#[0-9a-f]+)")
_OF_CHARTS = re.compile(r"/\* Charts.*?\*/(.*?)/\* Tables", re.DOTALL)
_RULE = re.compile(r"^([^{}@\n][^{}]*)\{([^{}]*)\}", re.MULTILINE)


@cache
def paper() -> dict[str, str]:
    """Colours by name, such as `ink`, `ink2`, `rule`, `s1`: `#111111`."""
    found = _PRINT.search(style_sheet())
    assert found, "the style sheet has a palette for print"
    return {name: _six_digits(colour) for name, colour in _COLOUR.findall(found[1])}


def hue(slot: int) -> str:
    """Colour of a scenario on paper; ink where there is none."""
    return paper()[f"s{hue_number(slot)}"] if slot else paper()["ink"]


def hue_number(slot: int) -> int:
    """Number of a scenario's hue, 1 to `SLOTS`, as in the classes `s1`, `f1` and `l1` of the style sheet.

    Args:
        slot: Place of the scenario in the order of the case, from 1.
    """
    return (slot - 1) % SLOTS + 1


def has_second_shape(slot: int) -> bool:
    """Whether a scenario shares its hue with an earlier one, so that its shape must tell it: a square, a dashed line.

    Args:
        slot: Place of the scenario in the order of the case, from 1; 0 for what is no scenario.
    """
    return slot > SLOTS


@cache
def rules_of_charts() -> tuple[tuple[str, str], ...]:
    """Selector and declarations of every rule for the inside of a chart, as the style sheet has them."""
    found = _OF_CHARTS.search(style_sheet())
    assert found, "the style sheet has a part for charts"
    return tuple((selector.strip(), declarations.strip()) for selector, declarations in _RULE.findall(found[1]))


@cache
def style_sheet() -> str:
    """The style sheet of a page."""
    return files("equipoise.report").joinpath("style.css").read_text(encoding="utf-8")


def _six_digits(colour: str) -> str:
    digits = colour[1:]
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)
