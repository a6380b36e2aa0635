"""What would tip it: the lever that comes nearest or bites most, the others in a sentence each, two on a map."""

from __future__ import annotations

from equipoise.report.charts.tip_chart import tip_drawings
from equipoise.report.charts.tip_map_chart import tip_map_drawings
from equipoise.report.document.blocks import (
    Block,
    Bullets,
    Column,
    Drawing,
    Figure,
    Folded,
    Note,
    Panels,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from equipoise.report.document.text import dim, hued, prose
from equipoise.report.numbers import count, listed
from equipoise.report.view import View
from equipoise.report.view.conditionals import ConditionalsView, ConditionalView
from equipoise.report.view.tip import LEAST_MOVED, TipsView, TipView
from equipoise.report.view.tip_map import TipMapView

MAP = "Map: the hue tells who leads, tint and number with what probability, per cent; the ring, where the case stands."
CONDITIONS_TOLD = 4
"""Conditions with a sentence of their own; the table has all."""


def tipping(view: View) -> Section | None:
    """Levers, then conditions; nothing where neither was tried."""
    if view.tips is not None:
        conditions = _conditions(view.conditionals) if view.conditionals else ()
        return _levers(view.tips, conditions, view)
    if view.conditionals is None:
        return None
    heading, *blocks = _conditions(view.conditionals)
    text = heading.text if isinstance(heading, Subheading) else ()
    return Section("tipping", text, blocks=tuple(blocks), notes=_notes(None, view.conditionals))


def _levers(told: TipsView, conditions: tuple[Block, ...], view: View) -> Section:
    shown = shown_lever(told)
    others = tuple(lever for lever in told.levers if lever is not shown)
    return Section(
        id="tipping",
        heading=prose(told.heading),
        sub=prose(f"{told.now} One lever at a time, over its whole range."),
        sub_of_drawing=prose("Shown: probability on the horizon along the lever that comes nearest or bites most."),
        blocks=(
            Paragraph(_said(shown), "claim"),
            Figure((Panels((Drawing(tip_drawings(shown, name="tip")),)),)),
            _values(shown),
            *_others(others),
            *(_map(view.tip_map) if view.tip_map is not None else ()),
            *conditions,
        ),
        notes=_notes(told, view.conditionals, has_map=view.tip_map is not None),
    )


def shown_lever(told: TipsView) -> TipView:
    """The lever that tips nearest to where it stands; where none tips, the one that moves a scenario furthest."""
    tipping = [lever for lever in told.levers if lever.is_tip]
    return tipping[0] if tipping else max(told.levers, key=lambda lever: lever.lever.moved)


def _said(lever: TipView) -> Text:
    return prose(" ".join((lever.sentence, *lever.caveats)))


def _values(lever: TipView) -> Folded:
    columns = (Column(lever.title, "head"), *(Column(series.title, "number") for series in lever.series))
    rows = tuple(
        (prose(cells[0].value_text), *(prose(cell.text) for cell in cells))
        for cells in zip(*(series.points for series in lever.series), strict=True)
    )
    return Folded("The numbers behind this chart", (Table(columns, rows),), "Along one lever")


def _others(levers: tuple[TipView, ...]) -> tuple[Bullets, ...]:
    """A sentence for each that matters, one for all that hardly do."""
    mattering = [lever for lever in levers if lever.is_tip or lever.lever.moved >= LEAST_MOVED]
    idle = [lever for lever in levers if lever not in mattering]
    told = [_said(lever) for lever in mattering]
    if idle:
        titles = listed([f"“{lever.title}” ({lever.range})" for lever in idle])
        what = "One lever hardly matters" if len(idle) == 1 else f"{count(len(idle)).capitalize()} levers hardly matter"
        told.append(prose(f"{what}, moving no scenario by a point anywhere in range: {titles}."))
    return (Bullets(tuple(told)),) if told else ()


# --- two levers ------------------------------------------------------------------------------------------------


def _map(told: TipMapView) -> tuple[Block, ...]:
    said = prose(" ".join(one for one in (told.sentence, told.note) if one))
    drawn = Figure((Panels((Drawing(tip_map_drawings(told)),)),))
    return (Subheading(prose(told.heading)), Paragraph(said), drawn, _map_values(told))


def _map_values(told: TipMapView) -> Folded:
    """Every row, and every other column: more would not fit on a page."""
    titles = {leader.slot: leader.title for leader in told.leaders}
    columns = (Column("Upward, then across", "head"), *(Column(value) for value in told.across_values[::2]))
    rows = tuple(
        (prose(value), *(hued(f"{titles[cell.slot]} {cell.percent}", cell.slot) for cell in cells[::2]))
        for value, cells in zip(told.up_values, told.cells, strict=True)
    )
    said = prose(f"Who leads, and with what probability. Upward: {told.up.title}. Across: {told.across.title}.")
    return Folded("The numbers behind this map", (Paragraph(said), Table(columns, rows)), "Two levers together")


# --- conditions held --------------------------------------------------------------------------------------------


def _conditions(told: ConditionalsView) -> tuple[Block, ...]:
    felt = sorted((row for row in told.rows if row.moved), key=lambda row: -row.size)[:CONDITIONS_TOLD]
    sentences = tuple(prose(row.sentence) for row in felt) + tuple(prose(one) for one in told.impossible)
    bullets = (Bullets(sentences),) if sentences else ()
    table = Folded("Every condition held at either end", (_table(told),)) if told.rows else None
    return (Subheading(prose(told.heading)), *bullets, *((table,) if table else ()))


def _table(told: ConditionalsView) -> Table:
    columns = (
        Column("Held until then", "head"),
        Column("By itself", "number"),
        *(Column(f"{title}, points", "number", label=title) for title in told.titles),
    )
    return Table(columns, tuple(_row(row) for row in told.rows))


def _row(row: ConditionalView) -> tuple[Text, ...]:
    held = (*prose(f"{row.condition}: {row.level}"), *dim(f" {row.how}"))
    return (held, prose(row.by_itself or "held"), *(prose(points) for points in row.points))


def _notes(told: TipsView | None, conditions: ConditionalsView | None, *, has_map: bool = False) -> tuple[Note, ...]:
    drawing = "Dots: where the case stands. Band: central 80 % range. Grey: the range of the tipping point."
    return (
        *((Note("How to read it", (prose(drawing),), of_drawing=True),) if told else ()),
        *((Note("", (prose(MAP),), of_drawing=True),) if has_map else ()),
        *((Note("Levers", tuple(prose(note) for note in told.notes)),) if told else ()),
        *((Note("Conditions", tuple(prose(note) for note in conditions.notes)),) if conditions else ()),
    )
