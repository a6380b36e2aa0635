"""The model page: a wrong value is told beside its field and writes nothing; a right one is in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nicegui import ui
from nicegui.testing import User

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.workspace.conflict import written_at
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, click, click_on, elements, field, has_button, leave, press, shown, until, words

INERTIA = "instruments.alignment.inertia"
ID, FIELDS = "Id: letters, digits, - and _", "Its fields, as YAML"


def type_into(user: User, path: str, text: str) -> None:
    (found,) = [one for one in elements(user, ui.input) if one.props.get("id") == path]
    found.value = text
    leave(user, found)


def take_out(user: User, name: str) -> None:
    """Click the button that takes an entry out: the one beside the heading that names it."""
    (head,) = [one for one in elements(user, ui.html) if f"<span>{name}</span>" in one.content]
    (button,) = [one for one in head.parent_slot.children if isinstance(one, ui.button)]
    click_on(user, button)


def editor(user: User) -> Any:
    return next(iter(elements(user, ui.codemirror)))


def write(path: Path, old: str, new: str) -> None:
    """What somebody does in a text editor."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


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


def test_what_was_changed_elsewhere_stands_and_what_was_typed_is_kept(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/model?section=Instruments")
        await until(lambda: INERTIA in [one.props.get("id") for one in elements(user, ui.input)])
        write(folder / "case.yaml", "inertia: 0.5 ", "inertia: 0.9 ")
        type_into(user, INERTIA, "0.75")
        await until(lambda: "was changed elsewhere meanwhile" in words(user))
        assert written_at(load_case(folder), INERTIA) == 0.9

    visiting(visit)
    (kept,) = (folder / ".conflicts").iterdir()
    assert kept.read_text("utf-8") == f"{INERTIA}=0.75\n"


def test_an_entry_is_added_and_taken_out_and_what_an_editor_wrote_meanwhile_stays(
    tmp_path: Path, visiting: Visiting
) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/model?section=Considerations")
        await until(lambda: has_button(user, "Add"))
        write(folder / "case.yaml", "inertia: 0.3\n", "inertia: 0.35\n")
        for name, text, told in (
            ("", "title: Pride", "the entry has no id"),
            ("pride", "title: [", "this is not valid YAML"),
            ("pride", "titel: Pride", "titel: this field is not known"),
        ):
            field(user, ID).value, field(user, FIELDS).value = name, text
            click(user, "Add")
            await until(lambda told=told: told in words(user).partition("Add an entry")[2])
            assert "pride" not in load_case(folder).definition.considerations
        field(user, FIELDS).value = "title: Pride\neffect: {alignment: {leaving: '+'}}\nwhy: It is felt"
        click(user, "Add")
        await until(lambda: "<span>considerations.pride</span>" in shown(user))
        assert load_case(folder).definition.considerations["pride"].title == "Pride"
        write(folder / "case.yaml", "inertia: 0.35\n", "inertia: 0.4\n")
        take_out(user, "considerations.pride")
        await until(lambda: "considerations.pride" not in shown(user))

    visiting(visit)
    case = load_case(folder)
    assert "pride" not in case.definition.considerations
    assert written_at(case, "instruments.outside_talks.inertia") == 0.4


def test_to_take_out_what_others_rest_on_or_what_is_gone_is_told(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        before = (folder / "case.yaml").read_bytes()
        await user.open("/case/own/model?section=Conditions")
        await until(lambda: "conditions.energy_discount" in words(user))
        take_out(user, "conditions.energy_discount")
        await until(lambda: user.notify.contains("energy_discount"))
        assert (folder / "case.yaml").read_bytes() == before
        await user.open("/case/own/model?section=Levers")
        await until(lambda: "levers.reprisal" in words(user))
        text = (folder / "case.yaml").read_text("utf-8")
        (folder / "case.yaml").write_text(text.partition("\nlevers:")[0] + "\n", encoding="utf-8")
        take_out(user, "levers.reprisal")
        await until(lambda: user.notify.contains("levers.reprisal does not exist"))

    visiting(visit)


def test_a_file_as_text_is_written_only_if_the_case_stays_sound(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "case.yaml").read_text("utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/model?text=case.yaml")
        await until(lambda: editor(user).value == before)
        editor(user).value = before.replace("horizon: 2026-12-31", "horizon: soon")
        click(user, "Save")
        await until(lambda: 'class="finding"' in shown(user))
        assert (folder / "case.yaml").read_text("utf-8") == before
        changed = before.replace("horizon: 2026-12-31", "horizon: 2027-12-31")
        editor(user).value = changed
        click(user, "Save")
        await until(lambda: (folder / "case.yaml").read_text("utf-8") == changed)

    visiting(visit)


def test_a_file_that_was_written_elsewhere_is_not_written_over(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/model?text=case.yaml")
        await until(lambda: editor(user).value)
        write(folder / "case.yaml", "inertia: 0.3\n", "inertia: 0.35\n")
        editor(user).value = editor(user).value.replace("horizon: 2026-12-31", "horizon: 2027-12-31")
        click(user, "Save")
        await until(lambda: "case.yaml was changed elsewhere meanwhile" in words(user))

    visiting(visit)
    text = (folder / "case.yaml").read_text("utf-8")
    assert "inertia: 0.35\n" in text
    assert "horizon: 2026-12-31" in text


def test_a_case_that_comes_with_the_package_offers_a_copy_at_the_same_place(tmp_path: Path, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/sweden-nato/model?section=Levers")
        await until(lambda: has_button(user, "Work on a copy"))
        assert not has_button(user, "Take out")
        assert not any(one.enabled for one in elements(user, ui.input))
        click(user, "Work on a copy")
        await until(lambda: user.back_history[-1] == "/case/my-sweden-nato/model?section=Levers")
        await until(lambda: any(one.enabled for one in elements(user, ui.input)))

    visiting(visit)
    assert (tmp_path / "my-sweden-nato" / "case.yaml").is_file()
