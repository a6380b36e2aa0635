"""What has to be resolved, by day, and as a calendar."""

from __future__ import annotations

import json

import pytest

from equipoise.calendar import parse_day
from equipoise.case.load import load_case
from equipoise.ledger.due import due
from equipoise.ledger.icalendar import calendar_of
from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.ledger import Ledger
from ledger.made import judgement

QUESTIONS = """
questions:
  pact: {asks: "A pact, with é; or none?", resolves: "The yearbook, page 5", source: Yearbook,
         event: {ever: [allied], until: 2021-07-31}}
  drift: {asks: Apart in May?, resolves: As scenarios.apart.resolves., event: {at: [apart], until: 2021-05-31}}
"""


@pytest.fixture
def definition(case_folder):
    with (case_folder / "case.yaml").open("a", encoding="utf-8") as file:
        file.write(QUESTIONS)
    return load_case(case_folder).definition


def test_events_and_questions_are_listed_once_each_by_day(case_folder, clock, definition):
    ledger = Ledger(case_folder, clock=clock)
    ledger.record(
        judgement(event=parse_event("ever allied until 2021-07-31")),
        judgement(event=parse_event("ever apart until 2021-06-30")),
    )
    found = due(ledger.tracks, definition)
    assert [(one.question, one.event.until.isoformat(), one.judges) for one in found] == [
        ("drift", "2021-05-31", ()),
        ("", "2021-06-30", ("maria",)),
        ("pact", "2021-07-31", ("maria",)),
    ]
    assert [one.resolves for one in found] == ["The yearbook says so", "The yearbook says so", "The yearbook, page 5"]
    assert [one.days_left(parse_day("2021-06-30")) for one in found] == [-30, 0, 31]


def test_what_is_resolved_is_not_due(case_folder, clock, definition):
    ledger = Ledger(case_folder, clock=clock)
    ledger.resolve("ever allied until 2021-07-31", "occurred", date="2021-04-01", source="Yearbook", by_whom="li")
    assert [one.question for one in due(ledger.tracks, definition)] == ["drift"]


def test_the_calendar_keeps_to_the_standard_and_is_the_same_each_time(case_folder, clock, definition):
    ledger = Ledger(case_folder, clock=clock)
    ledger.record(judgement(event=parse_event("ever allied until 2021-07-31")))
    made = calendar_of(due(ledger.tracks, definition), case="ladder", title="A ladder of three")
    assert made == calendar_of(due(ledger.tracks, definition), case="ladder", title="A ladder of three")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 75
    unfolded = made.decode().replace("\r\n ", "")
    assert "SUMMARY:Resolve: A pact\\, with é\\; or none?" in unfolded
    assert "DTSTART;VALUE=DATE:20210731\r\nDTEND;VALUE=DATE:20210801" in unfolded
    assert "DTSTAMP:20210401T120100Z" in unfolded
    uids = [line for line in unfolded.split("\r\n") if line.startswith("UID:")]
    assert uids == [f"UID:{one.event.handle}.ladder@ledger.equipoise" for one in due(ledger.tracks, definition)]


def test_lines_are_folded_between_characters(definition):
    made = calendar_of((), case="ladder", title="é" * 200)
    assert "é" * 200 in made.decode().replace("\r\n ", "")
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_due_is_json(case_folder, clock, definition):
    today = parse_day("2021-06-30")
    found = [one.to_dict(today) for one in due(Ledger(case_folder, clock=clock).tracks, definition)]
    assert [one["overdue"] for one in json.loads(json.dumps(found))] == [True, False]
