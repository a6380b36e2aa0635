"""Hypothesis strategies for small valid cases.

Every case has at most about forty states. Ids tell what they are (`i0`, `i0l1`, `k1`, `s2`, `e0`, `j1`, `n3`,
`o1`), and no id is also a word of the case language, so that tests can rename them.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from equipoise.case.case import Case
from oracle.build import case_of

OPENS = date(2021, 1, 1)
LETTER = date(2021, 2, 28)
"""Last day on which the letter among the sources may have been published."""
LARGEST = 40
SHAPES = [
    (instruments, conditions)
    for instruments in [(2,), (3,), (2, 2), (2, 3), (3, 3)]
    for conditions in [(), (2,), (3,), (2, 2), (3, 2), (3, 3), (2, 2, 2), (2, 3, 2)]
    if math.prod(instruments + conditions) <= LARGEST
]
Draw = st.DrawFn


@dataclass(frozen=True)
class Setting:
    """A case and the date it is assessed as of."""

    case: Case
    as_of: date


def examples(count: int) -> settings:
    """Settings of a proof: `count` examples, the same ones on every run in CI.

    Shrinking a failure takes minutes, for an example costs a tenth of a second and more: set `SHRINK=1` for it.
    """
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    return settings(
        max_examples=count,
        deadline=None,
        derandomize="CI" in os.environ,
        phases=[*phases, Phase.shrink] if "SHRINK" in os.environ else phases,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@st.composite
def settings_of_cases(
    draw: Draw,
    *,
    distributions: bool = False,
    late: bool = True,
    items: int = 8,
    patience: float | None = None,
    inertia: bool = True,
    supersession: bool = True,
    irreversible: bool = True,
    instruments: list[tuple[int, ...]] | None = None,
) -> Setting:
    """A valid case and an as-of date inside it.

    Args:
        draw: Given by Hypothesis.
        distributions: Whether some parameters are distributions, the mix is open and accuracies come from grades.
        late: Whether considerations, explanations and conditions may become known after the case opens.
        items: At most so many evidence items, known or not.
        patience: Fixed patience; drawn where None.
        inertia: Whether instruments may have inertia.
        supersession: Whether items may supersede earlier ones.
        irreversible: Whether there may be levels that the actor never goes back below.
        instruments: Numbers of levels that the instruments may have; any where None.
    """
    shapes = [shape for shape in SHAPES if instruments is None or shape[0] in instruments]
    levels, conditions = _names(*draw(st.sampled_from(shapes)))
    horizon = OPENS + timedelta(days=draw(st.integers(20, 420)))
    scenarios = draw(_scenarios(levels))
    excluded = draw(_excluded(levels, scenarios))
    considerations = draw(_considerations(levels, conditions, late, horizon))
    explanations = draw(_explanations(list(considerations), list(conditions), late, horizon))
    definition: dict[str, Any] = {
        "equipoise": 1,
        "title": "A case drawn at random",
        "actor": "Ruritania",
        "question": "What does Ruritania do?",
        "clock": {
            "step": draw(st.sampled_from(["week", "month", "quarter"])),
            "opens": OPENS.isoformat(),
            "horizon": horizon.isoformat(),
        },
        "instruments": {
            name: {
                "levels": one,
                "inertia": draw(_tenths(0, 15)) if inertia else 0.0,
                "irreversible": draw(_irreversible(one)) if irreversible else [],
            }
            for name, one in levels.items()
        },
        "excluded": excluded,
        "starts": {name: draw(_shares(one, zeros=not excluded)) for name, one in levels.items()},
        "scenarios": scenarios,
        "availability": draw(st.dictionaries(st.sampled_from(list(scenarios)), _tenths(-15, 15), max_size=2)),
        "conditions": draw(_conditions(levels, conditions, late, horizon)),
        "considerations": considerations,
        "explanations": explanations,
        "decision_maker": draw(_decision_maker(list(conditions), list(explanations), patience)),
        "rating_strength": draw(_tenths(3, 15)),
        "origin_discount": draw(st.sampled_from([0.0, 0.3, 0.5, 0.9])),
    }
    definition["analogues"] = draw(_analogues(definition["instruments"], excluded, conditions, late, horizon))
    if draw(st.integers(0, 4)) == 0:
        definition["decision_maker"]["review"] = {}
        years = draw(st.sampled_from([{"years": 5, "cases": 3}, {"years": 5}, {"case_years": 12, "cases": 3}]))
        definition["base_rate"] = {"changes": draw(st.integers(1, 9))} | years
    if distributions:
        _blur(draw, definition)
    as_of = OPENS + (horizon - OPENS) * draw(st.sampled_from([1.0, 0.75, 0.5, 0.2, 0.0]))
    evidence, ratings, sources = draw(_evidence(definition, horizon, items, graded=distributions))
    if not supersession:
        evidence = [item | {"supersedes": None} for item in evidence]
    return Setting(case_of(definition, evidence, ratings, sources), as_of)


@st.composite
def spans(draw: Draw, setting: Setting, *, past: bool = True, future: bool = True) -> str:
    """A span `condition=level@from..until` of a condition known at the as-of date; the case must have one."""
    clock = setting.case.definition.clock
    known = known_conditions(setting)
    name = draw(st.sampled_from(sorted(known)))
    first = clock.opens if past else setting.as_of + timedelta(days=1)
    last = clock.horizon if future else setting.as_of
    days = max((last - first).days, 0)
    start = first + timedelta(days=draw(st.integers(0, days)))
    end = start + timedelta(days=draw(st.integers(0, max((clock.horizon - start).days, 0))))
    return f"{name}={draw(st.sampled_from(known[name].levels))}@{start}..{end}"


@st.composite
def members(draw: Draw, setting: Setting) -> list[str]:
    """A set of states in the words of the event grammar."""
    definition = setting.case.definition
    levels = {name: one.levels for name, one in (definition.instruments | known_conditions(setting)).items()}
    level = st.sampled_from(sorted(levels)).flatmap(
        lambda name: st.sampled_from(levels[name]).map(lambda one: f"{name}={one}")
    )
    both = st.tuples(level, level).map(" & ".join)
    scenario = st.sampled_from(list(definition.scenarios))
    return draw(st.lists(st.one_of(scenario, level, both), min_size=1, max_size=3, unique=True))


def known_conditions(setting: Setting) -> dict[str, Any]:
    """Conditions known by the as-of date."""
    return {
        name: one
        for name, one in setting.case.definition.conditions.items()
        if one.known is None or one.known <= setting.as_of
    }


# --- numbers ------------------------------------------------------------------------------------------------------


def _tenths(low: int, high: int) -> st.SearchStrategy[float]:
    """Numbers with one decimal, low/10 to high/10."""
    return st.integers(low, high).map(lambda n: n / 10)


@st.composite
def _shares(draw: Draw, levels: list[str], *, zeros: bool = True) -> dict[str, float]:
    """Probabilities summing to one; levels with none are left out."""
    weights = draw(st.lists(st.integers(0 if zeros else 1, 6), min_size=len(levels), max_size=len(levels)))
    if sum(weights) == 0:
        weights[draw(st.integers(0, len(levels) - 1))] = 1
    return {level: n / sum(weights) for level, n in zip(levels, weights, strict=True) if n}


def _of_levels(levels: list[str], numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(levels), numbers, max_size=len(levels))


def _late(late: bool, horizon: date) -> st.SearchStrategy[str | None]:
    """A day on which something became known, mostly none."""
    days = st.integers(0, (horizon - OPENS).days).map(lambda n: (OPENS + timedelta(days=n)).isoformat())
    return st.one_of(st.none(), st.none(), st.none(), days) if late else st.none()


# --- courses --------------------------------------------------------------------------------------------------------


def _names(instruments: tuple[int, ...], conditions: tuple[int, ...]) -> tuple[dict[str, list[str]], ...]:
    def named(letter: str, sizes: tuple[int, ...]) -> dict[str, list[str]]:
        return {f"{letter}{n}": [f"{letter}{n}l{level}" for level in range(size)] for n, size in enumerate(sizes)}

    return named("i", instruments), named("k", conditions)


def _courses(instruments: dict[str, list[str]]) -> list[dict[str, str]]:
    return [dict(zip(instruments, levels, strict=True)) for levels in product(*instruments.values())]


def _closes(closed: dict[str, Any], course: dict[str, str]) -> bool:
    return all(level in closed[name] for name, level in course.items() if name in closed)


def _goes_back(instruments: dict[str, Any], course: dict[str, str], other: dict[str, str]) -> bool:
    """Ids of levels end in their position, and so sort by it."""
    return any(
        other[name] < level <= course[name] for name, one in instruments.items() for level in one["irreversible"]
    )


@st.composite
def _irreversible(draw: Draw, levels: list[str]) -> list[str]:
    """Mostly none; else a level or two that the actor never goes back below."""
    if draw(st.integers(0, 3)):
        return []
    return draw(st.lists(st.sampled_from(levels[1:]), min_size=1, max_size=2, unique=True))


@st.composite
def _groups(draw: Draw, levels: list[str]) -> list[list[str]]:
    """The levels of one instrument cut into two or more runs."""
    cuts = draw(st.sets(st.integers(1, len(levels) - 1), min_size=1))
    edges = [0, *sorted(cuts), len(levels)]
    return [levels[a:b] for a, b in pairwise(edges)]


@st.composite
def _scenarios(draw: Draw, instruments: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Two to five scenarios: groups of the levels of one instrument, one of them perhaps divided by another's."""
    first, *others = draw(st.permutations(list(instruments)))
    boxes = [{first: group} for group in draw(_groups(instruments[first]))]
    if others and draw(st.booleans()):
        box = boxes.pop(draw(st.integers(0, len(boxes) - 1)))
        boxes += [box | {others[0]: group} for group in draw(_groups(instruments[others[0]]))]
    return {f"s{n}": box | {"resolves": "The yearbook says so"} for n, box in enumerate(boxes)}


