"""What is known of a mention beside its place."""

from __future__ import annotations

from datetime import date

import pytest

from equipoise.documents.extraction.actors import gazetteer
from equipoise.documents.extraction.extract import extract

SATURDAY = date(2022, 2, 26)


def found(text, label, published=SATURDAY, **options):
    return [one for one in extract(text, published=published, **options).mentions if one.label == label]


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("China abstained on Friday.", "2022-02-25", "day"),
        ("Wang spoke on Saturday.", "2022-02-26", "day"),
        ("Talks opened last Saturday.", "2022-02-19", "day"),
        ("The vote was held on 4 February.", "2022-02-04", "day"),
        ("The vote was held on 30 December.", "2021-12-30", "day"),
        ("The court will sit on 3 March.", "2022-03-03", "day"),
        ("The court sat on 3 March 2019.", "2019-03-03", "day"),
        ("He visited Beijing this month.", "2022-02", "month"),
        ("Imports were freed this week.", "2022-W08", "week"),
        ("It closed last year.", "2021", "year"),
        ("It closed two years ago.", "2020", "year"),
        ("Three days ago it closed.", "2022-02-23", "day"),
        ("It fell in August.", "2021-08", "month"),
        ("It fell in the third quarter of 2021.", "2021-Q3", "quarter"),
        ("It fell in 2014.", "2014", "year"),
        ("After the invasion, trade was eased.", None, "relative"),
        ("It was due on 31 February.", None, "day"),
    ],
)
def test_dates_are_resolved_against_publication(text, iso, precision):
    (act,) = found(text, "dated_act")
    assert (act.details["iso"], act.details["precision"]) == (iso, precision)


def test_without_a_date_of_publication_nothing_relative_is_resolved():
    (act,) = found("China abstained on Friday.", "dated_act", published=None)
    assert act.details["iso"] is None


def test_publication_is_read_off_a_dateline_and_not_off_a_sentence():
    assert extract("A title\n\nKIM LEE in Rome MAY 3 2021\n\nIt rained.").published == date(2021, 5, 3)
    assert extract("A title\n\nIt rained on 3 May 2021.").published is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost US\\$117 billion.", 117_000_000_000, "USD"),
        ("It cost 500 million euros.", 500_000_000, "EUR"),
        ("It cost £2.4m.", 2_400_000, "GBP"),
        ("It grew by 14%.", 14, "percent"),
        ("It grew by three percentage points.", 3, "percentage points"),
        ("Some 2,300 people left.", 2300, None),
        ("It took nearly nine years.", 9, "years"),
        ("It took two hundred and fifty days.", 250, "days"),
        ("Hundreds of people left.", None, None),
    ],
)
def test_figures_have_a_value_and_a_unit(text, value, unit):
    (figure,) = found(text, "figure")
    assert (figure.details["value"], figure.details["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("text", "speaker", "verb", "quoted"),
    [
        ("“It is over,” said Ann Lee, a judge.", "Ann Lee", "said", "direct"),
        ("It is over, the minister said.", "the minister", "said", "indirect"),
        ("Ann Lee, a judge in Rome, warned that it was “not over”.", "Ann Lee", "warned", "mixed"),
        ("According to the bank, prices fell.", "the bank", "According to", "indirect"),
        ("“It is not over yet by any means.”", None, None, "direct"),
    ],
)
def test_statements_name_speaker_verb_and_whose_words(text, speaker, verb, quoted):
    (statement,) = found(text, "attributed_statement")
    named = [statement.details[key] and statement.details[key]["text"].strip() for key in ("speaker", "verb")]
    assert (*named, statement.details["quoted"]) == (speaker, verb, quoted)


def test_a_quotation_without_speaker_points_to_the_last_one():
    last = found("“It is over,” said Ann Lee.\n\n“We are all going home now.”", "attributed_statement")[-1]
    assert last.details["speaker"] is None
    assert last.details["likely_speaker"]["text"] == "Ann Lee"


def test_the_longest_term_is_taken_once_with_its_degree():
    text = "A default is very unlikely."
    (term,) = found(text, "estimative")
    assert text[slice(*term.span)] == "very unlikely"
    assert term.details["negated"]


def test_a_condition_and_what_would_follow_have_places():
    text = "Unless wages rise, the strike will spread."
    (conditional,) = found(text, "conditional")
    assert text[slice(*conditional.details["condition"])].strip() == "wages rise"
    assert text[slice(*conditional.details["consequent"])] == "the strike will spread."


def test_actors_come_from_the_list_first_then_from_countries():
    own = gazetteer([{"id": "the-lee-family", "name": "Ann Lee", "aliases": ["Lee (as printed)"]}])
    (act,) = found("Lee met the French minister in Beijing on Friday and gave us nothing.", "dated_act", actors=own)
    assert act.details["actors"] == ["the-lee-family", "FR", "CN"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("On Friday the rebels bombed the bridge.", "ASSAULT"),
        ("On Friday the union threatened to block the port.", "THREATEN"),
        ("On Friday the rebels did not bomb the bridge.", None),
        ("On Friday it rained.", None),
    ],
)
def test_events_have_a_class_only_where_it_is_clear(text, event):
    (act,) = found(text, "dated_act")
    assert act.details.get("event") == event
