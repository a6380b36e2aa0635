"""The engine gives the numbers of the dense oracle: on the example, and on cases drawn at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.assess.assess import assess
from equipoise.assess.events import event_probability
from equipoise.case.schema import Event
from oracle.build import case_of, content_of
from oracle.dense import answer, probability
from oracle.folder import read_folder
from oracle.numbers import TOLERANCE, differences, numbers_of_answer, numbers_of_assessment
from strategies import Setting, examples, known_conditions, members, settings_of_cases, spans

EXAMPLE = Path(__file__).parent / "example"
WITH_A_CONDITION = settings_of_cases(late=False, items=4, supersession=False).filter(
    lambda setting: setting.case.definition.conditions
)
"""What a `do` in the past makes of supersession is a rule of its own, in test_rules_by_hand."""


@pytest.mark.parametrize("as_of", [date(2021, 1, 1), date(2021, 5, 31), date(2021, 7, 31), date(2021, 10, 31)])
def test_every_number_of_the_example_agrees(as_of: date) -> None:
    assert_same(Setting(read_folder(EXAMPLE), as_of))


def test_the_default_as_of_date_is_the_last_known() -> None:
    assert_same(Setting(read_folder(EXAMPLE), None))


@examples(40)
@given(settings_of_cases())
def test_every_number_of_a_random_case_agrees(setting: Setting) -> None:
    assert_same(setting)


@pytest.mark.parametrize(
    "extreme",
    [
        {"decision_maker": {"patience": 0.99}},
        {"decision_maker": {"decisiveness": 60}},
        {"decision_maker": {"noise": 1e-4}},
        {"decision_maker": {"review": {"every": 0.05}}},
        {"decision_maker": {"review": {"every": 1e5}}},
        {"rating_strength": 8},
        {"conditions": {"dwell": 0.03}},
    ],
    ids=str,
)
@examples(3)
@given(setting=settings_of_cases())
def test_extreme_cases_agree(extreme: dict[str, Any], setting: Setting) -> None:
    content = content_of(setting.case)
    definition = content["definition"]
    for field, value in extreme.items():
        if field == "conditions":
            for condition in definition["conditions"].values():
                condition |= value
        elif isinstance(value, dict):
            definition[field] |= value
        else:
            definition[field] = value
    assert_same(replace(setting, case=case_of(**content)))


@examples(10)
@given(settings_of_cases(items=4), st.integers(0, 400))
def test_until_shortens_the_horizon(setting: Setting, days: int) -> None:
    until = min(setting.as_of + timedelta(days=days), setting.case.definition.clock.horizon)
    assert_same(setting, until=until)


@examples(15)
@given(st.data())
def test_given_agrees(data: st.DataObject) -> None:
    setting = data.draw(WITH_A_CONDITION)
    assert_same(setting, given=[data.draw(spans(setting))])


@examples(15)
@given(st.data())
def test_do_agrees(data: st.DataObject) -> None:
    setting = data.draw(WITH_A_CONDITION)
    assert_same(setting, do=[data.draw(spans(setting))])


@examples(15)
@given(st.data())
def test_given_and_do_on_two_conditions_agree(data: st.DataObject) -> None:
    setting = data.draw(WITH_A_CONDITION)
    assume(len(setting.case.definition.conditions) > 1)
    held, done = data.draw(spans(setting)), data.draw(spans(setting))
    assume(held.split("=")[0] != done.split("=")[0])
    assert_same(setting, given=[held], do=[done])


@examples(40)
@given(st.data())
def test_events_agree(data: st.DataObject) -> None:
    setting = data.draw(settings_of_cases(items=3, supersession=False))
    event = data.draw(_events(setting))
    found = event_probability(setting.case, event, as_of=setting.as_of).probability
    assert found == pytest.approx(probability(setting.case, event, as_of=setting.as_of), abs=TOLERANCE), event


# --- private ----------------------------------------------------------------------------------------------------


def assert_same(setting: Setting, **asked: Any) -> None:
    expected = answer(setting.case, as_of=setting.as_of, **asked)
    found = assess(setting.case, as_of=setting.as_of, **asked)
    gaps = differences(numbers_of_answer(expected), numbers_of_assessment(found))
    assert not gaps, f"as of {setting.as_of}, {asked}:\n" + "\n".join(gaps)


@st.composite
def _events(draw: st.DrawFn, setting: Setting) -> Event:
    horizon = setting.case.definition.clock.horizon
    days = (horizon - setting.as_of).days
    start = setting.as_of + timedelta(days=draw(st.integers(0, days)))
    until = start + timedelta(days=draw(st.integers(0, (horizon - start).days)))
    kind = draw(st.sampled_from(["at", "ever", "throughout"]))
    written = {kind: draw(members(setting)), "until": until}
    if kind != "at":
        written["from"] = start
    if known_conditions(setting) and draw(st.booleans()):
        name, _, span = draw(spans(setting)).partition("=")
        plain = span.partition("@")[0]
        written[draw(st.sampled_from(["given", "do"]))] = {name: draw(st.sampled_from([span, plain]))}
    return Event.model_validate(written)
