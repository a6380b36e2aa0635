"""The model page: a wrong value is told beside its field and writes nothing; a right one is in the file."""

from __future__ import annotations

from pathlib import Path

from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.workspace.desk import written_at
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, elements, press, shown, until

INERTIA = "instruments.alignment.inertia"


def type_into(user: User, path: str, text: str) -> None:
    (found,) = [one for one in elements(user, ui.input) if one.props.get("id") == path]
    found.value = text
    UserInteraction(user, {found}, None).trigger("blur")


def test_a_wrong_value_is_told_beside_its_field_and_can_be_mended(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "case.yaml").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/model?section=Instruments")
        await until(lambda: INERTIA in [one.props.get("id") for one in elements(user, ui.input)])
        type_into(user, INERTIA, "much")
        await until(lambda: 'class="finding"' in shown(user))
        assert (folder / "case.yaml").read_bytes() == before
        type_into(user, INERTIA, "0.75")
        await until(lambda: "saved" in shown(user) and 'class="finding"' not in shown(user))
        assert written_at(load_case(folder), INERTIA) == 0.75
        press(user, "z")
        await until(lambda: (folder / "case.yaml").read_bytes() == before)

    visiting(visit)
