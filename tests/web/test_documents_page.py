"""The documents page: a text comes in, candidates are found and decided on, and what is accepted is evidence."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from nicegui import ui
from nicegui.elements.upload_files import SmallFileUpload
from nicegui.testing import User

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.documents.candidates import read_candidates
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest
from equipoise.web.workspace.document_shelf import shelf_of
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Workspace
from review.reviewed_case import ACT, BORDER_ACT, BORDER_SAID, WIRE_ACT, contents, make_case, queue_of
from web.visits import Visiting, browser_says, click, click_on, elements, field, press, shown, typed, until

NOTE = "Ports close\n\nThe Courier, 6 July 2025\n\nKarsavia closed its ports on 5 July 2025.\n"
SCRIPT = "<script>alert(1)</script>"


def test_a_text_is_brought_in_a_candidate_found_and_accepted_and_is_in_the_evidence(
    tmp_path: Path, visiting: Visiting
) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents")
        await until(lambda: "No documents yet" in shown(user))
        (uploader,) = elements(user, ui.upload)
        with user:
            await uploader.handle_uploads([SmallFileUpload("ports.txt", "text/plain", NOTE.encode())])
        await until(lambda: "Ports close" in shown(user) and "<b>added</b>" in shown(user))

        await user.open("/case/own/documents?document=ports")
        await until(lambda: "No candidates yet" in shown(user))
        click(user, "Find candidates in this document")
        await until(lambda: "Nothing is evidence until somebody accepts it" in shown(user))
        assert [one.document for one in read_candidates(tmp_path / "own")] == ["ports"]
        await until(lambda: "Waiting: 1. Next begins." in shown(user))

        press(user, "n")
        await until(lambda: typed(user, "Date") == "2025-07-05")
        field(user, "Id").value = "ports-closed"
        press(user, "a")
        await until(lambda: "accepted as <b>ports-closed</b>" in shown(user))
        assert "/case/own/evidence?item=ports-closed" in shown(user)
        assert "1 of 1 decided" in shown(user)
        case = workspace.desk("own").case
        assert case is not None
        assert "ports-closed" in case.items

    visiting(visit)
    accepted = load_case(tmp_path / "own").items["ports-closed"]
    assert str(accepted.date) == "2025-07-05"
    (place,) = accepted.where
    assert NOTE[place.start : place.end] == "Karsavia closed its ports on 5 July 2025"
    assert "ports-closed" in (tmp_path / "own" / "evidence.yaml").read_text("utf-8")


def test_a_pasted_text_becomes_a_document_with_what_was_said_of_it(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents")
        await until(lambda: list(elements(user, ui.upload)))
        field(user, "Title").value = "A wire"
        field(user, "Web address").value = "https://example.org/wire"
        field(user, "Text").value = "The minister resigned."
        click(user, "Bring in")
        await until(lambda: "<b>added</b> pasted text" in shown(user))
        (record,) = shelf_of(workspace.desk("own")).records().values()
        assert (record.title, record.url) == ("A wire", "https://example.org/wire")

    visiting(visit)


def test_what_is_refused_is_told_with_the_reason_and_keeps_nothing_else_out(tmp_path: Path, visiting: Visiting) -> None:
    new_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents")
        await until(lambda: list(elements(user, ui.upload)))
        (uploader,) = elements(user, ui.upload)
        with user:
            await uploader.handle_uploads(
                [
                    SmallFileUpload("noise.bin", "application/octet-stream", b"\0\1\2" * 50),
                    SmallFileUpload("../../ports.txt", "text/plain", NOTE.encode()),
                ]
            )
        await until(lambda: "<b>refused</b> noise.bin" in shown(user) and "<b>added</b>" in shown(user))
        assert "this is no document that is read" in shown(user)
        assert list(shelf_of(workspace.desk("own")).records()) == ["ports"]

    visiting(visit)


def test_a_script_in_a_document_and_in_its_title_is_shown_as_text(tmp_path: Path, visiting: Visiting) -> None:
    folder = tmp_path / "own"
    new_case(folder)
    text = f"Ports\n\n{SCRIPT} Karsavia closed its ports on 5 July 2025.\n"
    ingest(folder, [Incoming("x.txt", piped=text.encode())], title=SCRIPT, publisher=SCRIPT, url="javascript:alert(1)")

    async def visit(user: User, workspace: Workspace) -> None:
        for address in ("/case/own/documents", "/case/own/documents?document=x"):
            await user.open(address)
            await until(lambda: html.escape(SCRIPT) in shown(user))
            assert SCRIPT not in shown(user)
            assert not re.search(r"""href=["']?javascript:""", shown(user))

    visiting(visit)


