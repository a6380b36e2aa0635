"""Tables of evidence and ratings, as people keep them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from equipoise.case.load import load_case
from equipoise.errors import InvalidCaseError, UsageError
from equipoise.exchange.import_evidence import import_evidence
from exchange.exchanged import bare_case, contents, csv, example_copy, workbook

SOUND = """\
Ref,When,Evidence,Type,Reported by,Hedged,allied,pressure=high @ann,why pressure=high @ann,pressure=high
n1,25 Feb 2021,A pact is signed,Conduct,A wire service; The Gazette,++,"-2,5",1.5,far from home,+
n2,2021-03,A speech,statement,,0,,,,
"""


@pytest.fixture
def folder(tmp_path):
    return bare_case(tmp_path / "case")


def test_columns_are_known_by_many_names_and_ratings_stand_in_columns(folder):
    found = import_evidence(folder, csv(SOUND))
    case = load_case(folder)
    pact, speech = case.evidence
    assert (pact.id, str(pact.date), pact.kind) == ("n1", "2021-02-25", "conduct")
    assert pact.sources == ["a-wire-service", "the-gazette"]
    assert case.sources["the-gazette"].title == "The Gazette"
    assert (str(speech.date), speech.kind, speech.sources) == ("2021-03", "statement", [])
    rated = {(row.item, row.subject, row.level, row.rater): (row.rating, row.why) for row in case.ratings}
    assert rated == {
        ("n1", "scenarios", "hedged", "default"): ("++", None),
        ("n1", "scenarios", "allied", "default"): (-2.5, None),
        ("n1", "pressure", "high", "ann"): (1.5, "far from home"),
        ("n1", "pressure", "high", "default"): ("+", None),
        ("n2", "scenarios", "hedged", "default"): ("0", None),
    }
    assert found.files == ("sources.yaml", "evidence.yaml", "ratings.csv")


def test_semicolons_and_tabs_part_cells_too(folder, tmp_path):
    import_evidence(folder, csv("id;date;what;kind;allied\nn1;2021-02-25;A pact, signed;conduct;-2,5\n"))
    other = bare_case(tmp_path / "other")
    import_evidence(other, csv("id\tdate\twhat\tkind\tallied\nn1\t2021-02-25\tA pact, signed\tconduct\t-2.5\n"))
    assert load_case(folder).fingerprint == load_case(other).fingerprint


def test_every_problem_is_told_at_once_with_row_and_column(folder):
    text = """\
