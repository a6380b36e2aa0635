"""One document: its text with what rests on it, and the review beside it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from nicegui import events, ui

from equipoise.documents.candidates import Candidate
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.kept import ChangedDocumentError
from equipoise.documents.records import DocumentRecord
from equipoise.errors import EquipoiseError
from equipoise.web.pages.document_window import DocumentWindow
from equipoise.web.pages.find_candidates import find_candidates
from equipoise.web.pages.review.pane import ReviewPane
from equipoise.web.pages.sitting import Sitting, tell
from equipoise.web.parts.alert import alert_markup
from equipoise.web.parts.asked_span import asked_span
from equipoise.web.parts.document_list import record_markup
from equipoise.web.parts.document_marks import marks_of
from equipoise.web.parts.document_text import all_places_markup
from equipoise.web.parts.figures import figure
from equipoise.web.parts.review_order import ALL
from equipoise.web.workspace.document_shelf import Shelf

LOOK_EVERY = 1.0
"""Seconds between two looks at the disk for documents, candidates and decisions of others."""


class DocumentReading:
    """The page of a document. While all documents are reviewed it goes on to others.

    Args:
        sitting: The page.
        shelf: Documents, candidates and decisions.
        records: Records of the documents, by id.
        document: The one to begin with.
    """

    def __init__(self, sitting: Sitting, shelf: Shelf, records: Mapping[str, DocumentRecord], document: str) -> None:
        self.sitting, self.shelf, self.records, self.document = sitting, shelf, records, document
        self._asked = asked_span(sitting.parameters)
        self._stamp: Any = None
        self._lay_out()

    async def open(self) -> None:
        """Show the document at the place asked for, and a candidate."""
        await self._show_document(self.document)
        wanted = self.sitting.parameters.get("candidate", "")
        await self._pane.begin(wanted, at=None if wanted else self._asked)
        if self._asked is not None and not wanted:
            self._text.go(*self._asked)
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
                self._text = DocumentWindow(self.sitting, self._current)
            with ui.element("aside").classes("right").props(f'aria-label="{say("Review")}"'):
                self._pane = ReviewPane(
                    self.sitting,
                    self.shelf,
                    document=self.document,
                    scope=ALL if self.sitting.parameters.get("queue") == ALL else "",
                    show=self._show_candidate,
                    decided=self._draw,
                )
                self._work = ui.element("div")
        ui.on("document_candidate", self._asked_for_candidate)
        ui.on("document_go", self._asked_to_go)
        ui.on("document_selected", self._selected)

    # --- showing ---

    async def _show_document(self, name: str) -> None:
        if name != self.document:
            self._asked = None
        self.document = self._pane.document = name
        record = self.records[name]
        title = Markup("<h1>{}</h1>").format(record.title or record.id)
        self._head.set_content(str(title + record_markup(record, self.sitting.say)))
        frozen = await self._read(name)
        self._text.take(frozen, self._asked)
        await self._draw()
        self._work.clear()
        if self._pane.may_review and frozen is not None:
            with self._work:
                find_candidates(self.sitting, self.shelf, name)

    async def _read(self, name: str) -> FrozenText | None:
        """The text of a document; None, and said loudly, where it cannot be trusted."""
        say = self.sitting.say
        try:
            frozen = await to_thread(self.shelf.text, name)
        except ChangedDocumentError as error:
            told = say("This document is no longer what was brought in. Its text is not shown.")
            self._alert.set_content(str(alert_markup(error, first=told)))
            return None
        except EquipoiseError as error:
            self._alert.set_content(str(alert_markup(error)))
            return None
        self._alert.set_content(str(self._asked_in_vain(frozen)))
        return frozen

    def _asked_in_vain(self, frozen: FrozenText) -> Markup:
        if self._asked is None or frozen.quotation(*self._asked) is not None:
            return Markup("")
        told = self.sitting.say("The text has {all} characters: there is no place {first} to {last} in it.")
        words = told.format(all=figure(len(frozen.text)), first=figure(self._asked[0]), last=figure(self._asked[1]))
        return Markup('<div class="loud"><p>{}</p></div>').format(words)

    async def _draw(self) -> None:
        """Draw the marks anew, as the case and the decisions stand."""
        there = await to_thread(self.shelf.standing)
        self._stamp = (self.shelf.stamp(), self.sitting.desk.version)
        marks = marks_of(self.document, self.sitting.case, there, self.sitting.say)
        self._places.set_content(str(all_places_markup(marks, self.sitting.say)))
        self._text.draw(marks)

    def _current(self) -> tuple[int, int] | None:
        candidate = self._pane.candidate
        is_here = candidate is not None and candidate.document == self.document
        return (candidate.start, candidate.end) if candidate is not None and is_here else None

    async def _show_candidate(self, candidate: Candidate) -> None:
        if candidate.document != self.document and candidate.document in self.records:
            await self._show_document(candidate.document)
        self._text.go(candidate.start, candidate.end)

    # --- what the browser tells ---

    async def _asked_for_candidate(self, event: events.GenericEventArguments) -> None:
        await self._pane.go(str(event.args))

    async def _asked_to_go(self, event: events.GenericEventArguments) -> None:
        start, end, kind, name = event.args
        if kind == "item":
            self._text.go(int(start), int(end))
        else:
            await self._pane.go(str(name))

    def _selected(self, event: events.GenericEventArguments) -> None:
        start, end = (int(place) for place in event.args)
        words = self._text.quotation(start, end)
        self._pane.selected = (start, end, words) if words is not None else None

    async def _look(self) -> None:
        """Take in what somebody else has brought in, found or decided."""
        stamp = (self.shelf.stamp(), self.sitting.desk.version)
        if stamp == self._stamp:
            return
        try:
            self.records = await to_thread(self.shelf.records)
            await self._draw()
            await self._pane.refresh()
        except EquipoiseError as error:
            self._stamp = stamp
            tell(error)
