"""The colours of the style sheet: contrast as WCAG 2.2 AA asks, hues apart for every kind of sight."""

import re
from importlib.resources import files
from itertools import combinations

import pytest

CSS = files("equipoise.report").joinpath("style.css").read_text(encoding="utf-8")
SCENARIOS = ("s1", "s2", "s3", "s4")
TEXT = ("ink", "ink2", *SCENARIOS)

# Machado, Oliveira and Fernandes (2009), severity 1.0: linear RGB as seen without one kind of cone.
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def palettes():
    """Named colours of each root block: light, dark, print."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    found = [dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block)) for block in blocks]
    return dict(zip(("light", "dark", "print"), found, strict=True))


def linear(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    values = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb):
    red, green, blue = (min(max(value, 0), 1) for value in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("palette", ["light", "dark", "print"])
def test_text_and_lines_that_carry_meaning_stand_out(palette):
    colours = palettes()[palette]
    for name in TEXT:
        assert contrast(colours[name], colours["bg"]) >= 4.5


@pytest.mark.parametrize("palette", ["light", "dark", "print"])
@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_scenarios_differ_for_every_kind_of_sight(palette, sight):
    colours = palettes()[palette]
    seen = {
        name: lab([sum(m * c for m, c in zip(row, linear(colours[name]), strict=True)) for row in SIGHT[sight]])
        for name in SCENARIOS
    }
    for one, other in combinations(SCENARIOS, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert round(distance) >= 21


def mixed(one, other, share):
    pairs = zip(*([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (six(one), six(other))), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def six(colour):
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize("palette", ["light", "dark", "print"])
def test_numbers_on_the_tints_of_a_map_stand_out(palette):
    colours = palettes()[palette]
    shares = {n: float(share) for n, share in re.findall(r"\.tint(\d) \{ fill-opacity: ([\d.]+) \}", CSS)}
    assert list(shares) == ["1", "2", "3"]
    for hue in SCENARIOS:
        for n, share in shares.items():
            text = colours["bg" if n == "3" else "ink"]
            assert contrast(mixed(colours[hue], colours["bg"], share), text) >= 4.5


def test_text_in_charts_is_never_scaled():
    assert "max-width: 100%" not in re.sub(r"@media.*?\{", "", CSS)
    assert re.search(r"\.t, \.ti \{ font: 400 12px", CSS)


def test_nothing_is_decorated():
    for word in ("shadow", "gradient", "border-radius", "animation", "transition", "@import", "url("):
        assert word not in CSS