id,date,what,kind,allied
n1,03/04/2021,A pact,deed,+
n1,2021-02-25,,conduct,plus
n2,,A speech,statement,
"""
    before = contents(folder)
    with pytest.raises(InvalidCaseError, match="nothing was written") as caught:
        import_evidence(folder, csv(text))
    told = {(one.line, one.column, one.path) for one in caught.value.findings}
    assert {(2, 2, "date"), (2, 4, "kind"), (3, 5, "allied"), (3, 1, "what"), (4, 1, "date")} == told
    assert all(one.mend or "expected" in one.problem for one in caught.value.findings)
    assert contents(folder) == before


def test_a_column_that_is_missing_is_one_problem_and_defaults_fill_it(folder):
    text = "what\nA pact is signed\nA speech\n"
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(text))
    assert [one.problem for one in caught.value.findings] == [
        "there is no column for the date",
        "there is no column for the kind",
    ]
    import_evidence(folder, csv(text), default_date="2021-03", default_kind="report", source="The Gazette")
    items = load_case(folder).evidence
    assert [item.id for item in items] == ["a-pact-is-signed", "a-speech"]
    assert all((str(item.date), item.kind, item.sources) == ("2021-03", "report", ["the-gazette"]) for item in items)


def test_without_a_column_of_what_happened_the_names_that_are_known_are_told(folder):
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv("alpha,beta\n1,2\n"), form="evidence")
    (finding,) = caught.value.findings
    assert "found alpha, beta" in finding.problem
    assert "what" in finding.mend
    assert "date" in finding.mend


def test_a_column_that_is_not_read_is_told(folder):
    found = import_evidence(folder, csv("id,date,what,kind,orgin\nn1,2021-02-25,A pact,conduct,north\n"))
    assert "table.csv: the column 'orgin' was not read; did you mean 'origin'?" in found.notes


def test_a_second_import_changes_nothing(folder):
    import_evidence(folder, csv(SOUND))
    before = contents(folder)
    again = import_evidence(folder, csv(SOUND))
    assert not again.is_written
    assert (again.items, again.ratings, dict(again.sources)) == ((), (), {})
    assert (again.same_items, again.same_ratings) == (("n1", "n2"), 5)
    assert contents(folder) == before


def test_items_without_ids_are_known_again_by_their_words(folder):
    text = "date,what,kind\n2021-02-25,A pact is signed in May,conduct\n2021-02-26,A pact is signed in May,conduct\n"
    import_evidence(folder, csv(text))
    assert [item.id for item in load_case(folder).evidence] == ["a-pact-is-signed-in", "a-pact-is-signed-in-2"]
    assert not import_evidence(folder, csv(text)).is_written


def test_what_the_case_has_otherwise_is_refused_with_both_versions(folder):
    import_evidence(folder, csv(SOUND))
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(SOUND.replace("A speech", "A long speech").replace("++", "+")))
    told = [str(one) for one in caught.value.findings]
    assert len(told) == 2
    assert any("'A speech'" in one and "'A long speech'" in one and one.startswith("table.csv:3:3:") for one in told)
    assert any("another rating of n1" in one and "'++'" in one and "'+'" in one for one in told)


def test_a_rating_of_what_the_case_does_not_have_is_refused_by_its_checks(folder):
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv("item,subject,level,rating\nnobody,scenarios,allied,+\n"))
    (finding,) = caught.value.findings
    assert "unknown evidence item 'nobody'" in finding.problem
    assert (finding.file, finding.line) == ("table.csv", 2)


def test_a_table_of_ratings_takes_titles_and_other_names_of_columns(tmp_path):
    folder = example_copy(tmp_path / "case")
    found = import_evidence(
        folder,
        csv(
            "Item,Hypothesis,Rating,Analyst,Reason\ntariff,Allied,-1.5,ann,far\ntariff,hedged,,ann,\ntariff,apart,+,,\n"
        ),
    )
    assert found.form == "ratings"
    assert list(found.ratings) == [
        {"item": "tariff", "subject": "scenarios", "level": "allied", "rating": -1.5, "rater": "ann", "why": "far"},
        {"item": "tariff", "subject": "scenarios", "level": "apart", "rating": "+", "rater": "default"},
    ]
    assert (
        (folder / "ratings.csv")
        .read_text()
        .endswith("tariff,scenarios,allied,-1.5,ann,far\ntariff,scenarios,apart,+,default,\n")
    )


def test_hypotheses_are_mapped_to_scenarios_or_left_out(tmp_path):
    folder = example_copy(tmp_path / "case")
    text = "item,level,rating\ntariff,They join,+\ntariff,They quarrel,-\n"
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(folder, csv(text))
    assert "--map 'They join=" in caught.value.findings[0].mend
    found = import_evidence(folder, csv(text), named={"they join": "allied", "They quarrel": ""})
    assert [row["level"] for row in found.ratings] == ["allied"]
    with pytest.raises(UsageError, match="no such scenario"):
        import_evidence(folder, csv(text), named={"They join": "alied"})


def test_a_formula_that_was_made_harmless_reads_as_it_was(folder):
    import_evidence(
        folder, csv("id,date,what,kind\nn1,2021-02-25,'=1+1 is two,conduct\nn2,2021-02-25,'Tis so,conduct\n")
    )
    assert [item.what for item in load_case(folder).evidence] == ["=1+1 is two", "'Tis so"]


def test_text_that_is_no_utf_8_is_refused(folder):
    from equipoise.exchange.in_file import InFile

    with pytest.raises(UsageError, match="byte 0xfc") as caught:
        import_evidence(folder, InFile("old.csv", "what\nMünze".encode("cp1252")))
    assert "UTF-8" in caught.value.hint
    with pytest.raises(UsageError, match="no text in UTF-8"):
        import_evidence(folder, InFile("old.csv", "what\nx".encode("utf-16")))
    with pytest.raises(UsageError, match="is empty"):
        import_evidence(folder, InFile("old.csv", b" \n"))


def test_a_workbook_is_read_with_its_dates_numbers_and_sheets(folder):
    rows = [
        ["id", "date", "what", "kind", "allied", "accuracy"],
        [7, datetime(2021, 2, 25), "A pact", "conduct", -2.5, 0.8],
        ["n2", date(2021, 3, 1), "A speech", "statement", "++", None],
        ["n3", 2021, "A mood", "background", None, None],
    ]
    file = workbook({"Read me": [["nothing of use"]], "Evidence": rows})
    found = import_evidence(folder, file)
    case = load_case(folder)
    assert [(item.id, str(item.date)) for item in case.evidence] == [
        ("7", "2021-02-25"),
        ("n2", "2021-03-01"),
        ("n3", "2021"),
    ]
    assert [row.rating for row in case.ratings] == [-2.5, "++"]
    assert case.evidence[0].accuracy == 0.8
    assert found.file == "table.xlsx, sheet Evidence"
    with pytest.raises(UsageError, match="no sheet 'Evidenze'") as caught:
        import_evidence(folder, file, sheet="Evidenze")
    assert "Evidence" in caught.value.hint
    with pytest.raises(InvalidCaseError, match="sheet Read me"):
        import_evidence(folder, workbook({"Read me": [["alpha"], ["beta"]], "Evidence": rows}), sheet="read me")


def test_merged_cells_are_the_same_in_each_and_formulas_are_told(folder):
    rows = [["id", "date", "what", "kind", "note"], ["n1", "2021-02-25", "One", "conduct", "=1+1"]]
    rows += [["n2", None, "Two", "conduct", None]]
    found = import_evidence(folder, workbook({"evidence": rows}, merge=["B2:B3"]))
    assert [str(item.date) for item in load_case(folder).evidence] == ["2021-02-25", "2021-02-25"]
    assert any("merged cells B2:B3" in note for note in found.notes)
    assert any("formulas in E2 have no stored value" in note for note in found.notes)
