"""Does the leader survive without any one source or origin: the finding, the worst of each kind, and every one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.report.names import Names
from equipoise.report.numbers import counted, decimal, listed, percent_text, signed
from equipoise.report.rounding import whole_percents
from equipoise.studies.explaining import Dropped, Explained

NOTHING = "Nothing but the base rate so far: add evidence."
NOTE = "With a source go the items that name no other; items that another source reports as well stay."


@dataclass(frozen=True)
class DroppedView:
    """One source or origin left out.

    Attributes:
        kind: `source` or `origin`.
        title: What it is called.
        items: How many rated items go with it.
        at: The leader on the horizon without it.
        points: By how many points that is another number than with it.
        ahead: By how many points the leader is then ahead of the next; below 0 where it no longer leads.
        leads: Who then leads.
        slot: That scenario's place in the case's order, from 1.
    """

    kind: str
    title: str
    items: str
    at: str
    points: str
    ahead: str
    leads: str
    slot: int


@dataclass(frozen=True)
class SurvivalView:
    """Whether the leader survives.

    Attributes:
        leader: The likeliest scenario on the horizon.
        survives: Whether it leads without any one of them.
        heading: The finding, as a sentence.
        worst: Without which source and without which origin its lead is smallest, a sentence by kind.
        rows: Every source on which a rated item rests alone and every origin, the smallest lead first.
    """

    leader: str
    survives: bool
    heading: str
    worst: Mapping[str, str]
    rows: tuple[DroppedView, ...]


def survival_view(found: Explained, names: Names) -> SurvivalView | None:
    """Word and round what is left without each; None where there is no evidence to leave out."""
    robust = found.robustness
    if not robust.dropped:
        return None
    leader = names.scenario(robust.leader)
    fallen = [one for one in robust.dropped if one.leader != robust.leader]
    if fallen:
        without = listed([f"{_dropped_name(one, names)} ({names.scenario(one.leader)} leads)" for one in fallen[:3]])
        more = f" and {len(fallen) - 3} more" if len(fallen) > 3 else ""
        heading = f"It does not survive: {leader} no longer leads without {without}{more}."
    else:
        heading = f"It survives: {leader} still leads without any one source or origin."
    worst = [one for kind in ("source", "origin") if (one := robust.worst(kind)) is not None]
    return SurvivalView(
        leader=leader,
        survives=robust.survives,
        heading=heading,
        worst={one.kind: f"Without {_dropped_name(one, names)} {leader} {moves(one, robust.leader)}." for one in worst},
        rows=tuple(_row(one, found, names) for one in robust.dropped),
    )


def moves(one: Dropped, leader: str) -> str:
    """`is at 71 % (−11.8 points), 50.2 points ahead of the next`."""
    side = "ahead of" if one.lead >= 0 else "behind"
    at = _percents(one.probability)[leader]
    return f"is at {at} ({signed(100 * one.move)} points), {decimal(abs(100 * one.lead))} points {side} the next"


def _row(one: Dropped, found: Explained, names: Names) -> DroppedView:
    return DroppedView(
        kind=one.kind,
        title=_title(one, names),
        items=str(len(one.items)),
        at=_percents(one.probability)[found.leader],
        points=signed(100 * one.move),
        ahead=signed(100 * one.lead),
        leads=names.scenario(one.leader),
        slot=list(found.case.definition.scenarios).index(one.leader) + 1,
    )


def _title(one: Dropped, names: Names) -> str:
    return names.source(one.name) if one.kind == "source" else names.origin_named(one.name)


def _dropped_name(one: Dropped, names: Names) -> str:
    return f"the {one.kind} “{_title(one, names)}” ({counted(len(one.items), 'item')})"


def _percents(chances: Mapping[str, float]) -> dict[str, str]:
    shown = whole_percents(list(chances.values()))
    return {name: percent_text(percent) for name, percent in zip(chances, shown, strict=True)}
