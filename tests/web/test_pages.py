"""The pages of the workbench open for a case of one's own and for one that comes with the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from nicegui.testing import User

from equipoise.case.new import new_case
from equipoise.web.pages.register import PAGES
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, shown, until


@pytest.mark.parametrize("slug", [page.slug for page in PAGES])
def test_a_page_opens_for_a_new_case(slug: str, tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")
    before = (tmp_path / "own" / "case.yaml").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/{slug}")
        await until(lambda: "Karsavia" in shown(user))

    visiting(visit)
    assert (tmp_path / "own" / "case.yaml").read_bytes() == before


@pytest.mark.parametrize("slug", [page.slug for page in PAGES])
def test_a_page_opens_for_a_case_that_comes_with_the_package(slug: str, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        assert workspace.desk("sweden-nato").read_only
        await user.open(f"/case/sweden-nato/{slug}")
        await until(lambda: "Sweden" in shown(user))

    visiting(visit)
