"""Assessments to report: made by hand, and a small case by the engine."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.assess.assessment import Assessment
from report.hand_made import case, fake

GOLDEN = Path(__file__).parent / "golden"
REGENERATE = "EQUIPOISE_REGENERATE_GOLDEN"


@pytest.fixture
def assessment() -> Assessment:
    """The small case with every parameter fixed: no number has a range."""
    return fake(case())


@pytest.fixture
def sampled() -> Assessment:
    """The same with sampled parameters: every number has a range."""
    return fake(case(), sampled=True)


@pytest.fixture(scope="session")
def by_engine(root: Path) -> Assessment:
    """A small case by the engine itself; all its parameters are fixed, so that this takes no time."""
    from equipoise.assess.assess import assess
    from equipoise.case.load import load_case

    return assess(load_case(root / "tests" / "proofs" / "example"))


@pytest.fixture(scope="session")
def built_in() -> Assessment:
    """The built-in case by the engine, with few particles: words, places and sums hang on none of them."""
    from equipoise.assess.assess import assess
    from equipoise.case.load import load_case

    return replace(assess(load_case("sino-russian"), particles=64), trustworthy=True, findings=())


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """`golden(name, text)`: the text is what the file holds; EQUIPOISE_REGENERATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get(REGENERATE):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), f"{name} differs; review, then run with {REGENERATE}=1"

    return compare
