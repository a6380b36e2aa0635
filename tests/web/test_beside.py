"""A number clicked opens where it comes from beside the page, and by itself at its own address."""

from __future__ import annotations

from pathlib import Path

from nicegui.testing import User

from equipoise.case.new import new_case
from equipoise.web.pages.register import PAGES
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, browser_says, shown, until

ASKED = "/case/own/origin?number=49%20%25&of=bottom-line&row=Stays"


def test_a_number_clicked_says_what_it_is_and_what_moves_it(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/methods")
        browser_says(user, "beside", ASKED)
        await until(lambda: "How likely the case makes the scenario" in shown(user))
        await until(lambda: "The evidence that moves Stays most" in shown(user))
        assert "evidence.yaml:" in shown(user)

    visiting(visit)


def test_the_same_has_an_address_of_its_own(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(ASKED)
        await until(lambda: "The evidence that moves Stays most" in shown(user))
        assert "<h1>Where this comes from</h1>" in shown(user)

    visiting(visit)


def test_a_word_clicked_says_what_it_means(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/methods")
        browser_says(user, "beside", "/case/own/glossary?word=deciban")
        await until(lambda: "double the odds" in shown(user))

    visiting(visit)


def test_an_address_of_anything_else_opens_nothing(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/methods")
        for address in ("/case/other/origin?number=1", "https://example.org/case/own/origin", "", None, 7, "//["):
            browser_says(user, "beside", address)
        assert "Where this comes from" not in shown(user)

    visiting(visit)


def test_every_page_of_a_case_that_cannot_be_read_says_what_to_do(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")
    (tmp_path / "own" / "case.yaml").write_text("title: [", encoding="utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        for page in PAGES:
            await user.open(f"/case/own/{page.slug}")
            assert "once the errors above are mended" in shown(user), page.slug
            assert "<h1>" in shown(user), page.slug

    visiting(visit)


def test_a_page_that_is_not_there_has_a_heading(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/nowhere")
        assert "<h1>there is no page" in shown(user)

    visiting(visit)
