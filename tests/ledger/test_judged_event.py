"""Events in words: what is written is read back, and the same event is always spelled alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.case.schema import Event
from equipoise.ledger.judged_event import JudgedEvent, event_of_case, parse_event

_NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(lambda n: n not in ("from", "until", "given", "do"))
_DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
_TERMS = st.one_of(_NAMES, st.tuples(_NAMES, _NAMES).map("=".join))
_MEMBERS = st.lists(st.lists(_TERMS, min_size=1, max_size=3).map(" & ".join), min_size=1, max_size=3)


@st.composite
def _spans(draw):
    spans = {}
    for name in draw(st.lists(_NAMES, max_size=2, unique=True)):
        first, last = sorted(draw(st.tuples(_DAYS, _DAYS)))
        spans[name] = draw(_NAMES) + draw(st.sampled_from(["", f"@{first}..{last}"]))
    return spans


@st.composite
def _events(draw):
    form = draw(st.sampled_from(["which", "at", "ever", "throughout"]))
    first, last = sorted(draw(st.tuples(_DAYS, _DAYS)))
    fields = {form: "scenario" if form == "which" else draw(_MEMBERS), "until": last}
    if form in ("ever", "throughout") and draw(st.booleans()):
        fields["from"] = first
    return JudgedEvent.model_validate(fields | {"given": draw(_spans()), "do": draw(_spans())})


@given(event=_events())
def test_an_event_in_words_is_read_back(event):
    assert parse_event(str(event)) == event
    assert JudgedEvent.model_validate(event.plain()) == event


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ever a, b until 2021-10-31", "ever b,a until 2021-10-31"),
        ("ever x=1 & y=2 until 2021-10-31", "ever y = 2 & x=1 until 2021-10-31"),
        ("at a, a until 2021-10-31", "at a until 2021-10-31"),
        ("ever a until 2021-10-31 given c=low", "ever a given c = low until 2021-10-31"),
    ],
)
def test_the_same_event_has_one_handle(one, other):
    assert parse_event(one).handle == parse_event(other).handle


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ever a until 2021-10-31", "throughout a until 2021-10-31"),
        ("ever a until 2021-10-31", "ever a until 2021-10-30"),
        ("ever a, b until 2021-10-31", "ever a & b until 2021-10-31"),
        ("ever a until 2021-10-31 given c=low", "ever a until 2021-10-31"),
        ("ever a until 2021-10-31 given c=low", "ever a until 2021-10-31 do c=low"),
    ],
)
def test_a_conditional_event_is_never_the_unconditional_one(one, other):
    assert parse_event(one) != parse_event(other)
    assert parse_event(one).handle != parse_event(other).handle


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("allied", "is no event"),
        ("perhaps allied until 2021-10-31", "is no event"),
        ("ever allied", "says no until"),
        ("ever  until 2021-10-31", "not a member"),
        ("at allied from 2021-01-01 until 2021-10-31", "has no from"),
        ("ever allied from 2021-11-01 until 2021-10-31", "is after until"),
        ("scenario allied until 2021-10-31", "cannot stand after scenario"),
        ("ever allied until soon", "is not a date"),
        ("ever allied until 2021-10", "is not one day"),
        ("ever allied until 2021-10-31 until 2021-10-30", "stands twice"),
        ("ever allied until 2021-10-31 given front=", "not a span"),
    ],
)
def test_what_is_no_event_says_how_to_write_one(text, says):
    with pytest.raises(ValueError, match=says):
        parse_event(text)


def test_an_event_of_a_case_is_open_to_its_horizon():
    event = Event.model_validate({"ever": "allied", "given": {"pressure": "high"}})
    assert str(event_of_case(event, horizon=date(2021, 10, 31))) == "ever allied until 2021-10-31 given pressure=high"
