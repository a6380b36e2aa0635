"""What we do not know: gaps that the case and its numbers show, and nothing made up."""

from dataclasses import replace

from equipoise.report.view import view
from report.hand_made import ITEMS, case, fake
from report.studied import back_then


def gap(assessment, start, **studies):
    """What follows from the gap whose text begins so; None where there is none."""
    found = [gap for gap in view(assessment, **studies).unknowns if gap.what.startswith(start)]
    return found[0].follows.replace("\u202f", " ").replace("\u00a0", " ") if found else None


def test_an_origin_that_carries_a_quarter_of_the_weight_is_named(assessment):
    assert gap(assessment, "Whether the one origin that Straddle") == (
        "“Abstains on the draft that condemns the invasion” carries 2.1 dB of the 7.5 dB that all origins move it by."
    )


def test_where_no_origin_carries_much_none_is_named(assessment):
    even = tuple(replace(row, moved_db=dict.fromkeys(row.moved_db, 1.0)) for row in assessment.origin_rows)
    assert gap(replace(assessment, origin_rows=even), "Whether the one origin") is None


def test_a_possibly_planted_report_is_told_with_its_chance_and_whom_it_serves():
    planted = {**ITEMS[5], "planted": {"chance": 0.3, "serves": "A rival"}}
    made = fake(case(items=(*ITEMS[:5], planted)))
    assert gap(made, "Whether 1 report was planted") == (
        "The case gives a chance of 0.3 that such a report was planted, if it is wrong. It would serve “A rival”."
    )


def test_where_no_item_may_be_planted_the_brief_says_what_that_means(assessment):
    assert "a planted report would count in full" in gap(assessment, "Whether any report was planted")


def test_what_a_vintage_could_not_name_is_listed(assessment):
    told = gap(assessment, "What nobody had named on 31", vintages=back_then(assessment))
    assert told.startswith("The numbers as of that day leave out the condition “Western resolve”")
    named = back_then(assessment, unnamed=False)
    assert gap(assessment, "What nobody had named", vintages=named) is None


def test_whose_documents_they_are_is_said(assessment):
    assert gap(assessment, "What 2 sources do not tell") == (
        "Every counted item was read in “Public records” and “Foreign ministry”; who writes chooses what is told."
    )
    place = {"where": [{"document": "yearbook", "start": 0, "end": 9}]}
    coded = fake(case(items=tuple(item | place for item in ITEMS)))
    assert "“Yearbook”" in gap(coded, "What 1 document does not tell")


def test_a_case_without_evidence_has_no_gap_in_its_evidence():
    assert [found.what for found in view(fake(case(items=()))).unknowns][-1] == (
        "How often actors like this change course."
    )
    assert gap(fake(case(items=())), "Whether any report") is None
