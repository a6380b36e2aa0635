"""Files are read with clear errors and written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from equipoise.authored import files
from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.authored.yaml_text import MAX_BYTES
from equipoise.errors import EquipoiseError, InvalidCaseError


@pytest.mark.parametrize("text", ["", "a: 1\n", "\ufeffa: 1\r\nb: é\r\n", "a\rb\x85c\u2028"])
def test_a_text_written_is_the_text_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"

    write_atomically(path, text)

    assert path.read_bytes() == text.encode()
    assert read_text(path) == text
    assert os.listdir(tmp_path) == ["f.yaml"]


@pytest.mark.parametrize(
    ("raw", "place", "problem"),
    [
        (b"a: 1\nb: caf\xe9\n", (2, 7), "the byte 0xe9 is not UTF-8"),
        (b"\xef\xbb\xbfa\r\n\xff", (2, 1), "the byte 0xff is not UTF-8"),
        ("a: 1".encode("utf-16"), (1, 1), "the file is UTF-16"),
        (b"x" * (MAX_BYTES + 1), (1, 1), "the file is larger than 16 MiB"),
    ],
)
def test_what_is_no_text_is_said_with_its_place(raw: bytes, place: Any, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(raw)

    with pytest.raises(InvalidCaseError) as caught:
        read_text(path)

    [finding] = caught.value.findings
    assert ((finding.line, finding.column), finding.problem) == (place, problem)
    assert finding.file == str(path)
    assert finding.mend


def test_a_folder_in_place_of_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidCaseError, match="this is a folder, not a file"):
        read_text(tmp_path)


def test_a_file_that_is_not_there_or_not_ours_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidCaseError, match="no such file"):
        read_text(tmp_path / "none.yaml")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "f.yaml").write_text("a: 1")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InvalidCaseError, match="permission denied"):
        read_text(tmp_path / "f.yaml")


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("old")
    path.chmod(0o640)

    write_atomically(path, "new")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "f.yaml", tmp_path / "link.yaml"
    target.write_text("old")
    link.symlink_to(target)

    write_atomically(link, "new")

    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_nothing_is_lost_when_writing_fails(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("old")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(EquipoiseError, match="cannot be written: no space left on device"):
        write_atomically(path, "new")

    monkeypatch.undo()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["f.yaml"]


def test_a_text_that_cannot_be_encoded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EquipoiseError, match="surrogate"):
        write_atomically(tmp_path / "f.yaml", "\ud800")

    assert os.listdir(tmp_path) == []


def test_paths_are_shown_as_one_would_open_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "case" / "case.yaml") == str(Path("case") / "case.yaml")
    assert shown(Path("case/../case.yaml")) == "case.yaml"
    assert shown(tmp_path.parent / "case.yaml") == str(tmp_path.parent / "case.yaml")
