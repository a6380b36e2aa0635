"""What became of files that were handed in, as `equipoise ingest` tells it."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.documents.inbox import PIPE
from equipoise.documents.ingest import Arrival, Ingested
from equipoise.report.names import tidy
from equipoise.web.labels import Say
from equipoise.web.parts.document_list import Address


def arrivals_markup(found: Ingested, address: Address, say: Say) -> Markup:
    """A line for each file: added, there already, or refused with the reason and what to do."""
    lines = Markup("").join(_arrival(one, address, say) for one in found.arrivals)
    left_out = Markup("")
    if found.not_compared:
        left_out = Markup('<p class="finding">{}: {}</p>').format(
            say("changed since they were brought in, and not compared"), ", ".join(found.not_compared)
        )
    return Markup('<ul class="plain">{}</ul>{}').format(lines, left_out)


def _arrival(one: Arrival, address: Address, say: Say) -> Markup:
    name = say("pasted text") if one.name == PIPE else tidy(one.name)
    record = one.record
    if record is None:
        why = "; ".join(part for part in (one.problem, one.mend) if part)
        return Markup("<li><b>{}</b> {}<p class='finding'>{}</p></li>").format(say(one.status), name, tidy(why))
    link = Markup('<a href="{}">{}</a>').format(
        address("documents", document=record.id), tidy(record.title or record.id)
    )
    if one.status == "there":
        problem = "; ".join(part for part in (one.problem, one.mend) if part)
        wrong = Markup('<p class="finding">{}</p>').format(tidy(problem)) if problem else Markup("")
        return Markup("<li><b>{}</b> {}: {} {}{}</li>").format(
            say("there already"), name, link, say("has the same bytes"), wrong
        )
    notes = [*one.notes]
    if record.guessed:
        notes.insert(0, f"{say('guessed, please check')}: {', '.join(record.guessed)}")
    below = Markup("").join(Markup('<p class="dim">{}</p>').format(tidy(note)) for note in notes)
    return Markup("<li><b>{}</b> {}: {}{}</li>").format(say("added"), name, link, below)
