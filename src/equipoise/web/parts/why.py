"""What is known of the selected item: what happened, who says so, where it stands, and what one is asked."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date, prose_date
from equipoise.report.palette import hue_number
from equipoise.web.labels import Say
from equipoise.web.parts.evidence_list import rated_scenarios
from equipoise.web.parts.matrix import rated


def item_markup(case: Case, item: EvidenceItem, say: Say = str) -> Markup:
    """The item, with a way to its words in their document and to what it moved."""
    names = Names(case)
    about = [coarse_date(item.date), item.kind, item.grade or ""]
    if item.origin:
        shared = sum(other.origin == item.origin for other in case.evidence)
        shares = f", {say('{number} items').format(number=shared)}" if shared > 1 else ""
        about.append(f"{say('origin')}: {names.origin(item)}{shares}")
    about.append(f"{say('known')} {prose_date(case.known(item))}")
    sources = Markup("; ").join(_source(case, name) for name in item.sources)
    places = Markup(" · ").join(_place(case, place.document, place.start, place.end, say) for place in item.where)
    return Markup("<h3>{}</h3><p class='dim'>{}</p><p>{}</p><p>{}</p>{}").format(
        tidy(item.what),
        " · ".join(part for part in about if part),
        sources or say("no source named"),
        places or Markup('<span class="dim">{}</span>').format(say("no place in a document")),
        Markup('<p class="dim">{}</p>').format(tidy(item.note)) if item.note else "",
    )


def is_fully_rated(case: Case, item: str, rater: str) -> bool:
    """Whether somebody has rated an item on every scenario, so that its effect may be shown."""
    return rated_scenarios(case, item, rater) == len(case.definition.scenarios)


def others_markup(case: Case, place: tuple[str, str, str], rater: str, say: Say, *, is_open: bool) -> Markup:
    """What other raters gave one cell, and why; nothing where none did.

    Args:
        case: The case as its reader may see it.
        place: Item, subject and level.
        rater: Whose rating stands in the matrix.
        say: Labels in the reader's language.
        is_open: Whether it is unfolded: before one's own judgement that of others is one click away, not in sight.
    """
    rows = [row for row in case.ratings_of(place[0]) if (row.subject, row.level) == place[1:] and row.rater != rater]
    if not rows:
        return Markup("")
    told = Markup("").join(
        Markup("<dt>{} <b>{} dB</b></dt><dd>{}</dd>").format(
            row.rater,
            rated(row, case.definition.scale).text,
            tidy(row.why) if row.why else Markup('<span class="dim">{}</span>').format(say("no reason given")),
        )
        for row in rows
    )
    return Markup('<details class="others"{}><summary>{}: {}</summary><dl>{}</dl></details>').format(
        Markup(" open") if is_open else "", say("What others gave"), len(rows), told
    )


def question_markup(case: Case, subject: str, level: str, slot: int, say: Say = str) -> Markup:
    """What one is asked at a cell."""
    names = Names(case)
    if subject == "scenarios":
        what = Markup('<b class="s{} name">{}</b>').format(hue_number(slot), names.scenario(level))
        return Markup(say("How many times likelier is this under {what} than under something else?")).format(what=what)
    if subject == "explanations":
        what = Markup("<b>{}</b>").format(names.explanation(level))
        return Markup(
            say("How many times likelier is this if {what} drives the actor? Kept and shown; not in the likelihood.")
        ).format(what=what)
    what = Markup("<b>{}: {}</b>").format(names.condition(subject), names.level_amid(subject, level))
    return Markup(say("How many times likelier is this under {what} than under its other levels?")).format(what=what)


def _source(case: Case, name: str) -> Markup:
    source = case.sources.get(name)
    grade = f" ({source.grade})" if source is not None and source.grade else ""
    return Markup("{}{}").format(Names(case).source(name), grade)


def _place(case: Case, document: str, start: int, end: int, say: Say) -> Markup:
    address = f"/case/{quote(case.name)}/documents?document={quote(document)}&start={start}&end={end}"
    return Markup('<a href="{}">{}</a>').format(
        address, say("{document}, from character {start}").format(document=document, start=start)
    )
