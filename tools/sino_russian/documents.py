"""The five documents: what they are called in the case, and from which day their content was known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Document:
    """One of the five documents.

    Attributes:
        id: Its id as a source and as a document.
        title: Author and title.
        by: Publisher.
        grade: Reliability as a reporter, A to F; set once for all that it alone vouches for.
        published: As it is dated in print.
        known: The day from which its content counts as known: the last day of `published`.
        access: How it came to know what it reports.
        motive: What it may wish its readers to believe.
    """

    id: str
    title: str
    by: str
    grade: str
    published: str
    known: date
    access: str
    motive: str


DOCUMENTS: dict[str, Document] = {
    "000": Document(
        "looking-glass-2022",
        "Sussex and Clarke, Beijing's Moscow Muddle (The Looking Glass)",
        "Centre for Defence Research, Canberra",
        "B",
        "2022-03",
        date(2022, 3, 31),
        "second-hand: open sources, linked",
        "policy advice to Western readers",
    ),
    "001": Document(
        "iai-2022",
        "Brian Wong, Xi's views on Russia have not soured",
        "IAI News",
        "C",
        "2022-09",
        date(2022, 9, 30),
        "second-hand: open sources, own earlier work",
        "argues against the common reading",
    ),
    "002": Document(
        "ft-2022",
        "Kathrin Hille, report on Beijing's pro-Russia neutrality",
        "Financial Times",
        "A",
        "2022-02-26",
        date(2022, 2, 26),
        "direct: interviews; second-hand for the rest",
        "none known",
    ),
    "003": Document(
        "cheung-2022",
        "Tai Ming Cheung, webinar on China and Russia after the invasion, as summarised by its hosts",
        "Fundacao FHC",
        "B",
        "2022-06",
        date(2022, 6, 30),
        "second-hand: a specialist's talk, summarised and translated; undated, placed in mid-2022",
        "none known",
    ),
    "004": Document(
        "looking-glass-2023",
        "Sussex and Clarke, Will China arm Russia? (The Looking Glass)",
        "Centre for Defence Research, Canberra",
        "B",
        "2023-03",
        date(2023, 3, 31),
        "second-hand: open sources, linked",
        "policy advice to Western readers; revisits its own earlier forecast",
    ),
}
"""By the three digits that the facts use."""

OPENING_DOCUMENTS = ("000", "002")
"""Those of the first five weeks: what they name stands from the opening of the case, without a `known` of its own."""


def first_known(seeds: list[str]) -> date:
    """The day by which the earliest of some documents was out."""
    return min(DOCUMENTS[seed].known for seed in seeds)


def known_if_later(seeds: list[str]) -> date | None:
    """When a part of the model was first named, if not in the opening documents."""
    return None if set(seeds) & set(OPENING_DOCUMENTS) else first_known(seeds)


def places(record: dict[str, object]) -> list[dict[str, object]]:
    """Where a record stands in the documents, as the case writes it."""
    where = record["where"]
    assert isinstance(where, list)
    return [{"document": DOCUMENTS[place["seed"]].id, "start": place["start"], "end": place["end"]} for place in where]


def reworded(text: str) -> str:
    """A coder's note in words for readers who have the case and not the coding."""
    for seed, short in _SHORT.items():
        text = re.sub(rf"\b{seed}\b", short, text)
    return re.sub(r"\b([Ss])eed(s?)\b", lambda found: ("D" if found[1] == "S" else "d") + "ocument" + found[2], text)


_SHORT = {
    "000": "Looking Glass 2022",
    "001": "Wong 2022",
    "002": "FT 2022",
    "003": "Cheung 2022",
    "004": "Looking Glass 2023",
}
