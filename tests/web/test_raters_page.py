"""The pages of two raters at two browsers: apart while a round is open, side by side once it is revealed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nicegui import ui
from nicegui.testing import User

from equipoise.ledger.ledger import Ledger
from equipoise.web.pages.register import PAGES
from equipoise.web.workspace.workspace import Workspace
from web.visits import (
    Visiting,
    another_person,
    browser_says,
    choose,
    click,
    elements,
    field,
    has_button,
    leave,
    shown,
    until,
    words,
)

SECRET = "whispered by anna"
PATIENCE = 120.0
"""Seconds for what is computed in another process; nothing is measured."""


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    """A small case."""
    return Path(shutil.copytree(root / "tests" / "proofs" / "example", tmp_path / "ladder"))


async def opens_a_round(user: User) -> None:
    stays(user)
    await user.open("/case/ladder/raters")
    field(user, "Names of the raters, with commas").value = "anna, ben"
    field(user, "Ids of items, with commas; empty for all").value = "tariff"
    click(user, "Open a round")
    await user.open("/case/ladder/raters")
    assert "Round 1: anna and ben on 1 item" in words(user)


def stays(user: User) -> None:
    """Leave it to the test to load a page anew: the toolkit's user would load that of whoever did something last."""
    user.navigate.reload = lambda: None  # type: ignore[method-assign]


async def takes_the_name(user: User, name: str) -> None:
    stays(user)
    await user.open("/case/ladder/raters")
    choose(user, elements(user, ui.select)[0], name)
    await user.open("/case/ladder/raters")
    assert has_button(user, "Submit: I am done")


async def rates(user: User, key: str, why: str) -> None:
    """Rate the tariff under every scenario, and give a reason for the first."""
    await user.open("/case/ladder/evidence?item=tariff")
    for level in ("apart", "hedged", "allied"):
        browser_says(user, "evidence_cell", ["tariff", "scenarios", level])
        browser_says(user, "evidence_key", key if level == "apart" else "4")
    browser_says(user, "evidence_cell", ["tariff", "scenarios", "apart"])
    reason = field(user, "Why")
    reason.value = why
    leave(user, reason)


async def submits(user: User, numbers: tuple[float, float, float], reason: str) -> None:
    await user.open("/case/ladder/raters")
    for name, number in zip(("Apart", "Hedged", "Allied"), numbers, strict=True):
        field(user, name).value = number
    field(user, "Why do you think so?").value = reason
    click(user, "Submit: I am done")


def everything(user: User) -> str:
    """All that the page holds: what is shown, what its fields hold, titles and addresses, and its name."""
    assert user.client is not None
    held = [f"{getattr(one, 'value', '')} {one.props or ''}".strip() for one in elements(user, ui.element)]
    return "\n".join([shown(user), *filter(None, held), str(user.client.resolve_title())]).replace(user.client.id, "")


async def settles(user: User) -> str:
    """What a page holds once nothing more comes: the same at two looks, without numbers of its elements."""
    seen: list[str] = [""]

    def still() -> bool:
        seen.append(everything(user))
        return seen[-1] == seen[-2] and not any(word in seen[-1] for word in ("computing …", "starting\n"))

    await until(still, seconds=PATIENCE)
    return seen[-1]


def test_no_page_tells_a_rater_what_another_said_before_the_reveal(folder: Path, visiting: Visiting) -> None:
    async def visit(anna: User, workspace: Workspace) -> None:
        async with another_person() as ben:
            await opens_a_round(anna)
            await takes_the_name(ben, "ben")
            before = {}
            for page in PAGES:
                await ben.open(f"/case/ladder/{page.slug}?item=tariff")
                before[page.slug] = await settles(ben)
            await takes_the_name(anna, "anna")
            await rates(anna, "7", SECRET)
            assert SECRET in everything(anna)
            await submits(anna, (93, 4, 3), SECRET)
            await until(lambda: "You have submitted." in words(anna))
            for page in PAGES:
                await ben.open(f"/case/ladder/{page.slug}?item=tariff")
                now = await settles(ben)
                assert SECRET not in now, page.slug
                if page.slug != "raters":  # it says that anna has submitted, and nothing else
                    assert now == before[page.slug], page.slug
            await ben.open("/case/ladder/raters")
            assert "Not submitted yet: ben" in words(ben)

    visiting(visit)