@st.composite
def _excluded(draw: Draw, instruments: dict[str, list[str]], scenarios: dict[str, Any]) -> list[dict[str, Any]]:
    """Up to two closed courses, every scenario left with one."""
    courses = _courses(instruments)

    def scenario(course: dict[str, str]) -> str:
        return next(
            name for name, box in scenarios.items() if all(course[i] in box[i] for i in instruments if i in box)
        )

    left = list(courses)
    for course in draw(st.lists(st.sampled_from(courses), max_size=2, unique_by=str)):
        if sum(scenario(other) == scenario(course) for other in left) > 1:
            left.remove(course)
    return [
        {name: [level] for name, level in course.items()} | {"why": "Closed"}
        for course in courses
        if course not in left
    ]


@st.composite
def _conditions(draw: Draw, instruments, conditions, late: bool, horizon: date) -> dict[str, Any]:
    return {
        name: {
            "levels": levels,
            "starts": draw(_shares(levels)),
            "dwell": draw(_tenths(5, 120)),
            "drift": draw(_tenths(-15, 15)),
            "pushed_by": {
                other: draw(_of_levels(levels_of, _tenths(-15, 15)))
                for other, levels_of in (instruments | conditions).items()
                if other != name and draw(st.booleans())
            },
            "why": f"Condition {name} moves so",
            "known": draw(_late(late, horizon)),
        }
        for name, levels in conditions.items()
    }


