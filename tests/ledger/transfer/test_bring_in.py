"""Exports, and what is brought in: everything once, nothing lost without being told."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.transfer.bring_in import NO_REASON, bring_in
from equipoise.ledger.transfer.export import COLUMNS, export_csv, export_json
from equipoise.ledger.transfer.read_file import read_file
from ledger.made import LadderClock, judgement

SAMPLES = Path(__file__).parent / "samples"
EVENT = "ever allied until 2021-10-31"
NAMES = {"apart": "apart", "hedged": "hedged", "allied": "allied"}


@pytest.fixture
def ledger(case_folder):
    clock = LadderClock()
    ledger = Ledger(case_folder, clock=clock)
    ledger.record(judgement(0.1), judgement(0.15, by_whom="li", low=0.1, high=0.2, reason='says "so", and so'))
    ledger.record(
        judgement(
            event=parse_event("scenario until 2021-10-31"), probabilities={"apart": 0.2, "hedged": 0.7, "allied": 0.1}
        )
    )
    ledger.reaffirm(EVENT, by_whom="li", as_of="2021-04-01")
    ledger.withdraw(EVENT, by_whom="maria", reason="no longer")
    ledger.resolve("ever apart until 2021-10-31", "occurred", date="2021-03-31", source="Yearbook", by_whom="li")
    return ledger


@pytest.fixture
def other(case_folder, tmp_path):
    """An empty ledger of the same case, three years later."""
    folder = tmp_path / "other" / "ladder"
    shutil.copytree(case_folder, folder, ignore=shutil.ignore_patterns("ledger.jsonl", ".ledger.lock"))
    return Ledger(folder)


@pytest.fixture
def definition(case_folder):
    return load_case(case_folder).definition


def written(tmp_path, ledger, form):
    path = tmp_path / f"export.{form}"
    text = json.dumps(export_json(ledger.entries, case="ladder")) if form == "json" else export_csv(ledger.entries)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def said(ledger):
    """What is on a ledger, but for what an import changes."""
    tracks = [
        (
            str(track.event),
            [
                (one.judgement.model_dump(exclude={"source", "reason"}), len(one.reaffirmed), one.withdrawn is not None)
                for one in track.said
            ],
            track.resolution.model_dump(exclude={"source"}) if track.resolution else None,
        )
        for track in ledger.tracks
    ]
    return sorted(tracks, key=lambda track: track[0])


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_ledger_brought_in_says_the_same(ledger, other, definition, tmp_path, form):
    read = read_file(written(tmp_path, ledger, form), find=lambda id, title: None, scenarios=NAMES)
    done = bring_in(read, other, definition)
    assert (done.form, done.losses, done.already) == (f"equipoise-{form}", (), 0)
    assert said(other) == said(ledger)
    assert other.verify() == ()
    assert all(f"export.{form}" in entry.content.source for entry in done.entries if "event" in entry.data)
    assert next(iter(other.tracks)).said[0].entry.backcast


@pytest.mark.parametrize("form", ["json", "csv"])
def test_nothing_is_brought_in_twice(ledger, other, definition, tmp_path, form):
    read = read_file(written(tmp_path, ledger, form), find=lambda id, title: None, scenarios=NAMES)
    bring_in(read, other, definition)
    before = other.head
    again = bring_in(read, other, definition)
    assert (again.entries, again.already, other.head) == ((), len(ledger.entries), before)
    assert bring_in(read, ledger, definition).already == len(ledger.entries)


def test_the_table_has_a_row_for_each_probability(ledger):
    rows = list(csv.DictReader(io.StringIO(export_csv(ledger.entries))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["line"], row["scenario"], row["probability"]) for row in rows[2:5]] == [
        ("3", "allied", "0.1"),
        ("3", "apart", "0.2"),
        ("3", "hedged", "0.7"),
    ]
    assert rows[1]["reason"] == 'says "so", and so'
    assert [row["event"] for row in rows if row["record"] == "withdrawal"] == [EVENT]


def test_what_the_case_does_not_have_is_told(ledger, other, tmp_path):
    path = written(tmp_path, ledger, "json")
    path.write_text(path.read_text().replace('"allied"', '"enemy"'))
    read = read_file(path, find=lambda id, title: None, scenarios=NAMES)
    done = bring_in(read, other, load_case("sweden-nato").definition)
    assert done.entries == ()
    assert len(done.losses) == len(ledger.entries)
    assert "lies outside the case" in done.losses[0].why or "no scenario" in done.losses[0].why


def find(id, title):
    return parse_event(EVENT) if "allied" in title or id == "578" else None


def test_fatebook_judgements_and_resolution_are_recorded_and_losses_told(other, definition):
    path = SAMPLES / "fatebook-forecasts.csv"
    done = bring_in(read_file(path, find=find, scenarios=NAMES), other, definition)
    (track,) = other.tracks
    assert [(one.judgement.by_whom, one.judgement.probability) for one in track.said] == [("Ann", 0.3), ("Ann", 0.6)]
    assert {one.judgement.reason for one in track.said} == {NO_REASON}
    assert (track.resolution.outcome, track.resolution.by_whom) == ("did_not", "Ann")
    assert [loss.where for loss in done.losses] == ["question 'Will it rain?'", "the file", EVENT]
    assert bring_in(read_file(path, find=find, scenarios=NAMES), other, definition).entries == ()


def test_only_one_forecaster_is_read_where_asked():
    path = SAMPLES / "fatebook-forecasts.csv"
    read = read_file(path, find=find, scenarios=NAMES, only="Bo")
    assert [one.by_whom for one in read.incoming if hasattr(one, "probability")] == ["Bo"]


def find_metaculus(id, title):
    return parse_event("scenario until 2021-10-31") if title == "Which?" else find(id, title)


@pytest.fixture(params=["zip", "folder", "file"])
def metaculus(request, tmp_path):
    folder = SAMPLES / "metaculus"
    if request.param == "zip":
        path = tmp_path / "metaculus_data.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in ("forecast_data.csv", "question_data.csv"):
                archive.write(folder / name, name)
        return path
    return folder if request.param == "folder" else folder / "forecast_data.csv"


def test_metaculus_forecasts_are_published_judgements(other, definition, metaculus):
    done = bring_in(read_file(metaculus, find=find_metaculus, scenarios=NAMES), other, definition)
    ever, which = other.tracks
    assert [(one.judgement.by_whom, one.judgement.kind, one.judgement.probability) for one in ever.said] == [
        ("forecaster 7", "published", 0.25),
        ("recency_weighted", "published", 0.35),
    ]
    assert ever.said[0].judgement.source.startswith("Metaculus https://example.org/q/1 (metaculus") or (
        "(forecast_data.csv, sha256:" in ever.said[0].judgement.source
    )
    # It became known in December; by its last day at the latest it had occurred.
    assert (ever.resolution.outcome, ever.resolution.date.isoformat()) == ("occurred", "2021-10-31")
    assert which.said[0].judgement.probabilities == {"apart": 0.2, "hedged": 0.5, "allied": 0.3}
    assert which.resolution.scenario == "hedged"
    assert [loss.where for loss in done.losses] == ["question 579", "forecast_data row 6", "question 578"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "a,b\n1,2\n"), ("a.json", "{}"), ("a.json", "{"), ("a.csv", b"\xff\xfe\x00")]
)
def test_a_file_of_no_known_form_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError):
        read_file(path, find=find, scenarios=NAMES)
