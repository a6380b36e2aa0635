"""Every number of a case is moved or left out for a reason, once, and its edits do what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from equipoise.case.load import load_case
from equipoise.case.paths import value_at
from equipoise.case.ranges import POINTS
from equipoise.errors import UsageError
from equipoise.studies.sensitivity.authored_numbers import AuthoredNumber, authored_numbers, edits_to
from equipoise.studies.sensitivity.number_kinds import STEPS
from equipoise.studies.sensitivity.written_places import written_places
from strategies import Setting, examples, settings_of_cases

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
MARKS = ("--", "-", "0", "+", "++")


def leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Paths of all numbers, and of marks where effects stand, found without the table of kinds."""
    if isinstance(data, dict):
        for key, below in data.items():
            yield from leaves(below, (*path, str(key)))
    elif isinstance(data, list):
        for index, below in enumerate(data):
            yield from leaves(below, (*path, str(index)))
    elif type(data) in (int, float) or (data in MARKS and path[:1] == ("considerations",) and path[2] == "effect"):
        yield ".".join(path)


def sums_to_one(table: dict[str, float]) -> bool:
    return sum(table.values()) == pytest.approx(1, abs=1e-9)


def proved_once(case: Any) -> None:
    data = case.definition.model_dump(mode="json", by_alias=True)
    numbers, left_out = authored_numbers(case.definition)
    found = Counter(one.path for one in (*numbers, *left_out))
    assert found == Counter(leaves(data))
    assert all(one.reason for one in left_out)
    assert {one.kind for one in numbers} <= set(STEPS)


@examples(40)
@given(settings_of_cases(distributions=True))
def test_every_number_of_a_case_appears_exactly_once(setting: Setting) -> None:
    proved_once(setting.case)


@examples(15)
@given(settings_of_cases())
def test_edits_move_their_number_and_shares_still_sum_to_one(setting: Setting) -> None:
    definition = setting.case.definition
    for number in authored_numbers(definition)[0]:
        for value in (number.low, number.high):
            if value is None:
                continue
            try:
                edited = setting.case.edited(edits_to(definition, number, value)).definition
            except UsageError:
                continue  # some starts of a case drawn at random may not be moved: no course would be left
            data = edited.model_dump(mode="json", by_alias=True)
            after = value_at(data, number.steps)
            if number.path.endswith(".prior"):
                priors = {name: one["prior"] for name, one in data["explanations"].items()}
                assert after / sum(priors.values()) == pytest.approx(value)
            else:
                assert POINTS.get(after, after) == pytest.approx(value)
            if number.table and not number.path.endswith(".prior"):
                assert sums_to_one(value_at(data, number.steps[:-1]))


@pytest.mark.parametrize("name", ["sino-russian", "sweden-nato", str(LADDER)])
def test_every_number_of_a_written_case_appears_exactly_once_and_has_its_line(name: str) -> None:
    case = load_case(name)
    proved_once(case)
    places = written_places(case)
    text = (case.folder / "case.yaml").read_text(encoding="utf-8").splitlines()  # type: ignore[operator]
    lines = [(one, places.line(one.steps)) for one in authored_numbers(case.definition)[0]]
    assert sum(line is not None for _, line in lines) > len(lines) / 2
    for one, line in lines:
        if line is not None:
            assert str(one.steps[-1]) in text[line - 1], one.path


def only(path: str, edits: dict[str, Any]) -> AuthoredNumber:
    definition = load_case(str(LADDER)).edited(edits).definition
    return next(one for one in authored_numbers(definition)[0] if one.path == path)


@pytest.mark.parametrize(
    ("path", "value", "ends"),
    [
        ("explanations.interests.weights.trade", 1.2, (0.96, 1.5)),
        ("explanations.interests.weights.trade.spread", {"median": 1, "spread": 4}, (2.519842099790, 8)),
        ("conditions.pressure.dwell", 6, (4, 9)),
        ("conditions.pressure.drift", 0, (-0.25, 0.25)),
        ("decision_maker.advisers", 1, (None, 1.5)),
        ("decision_maker.noise", 0.1, (0, 0.35)),
        ("decision_maker.patience", 0.96, (0.91, 0.99)),
        ("origin_discount", 0.0, (None, 0.05)),
    ],
)
def test_each_kind_moves_by_its_step_and_no_further_than_its_field(path: str, value: Any, ends: Any) -> None:
    number = only(path, {path.removesuffix(".spread"): value})
    assert (number.low, number.high) == pytest.approx(ends)


def test_a_mark_moves_by_a_mark_and_beyond_the_last_by_as_much() -> None:
    path = "considerations.trade.effect.stance.allied"
    number = only(path, {path: "++"})
    definition = load_case(str(LADDER)).definition
    assert (number.kind, number.low, number.high) == ("mark", 1, 3)
    assert edits_to(definition, number, 1.0) == {path: "+"}
    assert edits_to(definition, number, 3.0) == {path: 3.0}


def test_numbers_that_cannot_move_say_why() -> None:
    case = load_case(str(LADDER)).edited(
        {"starts.stance": {"hedged": 1.0}, "explanations.interests.weights.trade": 0, "decision_maker.mix": None}
    )
    reasons = {one.path: one.reason for one in authored_numbers(case.definition)[1]}
    assert "certain" in reasons["starts.stance.hedged"]
    assert "0, which" in reasons["explanations.interests.weights.trade"]
    assert "0 dB" in reasons["scale.0"]
    assert "version" in reasons["equipoise"]
