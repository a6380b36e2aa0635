"""Conditionals are differences of assessments."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.assess.assess import assess
from equipoise.assess.events import event_probability
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import Event
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.studies.conditionals import conditionals

LADDER = Path(__file__).parents[2] / "cases" / "ladder"


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER))


@pytest.fixture(scope="module")
def uncertain(ladder: Case) -> Case:
    return ladder.edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "decision_maker.review.every": {"median": 5, "spread": 1.5},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def on_the_horizon(case: Case, **options) -> dict[str, float]:
    found = assess(case, **options)
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}


def test_every_end_level_is_held_from_the_day_after_the_as_of_date_both_ways(ladder: Case) -> None:
    found = conditionals(ladder)
    assert [(one.kind, one.span) for one in found.conditionals] == [
        (kind, f"pressure={level}@2021-06-21..2021-10-31") for level in ("low", "high") for kind in ("given", "do")
    ]
    assert conditionals(ladder, as_of="2021-03-31").conditionals[0].span == "pressure=low@2021-04-01..2021-10-31"


def test_twelve_months_are_the_most(ladder: Case) -> None:
    longer = ladder.edited({"clock.horizon": "2023-12-31"})
    assert conditionals(longer).conditionals[0].span == "pressure=low@2021-06-21..2022-06-20"


def test_with_fixed_parameters_differences_are_those_of_assessments(ladder: Case) -> None:
    plain = on_the_horizon(ladder)
    found = conditionals(ladder)
    assert {name: one.probability for name, one in found.plain.items()} == pytest.approx(plain, abs=1e-9)
    for one in found.conditionals:
        held = on_the_horizon(ladder, **{one.kind: [one.span]})
        assert {name: spread.probability for name, spread in one.scenarios.items()} == pytest.approx(held, abs=1e-9)
        expected = {name: held[name] - plain[name] for name in plain}
        assert {name: d.mean for name, d in one.difference.items()} == pytest.approx(expected, abs=1e-9)
        assert all(d.low is None for d in one.difference.values())
    assert found.error == 0


def test_seen_to_happen_and_brought_about_differ(ladder: Case) -> None:
    given, do = conditionals(ladder).conditionals[2:]
    assert given.difference["allied"].mean != pytest.approx(do.difference["allied"].mean, abs=1e-4)


def test_the_chance_of_a_span_is_that_of_the_event(ladder: Case) -> None:
    span = conditionals(ladder).conditionals[0]
    event = Event.model_validate({"throughout": "pressure=low", "from": "2021-06-21", "until": "2021-10-31"})
    assert span.chance == pytest.approx(event_probability(ladder, event).probability, abs=1e-9)


def test_spans_asked_for_are_compared_one_by_one_as_assess_reads_them(ladder: Case) -> None:
    past = "pressure=high@2021-02-28..2021-05-31"
    found = conditionals(ladder, given=["pressure=low", past], do=[past])
    assert [one.span for one in found.conditionals] == ["pressure=low@2021-06-20..2021-10-31", past, past]
    assert [one.is_counterfactual for one in found.conditionals] == [False, False, True]
    for one in found.conditionals:
        held = on_the_horizon(ladder, **{one.kind: [one.span]})
        assert {name: spread.probability for name, spread in one.scenarios.items()} == pytest.approx(held, abs=1e-9)


def test_with_uncertain_parameters_the_range_is_of_the_difference(uncertain: Case) -> None:
    found = conditionals(uncertain, particles=512, seed=3)
    for one in found.conditionals:
        apart = on_the_horizon(uncertain, particles=2048, seed=4, **{one.kind: [one.span]})
        plain = on_the_horizon(uncertain, particles=2048, seed=4)
        for name, difference in one.difference.items():
            assert difference.low is not None
            assert difference.high is not None
            assert difference.low <= difference.mean <= difference.high
            assert difference.mean == pytest.approx(apart[name] - plain[name], abs=0.02)
            # Far narrower than the range of either number, for most of what is uncertain moves both alike.
            spread = one.scenarios[name]
            assert spread.low is not None
            assert spread.high is not None
            assert difference.high - difference.low < 0.8 * (spread.high - spread.low)


def test_what_cannot_happen_by_itself_is_listed_and_refused_where_it_was_asked_for(ladder: Case) -> None:
    still = ladder.edited({"conditions.pressure.starts": {"high": 1.0}, "evidence.tariff.accuracy": 0})
    frozen = still.edited({"conditions.pressure.drift": 1000, "conditions.pressure.pushed_by": {}})
    found = conditionals(frozen)
    assert found.impossible == ("pressure=low@2021-06-21..2021-10-31",)
    assert [(one.kind, one.level) for one in found.conditionals] == [("do", "low"), ("given", "high"), ("do", "high")]
    with pytest.raises(NotTrustworthyError):
        conditionals(frozen, given=["pressure=low"])


def test_where_nothing_lies_ahead_or_nothing_can_be_held_it_is_refused(ladder: Case) -> None:
    with pytest.raises(UsageError, match="nothing lies between"):
        conditionals(ladder, as_of="2021-10-31")
    with pytest.raises(UsageError, match="no condition"):
        conditionals(ladder, given=["presure=low"])


def test_the_same_seed_gives_the_same_answer(uncertain: Case) -> None:
    first, again, other = (conditionals(uncertain, particles=64, seed=seed).to_dict() for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert first["schema"] == "equipoise/conditionals/1"
