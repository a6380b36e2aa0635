"""The documents of a case: all of them, one with its review, or one that evidence names and nobody has brought in."""

from __future__ import annotations

from asyncio import to_thread

from markupsafe import Markup
from nicegui import ui

from equipoise.errors import EquipoiseError
from equipoise.web.pages.document_overview import DocumentOverview
from equipoise.web.pages.document_reading import DocumentReading
from equipoise.web.pages.own_copy import offer_copy
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.alert import alert_markup
from equipoise.web.parts.asked_span import asked_span
from equipoise.web.parts.document_list import absent_markup
from equipoise.web.workspace.document_shelf import shelf_of


async def build(sitting: Sitting) -> None:
    """Lay out the list, or one document."""
    shelf = shelf_of(sitting.desk)
    try:
        records = await to_thread(shelf.records)
        there = await to_thread(shelf.standing)
    except EquipoiseError as error:
        ui.html(f"<h1>{sitting.say('Documents')}</h1>", sanitize=False)
        ui.html(str(alert_markup(error)), sanitize=False).props('role="alert"')
        return
    wanted = sitting.parameters.get("document", "")
    if not wanted:
        DocumentOverview(sitting, shelf, records, there)
    elif wanted in records:
        await DocumentReading(sitting, shelf, records, wanted).open()
    else:
        _lay_out_absent(sitting, wanted)


def _lay_out_absent(sitting: Sitting, document: str) -> None:
    """What is known of a document that is not kept here, and how it can be read here."""
    say = sitting.say
    with ui.element("div").classes("documents-page"):
        ui.link(say("All documents"), sitting.address("documents")).classes("up")
        ui.html(str(Markup("<h1>{}</h1>").format(document)), sanitize=False)
        known = absent_markup(sitting.case, document, asked_span(sitting.parameters), sitting.address, say)
        ui.html(str(known), sanitize=False)
        name = f"my-{sitting.desk.name}" if sitting.desk.read_only else sitting.desk.name
        told = Markup("<h2>{}</h2><p>{}</p><p><code>equipoise ingest {} FILE --id {}</code></p>").format(
            say("To read it here"),
            say("Save the document as a file, and bring it in under this name; the link then leads to the words."),
            name,
            document,
        )
        ui.html(str(told), sanitize=False)
        if sitting.desk.read_only:
            offer_copy(sitting, "documents")


DOCUMENTS = Page("documents", "Documents", build, scripts=("documents.js",))
