"""Items that fit everything: as likely under one level as under another, so that they tell nothing.

An item that is consistent with a scenario says nothing for it if it is as consistent with the others (Heuer, R. J.
(1999), "Psychology of Intelligence Analysis", chapter 8, on diagnosticity).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from equipoise.assess.vintage_run import VintageRun
from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import ItemArrays
from equipoise.studies.explaining.moved_by_evidence import range_db

TELLS_NOTHING_DB = 0.5
"""Items whose factor differs by less than this over all levels tell nothing; a ratio of 1.12. Ours to choose: the same
is too little to call an item a surprise, or to tell explanations apart."""

Because = Literal["alike", "copy", "weak"]


@dataclass(frozen=True)
class TellsNothing:
    """A rated item that hardly tells any two levels apart.

    Attributes:
        item: Its id.
        range_db: How far its factor tells the levels it rates apart, dB.
        because: `alike`: rated alike on all levels; `copy`: it would tell more, were it not a copy of its origin;
            `weak`: little is left of its ratings at their strength and its accuracy.
    """

    item: str
    range_db: float
    because: Because


def items_that_tell_nothing(run: VintageRun) -> tuple[TellsNothing, ...]:
    """Rated items whose factor differs by less than `TELLS_NOTHING_DB`, in the author's order."""
    parameters = run.posterior.parameters()
    ranges = [(item, range_db(run.model, item, parameters)) for item in run.model.items if item.is_rated]
    return tuple(
        TellsNothing(item.id, width, _because(run, item, parameters))
        for item, width in ranges
        if width < TELLS_NOTHING_DB
    )


def unassessed_items(run: VintageRun) -> tuple[str, ...]:
    """Counted items that nobody rated: not the same as telling nothing."""
    return tuple(item.id for item in run.model.items if not item.is_rated)


def _because(run: VintageRun, item: ItemArrays, parameters: Parameters) -> Because:
    if item.strength == 0 and not any(values.any() for values in item.planted_decibans):
        return "alike"
    alone = range_db(run.model, replace(item, exponent=1.0), parameters)
    return "copy" if item.exponent < 1 and alone >= TELLS_NOTHING_DB else "weak"
