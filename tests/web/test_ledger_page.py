"""The ledger page: a judgement is put on the record and resolved, and few of them are not scored as skill."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nicegui.testing import User

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.ledger.judged_event import event_of_case, parse_event
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement
from equipoise.web.parts.ledger_markup import event_markup
from equipoise.web.workspace.workspace import Workspace
from web.visits import Visiting, choose, click, field, has_button, until, words

THEN = datetime(2021, 4, 1, 12, tzinfo=UTC)


def say(user: User, **percents: float | None) -> None:
    for title, percent in percents.items():
        choose(user, field(user, title), percent)


def test_a_judgement_is_put_on_the_record(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: "Nothing is on the record yet." in words(user))
        say(user, Stays=60, Hedges=30, Leaves=10)
        click(user, "Record my judgement")
        await until(lambda: "Nothing is on the record yet." not in words(user))
        assert "stay 60" in words(user)

    visiting(visit)
    (track,) = Ledger(folder).tracks
    (said,) = track.said
    assert said.judgement.said() == {"stay": 0.6, "hedge": 0.3, "leave": 0.1}
    assert (said.judgement.by_whom, said.judgement.kind) == ("me", "person")


def test_what_is_on_record_stands_under_the_question_that_asks_for_it(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    case = load_case(folder)
    (question,) = case.definition.questions.values()
    asked = event_of_case(question.event, horizon=case.definition.clock.horizon)
    Ledger(folder, clock=lambda: THEN).record(
        Judgement(event=asked, as_of=THEN.date(), by_whom="ann", kind="person", probability=0.2)
    )

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: f"{question.asks} {asked}" in words(user))

    visiting(visit)


def test_an_event_is_text_and_never_markup() -> None:
    shown = str(event_markup("<b>ever</b>", "<script>")) + str(event_markup("<b>ever</b>", ""))
    assert (shown.count("<h3>"), shown.count("&lt;b&gt;")) == (2, 2)
    assert "<script" not in shown


def test_numbers_that_do_not_add_up_are_recorded_as_said_and_told(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: has_button(user, "Record my judgement"))
        say(user, Stays=60, Hedges=30, Leaves=40)
        click(user, "Record my judgement")
        assert user.notify.contains("130 %")

    visiting(visit)
    (track,) = Ledger(folder).tracks
    assert track.said[0].judgement.said() == {"stay": 0.6, "hedge": 0.3, "leave": 0.4}


def test_a_number_that_is_missing_is_told_and_nothing_recorded(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: has_button(user, "Record my judgement"))
        say(user, Stays=60, Hedges=30)
        click(user, "Record my judgement")
        assert user.notify.contains("a probability is missing")

    visiting(visit)
    assert Ledger(folder).tracks == ()


def test_a_large_change_needs_a_reason(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: has_button(user, "Record my judgement"))
        say(user, Stays=60, Hedges=30, Leaves=10)
        click(user, "Record my judgement")
        say(user, Stays=30, Hedges=30, Leaves=40)
        click(user, "Record my judgement")
        assert user.notify.contains("a change of more than ten points needs a reason")
        choose(user, field(user, "Reason (needed for a change of more than ten points)"), "a notice was deposited")
        click(user, "Record my judgement")
        await until(lambda: "a notice was deposited" in words(user))

    visiting(visit)
    (track,) = Ledger(folder).tracks
    assert [one.judgement.said()["leave"] for one in track.said] == [0.1, 0.4]


def test_one_resolved_question_has_penalties_and_no_skill(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    asked = parse_event("ever leave until 2021-10-31")
    Ledger(folder, clock=lambda: THEN).record(
        Judgement(event=asked, as_of=THEN.date(), by_whom="ann", kind="person", probability=0.2)
    )

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: "Nothing on the record is resolved, so nothing is scored." in words(user))
        click(user, "Resolve")
        assert user.notify.contains("say what happened, when, and where it can be looked up")
        choose(user, field(user, "What happened"), "did_not")
        choose(user, field(user, "Date, such as 2024-03-31"), "2021-10-31")
        choose(user, field(user, "Where it can be looked up"), "Karsavian Official Gazette")
        click(user, "Resolve")
        await until(lambda: "1 resolved question" in words(user))
        assert "Brier 0–1 0.040" in words(user)  # 0.2², for what was given 20 % and did not occur
        assert "No skill is told against" in words(user)
        assert "luck and skill cannot be told apart" in words(user)
        assert "there is no curve" in words(user)

    visiting(visit)
    (track,) = Ledger(folder).tracks
    assert track.resolution is not None
    assert (track.resolution.outcome, str(track.resolution.date)) == ("did_not", "2021-10-31")


def test_the_ledger_of_a_case_that_comes_with_the_package_takes_nothing(visiting: Visiting) -> None:
    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/sweden-nato/ledger")
        await until(lambda: "work on a copy to record" in words(user))
        assert not has_button(user, "Record my judgement")
        assert not has_button(user, "Resolve")
        click(user, "Work on a copy")
        await until(lambda: "my-sweden-nato" in {case.name for case in workspace.offered()})

    visiting(visit)


def test_the_record_is_taken_away_as_csv_and_what_is_due_as_a_calendar(tmp_path: Path, visiting: Visiting) -> None:
    folder = new_case(tmp_path / "own")
    asked = parse_event("ever leave until 2021-10-31")
    Ledger(folder, clock=lambda: THEN).record(
        Judgement(event=asked, as_of=THEN.date(), by_whom="ann", kind="person", probability=0.2)
    )

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/ledger")
        await until(lambda: "overdue" in words(user))
        click(user, "Take away as CSV")
        assert "ann" in (await user.download.next()).text
        click(user, "Calendar (.ics)")
        assert (await user.download.next()).text.startswith("BEGIN:VCALENDAR")

    visiting(visit)
