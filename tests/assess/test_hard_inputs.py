"""Hard inputs: extreme numbers, contradictions, many items, large cases. The result is right, or plainly refused.

"Right" is the dense oracle where it can follow, a small equivalent case or a known limit where it cannot.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.assess.futures import futures
from equipoise.case.case import Case
from equipoise.case.check import check_case
from equipoise.errors import EquipoiseError, InvalidCaseError, NotTrustworthyError, Severity, UsageError
from equipoise.report.terminal import render
from equipoise.report.view import view
from oracle.build import case_of
from oracle.implementations import by_oracle
from oracle.numbers import differences, numbers_of_assessment

Content = dict[str, Any]
Change = Callable[[Content], None]

OPENS, HORIZON = date(2021, 1, 1), date(2022, 6, 30)
CONTENT: Content = {
    "definition": {
        "equipoise": 1,
        "title": "A ladder of three",
        "actor": "Ruritania",
        "question": "How close does Ruritania stand?",
        "clock": {"opens": OPENS.isoformat(), "horizon": HORIZON.isoformat()},
        "instruments": {
            "stance": {"levels": ["apart", "hedged", "allied"], "inertia": 0.5},
            "arms": {"levels": ["none", "some"]},
        },
        "excluded": [{"stance": ["apart"], "arms": ["some"], "why": "It arms friends only"}],
        "starts": {"stance": {"apart": 0.2, "hedged": 0.7, "allied": 0.1}, "arms": {"none": 0.9, "some": 0.1}},
        "scenarios": {
            "distance": {"stance": ["apart"]},
            "straddle": {"stance": ["hedged"]},
            "embrace": {"stance": ["allied"]},
        },
        "conditions": {
            "pressure": {
                "levels": ["low", "medium", "high"],
                "starts": {"low": 0.5, "medium": 0.3, "high": 0.2},
                "dwell": 4,
                "drift": 0.2,
                "pushed_by": {"stance": {"allied": 0.9}, "rivalry": {"tense": 0.4}},
            },
            "rivalry": {"levels": ["calm", "tense"], "starts": {"calm": 0.6, "tense": 0.4}, "dwell": 9},
        },
        "considerations": {
            "trade": {
                "effect": {"stance": {"apart": "+", "allied": "--"}},
                "weighs": {"pressure": {"high": 1.8, "low": 0.6}},
            },
            "kinship": {
                "effect": {"stance": {"allied": {"low": 0.5, "high": 2}}, "arms": {"some": 0.5}},
                "when": {"pressure": {"high": {"stance": {"allied": -0.5}}}},
            },
        },
        "explanations": {
            "interests": {"prior": 2, "weights": {"trade": 1.2, "kinship": 0.3}},
            "kin": {
                "weights": {"kinship": 1.9, "trade": 0.1},
                "decision_maker": {"bias": {"pressure": -0.5}, "noise": 0.5},
            },
        },
        "decision_maker": {
            "advisers": 2,
            "noise": 0.8,
            "bias": {"rivalry": 0.2},
            "review": {"every": 5},
            "decisiveness": 1.0,
            "mix": {"interests": 0.6, "kin": 0.4},
        },
        "rating_strength": 1.0,
    },
    "evidence": [
        {
            "id": f"n{n}",
            "date": (OPENS + timedelta(days=9 + 37 * n)).isoformat(),
            "what": "Something is seen",
            "kind": "report",
            "accuracy": 0.9,
            "origin": f"o{n // 2}",
        }
        for n in range(8)
    ],
    "ratings": [
        *(
            {"item": f"n{n}", "subject": "scenarios", "level": ["straddle", "embrace", "distance"][n % 3], "rating": 4}
            for n in range(8)
        ),
        *({"item": f"n{n}", "subject": "pressure", "level": "high", "rating": 3} for n in range(1, 8, 2)),
    ],
}
MAKER, PRESSURE = "decision_maker", "conditions.pressure"


# --- changes of the case -------------------------------------------------------------------------------------------


def put(**values: Any) -> Change:
    """Set paths of the definition; `__` stands for a dot."""

    def change(content: Content) -> None:
        for path, value in values.items():
            *folders, last = path.split("__")
            place = content["definition"]
            for folder in folders:
                place = place.setdefault(folder, {})
            place[last] = value

    return change


def ratings(decibans: float) -> Change:
    def change(content: Content) -> None:
        for row in content["ratings"]:
            row["rating"] = decibans

    return change


def items(**fields: Any) -> Change:
    def change(content: Content) -> None:
        for item in content["evidence"]:
            item |= fields

    return change


def opposed(decibans: float) -> Change:
    """Every item is certain, has an origin of its own, and contradicts the one before it."""

    def change(content: Content) -> None:
        items(accuracy=1, origin=None)(content)
        content["ratings"] = [
            {"item": f"n{n}", "subject": "scenarios", "level": ["embrace", "distance"][n % 2], "rating": decibans}
            for n in range(8)
        ]

    return change


def silence(rate: float, months: float) -> Change:
    def change(content: Content) -> None:
        said = {"months": months, "rate_per_month": {"straddle": rate}}
        content["evidence"].append(
            {"id": "quiet", "date": "2021-09-01", "what": "Nothing", "kind": "silence", "accuracy": 1, "silence": said}
        )

    return change


def nothing_seen(content: Content) -> None:
    content["evidence"], content["ratings"] = [], []


def without_conditions(content: Content) -> None:
    definition = content["definition"]
    definition["conditions"] = {}
    definition["considerations"]["trade"].pop("weighs")
    definition["considerations"]["kinship"].pop("when")
    definition["decision_maker"]["bias"] = {}
    definition["explanations"]["kin"]["decision_maker"] = {}
    content["ratings"] = [row for row in content["ratings"] if row["subject"] == "scenarios"]


def uncertain(content: Content) -> None:
    """Some parameters to be drawn, and accuracies from grades."""
    definition = content["definition"]
    definition["decision_maker"].pop("mix", None)
    if definition["decision_maker"]["decisiveness"] == 1.0:
        definition["decision_maker"]["decisiveness"] = {"median": 1, "spread": 1.6}
    for item in content["evidence"][::2]:
        if item.get("accuracy") == 0.9:
            item.pop("accuracy")
            item["grade"] = "B2"


def all_of(*changes: Change) -> Change:
    def change(content: Content) -> None:
        for one in changes:
            one(content)

    return change


def same(content: Content) -> None:
    pass


never_starts_allied = put(
    starts__stance={"apart": 0, "hedged": 1, "allied": 0},
    conditions__pressure__starts={"low": 1, "medium": 0, "high": 0},
)

EXTREMES: dict[str, Change] = {
    "as it is": same,
    "ratings of 20 dB": ratings(20),
    "ratings of -20 dB": ratings(-20),
    "ratings of 300 dB": ratings(300),
    "ratings of -300 dB": ratings(-300),
    "certain ratings of 300 dB": all_of(ratings(300), items(accuracy=1)),
    "accuracy 0": items(accuracy=0),
    "accuracy 1": items(accuracy=1),
    "weights of a thousand": put(explanations__interests__weights={"trade": 1e3, "kinship": 1e3}),
    "weights of zero": put(explanations__interests__weights={"trade": 0}, explanations__kin__weights={}),
    "no decisiveness": put(decision_maker__decisiveness=0),
    "decisiveness of a million": put(decision_maker__decisiveness=1e6),
    "inertia of ten thousand": put(instruments__stance__inertia=1e4),
    "inertia below zero": put(instruments__stance__inertia=-5),
    "bias of a hundred": put(decision_maker__bias={"pressure": 100, "rivalry": -100}),
    "hardly any noise": put(decision_maker__noise=1e-9),
    "noise that underflows": put(decision_maker__noise=1e-200),
    "noise of a thousand": put(decision_maker__noise=1e3),
    "patience of 0.999": put(decision_maker__patience=0.999),
    "patience and decisiveness": put(decision_maker__patience=0.999, decision_maker__decisiveness=1e4),
    "patience without reviews": put(decision_maker__patience=0.9, decision_maker__review={"every": 1e12}),
    "patience and conditions that hardly move": put(decision_maker__patience=0.9, conditions__pressure__dwell=1e12),
    "a condition that moves a thousand times a month": put(conditions__pressure__dwell=1e-3),
    "dwell of a million months": put(conditions__pressure__dwell=1e6),
    "a condition that always rises": put(conditions__pressure__drift=1e6),
    "reviews a hundred times a month": put(decision_maker__review={"every": 1e-2}),
    "reviews in a million months": put(decision_maker__review={"every": 1e6}),
    "zero starts": never_starts_allied,
    "all items on one day": items(date="2021-05-05"),
    "contradictions": opposed(300),
    "contradictions on one day": all_of(opposed(60), items(date="2021-05-05")),
    "a scenario that exclusion makes": put(
        excluded=[{"stance": ["apart"], "arms": ["some"]}, {"stance": ["hedged"], "arms": ["some"]}]
    ),
    "a share of zero": put(decision_maker__mix={"interests": 1, "kin": 0}),
    "no items": nothing_seen,
    "background only": items(kind="background"),
    "availability of five hundred": put(availability={"embrace": 500}),
    "risk aversion of a million": put(decision_maker__risk_aversion=1e6),
    "no rating strength": put(rating_strength=0),
    "copies that all count": put(origin_discount=0.999999),
    "copies that do not count": put(origin_discount=0),
    "long silence": silence(1e3, 12),
    "no conditions": without_conditions,
}
BEYOND_THE_ORACLE = {
    "availability of ten thousand": put(availability={"embrace": -1e4}),
    "ratings beyond numbers": all_of(opposed(3000), items(date="2021-05-05")),
    "out of reach": all_of(never_starts_allied, put(instruments__stance__inertia=1e4)),
    "sure of what is out of reach": all_of(never_starts_allied, put(instruments__stance__inertia=1e4), opposed(3000)),
    "the same on one day": all_of(
        never_starts_allied, put(instruments__stance__inertia=1e4), opposed(3000), items(date="2021-05-05")
    ),
    "patience of all but one": put(decision_maker__patience=0.9999999),
    "endless silence": silence(1e6, 100),
    "twenty explanations": put(
        explanations={f"e{n}": {"weights": {"trade": n / 10, "kinship": 0.2}} for n in range(20)},
        decision_maker__mix=None,
    ),
}
TOO_FAST_TO_DRAW = {"a condition that moves a thousand times a month", "reviews a hundred times a month"}


def changed(*changes: Change) -> Case:
    content = deepcopy(CONTENT)
    all_of(*changes)(content)
    return case_of(**content)


# --- what must hold ------------------------------------------------------------------------------------------------


def assert_sound(assessment: Assessment) -> None:
    """Every number is one, probabilities are such and sum to one, and no reader meets a number that is none."""
    text = json.dumps(assessment.to_dict(), allow_nan=False)
    assert json.loads(text)["schema"]
    assert not re.search(r"\b(nan|NaN|None)\b", render(view(assessment)))
    assert math.isfinite(assessment.log_evidence)
    for points in (assessment.scenario_points, assessment.condition_points):
        for total in _sums(points).values():
            assert total == pytest.approx(1, abs=2e-6)
    shown = (*assessment.scenario_points, *assessment.ever_points, *assessment.condition_points)
    for point in (*shown, *assessment.baseline_points):
        assert -1e-12 <= point.probability <= 1 + 1e-9, point
    for moved in (row.moved_db for row in (*assessment.evidence_rows, *assessment.origin_rows)):
        assert not any(math.isnan(db) for db in moved.values())


def _sums(points: Iterable[Any]) -> Mapping[Any, float]:
    sums: dict[Any, float] = {}
    for point in points:
        key = point.date, getattr(point, "condition", None)
        sums[key] = sums.get(key, 0.0) + point.probability
    return sums


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_are_right(name: str) -> None:
    case = changed(EXTREMES[name])
    assessment = assess(case)
    assert_sound(assessment)
    gaps = differences(by_oracle(case, None), numbers_of_assessment(assessment))
    assert not gaps, "\n".join(gaps)


@pytest.mark.parametrize("name", BEYOND_THE_ORACLE)
def test_what_the_oracle_cannot_follow_is_sound(name: str) -> None:
    assert_sound(assess(changed(BEYOND_THE_ORACLE[name])))


@pytest.mark.parametrize("name", [name for name in EXTREMES if name not in TOO_FAST_TO_DRAW])
def test_drawn_parameters_that_hardly_differ_give_the_exact_numbers(name: str) -> None:
    """Single precision and steps of time err by less than docs/model.md promises, 1e-4 in a probability."""
    exact = assess(changed(EXTREMES[name]))
    hardly = put(instruments__arms__inertia={"mean": 0, "sd": 1e-9})
    drawn = assess(changed(EXTREMES[name], hardly), particles=4)
    assert drawn.particles == 4
    # Certain contradictions force turns that hardly ever happen; steps of time get rare paths right in proportion only.
    within = 5e-4 if name == "contradictions" else 1e-4
    for kind in ("scenario_points", "condition_points", "ever_points", "baseline_points"):
        for one, other in zip(getattr(exact, kind), getattr(drawn, kind), strict=True):
            assert other.probability == pytest.approx(one.probability, abs=within), one


@pytest.mark.parametrize("name", [name for name in [*EXTREMES, *BEYOND_THE_ORACLE] if name not in TOO_FAST_TO_DRAW])
def test_extremes_are_sound_where_parameters_are_drawn(name: str) -> None:
    case = changed((EXTREMES | BEYOND_THE_ORACLE)[name], uncertain)
    assert_sound(assess(case, particles=64))
    json.dumps(futures(case, particles=16, paths=50).to_dict(), allow_nan=False)


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_handful_of_particles_is_sound(number: int) -> None:
    assert_sound(assess(changed(uncertain), particles=number))


@pytest.mark.parametrize("spread", [3.0, 1e6])
@pytest.mark.parametrize("path", ["decision_maker__decisiveness", "rating_strength", "instruments__arms__inertia"])
def test_wide_priors_are_sound(path: str, spread: float) -> None:
    assert_sound(assess(changed(put(**{path: {"median": 1, "spread": spread}})), particles=64))


# --- right by an equivalent or a limit -----------------------------------------------------------------------------


def test_what_is_out_of_reach_stays_so_whatever_is_reported() -> None:
    out_of_reach = all_of(never_starts_allied, put(instruments__stance__inertia=1e4))
    quiet = assess(changed(out_of_reach, nothing_seen))
    for case in (changed(out_of_reach, opposed(3000)), BEYOND_THE_ORACLE["the same on one day"]):
        sure = assess(case if isinstance(case, Case) else changed(case))
        assert sure.at("straddle", sure.as_of).probability == pytest.approx(1)
        # Ratings of scenarios say nothing about conditions when the scenario is known.
        expected = {(p.date, p.condition, p.level): p.probability for p in quiet.condition_points}
        for point in sure.condition_points:
            if (point.date, point.condition, point.level) in expected:
                known = expected[point.date, point.condition, point.level]
                assert point.probability == pytest.approx(known, abs=1e-9)
        assert {row.moved_db["embrace"] for row in sure.evidence_rows} == {0.0}


def test_equal_contradictions_of_one_day_cancel() -> None:
    """Four for and four against, all certain: where both weigh alike, the odds between them are those before."""
    same_day = items(date="2021-05-05")
    contradicted = assess(changed(opposed(300), same_day), as_of="2021-05-05")
    quiet = assess(changed(nothing_seen), as_of="2021-05-05")

    def odds(assessment: Assessment) -> float:
        now = assessment.as_of
        return assessment.at("embrace", now).probability / assessment.at("distance", now).probability

    assert odds(contradicted) == pytest.approx(odds(quiet), rel=1e-9)
    assert contradicted.at("straddle", contradicted.as_of).probability == pytest.approx(0, abs=1e-12)


def test_five_thousand_small_items_are_worth_fifty_great_ones() -> None:
    def seen(number: int, days: int, decibans: float) -> Case:
        content = deepcopy(CONTENT)
        content["evidence"] = [
            CONTENT["evidence"][0]
            | {
                "id": f"n{n}",
                "origin": None,
                "accuracy": 1,
                "date": (OPENS + timedelta(days=5 + 7 * (n % days))).isoformat(),
            }
            for n in range(number)
        ]
        levels = ["straddle", "embrace"]
        content["ratings"] = [
            {"item": f"n{n}", "subject": "scenarios", "level": levels[n % days % 2], "rating": decibans}
            for n in range(number)
        ]
        return case_of(**content)

    many, few = assess(seen(5000, 50, 0.02)), assess(seen(50, 50, 2.0))
    assert_sound(many)
    assert len(many.evidence_rows) == 5000
    for one, other in zip(many.scenario_points, few.scenario_points, strict=True):
        assert one.probability == pytest.approx(other.probability, abs=1e-9)

    def log_mean(decibans: float) -> float:
        """What each item is divided by: its plain mean over three scenarios."""
        return math.log((10 ** (decibans / 10) + 2) / 3)

    assert many.log_evidence + 5000 * log_mean(0.02) == pytest.approx(few.log_evidence + 50 * log_mean(2.0), abs=1e-7)


def test_five_thousand_states_of_which_the_actor_heeds_few_are_as_the_few() -> None:
    """Fifty courses and a hundred joint conditions that neither push nor weigh: as if there were no conditions."""

    def with_conditions(number: int) -> Case:
        content = deepcopy(CONTENT)
        without_conditions(content)
        definition = content["definition"]
        definition["instruments"]["stance"] = {"levels": [f"l{n}" for n in range(25)], "inertia": 0.1}
        definition["excluded"] = []
        definition["starts"]["stance"] = {"l0": 0.5, "l12": 0.5}
        levels = [f"l{n}" for n in range(25)]
        parts = {"distance": levels[:8], "straddle": levels[8:16], "embrace": levels[16:]}
        definition["scenarios"] = {name: {"stance": part} for name, part in parts.items()}
        definition["considerations"] = {"closeness": {"effect": {"stance": {f"l{n}": n / 12 - 1 for n in range(25)}}}}
        definition["explanations"] = {"interests": {"weights": {"closeness": 1}}}
        definition["decision_maker"]["mix"] = {"interests": 1}
        for k in range(number):
            grades = [f"g{n}" for n in range(10)]
            definition["conditions"][f"k{k}"] = {"levels": grades, "starts": {"g0": 1}, "dwell": 2, "drift": 0.3}
        return case_of(**content)

    large, small = assess(with_conditions(2)), assess(with_conditions(0))
    assert_sound(large)
    for one, other in zip(large.scenario_points, small.scenario_points, strict=True):
        assert one.probability == pytest.approx(other.probability, abs=1e-9)
    for one, other in zip(large.ever_points, small.ever_points, strict=True):
        assert one.probability == pytest.approx(other.probability, abs=1e-9)


def test_ten_years_by_month_are_ten_years_by_quarter() -> None:
    by_step = {
        step: assess(changed(put(clock={"opens": "2021-01-01", "horizon": "2030-12-31", "step": step})))
        for step in ("month", "quarter")
    }
    assert len(by_step["month"].report_dates) >= 120
    monthly = {(p.date, p.scenario): p.probability for p in by_step["month"].scenario_points}
    for point in by_step["quarter"].scenario_points:
        assert point.probability == pytest.approx(monthly[point.date, point.scenario], abs=1e-9)


def test_twenty_explanations_that_say_the_same_are_one() -> None:
    alike = {"weights": {"trade": 1.2, "kinship": 0.3}}
    twenty = put(
        explanations={f"e{n}": alike for n in range(20)}, decision_maker__mix={f"e{n}": 0.05 for n in range(20)}
    )
    one = put(explanations={"e0": alike}, decision_maker__mix={"e0": 1})
    many, single = assess(changed(twenty)), assess(changed(one))
    assert_sound(many)
    for first, second in zip(many.scenario_points, single.scenario_points, strict=True):
        assert first.probability == pytest.approx(second.probability, abs=1e-12)
    scores = {row.alone_log_score for row in many.explanation_rows}
    assert max(scores) - min(scores) < 1e-12


def test_a_very_fast_condition_is_always_at_its_balance() -> None:
    """Up over down is exp(drift) on each rung, so a level holds exp(drift) of the one below."""
    alone = put(conditions__pressure__pushed_by={}, conditions__pressure__dwell=1e-3)
    fast = assess(changed(alone, nothing_seen))
    weights = [math.exp(0.2 * level) for level in range(3)]
    balance = dict(zip(["low", "medium", "high"], (weight / sum(weights) for weight in weights), strict=True))
    for point in fast.condition_points:
        if point.condition == "pressure" and point.date > OPENS:
            assert point.probability == pytest.approx(balance[point.level], abs=1e-9)


@pytest.mark.parametrize("change", [nothing_seen, items(kind="background"), lambda content: content.update(ratings=[])])
def test_a_record_that_says_nothing_leaves_the_prior(change: Change) -> None:
    assessment = assess(changed(change), as_of="2021-09-26")
    assert assessment.log_evidence == pytest.approx(0, abs=1e-12)
    for point in (p for p in assessment.baseline_points if p.baseline == "no_evidence"):
        assert assessment.at(point.scenario, point.at).probability == pytest.approx(point.probability, abs=1e-12)


def test_the_first_and_the_last_day_may_be_the_as_of_date() -> None:
    for day in (OPENS, HORIZON):
        assessment = assess(changed(same), as_of=day)
        assert_sound(assessment)
        assert assessment.at("straddle", day).basis == "filtered"
    last = assess(changed(same), as_of=HORIZON)
    for scenario in ("distance", "straddle", "embrace"):
        now, ever = last.at(scenario, HORIZON), last.ever_until(scenario, HORIZON)
        assert ever.probability == pytest.approx(now.probability, abs=1e-12)


def test_two_days_are_time_enough() -> None:
    assert_sound(assess(changed(put(clock={"opens": "2021-01-01", "horizon": "2021-01-02"}), nothing_seen)))


# --- plainly refused -----------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Change, Mapping[str, Any], type[EquipoiseError], str]] = {
    "a rating beyond numbers": (ratings(1e300), {}, InvalidCaseError, "n0.*too large"),
    "a weight beyond numbers": (
        put(explanations__kin__weights={"trade": 1e300}), {}, InvalidCaseError, r"explanations\.kin\.weights\.trade"
    ),
    "a bias beyond numbers": (put(decision_maker__bias={"pressure": -1e200}), {}, InvalidCaseError, "bias"),
    "a spread beyond numbers": (
        put(decision_maker__decisiveness={"median": 1, "spread": 1e300}), {}, InvalidCaseError, "decisiveness"
    ),
    "an effect beyond numbers": (
        put(considerations__kinship__effect={"arms": {"some": {"low": -1e300, "high": 1}}}),
        {}, InvalidCaseError, "kinship",
    ),
    "a prior beyond numbers": (
        put(explanations__kin__prior=1e300, decision_maker__mix=None), {}, InvalidCaseError, "prior"
    ),
    "a silence beyond numbers": (silence(1e200, 1e200), {}, InvalidCaseError, "quiet"),
    "availability beyond numbers": (put(availability={"embrace": 1e300}), {}, InvalidCaseError, "availability"),
    "a condition too fast": (put(conditions__pressure__dwell=1e-9), {}, UsageError, "too often to follow"),
    "reviews too fast": (put(decision_maker__review={"every": 1e-9}), {}, UsageError, "too often to follow"),
    "reviews too fast to draw": (
        all_of(put(decision_maker__review={"every": 1e-3}), uncertain), {}, UsageError, "too often to follow"
    ),
    "a condition too fast to draw": (
        all_of(put(conditions__pressure__dwell=1e-3), uncertain), {}, UsageError, "too often to follow"
    ),
    "a spread that makes reviews too fast": (
        put(decision_maker__review={"every": {"median": 5, "spread": 1e6}}), {}, UsageError, "too often to follow"
    ),
    "a span that contradicts another": (
        same, {"given": ["pressure=low@2021-02-01..2021-03-01", "pressure=high@2021-02-01..2021-03-01"]},
        NotTrustworthyError, "cannot happen",
    ),
    "an analogue nobody could follow": (
        put(
            instruments__stance__inertia=1e4,
            analogues={"a": {"from": {"stance": "apart"}, "course": {"stance": "allied"}, "why": "Once"}},
        ),
        {}, NotTrustworthyError, "analogue",
    ),
    "no particles": (uncertain, {"particles": 0}, UsageError, "particles"),
    "a seed below zero": (uncertain, {"seed": -1}, UsageError, "seed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_computed_is_refused_with_its_place_and_advice(name: str) -> None:
    change, asked, kind, words = REFUSED[name]
    with pytest.raises(kind, match=words) as refused:
        assess(changed(change), **asked)
    advice = refused.value.findings[0].mend if isinstance(refused.value, InvalidCaseError) else refused.value.hint
    assert advice


FOUND: dict[str, tuple[Change, str]] = {
    "no time": (put(clock={"opens": "2021-01-01", "horizon": "2021-01-01"}), "not after opens"),
    "no share left": (
        put(explanations__kin__prior=0, explanations__interests__prior=0, decision_maker__mix=None), "prior 0"
    ),
    "starts that are excluded": (
        put(starts__stance={"apart": 1}, starts__arms={"some": 1}), "courses that the case may start in are excluded"
    ),
    "too many states": (
        put(conditions={f"k{n}": {"levels": ["a", "b"], "starts": {"a": 1}, "dwell": 1} for n in range(10)}), "5,000"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_no_case_may_be_is_found_by_check(name: str) -> None:
    change, words = FOUND[name]
    found = [str(finding) for finding in check_case(changed(change)) if finding.severity is Severity.ERROR]
    assert any(words in finding for finding in found), found


def test_an_item_that_alone_makes_a_scenario_impossible_is_null_in_json_and_infinite_in_python() -> None:
    """In single precision a likelihood ratio of 10^-300 is nothing at all."""
    assessment = assess(changed(opposed(3000), uncertain), particles=64)
    moved = [db for row in assessment.evidence_rows for db in row.moved_db.values()]
    written = [db for row in assessment.to_dict()["evidence"] for db in row["moved_db"].values()]
    assert [math.isinf(db) for db in moved] == [db is None for db in written]
    assert any(math.isinf(db) for db in moved)
