"""What a record may say, field by field and between fields."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import equipoise as eq
from equipoise.errors import UsageError
from equipoise.ledger.canonical import canonical
from equipoise.ledger.chain import hash_of, read_time, written_time
from equipoise.ledger.records import Judgement, Resolution, plain, read_content, wrong_between
from ledger.made import event, judgement


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"probability": None}, "judged by one probability"),
        ({"probabilities": {"apart": 0.5, "hedged": 0.5}}, "judged by one probability"),
        ({"event": event("scenario until 2021-10-31")}, "a probability for each scenario"),
        (
            {"event": event("scenario until 2021-10-31"), "probabilities": {"apart": 1.0}},
            "a probability for each scenario",
        ),
        ({"as_of": "2021-11-01"}, "after the last day of the event"),
        ({"low": 0.1}, "low and high stand together"),
        ({"low": 0.3, "high": 0.1}, "low and high stand together"),
    ],
)
def test_fields_that_contradict_each_other_are_told(fields, says):
    assert says in wrong_between(judgement(**fields))


@pytest.mark.parametrize("probability", [0.0, 1.0, 1 / 3, 5e-324, 0.1 + 0.2])
def test_no_probability_is_clamped_or_rounded(probability):
    content, problems = read_content({"record": "judgement"} | plain(judgement(probability)))
    assert problems == ()
    assert isinstance(content, Judgement)
    assert content.probability == probability


@pytest.mark.parametrize("probability", [-0.01, 1.01, float("nan"), float("inf"), "likely", "0.6", True])
def test_what_is_no_probability_is_refused(probability):
    data = {"record": "judgement"} | plain(judgement(0.5)) | {"probability": probability}
    content, problems = read_content(data)
    assert content is None
    assert problems[0].startswith("probability: ")


def test_an_outcome_is_of_the_event_and_has_no_right_or_wrong():
    outcomes = set(Resolution.model_fields["outcome"].annotation.__args__)
    assert outcomes == {"occurred", "did_not", "void", "disputed"}


@given(one=st.text(), other=st.text())
def test_no_two_records_share_a_hash_by_where_one_field_ends(one, other):
    # Fields joined by a separator would: ("a|b", "c") and ("a", "b|c").
    first = canonical({"by_whom": one + "|" + other, "reason": ""})
    second = canonical({"by_whom": one, "reason": other + "|"})
    assert hash_of(first) != hash_of(second)


@given(moment=st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.timezones()))
def test_a_time_is_read_back_to_the_microsecond(moment):
    written = written_time(moment)
    assert len(written) == len("2026-01-31T12:00:00.000000Z")
    assert read_time(written) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    "text", ["2026-01-31", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5Z", "2026-1-31T12:00:00.000000Z", None, 5]
)
def test_a_time_written_otherwise_is_not_one(text):
    assert read_time(text) is None


def test_from_python_plain_fields_and_words_are_enough(case_folder):
    ledger = eq.Ledger(case_folder)
    said = {"as_of": "2021-04-01", "by_whom": "maria", "kind": "person", "probability": 0.4}
    ledger.record(said | {"event": "ever allied until 2021-10-31"})
    ledger.withdraw("ever allied until 2021-10-31", by_whom="maria")
    assert len(ledger.entries) == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"event": "soon"}, "is no event"),
        ({"kind": "oracle"}, "kind"),
        ({"by_whom": " "}, "by_whom"),
        ({"probabilty": 0.4}, "probabilty"),
        ({"as_of": None}, "as_of"),
    ],
)
def test_from_python_what_does_not_fit_is_told(case_folder, change, says):
    said = {"as_of": "2021-04-01", "by_whom": "maria", "kind": "person", "probability": 0.4}
    with pytest.raises(UsageError, match=says):
        eq.Ledger(case_folder).record(said | {"event": "ever allied until 2021-10-31"} | change)
