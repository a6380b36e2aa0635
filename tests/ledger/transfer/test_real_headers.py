"""Files with the columns that Metaculus and Fatebook write, all of them and in their order; the numbers are made up.

Columns of Metaculus: an export of 13 February 2026 and the source that writes it. Columns of Fatebook: its source, and
programs of users that read its export, of 2023 and of 2025.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.records import Judgement, Resolution
from equipoise.ledger.transfer.elsewhere import day_of
from equipoise.ledger.transfer.read_file import read_file

EVER, WHICH = parse_event("ever allied until 2021-10-31"), parse_event("scenario until 2021-10-31")
NAMES = {"apart": "apart", "hedged": "hedged", "allied": "allied"}


def columns(name):
    """The first line of an export."""
    text = (Path(__file__).parent / "samples" / "columns" / f"{name}.csv").read_text(encoding="utf-8")
    return next(csv.reader([text]))


METACULUS_QUESTIONS = columns("metaculus_question_data")
METACULUS_FORECASTS = columns("metaculus_forecast_data")

BINARY = {
    "Question ID": "41229",
    "Question URL": "https://www.metaculus.com/questions/41500/ever-allied?/",
    "Question Title": "Will it be allied before November 2021?",
    "Post ID": "41500",
    "Post Curation Status": "approved",
    "Post Published Time": "2021-01-19 15:59:02+00:00",
    "Categories": "['Geopolitics', 'Technology']",
    "Leaderboard Tags": "[]",
    "Question Type": "binary",
    "Open Lower Bound": "False",
    "Open Upper Bound": "False",
    "Open Time": "2021-01-19 16:06:00+00:00",
    "Scheduled Close Time": "2021-10-31 00:00:00+00:00",
    "Resolution": "no",
    "Resolution Known Time": "2021-11-02 09:30:00+00:00",
    "Include Bots in Aggregates": "False",
    "Question Weight": "1.0",
}
OPTIONS = BINARY | {
    "Question ID": "41230",
    "Post ID": "41501",
    "Question Title": "Which will hold?",
    "Question Type": "multiple_choice",
    "MC Options (Current)": "['Apart', 'Hedged', 'Allied']",
    "MC Options (All)": "['Apart', 'Hedged', 'Allied']",
    "Resolution": "Hedged",
}


def forecast(question, start, *, by="recency_weighted", **more):
    aggregate = {"Forecaster Count": "12"} if by in ("recency_weighted", "geometric_mean") else {"Forecaster ID": "7"}
    return {"Question ID": question, "Forecaster Username": by, "Start Time": start, **aggregate, **more}


def table(header, rows):
    written = io.StringIO()
    out = csv.DictWriter(written, header, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return written.getvalue()


@pytest.fixture
def metaculus(tmp_path):
    """Write an export with all of its columns."""

    def write(questions, forecasts, header=METACULUS_FORECASTS):
        (tmp_path / "question_data.csv").write_text(table(METACULUS_QUESTIONS, questions), encoding="utf-8")
        (tmp_path / "forecast_data.csv").write_text(table(header, forecasts), encoding="utf-8")
        return tmp_path

    return write


def find(id, title):
    return {"41229": EVER, "41230": WHICH}.get(id)


def judgements(read):
    return [one for one in read.incoming if isinstance(one, Judgement)]


def test_metaculus_has_the_columns_of_its_export(metaculus):
    assert (len(METACULUS_QUESTIONS), len(METACULUS_FORECASTS)) == (28, 19)
    folder = metaculus(
        [BINARY],
        [
            forecast("41229", "2021-02-03 16:45:56.319217+00:00", **{"Probability Yes": "0.21"}),
            forecast("41229", "2021-02-04 09:00:00+00:00", by="ann", **{"Probability Yes": "0.3", "Is Bot": "False"}),
        ],
    )
    read = read_file(folder, find=find, scenarios=NAMES)
    assert [(one.by_whom, one.as_of.isoformat(), one.probability) for one in judgements(read)] == [
        ("recency_weighted", "2021-02-03", 0.21),
        ("ann", "2021-02-04", 0.3),
    ]
    (resolution,) = (one for one in read.incoming if isinstance(one, Resolution))
    assert (resolution.outcome, resolution.date.isoformat()) == ("did_not", "2021-11-02")
    assert read.losses == ()


def test_of_an_aggregate_that_moves_all_day_the_last_of_a_day_is_kept_and_it_is_told(metaculus):
    hours = ["2021-02-03 01:00:00+00:00", "2021-02-03 07:30:00.5+00:00", "2021-02-03 23:00:00+00:00"]
    rows = [forecast("41229", hour, **{"Probability Yes": f"0.{n + 2}"}) for n, hour in enumerate(hours)]
    read = read_file(metaculus([BINARY], rows), find=find, scenarios=NAMES)
    assert [one.probability for one in judgements(read)] == [0.4]
    assert [loss.why for loss in read.losses] == [
        "2 forecasts were replaced on the same day, which has one judgement here"
    ]


def test_the_geometric_mean_of_a_yes_or_no_question_is_a_list_no_first(metaculus):
    row = forecast("41229", "2021-02-03", by="geometric_mean", **{"Probability Yes Per Category": "[0.9, 0.1]"})
    read = read_file(metaculus([BINARY], [row]), find=find, scenarios=NAMES)
    assert [(one.by_whom, one.probability) for one in judgements(read)] == [("geometric_mean", 0.1)]


@pytest.mark.parametrize("missing", ["None", "nan"])
def test_an_option_that_was_not_there_yet_has_no_number(metaculus, missing):
    row = forecast("41230", "2021-02-03", **{"Probability Yes Per Category": f"[0.3, 0.7, {missing}]"})
    read = read_file(metaculus([OPTIONS], [row]), find=find, scenarios=NAMES)
    assert judgements(read)[0].probabilities == {"apart": 0.3, "hedged": 0.7}
    assert [one.scenario for one in read.incoming if isinstance(one, Resolution)] == ["hedged"]


def test_an_anonymised_export_names_forecasters_by_their_hash(metaculus):
    header = ["Question ID", "Forecaster (Anonymized)", *METACULUS_FORECASTS[3:]]
    rows = [
        {"Question ID": "41229", "Forecaster (Anonymized)": who, "Start Time": "2021-02-03", "Probability Yes": "0.2"}
        for who in ("7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451", "recency_weighted")
    ]
    read = read_file(metaculus([BINARY], rows, header), find=find, scenarios=NAMES)
    assert [one.by_whom for one in judgements(read)] == ["7902699be42c8a8e", "recency_weighted"]
    only = read_file(metaculus([BINARY], rows, header), find=find, scenarios=NAMES, only="recency_weighted")
    assert len(judgements(only)) == 1


def test_the_number_in_the_address_will_do_where_it_is_of_one_question(metaculus):
    row = forecast("41229", "2021-02-03", **{"Probability Yes": "0.2"})

    def by_post(id, title):
        return EVER if id == "41500" else None

    assert len(judgements(read_file(metaculus([BINARY], [row]), find=by_post, scenarios=NAMES))) == 1
    # A post of several questions, or a number that is another question's own, could mean either.
    group = BINARY | {"Question ID": "41231", "Label": "2022"}
    assert judgements(read_file(metaculus([BINARY, group], [row]), find=by_post, scenarios=NAMES)) == []
    other = OPTIONS | {"Question ID": "41500"}
    assert judgements(read_file(metaculus([BINARY, other], [row]), find=by_post, scenarios=NAMES)) == []


# --- Fatebook ----------------------------------------------------------------------------------------------------

FATEBOOK = columns("fatebook")
FATEBOOK_2023 = columns("fatebook_2023")
TOURNAMENT = columns("fatebook_tournament")

SAID = {
    "Question title": "Will it be allied?",
    "Multiple choice option": "undefined",
    "Forecast created by": "Ann",
    "Forecast (scale = 0-1)": "0.3",
    "Forecast created at": "2021-02-01 10:00:5",
    "Question created by": "Bo",
    "Resolution": "NO",
    "Resolved at": "2021-11-02 08:00:00",
    "Question resolution": "NO",
    "Question resolved at": "2021-11-02 08:00:00",
    "Question tags": "china; russia",
}


@pytest.mark.parametrize("header", [FATEBOOK, FATEBOOK[:-1], FATEBOOK_2023, TOURNAMENT])
def test_every_export_that_fatebook_has_written_is_read(tmp_path, header):
    path = tmp_path / "fatebook-forecasts.csv"
    path.write_text(table(header, [{name: SAID.get(name, "") for name in header}]), encoding="utf-8")
    read = read_file(path, find=lambda id, title: EVER, scenarios=NAMES)
    said, resolution = read.incoming
    assert (said.by_whom, said.probability, said.as_of.isoformat()) == ("Ann", 0.3, "2021-02-01")
    assert (resolution.outcome, resolution.by_whom, resolution.date.isoformat()) == ("did_not", "Bo", "2021-11-02")
    told = ["question tags are no records and stay there"] if "Question tags" in header else []
    assert [loss.why for loss in read.losses] == told


def test_a_forecast_of_nobody_and_a_question_that_is_open_are_told_apart(tmp_path):
    path = tmp_path / "fatebook-forecasts.csv"
    nobody = SAID | {"Forecast created by": "undefined"}
    still_open = SAID | {"Resolution": "null", "Resolved at": "null"}
    rows = [{name: row.get(name, "undefined") for name in FATEBOOK} for row in (nobody, still_open)]
    path.write_text(table(FATEBOOK, rows), encoding="utf-8")
    read = read_file(path, find=lambda id, title: EVER, scenarios=NAMES)
    assert [type(one) for one in read.incoming] == [Judgement]
    assert read.losses[0].why == "it does not say whose forecast it is"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-19 16:45:56.319217+00:00", "2026-01-19"),
        ("2021-02-01T10:00:00.000Z", "2021-02-01"),
        ("2021/2/1 10:00", "2021-02-01"),
        ("undefined", None),
        ("", None),
        ("2021-02-31", None),
        ("20210201", None),
    ],
)
def test_moments_are_read_to_the_day(text, day):
    found = day_of(text)
    assert (found and found.isoformat()) == day
