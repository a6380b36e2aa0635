"""Pages whose numbers take seconds: brief, timeline, compare and measures, computed and shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nicegui.testing import User

from equipoise.case.new import new_case
from equipoise.report.numbers import prose_date, table_date
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, choose, click, field, shown, until, words

PATIENCE = 120.0
"""Seconds for what is computed in another process; nothing is measured."""


def as_of(day: date) -> str:
    return f"as of {prose_date(day)}"


def test_the_brief_computes_itself_and_is_taken_away(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/brief")
        await until(lambda: 'id="course"' in shown(user), seconds=PATIENCE)
        click(user, "md")
        taken = (await user.download.next()).text
        assert "Will Karsavia stay in the Lowland Customs Union" in taken
        await user.open("/case/own/brief")  # what was found before is shown at once
        await until(lambda: 'id="course"' in shown(user), seconds=1.0)
        assert all(job.is_over for job in workspace.running.values())

    visiting(visit)


def test_the_timeline_steps_to_the_ends_of_months_and_not_out_of_the_case(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/timeline")
        await until(lambda: as_of(date(2025, 6, 30)) in words(user))
        click(user, "Earlier")
        assert as_of(date(2025, 5, 31)) in words(user)
        click(user, "Later")
        assert as_of(date(2025, 6, 30)) in words(user)
        for _ in range(8):
            click(user, "Earlier")
        assert as_of(date(2025, 1, 1)) in words(user)
        click(user, "All that is known")
        assert as_of(date(2025, 6, 30)) in words(user)

    visiting(visit)


def test_the_day_chosen_on_the_timeline_is_that_of_the_other_pages(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/timeline")
        click(user, "Earlier")
        await until(lambda: 'data-number="now leave"' in shown(user), seconds=PATIENCE)
        await user.open("/case/own/evidence")
        await until(lambda: f"as of {table_date(date(2025, 5, 31))}" in words(user))
        assert "No bill on withdrawal" not in words(user)  # known from 30 June on

    visiting(visit)


def test_two_vintages_are_compared(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/compare")
        choose(user, field(user, "What changed since"), "2025-05-02")
        click(user, "Compute the change")
        await until(lambda: 'id="changed"' in shown(user), seconds=PATIENCE)

    visiting(visit)


def test_measures_show_each_condition_with_what_it_rests_on(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/measures")
        await until(lambda: "Discount on the union" in words(user), seconds=PATIENCE)
        assert "<svg" in shown(user)
        assert "/case/own/evidence?item=discount-cut" in shown(user)
        assert "No item is rated on this condition yet." in words(user)  # of the other condition

    visiting(visit)


def test_long_work_is_stopped_when_asked_to(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/stability")
        click(user, "Compute stability (a minute)")
        await until(lambda: "starting" in words(user))
        click(user, "Stop")
        await until(lambda: "stopped" in words(user))
        assert all(job.is_over for job in workspace.running.values())

    visiting(visit)
