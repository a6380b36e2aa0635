from __future__ import annotations


def test_a_brief_is_one_file_and_the_same_every_time(run, case_folder, tmp_path):
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    ran = run("report", case_folder, "-o", first, "--quiet")
    assert ran.code == 0
    assert ran.out == f"wrote {first}\n"
    run("report", case_folder, "-o", second, "--quiet")
    assert first.read_bytes() == second.read_bytes()
    assert "under every choice tested" in first.read_text(encoding="utf-8")


def test_a_quick_brief_leaves_the_studies_out_and_states_no_confidence(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.md", "--quick")
    assert ran.code == 0
    assert "studies" not in ran.err
    assert "Confidence: not stated yet." in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_it_says_how_long_the_studies_take_and_which_is_at_work(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.md", "--since", "2021-01-31")
    assert "the studies follow, " in ran.err
    assert "--quick leaves them out" in ran.err
    assert "stability (1 of 12): " in ran.err
    assert "left out tips: the case has no levers" in ran.err
    assert "Compared with:** 31\u00a0January 2021" in (tmp_path / "brief.md").read_text(encoding="utf-8")


def test_a_day_to_compare_with_has_no_use_in_a_quick_brief(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.md", "--quick", "--since", "2021-01-31")
    assert ran.code == 2
    assert "--since" in ran.err


def test_what_is_supposed_is_not_studied(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.md", "--do", "pressure=high")
    assert ran.code == 0, ran.err
    assert "supposes something" in ran.err


def test_a_form_that_cannot_be_written_is_refused(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "brief.xyz", "--quiet")
    assert ran.code == 2
    assert ".html" in ran.err
    assert list(tmp_path.glob("brief*")) == []


def test_a_folder_that_is_not_there_ends_with_a_message(run, case_folder, tmp_path):
    ran = run("report", case_folder, "-o", tmp_path / "nowhere" / "brief.html", "--quiet")
    assert ran.code in (1, 2)
    assert "nowhere" in ran.err


def test_what_the_ledger_beside_the_case_has_resolved_stands_in_the_brief_with_its_score(run, case_folder, tmp_path):
    event = "ever allied until 2021-08-31"
    judged = ("--event", event, "--probability", "0.1", "--as-of", "2021-04-01", "--by-whom", "maria")
    assert run("ledger", "record", case_folder, *judged).code == 0
    settled = ("did_not", "--date", "2021-08-31", "--source", "the yearbook", "--by-whom", "ida")
    assert run("ledger", "resolve", case_folder, event, *settled).code == 0
    brief = tmp_path / "brief.md"
    assert run("report", case_folder, "-o", brief, "--since", "2021-01-31", "-q").code == 0
    told = " ".join(brief.read_text(encoding="utf-8").split())
    assert "1 judgement on the record resolved" in told
    assert "Brier score 0.010" in told
