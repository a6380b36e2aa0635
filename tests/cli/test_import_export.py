from __future__ import annotations

import io
import json
import subprocess
import sys

from equipoise.case.load import load_case

TABLE = "id,date,what,kind,allied\nn1,2021-02-25,A pact,conduct,+\n"


def test_a_table_is_looked_at_brought_in_and_passed_over(run, case_folder, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(TABLE)
    dry = run("import", case_folder, table, "--dry-run")
    assert (dry.code, "would add    n1, 2021-02-25, conduct: A pact" in dry.out) == (0, True)
    assert "n1" not in load_case(case_folder).items
    done = run("import", case_folder, table)
    assert done.code == 0
    assert "added        1 rating of 1 item" in done.out
    assert "To take it back:\n  cp " in done.out
    assert "n1" in load_case(case_folder).items
    again = run("import", case_folder, table)
    assert "there        1 item, 1 rating: the case has them already" in again.out
    assert "nothing to add" in again.out


def test_every_problem_is_on_stderr_and_the_code_is_3(run, case_folder, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("id,date,what,kind\nn1,then,A pact,deed\n")
    ran = run("import", case_folder, table)
    assert ran.code == 3
    assert ran.out == ""
    assert "has 2 errors; nothing was written" in ran.err
    assert "table.csv:2:2: date: 'then' is not a date" in ran.err


def test_a_pipe_is_read_and_hypotheses_are_mapped(run, case_folder, monkeypatch):
    matrix = "Evidence,They join,They wait\nA pact,CC,I\n"
    words = (
        "--map",
        "They join=allied",
        "--map",
        "They wait=",
        "--default-date",
        "2021-02",
        "--default-kind",
        "report",
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(matrix.encode())))
    record = json.loads(run("import", case_folder, "-", "--as", "ach", *words, "--json").out)
    assert (record["schema"], record["form"], record["written"]) == ("equipoise/imported/1", "ach", True)
    assert [(row["level"], row["rating"]) for row in record["ratings"]] == [("allied", "++")]
    assert record["undo"]
    assert run("import", case_folder, "-", "--map", "They join").code == 2


def test_the_loss_report_is_on_stderr_and_in_the_json(run, case_folder, tmp_path):
    ran = run("export", case_folder, "-o", tmp_path / "out.stix.json")
    assert ran.code == 0
    assert "out.stix.json written: stix" in ran.out
    assert "ours alone: evidence.accuracy" in ran.err
    assert max(map(len, ran.err.splitlines())) <= 79
    record = json.loads(run("export", case_folder, "-o", tmp_path / "out.csv", "--json").out)
    assert record["schema"] == "equipoise/exported/1"
    assert {"field", "fate", "text", "of"} == record["losses"][0].keys()
    assert "nothing is lost" in run("export", case_folder, "-o", tmp_path / "out.json").err


def test_an_export_is_written_to_a_pipe(case_folder):
    words = [sys.executable, "-m", "equipoise", "export", str(case_folder), "-o", "-", "--as", "json"]
    done = subprocess.run(words, capture_output=True, check=True)
    assert json.loads(done.stdout)["schema"] == "equipoise/evidence/1"


def test_a_pipe_and_json_are_not_mixed(run, case_folder):
    assert run("export", case_folder, "-o", "-", "--as", "csv", "--json").code == 2
    assert run("export", case_folder, "-o", "out.pdf").code == 2


def test_without_openpyxl_a_workbook_is_refused_in_words(run, case_folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = run("export", case_folder, "-o", tmp_path / "out.xlsx")
    assert ran.code == 2
    assert 'pip install "equipoise[tables]"' in ran.err