# --- reasons ----------------------------------------------------------------------------------------------------------


@st.composite
def _considerations(draw: Draw, instruments, conditions, late: bool, horizon: date) -> dict[str, Any]:
    between = st.tuples(_tenths(-20, 20), _tenths(0, 20)).map(lambda n: {"low": n[0], "high": n[0] + n[1]})
    effects = st.one_of(st.sampled_from(["--", "-", "0", "+", "++"]), _tenths(-20, 20), between)
    return {
        f"j{n}": {
            "effect": {name: draw(_of_levels(levels, effects)) for name, levels in instruments.items()},
            "weighs": {
                name: draw(_of_levels(levels, _tenths(0, 20)))
                for name, levels in conditions.items()
                if draw(st.booleans())
            },
            "when": {
                name: {
                    level: {i: draw(_of_levels(levels_of, _tenths(-10, 10))) for i, levels_of in instruments.items()}
                    for level in levels
                    if draw(st.booleans())
                }
                for name, levels in conditions.items()
                if draw(st.booleans())
            },
            "why": f"Reason {n}",
            "known": draw(_late(late, horizon)),
        }
        for n in range(draw(st.integers(1, 3)))
    }


@st.composite
def _explanations(draw: Draw, considerations, conditions, late: bool, horizon: date) -> dict[str, Any]:
    """The first is known from the start, so that some share of the mix is never unknown."""
    return {
        f"e{n}": {
            "prior": draw(st.integers(1, 3)),
            "weights": draw(st.dictionaries(st.sampled_from(considerations), _tenths(0, 15), max_size=3)),
            "decision_maker": draw(_perception(conditions)) if draw(st.booleans()) else {},
            "why": f"Theory {n}",
            "known": draw(_late(late and n > 0, horizon)),
        }
        for n in range(draw(st.integers(1, 3)))
    }


