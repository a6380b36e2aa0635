"""What a file from elsewhere says, before anybody has asked whether the case can take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import Finding


@dataclass(frozen=True)
class Spot:
    """Where something stands in a file.

    Attributes:
        row: The row as a spreadsheet counts, from 1; of JSON the number of the object in its list.
        column: The column as a spreadsheet counts, from 1; 0 where there are no columns.
        label: The name of the column; where there are none, the place in words.
    """

    row: int
    column: int = 0
    label: str = ""


@dataclass(frozen=True)
class IncomingRating:
    """A rating as the file says it.

    Attributes:
        said: Fields of a row of `ratings.csv`; without `item` where it belongs to the item it stands beside.
        spot: Where it stands.
    """

    said: Mapping[str, Any]
    spot: Spot


@dataclass(frozen=True)
class IncomingItem:
    """An item as the file says it.

    Attributes:
        said: Fields of an entry of `evidence.yaml`, as far as the file says them.
        spot: Where the item stands.
        spots: Where its fields stand, by name.
        ratings: Ratings that stand beside it.
    """

    said: Mapping[str, Any]
    spot: Spot
    spots: Mapping[str, Spot] = field(default_factory=dict)
    ratings: tuple[IncomingRating, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """What a file says.

    Attributes:
        file: Its name, as the person would open it.
        form: `evidence`, `ratings`, `ach`, `stix` or `json`.
        items: Its items.
        ratings: Ratings that stand apart from items.
        sources: Fields of sources, by id, for those that the file speaks of.
        findings: What is wrong.
        notes: What was read otherwise than it stands, or not read.
        columns: Fields that have a column; None where the form has no columns. A date that is missing in every row is
            one problem, not one for each row.
    """

    file: str
    form: str
    items: tuple[IncomingItem, ...] = ()
    ratings: tuple[IncomingRating, ...] = ()
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    columns: frozenset[str] | None = None


@dataclass(frozen=True)
class Target:
    """What a file is read for.

    Attributes:
        case: The case that is to take it.
        named: Scenarios by the name that the file has for them; an empty one leaves the hypothesis out.
        default_kind: Kind of items for which the file says none.
        default_date: Date of items for which the file says none.
        source: Source of items for which the file says none, by id or title.
        rater: Who rated, where the file says no name.
    """

    case: Case
    named: Mapping[str, str] = field(default_factory=dict)
    default_kind: str | None = None
    default_date: str | None = None
    source: str | None = None
    rater: str = "default"


def finding(file: str, spot: Spot, problem: str, mend: str = "") -> Finding:
    """What is wrong at a spot."""
    return placed(Finding("", 0, 0, "", problem, mend), file, spot)


def placed(found: Finding, file: str, spot: Spot) -> Finding:
    """A finding at a spot: with row and column of a table, in words of anything else."""
    path = ": ".join(filter(None, (spot.label, found.path)))
    if spot.column:
        return replace(found, file=file, line=spot.row, column=spot.column, path=path)
    return replace(found, file="", line=0, column=0, path=", ".join(filter(None, (file, path))))
