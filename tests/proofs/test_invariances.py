"""What must not change a number (docs/model.md, section 9.2), asked of the engine and of the oracle alike."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.build import case_of, content_of
from oracle.implementations import IMPLEMENTATIONS, Implementation
from oracle.numbers import TOLERANCE, Numbers, differences
from strategies import Setting, examples, settings_of_cases, spans

both = pytest.mark.parametrize("numbers", IMPLEMENTATIONS)


@both
@examples(8)
@given(setting=settings_of_cases())
def test_the_report_grid_changes_no_belief_on_a_date(numbers: Implementation, setting: Setting) -> None:
    by_step = []
    for step in ("week", "month", "quarter"):
        content = content_of(setting.case)
        content["definition"]["clock"]["step"] = step
        by_step.append(numbers(case_of(**content), setting.as_of))
    for other in by_step[1:]:
        common = [key for key in by_step[0] if key in other and key != ("silent",)]
        assert any(key[0] == "scenario" and key[1] == setting.as_of for key in common)
        assert_same({key: by_step[0][key] for key in common}, {key: other[key] for key in common})


@both
@examples(8)
@given(setting=settings_of_cases())
def test_names_mean_nothing(numbers: Implementation, setting: Setting) -> None:
    renamed = _renamed(content_of(setting.case))
    expected = {_renamed_key(key): value for key, value in numbers(setting.case, setting.as_of).items()}
    assert_same(expected, numbers(case_of(**renamed), setting.as_of))


@both
@examples(8)
@given(setting=settings_of_cases())
def test_the_order_in_which_things_are_written_means_nothing(numbers: Implementation, setting: Setting) -> None:
    content = content_of(setting.case)
    turned = {name: _turned(part) for name, part in content.items()}
    assert_same(numbers(setting.case, setting.as_of), numbers(case_of(**turned), setting.as_of))


@both
@examples(8)
@given(data=st.data())
def test_the_order_of_items_within_a_day_means_nothing(numbers: Implementation, data: st.DataObject) -> None:
    setting = data.draw(settings_of_cases())
    content = content_of(setting.case)
    for item in content["evidence"]:
        item["date"] = item["known"] = f"{setting.as_of}"
        item["supersedes"] = None
    shuffled = content | {"evidence": data.draw(st.permutations(content["evidence"]))}
    assert_same(numbers(case_of(**content), setting.as_of), numbers(case_of(**shuffled), setting.as_of))


@both
@examples(8)
@given(setting=settings_of_cases(), points=st.integers(-20, 20), weight=st.integers(1, 30))
def test_a_consideration_that_treats_all_courses_alike_changes_nothing(
    numbers: Implementation, setting: Setting, points: int, weight: int
) -> None:
    content = content_of(setting.case)
    definition = content["definition"]
    instrument, conditions = next(iter(definition["instruments"])), definition["conditions"]
    alike = {"effect": {instrument: {level: points / 10 for level in definition["instruments"][instrument]["levels"]}}}
    if definition["decision_maker"]["patience"] == 0:
        # An impatient actor does not care either that its lot depends on what it cannot choose.
        alike["weighs"] = {name: {one["levels"][-1]: 2.5} for name, one in conditions.items()}
    definition["considerations"]["indifferent"] = alike | {"why": "It is so"}
    for explanation in definition["explanations"].values():
        explanation["weights"]["indifferent"] = weight / 10
    assert_same(numbers(setting.case, setting.as_of), numbers(case_of(**content), setting.as_of))


@both
@examples(8)
@given(setting=settings_of_cases(), copies=st.integers(1, 6), decibans=st.integers(-120, 120), data=st.data())
def test_copies_of_one_origin_move_two_levels_apart_by_at_most_one_and_a_bit(
    numbers: Implementation, setting: Setting, copies: int, decibans: int, data: st.DataObject
) -> None:
    content = content_of(setting.case)
    scenarios = list(content["definition"]["scenarios"])
    level = data.draw(st.sampled_from(scenarios))
    origin = {"origin": "rumour", "date": f"{setting.as_of}", "known": f"{setting.as_of}"}
    told = [{"id": f"told{n}", "what": "It is told", "kind": "report", "accuracy": 0.8} | origin for n in range(copies)]
    rows = [{"item": item["id"], "subject": "scenarios", "level": level, "rating": decibans / 10} for item in told]

    def log_odds(items: list[dict[str, Any]]) -> float:
        names = {item["id"] for item in items}
        more = content | {
            "evidence": content["evidence"] + items,
            "ratings": content["ratings"] + [row for row in rows if row["item"] in names],
        }
        found = numbers(case_of(**more), setting.as_of)
        other = next(name for name in scenarios if name != level)
        odds = [found["scenario", setting.as_of, name] for name in (level, other)]
        # What can never be, such as a course that an irreversible level has closed, has no odds to move.
        assume(min(odds) > 0)
        return math.log(odds[0] / odds[1])

    without, one, many = log_odds([]), log_odds(told[:1]), log_odds(told)
    discount = content["definition"]["origin_discount"]
    assert abs(many - without) <= abs(one - without) / (1 - discount) + 1e-6
    assert many - without == pytest.approx((one - without) * sum(discount**n for n in range(copies)), abs=1e-6)


@both
@examples(8)
@given(setting=settings_of_cases(), data=st.data())
def test_a_superseded_item_is_gone_once_the_newer_is_known(
    numbers: Implementation, setting: Setting, data: st.DataObject
) -> None:
    content = content_of(setting.case)
    for item in content["evidence"]:
        item["supersedes"] = None
    assume(content["evidence"])
    older = data.draw(st.sampled_from(content["evidence"]))
    day = setting.as_of + timedelta(days=data.draw(st.sampled_from([-1, 0])))
    newer = {"id": "newer", "date": f"{day}", "known": f"{setting.as_of}", "what": "It was not so"}
    newer["kind"] = data.draw(st.sampled_from(["report", "background"]))
    replacing = content | {"evidence": [*content["evidence"], newer | {"supersedes": older["id"]}]}
    removed = content | {
        "evidence": [item for item in content["evidence"] if item != older] + [newer],
        "ratings": [row for row in content["ratings"] if row["item"] != older["id"]],
    }
    assert_same(numbers(case_of(**removed), setting.as_of), numbers(case_of(**replacing), setting.as_of))

    before = setting.as_of - timedelta(days=1)
    if before >= setting.case.definition.clock.opens:
        assert_same(numbers(case_of(**content), before), numbers(case_of(**replacing), before))


@both
@examples(8)
@given(setting=settings_of_cases(inertia=False, instruments=[(2,), (3,)]), data=st.data())
def test_how_finely_a_level_is_cut_changes_nothing(
    numbers: Implementation, setting: Setting, data: st.DataObject
) -> None:
    whole = _one_course_a_scenario(content_of(setting.case))
    scenario = data.draw(st.sampled_from(list(whole["definition"]["scenarios"])))
    (level,) = whole["definition"]["scenarios"][scenario]["i0"]
    cut = _cut(whole, level, data.draw(st.sampled_from([0.0, 0.3, 0.5])))
    cut["definition"]["scenarios"][scenario]["i0"] = [level, f"{level}-cut"]
    assert_same(numbers(case_of(**whole), setting.as_of), numbers(case_of(**cut), setting.as_of))


@both
@examples(8)
@given(data=st.data())
def test_one_day_spans_over_all_levels_of_a_condition_add_up(numbers: Implementation, data: st.DataObject) -> None:
    setting = data.draw(settings_of_cases(late=False, items=4).filter(lambda one: one.case.definition.conditions))
    name, _, rest = data.draw(spans(setting)).partition("=")
    day = rest.partition("@")[2].partition("..")[0]
    whole = numbers(setting.case, setting.as_of)
    total, mixed = 0.0, 0.0
    scenario = next(iter(setting.case.definition.scenarios))
    for level in setting.case.definition.conditions[name].levels:
        if level not in setting.case.definition.conditions[name].starts:
            continue
        part = numbers(setting.case, setting.as_of, given=[f"{name}={level}@{day}..{day}"])
        weight = math.exp(part["log evidence",] + part["log span",] - whole["log evidence",])
        total += weight
        mixed += weight * part["scenario", setting.as_of, scenario]
    if len(setting.case.definition.conditions[name].levels) == len(setting.case.definition.conditions[name].starts):
        assert total == pytest.approx(1, abs=1e-8)
        assert mixed == pytest.approx(whole["scenario", setting.as_of, scenario], abs=1e-8)


# --- private ----------------------------------------------------------------------------------------------------


def assert_same(expected: Numbers, found: Numbers) -> None:
    gaps = differences(expected, found, tolerance=TOLERANCE)
    assert not gaps, "\n".join(gaps)


def _new_name(name: str) -> str:
    """Another id for an id of a drawn case, in an order that is not the old one."""
    prefix, _, plain = name.rpartition(":")
    known = plain[:1] in "ijkesnort" and plain[1:2].isdigit()
    new = plain[::-1].replace("l", "-of-") if known else plain
    return f"{prefix}:{new}" if prefix else new


def _renamed(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            _new_name(key): value if key in ("what", "why", "title") else _renamed(value) for key, value in part.items()
        }
    if isinstance(part, list):
        return [_renamed(one) for one in part]
    return _new_name(part) if isinstance(part, str) else part


def _renamed_key(key: tuple[Any, ...]) -> tuple[Any, ...]:
    first, *rest = key
    return first, *(
        tuple(sorted(_new_name(name) for name in part)) if isinstance(part, tuple) else _renamed(part) for part in rest
    )


def _turned(part: Any) -> Any:
    """The same thing written from the end to the beginning; what is ordered on purpose stays as it is."""
    if isinstance(part, dict):
        return {name: value if name == "levels" else _turned(value) for name, value in reversed(part.items())}
    if isinstance(part, list):
        return [_turned(one) for one in reversed(part)]
    return part


def _one_course_a_scenario(content: dict[str, Any]) -> dict[str, Any]:
    definition = content["definition"]
    levels = definition["instruments"]["i0"]["levels"]
    scenarios = {f"s{n}": {"i0": [level]} for n, level in enumerate(levels)}
    definition |= {"scenarios": scenarios, "excluded": [], "analogues": {}}
    content["ratings"] = [row for row in content["ratings"] if row["subject"] not in ("i0", "planted:i0")]
    return content


def _cut(content: dict[str, Any], level: str, share: float) -> dict[str, Any]:
    """Cut a level of i0 in two of which everything is the same; the second starts with a share of the first."""
    second = f"{level}-cut"

    def cut(part: Any) -> Any:
        if isinstance(part, dict):
            more = {second: cut(part[level])} if level in part else {}
            return {name: cut(value) for name, value in part.items()} | more
        if isinstance(part, list):
            at = part.index(level) + 1 if level in part else len(part)
            return [*part[:at], second, *part[at:]] if level in part else [cut(one) for one in part]
        return part

    new = {name: cut(part) for name, part in content.items()}
    # From either half of an irreversible level there is a way to the other: the lower one alone is listed.
    new["definition"]["instruments"]["i0"]["irreversible"] = content["definition"]["instruments"]["i0"]["irreversible"]
    starts = new["definition"]["starts"]["i0"]
    if level in starts:
        starts[level], starts[second] = starts[level] * (1 - share), starts[level] * share
    return new
