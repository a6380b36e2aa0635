"""A program that ends in the middle of a decision loses nothing and does nothing twice."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import equipoise as eq
from equipoise.authored import files
from equipoise.errors import EquipoiseError, InvalidCaseError
from equipoise.review import decision_log, transaction
from equipoise.review.accepted import RatingRow
from equipoise.review.file_change import change_between, fingerprint
from equipoise.review.transaction import PENDING, FilesChangedError
from review.reviewed_case import BORDER_ACT, WIRE_ACT, contents, item_for, make_case, queue_of

ROWS = [RatingRow("scenarios", "stay", "+", why="open posts")]


class PowerCutError(Exception):
    """The program ends here."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_case(tmp_path / "case")


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Let the power fail before the write with this number, counted from 0, deletions included."""
    left = {"until": -1, "done": 0}

    def counted(act):  # type: ignore[no-untyped-def]
        def acting(*given, **named):  # type: ignore[no-untyped-def]
            if left["done"] == left["until"]:
                raise PowerCutError
            left["done"] += 1
            return act(*given, **named)

        return acting

    for module in (transaction, decision_log):
        monkeypatch.setattr(module, "write_atomically", counted(files.write_atomically))
    monkeypatch.setattr(transaction, "_delete", counted(transaction._delete))
    return left


def _act(folder: Path, what: str) -> None:
    queue = queue_of(folder)
    if what == "accept":
        queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"), ratings=ROWS)
    elif what == "merge":
        queue.merge(WIRE_ACT, "speech")
    elif what == "undo":
        queue.undo()
    else:
        queue.reject(BORDER_ACT, "a rumour")


@pytest.mark.parametrize("what", ["accept", "merge", "reject", "undo", "undo of new files"])
def test_a_power_cut_between_any_two_writes_leaves_all_or_nothing(
    tmp_path: Path, writes: dict[str, int], what: str
) -> None:
    def prepared(name: str) -> Path:
        folder = make_case(tmp_path / name)
        if what == "undo of new files":
            for file in ("evidence.yaml", "ratings.csv", "sources.yaml"):
                (folder / file).unlink()
        if what.startswith("undo"):
            _act(folder, "accept")
        return folder

    act = what.split()[0]
    whole = prepared("whole")
    before = contents(whole)
    writes["done"] = 0
    _act(whole, act)
    number, after = writes["done"], contents(whole)
    log = (whole / "decisions.jsonl").read_bytes()
    assert number >= 1
    for cut in range(number):
        folder = prepared(f"cut-{cut}")
        earlier = (folder / "decisions.jsonl").read_bytes() if what.startswith("undo") else b""
        writes.update(done=0, until=cut)
        with pytest.raises(PowerCutError):
            _act(folder, act)
        writes["until"] = -1
        was_announced = (folder / PENDING).exists()
        queue = queue_of(folder)  # the next start
        assert not (folder / PENDING).exists()
        assert contents(folder) == (after if was_announced else before)
        kept = (folder / "decisions.jsonl").read_bytes() if (folder / "decisions.jsonl").exists() else b""
        assert kept == (log if was_announced else earlier)
        assert len(queue.history()) == len(kept.splitlines())
        assert (queue_of(folder).completed, contents(folder)) == (None, after if was_announced else before)
    assert was_announced or number == 1


def test_a_decision_cut_short_is_completed_and_told(folder: Path, writes: dict[str, int]) -> None:
    writes["until"] = 2
    with pytest.raises(PowerCutError):
        _act(folder, "accept")
    writes["until"] = -1
    queue = queue_of(folder)
    assert queue.completed is not None
    assert queue.completed.item == "posts"
    assert "posts" in eq.load_case(folder).items
    queue.undo()
    assert queue.progress == (0, 3)


def test_a_queue_that_stays_open_completes_it_at_its_next_decision(folder: Path, writes: dict[str, int]) -> None:
    queue = queue_of(folder)
    writes["until"] = 2
    with pytest.raises(PowerCutError):
        queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    writes["until"] = -1
    queue.reject(WIRE_ACT, "a copy")
    assert [(one.number, one.act) for one in queue.decided()] == [(1, "accept"), (2, "reject")]


def test_a_file_edited_after_the_cut_is_left_alone_and_named(folder: Path, writes: dict[str, int]) -> None:
    writes["until"] = 2
    with pytest.raises(PowerCutError):
        _act(folder, "accept")
    writes["until"] = -1
    path = folder / "evidence.yaml"
    path.write_text("# begun anew\n", encoding="utf-8")
    with pytest.raises(FilesChangedError, match=r"evidence\.yaml") as told:
        queue_of(folder)
    assert PENDING in told.value.hint
    assert path.read_text(encoding="utf-8") == "# begun anew\n"


def test_a_file_edited_in_the_moment_of_writing_is_seen_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = queue_of(folder)
    item = item_for(queue, BORDER_ACT)
    path = folder / "evidence.yaml"
    commit = transaction.commit

    def edited_first(*given, **named):  # type: ignore[no-untyped-def]
        path.write_text(path.read_text(encoding="utf-8") + "# saved meanwhile\n", encoding="utf-8")
        return commit(*given, **named)

    monkeypatch.setattr("equipoise.review.queue.commit", edited_first)
    with pytest.raises(FilesChangedError):
        queue.accept(BORDER_ACT, item=item, ratings=ROWS)
    assert path.read_text(encoding="utf-8").endswith("# saved meanwhile\n")
    assert "border" not in (folder / "sources.yaml").read_text(encoding="utf-8")
    assert queue.history() == ()


def test_what_cannot_be_written_to_the_end_is_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)
    queue = queue_of(folder)
    item = item_for(queue, BORDER_ACT)

    def full(path: Path, content: str | bytes) -> None:
        if path.name == "ratings.csv":
            raise EquipoiseError("the disk is full")
        files.write_atomically(path, content)

    monkeypatch.setattr(transaction, "write_atomically", full)
    with pytest.raises(EquipoiseError, match="full"):
        queue.accept(BORDER_ACT, item=item, ratings=ROWS)
    assert contents(folder) == before
    assert queue.history() == ()


def test_no_record_of_a_decision_leads_out_of_the_folder(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT))
    path = folder / "decisions.jsonl"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["changes"][0]["file"] = "../elsewhere.yaml"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(InvalidCaseError):
        queue.undo()
    record["number"] = 2
    (folder / PENDING).write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(EquipoiseError, match="no decision"):
        queue_of(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_can_be_looked_at(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        assert len(queue_of(folder).open()) == 3
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "a\n"), ("", "x"), ("a\nb\n", "a\nb\nc\n"), ("aaa", "aaaa"), ("abc", ""), ("a b a", "a b a b a")],
)
def test_a_change_made_and_taken_back_gives_the_text_before(before: str | None, after: str) -> None:
    change = change_between("evidence.yaml", before, after)
    assert change.applied(before) == after
    assert change.backwards().applied(after) == before
    assert (change.before, change.after) == (fingerprint(before), fingerprint(after))
