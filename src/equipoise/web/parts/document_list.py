"""The documents of a case as a list, what is recorded of one, and those that may rest on one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Place
from equipoise.documents.common_origins import CommonOrigin
from equipoise.documents.records import DocumentRecord
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date, prose_date
from equipoise.review.standing import Standing
from equipoise.web.labels import Say
from equipoise.web.parts.figures import figure

Address = Callable[..., str]
"""`address("documents", document=ID)`."""

_WORDS_QUOTED = 24


@dataclass(frozen=True)
class Row:
    """A line of the list.

    Attributes:
        record: What is recorded of the document.
        items: Items of evidence that rest on it.
        waiting: Candidates without a decision.
        decided: Candidates with one.
    """

    record: DocumentRecord
    items: int
    waiting: int
    decided: int


def rows(case: Case, records: Mapping[str, DocumentRecord], there: Standing) -> tuple[Row, ...]:
    """The documents in the order in which they were brought in."""
    items: dict[str, set[str]] = {}
    for item in case.evidence:
        for place in item.where:
            items.setdefault(place.document, set()).add(item.id)
    waiting = Counter(candidate.document for candidate in there.open.values())
    decided = Counter(candidate.document for candidate in there.candidates.values() if candidate.id not in there.open)
    return tuple(
        Row(record, len(items.get(name, ())), waiting[name], decided[name]) for name, record in records.items()
    )


def rows_markup(shown: Sequence[Row], address: Address, say: Say) -> Markup:
    """The list as a table."""
    heads = ("Document", "Published", "Publisher or author", "Characters", "Evidence", "Waiting", "Decided")
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(say(one)) for one in heads)
    body = Markup("").join(_row(row, [say(one) for one in heads], address) for row in shown)
    return Markup(
        '<table class="documents"><caption class="visually-hidden">{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(say("Documents"), head, body)


def record_markup(record: DocumentRecord, say: Say) -> Markup:
    """Who wrote a document, when and where it can be read."""
    told = [
        ", ".join(map(tidy, record.authors)),
        tidy(record.publisher or ""),
        coarse_date(record.published) if record.published is not None else say("no date of publication"),
        f"{say('retrieved')} {prose_date(record.retrieved)}",
    ]
    parts = [Markup("{}").format(part) for part in told if part]
    if record.url:
        parts.append(web_link(record.url))
    lines = [Markup(" · ").join(parts)]
    if record.guessed:
        lines.append(
            Markup("{}: {}").format(
                say("guessed from the first lines, to be checked in documents.yaml"), ", ".join(record.guessed)
            )
        )
    if record.note:
        lines.append(Markup("{}").format(tidy(record.note)))
    return Markup("").join(Markup('<p class="dim">{}</p>').format(line) for line in lines)


def web_link(url: str) -> Markup:
    """An address to go to, or to read only where it is none of the web: an address can hold a script as well."""
    if urlsplit(url).scheme in ("http", "https"):
        return Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>').format(url)
    return Markup("{}").format(tidy(url))


def absent_markup(case: Case, document: str, asked: tuple[int, int] | None, address: Address, say: Say) -> Markup:
    """What is known of a document that the case names and does not keep: its sources, and what rests on it."""
    items = items_at(case, document, asked) or items_at(case, document, None)
    names = [document, *dict.fromkeys(name for item in items for name in item.sources)]
    sources = [name for name in names if name in case.sources]
    place = ""
    if asked is not None:
        told = say("What you followed leads to characters {first} to {last} of it.")
        place = told.format(first=figure(asked[0]), last=figure(asked[1]))
    rests = Markup("").join(
        Markup('<li><a href="{}">{}</a> <span class="dim">{}</span></li>').format(
            address("evidence", item=item.id), tidy(item.what), item.id
        )
        for item in items
    )
    # A case may list an author's claims under several sources that are one and the same text.
    told_once = dict.fromkeys(_source(case, name) for name in sources)
    told_sources = Markup("").join(Markup("<li>{}</li>").format(one) for one in told_once)
    return Markup("<p>{} {}</p>{}{}").format(
        say("The text of this document is not kept in this case."),
        place,
        Markup("<h2>{}</h2><ul class='plain'>{}</ul>").format(say("Where to read it"), told_sources)
        if sources
        else Markup(""),
        Markup("<h2>{}</h2><ul class='plain'>{}</ul>").format(say("What rests on it"), rests) if items else Markup(""),
    )


def items_at(case: Case, document: str, span: tuple[int, int] | None) -> tuple[EvidenceItem, ...]:
    """Items of evidence that rest on a document; with a span, on words of it."""
    return tuple(
        item
        for item in case.evidence
        if any(place.document == document and (span is None or _touches(place, span)) for place in item.where)
    )


# --- common origins ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OriginProposal:
    """Two documents that may rest on one origin, and the items it would matter for.

    Attributes:
        found: What they share.
        items: Items of evidence that rest on shared words.
        differing: Those of them that are not of the proposed origin.
        origin: The origin they would have: that which one of them has, or the name proposed.
    """

    found: CommonOrigin
    items: tuple[EvidenceItem, ...]
    differing: tuple[EvidenceItem, ...]
    origin: str


def origin_proposals(case: Case, found: Iterable[CommonOrigin]) -> tuple[OriginProposal, ...]:
    """What shared wording would mean for the evidence."""
    return tuple(_proposal(case, one) for one in found)


def proposal_markup(
    proposal: OriginProposal, records: Mapping[str, DocumentRecord], address: Address, say: Say
) -> Markup:
    """Which documents share how much, the longest passage, and both places to read it in."""
    found = proposal.found
    shared = found.shared
    told = (
        say("nearly one text: {share} % of the shorter stands in the other")
        if found.is_near_duplicate
        else say("words in common: {words}, {share} % of the shorter")
    )
    what = told.format(words=figure(shared.words), share=f"{100 * shared.share:.0f}")
    words = found.longest.split()
    quoted = " ".join(words[:_WORDS_QUOTED]) + (" …" if len(words) > _WORDS_QUOTED else "")
    longest = shared.passages[0]
    spans = {shared.first: longest.first, shared.second: longest.second}
    ways = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(
            address("documents", document=name, start=str(spans[name][0]), end=str(spans[name][1])),
            _title(records, name),
        )
        for name in (found.origin, found.other)
    )
    return Markup("<p>{}</p><p class='dim'>{}</p><blockquote>{}</blockquote><p class='dim'>{}</p>").format(
        ways, what, tidy(quoted), _bearing(proposal, say)
    )


def _proposal(case: Case, found: CommonOrigin) -> OriginProposal:
    items: dict[str, EvidenceItem] = {}
    for passage in found.shared.passages:
        for document, span in ((found.shared.first, passage.first), (found.shared.second, passage.second)):
            items |= {item.id: item for item in items_at(case, document, span)}
    origin = next((item.origin for item in items.values() if item.origin is not None), found.origin)
    differing = tuple(item for item in items.values() if item.origin != origin)
    return OriginProposal(found, tuple(items.values()), differing, origin)


def _bearing(proposal: OriginProposal, say: Say) -> str:
    names = ", ".join(item.id for item in proposal.items)
    if len(proposal.items) < 2:
        return say("No two items of evidence rest on these words yet.")
    if not proposal.differing:
        return say("{items} are of one origin, {origin}.").format(items=names, origin=proposal.origin)
    return say("{items} rest on these words and are counted as separate reports.").format(items=names)


# --- pieces ------------------------------------------------------------------------------------------------------


def _row(row: Row, heads: Sequence[str], address: Address) -> Markup:
    record = row.record
    cells = (
        coarse_date(record.published) if record.published is not None else "",
        tidy(record.publisher or ", ".join(record.authors)),
        figure(record.characters),
        figure(row.items),
        figure(row.waiting),
        figure(row.decided),
    )
    # Where the row becomes a block, each cell says of itself what it holds.
    told = Markup("").join(
        Markup('<td data-head="{}" class="{}">{}</td>').format(head, "n" if index > 1 else "", cell)
        for index, (head, cell) in enumerate(zip(heads[1:], cells, strict=True))
    )
    return Markup('<tr><th scope="row"><a href="{}">{}</a> <span class="dim">{}</span></th>{}</tr>').format(
        address("documents", document=record.id), tidy(record.title or record.id), record.id, told
    )


def _source(case: Case, name: str) -> Markup:
    source = case.sources[name]
    about = [tidy(source.by or ""), coarse_date(source.published) if source.published is not None else ""]
    told = Markup(" · ").join(part for part in about if part)
    url = Markup("<br>{}").format(web_link(source.url)) if source.url else Markup("")
    return Markup('{}<span class="dim"> {}</span>{}').format(Names(case).source(name), told, url)


def _title(records: Mapping[str, DocumentRecord], name: str) -> str:
    record = records.get(name)
    return tidy(record.title or name) if record is not None else name


def _touches(place: Place, span: tuple[int, int]) -> bool:
    return place.start < span[1] and span[0] < place.end
