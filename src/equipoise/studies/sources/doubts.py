"""What a reader should distrust: one root told several times, one motive, one source alone, roots that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from equipoise.assess.vintage_run import VintageRun
from equipoise.studies.sources.counted_as import OriginRow, rated_items
from equipoise.studies.sources.track_records import SourceRow

NO_MOTIVE = frozenset({"", "none", "none known", "unknown", "not known", "n/a"})
"""Words by which authors say that they know of no motive."""

FEWEST_ALONE = 2
"""Items that rest on one source alone, from which on it is told; ours to choose."""

Why = Literal["one_root", "same_motive", "one_source", "alike_roots"]


@dataclass(frozen=True)
class Doubt:
    """A reason to believe several items less than they seem to deserve together.

    Attributes:
        why: `one_root`: several reports are told from it; `same_motive`: sources that want the same; `one_source`:
            items that no other source reports; `alike_roots`: items of several origins whose chains begin with the
            same teller, so that they may share a root after all.
        name: The root, the motive, the source, or the teller.
        items: Ids of the rated items.
        sources: Ids of the sources behind them.
    """

    why: Why
    name: str
    items: tuple[str, ...]
    sources: tuple[str, ...]


def doubts_about(run: VintageRun, sources: Sequence[SourceRow], origins: Sequence[OriginRow]) -> tuple[Doubt, ...]:
    """All of them, by kind, those about the most items first."""
    found = [*_one_root(origins), *_same_motive(run, sources), *_one_source(sources), *_alike_roots(run)]
    order: list[Why] = ["one_root", "alike_roots", "same_motive", "one_source"]
    return tuple(sorted(found, key=lambda one: (order.index(one.why), -len(one.items))))


def _one_root(origins: Sequence[OriginRow]) -> Iterable[Doubt]:
    for row in origins:
        if len(row.items) > 1:
            yield Doubt("one_root", row.origin, row.items, row.sources)


def _same_motive(run: VintageRun, sources: Sequence[SourceRow]) -> Iterable[Doubt]:
    """Motives are compared as written, capitals and spaces aside: who means the same should write the same."""
    by_motive: dict[str, list[SourceRow]] = {}
    for row in sources:
        motive = " ".join((row.motive or "").casefold().split())
        if row.items and motive not in NO_MOTIVE and not motive.startswith("none known"):
            by_motive.setdefault(motive, []).append(row)
    for rows in by_motive.values():
        if len(rows) > 1:
            named = {item for row in rows for item in row.items}
            items = tuple(item.id for item in rated_items(run) if item.id in named)
            yield Doubt("same_motive", rows[0].motive or "", items, tuple(row.source for row in rows))


def _one_source(sources: Sequence[SourceRow]) -> Iterable[Doubt]:
    for row in sources:
        if len(row.alone) >= FEWEST_ALONE:
            yield Doubt("one_source", row.source, row.alone, (row.source,))


def _alike_roots(run: VintageRun) -> Iterable[Doubt]:
    by_teller: dict[str, list[str]] = {}
    origin = {item.id: item.origin for item in rated_items(run)}
    for item in run.case.evidence:
        if item.id in origin:
            for teller in dict.fromkeys(chain[0] for chain in item.chain if chain):
                by_teller.setdefault(teller, []).append(item.id)
    for teller, items in by_teller.items():
        if len({origin[name] for name in items}) > 1:
            sources = dict.fromkeys(source for name in items for source in run.case.items[name].sources)
            yield Doubt("alike_roots", teller, tuple(items), tuple(sources))
