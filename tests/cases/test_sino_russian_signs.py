"""Which way the case moves with each condition, against the marks of the coding that its derivation did not use.

The table of docs/cases/sino-russian.md, section 10, is written anew by
`PYTHONPATH=tests python tests/cases/test_sino_russian_signs.py`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from cases.at_medians import at_medians
from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case

PAGE = Path(__file__).parents[2] / "docs" / "cases" / "sino-russian.md"
BEGIN, END = "<!-- signs -->", "<!-- end of signs -->"
OPENS, HORIZON = date(2022, 2, 24), date(2024, 3, 31)
NO_SIGN_WITHIN = 0.005


def sign(case: Case, condition: str, scenario: str) -> str:
    """Sign of what the highest level of a condition adds to a scenario on the horizon, over the lowest."""
    lowest, *_, highest = case.definition.conditions[condition].levels
    difference = probability(case.name, condition, highest, scenario) - probability(
        case.name, condition, lowest, scenario
    )
    return "0" if abs(difference) < NO_SIGN_WITHIN else "+" if difference > 0 else "-"


def probability(name: str, condition: str, level: str, scenario: str) -> float:
    return _on_horizon(name, condition, level)[scenario]


@cache
def _on_horizon(name: str, condition: str, level: str) -> dict[str, float]:
    case = load_case(name)
    shares = {explanation: 1 / len(case.definition.explanations) for explanation in case.definition.explanations}
    fixed = at_medians(case.edited({"decision_maker.mix": shares}))
    held = f"{condition}={level}@{OPENS.isoformat()}..{HORIZON.isoformat()}"
    assessment = assess(fixed, do=(held,))
    return {scenario: assessment.at(scenario, HORIZON).probability for scenario in case.definition.scenarios}


def table() -> str:
    case = load_case("sino-russian")
    scenarios = list(case.definition.scenarios)
    rows = [f"| model | {' | '.join(scenarios)} |", "|" + "---|" * (1 + len(scenarios))]
    for condition in case.definition.conditions:
        rows.append(f"| {condition} | {' | '.join(sign(case, condition, scenario) for scenario in scenarios)} |")
    return "\n".join(rows)


def test_the_published_signs_are_those_the_engine_gives() -> None:
    published = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip()
    assert published == table()


def write_signs() -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    write_signs()
