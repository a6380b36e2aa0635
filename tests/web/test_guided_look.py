"""The guided look: begun, left, gone on with and begun again; it keeps nobody."""

from __future__ import annotations

from typing import Any

import pytest
from nicegui.testing import User

from equipoise.web.labels import say
from equipoise.web.pages.register import PAGES
from equipoise.web.parts.guided_look import CASE, STEPS, go_to, is_new, leave, step_of
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, click, has_button, shown, until


def test_it_goes_from_step_to_step_and_ends_at_the_list_of_cases() -> None:
    settings: dict[str, Any] = {}
    assert is_new(settings)
    assert [go_to(settings, step) for step in range(len(STEPS))] == [f"/case/{CASE}/{step.page}" for step in STEPS]
    assert step_of(settings) == len(STEPS) - 1
    assert go_to(settings, len(STEPS)) == "/"
    assert step_of(settings) is None
    assert not is_new(settings)


def test_it_can_be_left_and_begun_again() -> None:
    settings: dict[str, Any] = {}
    go_to(settings, 2)
    leave(settings)
    assert step_of(settings) is None
    go_to(settings, 0)
    assert step_of(settings) == 0


@pytest.mark.parametrize("kept", ["2", None, 99, -5, [1]])
def test_a_browser_that_kept_nonsense_is_at_no_step(kept: Any) -> None:
    assert step_of({"guided look": kept}) is None


def test_every_step_is_one_sentence_on_a_page_there_is_in_both_languages() -> None:
    slugs = {page.slug for page in PAGES}
    assert 5 <= len(STEPS) <= 7
    for step in STEPS:
        assert step.page in slugs
        assert step.says.count(".") == 1
        assert say(step.says, "zh") != step.says


def test_a_first_visit_is_shown_the_way(visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/")
        assert "New here?" in shown(user)
        assert has_button(user, "Take the guided look")
        click(user, "Take the guided look")
        await user.open(f"/case/{CASE}/{STEPS[0].page}")
        await until(lambda: STEPS[0].says in shown(user))
        await user.open(f"/case/{CASE}/methods")
        await until(lambda: has_button(user, "Back to it"))
        click(user, "Leave the guided look")
        await user.open("/")
        assert "New here?" not in shown(user)
        assert has_button(user, "Start the guided look again")

    visiting(visit)
