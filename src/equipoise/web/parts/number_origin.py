"""Where a number comes from, as markup: what it is, what its range counts, and what it rests on, down to the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Place
from equipoise.ledger.chain import Entry
from equipoise.ledger.records import Judgement, Resolution
from equipoise.ledger.standing import Track
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date, counted, decibans, prose_date, table_date
from equipoise.report.view.on_record import says_of
from equipoise.web.labels import Say
from equipoise.web.parts.asked_number import AskedNumber, Subject
from equipoise.web.parts.document_list import web_link
from equipoise.web.parts.matrix import rated
from equipoise.web.parts.number_kinds import number_kind
from equipoise.web.workspace.origins import FEWEST_MOVED_DB, Origins

Address = Callable[..., str]

MOST_SHOWN = 8
"""Items shown; more would hide those that matter."""


def number_markup(asked: AskedNumber, say: Say) -> Markup:
    """The number, what it is, and what its range counts."""
    kind = number_kind(asked.of)
    around = Markup(" · ").join(part for part in (asked.row, asked.column) if part)
    return Markup("<p class='number'>{}</p><p class='dim'>{}</p><p>{}</p><p>{}</p>").format(
        asked.number or say("The number"), around, say(kind.what), say(kind.ranges)
    )


def item_origin_markup(
    case: Case, item: EvidenceItem, kept: Iterable[str] | None, address: Address, say: Say
) -> Markup:
    """One item as what a number rests on: what happened, who says so, and the place to read it at."""
    about = " · ".join(part for part in (coarse_date(item.date), item.kind, item.grade or "") if part)
    return Markup("<p><a href='{}'>{}</a> <span class='dim'>{}</span></p>{}").format(
        address("evidence", item=item.id), tidy(item.what), about, _whence(case, item, kept, address, say)
    )


def moved_markup(case: Case, subject: Subject, rests: str, found: Origins, address: Address, say: Say) -> Markup:
    """The evidence that moves a number most, with its weight, its source and its place."""
    names = Names(case)
    is_rated = rests == "condition" and bool(subject.condition)
    if is_rated:
        title = say("Rated on {name}").format(name=names.condition(subject.condition))
        weights = _rated_on(case, subject.condition, found)
        items = [case.items[item] for item in weights]
    else:
        moved, title = _moved(case, subject, rests, found, say)
        strongest = sorted(moved, key=lambda item: -abs(moved[item]))
        items = [case.items[item] for item in strongest if item in case.items]
        weights = {item: decibans(moved[item]) for item in strongest}
    if not items:
        return _nothing(case, address, say)
    shown = items[:MOST_SHOWN]
    lines = Markup("").join(_line(case, item, weights[item.id], found, address, say) for item in shown)
    more = say("Shown: {shown} of {all}.").format(shown=len(shown), all=len(items)) if len(items) > len(shown) else ""
    look = "moved rated" if is_rated else "moved"
    return Markup("<h3>{}</h3><ol class='{}'>{}</ol><p class='dim'>{}</p>").format(title, look, lines, more)


def ledger_markup(tracks: Sequence[Track], entries: Sequence[Entry], line: int, say: Say) -> Markup:
    """A line of the ledger: what it says, its hash, the line it stands on, and how the event turned out."""
    entry = next((one for one in entries if one.number == line), None)
    if entry is None:
        return Markup("<p>{}</p>").format(say("Every recorded number is a line of the ledger, with its hash."))
    track = next((one for one in tracks if any(_is_of(entry, said.entry) for said in one.said)), None)
    if track is None:
        track = next((one for one in tracks if entry in one.resolutions), None)
    rows: list[tuple[str, str | Markup]] = [
        (say("Line"), str(entry.number)),
        (say("Recorded"), f"{entry.recorded_at:%Y-%m-%d %H:%M} UTC"),
        (say("What it says"), says_of(entry)),
        (say("Hash"), Markup("<code>{}</code>").format(entry.hash)),
        (
            say("Hash of the line before"),
            Markup("<code>{}</code>").format(entry.previous or say("none: the first line")),
        ),
    ]
    if isinstance(entry.content, Judgement):
        rows += _judged(entry.content, say)
    rows.append((say("Resolution"), _resolution(track, say)))
    body = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(head, told) for head, told in rows if told)
    check = say("Anyone can check it offline:")
    return Markup("<dl class='ledger-line'>{}</dl><p>{} <code>equipoise ledger verify</code></p>").format(body, check)


# --- evidence ------------------------------------------------------------------------------------------------------


def _moved(case: Case, subject: Subject, rests: str, found: Origins, say: Say) -> tuple[Mapping[str, float], str]:
    if rests == "explanation" and subject.explanation:
        chosen, name, title = found.told_apart, subject.explanation, Names(case).explanation(subject.explanation)
        words = say("What told {name} apart from the others, with all items of the same day")
    else:
        chosen, name, title = found.moved, subject.scenario, Names(case).scenario(subject.scenario)
        words = say("The evidence that moves {name} most, on {day}")
    by_item = {item: moved.get(name, 0.0) for item, moved in chosen.items()}
    felt = {item: db for item, db in by_item.items() if abs(db) >= FEWEST_MOVED_DB}
    return felt, words.format(name=title, day=prose_date(found.as_of))


def _line(case: Case, item: EvidenceItem, weight: str, found: Origins, address: Address, say: Say) -> Markup:
    file = found.files.get(item.id, "")
    lines = found.rating_lines.get(item.id, ())
    last = f"–{lines[-1]}" if len(lines) > 1 else ""
    rows = f"ratings.csv:{lines[0]}{last}" if lines else ""
    stands = ", ".join(part for part in (file, rows) if part)
    return Markup("<li><b class='weight'>{}</b> {}{}</li>").format(
        weight,
        item_origin_markup(case, item, found.kept, address, say),
        Markup("<p class='dim'><code>{}</code></p>").format(stands) if stands else "",
    )


def _whence(case: Case, item: EvidenceItem, kept: Iterable[str] | None, address: Address, say: Say) -> Markup:
    places = Markup(" · ").join(_place(place, kept, address, say) for place in item.where)
    sources = Markup("; ").join(_source(case, name) for name in item.sources)
    if not item.where:
        places = Markup('<span class="dim">{}</span>').format(say("The case names no place in a document for it."))
    return Markup("<p class='dim'>{}</p><p>{}</p>").format(sources or say("no source named"), places)


def _place(place: Place, kept: Iterable[str] | None, address: Address, say: Say) -> Markup:
    where = address("documents", document=place.document, start=str(place.start), end=str(place.end))
    absent = say("its text is not kept here, only the citation")
    is_absent = kept is not None and place.document not in kept
    return Markup('<a href="{}">{}: {}, {} {}–{}</a>{}').format(
        where,
        say("Read it"),
        place.document,
        say("characters"),
        place.start,
        place.end,
        Markup(' <span class="dim">({})</span>').format(absent) if is_absent else "",
    )


def _source(case: Case, name: str) -> Markup:
    source = case.sources.get(name)
    title = Names(case).source(name)
    if source is None:
        return Markup("{}").format(title)
    about = [source.by or "", coarse_date(source.published) if source.published else "", source.grade or ""]
    url = Markup(" {}").format(web_link(source.url.strip())) if source.url else Markup("")
    return Markup("{}{}{}").format(title, "".join(f", {tidy(part)}" for part in about if part), url)


def _rated_on(case: Case, condition: str, found: Origins) -> dict[str, str]:
    """Items rated on a condition, the latest first, with what they were rated."""
    names, by_item = Names(case), dict[str, list[str]]()
    for rating in case.ratings:
        if (rating.subject, rating.rater) == (condition, found.rater) and rating.item in case.items:
            told = f"{names.level_amid(condition, rating.level)} {rated(rating, case.definition.scale).text}"
            by_item.setdefault(rating.item, []).append(told)
    known = [item for item in by_item if case.known(case.items[item]) <= found.as_of]
    return {
        item: ", ".join(by_item[item])
        for item in sorted(known, key=lambda item: (case.items[item].date.end, item), reverse=True)
    }


def _nothing(case: Case, address: Address, say: Say) -> Markup:
    told = (
        say("No rated item moves it: it rests on the base rate and the model alone.")
        if case.ratings
        else say("Nothing is rated yet, so it rests on the base rate and the model alone: rate the evidence.")
    )
    return Markup('<p>{} <a href="{}">{}</a> · <a href="{}">{}</a></p>').format(
        told, address("evidence"), say("Evidence"), address("model"), say("Model")
    )


# --- ledger --------------------------------------------------------------------------------------------------------


def _is_of(entry: Entry, other: Entry) -> bool:
    return entry.hash == other.hash


def _judged(judgement: Judgement, say: Say) -> list[tuple[str, str | Markup]]:
    how = [judgement.engine or "", judgement.version or "", f"rater {judgement.rater}" if judgement.rater else ""]
    how += [f"seed {judgement.seed}" if judgement.seed is not None else ""]
    how += [counted(judgement.particles, "particle") if judgement.particles else ""]
    return [
        (say("About"), str(judgement.event)),
        (say("As of"), table_date(judgement.as_of)),
        (say("Computed by"), ", ".join(part for part in how if part)),
        (say("Published in"), tidy(judgement.source or "")),
        (say("Case"), Markup("<code>{}</code>").format(judgement.fingerprint) if judgement.fingerprint else ""),
    ]


def _resolution(track: Track | None, say: Say) -> str:
    resolution: Resolution | None = track.resolution if track is not None else None
    if resolution is None:
        return say("not yet resolved")
    what = resolution.scenario or resolution.outcome.replace("_", " ")
    return f"{what}, {table_date(resolution.date)}: {tidy(resolution.source)} ({tidy(resolution.by_whom)})"
