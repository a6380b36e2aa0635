"""What a ledger does, wherever its lines lie: in the folder of a case, in SQLite or in PostgreSQL."""

from __future__ import annotations

import hashlib
import threading
from datetime import timedelta

import pytest

from equipoise.errors import Severity, UsageError
from equipoise.ledger.chain import NO_LINE, hash_of
from equipoise.ledger.records import Judgement, Withdrawal
from ledger.made import event, filled, judgement


def test_a_new_ledger_is_empty_and_whole(ledger):
    assert ledger.entries == ()
    assert ledger.head == NO_LINE
    assert ledger.verify() == ()


def test_what_was_recorded_is_read_back(ledger, open_ledger):
    said = judgement(0.12, reason="naïve „Zeichen“, ½ \n and a second line", low=0.05, high=0.2)
    recorded = ledger.record(said)
    (entry,) = open_ledger().entries
    assert entry.content == said
    assert recorded.head == open_ledger().head == hash_of(entry.line)
    assert recorded.notices == ()


def test_the_lines_and_the_head_are_the_same_in_every_home(ledger):
    filled(ledger, 2)
    # Written by hand from docs/ledger.md.
    first = (
        b'{"as_of":"2021-04-01","by_whom":"maria","event":{"ever":["allied"],"until":"2021-10-01"},"kind":"person",'
        b'"previous":null,"probability":0.1,"record":"judgement","recorded_at":"2021-04-01T12:01:00.000000Z",'
        b'"schema":"equipoise/ledger/1"}'
    )
    second = (
        b'{"as_of":"2021-04-01","by_whom":"maria","event":{"ever":["allied"],"until":"2021-10-02"},"kind":"person",'
        b'"previous":"sha256:' + hashlib.sha256(first).hexdigest().encode() + b'","probability":0.11,'
        b'"record":"judgement","recorded_at":"2021-04-01T12:02:00.000000Z","schema":"equipoise/ledger/1"}'
    )
    assert [entry.line for entry in ledger.entries] == [first, second]
    assert ledger.head == "sha256:" + hashlib.sha256(second).hexdigest()


def test_every_line_follows_the_one_before(ledger):
    filled(ledger, 4)
    entries = ledger.entries
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous for entry in entries] == [None, *(entry.hash for entry in entries[:-1])]
    assert ledger.verify(ledger.head) == ()


def test_several_judgements_are_recorded_all_or_none(ledger):
    good, bad = judgement(), judgement(as_of="2021-12-01")
    with pytest.raises(UsageError, match="after the last day of the event"):
        ledger.record(good, bad)
    assert ledger.entries == ()
    assert len(ledger.record(good, judgement(event=event("at hedged until 2021-10-31"))).entries) == 2


def test_a_judgement_as_of_more_than_seven_days_ago_is_a_backcast(ledger):
    ledger.record(
        judgement(event=event("at hedged until 2021-06-01"), as_of="2021-03-25"),
        judgement(event=event("at hedged until 2021-06-02"), as_of="2021-03-24"),
    )
    assert [entry.backcast for entry in ledger.entries] == [False, True]


def test_nobody_can_say_that_a_judgement_is_no_backcast():
    with pytest.raises(ValueError, match="backcast"):
        judgement(backcast=False)


@pytest.mark.parametrize(("before", "after"), [(0.10, 0.21), (0.5, 0.39), (1.0, 0.0)])
def test_a_change_of_more_than_ten_points_asks_for_a_reason(ledger, before, after):
    ledger.record(judgement(before))
    with pytest.raises(UsageError, match="needs a reason"):
        ledger.record(judgement(after))
    ledger.record(judgement(after, reason="the visit"))
    assert len(ledger.entries) == 2


@pytest.mark.parametrize(("before", "after"), [(0.1, 0.2), (0.7, 0.6), (0.3, 0.3)])
def test_a_change_of_ten_points_or_less_asks_for_none(ledger, before, after):
    ledger.record(judgement(before))
    ledger.record(judgement(after))
    assert len(ledger.entries) == 2


