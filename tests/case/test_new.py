from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from equipoise.case.check import check
from equipoise.case.new import new_case
from equipoise.errors import EquipoiseError, UsageError

FILES = [".gitattributes", ".gitignore", "case.yaml", "evidence.yaml", "judgements.yaml", "ratings.csv", "sources.yaml"]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_case_has_nothing_to_be_found(tmp_path):
    assert check(new_case(tmp_path / "mine")) == []


def test_a_new_case_has_its_files_and_nothing_else_is_left_beside_it(tmp_path):
    folder = new_case(tmp_path / "mine")
    assert folder == tmp_path / "mine"
    assert names_in(folder) == FILES
    assert names_in(tmp_path) == ["mine"]


def test_folders_above_are_made_and_text_will_do_for_a_path(tmp_path):
    assert names_in(new_case(str(tmp_path / "a" / "b" / "mine"))) == FILES


@pytest.mark.skipif(os.name != "posix", reason="modes are a thing of POSIX")
def test_the_folder_is_as_open_as_any_other_made_here(tmp_path):
    (tmp_path / "other").mkdir()
    modes = {stat.S_IMODE(folder.stat().st_mode) for folder in (tmp_path / "other", new_case(tmp_path / "mine"))}
    assert len(modes) == 1


def test_an_empty_folder_is_filled_in_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert new_case(".") == Path(".")
    assert names_in(tmp_path) == FILES
    assert tmp_path.stat().st_ino == before


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty") as refusal:
        new_case(tmp_path)
    assert refusal.value.hint == "name a folder that does not exist yet"
    assert names_in(tmp_path) == ["notes.txt"]


def test_a_folder_under_version_control_with_nothing_else_in_it_is_filled(tmp_path):
    (tmp_path / ".git").mkdir()
    assert names_in(new_case(tmp_path)) == sorted([".git", *FILES])


def test_a_file_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine").write_text("notes")
    with pytest.raises(UsageError, match="is not a folder"):
        new_case(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "notes"


def test_a_link_to_nowhere_is_refused(tmp_path):
    (tmp_path / "mine").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="is not a folder"):
        new_case(tmp_path / "mine")


def test_a_place_under_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("notes")
    with pytest.raises(EquipoiseError, match="cannot be written") as failure:
        new_case(tmp_path / "file" / "mine")
    assert not isinstance(failure.value, UsageError)


@pytest.mark.parametrize("is_there_already", [True, False])
def test_a_failure_on_the_way_leaves_nothing_behind(tmp_path, monkeypatch, is_there_already):
    if is_there_already:
        (tmp_path / "mine").mkdir()
    calls = iter([False, False, True])
    rename = Path.rename

    def failing(source: Path, target: Path) -> Path:
        if not is_there_already or next(calls):
            raise OSError(28, "No space left on device")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(EquipoiseError, match="no space left on device"):
        new_case(tmp_path / "mine")
    assert names_in(tmp_path) == (["mine"] if is_there_already else [])
    assert not is_there_already or names_in(tmp_path / "mine") == []


def test_every_yaml_file_opens_with_a_comment_that_says_what_it_is(tmp_path):
    folder = new_case(tmp_path / "mine")
    assert all((folder / name).read_text().startswith("# ") for name in FILES if name.endswith(".yaml"))
