"""Defects found by reading and running the code of peers, each a test that this package has not got it.

Numbers are those of the table in docs/ledger.md. Each is one short test; the places that test the same thing in depth
are named there.
"""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from equipoise.errors import UsageError
from equipoise.ledger.canonical import canonical
from equipoise.ledger.chain import hash_of
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import KINDS, OUTCOMES, Judgement
from equipoise.ledger.scoring import score_tracks
from equipoise.ledger.transfer.export import COLUMNS, export_json
from equipoise.model.arrays import LETTERS
from equipoise.model.compile.evidence import DIGITS
from equipoise.probability.pooling import median
from equipoise.probability.scores import murphy, reliability, rows_of_events
from equipoise.probability.standards import STANDARDS
from equipoise.probability.terms_in_text import terms_in
from equipoise.probability.words import band_of, word_for
from equipoise.report.lint import faults_in
from ledger.made import LadderClock, event, filled, judgement, lines_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("very likely", ["very likely"]),
        ("highly probable", ["highly probable"]),
        ("almost certain", ["almost certain"]),
        ("highly unlikely", ["highly unlikely"]),
        ("remotely workable", []),
    ],
)
def test_1_a_shorter_term_is_never_read_out_of_a_longer_one(text, terms):
    assert [found.term for found in terms_in(text)] == terms


def test_1_no_number_is_inferred_from_prose():
    with pytest.raises(UsageError):
        band_of("remote workers are likely to strike")


@pytest.mark.parametrize("percent", [5, 20, 45])
def test_2_an_edge_goes_to_the_band_nearer_even_on_both_sides_alike(percent):
    mirrored = {
        "almost no chance": "almost certain", "very unlikely": "very likely", "unlikely": "likely",
        "roughly even chance": "roughly even chance",
    }  # fmt: skip
    below, above = word_for(percent / 100), word_for(1 - percent / 100)
    assert mirrored[below] == above
    assert word_for(0.2) == "unlikely"
    assert word_for(0.8) == "likely"


def test_3_words_and_numbers_come_from_one_table_both_ways():
    for name, standard in STANDARDS.items():
        for band in standard.bands:
            for term in band.terms:
                assert band_of(term, name) is band


@pytest.mark.parametrize("outcome", ["correct", "wrong", "resolved_correct", "partial"])
def test_4_an_event_is_resolved_and_never_whether_somebody_was_right(ledger, outcome):
    ledger.record(judgement(0.05))
    with pytest.raises(UsageError):
        ledger.resolve(event(), outcome, date="2021-10-31", source="yearbook", by_whom="li")
    assert set(OUTCOMES) == {"occurred", "did_not", "void", "disputed"}


def test_5_a_forecast_is_replaced_and_never_edited_reopened_or_deleted(embedded, case_folder):
    assert not {name for name in vars(Ledger) if name.startswith(("update", "delete", "remove", "edit", "reopen"))}
    embedded.record(judgement(0.1))
    first = lines_of(case_folder)[0]
    embedded.record(judgement(0.15))
    embedded.withdraw(event(), by_whom="maria")
    assert lines_of(case_folder)[0] == first
    # Forecasts and their outcomes first: they are what the chain holds.
    assert {"judgement", "resolution"} <= set(KINDS)
    head = embedded.head
    (case_folder / "ledger.jsonl").write_bytes(b"".join([first.replace(b"0.1,", b"0.9,"), *lines_of(case_folder)[1:]]))
    assert embedded.verify(head) != ()


def test_5_a_database_refuses_to_change_or_delete_a_line(tmp_path):
    pytest.importorskip("sqlalchemy")
    ledger = filled(Ledger(f"sqlite:///{tmp_path}/team.db", case="ladder", clock=LadderClock()), 2)
    with sqlite3.connect(tmp_path / "team.db") as connection:
        for statement in ("DELETE FROM equipoise_ledger", "UPDATE equipoise_ledger SET line = 'x'"):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(statement)
    connection.close()
    assert ledger.verify(ledger.head) == ()


def test_6_fields_are_told_apart_before_they_are_hashed():
    assert hash_of(canonical({"a": "a|b", "b": "c"})) != hash_of(canonical({"a": "a", "b": "b|c"}))


def test_6_a_cut_end_is_found_by_a_head_kept_elsewhere(embedded, case_folder):
    filled(embedded, 3)
    head = embedded.head
    (case_folder / "ledger.jsonl").write_bytes(b"".join(lines_of(case_folder)[:-1]))
    assert embedded.verify() == ()
    (found,) = embedded.verify(head)
    assert "the end was cut off" in found.problem


def test_7_likelihood_and_confidence_in_one_sentence_is_a_fault():
    (found,) = faults_in("We judge with high confidence that an attack is very likely (90 %).")
    assert found.rule == "likelihood and confidence"
    assert faults_in("An attack is very likely (90 %).") == ()


def test_8_an_indicator_is_scored_by_what_did_not_come_as_by_what_did(embedded, clock):
    events = [event(f"ever pressure=high until 2021-04-{day:02d}") for day in (10, 11, 12)]
    embedded.record(*[judgement(0.8, event=one) for one in events])
    clock.now += timedelta(days=20)
    for one, outcome in zip(events, ("occurred", "did_not", "did_not"), strict=True):
        embedded.resolve(
            one, outcome, date="2021-04-09" if outcome == "occurred" else one.until, source="y", by_whom="li"
        )
    (group,) = score_tracks(embedded.tracks).groups
    overall = group.calibration.overall
    assert (overall.of, overall.rate) == (3, pytest.approx(1 / 3))
    # One of three is not known to be a third.
    assert (overall.low, overall.high) == (pytest.approx(0.06, abs=0.01), pytest.approx(0.79, abs=0.01))


@pytest.mark.parametrize(("numbers", "middle"), [((0.2, 0.3), 0.25), ((0.3, 0.4), 0.35)])
def test_9_the_middle_of_two_is_halfway_and_is_not_rounded(numbers, middle):
    assert median([(1 - one, one) for one in numbers]).probabilities[1] == pytest.approx(middle)


def test_12_what_nobody_assessed_has_no_grade_and_not_the_best_one(ledger):
    assert reliability([], []).overall is None
    assert murphy(rows_of_events([], [])) is None
    ledger.record(judgement(0.1))
    scores = score_tracks(ledger.tracks)
    assert (scores.courses, scores.groups, len(scores.open)) == ((), (), 1)


def test_13_likelihood_is_never_written_as_confidence(ledger):
    ledger.record(judgement(0.55))
    assert "confidence" not in {*Judgement.model_fields, *COLUMNS}
    (record,) = export_json(ledger.entries, case="ladder")["records"]
    assert record["probability"] == 0.55
    assert not [name for name in record if "confidence" in name]
    with pytest.raises(UsageError):
        ledger.record({"event": event(), "as_of": "2021-04-01", "by_whom": "maria", "kind": "person", "confidence": 55})


def test_14_f_and_6_are_missing_and_not_middling():
    # The letter is a distribution over accuracy. F knows nothing: wider than all others, no point among them.
    spread = {letter: a * b / ((a + b) ** 2 * (a + b + 1)) for letter, (a, b) in LETTERS.items()}
    assert spread["F"] > 3 * max(value for letter, value in spread.items() if letter != "F")
    # The digit 6 says nothing, so that it takes nothing off; 3 does.
    assert DIGITS["6"] == 1.0
    assert DIGITS["3"] < 1.0
