"""Put what a file holds on the record: each thing once, however often the file is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from equipoise.case.schema import CaseDefinition
from equipoise.errors import UsageError
from equipoise.ledger.chain import Entry
from equipoise.ledger.fits_case import refuse_unknown
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement, Resolution, wrong_between
from equipoise.ledger.standing import Said, Track
from equipoise.ledger.transfer.incoming import Incoming, Loss, ReadFile, StoodBy, TakenBack

NO_REASON = "imported; the file gives no reason"
"""Stands where a reason would have been asked for, had it been recorded here at the time."""


@dataclass(frozen=True)
class BroughtIn:
    """What an import did.

    Attributes:
        form: Which form the file had.
        entries: New lines.
        already: How many records of the file were on the record already.
        losses: What of the file was not brought in, and why.
        head: Hash of the last line of the ledger.
        notices: What the writer should know.
    """

    form: str
    entries: tuple[Entry, ...]
    already: int
    losses: tuple[Loss, ...]
    head: str
    notices: tuple[str, ...] = ()


def bring_in(read: ReadFile, ledger: Ledger, definition: CaseDefinition, *, today: date | None = None) -> BroughtIn:
    """Record what a file holds and is not on the record.

    Everything is recorded now, by the clock of whoever imports: what was judged more than seven days ago is a backcast
    here, whatever it was elsewhere.

    Args:
        read: What the file holds.
        ledger: Where it goes.
        definition: The case, which has to have what events name.
        today: The writer's day, in UTC; by default today.
    """
    day = today or datetime.now(UTC).date()
    entries: list[Entry] = []
    losses, notices = list(read.losses), list[str]()
    already = 0
    waiting: list[Judgement] = []
    resolutions = [one for one in read.incoming if isinstance(one, Resolution)]
    settled = {str(one.event): one.date for one in resolutions if one.outcome in ("occurred", "did_not")}

    def write() -> None:
        if waiting:
            recorded = ledger.record(*waiting)
            entries.extend(recorded.entries)
            notices.extend(recorded.notices)
            waiting.clear()

    tracks = _by_event(ledger.tracks)
    seen = {_key(said.judgement) for track in tracks.values() for said in track.said}
    for one in read.incoming:
        about = one if isinstance(one, Judgement | Resolution) else one.judgement
        why = _unfit(one, definition, tracks, settled, day)
        if why:
            losses.append(Loss(str(about.event), why))
        elif isinstance(one, Judgement):
            if _key(one) in seen:
                already += 1
            else:
                seen.add(_key(one))
                needs_reason = one.reason is None and one.kind != "published"
                waiting.append(one.model_copy(update={"reason": NO_REASON}) if needs_reason else one)
        else:
            write()
            done = _after(one, ledger)
            if isinstance(done, str):
                losses.append(Loss(str(about.event), done))
            elif done is None:
                already += 1
            else:
                entries.extend(done)
    write()
    return BroughtIn(read.form, tuple(entries), already, tuple(losses), ledger.head, tuple(dict.fromkeys(notices)))


def _key(one: Judgement) -> tuple[object, ...]:
    """What makes a judgement the same judgement, wherever it is recorded."""
    return str(one.event), one.judge, one.as_of, tuple(sorted(one.said().items())), one.low, one.high


def _by_event(tracks: Sequence[Track]) -> dict[str, Track]:
    return {str(track.event): track for track in tracks}


def _unfit(
    one: Incoming, definition: CaseDefinition, tracks: dict[str, Track], settled: dict[str, date], today: date
) -> str:
    """Why it cannot be recorded here; empty where it can."""
    about = one if isinstance(one, Judgement | Resolution) else one.judgement
    try:
        refuse_unknown(about.event, definition)
    except UsageError as error:
        return str(error)
    wrong = wrong_between(about)
    if wrong:
        return wrong.partition(": ")[2]
    day = one.date if isinstance(one, Resolution) else one.as_of if not isinstance(one, TakenBack) else today
    if day > today:
        return f"its day, {day}, lies ahead"
    track = tracks.get(str(about.event))
    known = track.resolution if track else None
    end = known.date if known and known.outcome in ("occurred", "did_not") else settled.get(str(about.event))
    if isinstance(one, Judgement) and end is not None and one.as_of >= end:
        return f"it is as of {one.as_of}, and the event was settled on {end}"
    return ""


def _after(one: StoodBy | TakenBack | Resolution, ledger: Ledger) -> tuple[Entry, ...] | str | None:
    """Record what came after a judgement: the new lines; None where it is there; or why it cannot be."""
    track = _by_event(ledger.tracks).get(str(one.event if isinstance(one, Resolution) else one.judgement.event))
    if isinstance(one, Resolution):
        return _resolve(one, ledger, track)
    said = [other for other in (track.said if track else ()) if other.judgement.judge == one.judgement.judge]
    mine = next((other for other in reversed(said) if _key(other.judgement) == _key(one.judgement)), None)
    if mine is None:
        return "the judgement that it is about is not on the record"
    if isinstance(one, TakenBack) and mine.withdrawn is not None:
        return None
    if isinstance(one, StoodBy) and any(
        getattr(other.content, "as_of", None) == one.as_of for other in mine.reaffirmed
    ):
        return None
    if not _stands_last(mine, said):
        return "the judgement that it is about no longer stands here"
    event, by_whom = one.judgement.event, one.judgement.by_whom
    if isinstance(one, TakenBack):
        return ledger.withdraw(event, by_whom=by_whom, reason=one.reason).entries
    return ledger.reaffirm(event, by_whom=by_whom, as_of=one.as_of, reason=one.reason).entries


def _stands_last(mine: Said, said: Sequence[Said]) -> bool:
    standing = [other for other in said if other.withdrawn is None]
    return bool(standing) and standing[-1] is mine


def _resolve(one: Resolution, ledger: Ledger, track: Track | None) -> tuple[Entry, ...] | None:
    same = ("outcome", "scenario", "date", "by_whom", "second_resolver")
    for entry in track.resolutions if track else ():
        if all(getattr(entry.content, name) == getattr(one, name) for name in same):
            return None
    recorded = ledger.resolve(
        one.event,
        one.outcome,
        scenario=one.scenario,
        date=one.date,
        source=one.source,
        by_whom=one.by_whom,
        second_resolver=one.second_resolver,
        reason=one.reason,
    )
    return recorded.entries