def test_a_span_in_the_address_is_marked_in_the_text(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))
    place = load_case(folder).items["posts-open"].where[0]

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/documents?document=border&start={place.start}&end={place.end}")
        await until(lambda: "asked" in shown(user))
        assert f'class="item asked" data-at="{place.start}"' in shown(user)
        assert 'href="/case/own/evidence?item=posts-open">posts-open</a>' in shown(user)
        await user.open("/case/own/documents?document=border&start=90000&end=90010")
        await until(lambda: "there is no place 90" in shown(user))

    visiting(visit)


def test_a_refused_item_keeps_the_form_and_says_what_is_wrong_beside_the_field(
    tmp_path: Path, visiting: Visiting
) -> None:
    folder = make_case(tmp_path / "own")
    before = contents(folder)

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=border")
        await until(lambda: typed(user, "Id"))
        field(user, "Date").value = "2025-13-40"
        press(user, "a")
        await until(lambda: "is not a date" in shown(user))
        assert field(user, "Date").value == "2025-13-40"

    visiting(visit)
    assert contents(folder) == before


def test_reject_needs_a_reason_and_undo_takes_the_decision_back(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    before = contents(folder)

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=border")
        await until(lambda: "0 of 2 decided" in shown(user))
        press(user, "r")
        reason = field(user, "Why it is no evidence")
        click(user, "Reject")
        await until(lambda: "a rejection needs a reason" in shown(user))
        reason.value = "twice told"
        click(user, "Reject")
        await until(lambda: "1 of 2 decided" in shown(user))
        assert queue_of(folder).decided()[0].reason == "twice told"
        assert "rejected: twice told" in shown(user)
        press(user, "u")
        await until(lambda: "0 of 2 decided" in shown(user))

    visiting(visit)
    assert queue_of(folder).decided() == ()
    assert contents(folder) == before


def test_what_another_has_decided_is_not_undone_by_key(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    queue_of(folder).reject(BORDER_SAID, "no evidence")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=border")
        await until(lambda: "1 of 2 decided" in shown(user))
        (undo,) = [one for one in elements(user, ui.button) if one.props.get("data-key") == "u"]
        assert not undo.enabled

    visiting(visit)


def test_a_candidate_on_the_same_words_is_merged_into_the_item(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=replace(queue.suggestion(queue.candidate(BORDER_ACT)).item, id="posts-open"))

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=wire")
        await until(lambda: "On the same words" in shown(user))
        press(user, "m")
        (target,) = [one for one in elements(user, ui.button) if "target" in one.classes]
        click_on(user, target)
        await until(lambda: "merged into <b>posts-open</b>" in shown(user))

    visiting(visit)
    assert [place.document for place in load_case(folder).items["posts-open"].where] == ["border", "wire"]


def test_an_edit_takes_the_words_selected_in_the_text(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    start = queue_of(folder).candidate(BORDER_ACT).start

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/documents?document=border&candidate={BORDER_ACT}")
        await until(lambda: typed(user, "Id"))
        press(user, "e")
        browser_says(user, "document_selected", [start, start + len("Karsavia reopened its customs posts")])
        click(user, "Take the words selected in the text")
        click(user, "Change the candidate")
        await until(lambda: queue_of(folder).candidate(BORDER_ACT).text != ACT)

    visiting(visit)
    assert queue_of(folder).candidate(BORDER_ACT).text == "Karsavia reopened its customs posts"


def test_the_review_says_that_a_language_model_proposed_a_candidate(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    path = folder / "candidates.yaml"
    told = "a-model, 2025-07-06, prompt 1a2b"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  label: dated_act\n", f"  label: dated_act\n  proposed_by: '{told}'\n"), "utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/documents?document=border&candidate={BORDER_ACT}")
        await until(lambda: f"proposed by {told}" in shown(user))
        await user.open(f"/case/own/documents?document=border&candidate={BORDER_SAID}")
        await until(lambda: "found by the rules of extraction" in shown(user))

    visiting(visit)


def test_what_is_typed_in_the_form_stays_while_somebody_else_decides(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/documents?document=border&candidate={BORDER_ACT}")
        await until(lambda: typed(user, "Id"))
        field(user, "Id").value = "posts-open"
        queue_of(folder).reject(BORDER_SAID, "no evidence")
        await until(lambda: "1 of 2 decided" in shown(user))
        assert typed(user, "Id") == "posts-open"

    visiting(visit)


def test_next_goes_through_all_documents_when_asked_to(tmp_path: Path, visiting: Visiting) -> None:
    make_case(tmp_path / "own")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open(f"/case/own/documents?document=border&candidate={BORDER_SAID}&queue=all")
        await until(lambda: "0 of 3 decided" in shown(user) and BORDER_SAID in shown(user))
        press(user, "n")
        await until(lambda: "<h1>Wire</h1>" in shown(user))
        assert WIRE_ACT in shown(user)

    visiting(visit)


def test_a_changed_document_is_not_shown_and_said_loudly(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    text = folder / "documents" / "border.txt"
    text.write_text(text.read_text("utf-8").replace("patient", "angry"), encoding="utf-8")

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=border")
        await until(lambda: "no longer what was brought in" in shown(user))
        assert "angry" not in shown(user)
        await user.open("/case/own/documents")
        await until(lambda: "no place in them can be trusted" in shown(user))

    visiting(visit)


def test_a_document_that_the_case_does_not_keep_is_told_of_with_its_source(tmp_path: Path, visiting: Visiting) -> None:
    del tmp_path

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/sino-russian/documents?document=iai-2022&start=5929&end=6135")
        await until(lambda: "Where to read it" in shown(user))
        assert "not kept in this case" in shown(user)
        assert "IAI News" in shown(user)
        assert "/case/sino-russian/evidence?item=E001" in shown(user)
        assert "equipoise ingest my-sino-russian FILE --id iai-2022" in shown(user)

    visiting(visit)


def test_documents_that_share_words_can_be_given_one_origin(tmp_path: Path, visiting: Visiting) -> None:
    folder = make_case(tmp_path / "own")
    queue = queue_of(folder)
    for name, item in ((BORDER_ACT, "posts-open"), (WIRE_ACT, "posts-open-wire")):
        suggested = queue.suggestion(queue.candidate(name)).item
        queue.accept(name, item=replace(suggested, id=item, origin=None))

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents")
        await until(lambda: "May rest on one origin" in shown(user))
        click(user, "Give them the origin border")
        await until(lambda: "are of one origin, border" in shown(user))

    visiting(visit)
    items = load_case(folder).items
    assert {items[name].origin for name in ("posts-open", "posts-open-wire")} == {"border"}


def test_a_reader_sees_the_text_and_can_change_nothing(
    tmp_path: Path, visiting: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_case(tmp_path / "own")
    before = contents(folder)
    monkeypatch.setattr("equipoise.web.pages.register.person_of", lambda request: Person("rita", "reader"))

    async def visit(user: User, workspace: Workspace) -> None:
        await user.open("/case/own/documents?document=border")
        await until(lambda: ACT in shown(user))
        assert "deciding takes the role of an analyst" in shown(user)
        assert not any(one.enabled for one in elements(user, ui.button) if one.props.get("data-key") == "a")
        await user.open("/case/own/documents")
        await until(lambda: "May rest on one origin" in shown(user))
        assert not list(elements(user, ui.upload))

    visiting(visit)
    assert contents(folder) == before