@st.composite
def _perception(draw: Draw, conditions: list[str]) -> dict[str, Any]:
    fields = {
        "advisers": st.sampled_from([1, 2, 5]),
        "noise": st.one_of(st.just(0.0), _tenths(1, 15)),
        "shared_error": st.sampled_from([0.0, 0.3, 1.0]),
        "risk_aversion": _tenths(-10, 10),
    }
    chosen = {name: draw(strategy) for name, strategy in fields.items() if draw(st.booleans())}
    bias = {name: draw(_tenths(-15, 15)) for name in conditions if draw(st.booleans())}
    return chosen | {"bias": bias}


@st.composite
def _decision_maker(draw: Draw, conditions, explanations: list[str], patience: float | None) -> dict[str, Any]:
    shares = draw(_shares(explanations))
    if explanations[0] not in shares:
        shares = {name: 1 / len(explanations) for name in explanations}
    return draw(_perception(conditions)) | {
        "decisiveness": draw(_tenths(0, 20)),
        "review": {"every": draw(_tenths(5, 150))},
        "patience": draw(st.sampled_from([0.0, 0.0, 0.4, 0.9])) if patience is None else patience,
        "mix": shares,
    }


@st.composite
def _analogues(draw: Draw, instruments, excluded, conditions, late: bool, horizon: date) -> dict[str, Any]:
    every = _courses({name: one["levels"] for name, one in instruments.items()})
    courses = [course for course in every if not any(_closes(closed, course) for closed in excluded)]

    def course() -> dict[str, str]:
        return draw(st.sampled_from(courses))

    def chosen(came_from: dict[str, str]) -> dict[str, str]:
        return draw(st.sampled_from([one for one in courses if not _goes_back(instruments, came_from, one)]))

    drawn = {}
    for n in range(draw(st.sampled_from([0, 0, 1, 2]))):
        reviewed = draw(st.booleans())
        came_from = course()
        drawn[f"a{n}"] = {
            "from": came_from,
            "course": chosen(came_from) if reviewed else None,
            "months": None if reviewed else draw(_tenths(0, 300)),
            "conditions": {
                name: draw(st.sampled_from(levels)) for name, levels in conditions.items() if draw(st.booleans())
            },
            "similarity": draw(st.sampled_from([0.0, 0.5, 1.0])),
            "why": f"It was much the same then, {n}",
            "known": draw(_late(late, horizon)),
        }
    return drawn


def _blur(draw: Draw, definition: dict[str, Any]) -> None:
    """Turn some fixed numbers into distributions whose median they are, and open the mix."""
    maker = definition["decision_maker"]
    maker.pop("mix")
    maker["decisiveness"] = {"median": max(maker["decisiveness"], 0.1), "spread": 1.6}
    if maker["review"] and draw(st.booleans()):
        maker["review"] = {"every": {"median": maker["review"]["every"], "spread": 1.5}}
    maker["bias"] = {name: {"mean": value, "sd": 0.5} for name, value in maker["bias"].items()}
    definition["rating_strength"] = {"median": definition["rating_strength"], "spread": 1.6}


# --- evidence ---------------------------------------------------------------------------------------------------------


