"""Documents that share wording, and a button that gives the items resting on them one origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nicegui import ui

from equipoise.documents.common_origins import CommonOrigin
from equipoise.documents.records import DocumentRecord
from equipoise.report.numbers import count
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.document_list import OriginProposal, origin_proposals, proposal_markup

MOST_ORIGINS = 20
"""Pairs of documents shown."""


class DocumentOrigins:
    """The part of the page that shows what may be of one origin.

    Args:
        sitting: The page.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._place = ui.element("section").classes("origins")

    def show(self, shared: Sequence[CommonOrigin], records: Mapping[str, DocumentRecord]) -> None:
        """Show pairs of documents, the largest share of common words first; nothing where there are none."""
        say = self._sitting.say
        found = origin_proposals(self._sitting.case, shared)
        self._place.clear()
        if not found:
            return
        with self._place:
            ui.html(f"<h2>{say('May rest on one origin')}</h2>", sanitize=False)
            ui.label(
                say(
                    "These documents share wording. Items of one origin count for little more than one. Shared words "
                    "can also be a quotation of a third text: read both before you decide."
                )
            ).classes("dim")
            for proposal in found[:MOST_ORIGINS]:
                self._lay_out(proposal, records)
            if len(found) > MOST_ORIGINS:
                more = f"{count(len(found) - MOST_ORIGINS)} {say('more pairs in common-origins.yaml')}"
                ui.label(more).classes("dim")

    def _lay_out(self, proposal: OriginProposal, records: Mapping[str, DocumentRecord]) -> None:
        sitting = self._sitting
        with ui.element("div").classes("origin"):
            ui.html(str(proposal_markup(proposal, records, sitting.address, sitting.say)), sanitize=False)
            may = sitting.person.may_edit and not sitting.desk.read_only
            if may and len(proposal.items) > 1 and proposal.differing:
                words = sitting.say("Give them the origin {origin}").format(origin=proposal.origin)
                ui.button(words, on_click=lambda: self._share(proposal)).props("no-caps flat dense")

    def _share(self, proposal: OriginProposal) -> None:
        edits = {f"evidence.{item.id}.origin": proposal.origin for item in proposal.differing}
        self._sitting.attempt(lambda: self._sitting.desk.edit(edits, who=self._sitting.person.name))
