"""docs/architecture.md names the layers that the build enforces, in their order, and all that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TOLD = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
ENFORCED = [[name.removeprefix("equipoise.") for name in layer.split(" | ")] for layer in reversed(CONTRACT["layers"])]
NOT_LAYERS = {"__init__", "__main__", "__pycache__", "data", "py"}


def test_the_page_tells_the_layers_in_the_order_that_is_enforced():
    place = {name: index for index, layer in enumerate(ENFORCED) for name in layer}
    assert sorted(TOLD) == sorted(place)
    assert [place[name] for name in TOLD] == sorted(place.values())


def test_the_page_tells_every_room_of_the_studies():
    there = {path.stem for path in (ROOT / "src" / "equipoise" / "studies").iterdir()} - NOT_LAYERS
    assert set(re.findall(r"^\| `studies/(\w+)` \|", PAGE, re.MULTILINE)) == there


def test_everything_in_the_package_has_a_layer():
    there = {path.name.partition(".")[0] for path in (ROOT / "src" / "equipoise").iterdir()}
    assert there - NOT_LAYERS == set(TOLD)