@st.composite
def _evidence(draw: Draw, definition: dict[str, Any], horizon: date, items: int, *, graded: bool):
    subjects = {"scenarios": list(definition["scenarios"])}
    for kind in ("instruments", "conditions"):
        subjects |= {name: one["levels"] for name, one in definition[kind].items()}
    sources = {
        "r0": {"title": "A wire service", "grade": "B"},
        "r1": {"title": "A letter", "published": f"{LETTER:%Y-%m}"},
        "r2": {"title": "A rumour", "grade": "E"},
    }
    evidence: list[dict[str, Any]] = []
    ratings: list[dict[str, Any]] = []
    for n in range(draw(st.sampled_from([items, items // 2, min(items, 1), 0]))):
        item = draw(_item(f"n{n}", evidence, horizon, graded))
        if item["kind"] != "judgement":
            rows = draw(_rows(item["id"], subjects, prefix=""))
            if item.get("planted"):
                rows += draw(_rows(item["id"], subjects, prefix="planted:"))
            ratings += [*rows, *draw(_other_rows(rows))]
        if item["kind"] == "silence":
            rates = draw(_of_levels(subjects["scenarios"], _tenths(0, 15)))
            item["silence"] = {"months": draw(_tenths(5, 40)), "rate_per_month": rates}
        evidence.append(item)
    return evidence, ratings, sources


@st.composite
def _item(draw: Draw, name: str, earlier: list[dict[str, Any]], horizon: date, graded: bool) -> dict[str, Any]:
    kinds = ["conduct", "reading", "statement", "report", "silence"] * 3 + ["judgement", "background"]
    kind = draw(st.sampled_from(kinds))
    day = OPENS + timedelta(days=draw(st.integers(-25, (horizon - OPENS).days)))
    known = day + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 9, 60])))
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    written = draw(st.sampled_from([f"{day}"] * 4 + [f"{day:%Y-%m}", quarter, f"{day.year}"]))
    item: dict[str, Any] = {
        "id": name,
        "date": f"{day}" if kind == "silence" else written,
        "known": f"{known}",
        "what": f"Something happens, {name}",
        "kind": kind,
        "sources": draw(st.sampled_from([["r0"], ["r1"], ["r0", "r2"], ["r2"]])),
        "origin": draw(st.sampled_from([None, "o0", "o0", "o1"])),
    }
    if day > LETTER and "r1" in item["sources"]:
        item["sources"] = ["r0"]
    if draw(st.integers(0, 3)) == 0:
        del item["known"]
    if graded and draw(st.booleans()):
        item["grade"] = draw(st.sampled_from(["A", "B2", "C6", "E5", "F", None]))
    else:
        item["accuracy"] = draw(st.sampled_from([0.0, 0.3, 0.6, 0.9, 1.0]))
    if draw(st.integers(0, 3)) == 0:
        item["planted"] = {"chance": draw(st.sampled_from([0.0, 0.3, 1.0])), "serves": "somebody"}
    item["exact"] = draw(st.integers(0, 4)) == 0
    if item["exact"] and draw(st.booleans()):
        item.pop("accuracy", None)
    older = [one["id"] for one in earlier if one["date"] <= item["date"] and len(one["date"]) == 10]
    if older and len(item["date"]) == 10 and draw(st.integers(0, 4)) == 0:
        item["supersedes"] = draw(st.sampled_from(older))
    return item


@st.composite
def _rows(draw: Draw, item: str, subjects: dict[str, list[str]], *, prefix: str) -> list[dict[str, Any]]:
    decibans = st.one_of(st.sampled_from(["--", "-", "0", "+", "++"]), _tenths(-100, 100))
    chosen = draw(st.lists(st.sampled_from(list(subjects)), max_size=2, unique=True))
    return [
        {"item": item, "subject": prefix + subject, "level": level, "rating": value, "why": "It fits"}
        for subject in chosen
        for level, value in draw(_of_levels(subjects[subject], decibans)).items()
    ]


@st.composite
def _other_rows(draw: Draw, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What another rater, t1, made of the same rows."""
    return [row | {"rater": "t1", "rating": draw(_tenths(-100, 100))} for row in rows if draw(st.integers(0, 3)) == 0]
