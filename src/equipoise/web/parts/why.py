"""What is known of the selected item: what happened, who says so, where it stands, and what one is asked."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date, counted, prose_date
from equipoise.web.parts.evidence_list import rated_scenarios


def item_markup(case: Case, item: EvidenceItem) -> Markup:
    """The item, with a way to its words in their document and to what it moved."""
    names = Names(case)
    about = [coarse_date(item.date), item.kind, item.grade or ""]
    if item.origin:
        shared = sum(other.origin == item.origin for other in case.evidence)
        about.append(f"origin: {names.origin(item)}" + (f", {counted(shared, 'item')}" if shared > 1 else ""))
    about.append(f"known {prose_date(case.known(item))}")
    sources = Markup("; ").join(_source(case, name) for name in item.sources)
    places = Markup(" · ").join(_place(case, place.document, place.start, place.end) for place in item.where)
    return Markup("<h3>{}</h3><p class='dim'>{}</p><p>{}</p><p>{}</p>{}").format(
        tidy(item.what),
        " · ".join(part for part in about if part),
        sources or "no source named",
        places or Markup('<span class="dim">no place in a document</span>'),
        Markup('<p class="dim">{}</p>').format(tidy(item.note)) if item.note else "",
    )


def is_fully_rated(case: Case, item: str, rater: str) -> bool:
    """Whether somebody has rated an item on every scenario, so that its effect may be shown."""
    return rated_scenarios(case, rater).get(item, 0) == len(case.definition.scenarios)


def question_markup(case: Case, subject: str, level: str, slot: int) -> Markup:
    """What one is asked at a cell."""
    names = Names(case)
    if subject == "scenarios":
        what = Markup('<b class="s{} name">{}</b>').format((slot - 1) % 4 + 1, names.scenario(level))
        return Markup("How many times likelier is this under {} than under something else?").format(what)
    if subject == "explanations":
        what = Markup("<b>{}</b>").format(names.explanation(level))
        return Markup(
            "How many times likelier is this if {} drives the actor? Kept and shown; not in the likelihood."
        ).format(what)
    what = Markup("<b>{}: {}</b>").format(names.condition(subject), names.level_amid(subject, level))
    return Markup("How many times likelier is this under {} than under its other levels?").format(what)


def _source(case: Case, name: str) -> Markup:
    source = case.sources.get(name)
    grade = f" ({source.grade})" if source is not None and source.grade else ""
    return Markup("{}{}").format(Names(case).source(name), grade)


def _place(case: Case, document: str, start: int, end: int) -> Markup:
    address = f"/case/{quote(case.name)}/documents?document={quote(document)}&start={start}&end={end}"
    return Markup('<a href="{}">{}, from character {}</a>').format(address, document, start)
