from __future__ import annotations


def test_a_brief_is_one_file_and_the_same_every_time(run, case_folder, tmp_path):
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    ran = run("report", case_folder, "-o", first, "--quiet")
    assert ran.code == 0
    assert ran.out == f"wrote {first}\n"
    run("report", case_folder, "-o", second, "--quiet")
    assert first.read_bytes() == second.read_bytes()


def test_a_form_that_cannot_be_written_is_refused(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.xyz", "--quiet")
    assert ran.code == 2
    assert ".html" in ran.err
    assert list(tmp_path.glob("brief*")) == []


def test_a_folder_that_is_not_there_ends_with_a_message(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "nowhere" / "brief.html", "--quiet")
    assert ran.code in (1, 2)
    assert "nowhere" in ran.err
