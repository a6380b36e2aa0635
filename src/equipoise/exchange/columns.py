"""Columns of tables of evidence and of ratings: the names we write, and the names others have for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.exchange import cells


@dataclass(frozen=True)
class Column:
    """A column of a table of evidence.

    Attributes:
        name: Its name, as we write it.
        path: Path of the field in an item.
        read: What a cell says; ValueError where it says nothing that can be meant.
        write: What to write for a value.
        others: What others call it.
    """

    name: str
    path: tuple[str, ...]
    read: Callable[[str], Any] = cells.read_text
    write: Callable[[Any], str] = cells.write_text
    others: tuple[str, ...] = ()


EVIDENCE: Sequence[Column] = (
    Column("id", ("id",), others=("item", "item id", "evidence id", "ref", "reference", "no", "number", "nr", "#")),
    Column("date", ("date",), cells.read_date, others=("when", "event date", "date of event", "date time", "day")),
    Column("known", ("known",), cells.read_date, others=("known on", "published", "publication date", "reported on")),
    Column(
        "what",
        ("what",),
        others=("statement", "text", "description", "evidence", "fact", "summary", "event", "claim", "title"),
    ),
    Column("kind", ("kind",), cells.read_small, others=("type", "category", "evidence type")),
    Column("sources", ("sources",), cells.read_names, cells.write_names, ("source", "reported by", "publisher")),
    Column("chain", ("chain",), cells.read_chain, cells.write_chain, ("chains", "who told whom")),
    Column("origin", ("origin",), others=("common origin", "root")),
    Column("grade", ("grade",), cells.read_grade, others=("admiralty code", "admiralty grade", "nato grade")),
    Column("accuracy", ("accuracy",), cells.read_number, cells.write_number),
    Column("exact", ("exact",), cells.read_yes_or_no, cells.write_yes_or_no),
    Column("planted chance", ("planted", "chance"), cells.read_number, cells.write_number, ("planted",)),
    Column("planted serves", ("planted", "serves"), others=("serves",)),
    Column("supersedes", ("supersedes",), others=("replaces",)),
    Column("silence months", ("silence", "months"), cells.read_number, cells.write_number),
    Column("silence rates", ("silence", "rate_per_month"), cells.read_rates, cells.write_rates, ("rate per month",)),
    Column("where", ("where",), cells.read_places, cells.write_places, ("place", "places", "span")),
    Column("note", ("note",), others=("notes", "comment", "comments", "remark", "remarks")),
    Column("disputes", ("disputes",), others=("denies",)),
    Column("stage", ("stage",), cells.read_small),
)

RATINGS: Sequence[Column] = (
    Column("item", ("item",), others=("id", "item id", "evidence", "evidence id")),
    Column("subject", ("subject",), others=("what is rated", "variable")),
    Column("level", ("level",), others=("scenario", "hypothesis", "value")),
    Column("rating", ("rating",), others=("weight", "db", "decibans", "mark", "score")),
    Column("rater", ("rater",), others=("analyst", "coder", "rated by", "who")),
    Column("why", ("why",), others=("reason", "because", "justification", "comment", "note")),
)

SOURCES: Sequence[Column] = (
    Column("id", ("id",)),
    *(Column(name, (name,)) for name in ("title", "by", "grade", "published")),
    *(Column(name, (name,)) for name in ("access", "motive", "expertise", "independence", "url", "reliability")),
)


def matched(headers: Iterable[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Which column each name stands for, by the index of the name. A name of ours comes before one of others'.

    Of two names for one column the first counts.
    """
    names = [folded(header) for header in headers]
    found: dict[int, Column] = {}
    for called in (_own, _others):
        known = called(columns)
        for index, name in enumerate(names):
            column = known.get(name)
            if index not in found and column is not None and column not in found.values():
                found[index] = column
    return dict(sorted(found.items()))


def folded(header: str) -> str:
    """A name without capitals, punctuation and white space at its ends."""
    words = re.sub(r"[\W_]+", " ", header.casefold()).strip()
    return words or header.strip()


def in_words(columns: Sequence[Column]) -> str:
    """The names of columns, for a message."""
    return ", ".join(column.name for column in columns)


def _own(columns: Sequence[Column]) -> Mapping[str, Column]:
    return {folded(column.name): column for column in columns}


def _others(columns: Sequence[Column]) -> Mapping[str, Column]:
    return {folded(name): column for column in columns for name in column.others}
