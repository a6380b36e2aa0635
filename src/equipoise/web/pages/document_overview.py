"""All documents of a case: the list, what waits for review, what may be of one origin, and ways to bring more in."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping, Sequence

from markupsafe import Markup
from nicegui import ui

from equipoise.documents.records import DocumentRecord
from equipoise.errors import EquipoiseError
from equipoise.review.standing import Standing
from equipoise.web.pages.bring_in import BringIn
from equipoise.web.pages.document_origins import DocumentOrigins
from equipoise.web.pages.find_candidates import find_candidates
from equipoise.web.pages.own_copy import offer_copy
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.alert import alert_markup
from equipoise.web.parts.document_list import rows, rows_markup
from equipoise.web.parts.figures import figure
from equipoise.web.parts.missing_documents import missing_markup
from equipoise.web.parts.review_order import ALL
from equipoise.web.workspace.document_shelf import Shelf

LOOK_EVERY = 1.0
"""Seconds between two looks at the disk for documents, candidates and decisions of others."""


class DocumentOverview:
    """The page without a document chosen.

    Args:
        sitting: The page.
        shelf: Documents, candidates and decisions.
        records: Records of the documents, by id.
        there: Candidates and what was decided on them.
    """

    def __init__(self, sitting: Sitting, shelf: Shelf, records: Mapping[str, DocumentRecord], there: Standing) -> None:
        self.sitting, self.shelf, self.records, self.there = sitting, shelf, records, there
        self._stamp = (shelf.stamp(), sitting.desk.version)
        self._lay_out()
        self._show()
        ui.timer(0.05, self._compare, once=True)
        ui.timer(LOOK_EVERY, self._look)

    def _lay_out(self) -> None:
        sitting, read_only = self.sitting, self.sitting.desk.read_only
        with ui.element("div").classes("documents-page"):
            ui.html(f"<h1>{sitting.say('Documents')}</h1>", sanitize=False)
            self._alert = ui.html("", sanitize=False).props('role="alert"')
            self._list = ui.html("", sanitize=False)
            if read_only:
                offer_copy(sitting, "documents")
            self._next = ui.html("", sanitize=False)
            with ui.element("div") as self._work:
                if sitting.person.may_rate and not read_only:
                    find_candidates(sitting, self.shelf, None)
            self._origins = DocumentOrigins(sitting)
            if sitting.person.may_edit and not read_only:
                BringIn(sitting, lambda: None)
            self._missing = ui.html("", sanitize=False)

    def _show(self) -> None:
        sitting, say = self.sitting, self.sitting.say
        shown = rows(sitting.case, self.records, self.there)
        self._list.set_content(str(rows_markup(shown, sitting.address, say) if shown else self._none_yet()))
        self._missing.set_content(str(missing_markup(sitting.case, self.records, sitting.address, say)))
        self._work.set_visibility(bool(self.records))
        self._next.set_content(str(self._next_markup()))

    def _none_yet(self) -> Markup:
        say = self.sitting.say
        if self.sitting.desk.read_only:
            return Markup("<p>{}</p>").format(say("This case comes without the documents it rests on."))
        return Markup("<p>{}</p>").format(
            say(
                "No documents yet. Bring in the texts that your evidence is to rest on: each is kept as it is, dated "
                "acts and statements are found in it, and you decide what becomes evidence."
            )
        )

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
            self._alert.set_content(str(alert_markup(error)))
            return
        self._show()
        await self._compare()

    async def _compare(self) -> None:
        """What takes reading every document: whether one was changed, and what they have in common."""
        self._alert.set_content(str(self._changed_markup(await to_thread(self.shelf.changed))))
        self._origins.show(await to_thread(self.shelf.common_origins), self.records)

    def _changed_markup(self, changed: Mapping[str, Sequence[str]]) -> Markup:
        if not changed:
            return Markup("")
        told = self.sitting.say("Documents have changed since they were brought in: no place in them can be trusted.")
        lines = Markup("").join(
            Markup('<p class="finding">{}: {}</p>').format(name, "; ".join(what)) for name, what in changed.items()
        )
        return Markup('<div class="loud"><p class="strong">{}</p>{}</div>').format(told, lines)
