"""What to watch for, against assessments in which the finding has been made."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.assess.assess import assess
from equipoise.assess.events import event_probability
from equipoise.calendar import DAYS_PER_MONTH
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import CaseDefinition, Event, EvidenceItem, Indicator, Rating
from equipoise.errors import UsageError
from equipoise.probability.information import entropy_bits
from equipoise.studies.watching import Watched, watch
from equipoise.studies.watching.watched import LEAST_GAIN_BITS, RARE_BUT_TELLING
from equipoise.studies.watching.what_to_watch import LEAST_DB

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
AS_OF, SOON, LATER, HORIZON = (date(2021, 6, 30), date(2021, 8, 15), date(2021, 9, 20), date(2021, 10, 31))
PATROL = {"apart": 0.1, "hedged": 0.4, "allied": 0.9}
LOAN = {"apart": 0.3, "hedged": 0.05, "allied": 0.6}


def watching(case: Case, **indicators: dict[str, Any]) -> Case:
    """The case with these indicators and no others."""
    named = {name: Indicator.model_validate(fields) for name, fields in indicators.items()}
    return replace(case, definition=case.definition.model_copy(update={"indicators": named}))


@pytest.fixture(scope="module")
def ladder() -> Case:
    """The ladder of three, every parameter fixed."""
    return load_case(str(LADDER))


@pytest.fixture(scope="module")
def watched_ladder(ladder: Case) -> Case:
    return watching(ladder, patrol={"until": SOON, "likelihood": PATROL}, loan={"until": LATER, "likelihood": LOAN})


@pytest.fixture(scope="module")
def uncertain(watched_ladder: Case) -> Case:
    return watched_ladder.edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def having_found(case: Case, **found: tuple[date, dict[str, float]]) -> Case:
    """The case with findings as exact items of evidence."""
    items = tuple(
        EvidenceItem(id=name, date=str(day), what="It was found", kind="report", accuracy=1.0, exact=True)
        for name, (day, _) in found.items()
    )
    ratings = tuple(
        Rating(item=name, subject="scenarios", level=scenario, rating=10 * math.log10(chance))
        for name, (_, likelihood) in found.items()
        for scenario, chance in likelihood.items()
    )
    return replace(case, evidence=(*case.evidence, *items), ratings=(*case.ratings, *ratings))


def absent(likelihood: dict[str, float]) -> dict[str, float]:
    return {scenario: 1 - chance for scenario, chance in likelihood.items()}


def on(case: Case, day: date, **options: Any) -> dict[str, float]:
    found = assess(case, **options)
    return {name: found.at(name, day).probability for name in found.case.definition.scenarios}


def only(case: Case, **options: Any) -> Watched:
    (one,) = watch(case, **options).watched
    return one


def averaged(one: Watched, name: str) -> float:
    return one.seen.chance * one.seen.at_horizon[name] + one.not_seen.chance * one.not_seen.at_horizon[name]


# --- one finding -----------------------------------------------------------------------------------------------------


def test_a_finding_does_what_an_exact_item_of_its_day_would_do(ladder: Case, watched_ladder: Case) -> None:
    found = watch(watched_ladder, as_of=AS_OF)
    assert found.now == pytest.approx(on(ladder, HORIZON, as_of=AS_OF), abs=1e-12)
    for one in found.watched:
        for outcome, likelihood in ((one.seen, one.likelihood), (one.not_seen, absent(one.likelihood))):
            later = having_found(ladder, news=(one.until, likelihood))
            known = replace(
                later, evidence=tuple(i for i in later.evidence if later.known(i) <= AS_OF or i.id == "news")
            )
            assert outcome.at_horizon == pytest.approx(on(known, HORIZON, as_of=one.until), abs=1e-9)
            assert outcome.at_until == pytest.approx(on(known, one.until, as_of=one.until), abs=1e-9)


def test_the_chance_of_seeing_it_is_its_likelihood_weighed_by_the_scenarios_of_the_day(watched_ladder: Case) -> None:
    for one in watch(watched_ladder, as_of=AS_OF).watched:
        chances = {
            name: event_probability(
                watched_ladder, Event.model_validate({"at": name, "until": str(one.until)}), as_of=AS_OF
            ).probability
            for name in PATROL
        }
        expected = sum(one.likelihood[name] * chance for name, chance in chances.items())
        assert one.seen.chance == pytest.approx(expected, abs=1e-12)
        assert one.not_seen.chance == pytest.approx(1 - expected, abs=1e-12)


likelihoods = st.fixed_dictionaries({name: st.floats(0, 1) for name in PATROL})


@settings(max_examples=25, deadline=None)
@given(likelihoods, st.dates(date(2021, 7, 1), HORIZON))
def test_seen_and_not_seen_average_back_to_now(likelihood: dict[str, float], until: date) -> None:
    found = watch(watching(load_case(str(LADDER)), news={"until": until, "likelihood": likelihood}), as_of=AS_OF)
    for one in found.watched:
        assert one.seen.chance + one.not_seen.chance == pytest.approx(1, abs=1e-12)
        for name, now in found.now.items():
            assert averaged(one, name) == pytest.approx(now, abs=1e-12)
        # What is seen bears on the horizon by way of its day, and tells no more of the horizon than of the day.
        assert one.gain_bits <= one.gain_until_bits + 1e-12
        assert one.gain_bits >= LEAST_GAIN_BITS or one.largest_move >= RARE_BUT_TELLING or one.flip_chance > 0


def test_a_case_of_two_by_hand() -> None:
    """No reasons: a review, once in four months, picks either course with one half, so odds fade with exp(-t/4)."""
    case = Case("coin", CaseDefinition.model_validate(TWO))
    until, horizon = date(2021, 3, 31), date(2021, 6, 30)
    one = only(watching(case, news={"until": until, "likelihood": {"go": 0.8, "stay": 0.1}}), as_of="2021-01-31")
    kept = [math.exp(-((last - first).days) / DAYS_PER_MONTH / 4) for first, last in (
        (date(2020, 12, 31), until), (until, horizon)
    )]  # fmt: skip
    go_then = 0.5 + (0.9 - 0.5) * kept[0]
    seen = 0.8 * go_then + 0.1 * (1 - go_then)
    go_then_if_seen = 0.8 * go_then / seen
    go_then_if_not = 0.2 * go_then / (1 - seen)

    def later(go: float) -> float:
        return 0.5 + (go - 0.5) * kept[1]

    assert one.seen.chance == pytest.approx(seen, abs=1e-12)
    assert one.seen.at_until["go"] == pytest.approx(go_then_if_seen, abs=1e-12)
    assert one.seen.at_horizon["go"] == pytest.approx(later(go_then_if_seen), abs=1e-12)
    assert one.not_seen.at_horizon["go"] == pytest.approx(later(go_then_if_not), abs=1e-12)
    assert (one.seen.leader, one.not_seen.leader) == ("go", "stay")
    assert one.flip_chance == one.not_seen.chance
    assert one.not_seen.move == pytest.approx(later(go_then_if_not) - later(go_then), abs=1e-12)

    def uncertainty(go: float) -> float:
        return entropy_bits([go, 1 - go])

    expected = uncertainty(later(go_then)) - seen * uncertainty(later(go_then_if_seen))
    expected -= (1 - seen) * uncertainty(later(go_then_if_not))
    assert one.gain_bits == pytest.approx(expected, abs=1e-12)


TWO: dict[str, Any] = {
    "equipoise": 1,
    "title": "A coin",
    "actor": "Ruritania",
    "question": "Does it go or stay?",
    "clock": {"opens": "2021-01-01", "horizon": "2021-06-30"},
    "instruments": {"move": {"levels": ["go", "stay"]}},
    "starts": {"move": {"go": 0.9, "stay": 0.1}},
    "scenarios": {"go": {"move": ["go"]}, "stay": {"move": ["stay"]}},
    "explanations": {"none": {}},
    "decision_maker": {"decisiveness": 1, "review": {"every": 4}, "mix": {"none": 1}},
    "rating_strength": 1,
}


def test_with_uncertain_parameters_a_finding_teaches_about_them_too(uncertain: Case) -> None:
    found = watch(uncertain, as_of=AS_OF, particles=4096, seed=3)
    assert found.error > 0
    for one in found.watched:
        assert one.seen.low is not None
        assert one.seen.high is not None
        assert one.seen.low <= one.seen.chance <= one.seen.high
        for name, now in found.now.items():
            assert averaged(one, name) == pytest.approx(now, abs=1e-6)
        later = having_found(uncertain, news=(one.until, one.likelihood))
        known = replace(later, evidence=tuple(i for i in later.evidence if later.known(i) <= AS_OF or i.id == "news"))
        sampled_anew = on(known, HORIZON, as_of=one.until, particles=4096, seed=4)
        # Three times the Monte Carlo error of the two together.
        assert one.seen.at_horizon == pytest.approx(sampled_anew, abs=0.012)


# --- events ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["at", "ever", "throughout"])
@pytest.mark.parametrize("members", [["allied"], ["pressure=high"], ["apart", "stance=hedged & pressure=low"]])
def test_an_event_is_seen_as_often_as_it_happens(ladder: Case, form: str, members: list[str]) -> None:
    event = {form: members, "until": str(SOON)}
    found = watch(watching(ladder, event={"event": event}), as_of=AS_OF)
    happens = event_probability(ladder, Event.model_validate(event), as_of=AS_OF).probability
    (one,) = found.watched
    assert one.from_event
    assert one.until == SOON
    assert one.seen.chance == pytest.approx(happens, abs=1e-12)
    for name, now in found.now.items():
        assert averaged(one, name) == pytest.approx(now, abs=1e-12)


def test_a_condition_seen_throughout_is_one_that_is_given(ladder: Case) -> None:
    event = {"throughout": ["pressure=high"], "until": str(SOON)}
    one = only(watching(ladder, front={"event": event}), as_of=AS_OF)
    given_it = on(ladder, HORIZON, as_of=AS_OF, given=[f"pressure=high@{AS_OF}..{SOON}"])
    assert one.seen.at_horizon == pytest.approx(given_it, abs=1e-9)


def test_a_path_that_begins_later_is_followed_from_there(ladder: Case) -> None:
    event = {"throughout": ["pressure=low"], "from": str(SOON), "until": str(LATER)}
    one = only(watching(ladder, calm={"event": event}), as_of=AS_OF)
    given_it = on(ladder, HORIZON, as_of=AS_OF, given=[f"pressure=low@{SOON}..{LATER}"])
    assert one.seen.at_horizon == pytest.approx(given_it, abs=1e-9)


def test_a_scenario_that_is_seen_on_the_day_is_the_scenario_of_the_day(ladder: Case) -> None:
    one = only(watching(ladder, sworn={"event": {"at": "allied", "until": str(SOON)}}), as_of=AS_OF)
    assert one.likelihood == pytest.approx({"apart": 0, "hedged": 0, "allied": 1}, abs=1e-12)
    assert one.seen.at_until["allied"] == pytest.approx(1, abs=1e-12)


def test_where_an_indicator_has_both_its_likelihood_counts(ladder: Case) -> None:
    event = {"at": "allied", "until": str(LATER)}
    one = only(watching(ladder, both={"until": SOON, "likelihood": PATROL, "event": event}), as_of=AS_OF)
    assert not one.from_event
    assert (one.until, one.likelihood) == (SOON, PATROL)


# --- what is refused -------------------------------------------------------------------------------------------------


def test_as_likely_under_every_scenario_tells_nothing_and_is_refused(ladder: Case) -> None:
    found = watch(watching(ladder, rain={"until": SOON, "likelihood": dict.fromkeys(PATROL, 0.3)}), as_of=AS_OF)
    assert found.watched == ()
    (rain,) = found.refused
    assert (rain.because, rain.db) == ("alike", 0.0)
    assert rain.gain_bits == pytest.approx(0, abs=1e-12)
    assert rain.largest_move == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("likelihood", "because"),
    [
        ({"apart": 0.4, "hedged": 0.45, "allied": 0.5}, "alike"),
        ({"apart": 0.9, "hedged": 0.9, "allied": 0.99}, None),
        ({"apart": 0.4, "hedged": 0.4, "allied": 0.55}, "little"),
        ({"apart": 0.0, "hedged": 0.0, "allied": 1e-6}, None),
    ],
)
def test_absence_counts_and_rare_warnings_have_their_place(
    ladder: Case, likelihood: dict[str, float], because: str | None
) -> None:
    """The second tells by its absence; the third tells apart what hardly happens; the fourth is a warning."""
    rare = ladder.edited({"starts.stance": {"hedged": 0.95, "apart": 0.05}, "evidence.visit.accuracy": 0})
    case = ladder if because != "little" else rare.edited({"decision_maker.review.every": 900})
    found = watch(watching(case, news={"until": SOON, "likelihood": likelihood}), as_of=AS_OF)
    assert [one.because for one in found.refused] == ([because] if because else [])
    if because == "alike":
        assert found.refused[0].db is not None
        assert found.refused[0].db < LEAST_DB


@pytest.mark.parametrize(
    ("indicator", "because"),
    [
        ({"until": AS_OF, "likelihood": PATROL}, "no_days"),
        ({"event": {"ever": "allied", "from": "2021-02-01", "until": str(SOON)}}, "no_days"),
        ({"event": {"ever": "allied", "until": str(SOON), "given": {"pressure": "high"}}}, "conditional"),
        ({"event": {"ever": "allied", "until": str(SOON), "do": {"pressure": "high"}}}, "conditional"),
    ],
)
def test_what_cannot_be_seen_ahead_is_refused_without_numbers(
    ladder: Case, indicator: dict[str, Any], because: str
) -> None:
    (refused,) = watch(watching(ladder, news=indicator), as_of=AS_OF).refused
    assert (refused.because, refused.gain_bits) == (because, None)


def test_an_event_about_what_is_not_yet_known_is_refused(ladder: Case) -> None:
    later = ladder.edited({"conditions.pressure.known": "2021-08-01"})
    case = watching(later, front={"event": {"ever": "pressure=high", "until": str(LATER)}})
    assert [one.because for one in watch(case, as_of=AS_OF).refused] == ["unknown"]
    assert watch(case, as_of="2021-08-01").refused == ()


def test_an_unknown_indicator_is_refused_by_name(watched_ladder: Case) -> None:
    with pytest.raises(UsageError, match="no indicator 'patrols'") as refused:
        watch(watched_ladder, indicators=["patrols"])
    assert "patrol" in refused.value.hint


# --- order and pairs -------------------------------------------------------------------------------------------------


def test_the_most_telling_comes_first_and_of_equals_the_sooner(ladder: Case) -> None:
    certain = {"until": SOON, "likelihood": {"apart": 0.0, "hedged": 0.0, "allied": 1.0}}
    same = {"until": SOON, "event": {"at": "allied", "until": str(SOON)}}
    case = watching(ladder, weak={"until": SOON, "likelihood": LOAN}, event=same, strong=certain)
    found = watch(case, as_of=AS_OF)
    assert [one.indicator for one in found.watched] == ["event", "strong", "weak"]
    gains = [one.gain_bits for one in found.watched]
    assert gains[0] == pytest.approx(gains[1], abs=1e-12)
    assert gains[1] > gains[2]
    assert [one.indicator for one in watch(case, as_of=AS_OF, indicators=["weak"]).watched] == ["weak"]


def test_two_findings_together_do_what_two_exact_items_would_do(ladder: Case, watched_ladder: Case) -> None:
    found = watch(watched_ladder, as_of=AS_OF)
    assert found.both is not None
    days = {one.indicator: (one.until, one.likelihood) for one in found.watched}
    first, second = days[found.both.first], days[found.both.second]
    for outcome in found.both.outcomes:
        news = {
            "one": (first[0], first[1] if outcome.first_seen else absent(first[1])),
            "two": (second[0], second[1] if outcome.second_seen else absent(second[1])),
        }
        later = having_found(ladder, **news)
        known = replace(later, evidence=tuple(i for i in later.evidence if later.known(i) <= AS_OF or i.id in news))
        assert outcome.at_horizon == pytest.approx(on(known, HORIZON, as_of=LATER), abs=1e-9)


@pytest.mark.parametrize(
    "other",
    [
        {"until": LATER, "likelihood": LOAN},
        {"event": {"ever": "pressure=high", "until": str(LATER)}},
        {"event": {"throughout": "pressure=low", "from": str(SOON), "until": str(LATER)}},
        {"event": {"at": ["allied"], "until": str(HORIZON)}},
    ],
)
def test_each_of_two_findings_is_what_it_is_alone(ladder: Case, other: dict[str, Any]) -> None:
    found = watch(watching(ladder, patrol={"until": SOON, "likelihood": PATROL}, other=other), as_of=AS_OF)
    both, (first, second) = found.both, found.watched
    assert both is not None
    for name, one in (("first_seen", first), ("second_seen", second)):
        cells = [outcome for outcome in both.outcomes if getattr(outcome, name)]
        assert sum(cell.chance for cell in cells) == pytest.approx(one.seen.chance, abs=1e-12)
        for scenario, after in one.seen.at_horizon.items():
            mean = sum(cell.chance * cell.at_horizon[scenario] for cell in cells if cell.at_horizon is not None)
            assert mean / one.seen.chance == pytest.approx(after, abs=1e-9)
    assert max(first.gain_bits, second.gain_bits) - 1e-12 <= both.gain_bits <= found.entropy_bits
    assert both.adds_bits == pytest.approx(both.gain_bits - first.gain_bits)
    assert both.shared_bits == pytest.approx(second.gain_bits - both.adds_bits)


# --- the record ------------------------------------------------------------------------------------------------------


def test_the_machine_output_is_plain_data_and_the_same_for_the_same_seed(uncertain: Case) -> None:
    first, again, other = (watch(uncertain, particles=64, seed=seed).to_dict() for seed in (1, 1, 2))
    assert json.dumps(first, allow_nan=False) == json.dumps(again, allow_nan=False)
    assert first != other
    assert first["schema"] == "equipoise/watch/1"
    assert [one["indicator"] for one in first["watched"]] == [first["both"]["first"], first["both"]["second"]]


def test_a_case_without_indicators_has_nothing_to_watch_for(ladder: Case) -> None:
    found = watch(ladder, as_of=AS_OF)
    assert (found.watched, found.refused, found.both) == ((), (), None)


def test_on_the_horizon_nothing_is_left_to_be_seen(watched_ladder: Case) -> None:
    found = watch(watched_ladder, as_of=HORIZON)
    assert [one.because for one in found.refused] == ["no_days", "no_days"]