def test_a_round_is_not_opened_for_somebody_who_cannot_sign_in(folder: Path, visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        workspace.has_account = {"anna", "cleo"}.__contains__
        await user.open("/case/ladder/raters")
        field(user, "Names of the raters, with commas").value = "anna, ben"
        click(user, "Open a round")
        await until(lambda: user.notify.contains("nobody can sign in as ben"))
        assert workspace.desk("ladder").rounds.going_on is None
        field(user, "Names of the raters, with commas").value = "anna, cleo"
        click(user, "Open a round")
        await until(lambda: workspace.desk("ladder").rounds.going_on is not None)

    visiting(visit)


def test_a_page_that_is_open_meanwhile_is_told_nothing_of_what_another_rates(folder: Path, visiting: Visiting) -> None:
    async def visit(anna: User, workspace: Workspace) -> None:
        async with another_person() as ben:
            await opens_a_round(anna)
            await takes_the_name(anna, "anna")
            await takes_the_name(ben, "ben")
            await ben.open("/case/ladder/evidence?item=tariff")
            still = await settles(ben)
            sent = listens(ben)
            await rates(anna, "7", SECRET)
            assert await settles(ben) == still
            assert not [one for one in sent if SECRET in one or "+10" in one]

    visiting(visit)


def listens(user: User) -> list[str]:
    """All that is sent to the browser from now on."""
    assert user.client is not None
    sent: list[str] = []
    emit: Callable[[Any], Any] = user.client.outbox._emit

    async def noting(message: Any) -> None:
        sent.append(repr(message))
        await emit(message)

    user.client.outbox._emit = noting  # type: ignore[method-assign]
    return sent


def test_who_rates_blind_in_random_order_sees_only_what_they_rated_since(folder: Path, visiting: Visiting) -> None:
    rows = (folder / "ratings.csv").read_text("utf-8")
    (folder / "ratings.csv").write_text(rows + f"tariff,scenarios,apart,7.5,anna,{SECRET}\n", "utf-8")

    async def visit(ben: User, workspace: Workspace) -> None:
        await ben.open("/case/ladder/evidence?item=tariff&subject=scenarios&level=apart&all=1")
        await until(lambda: SECRET in words(ben))
        (blind,) = [one for one in elements(ben, ui.switch) if one.text == "Blind"]
        choose(ben, blind, True)
        await until(lambda: "Hidden while you rate blind." in words(ben))
        assert SECRET not in everything(ben)
        assert "7.5" not in everything(ben)

    visiting(visit)


def test_the_reveal_shows_both_reasons_at_the_cell_and_pools_as_the_ledger(folder: Path, visiting: Visiting) -> None:
    async def visit(anna: User, workspace: Workspace) -> None:
        async with another_person() as ben:
            await opens_a_round(anna)
            for user, name, key, numbers in ((anna, "anna", "7", (90, 5, 5)), (ben, "ben", "1", (20, 50, 30))):
                await takes_the_name(user, name)
                await rates(user, key, f"a reason of {name}")
                await submits(user, numbers, f"as {name} reads it")
            await until(lambda: workspace.desk("ladder").rounds.going_on is None)
            await ben.open("/case/ladder/raters")
            assert "Own estimates" in words(ben)
            await until(lambda: 'aria-label="Map of disagreement"' in shown(ben), seconds=PATIENCE)
            read = words(ben)
            assert "as anna reads it" in read
            assert "as ben reads it" in read
            assert "Together, mean of log-odds" in read
            link = next(one for one in shown(ben).split('"') if "level=apart" in one and one.endswith("all=1"))
            await ben.open(link.replace("&amp;", "&"))
            assert "What others gave: 1" in words(ben)
            assert "a reason of anna" in words(ben)
            assert field(ben, "Why").value == "a reason of ben"
        assert [said.judgement.by_whom for said in Ledger(folder).tracks[0].said] == ["anna", "ben"]

    visiting(visit)


def test_a_round_is_closed_without_the_rater_who_never_submits_and_the_page_says_so(
    folder: Path, visiting: Visiting
) -> None:
    async def visit(anna: User, workspace: Workspace) -> None:
        async with another_person() as ben:
            await opens_a_round(anna)
            await takes_the_name(ben, "ben")
            await rates(ben, "1", "half a thought")
            await takes_the_name(anna, "anna")
            await submits(anna, (90, 5, 5), "as anna reads it")
            click(anna, "Close the round with those who have submitted")
            await until(lambda: workspace.desk("ladder").rounds.going_on is None)
            await anna.open("/case/ladder/raters")
            assert "closed by anna before ben had submitted" in words(anna)
            assert "Not submitted: ben." in words(anna)
            assert "half a thought" not in (folder / "ratings.csv").read_text("utf-8")
            await ben.open("/case/ladder/evidence?item=tariff")
            assert "half a thought" not in everything(ben)
            click_again = [one.text for one in elements(anna, ui.button) if one.text.startswith("Have them look again")]
            click(anna, click_again[0])
            await ben.open("/case/ladder/evidence?item=tariff&subject=scenarios&level=apart")
            await until(lambda: field(ben, "Why").value == "half a thought")

    visiting(visit)
