"""What an accepted candidate would say, as far as the documents and the case tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import Place
from equipoise.documents.candidates import Candidate
from equipoise.documents.common_origins import CommonOrigin
from equipoise.documents.extraction.actors import gazetteer
from equipoise.documents.names import document_id
from equipoise.documents.records import DocumentRecord
from equipoise.review.accepted import AcceptedItem
from equipoise.review.source_of_document import DocumentSource, source_of_document

_WORDS_IN_AN_ID = 6


@dataclass(frozen=True)
class Suggestion:
    """What to ask a person with.

    Attributes:
        item: The item as it would be accepted, with a new source where the case has none that matches.
        because: Why a field is filled in so, by field, in words.
        where: The places it would have.
        same_words: Items, then open candidates, that rest on the same words here or in another document; to merge
            with one is likelier right than to accept another.
    """

    item: AcceptedItem
    because: Mapping[str, str] = field(default_factory=dict)
    where: tuple[Place, ...] = ()
    same_words: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "item": self.item.entry([place.model_dump() for place in self.where]),
            "new_sources": {name: dict(fields) for name, fields in self.item.new_sources.items()},
            "because": dict(self.because),
            "same_words": list(self.same_words),
        }


@dataclass(frozen=True)
class Around:
    """What a suggestion draws on.

    Attributes:
        case: The case; None where it cannot be read.
        records: Records of the documents, by id.
        common_origins: Documents that share wording.
        open: Candidates that wait for a decision, by id.
    """

    case: Case | None
    records: Mapping[str, DocumentRecord]
    common_origins: Sequence[CommonOrigin]
    open: Mapping[str, Candidate]


def suggest_item(candidate: Candidate, places: Sequence[Place], around: Around) -> Suggestion:
    """Fill in an item from the candidate, the record of its document, and what the case has.

    Args:
        candidate: The candidate.
        places: Its place, and those merged into it.
        around: What else there is.
    """
    because: dict[str, str] = {}
    record = around.records.get(candidate.document)
    sources, new = _sources(places, around, because)
    twins, shared_with = _same_words(candidate, places, around)
    item = AcceptedItem(
        id=_id(candidate, around.case),
        what=_what(candidate),
        date=_date(candidate, record, because),
        kind=_kind(candidate, around.case, because),
        sources=sources,
        origin=_origin(twins, shared_with, around.case, because),
        known=_known(record, sources[0] if sources else "", around.case, because),
        new_sources=new,
    )
    return Suggestion(item, because, tuple(places), twins)


# --- fields of the item ----------------------------------------------------------------------------------------


def _id(candidate: Candidate, case: Case | None) -> str:
    taken = case.items if case is not None else {}
    words = _without_links(candidate.text).split()[:_WORDS_IN_AN_ID]
    return document_id(" ".join(words), is_free=lambda name: name not in taken)


def _what(candidate: Candidate) -> str:
    text = _without_links(candidate.text)
    if candidate.label == "attributed_statement" and candidate.actor is not None:
        return f"{candidate.actor} says: {text}"
    return text[:1].upper() + text[1:]


def _without_links(text: str) -> str:
    """The words of Markdown links without their addresses."""
    return re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)


def _date(candidate: Candidate, record: DocumentRecord | None, because: dict[str, str]) -> str:
    if candidate.date is not None:
        because["date"] = "as its sentence says"
        return str(candidate.date)
    if record is not None and record.published is not None:
        because["date"] = "when the document was published; the sentence gives no date"
        return str(record.published)
    because["date"] = "neither the sentence nor the record of the document gives one"
    return ""


def _kind(candidate: Candidate, case: Case | None, because: dict[str, str]) -> str:
    is_said = candidate.label == "attributed_statement"
    if candidate.actor is None:
        because["kind"] = "no list of actors has the name of who " + ("says it" if is_said else "does it")
        return "report"
    if case is not None and _is_actor(candidate.actor, case.definition.actor):
        because["kind"] = f"{case.definition.actor} itself {'says' if is_said else 'does'} it"
        return "statement" if is_said else "conduct"
    because["kind"] = f"{candidate.actor} {'says' if is_said else 'does'} it, not the actor of the case"
    return "report" if is_said else "reading"


def _is_actor(named: str, actor: str) -> bool:
    return named.casefold() == actor.casefold() or gazetteer().names.get(actor) == named


def _sources(
    places: Sequence[Place], around: Around, because: dict[str, str]
) -> tuple[tuple[str, ...], dict[str, Mapping[str, Any]]]:
    """A source for each document of the places, that of the candidate first, and the fields of those that are new."""
    found: dict[str, DocumentSource] = {}
    for document in dict.fromkeys(place.document for place in places):
        if (record := around.records.get(document)) is not None:
            source = source_of_document(record, around.case.sources if around.case is not None else {}, found)
            found.setdefault(source.id, source)
    if found:
        told = list(found.values())
        because["sources"] = (
            told[0].because if len(told) == 1 else "; ".join(f"{one.id}: {one.because}" for one in told)
        )
    return tuple(found), {name: source.new for name, source in found.items() if source.new}


def _known(record: DocumentRecord | None, source: str, case: Case | None, because: dict[str, str]) -> str | None:
    """The day to write down, where the default would be another than that of the document."""
    if record is None or record.published is None:
        because["known"] = "the record of the document has no date of publication: it counts as known from its date on"
        return None
    there = case.sources.get(source) if case is not None else None
    if there is not None and there.published != record.published:
        because["known"] = f"the document is of {record.published}"
        return record.published.end.isoformat()
    because["known"] = f"when its source was published, {record.published}"
    return None


# --- the same words elsewhere ----------------------------------------------------------------------------------


def _same_words(
    candidate: Candidate, places: Sequence[Place], around: Around
) -> tuple[tuple[str, ...], CommonOrigin | None]:
    """Items and candidates on the same words, and the documents by which one of these places shares them."""
    elsewhere = [(pair, place) for place in places for pair, place in _shared(place, around.common_origins)]
    all_places = [*places, *(place for _, place in elsewhere)]
    items = around.case.evidence if around.case is not None else ()
    found = [item.id for item in items if _overlap(item.where, all_places)]
    found += [
        one.id
        for one in around.open.values()
        if one.id != candidate.id and _overlap([Place(document=one.document, start=one.start, end=one.end)], all_places)
    ]
    return tuple(found), elsewhere[0][0] if elsewhere else None


def _shared(place: Place, pairs: Iterable[CommonOrigin]) -> Iterable[tuple[CommonOrigin, Place]]:
    """Where words of a place stand in other documents, to within what punctuation and white space differ by."""
    for pair in pairs:
        for passage in pair.shared.passages:
            spans = {pair.shared.first: passage.first, pair.shared.second: passage.second}
            if place.document not in spans:
                continue
            here = spans.pop(place.document)
            ((other, there),) = spans.items()
            start, end = max(place.start, here[0]), min(place.end, here[1])
            if start < end:
                offset = there[0] - here[0]
                yield pair, Place(document=other, start=start + offset, end=end + offset)


def _overlap(one: Iterable[Place], other: Sequence[Place]) -> bool:
    return any(_is_shared(a, b) for a in one for b in other if a.document == b.document)


def _is_shared(one: Place, other: Place) -> bool:
    """Whether two places of a document have half of the shorter in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= min(one.end - one.start, other.end - other.start)


def _origin(
    twins: Iterable[str], shared_with: CommonOrigin | None, case: Case | None, because: dict[str, str]
) -> str | None:
    items = case.items if case is not None else {}
    for name in twins:
        if name in items and (origin := items[name].origin) is not None:
            because["origin"] = f"its words are those of {name}, which is of this origin"
            return origin
    if shared_with is None:
        return None
    one, other = shared_with.origin, shared_with.other
    because["origin"] = f"{other} has these words in common with {one}; proposed for all items that rest on them"
    return one
