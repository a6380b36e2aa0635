"""The what-if page: an edit is tried without being written, saved into the case, and taken back."""

from __future__ import annotations

from pathlib import Path

from nicegui import ui
from nicegui.testing import User

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.workspace.desk import written_at
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, click, elements, field, press, until

INERTIA = "instruments.alignment.inertia"


def test_an_edit_is_tried_then_saved_then_undone(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "case.yaml").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        def can_save() -> bool:
            return any(one.text == "Save into the case" and one.enabled for one in elements(user, ui.button))

        await user.open("/case/own/what-if")
        await until(lambda: any(one.text == "Try" for one in elements(user, ui.button)))
        field(user, "PATH=VALUE, such as decision_maker.advisers=5").value = f"{INERTIA}=0.75"
        click(user, "Try")
        await until(can_save)
        assert (folder / "case.yaml").read_bytes() == before
        click(user, "Save into the case")
        await until(lambda: (folder / "case.yaml").read_bytes() != before)
        assert written_at(load_case(folder), INERTIA) == 0.75
        press(user, "z")
        await until(lambda: (folder / "case.yaml").read_bytes() == before)

    visiting(visit)
