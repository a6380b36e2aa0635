"""What people, not the model and no published author, have on the record about a case's own question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from equipoise.ledger.chain import Entry
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement
from equipoise.ledger.standing import Track


def standing_estimates(
    tracks: Sequence[Track], *, horizon: date, known_by: date | None = None
) -> tuple[Judgement, ...]:
    """Each person's last judgement of which scenario holds on the horizon, in the order in which they first judged.

    Args:
        tracks: All that is on the record.
        horizon: The last day of the case.
        known_by: Leave out judgements as of a later day, for a brief of an earlier vintage; None for all.
    """
    event = JudgedEvent(which="scenario", until=horizon)
    track = next((one for one in tracks if one.event == event), Track(event))
    last: dict[str, Judgement] = {}
    for said in track.said:
        judgement = said.judgement
        is_theirs = judgement.kind == "person" and said.withdrawn is None
        if is_theirs and (known_by is None or judgement.as_of <= known_by):
            # A later one takes the place of an earlier one.
            last[judgement.by_whom] = judgement
    return tuple(last.values())


def without_estimates(tracks: Sequence[Track], *, horizon: date, by: Collection[str]) -> tuple[Track, ...]:
    """What is on the record but for some persons' judgements of which scenario holds on the horizon.

    Args:
        tracks: All that is on the record.
        horizon: The last day of the case.
        by: Names of those persons; none leaves everything as it is.
    """
    return tuple(
        replace(track, said=tuple(said for said in track.said if not _is_estimate(said.entry, horizon, by)))
        for track in tracks
    )


def lines_without_estimates(entries: Sequence[Entry], *, horizon: date, by: Collection[str]) -> tuple[Entry, ...]:
    """The lines of a ledger without those that `without_estimates` leaves out."""
    return tuple(entry for entry in entries if not _is_estimate(entry, horizon, by))


def _is_estimate(entry: Entry, horizon: date, by: Collection[str]) -> bool:
    said = entry.content
    if not isinstance(said, Judgement) or said.kind != "person" or said.by_whom not in by:
        return False
    return said.event == JudgedEvent(which="scenario", until=horizon)