def test_a_change_is_measured_against_the_same_judge_and_event_alone(ledger):
    ledger.record(judgement(0.1))
    ledger.record(judgement(0.9, by_whom="li"))
    ledger.record(judgement(0.9, kind="model"))
    ledger.record(judgement(0.9, event=event("ever allied until 2021-09-30")))
    assert len(ledger.entries) == 4


def test_a_scenario_that_moves_far_is_named(ledger):
    which = event("scenario until 2021-10-31")
    ledger.record(judgement(event=which, probabilities={"apart": 0.2, "hedged": 0.7, "allied": 0.1}))
    with pytest.raises(UsageError, match=r"gave hedged 70 % .* now 40 %"):
        ledger.record(judgement(event=which, probabilities={"apart": 0.3, "hedged": 0.4, "allied": 0.3}))


def test_reaffirming_stands_by_the_last_judgement(ledger, clock):
    ledger.record(judgement(0.1))
    last = ledger.record(judgement(0.15)).entries[0]
    ledger.reaffirm(event(), by_whom="maria", as_of="2021-04-01", reason="nothing new")
    (track,) = ledger.tracks
    assert [len(said.reaffirmed) for said in track.said] == [0, 1]
    assert track.said[1].entry.hash == last.hash
    assert track.last(("person", "maria")) == track.said[1]


def test_a_withdrawn_judgement_stays_and_no_longer_stands(ledger):
    ledger.record(judgement(0.1))
    ledger.withdraw(event(), by_whom="maria", reason="misread the question")
    (track,) = ledger.tracks
    assert track.said[0].judgement.probability == 0.1
    assert isinstance(track.said[0].withdrawn.content, Withdrawal)
    assert track.last(("person", "maria")) is None
    ledger.record(judgement(0.9))  # nothing stands that it could differ from


@pytest.mark.parametrize("what", ["reaffirm", "withdraw"])
def test_nobody_speaks_for_another_judge(ledger, what):
    ledger.record(judgement(0.1))
    extra = {"as_of": "2021-04-01"} if what == "reaffirm" else {}
    with pytest.raises(UsageError, match="li has no judgement") as raised:
        getattr(ledger, what)(event(), by_whom="li", **extra)
    assert "maria" in raised.value.hint


def test_an_event_is_resolved_and_not_a_judge(ledger, clock):
    ledger.record(judgement(0.1))
    clock.now += timedelta(days=300)
    ledger.resolve(event(), "did_not", date="2021-10-31", source="yearbook", by_whom="maria", second_resolver="li")
    resolution = ledger.tracks[0].resolution
    assert (resolution.outcome, resolution.resolver, resolution.second_resolver) == ("did_not", "maria", "li")
    with pytest.raises(UsageError, match="outcome"):
        ledger.resolve(event(), "correct", date="2021-10-31", source="yearbook", by_whom="maria")


def test_a_later_resolution_replaces_an_earlier_one_and_both_stay(ledger, clock):
    clock.now += timedelta(days=300)
    ledger.resolve(event(), "disputed", date="2021-10-31", source="two papers", by_whom="maria")
    ledger.resolve(event(), "occurred", date="2021-09-03", source="treaty", by_whom="li")
    (track,) = ledger.tracks
    assert track.resolution.outcome == "occurred"
    assert len(track.resolutions) == 2


@pytest.mark.parametrize(
    ("text", "outcome", "day", "problem"),
    [
        ("ever allied until 2021-10-31", "did_not", "2021-09-01", "still open"),
        ("at allied until 2021-10-31", "occurred", "2021-09-01", "still open"),
        ("throughout hedged until 2021-10-31", "occurred", "2021-09-01", "still open"),
        ("ever allied until 2021-10-31", "occurred", "2021-11-01", "outside the event"),
        ("ever allied from 2021-05-01 until 2021-10-31", "occurred", "2021-04-30", "outside the event"),
        ("scenario until 2021-10-31", "did_not", "2021-10-31", "some scenario always holds"),
        ("scenario until 2021-10-31", "occurred", "2021-10-31", "which scenario"),
    ],
)
def test_what_cannot_be_settled_yet_is_not_resolved(ledger, clock, text, outcome, day, problem):
    clock.now += timedelta(days=300)
    with pytest.raises(UsageError, match=problem):
        ledger.resolve(event(text), outcome, date=day, source="yearbook", by_whom="maria")
    assert ledger.entries == ()


