"""The button that looks for candidates in one document or in all."""

from __future__ import annotations

from nicegui import ui

from equipoise.documents.candidates import Added
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.figures import figure
from equipoise.web.workspace.document_shelf import Shelf
from equipoise.web.workspace.document_work import look_for_candidates


def find_candidates(sitting: Sitting, shelf: Shelf, document: str | None) -> None:
    """Lay out the button.

    Args:
        sitting: The page.
        shelf: Documents and candidates.
        document: The document to look in; None for all.
    """

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
