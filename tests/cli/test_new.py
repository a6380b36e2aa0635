from __future__ import annotations


def test_a_new_case_can_be_checked_and_assessed_at_once(run, tmp_path):
    folder = tmp_path / "my-case"
    made = run("new", folder)
    assert made.code == 0
    assert made.out.startswith(f"wrote {folder}")
    assert run("check", folder).code == 0
    assert run("assess", folder, "--quiet").code == 0


def test_a_folder_with_something_in_it_is_left_alone(run, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    ran = run("new", tmp_path)
    assert ran.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
