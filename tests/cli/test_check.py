from __future__ import annotations

import json
import re

FINDING = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<path>[^:]+): .+; .+$")


def test_a_sound_case_ends_with_0_and_a_summary(run, case_folder):
    ran = run("check", case_folder)
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith(f"{case_folder}: 0 errors, ")


def test_every_error_is_listed_with_its_place_and_what_to_do(run, case_folder):
    path = case_folder / "case.yaml"
    path.write_text(path.read_text().replace("{decisiveness:", "{decisivness:").replace("dwell: 4", "dwel: 4"))
    ran = run("check", case_folder)
    assert ran.code == 3
    assert re.match(r"\d errors?:$", ran.out.splitlines()[0])
    first_group = ran.out.split("\n\n")[0].splitlines()[1:]
    found = [FINDING.match(line) for line in first_group]
    assert all(found)
    assert {str(case_folder / "case.yaml")} == {match["file"] for match in found if match}
    assert "dwell" in ran.out
    assert "decisiveness" in ran.out


def test_json_counts_and_lists_the_same_findings(run, case_folder):
    (case_folder / "ratings.csv").write_text("item,subject,level,rating\nvisit,scenarios,hedge,+\n")
    ran = run("check", case_folder, "--json")
    document = json.loads(ran.out)
    assert ran.code == 3
    assert document["schema"] == "equipoise/findings/1"
    assert sum(document["counts"].values()) == len(document["findings"])
    (error,) = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert (error["line"], error["mend"] != "") == (2, True)


def test_a_folder_without_a_case_ends_with_an_error_and_no_traceback(run, tmp_path):
    ran = run("check", tmp_path)
    assert ran.code in (2, 3)
    assert "case.yaml" in ran.out + ran.err
