"""The evidence page: rated by key, undone by key, narrowed, blind; and what those see who may not rate."""

from __future__ import annotations

import html
from pathlib import Path
from time import monotonic

import pytest
from nicegui import ui
from nicegui.testing import User

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Workspace
from web.visits import (
    Visiting,
    browser_says,
    choose,
    click,
    elements,
    field,
    has_button,
    leave,
    press,
    shown,
    until,
    words,
)

SCRIPT = "<script>alert(1)</script>"


def ratings(folder: Path) -> dict[tuple[str, str], object]:
    """What the file says of the scenarios, by item and scenario."""
    return {(row.item, row.level): row.rating for row in load_case(folder).ratings if row.subject == "scenarios"}


def test_an_item_is_rated_by_key_and_undone_by_key(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "ratings.csv").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        await until(lambda: "membership" in words(user))
        browser_says(user, "evidence_key", "6")
        assert ratings(folder) == {**rated, ("speech", "stay"): "++"}
        browser_says(user, "evidence_cell", ["speech", "scenarios", "leave"])
        browser_says(user, "evidence_key", "1")
        assert ratings(folder)["speech", "leave"] == -10.0
        browser_says(user, "evidence_key", "u")
        assert ("speech", "leave") not in ratings(folder)
        for _ in range(3):
            press(user, "z")
        assert (folder / "ratings.csv").read_bytes() == before

    rated = ratings(folder)
    visiting(visit)


def test_numbers_follow_a_rating(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        await until(lambda: 'data-number="now leave"' in shown(user))
        (standing,) = workspace._standings.values()
        assert standing.numbers is not None
        before = standing.numbers.now["leave"].probability
        page = shown(user)
        browser_says(user, "evidence_cell", ["speech", "scenarios", "leave"])
        browser_says(user, "evidence_key", "7")
        await until(lambda: not standing.is_behind and headline(shown(user)) != headline(page))
        assert standing.numbers.now["leave"].probability > before

    def headline(page: str) -> str:
        return page[page.index('data-number="now leave"') :]

    visiting(visit)


def test_numbers_that_take_long_are_said_to_be_on_their_way(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        (standing,) = workspace._standings.values()
        await until(lambda: not standing.is_behind)
        await until(lambda: "so far" not in words(user))
        standing.is_behind, standing._asked_at = True, monotonic() - 3600
        await until(lambda: "computing anew, 360" in words(user))
        standing.numbers = None
        await until(lambda: "so far; the page can be used meanwhile" in words(user))
        standing.is_behind = False
        await until(lambda: "so far" not in words(user))

    visiting(visit)


def test_a_key_that_is_no_step_of_the_scale_and_an_item_that_is_not_there_write_nothing(
    tmp_path: Path, visiting: Visiting
) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "ratings.csv").read_bytes()

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        await until(lambda: "membership" in words(user))
        for key in ("8", "x", ""):
            browser_says(user, "evidence_key", key)
        browser_says(user, "evidence_cell", ["no-such-item", "scenarios", "stay"])

    visiting(visit)
    assert (folder / "ratings.csv").read_bytes() == before


def test_the_reason_of_a_rating_is_kept_with_it(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        browser_says(user, "evidence_cell", ["speech", "scenarios", "leave"])
        await until(lambda: field(user, "Why").value == "words are cheap: in decibans rather than a mark")
        reason = field(user, "Why")
        reason.value = "said twice"
        leave(user, reason)
        await until(lambda: "said twice" in (folder / "ratings.csv").read_text("utf-8"))
        assert ratings(folder)["speech", "leave"] == 1.5

    visiting(visit)


def test_the_list_is_narrowed_by_words_and_by_what_is_rated(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence")
        await until(lambda: listed(user))
        everything = listed(user)
        assert "speech" in everything
        assert "gas-contract" not in everything
        choose(user, field(user, "Filter evidence"), "delegation daily")
        assert listed(user) == ["mission-named"]
        choose(user, field(user, "Filter evidence"), "no such words")
        assert listed(user) == []
        assert "Nothing in view: widen the filter." in words(user)
        choose(user, field(user, "Filter evidence"), "")
        choose(user, field(user, "Show"), "left out")
        assert listed(user) == ["gas-contract"]
        choose(user, field(user, "Show"), "rated")
        rated = listed(user)
        choose(user, field(user, "Show"), "open")
        assert sorted(rated + listed(user)) == sorted(everything)
        assert rated == ["dues-withheld"]

    visiting(visit)


def test_blind_hides_numbers_and_shuffles_the_order_the_same_each_time(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=dues-withheld")
        await until(lambda: 'data-number="now leave"' in shown(user))
        by_date = listed(user)
        assert "What this item moves" in words(user)
        (blind,) = [one for one in elements(user, ui.switch) if one.text == "Blind"]
        choose(user, blind, True)
        shuffled = listed(user)
        assert "data-number" not in shown(user)
        assert "What this item moves" not in words(user)
        assert "Hidden while you rate blind." in words(user)
        assert sorted(shuffled) == sorted(by_date)
        assert shuffled != by_date
        choose(user, blind, False)
        assert listed(user) == by_date
        choose(user, blind, True)
        assert listed(user) == shuffled

    visiting(visit)


def test_a_case_that_comes_with_the_package_offers_a_copy_and_is_not_rated(tmp_path: Path, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        folder = workspace.desk("sweden-nato").folder
        before = (folder / "ratings.csv").read_bytes()
        await user.open("/case/sweden-nato/evidence")
        await until(lambda: listed(user))
        browser_says(user, "evidence_key", "7")
        assert (folder / "ratings.csv").read_bytes() == before
        click(user, "Work on a copy")
        await until(lambda: user.back_history[-1].startswith("/case/my-sweden-nato/evidence?item="))
        assert (tmp_path / "my-sweden-nato" / "ratings.csv").read_bytes() == before
        await user.open("/case/sweden-nato/evidence")
        click(user, "Work on a copy")
        await until(lambda: user.back_history[-1].startswith("/case/my-sweden-nato-2/evidence"))

    visiting(visit)


def test_a_reader_rates_nothing(tmp_path: Path, visiting: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_case(tmp_path / "own")
    before = (folder / "ratings.csv").read_bytes()
    monkeypatch.setattr("equipoise.web.pages.register.person_of", lambda request: Person("rita", "reader"))

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        await until(lambda: "membership" in words(user))
        browser_says(user, "evidence_key", "6")
        assert not has_button(user, "Work on a copy")
        assert not any(one.enabled for one in elements(user, ui.button) if "step" in one.classes)

    visiting(visit)
    assert (folder / "ratings.csv").read_bytes() == before


def test_a_script_in_an_item_is_shown_as_text(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    path = folder / "evidence.yaml"
    path.write_text(path.read_text("utf-8").replace("The prime minister says", SCRIPT), encoding="utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/evidence?item=speech")
        await until(lambda: html.escape(SCRIPT) in shown(user))
        assert SCRIPT not in shown(user)

    visiting(visit)


def listed(user: User) -> list[str]:
    """Ids of the items in the list, in order."""
    page = shown(user)
    return [part.partition('"')[0] for part in page.split('role="option" data-item="')[1:]]
