"""Single rules of the model page with answers worked out by hand, asked of the engine and of the oracle."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from equipoise.case.case import Case
from oracle.build import case_of, content_of
from oracle.implementations import IMPLEMENTATIONS, Implementation, by_engine, by_oracle
from oracle.numbers import differences

both = pytest.mark.parametrize("numbers", IMPLEMENTATIONS)
AS_OF = date(2021, 3, 31)


@both
def test_copies_are_ranked_by_accuracy_times_span_of_decibans(numbers: Implementation) -> None:
    """0.5 · 12 dB = 6 before 0.9 · 6 dB = 5.4."""
    case = _case(
        [_item("far", accuracy=0.5, origin="o"), _item("near", accuracy=0.9, origin="o")],
        [("far", "scenarios", "calm", 12), ("near", "scenarios", "calm", 6)],
    )
    assert _exponents(numbers, case) == pytest.approx({"far": 1.0, "near": 0.3})


@both
def test_a_level_without_a_row_counts_as_zero_in_the_strength(numbers: Implementation) -> None:
    """One row of -5 dB spans 5 dB; two rows of 9 and 5 dB among three levels span 9."""
    case = _case(
        [_item("one", origin="o"), _item("two", origin="o")],
        [("one", "weather", "fair", -5), ("two", "weather", "fair", 9), ("two", "weather", "foul", 5)],
    )
    assert _exponents(numbers, case) == pytest.approx({"two": 1.0, "one": 0.3})


@both
def test_silence_has_its_own_strength(numbers: Implementation) -> None:
    """0.9 a month for two months is 10·log10(e)·1.8 = 7.8 dB: more than 7 dB of ratings, less than 9."""
    silent = _item("silent", origin="o", kind="silence", silence={"months": 2, "rate_per_month": {"storm": 0.9}})
    case = _case(
        [silent, _item("seven", origin="o"), _item("nine", origin="o")],
        [("seven", "scenarios", "calm", 7), ("nine", "scenarios", "calm", 9)],
    )
    assert _exponents(numbers, case) == pytest.approx({"nine": 1.0, "silent": 0.3, "seven": 0.09})


@both
def test_copies_of_one_strength_share_the_mean_of_their_exponents(numbers: Implementation) -> None:
    case = _case(
        [_item("a", origin="o"), _item("b", origin="o"), _item("first", origin="o")],
        [("a", "scenarios", "calm", 4), ("b", "weather", "foul", -4), ("first", "scenarios", "calm", 5)],
    )
    assert _exponents(numbers, case) == pytest.approx({"first": 1.0, "a": (0.3 + 0.09) / 2, "b": (0.3 + 0.09) / 2})


@both
def test_planted_rows_do_not_add_to_the_strength(numbers: Implementation) -> None:
    lie = _item("lie", origin="o", planted={"chance": 0.9})
    case = _case(
        [lie, _item("plain", origin="o")],
        [("lie", "scenarios", "calm", 3), ("lie", "planted:scenarios", "calm", 20), ("plain", "scenarios", "calm", 4)],
    )
    assert _exponents(numbers, case) == pytest.approx({"plain": 1.0, "lie": 0.3})


@both
def test_an_item_weighs_as_a_mixture_of_true_random_and_planted(numbers: Implementation) -> None:
    """Everything stands still, so the odds after one item are those before it times G(calm) : G(storm)."""
    item = _item("told", accuracy=0.6, planted={"chance": 0.5})
    case = _case([item], [("told", "scenarios", "calm", 10), ("told", "planted:scenarios", "storm", 10)], every=1e12)
    likely, unlikely = 20 / 11, 2 / 11
    calm = 0.6 * likely + 0.4 * (0.5 + 0.5 * unlikely)
    storm = 0.6 * unlikely + 0.4 * (0.5 + 0.5 * likely)
    found = numbers(case, AS_OF)
    assert found["scenario", AS_OF, "calm"] == pytest.approx(calm / (calm + storm), abs=1e-9)
    assert found["log evidence",] == pytest.approx(0, abs=1e-9)


@both
def test_silence_weighs_by_the_chance_of_no_event_without_the_rating_strength(numbers: Implementation) -> None:
    silence = {"months": 2, "rate_per_month": {"storm": 0.9}}
    silent = _item("silent", kind="silence", silence=silence, accuracy=1)
    found = numbers(_case([silent], [], every=1e12, rating_strength=0.1), AS_OF)
    assert found["scenario", AS_OF, "calm"] == pytest.approx(1 / (1 + math.exp(-1.8)), abs=1e-9)


@both
def test_an_exact_item_takes_no_notice_of_the_rating_strength_or_of_its_grade(numbers: Implementation) -> None:
    """10 dB are ten to one, and the half-strength baseline leaves them so."""
    item = _item("told", accuracy=None, grade="E5", exact=True)
    found = numbers(_case([item], [("told", "scenarios", "calm", 10)], every=1e12, rating_strength=0.1), AS_OF)
    assert found["scenario", AS_OF, "calm"] == pytest.approx(10 / 11, abs=1e-9)
    assert found["baseline", "half_strength", "calm", AS_OF] == pytest.approx(10 / 11, abs=1e-9)


@both
def test_an_exact_item_may_be_given_an_accuracy_all_the_same(numbers: Implementation) -> None:
    item = _item("told", accuracy=0.6, exact=True)
    found = numbers(_case([item], [("told", "scenarios", "calm", 10)], every=1e12, rating_strength=0.1), AS_OF)
    calm, storm = 0.6 * 20 / 11 + 0.4, 0.6 * 2 / 11 + 0.4
    assert found["scenario", AS_OF, "calm"] == pytest.approx(calm / (calm + storm), abs=1e-9)


@both
def test_an_exact_item_is_ranked_among_copies_as_surely_accurate(numbers: Implementation) -> None:
    """1 · 6 dB before 0.9 · 6 dB."""
    case = _case(
        [_item("told", origin="o"), _item("done", accuracy=None, exact=True, origin="o")],
        [("told", "scenarios", "calm", 6), ("done", "scenarios", "calm", 6)],
    )
    assert _exponents(numbers, case) == pytest.approx({"done": 1.0, "told": 0.3})


@both
def test_no_review_goes_back_below_an_irreversible_level(numbers: Implementation) -> None:
    """Without reasons half of the reviews in calm end it for good, and none ends the storm."""
    case = _case([], [], every=4.0, irreversible=["storm"]).edited({"decision_maker.decisiveness": 0})
    found = numbers(case, AS_OF)
    for day in (AS_OF, date(2021, 6, 30)):
        months = ((day - date(2021, 1, 1)).days + 1) / 30.4375
        assert found["scenario", day, "calm"] == pytest.approx(0.5 * math.exp(-months / 4 / 2), abs=1e-9)
    last = date(2021, 6, 30)
    assert found["ever", "storm", last] == pytest.approx(found["scenario", last, "storm"], abs=1e-9)
    assert found["ever", "calm", last] == pytest.approx(found["scenario", AS_OF, "calm"], abs=1e-9)


@both
@pytest.mark.parametrize(
    ("irreversible", "open_levels"),
    [([], 4), (["low"], 4), (["middle"], 3), (["high"], 2), (["middle", "high"], 2), (["top"], 4)],
)
def test_a_level_above_an_irreversible_one_counts_as_having_gone_to_it(
    numbers: Implementation, irreversible: list[str], open_levels: int
) -> None:
    """An analogue of similarity 1 reports log π̄ from the level `high`; without reasons it is even over what is open."""
    levels = ["low", "middle", "high", "top"]
    case = _case([], []).definition.model_dump(mode="json", by_alias=True) | {
        "instruments": {"mood": {"levels": levels, "irreversible": irreversible}},
        "starts": {"mood": {"low": 1}},
        "scenarios": {level: {"mood": [level]} for level in levels},
        "considerations": {},
        "explanations": {},
        "decision_maker": {"decisiveness": 1, "review": {"every": 6}},
        "analogues": {"then": {"from": {"mood": "high"}, "course": {"mood": "high"}, "why": "To see the choice"}},
    }
    found = numbers(case_of(case), AS_OF)
    assert found["log evidence",] == pytest.approx(-math.log(open_levels), abs=1e-9)


@both
def test_the_value_of_a_course_counts_only_what_it_leaves_open(numbers: Implementation) -> None:
    """V(storm) has one term, so V = (u + log μ) / (1 − δ); V(calm) is found by trying again and again."""
    case = _case([], [], irreversible=["storm"], bias=0.0).edited(
        {
            "decision_maker.patience": 0.8,
            "considerations.ease": {"effect": {"mood": {"storm": 1.0}}, "why": "One nat for the storm"},
        }
    )
    storm = (1.0 - math.log(2)) / (1 - 0.8)
    calm = 0.0
    for _ in range(300):
        calm = math.log(math.exp(-math.log(2) + 0.8 * calm) + math.exp(1.0 - math.log(2) + 0.8 * storm))
    expected = -math.log(2) + 0.8 * calm - calm
    assert numbers(case, AS_OF)["log evidence",] == pytest.approx(expected, abs=1e-9)


@both
@pytest.mark.parametrize("years", [{"years": 6, "cases": 4}, {"case_years": 24, "cases": 4}, {"case_years": 24}])
def test_years_of_all_cases_count_as_so_many_years_of_each(numbers: Implementation, years: dict[str, float]) -> None:
    """3 changes in 24 years between two scenarios: 12 · 24 / 3 · 1/2 = 48 months between reviews."""
    written = _case([], [], every=48.0)
    content = content_of(written)
    content["definition"]["decision_maker"]["review"] = {}
    content["definition"]["base_rate"] = {"changes": 3, "source": "A table"} | years
    assert not differences(numbers(written, AS_OF), numbers(case_of(**content), AS_OF))


@both
@pytest.mark.parametrize(("bias", "seen"), [(0.5, "fair"), (0.3 + 0.2 + 1e-13, "fair"), (0.51, "mixed"), (-7, "fair")])
def test_without_noise_the_nearest_level_is_seen_and_the_lower_of_two_alike(
    numbers: Implementation, bias: float, seen: str
) -> None:
    """An analogue of similarity 1 reports log π̄; the pay of calm is 1 nat only where the weather seems mixed."""
    case = _case([], [], bias=bias)
    expected = math.log(1 / (1 + math.exp(-1.0))) if seen == "mixed" else math.log(0.5)
    assert numbers(case, AS_OF)["log evidence",] == pytest.approx(expected, abs=1e-9)


@both
@pytest.mark.parametrize(
    ("written", "known", "weighed"),
    [
        ("2021-02", "2021-03-05", date(2021, 2, 14)),  # 1 and 28 February: 14.5, cut
        ("2021-Q1", "2021-02-10", date(2021, 1, 21)),  # 1 January and 10 February: 21 January
        ("2021", "2021-03-31", date(2021, 2, 14)),  # 1 January and 31 March: 14.5 February, cut
    ],
)
def test_a_coarse_date_is_its_middle_no_later_than_known(
    numbers: Implementation, written: str, known: str, weighed: date
) -> None:
    coarse = _item("told", date=written, known=known)
    exact = coarse | {"date": f"{weighed}"}
    rows = [("told", "weather", "foul", 9)]
    assert numbers(_case([coarse], rows), AS_OF) == numbers(_case([exact], rows), AS_OF)


@pytest.mark.parametrize("numbers", [by_engine, by_oracle])
def test_a_superseded_item_stays_gone_under_a_do_in_the_past(numbers: Implementation) -> None:
    """What we know does not change with the question: the vintage knows the newer, which removes the older for good."""
    older, newer = _item("older", date="2021-01-10"), _item("newer", date="2021-02-10", supersedes="older")
    case = _case([older, newer], [("older", "weather", "foul", 9), ("newer", "weather", "foul", -9)])
    found = numbers(case, AS_OF, do=["weather=fair@2021-02-01..2021-02-20"])
    assert {key for key in found if key[0] == "exponent"} == set()
    assert found["log evidence",] == pytest.approx(0, abs=1e-9)


# --- private ----------------------------------------------------------------------------------------------------


def _item(name: str, **fields: Any) -> dict[str, Any]:
    item = {"id": name, "date": "2021-02-10", "what": name, "kind": "report", "accuracy": 0.9}
    return item | fields


def _exponents(numbers: Implementation, case: Case) -> dict[str, float]:
    return {key[1]: value for key, value in numbers(case, AS_OF).items() if key[0] == "exponent"}


def _case(
    evidence: list[dict[str, Any]],
    rows: list[tuple[str, str, str, float]],
    *,
    every: float = 6.0,
    rating_strength: float = 1.0,
    bias: float | None = None,
    irreversible: list[str] | None = None,
) -> Case:
    """Two scenarios that start alike, and weather of three levels; with a bias, also an analogue in fair weather."""
    analogue = {"from": {"mood": "calm"}, "course": {"mood": "calm"}, "conditions": {"weather": "fair"}}
    return case_of(
        {
            "equipoise": 1,
            "title": "Two moods",
            "actor": "Ruritania",
            "question": "Calm or storm?",
            "clock": {"opens": "2021-01-01", "horizon": "2021-06-30"},
            "instruments": {"mood": {"levels": ["calm", "storm"], "irreversible": irreversible or []}},
            "starts": {"mood": {"calm": 0.5, "storm": 0.5}},
            "scenarios": {"calm": {"mood": ["calm"]}, "storm": {"mood": ["storm"]}},
            "conditions": {
                "weather": {"levels": ["fair", "mixed", "foul"], "starts": {"fair": 0.5, "mixed": 0.5}, "dwell": 4}
            },
            "considerations": {"ease": {"when": {"weather": {"mixed": {"mood": {"calm": 1.0}}}}}},
            "explanations": {"comfort": {"weights": {"ease": 1.0}}},
            "decision_maker": {
                "decisiveness": 1.0,
                "review": {"every": every},
                "mix": {"comfort": 1.0},
                "bias": {"weather": bias or 0.0},
            },
            "rating_strength": rating_strength,
            "analogues": {} if bias is None else {"then": analogue | {"why": "To see the choice"}},
        },
        evidence,
        [{"item": item, "subject": subject, "level": level, "rating": rating} for item, subject, level, rating in rows],
    )
