"""The what-if page: an edit is tried without being written, saved into the case, and taken back."""

from __future__ import annotations

from pathlib import Path

from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.workspace.changes import Cell
from equipoise.web.workspace.conflict import written_at
from equipoise.web.workspace.standing import Standing
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, click, elements, field, has_button, press, shown, until, words

INERTIA = "instruments.alignment.inertia"
TYPED = "PATH=VALUE, such as decision_maker.advisers=5"
SAVE = "Save into the case"
CHANGED = 'data-number="changed leave"'


def changed(user: User) -> str:
    """The number of one scenario as changed."""
    return shown(user).partition(CHANGED)[2].partition("</td>")[0]


def test_an_edit_is_tried_then_saved_then_undone(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "case.yaml").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: has_button(user, "Try"))
        field(user, TYPED).value = f"{INERTIA}=0.75"
        click(user, "Try")
        await until(lambda: has_button(user, SAVE))
        assert (folder / "case.yaml").read_bytes() == before
        click(user, SAVE)
        await until(lambda: (folder / "case.yaml").read_bytes() != before)
        assert written_at(load_case(folder), INERTIA) == 0.75
        press(user, "z")
        await until(lambda: (folder / "case.yaml").read_bytes() == before)

    visiting(visit)


def test_an_edit_that_leads_nowhere_is_told_and_not_tried(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: has_button(user, "Try"))
        for typed, told in (
            ("advisers", "is no edit"),
            ("decision_maker.advicers=5", "decision_maker.advisers"),
            (f"{INERTIA}=much", "inertia"),
        ):
            user.notify.messages.clear()
            field(user, TYPED).value = typed
            click(user, "Try")
            await until(lambda told=told: user.notify.contains(told))
            assert not has_button(user, SAVE)

    visiting(visit)


def test_a_lever_moves_the_numbers_and_as_it_was_takes_it_back(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: CHANGED in shown(user))
        before = changed(user)
        lever = next(iter(elements(user, ui.slider)))
        was = lever.value
        lever.value = lever.props["max"]
        UserInteraction(user, {lever}, None).trigger("update:modelValue", lever.value)
        await until(lambda: changed(user) != before and has_button(user, SAVE))
        click(user, "As it was")
        await until(lambda: changed(user) == before and not has_button(user, SAVE))
        assert lever.value == was

    visiting(visit)


def test_as_it_was_is_what_was_saved_last(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: CHANGED in shown(user))
        lever = next(iter(elements(user, ui.slider)))
        most = lever.props["max"]
        lever.value = most
        UserInteraction(user, {lever}, None).trigger("update:modelValue", most)
        await until(lambda: has_button(user, SAVE))
        click(user, SAVE)
        await until(lambda: not has_button(user, SAVE))
        click(user, "As it was")
        assert lever.value == most

    visiting(visit)


def test_numbers_follow_the_case_while_the_connection_is_lost_for_a_moment(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: CHANGED in shown(user))
        before = changed(user)
        assert user.client is not None
        for socket in list(user.client._socket_to_document_id):
            user.client.handle_disconnect(socket)
        workspace.desk("own").rate(Cell("speech", "scenarios", "leave"), 20.0, who="ann")
        await until(lambda: changed(user) != before)

    visiting(visit)


def test_a_browser_that_leaves_in_the_midst_of_an_answer_leaves_nothing_behind(
    tmp_path: Path, visiting: Visiting
) -> None:
    new_case(tmp_path / "own")
    left: list[Standing] = []

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: CHANGED in shown(user))
        field(user, TYPED).value = f"{INERTIA}=0.75"
        click(user, "Try")
        left.extend(workspace._standings.values())
        assert left[0]._listeners

    visiting(visit)
    assert left[0]._listeners == []


def test_a_case_without_levers_says_where_to_add_one(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    text = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(text.partition("\nlevers:")[0] + "\n", encoding="utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/what-if")
        await until(lambda: "This case names no lever: add one on the model page." in words(user))

    visiting(visit)