def test_nothing_is_forecast_of_what_was_settled_before(ledger, clock):
    clock.now += timedelta(days=60)
    ledger.resolve(event(), "occurred", date="2021-05-10", source="treaty", by_whom="maria")
    with pytest.raises(UsageError, match="was settled on 2021-05-10"):
        ledger.record(judgement(0.99, as_of="2021-05-10"))
    ledger.record(judgement(0.5, as_of="2021-05-09"))
    assert ledger.entries[-1].backcast


def test_an_as_of_date_that_lies_ahead_is_refused(ledger):
    with pytest.raises(UsageError, match="lies ahead"):
        ledger.record(judgement(as_of="2021-04-03"))


def test_a_clock_that_was_set_back_is_told_and_written_down(ledger, clock):
    ledger.record(judgement(0.1))
    clock.now -= timedelta(hours=2)
    recorded = ledger.record(judgement(0.1, by_whom="li"))
    assert "clock" in recorded.notices[0]
    assert recorded.entries[0].clock_set_back
    (finding,) = ledger.verify(recorded.head)
    assert finding.severity is Severity.WARNING
    assert finding.line == 2
    assert "had been set back" in finding.problem
    clock.now += timedelta(hours=3)
    assert not ledger.record(judgement(0.1, by_whom="wu")).entries[0].clock_set_back


def test_a_clock_that_stays_behind_is_told_each_time(ledger, clock):
    ledger.record(judgement(0.1))
    clock.now -= timedelta(days=1)
    ledger.record(judgement(0.1, by_whom="li"))
    assert ledger.record(judgement(0.1, by_whom="wu")).entries[0].clock_set_back


def test_sixteen_writers_at_once_lose_nothing(open_ledger):
    acknowledged: list[str] = []
    failed: list[BaseException] = []

    def write(name: int) -> None:
        try:
            mine = open_ledger()
            for round_ in range(5):
                last = event(f"ever allied until 2021-10-{round_ + 1:02d}")
                acknowledged.append(mine.record(judgement(0.1, event=last, by_whom=f"writer {name}")).entries[0].hash)
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    there = open_ledger()
    assert {entry.hash for entry in there.entries} == set(acknowledged)
    assert len(acknowledged) == 80
    assert [finding for finding in there.verify(there.head) if finding.severity is Severity.ERROR] == []


def test_a_head_of_another_ledger_is_found_missing(ledger):
    filled(ledger, 2)
    (finding,) = ledger.verify("sha256:" + "ab" * 32)
    assert "no line has the published head abababababab…" in finding.problem


def test_a_head_may_be_shortened_to_eight_digits(ledger):
    filled(ledger, 2)
    digits = ledger.head.removeprefix("sha256:")
    assert ledger.verify(digits[:8]) == ()
    assert "is no head" in ledger.verify(digits[:7])[0].problem


def test_an_event_is_found_by_its_handle(ledger):
    ledger.record(judgement())
    assert ledger.find(event().handle[:5]) == event()
    assert ledger.find("0000") is None


@pytest.mark.parametrize("text", ["0.1\ud800", "\udfff"])
def test_what_cannot_be_written_is_refused(ledger, text):
    with pytest.raises(UsageError, match="cannot be recorded"):
        ledger.record(judgement(by_whom=text))
    assert ledger.entries == ()


def test_probabilities_are_kept_as_they_were_said(ledger):
    which = event("scenario until 2021-10-31")
    said = {"apart": 0.25, "hedged": 0.8, "allied": 1 / 3}
    ledger.record(judgement(event=which, probabilities=said))
    content = ledger.entries[0].content
    assert isinstance(content, Judgement)
    assert content.probabilities == said
