"""What does not fit a model is said in plain words, at the deepest place that is really in the file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.authored.validate import validate, validate_data
from equipoise.authored.yaml_text import read_yaml
from equipoise.case.schema import CaseDefinition, EvidenceItem, PublishedJudgement, Source

MINIMAL = """\
equipoise: 1
title: T
actor: A
question: Q
clock: {opens: 2021-01-01, horizon: 2021-10-31}
instruments: {s: {levels: [a, b]}}
starts: {s: {a: 1}}
scenarios: {a: {s: [a]}, b: {s: [b]}}
"""


def findings(text: str, shape: Any = CaseDefinition) -> list[str]:
    value, found = validate(read_yaml(text, file="f.yaml"), shape)
    assert (value is None) == bool(found)
    return [str(finding) for finding in found]


def test_what_fits_becomes_a_value() -> None:
    value, found = validate(read_yaml(MINIMAL, file="f.yaml"), CaseDefinition)

    assert found == ()
    assert value is not None
    assert value.scenarios["b"].levels == {"s": ["b"]}


PROBLEMS = """\
title2: x
    9:1: title2: this field is not known; did you mean 'title'?
rating_strength: abc
    9:18: rating_strength: expected a number, {mean, sd} or {median, spread}; found 'abc'
rating_strength: {foo: 1}
    9:18: rating_strength: expected a number, {mean, sd} or {median, spread}; found {foo}
rating_strength: {mean: 1}
    9:1: rating_strength.sd: this field is missing; add it
rating_strength: {mean: 1, sd: 0}
    9:32: rating_strength.sd: expected a number above 0; found 0
rating_strength: {median: 1, spread: 2, sprad: 2}
    9:41: rating_strength.sprad: this field is not known; did you mean 'spread'?
rating_strength: [1]
    9:18: rating_strength: expected a number, {mean, sd} or {median, spread}; found a list
rating_strength: true
    9:18: rating_strength: expected a number, {mean, sd} or {median, spread}; found true
origin_discount: 1
    9:18: origin_discount: expected a number of 0 or more and below 1; found 1
origin_discount: '0.3'
    9:18: origin_discount: expected a number of 0 or more and below 1; found '0.3'; write 0.3
availability: {a: 1_0}
    9:19: availability.a: expected a number; found '1_0'; write 10
availability: {a: 0,5}
    9:22: availability.5: expected a number; found nothing; write a value, or take the line out
considerations: {c: {effect: {s: {a: {low: 1}}}}}
    9:35: considerations.c.effect.s.a.high: this field is missing; add it
scale: {+++: 1}
    9:9: scale.+++: the name '+++' cannot stand here; expected one of --, -, 0, +, ++
conditions: {k: 3}
    9:17: conditions.k: expected a mapping with fields, such as {levels, starts, dwell}; found 3
conditions:
    9:12: conditions: expected a mapping of names to values; found nothing; write a value, or take the line out
base_rate: {change: 3, years: 1, cases: 1}
    9:1: base_rate.changes: this field is missing; add it
    9:13: base_rate.change: this field is not known; did you mean 'changes'?
excluded: {s: [a]}
    9:11: excluded: expected a list; found {s}
excluded: [{s: a, why: x}]
    9:16: excluded.0.s: expected a list of texts; found 'a'; write [a]
excluded: [{s: [1]}]
    9:17: excluded.0.s.0: expected text; found 1; put it in quotes, if it is meant as text
excluded: [{wy: x}]
    9:17: excluded.0.wy: expected a list of texts; found 'x'; did you mean the field 'why'?
analogues: {n: {}}
    9:13: analogues.n.from: this field is missing; add it
explanations: {e: {known: 2022-02}}
    9:27: explanations.e.known: '2022-02' is not one day; write a day such as 2022-02-28
explanations: {e: {known: {a: 1}}}
    9:27: explanations.e.known: expected a day such as 2022-02-25; found {a}
indicators: {i: {event: {ever: [1]}}}
    9:33: indicators.i.event.ever.0: expected text; found 1; put it in quotes, if it is meant as text
decision_maker: {review: {evry: 1}}
    9:27: decision_maker.review.evry: this field is not known; did you mean 'every'?
