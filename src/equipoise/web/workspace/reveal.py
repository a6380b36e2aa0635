"""The reveal of a round: its ratings go into the case and its estimates onto the ledger, all in one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER, POOL, rows_of
from equipoise.case.ratings_csv import rating_key, written_ratings
from equipoise.errors import EquipoiseError
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement
from equipoise.web.workspace.rounds import Estimate, Round, day_of, ratings_said


def revealed_ratings(text: str, case: Case, one: Round) -> str:
    """The text of `ratings.csv` with everything that the raters who submitted said, each under their name.

    An item that the case had no ratings of to stand by gets the mean of theirs, with their reasons: without, it would
    count for nothing, and the case would have an error. Doing it twice is doing it once, so that a reveal that was
    broken off can be made again.

    Args:
        text: The file as it is.
        case: The case as its files say it.
        one: The round.

    Raises:
        UsageError: If the file cannot take them, such as for lack of a column `rater`.
    """
    said = ratings_said(one)
    standing = {row.item for row in case.ratings if row.rater == DEFAULT_RATER}
    lacking = [row for row in said.values() if row is not None and row.item not in standing]
    mean = {rating_key(row): row for row in rows_of(lacking, POOL, case.definition.scale)}
    return written_ratings(text, said | mean)


def record_estimates(folder: Path, case: Case, one: Round) -> dict[str, str]:
    """Put the estimates of raters who submitted on the ledger of a case, as persons' judgements.

    Returns:
        Who could not be recorded, and why. What they said stays in the round.
    """
    ledger, refused = Ledger(folder), {}
    for rater in one.submitted:
        estimate = one.sheet(rater).estimate
        if estimate is None:
            continue
        judgement = judgement_of(case, rater, estimate)
        if _stands(ledger, judgement):
            continue
        try:
            ledger.record(judgement)
        except EquipoiseError as error:
            refused[rater] = str(error)
    return refused


def judgement_of(case: Case, rater: str, estimate: Estimate) -> Judgement:
    """An estimate as it stands on the ledger: which scenario holds on the horizon, by a person.

    Its as-of date is the day on which it was given; of a case whose horizon was over by then, the last day on which
    something became known in it.
    """
    horizon = case.definition.clock.horizon
    return Judgement(
        event=JudgedEvent(which="scenario", until=horizon),
        as_of=_as_of(case, day_of(estimate)),
        by_whom=rater,
        kind="person",
        probabilities=dict(estimate.probabilities),
        reason=estimate.reason,
        case=case.name,
        fingerprint=case.fingerprint,
    )


def _as_of(case: Case, given: date) -> date:
    return given if given <= case.definition.clock.horizon else resolve_as_of(case, None)


def _stands(ledger: Ledger, new: Judgement) -> bool:
    """Whether the same is on the record already, from a reveal that was broken off behind it."""
    last = next((track.last(new.judge) for track in ledger.tracks if track.event == new.event), None)
    if last is None:
        return False
    there = last.judgement
    return (there.probabilities, there.reason, there.as_of) == (new.probabilities, new.reason, new.as_of)
