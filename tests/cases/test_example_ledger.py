"""The example ledger of the built-in case: whole, every line a backcast, every question of the case judged."""

from __future__ import annotations

from datetime import date

from equipoise.case.load import load_case
from equipoise.ledger.due import due
from equipoise.ledger.judged_event import event_of_case
from equipoise.ledger.ledger import Ledger

CASE = "sino-russian"


def test_it_holds_and_every_judgement_is_a_backcast_of_the_model():
    ledger = Ledger(CASE)
    assert ledger.verify() == ()
    assert all(entry.backcast for entry in ledger.entries)
    assert {entry.content.kind for entry in ledger.entries} == {"model"}
    assert {entry.content.as_of for entry in ledger.entries} == {date(2023, 3, 31)}


def test_it_was_recorded_from_the_case_as_it_is():
    fingerprint = load_case(CASE).fingerprint
    stale = {entry.content.fingerprint for entry in Ledger(CASE).entries} - {fingerprint}
    assert not stale, "the case has changed since: run tools/record_example_ledger.py"


def test_every_question_of_the_case_is_judged_and_still_due():
    definition = load_case(CASE).definition
    assert len(definition.questions) >= 8
    assert all(one.resolves and one.source for one in definition.questions.values())
    judged = {entry.content.question: entry.content.event for entry in Ledger(CASE).entries if entry.content.question}
    horizon = definition.clock.horizon
    assert judged == {name: event_of_case(one.event, horizon=horizon) for name, one in definition.questions.items()}
    assert set(judged) <= {one.question for one in due(Ledger(CASE).tracks, definition)}


def test_what_implies_another_is_not_likelier():
    said = {entry.content.question: entry.content.probability for entry in Ledger(CASE).entries}
    assert said["arming_by_june_2023"] <= said["arming_by_september_2023"]
    assert said["russia_losing_in_september_2023"] + said["russia_winning_in_september_2023"] <= 1
