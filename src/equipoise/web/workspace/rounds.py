"""A round: several raters judge the same items and the same question, each unseen by the others until the reveal.

A round is never changed in place: `after` makes of it and an event what it is behind the event, so that a file of
events read from its beginning gives the rounds as they stand (`workspace.rounds_file`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from equipoise.case.schema import Mark, Rating

CellKey = tuple[str, str, str]
"""Item, subject, level."""

SCHEMA = "equipoise/rounds/1"


@dataclass(frozen=True)
class Estimate:
    """What a rater thinks of the case's question, in their own numbers.

    Attributes:
        probabilities: Of each scenario on the horizon, 0 to 1.
        reason: Why.
        at: When it was given.
    """

    probabilities: Mapping[str, float]
    reason: str
    at: datetime


@dataclass(frozen=True)
class Sheet:
    """What one rater has said in a round.

    Attributes:
        ratings: By cell, the rating they gave; None where they left open what they had rated before the round.
        estimate: Their own numbers; None before they gave them.
        submitted_at: When they were done; None before.
        seat: The browser that took the name, where nobody signs in; empty otherwise.
    """

    ratings: Mapping[CellKey, Rating | None] = field(default_factory=lambda: MappingProxyType({}))
    estimate: Estimate | None = None
    submitted_at: datetime | None = None
    seat: str = ""

    @property
    def is_submitted(self) -> bool:
        """Whether the rater is done."""
        return self.submitted_at is not None


EMPTY = Sheet()
"""What a rater has said who has said nothing."""


@dataclass(frozen=True)
class Round:
    """A round of a case.

    Attributes:
        number: Its number, from 1.
        raters: Who rates.
        items: Ids of what is rated.
        opened_by, opened_at: Who began it, and when.
        revises: Number of the revealed round whose raters look again, knowing what the others said; None for a first
            round.
        sheets: What each rater has said.
        closed_by: Who ended it before all had submitted; empty where nobody did.
        revealed_at: When everything was shown to everybody; None while the round is open.
        not_recorded: Raters whose estimate the ledger did not take, and why.
    """

    number: int
    raters: tuple[str, ...]
    items: frozenset[str]
    opened_by: str
    opened_at: datetime
    revises: int | None = None
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    closed_by: str = ""
    revealed_at: datetime | None = None
    not_recorded: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.revealed_at is None

    @property
    def awaited(self) -> tuple[str, ...]:
        """Raters who have not submitted."""
        return tuple(name for name in self.raters if not self.sheet(name).is_submitted)

    @property
    def submitted(self) -> tuple[str, ...]:
        """Raters who are done."""
        return tuple(name for name in self.raters if self.sheet(name).is_submitted)

    @property
    def is_over(self) -> bool:
        """Whether nothing stands between it and the reveal."""
        return not self.awaited or bool(self.closed_by)

    def sheet(self, rater: str) -> Sheet:
        """What a rater has said; an empty sheet before they said anything."""
        return self.sheets.get(rater, EMPTY)


def open_round(rounds: Iterable[Round]) -> Round | None:
    """The round that is going on; of several there is one at most."""
    return next((one for one in rounds if one.is_open), None)


def as_seen_by(ratings: Sequence[Rating], going_on: Round | None, rater: str) -> tuple[Rating, ...]:
    """The ratings of a case as one of its raters may see them while a round is open.

    A rater of the round sees their own ratings of its items and, in a first round, nobody else's, not even those that
    have long been in the case: they would bend the first judgement as much as new ones. Everybody else sees the case
    as its files say it. What is on a sheet is seen by its own rater alone.

    Args:
        ratings: Those of the case's files.
        going_on: The open round; None for none.
        rater: Who looks; a name that rates in no round sees the files.
    """
    if going_on is None or rater not in going_on.raters:
        return tuple(ratings)
    said = going_on.sheet(rater).ratings
    hides = going_on.revises is None
    seen = [
        row
        for row in ratings
        if (row.rater == rater and key_of(row) not in said)
        or (row.rater != rater and not (hides and row.item in going_on.items))
    ]
    return (*seen, *(row for row in said.values() if row is not None))


def ratings_said(one: Round) -> dict[tuple[str, str, str, str], Rating | None]:
    """Every rating of those who submitted, by item, subject, level and rater: what the reveal writes into the case.

    What is on the sheet of somebody who never said that they were done is nobody's judgement.
    """
    return {(*key, rater): row for rater in one.submitted for key, row in one.sheet(rater).ratings.items()}


@dataclass(frozen=True)
class Revised:
    """A rating that its rater changed after everybody had seen it.

    Attributes:
        rater: Whose it is.
        first: As it was given in the round.
        now: As the case has it; None where it was left open again.
    """

    rater: str
    first: Rating
    now: Rating | None


def revised_ratings(one: Round, ratings: Sequence[Rating]) -> tuple[Revised, ...]:
    """What of a revealed round its raters have changed since, in the order in which they first rated.

    Args:
        one: The round.
        ratings: Those of the case as it stands.
    """
    now = {(*key_of(row), row.rater): row for row in ratings}
    found = [
        Revised(rater, first, now.get((*key, rater)))
        for rater in one.submitted
        for key, first in one.sheet(rater).ratings.items()
        if first is not None
    ]
    return tuple(change for change in found if change.now is None or change.now.rating != change.first.rating)


def key_of(row: Rating) -> CellKey:
    """The cell of a rating."""
    return (row.item, row.subject, row.level)


def rounds_after(rounds: tuple[Round, ...], event: Mapping[str, Any]) -> tuple[Round, ...]:
    """The rounds behind an event.

    Raises:
        KeyError, ValueError: If it is no event of a round.
    """
    if event["did"] == "opened":
        return (*rounds, _opened(event))
    number = int(event["round"])
    if number not in {one.number for one in rounds}:
        raise ValueError(f"there is no round {number}")
    return tuple(_after(one, event) if one.number == number else one for one in rounds)


# --- events as they are written ----------------------------------------------------------------------------------


def opened(
    number: int, raters: Sequence[str], items: Iterable[str], *, revises: int | None, who: str, at: datetime
) -> dict[str, Any]:
    """Somebody opened a round."""
    return _event("opened", number, who, at) | {"raters": list(raters), "items": sorted(items), "revises": revises}


def took_seat(number: int, rater: str, seat: str, *, at: datetime) -> dict[str, Any]:
    """A browser took the name of a rater."""
    return _event("took seat", number, rater, at) | {"seat": seat}


def rated(number: int, row: Rating, *, at: datetime) -> dict[str, Any]:
    """A rater rated a cell of their sheet."""
    said = row.model_dump(mode="json")
    return _event("rated", number, said.pop("rater"), at) | said


def left_open(number: int, rater: str, key: CellKey, *, at: datetime) -> dict[str, Any]:
    """A rater left a cell open again."""
    return _event("left open", number, rater, at) | dict(zip(("item", "subject", "level"), key, strict=True))


def estimated(number: int, rater: str, estimate: Estimate) -> dict[str, Any]:
    """A rater gave their own numbers."""
    said = {"probabilities": dict(estimate.probabilities), "reason": estimate.reason}
    return _event("estimated", number, rater, estimate.at) | said


def submitted(number: int, rater: str, *, at: datetime) -> dict[str, Any]:
    """A rater is done."""
    return _event("submitted", number, rater, at)


def closed(number: int, *, who: str, at: datetime) -> dict[str, Any]:
    """Somebody ended a round before all had submitted."""
    return _event("closed", number, who, at)


def revealed(number: int, not_recorded: Mapping[str, str], *, who: str, at: datetime) -> dict[str, Any]:
    """Everything was shown to everybody."""
    return _event("revealed", number, who, at) | {"not_recorded": dict(not_recorded)}


def _event(did: str, number: int, who: str, at: datetime) -> dict[str, Any]:
    return {"schema": SCHEMA, "did": did, "round": number, "who": who, "at": at.isoformat()}


# --- what they do ------------------------------------------------------------------------------------------------


def _opened(event: Mapping[str, Any]) -> Round:
    return Round(
        number=int(event["round"]),
        raters=tuple(map(str, event["raters"])),
        items=frozenset(map(str, event["items"])),
        opened_by=str(event["who"]),
        opened_at=datetime.fromisoformat(event["at"]),
        revises=event.get("revises"),
    )


def _after(one: Round, event: Mapping[str, Any]) -> Round:
    who, at = str(event["who"]), datetime.fromisoformat(event["at"])
    match event["did"]:
        case "closed":
            return replace(one, closed_by=who)
        case "revealed":
            return replace(one, revealed_at=at, not_recorded=dict(event["not_recorded"]))
        case "took seat":
            return _with(one, who, seat=str(event["seat"]))
        case "submitted":
            return _with(one, who, submitted_at=at)
        case "estimated":
            numbers = {str(name): float(value) for name, value in event["probabilities"].items()}
            return _with(one, who, estimate=Estimate(numbers, str(event["reason"]), at))
        case "rated":
            return _rated(one, who, event, rating=event["rating"], why=event.get("why"))
        case "left open":
            return _rated(one, who, event, rating=None, why=None)
    raise ValueError(f"nobody knows what {event['did']!r} is")


def _rated(one: Round, who: str, event: Mapping[str, Any], *, rating: float | Mark | None, why: str | None) -> Round:
    place = {name: str(event[name]) for name in ("item", "subject", "level")}
    row = None if rating is None else Rating(**place, rating=rating, rater=who, why=why)
    key = (place["item"], place["subject"], place["level"])
    return _with(one, who, ratings=MappingProxyType({**one.sheet(who).ratings, key: row}))


def _with(one: Round, rater: str, **changes: Any) -> Round:
    if rater not in one.raters:
        raise ValueError(f"{rater} does not rate in round {one.number}")
    return replace(one, sheets={**one.sheets, rater: replace(one.sheet(rater), **changes)})


def day_of(estimate: Estimate) -> date:
    """The day on which an estimate was given, in UTC as the ledger counts days."""
    return estimate.at.astimezone(UTC).date()
