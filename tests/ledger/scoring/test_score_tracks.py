"""Scores of a ledger: by hand, and never what must not count."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime

import pytest

from equipoise.case.load import load_case
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.scoring import score_tracks
from equipoise.ledger.scoring.scenario_order import scenario_order
from ledger.made import judgement


class SetClock:
    def __init__(self, day: str) -> None:
        self.set(day)

    def set(self, day: str) -> None:
        self.now = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


EVENT = "ever allied until 2021-04-10"
NAMES = ("apart", "hedged", "allied")


@pytest.fixture
def clock() -> SetClock:
    return SetClock("2021-04-01")


@pytest.fixture
def ledger(case_folder, clock) -> Ledger:
    return Ledger(case_folder, clock=clock)


def say(ledger, probability, day, event=EVENT, **fields):
    from equipoise.ledger.judged_event import parse_event

    return ledger.record(judgement(probability, event=parse_event(event), as_of=day, reason="because", **fields))


def settle(ledger, clock, outcome, day, event=EVENT, **fields):
    clock.set(max(day, clock.now.date().isoformat()))
    return ledger.resolve(event, outcome, date=day, source="yearbook", by_whom="li", **fields)


def test_a_forecast_stands_until_the_next_and_each_day_counts_the_same(ledger, clock):
    say(ledger, 0.2, "2021-04-01")
    clock.set("2021-04-05")
    say(ledger, 0.6, "2021-04-05")
    settle(ledger, clock, "did_not", "2021-04-10")
    (course,) = score_tracks(ledger.tracks).courses
    # Ten days open: four at 0.2, six at 0.6.
    assert course.mean == pytest.approx((4 * 0.04 + 6 * 0.36) / 10)
    assert course.daily["brier_01"].coverage == 1
    assert course.spot["brier_01"] == pytest.approx(0.04)
    assert course.spot["log"] == pytest.approx(-math.log(0.8))


def test_a_withdrawn_judgement_counts_for_the_time_it_stood(ledger, clock):
    say(ledger, 0.2, "2021-04-01")
    clock.set("2021-04-06")
    ledger.withdraw(EVENT, by_whom="maria")
    settle(ledger, clock, "did_not", "2021-04-10")
    daily = score_tracks(ledger.tracks).courses[0].daily["brier_01"]
    assert (daily.mean, daily.days, daily.open_days) == (pytest.approx(0.04), 5, 10)


def test_no_day_counts_from_the_day_the_event_occurred(ledger, clock):
    say(ledger, 0.2, "2021-04-01")
    settle(ledger, clock, "occurred", "2021-04-04")
    daily = score_tracks(ledger.tracks).courses[0].daily["brier_01"]
    assert (daily.days, daily.open_days, daily.mean) == (3, 3, pytest.approx(0.64))


def test_a_backcast_is_scored_and_counts_nowhere(ledger, clock):
    clock.set("2021-04-10")
    say(ledger, 0.2, "2021-04-01")
    settle(ledger, clock, "did_not", "2021-04-10")
    scores = score_tracks(ledger.tracks)
    (course,) = scores.courses
    assert course.lines[0].status == "backcast"
    assert course.lines[0].penalties["brier_01"] == pytest.approx(0.04)
    assert course.mean is None
    assert scores.groups == ()


def test_a_backcast_that_its_judge_stands_by_in_time_counts_from_that_day(ledger, clock):
    clock.set("2021-04-09")
    say(ledger, 0.2, "2021-04-01")
    ledger.reaffirm(EVENT, by_whom="maria", as_of="2021-04-09")
    settle(ledger, clock, "did_not", "2021-04-10")
    (course,) = score_tracks(ledger.tracks).courses
    assert course.lines[0].status == "backcast"
    assert (course.daily["brier_01"].days, course.opened.isoformat()) == (2, "2021-04-09")


def test_what_was_recorded_when_the_event_had_occurred_does_not_count(ledger, clock):
    clock.set("2021-04-05")
    say(ledger, 0.9, "2021-04-02")
    settle(ledger, clock, "occurred", "2021-04-03")
    scores = score_tracks(ledger.tracks)
    assert scores.courses[0].lines[0].status == "late"
    assert scores.groups == ()


def test_void_and_disputed_events_have_no_score(ledger, clock):
    for outcome, event in (("void", EVENT), ("disputed", "ever allied until 2021-05-31")):
        say(ledger, 0.2, "2021-04-01", event)
        settle(ledger, clock, outcome, "2021-04-01", event)
    say(ledger, 0.2, "2021-04-01", "ever apart until 2021-05-31")
    scores = score_tracks(ledger.tracks)
    assert scores.courses == ()
    assert [len(some) for some in (scores.void, scores.disputed, scores.open)] == [1, 1, 1]


def test_scenarios_in_an_order_have_a_ranked_score(ledger, clock, case_folder):
    event = "scenario until 2021-04-10"
    say(ledger, None, "2021-04-01", event, probabilities=dict(zip(NAMES, (0.2, 0.5, 0.3), strict=True)))
    settle(ledger, clock, "occurred", "2021-04-10", event, scenario="hedged")
    order = scenario_order(load_case(case_folder).definition)
    assert order == NAMES
    penalties = score_tracks(ledger.tracks, order=order).courses[0].lines[0].penalties
    assert penalties["brier_02"] == pytest.approx(0.04 + 0.25 + 0.09)
    assert penalties["ranked"] == pytest.approx((0.2**2 + 0.3**2) / 2)
    assert "ranked" not in score_tracks(ledger.tracks).courses[0].lines[0].penalties


def test_probabilities_that_miss_one_are_scaled_and_it_is_said(ledger, clock):
    event = "scenario until 2021-04-10"
    say(ledger, None, "2021-04-01", event, probabilities=dict(zip(NAMES, (0.4, 1.0, 0.6), strict=True)))
    settle(ledger, clock, "occurred", "2021-04-10", event, scenario="hedged")
    line = score_tracks(ledger.tracks).courses[0].lines[0]
    assert line.incoherent
    assert line.penalties["brier_02"] == pytest.approx(0.04 + 0.25 + 0.09)


def test_conditional_imputed_and_plain_judgements_are_never_taken_together(ledger, clock):
    conditional = f"{EVENT} given pressure=high"
    say(ledger, 0.2, "2021-04-01")
    say(ledger, 0.2, "2021-04-01", conditional)
    say(ledger, 0.2, "2021-04-01", kind="published", imputed=True, source="a paper")
    settle(ledger, clock, "did_not", "2021-04-10")
    settle(ledger, clock, "did_not", "2021-04-10", conditional)
    groups = score_tracks(ledger.tracks).groups
    assert {(group.kind, group.imputed, group.conditional) for group in groups} == {
        ("person", False, False),
        ("person", False, True),
        ("published", True, False),
    }


@pytest.mark.parametrize(("count", "told"), [(19, False), (20, True)])
def test_skill_and_a_curve_are_told_from_twenty_questions_on(ledger, clock, count, told):
    events = [f"ever allied until 2021-{5 + number // 20:02d}-{number % 20 + 1:02d}" for number in range(count)]
    for event in events:
        say(ledger, 0.2, "2021-04-01", event)
    for event in events:
        settle(ledger, clock, "did_not", event.rpartition(" ")[2], event)
    (group,) = score_tracks(ledger.tracks, held="hedged").groups
    assert group.compared == {"uniform": count, "base_rate": count, "no_change": count, "previous_issue": 0}
    assert (group.skill["uniform"] is not None) is told
    assert group.skill["previous_issue"] is None
    assert bool(group.calibration.curve) is told
    assert len(group.calibration.dots) == count
    if told:
        assert group.skill["uniform"].skill.value == pytest.approx(1 - 0.04 / 0.25)
        # As sure as the floor that nobody changes course, and nobody did.
        assert group.skill["no_change"].reference == pytest.approx(0.005**2)


def test_without_what_held_nothing_is_compared_with_no_change(ledger, clock):
    say(ledger, 0.2, "2021-04-01")
    settle(ledger, clock, "did_not", "2021-04-10")
    (group,) = score_tracks(ledger.tracks).groups
    assert group.compared["no_change"] == 0


def test_ranges_are_held_together_not_one_by_one(ledger, clock):
    events = ["ever allied until 2021-04-11", "ever allied until 2021-04-12"]
    for event in events:
        say(ledger, 0.2, "2021-04-01", event, low=0.1, high=0.3)
    for event in events:
        settle(ledger, clock, "did_not", event.rpartition(" ")[2], event)
    (group,) = score_tracks(ledger.tracks).groups
    assert (group.ranges.least, group.ranges.most, group.ranges.occurred) == (pytest.approx(0.2), pytest.approx(0.6), 0)
    assert not group.ranges.holds


def test_scores_are_json(ledger, clock):
    say(ledger, 0.2, "2021-04-01", low=0.1, high=0.3)
    settle(ledger, clock, "did_not", "2021-04-10")
    plain = json.loads(json.dumps(score_tracks(ledger.tracks).to_dict(), allow_nan=False))
    assert plain["schema"] == "equipoise/ledger-scores/1"
    assert plain["rules"]["brier_01"]["orientation"] == "0 is best, 1 is worst; lower is better"
    assert plain["groups"][0]["skill"]["uniform"] is None


def judged_all(ledger, clock, count):
    """So many questions, each judged at 0.2 and from 20 April on at 0.4; every fourth occurs."""
    events = [f"at allied until 2021-05-{number + 1:02d}" for number in range(count)]
    for event in events:
        say(ledger, 0.2, "2021-04-01", event)
    clock.set("2021-04-20")
    for event in events:
        say(ledger, 0.4, "2021-04-20", event)
    for number, event in enumerate(events):
        settle(ledger, clock, "occurred" if number % 4 == 0 else "did_not", event.rpartition(" ")[2], event)


@pytest.mark.parametrize("count", [19, 20])
def test_parts_of_the_mean_are_told_from_twenty_questions_on_and_sum_to_it(ledger, clock, count):
    judged_all(ledger, clock, count)
    (group,) = score_tracks(ledger.tracks).groups
    if count < 20:
        assert group.parts is None
        return
    m, y = group.parts.murphy, group.parts.yates
    mean = group.means["brier_01"].daily
    assert (group.parts.of, m.questions, m.rows) == ("brier_01", 20, 40)
    assert m.reliability.value - m.resolution.value + m.uncertainty.value + m.within.value == pytest.approx(mean)
    assert (
        y.uncertainty.value + y.bias.value**2 + y.least_variance.value + y.scatter.value - 2 * y.covariance.value
    ) == pytest.approx(mean)
    # Five of twenty occurred. Over both sides it is about a half, less what chance makes of twenty.
    assert m.uncertainty.value == pytest.approx(0.25 * 0.75)
    assert m.uncertainty.value < group.parts.murphy_sides.uncertainty.value < 0.25
    assert m.reliability.low <= m.reliability.value <= m.reliability.high
    assert group.parts.murphy_sides.brier.value == pytest.approx(mean)


def test_parts_of_scenarios_are_those_of_the_ranked_score(ledger, clock):
    days = [f"2021-05-{number + 1:02d}" for number in range(20)]
    for day in days:
        probabilities = {"apart": 0.2, "hedged": 0.7, "allied": 0.1}
        say(ledger, None, "2021-04-01", f"scenario until {day}", probabilities=probabilities)
    for number, day in enumerate(days):
        settle(ledger, clock, "occurred", day, f"scenario until {day}", scenario=NAMES[number % 2])
    (ordered,) = score_tracks(ledger.tracks, order=NAMES).groups
    assert ordered.parts.of == "ranked"
    assert ordered.parts.murphy.brier.value == pytest.approx(ordered.means["ranked"].daily)
    assert ordered.parts.murphy_sides is None
    (plain,) = score_tracks(ledger.tracks).groups
    assert plain.parts.of == "brier_02"
    assert plain.parts.yates.brier.value == pytest.approx(plain.means["brier_02"].daily / 3)
    json.dumps(score_tracks(ledger.tracks, order=NAMES).to_dict(), allow_nan=False)
