"""The directions of docs/cases/sino-russian-directions.md, run through the engine and reported, held or failed.

A direction that fails is a finding about the case, not a defect of the software: the test asserts only that the
published table is what the engine gives. The table is written anew by
`PYTHONPATH=tests python tests/cases/test_sino_russian_directions.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "cases" / "sino-russian-directions.md"
OPENS, HORIZON = date(2022, 2, 24), date(2024, 3, 31)
POINT = 0.01
# Half a point bars noise from counting as a finding; the page was written with it before any run.
BAR_POINTS, BAR_LOG_ODDS = 0.5, 0.05
# A table printed to two decimals, on another build of NumPy, may differ in the last one.
TOLERANCE = 0.02


@dataclass(frozen=True)
class Direction:
    """One expected direction: `measure` is positive where the theory is right, and must reach `bar`."""

    id: str
    measure: Callable[[], float]
    bar: float
    unit: str


@cache
def probability(scenario: str, mix: tuple[tuple[str, float], ...], condition: str, level: str) -> float:
    """Probability of a scenario on the horizon, one condition held from the opening, no evidence taking part."""
    return _scenarios(mix, condition, level)[scenario]


@cache
def _scenarios(mix: tuple[tuple[str, float], ...], condition: str, level: str) -> dict[str, float]:
    from cases.at_medians import at_medians
    from equipoise.assess.assess import assess
    from equipoise.case.load import load_case

    case = at_medians(load_case("sino-russian").edited({"decision_maker.mix": dict(mix)}))
    held = f"{condition}={level}@{OPENS.isoformat()}..{HORIZON.isoformat()}"
    assessment = assess(case, do=(held,))
    return {scenario: assessment.at(scenario, HORIZON).probability for scenario in case.definition.scenarios}


def alone(explanation: str) -> tuple[tuple[str, float], ...]:
    return ((explanation, 1.0),)


INTERESTS, POWER, PERSONALITY, NORMS = (alone(name) for name in ("interests", "power", "personality", "norms"))
HALVES = (("interests", 0.5), ("personality", 0.5))


def on_battlefield(scenario: str, mix: tuple[tuple[str, float], ...], level: str) -> float:
    return probability(scenario, mix, "battlefield", level) / POINT


def swing(scenario: str, mix: tuple[tuple[str, float], ...]) -> float:
    """Points a losing Russia adds to a scenario over a winning one."""
    return on_battlefield(scenario, mix, "russia_losing") - on_battlefield(scenario, mix, "russia_winning")


def answer_to_pressure(mix: tuple[tuple[str, float], ...]) -> float:
    """How far Western pressure moves the log-odds of arming, either way."""

    def log_odds(level: str) -> float:
        arming = probability("arm_russia", mix, "western_pressure", level)
        return math.log(arming / (1 - arming))

    return abs(log_odds("high") - log_odds("low"))


def difference(scenario: str, more: tuple[tuple[str, float], ...], less: tuple[tuple[str, float], ...]) -> float:
    return on_battlefield(scenario, more, "attrition") - on_battlefield(scenario, less, "attrition")


DIRECTIONS = (
    Direction("interests-distance", lambda: swing("arms_length", INTERESTS), BAR_POINTS, "points"),
    Direction("power-aids", lambda: swing("arm_russia", POWER), BAR_POINTS, "points"),
    Direction("power-stays", lambda: -swing("arms_length", POWER), BAR_POINTS, "points"),
    Direction("personality-arms", lambda: difference("arm_russia", PERSONALITY, INTERESTS), BAR_POINTS, "points"),
    Direction(
        "personality-ignores-cost",
        lambda: answer_to_pressure(INTERESTS) - answer_to_pressure(PERSONALITY),
        BAR_LOG_ODDS,
        "log-odds",
    ),
    Direction(
        "norms-straddle",
        lambda: min(difference("straddle", NORMS, other) for other in (INTERESTS, POWER)),
        BAR_POINTS,
        "points",
    ),
    Direction(
        "norms-steady",
        lambda: abs(swing("straddle", INTERESTS)) - abs(swing("straddle", NORMS)),
        BAR_POINTS,
        "points",
    ),
    Direction("bond-glues", lambda: difference("arms_length", INTERESTS, PERSONALITY), BAR_POINTS, "points"),
    Direction(
        "blend-exceeds",
        lambda: (difference("arm_russia", HALVES, INTERESTS) + difference("arm_russia", HALVES, PERSONALITY)) / 2,
        BAR_POINTS,
        "points",
    ),
)


def verdict(direction: Direction, value: float) -> str:
    return "holds" if value >= direction.bar else "fails"


def published() -> dict[str, tuple[float, str]]:
    """Value and verdict of each direction in the table of results on the page."""
    row = r"^\| `([a-z-]+)` \| (-?[\d.]+) [a-z-]+ \| (holds|fails) \|"
    rows = re.findall(row, PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: (float(value), word) for name, value, word in rows}


def test_the_page_states_every_direction_that_is_tested_and_no_other() -> None:
    stated = re.findall(r"^\| `([a-z-]+)` \| With ", PAGE.read_text("utf-8"), re.MULTILINE)
    assert stated == [direction.id for direction in DIRECTIONS]


def test_the_page_discusses_every_failure_and_no_other() -> None:
    discussed = re.findall(r"^- `([a-z-]+)`: ", PAGE.read_text("utf-8"), re.MULTILINE)
    assert discussed == [name for name, (_, word) in published().items() if word == "fails"]


@pytest.mark.parametrize("direction", DIRECTIONS, ids=lambda direction: direction.id)
def test_the_published_table_says_what_the_engine_gives(
    direction: Direction, record_property: Callable[[str, object], None]
) -> None:
    value = direction.measure()
    record_property(direction.id, f"{value:.2f} {direction.unit}: {verdict(direction, value)}")
    said, word = published()[direction.id]
    assert value == pytest.approx(said, abs=TOLERANCE)
    assert word == verdict(direction, value)


def _table() -> str:
    lines = ["| id | value | verdict |", "|---|---|---|"]
    for direction in DIRECTIONS:
        value = direction.measure()
        lines.append(f"| `{direction.id}` | {value:.2f} {direction.unit} | {verdict(direction, value)} |")
    return "\n".join(lines)


def write_results() -> None:
    """Write the table of results between its marks on the page; what stands above is left alone."""
    begin, end = "<!-- results -->", "<!-- end of results -->"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{begin}\n{_table()}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    write_results()
