"""The list of cases, and addresses of cases and pages that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from nicegui import ui
from nicegui.testing import User

from equipoise.case.new import new_case
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, click, elements, has_button, typed, until, words

NAME = "Name, such as my-case"


def test_the_list_names_own_cases_and_those_that_come_with_the_package(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        addresses = [one.props["href"] for one in elements(user, ui.link)]
        assert "/case/own/brief" in addresses
        assert "/case/sweden-nato/brief" in addresses
        assert "Will Karsavia stay in the Lowland Customs Union" in words(user)

    visiting(visit)


def test_an_empty_folder_says_what_to_do(visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        assert "Open one that comes with Equipoise, or start one below." in words(user)
        assert has_button(user, "Start a case")

    visiting(visit)


def test_a_case_is_started_and_opened(tmp_path: Path, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        (name,) = [one for one in elements(user, ui.input) if one.props.get("label") == NAME]
        name.value = "Not A Name/.."
        click(user, "Start a case")
        await until(lambda: user.notify.contains("is no name for a case"))
        assert typed(user, NAME) == "Not A Name/.."
        name.value = "mine"
        click(user, "Start a case")
        await until(lambda: user.back_history[-1] == "/case/mine/model")

    visiting(visit)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["mine"]


def test_a_case_with_errors_is_listed_and_its_findings_are_shown(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    (folder / "case.yaml").write_text("equipoise: [", encoding="utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        assert "own: its files have errors" in words(user)
        await user.open("/case/own/evidence")
        assert "case.yaml" in words(user)

    visiting(visit)


def test_a_reader_starts_no_case(visiting: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("equipoise.web.pages.register.person_of", lambda request: Person("rita", "reader"))

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        assert not has_button(user, "Start a case")

    visiting(visit)


@pytest.mark.parametrize("name", ["nobody", "..", "%2e%2e", "<b>x", "own/../own"])
def test_a_case_that_is_not_there_is_told_with_a_way_on(name: str, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        answer = await user.http_client.get(f"/case/{name}/brief", follow_redirects=True)
        assert "<b>x" not in answer.text
        assert "Karsavia" not in answer.text

    visiting(visit)


def test_unknown_case_and_unknown_page_say_so_and_lead_on(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/nobody/brief")
        assert "there is no case 'nobody' here" in words(user)
        assert "/" in [one.props["href"] for one in elements(user, ui.link)]
        await user.open("/case/own/no-such-page")
        assert "there is no page 'no-such-page'" in words(user)
        assert "/" in [one.props["href"] for one in elements(user, ui.link)]

    visiting(visit)


def test_the_address_of_a_case_alone_leads_to_its_first_page(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own")
        await until(lambda: user.back_history[-1] == "/case/own/brief")

    visiting(visit)
