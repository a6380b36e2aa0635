"""A case on a desk: every change is in the files, touches nothing else, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.errors import InvalidCaseError, UsageError
from equipoise.web.workspace.changes import Cell, Change
from equipoise.web.workspace.conflict import CONFLICTS, ConflictError, written_at
from equipoise.web.workspace.desk import Desk

INERTIA = "instruments.alignment.inertia"
HORIZON = "clock.horizon"
STAY = Cell("speech", "scenarios", "stay")
LEAVE = Cell("speech", "scenarios", "leave")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(new_case(tmp_path / "own"))


def open_desk(folder: Path, *, read_only: bool = False) -> Desk:
    return Desk(folder, name="own", read_only=read_only, now=lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def contents(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.is_file()}


def rows(desk: Desk) -> list[bytes]:
    return (desk.folder / "ratings.csv").read_bytes().splitlines(keepends=True)


def test_an_edit_changes_its_place_in_the_file_and_no_other_byte(desk: Desk) -> None:
    before = contents(desk)
    change = desk.edit({INERTIA: 0.75}, who="ann")
    old = b"    inertia: 0.5                  # what moving by one level"
    assert before["case.yaml"].count(old) == 1
    expected = before["case.yaml"].replace(b"inertia: 0.5 ", b"inertia: 0.75 ", 1)
    after = contents(desk)
    # The comment may move by the width of the number, and by nothing else.
    assert after["case.yaml"].replace(b" ", b"") == expected.replace(b" ", b"")
    assert {name: after[name] for name in after if name != "case.yaml"} == {
        name: before[name] for name in before if name != "case.yaml"
    }
    assert (change.who, list(change.files)) == ("ann", ["case.yaml"])
    assert desk.case is not None
    assert desk.case.fingerprint == load_case(desk.folder).fingerprint
    assert written_at(desk.case, INERTIA) == 0.75


def test_a_first_rating_is_a_row_at_the_end(desk: Desk) -> None:
    before = rows(desk)
    desk.rate(STAY, "-", who="ann")
    assert rows(desk)[:-1] == before
    assert rows(desk)[-1].strip().rstrip(b",") == b"speech,scenarios,stay,-,default"


def test_a_changed_rating_changes_its_row_only(desk: Desk) -> None:
    before = rows(desk)
    desk.rate(LEAVE, "+", who="ann")
    changed = [(old, new) for old, new in zip(before, rows(desk), strict=True) if old != new]
    assert changed == [(old, old.replace(b",1.5,", b",+,")) for old in before if b",leave,1.5," in old]


def test_a_rating_left_open_again_takes_its_row_out_and_no_other(desk: Desk) -> None:
    before = rows(desk)
    desk.rate(LEAVE, None, who="ann")
    assert rows(desk) == [row for row in before if b"speech,scenarios,leave" not in row]


def test_to_leave_open_what_is_open_writes_nothing(desk: Desk) -> None:
    before = contents(desk)
    desk.rate(STAY, None, who="ann")
    assert contents(desk) == before


def test_the_case_in_memory_is_the_case_in_the_files_after_every_rating(desk: Desk) -> None:
    for cell, rating in ((STAY, "-"), (STAY, 0.0), (LEAVE, "++"), (LEAVE, None), (STAY, None)):
        desk.rate(cell, rating, who="ann", why="since")  # type: ignore[arg-type]
        assert desk.case is not None
        assert desk.case.fingerprint == load_case(desk.folder).fingerprint


def test_a_cell_that_the_case_does_not_have_is_refused(desk: Desk) -> None:
    before = contents(desk)
    for cell in (Cell("none", "scenarios", "stay"), Cell("speech", "scenarios", "no"), Cell("speech", "no", "stay")):
        with pytest.raises(UsageError, match="there is no cell"):
            desk.rate(cell, "+", who="ann")
    assert contents(desk) == before


def test_a_rating_by_one_rater_alone_is_refused_as_it_would_count_for_nothing(desk: Desk) -> None:
    before = contents(desk)
    with pytest.raises(UsageError, match=r"gas-contract would be rated by ann and not by 'default'") as refused:
        desk.rate(Cell("gas-contract", "scenarios", "stay", "ann"), "+", who="ann")
    assert "open a round" in refused.value.hint
    assert contents(desk) == before
    desk.rate(Cell("gas-contract", "scenarios", "stay"), "+", who="ann")
    desk.rate(Cell("gas-contract", "scenarios", "stay", "ann"), "+", who="ann")
    assert desk.errors == ()


def test_the_ratings_a_case_stands_by_are_not_taken_out_from_under_those_of_others(desk: Desk) -> None:
    desk.rate(Cell("gas-contract", "scenarios", "stay"), "+", who="ann")
    desk.rate(Cell("gas-contract", "scenarios", "stay", "ann"), "+", who="ann")
    with pytest.raises(UsageError, match="rated by ann and not by 'default'") as refused:
        desk.rate(Cell("gas-contract", "scenarios", "stay"), None, who="ann")
    assert "take out the other rows first" in refused.value.hint
    desk.rate(Cell("gas-contract", "scenarios", "stay", "ann"), None, who="ann")
    desk.rate(Cell("gas-contract", "scenarios", "stay"), None, who="ann")
    load_case(desk.folder)


def test_undo_and_redo_put_files_back_byte_for_byte(desk: Desk) -> None:
    states = [contents(desk)]
    desk.edit({INERTIA: 0.75}, who="ann")
    states.append(contents(desk))
    desk.rate(STAY, "-", who="ann")
    states.append(contents(desk))
    desk.rate(LEAVE, None, who="ann")
    states.append(contents(desk))
    for state in states[-2::-1]:
        desk.undo("ann")
        assert contents(desk) == state
    assert desk.undo("ann") is None
    for state in states[1:]:
        desk.redo("ann")
        assert contents(desk) == state
    assert desk.redo("ann") is None


def test_the_case_in_memory_is_the_case_in_the_files_behind_every_undo_and_redo(desk: Desk) -> None:
    for cell, rating in ((STAY, "-"), (LEAVE, "++"), (LEAVE, None), (LEAVE, None), (STAY, 0.0)):
        desk.rate(cell, rating, who="ann")  # type: ignore[arg-type]
    for act in (desk.undo, desk.redo, desk.undo):
        while act("ann") is not None:
            assert desk.sound_case().fingerprint == load_case(desk.folder).fingerprint


def test_ratings_in_a_file_that_had_errors_meanwhile_are_put_back_as_they_were(desk: Desk) -> None:
    path = desk.folder / "case.yaml"
    sound, ratings = path.read_bytes(), contents(desk)["ratings.csv"]
    path.write_bytes(sound + b"nonsense: 1\n")
    desk.rate(LEAVE, None, who="ann")
    path.write_bytes(sound)
    desk.undo("ann")
    assert contents(desk)["ratings.csv"] == ratings
    assert desk.sound_case().fingerprint == load_case(desk.folder).fingerprint


def test_everybody_undoes_what_they_did_themselves(desk: Desk) -> None:
    desk.edit({INERTIA: 0.75}, who="ann")
    edited = contents(desk)
    desk.rate(STAY, "-", who="ben")
    assert desk.can_undo("cy") is None
    assert desk.undo("cy") is None
    undone = desk.undo("ben")
    assert undone is not None
    assert undone.who == "ben"
    assert contents(desk) == edited
    assert desk.can_undo("ben") is None
    assert desk.can_undo("ann") is not None


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.rate(STAY, "-", who="ann")
    desk.undo("ann")
    assert desk.can_redo("ann") is not None
    desk.rate(STAY, "+", who="ann")
    assert desk.can_redo("ann") is None


def test_undo_is_refused_where_the_file_has_changed_since(desk: Desk) -> None:
    desk.rate(STAY, "-", who="ann")
    desk.rate(LEAVE, "-", who="ben")
    before = contents(desk)
    with pytest.raises(UsageError, match=r"ratings\.csv has changed since"):
        desk.undo("ann")
    assert contents(desk) == before
    assert desk.can_undo("ann") is not None


def test_a_change_by_a_text_editor_is_noticed_and_both_changes_are_kept(desk: Desk) -> None:
    assert not desk.look()
    path = desk.folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("inertia: 0.3", "inertia: 0.35"), encoding="utf-8")
    desk.edit({INERTIA: 0.75}, who="ann")
    case = load_case(desk.folder)
    assert written_at(case, INERTIA) == 0.75
    assert written_at(case, "instruments.outside_talks.inertia") == 0.35
    path.write_text(path.read_text("utf-8").replace("inertia: 0.35", "inertia: 0.4"), encoding="utf-8")
    assert desk.look()
    assert desk.case is not None
    assert written_at(desk.case, "instruments.outside_talks.inertia") == 0.4
    assert not desk.look()


def test_a_file_with_errors_is_told_and_the_last_sound_case_stays_in_view(desk: Desk) -> None:
    sound = desk.case
    (desk.folder / "case.yaml").write_text("equipoise: [", encoding="utf-8")
    assert desk.look()
    assert desk.errors
    assert desk.case is sound


def test_a_conflict_keeps_the_file_and_what_was_typed(desk: Desk) -> None:
    path = desk.folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("inertia: 0.5 ", "inertia: 0.6 "), encoding="utf-8")
    before = contents(desk)
    with pytest.raises(ConflictError, match="changed elsewhere") as caught:
        desk.edit({INERTIA: 0.75}, who="ann", seen={INERTIA: 0.5})
    assert contents(desk) == before
    assert caught.value.kept.parent == desk.folder / CONFLICTS
    assert caught.value.kept.read_text("utf-8") == f"{INERTIA}=0.75\n"


def test_two_conflicts_within_a_second_keep_both(desk: Desk) -> None:
    kept = []
    for value in (0.75, 0.8):
        with pytest.raises(ConflictError) as caught:
            desk.edit({INERTIA: value}, who="ann", seen={INERTIA: 0.1})
        kept.append(caught.value.kept)
    assert [path.read_text("utf-8") for path in kept] == [f"{INERTIA}=0.75\n", f"{INERTIA}=0.8\n"]


@pytest.mark.parametrize("edits", [{INERTIA: "much"}, {HORIZON: "2020-01-01"}, {"instruments.none.inertia": 1}])
def test_an_edit_that_makes_the_case_invalid_writes_nothing(desk: Desk, edits: dict[str, object]) -> None:
    before, case = contents(desk), desk.case
    with pytest.raises(UsageError):
        desk.edit(edits, who="ann")
    assert contents(desk) == before
    assert desk.case is case
    assert desk.can_undo("ann") is None


def test_whole_files_that_would_have_errors_are_not_written(desk: Desk) -> None:
    before = contents(desk)
    with pytest.raises(InvalidCaseError):
        desk.rewrite({"evidence.yaml": "- id: [", "notes.yaml": None}, what="broke it", who="ann")
    assert contents(desk) == before


def test_a_case_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    desk = open_desk(new_case(tmp_path / "own"), read_only=True)
    before = contents(desk)
    with pytest.raises(UsageError, match="stays as it is"):
        desk.edit({INERTIA: 0.75}, who="ann")
    with pytest.raises(UsageError, match="stays as it is"):
        desk.rate(STAY, "+", who="ann")
    with pytest.raises(UsageError, match="stays as it is"):
        desk.rewrite({"case.yaml": ""}, what="emptied", who="ann")
    assert contents(desk) == before


def test_listeners_are_told_of_every_change_until_they_leave(desk: Desk) -> None:
    told: list[Change | None] = []
    leave = desk.subscribe(lambda _, change: told.append(change))
    rated = desk.rate(STAY, "-", who="ann")
    desk.undo("ann")
    path = desk.folder / "case.yaml"
    path.write_text(path.read_text("utf-8") + "\n# more\n", encoding="utf-8")
    desk.look()
    assert told == [rated, rated.reversed, None]
    leave()
    leave()
    desk.rate(STAY, "-", who="ann")
    assert len(told) == 3
