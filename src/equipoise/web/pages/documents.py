"""The documents of a case: what there is, the text of one with the places that evidence rests on, and the review."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from nicegui import events, ui

from equipoise.documents.candidates import Added, Candidate
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.kept import ChangedDocumentError
from equipoise.documents.records import DocumentRecord
from equipoise.errors import EquipoiseError
from equipoise.report.numbers import count, counted
from equipoise.review.standing import Standing
from equipoise.web.pages.bring_in import BringIn
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.review_pane import ALL, ReviewPane
from equipoise.web.pages.sitting import Sitting, tell
from equipoise.web.parts.document_list import (
    OriginProposal,
    absent_markup,
    origin_proposals,
    proposal_markup,
    record_markup,
    rows,
    rows_markup,
)
from equipoise.web.parts.document_marks import Say, marks_of
from equipoise.web.parts.document_text import (
    Window,
    earlier,
    later,
    places_markup,
    position_words,
    text_markup,
    window_around,
)
from equipoise.web.parts.figures import figure
from equipoise.web.workspace.document_shelf import Shelf, shelf_of
from equipoise.web.workspace.document_work import look_for_candidates

LOOK_EVERY = 1.0
"""Seconds between two looks at the disk for documents, candidates and decisions of others."""

MOST_ORIGINS = 20
"""Pairs of documents shown."""


async def build(sitting: Sitting) -> None:
    """Lay out the list, or one document."""
    shelf = shelf_of(sitting.desk)
    try:
        records = await to_thread(shelf.records)
        there = await to_thread(shelf.standing)
    except EquipoiseError as error:
        ui.html(f"<h1>{sitting.say('Documents')}</h1>", sanitize=False)
        _alert(error)
        return
    wanted = sitting.parameters.get("document", "")
    if not wanted:
        _Overview(sitting, shelf, records, there)
    elif wanted in records:
        await _Reading(sitting, shelf, records, wanted).open()
    else:
        _lay_out_absent(sitting, wanted)


# --- the list ----------------------------------------------------------------------------------------------------


class _Overview:
    """All documents, what may be of one origin, and ways to bring more in."""

    def __init__(self, sitting: Sitting, shelf: Shelf, records: Mapping[str, DocumentRecord], there: Standing) -> None:
        self.sitting, self.shelf, self.records, self.there = sitting, shelf, records, there
        self._stamp = (shelf.stamp(), sitting.desk.version)
        say = sitting.say
        may_bring = sitting.person.may_edit and not sitting.desk.read_only
        with ui.element("div").classes("documents-page"):
            ui.html(f"<h1>{say('Documents')}</h1>", sanitize=False)
            self._alert = ui.html("", sanitize=False).props('role="alert"')
            self._list = ui.html("", sanitize=False)
            if sitting.desk.read_only:
                _offer_copy(sitting)
            self._next = ui.html("", sanitize=False)
            with ui.element("div") as self._work:
                if sitting.person.may_rate and not sitting.desk.read_only:
                    _extract_button(sitting, shelf, None)
            self._origins = ui.element("section").classes("origins")
            if may_bring:
                BringIn(sitting, lambda: None)
            self._missing = ui.html("", sanitize=False)
        self._show()
        ui.timer(0.05, self._compare, once=True)
        ui.timer(LOOK_EVERY, self._look)

    def _show(self) -> None:
        sitting, say = self.sitting, self.sitting.say
        shown = rows(sitting.case, self.records, self.there)
        self._list.set_content(str(rows_markup(shown, sitting.address, say)) if shown else str(_none_yet(sitting)))
        self._missing.set_content(str(_missing_markup(sitting, self.records)))
        self._work.set_visibility(bool(self.records))
        self._next.set_content(str(self._next_markup()))

    def _next_markup(self) -> Markup:
        sitting = self.sitting
        waiting = next(iter(self.there.open.values()), None)
        if waiting is None:
            return Markup("")
        address = sitting.address("documents", document=waiting.document, candidate=waiting.id, queue=ALL)
        words = sitting.say("Review what waits: {number}").format(number=figure(len(self.there.open)))
        return Markup('<p class="next"><a href="{}">{}</a></p>').format(address, words)

    async def _look(self) -> None:
        stamp = (self.shelf.stamp(), self.sitting.desk.version)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self.records = await to_thread(self.shelf.records)
            self.there = await to_thread(self.shelf.standing)
        except EquipoiseError as error:
            self._alert.set_content(str(_alert_markup(error)))
            return
        self._show()
        await self._compare()

    async def _compare(self) -> None:
        """What takes reading every document: whether one was changed, and what they have in common."""
        say = self.sitting.say
        changed = await to_thread(self.shelf.changed)
        lines = Markup("").join(
            Markup('<p class="finding">{}: {}</p>').format(name, "; ".join(what)) for name, what in changed.items()
        )
        told = say("Documents have changed since they were brought in: no place in them can be trusted.")
        self._alert.set_content(
            str(Markup('<div class="loud"><p class="strong">{}</p>{}</div>').format(told, lines)) if changed else ""
        )
        found = origin_proposals(self.sitting.case, await to_thread(self.shelf.common_origins))
        self._origins.clear()
        if not found:
            return
        with self._origins:
            ui.html(f"<h2>{say('May rest on one origin')}</h2>", sanitize=False)
            ui.label(
                say(
                    "These documents share wording. Items of one origin count for little more than one. Shared words "
                    "can also be a quotation of a third text: read both before you decide."
                )
            ).classes("dim")
            for proposal in found[:MOST_ORIGINS]:
                self._lay_out_origin(proposal)
            if len(found) > MOST_ORIGINS:
                ui.label(f"{count(len(found) - MOST_ORIGINS)} {say('more pairs in common-origins.yaml')}").classes(
                    "dim"
                )

    def _lay_out_origin(self, proposal: OriginProposal) -> None:
        sitting = self.sitting
        with ui.element("div").classes("origin"):
            ui.html(str(proposal_markup(proposal, self.records, sitting.address, sitting.say)), sanitize=False)
            may = sitting.person.may_edit and not sitting.desk.read_only
            if may and len(proposal.items) > 1 and proposal.differing:
                words = sitting.say("Give them the origin {origin}").format(origin=proposal.origin)
                ui.button(words, on_click=lambda: self._share_origin(proposal)).props("no-caps flat dense")

    def _share_origin(self, proposal: OriginProposal) -> None:
        edits = {f"evidence.{item.id}.origin": proposal.origin for item in proposal.differing}
        self.sitting.attempt(lambda: self.sitting.desk.edit(edits, who=self.sitting.person.name))


def _none_yet(sitting: Sitting) -> Markup:
    say = sitting.say
    if sitting.desk.read_only:
        return Markup("<p>{}</p>").format(say("This case comes without the documents it rests on."))
    return Markup("<p>{}</p>").format(
        say(
            "No documents yet. Bring in the texts that your evidence is to rest on: each is kept as it is, dated acts "
            "and statements are found in it, and you decide what becomes evidence."
        )
    )


def _missing_markup(sitting: Sitting, records: Mapping[str, DocumentRecord]) -> Markup:
    """Documents that evidence names and the case does not keep."""
    named: dict[str, int] = {}
    for item in sitting.case.evidence:
        for name in {place.document for place in item.where}:
            named[name] = named.get(name, 0) + 1
    missing = {name: number for name, number in named.items() if name not in records}
    if not missing:
        return Markup("")
    lines = Markup("").join(
        Markup('<li><a href="{}">{}</a> <span class="dim">{}</span></li>').format(
            sitting.address("documents", document=name), name, counted(number, "item")
        )
        for name, number in sorted(missing.items())
    )
    return Markup('<h2>{}</h2><p class="dim">{}</p><ul class="plain columns">{}</ul>').format(
        sitting.say("Named by evidence, not kept here"),
        sitting.say("Bring a document in under the same name, and every place in it can be read."),
        lines,
    )


def _lay_out_absent(sitting: Sitting, document: str) -> None:
    say = sitting.say
    with ui.element("div").classes("documents-page"):
        ui.link(say("All documents"), sitting.address("documents")).classes("up")
        ui.html(str(Markup("<h1>{}</h1>").format(document)), sanitize=False)
        ui.html(
            str(absent_markup(sitting.case, document, _span(sitting.parameters), sitting.address, say)), sanitize=False
        )
        name = f"my-{sitting.desk.name}" if sitting.desk.read_only else sitting.desk.name
        told = Markup("<h2>{}</h2><p>{}</p><p><code>equipoise ingest {} FILE --id {}</code></p>").format(
            say("To read it here"),
            say("Save the document as a file, and bring it in under this name; the link then leads to the words."),
            name,
            document,
        )
        ui.html(str(told), sanitize=False)
        if sitting.desk.read_only:
            _offer_copy(sitting)


# --- one document ------------------------------------------------------------------------------------------------


class _Reading:
    """A document with its marks, and the review beside it."""

    def __init__(self, sitting: Sitting, shelf: Shelf, records: Mapping[str, DocumentRecord], document: str) -> None:
        self.sitting, self.shelf, self.records, self.document = sitting, shelf, records, document
        self.asked = _span(sitting.parameters)
        self.frozen: FrozenText | None = None
        self.window = Window(0, 0)
        self._stamp: Any = None
        self._lay_out()

    async def open(self) -> None:
        """Show the document at the place asked for, and a candidate."""
        await self._show_document(self.document)
        wanted = self.sitting.parameters.get("candidate", "")
        await self.pane.begin(wanted, at=None if wanted else self.asked)
        if self.asked is not None and not wanted:
            await self._go(*self.asked)
        ui.timer(LOOK_EVERY, self._look)

    def _lay_out(self) -> None:
        say = self.sitting.say
        with ui.element("div").classes("reading"):
            with ui.element("aside").classes("left").props(f'aria-label="{say("Places in this document")}"'):
                self._places = ui.html("", sanitize=False)
            with ui.element("div").classes("middle"):
                ui.link(say("All documents"), self.sitting.address("documents")).classes("up")
                self._head = ui.html("", sanitize=False)
                self._alert = ui.html("", sanitize=False).props('role="alert"')
                with ui.element("div").classes("shown") as self._shown:
                    self._lay_out_text()
            with ui.element("aside").classes("right").props(f'aria-label="{say("Review")}"'):
                self.pane = ReviewPane(
                    self.sitting,
                    self.shelf,
                    document=self.document,
                    queue=ALL if self.sitting.parameters.get("queue") == ALL else "",
                    show=self._show_candidate,
                    decided=self._draw,
                )
                self._work = ui.element("div")
        ui.on("document_candidate", self._asked_for_candidate)
        ui.on("document_go", self._asked_to_go)
        ui.on("document_selected", self._selected)

    def _lay_out_text(self) -> None:
        say = self.sitting.say
        with ui.element("div").classes("position"):
            self._position = ui.label().classes("dim").props('role="status"')
            self._earlier = self._turn("Earlier", earlier)
            self._later = self._turn("Later", later)
        region = f'tabindex="0" role="region" aria-label="{say("Text")}"'
        with ui.element("div").classes("document-text").props(region):
            self._text = ui.html("", sanitize=False)
        ui.html(str(_key(say)), sanitize=False)

    def _turn(self, words: str, to: Any) -> ui.button:
        def turn() -> None:
            if self.frozen is not None:
                self.window = to(self.frozen.text, self.window)
                self._draw_text(marks_of(self.document, self.sitting.case, self._there, self.sitting.say))
                ui.run_javascript("equipoiseDocument.top()")

        return ui.button(self.sitting.say(words), on_click=turn).props("flat dense no-caps").classes("small")

    async def _show_document(self, name: str) -> None:
        say = self.sitting.say
        if name != self.document:
            self.asked = None
        self.document = self.pane.document = name
        record = self.records[name]
        self._head.set_content(
            str(Markup("<h1>{}</h1>{}").format(record.title or record.id, record_markup(record, say)))
        )
        self.frozen = None
        try:
            self.frozen = await to_thread(self.shelf.text, name)
            self._alert.set_content(str(self._asked_in_vain(self.frozen)))
        except ChangedDocumentError as error:
            told = say("This document is no longer what was brought in. Its text is not shown.")
            self._alert.set_content(
                str(
                    Markup('<div class="loud"><p class="strong">{}</p><p>{}</p><p>{}</p></div>').format(
                        told, str(error), error.hint
                    )
                )
            )
        except EquipoiseError as error:
            self._alert.set_content(str(_alert_markup(error)))
        if self.frozen is not None:
            self.window = window_around(self.frozen.text, self.asked[0] if self.asked is not None else 0)
        await self._draw()
        self._work.clear()
        if self.pane.may_review and self.frozen is not None:
            with self._work:
                _extract_button(self.sitting, self.shelf, name)

    def _asked_in_vain(self, frozen: FrozenText) -> Markup:
        if self.asked is None or frozen.quotation(*self.asked) is not None:
            return Markup("")
        told = self.sitting.say("The text has {all} characters: there is no place {first} to {last} in it.")
        words = told.format(all=figure(len(frozen.text)), first=figure(self.asked[0]), last=figure(self.asked[1]))
        return Markup('<div class="loud"><p>{}</p></div>').format(words)

    async def _draw(self) -> None:
        """Draw the marks anew, as the case and the decisions stand."""
        self._there = await to_thread(self.shelf.standing)
        self._stamp = (self.shelf.stamp(), self.sitting.desk.version)
        say = self.sitting.say
        marks = marks_of(self.document, self.sitting.case, self._there, say)
        on_items = [mark for mark in marks if mark.kind == "item"]
        others = [mark for mark in marks if mark.kind != "item"]
        self._places.set_content(
            str(
                Markup("<h2>{}<span>{}</span></h2>{}<h2>{}<span>{}</span></h2>{}").format(
                    say("Evidence"),
                    len(on_items),
                    places_markup(on_items, label=say("Evidence"))
                    if on_items
                    else Markup('<p class="dim">{}</p>').format(say("Nothing rests on this document yet.")),
                    say("Candidates"),
                    len(others),
                    places_markup(others, label=say("Candidates")),
                )
            )
        )
        self._draw_text(marks)

    def _draw_text(self, marks: Any) -> None:
        say, frozen = self.sitting.say, self.frozen
        if frozen is None:
            self._text.set_content("")
            self._shown.set_visibility(False)
            return
        self._shown.set_visibility(True)
        self._text.set_content(
            str(
                text_markup(
                    frozen,
                    self.window,
                    marks,
                    asked=self.asked,
                    evidence_address=lambda item: self.sitting.address("evidence", item=item),
                    say=say,
                )
            )
        )
        self._position.text = position_words(frozen, self.window, say)
        is_cut = bool(self._position.text)
        for button, can in (
            (self._earlier, self.window.start > 0),
            (self._later, self.window.end < len(frozen.text)),
        ):
            button.set_visibility(is_cut)
            button.set_enabled(can)
        if self.pane.candidate is not None and self.pane.candidate.document == self.document:
            ui.run_javascript(f"equipoiseDocument.mark({self.pane.candidate.start}, {self.pane.candidate.end})")

    async def _go(self, start: int, end: int) -> None:
        """Bring a place into view."""
        if self.frozen is None or self.frozen.quotation(start, end) is None:
            return
        if not (self.window.start <= start and end <= self.window.end):
            self.window = window_around(self.frozen.text, start)
            self._draw_text(marks_of(self.document, self.sitting.case, self._there, self.sitting.say))
        ui.run_javascript(f"equipoiseDocument.show({start}, {end})")

    async def _show_candidate(self, candidate: Candidate) -> None:
        if candidate.document != self.document and candidate.document in self.records:
            await self._show_document(candidate.document)
        await self._go(candidate.start, candidate.end)

    async def _asked_for_candidate(self, event: events.GenericEventArguments) -> None:
        await self.pane.go(str(event.args))

    async def _asked_to_go(self, event: events.GenericEventArguments) -> None:
        start, end, kind, name = event.args
        if kind == "item":
            await self._go(int(start), int(end))
        else:
            await self.pane.go(str(name))

    def _selected(self, event: events.GenericEventArguments) -> None:
        start, end = (int(place) for place in event.args)
        words = self.frozen.quotation(start, end) if self.frozen is not None else None
        self.pane.selected = (start, end, words) if words is not None else None

    async def _look(self) -> None:
        """Take in what somebody else has brought in, found or decided."""
        stamp = (self.shelf.stamp(), self.sitting.desk.version)
        if stamp == self._stamp:
            return
        try:
            self.records = await to_thread(self.shelf.records)
            await self._draw()
            await self.pane.refresh()
        except EquipoiseError as error:
            self._stamp = stamp
            tell(error)


# --- pieces ------------------------------------------------------------------------------------------------------


def _extract_button(sitting: Sitting, shelf: Shelf, document: str | None) -> None:
    def told(found: Added) -> None:
        words = sitting.say(
            "Candidates added: {added}; there already: {known}. Nothing is evidence until somebody accepts it."
        )
        ui.label(words.format(added=figure(len(found.added)), known=figure(found.known)))

    LongWork(
        sitting,
        "Find candidates in this document" if document is not None else "Find candidates in all documents",
        look_for_candidates,
        lambda: (sitting.desk.folder, None if document is None else (document,)),
        lambda: (sitting.desk.name, document, shelf.stamp()),
        told,
    )


def _key(say: Say) -> Markup:
    """What the marks in the text mean."""
    marks = (("item", "evidence"), ("open", "a candidate that waits"), ("closed", "a candidate decided on"))
    return Markup('<p class="key text-key">{}</p>').format(
        Markup("").join(
            Markup('<span><mark class="{}">{}</mark></span>').format(kind, say(words)) for kind, words in marks
        )
    )


def _offer_copy(sitting: Sitting) -> None:
    if not sitting.person.may_edit:
        return

    def copy() -> None:
        name = f"my-{sitting.desk.name}"
        if sitting.attempt(lambda: sitting.workspace.copy_case(sitting.desk.name, name)):
            ui.navigate.to(f"/case/{name}/documents")

    with ui.element("p").classes("dim"):
        ui.label(sitting.say("This case comes with Equipoise and stays as it is."))
        ui.button(sitting.say("Work on a copy"), on_click=copy).props("no-caps unelevated dense")


def _span(parameters: Mapping[str, str]) -> tuple[int, int] | None:
    """The span that an address asks for; None where it asks for none that could be."""
    start, end = parameters.get("start", ""), parameters.get("end", "")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    return (int(start[:9]), int(end[:9])) if int(start[:9]) < int(end[:9]) else None


def _alert(error: EquipoiseError) -> None:
    ui.html(str(_alert_markup(error)), sanitize=False).props('role="alert"')


def _alert_markup(error: EquipoiseError) -> Markup:
    findings = Markup("").join(
        Markup('<p class="finding">{}</p>').format(str(one)) for one in getattr(error, "findings", ())
    )
    return Markup('<div class="loud"><p class="strong">{}</p>{}<p>{}</p></div>').format(
        str(error), findings, error.hint
    )


DOCUMENTS = Page("documents", "Documents", build, scripts=("documents.js",))