"""
PAIRS = [pair.split("\n    ") for pair in re.split(r"\n(?! )", PROBLEMS.strip())]


@pytest.mark.parametrize(("line", "expected"), [(line, expected) for line, *expected in PAIRS])
def test_each_problem_is_said_where_it_is(line: str, expected: list[str]) -> None:
    assert findings(MINIMAL + line + "\n") == [f"f.yaml:{one}" for one in expected]


def test_a_union_of_many_is_one_finding() -> None:
    assert findings(MINIMAL + "considerations: {c: {effect: {s: {a: high}}}}\n") == [
        "f.yaml:9:38: considerations.c.effect.s.a: expected a number, {low, high}, {mean, sd}, {median, spread} "
        "or one of --, -, 0, +, ++; found 'high'"
    ]


def test_missing_fields_are_found_at_what_lacks_them() -> None:
    text = MINIMAL.replace("title: T\n", "") + "conditions:\n  k:\n    levels: [x]\n"

    assert findings(text) == [
        "f.yaml:1:1: title: this field is missing; add it",
        "f.yaml:9:3: conditions.k.dwell: this field is missing; add it",
        "f.yaml:9:3: conditions.k.starts: this field is missing; add it",
    ]


def test_all_problems_are_found_at_once_in_the_order_of_the_file() -> None:
    text = MINIMAL.replace("actor: A", "actor: 5").replace("question: Q", "qestion: Q") + "conditions: 3\n"

    lines = [int(finding.split(":")[1]) for finding in findings(text)]
    assert lines == sorted(lines) == [1, 3, 4, 9]


def test_a_value_already_complained_of_is_not_complained_of_again() -> None:
    assert len(findings(MINIMAL + "origin_discount: .nan\nrating_strength: *x\n")) == 2


def test_a_key_given_twice_is_reported_together_with_what_is_wrong_elsewhere() -> None:
    assert len(findings(MINIMAL + "title: U\norigin_discount: x\n")) == 2


def test_entries_are_named_by_id() -> None:
    text = "- {id: visit, date: 2022, what: x, kind: conduct, where: {document: d, start: -1, end: 2}}\n"

    assert findings(text, list[EvidenceItem]) == [
        "f.yaml:1:79: visit.where.start: expected a whole number of 0 or more; found -1"
    ]


def test_grades_and_kinds_are_said_in_words() -> None:
    text = "- {id: v, date: 2022, what: x, kind: rumour, grade: Z9}\n"

    assert findings(text, list[EvidenceItem]) == [
        "f.yaml:1:38: v.kind: expected one of conduct, reading, statement, report, silence, judgement, background; "
        "found 'rumour'",
        "f.yaml:1:53: v.grade: expected a letter from A to F, with a digit from 1 to 6 or none, such as B2; found 'Z9'",
    ]
    assert findings("w: {title: x, grade: A1}\n", dict[str, Source]) == [
        "f.yaml:1:22: w.grade: expected a letter from A to F; found 'A1'"
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_is_a_finding_where_something_must_be(text: str) -> None:
    [finding] = findings(text)

    assert finding.startswith("f.yaml:1:1: the file is empty; expected a mapping")


@pytest.mark.parametrize("text", ["- a\n", "text\n", "3\n"])
def test_a_file_of_another_kind_is_a_finding(text: str) -> None:
    [finding] = findings(text)

    assert finding.startswith("f.yaml:1:1: expected a mapping")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*CaseDefinition.model_fields, "s", "levels", "mean", "at", "x"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(CaseDefinition.model_fields)), ANYTHING))
def test_whatever_is_written_is_answered_in_plain_words_at_a_place_that_exists(data: Any) -> None:
    value, problems = validate_data(data, CaseDefinition)

    assert (value is None) == bool(problems)
    for problem in problems:
        assert "Input should" not in problem.text + problem.mend
        assert "something else" not in problem.text
        parent = data
        for step in problem.path[:-1]:
            parent = parent[step]


@given(st.lists(ANYTHING, max_size=3))
def test_the_same_holds_for_lists_of_entries(data: Any) -> None:
    for shape in (list[EvidenceItem], list[PublishedJudgement]):
        _, problems = validate_data(data, shape)
        assert not any("Input should" in problem.text for problem in problems)
