"""What changed since an earlier vintage: a waterfall that sums, and what became of the judgements of others."""

from __future__ import annotations

from equipoise.report.charts.waterfall_chart import waterfall_drawings
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
from equipoise.report.document.text import code, dim, hued, lines, number, prose, strong
from equipoise.report.view import View
from equipoise.report.view.revisit import RevisitView
from equipoise.report.view.revisited_judgements import JudgementView

ITEMS_SHOWN = 30
"""Items at most in the table of what arrived; those that moved it least are counted."""

BACKCAST = "The earlier number is computed now, from what was known then: it is a backcast that nobody published."


def changed(view: View) -> Section | None:
    """The change taken apart; where the case has no past, that there is none; nothing where it was not computed."""
    told = view.revisit
    if told is None:
        return Section("changed", prose("First assessment; nothing to compare")) if view.has_no_history else None
    warnings = (Paragraph((*strong("Not to be relied on."), *prose(f" {one}.")), "ruled") for one in told.warnings)
    return Section(
        id="changed",
        heading=prose(told.heading),
        sub=prose(told.sub.partition(" Solid")[0]),
        sub_of_drawing=prose("Solid bars add, open bars take away."),
        blocks=(
            *warnings,
            *(Paragraph(prose(sentence)) for sentence in told.sentences),
            *_figure(told),
            _steps(told),
            _scenarios(told),
            *_items(told),
            *_edits(told),
            *_judgements(told),
            *_recorded(told),
        ),
        notes=(
            Note("How to read it", tuple(prose(note) for note in told.notes[:2])),
            Note("", tuple(prose(note) for note in (*told.notes[2:], BACKCAST))),
        ),
    )


def _figure(told: RevisitView) -> tuple[Figure, ...]:
    drawn = waterfall_drawings(told)
    return (Figure((Panels((Drawing(drawn, slot=told.leading.slot),)),)),) if drawn else ()


def _steps(told: RevisitView) -> Folded:
    change, one = told.leading, told.leading.change
    error = f" (one standard error of it: {change.error})" if change.error else ""
    said = f"{told.before_label}. {told.after_label}. The change in log-odds is {one}{error}."
    columns = (Column("What moved it", "head"), Column("dB", "number", label="Moved, dB"))
    rows = tuple((prose(line.title), prose(line.text)) for line in change.lines)
    return Folded("The numbers behind this chart", (Paragraph(prose(said)), Table(columns, rows)), "What changed")


def _scenarios(told: RevisitView) -> Folded:
    columns = (
        Column("Scenario", "head"),
        Column(told.since, "number"),
        Column(told.until, "number"),
        Column("Log-odds", "number"),
    )
    rows = tuple(
        (hued(one.title, one.slot), number(one.before), number(one.after), prose(one.change)) for one in told.scenarios
    )
    return Folded("Every scenario then and now", (Table(columns, rows),))


def _items(told: RevisitView) -> tuple[Folded, ...]:
    items = told.leading.items
    if not items:
        return ()
    columns = (Column("What arrived", "head"), Column("Known", "date"), Column("dB", "number", label="Moved, dB"))
    rows = tuple((prose(item.what), prose(item.known), prose(item.text)) for item in items[:ITEMS_SHOWN])
    rest = len(items) - len(rows)
    said = f"{rest} more moved it less than any of these." if rest else "Those that moved it most come first."
    title = f"What arrived, item by item: {told.leading.title}"
    return (Folded(title, (Paragraph(prose(said)), Table(columns, rows))),)


def _edits(told: RevisitView) -> tuple[Folded, ...]:
    if not told.edited:
        return ()
    edited = lines(code(edit) for edit in told.edited)
    return (Folded("Where the case was edited meanwhile", (Paragraph(edited),)),)


# --- judgements of others ---------------------------------------------------------------------------------------


def _judgements(told: RevisitView) -> tuple[Block, ...]:
    if not told.judgements:
        return ()
    telling = [one for one in told.judgements if one.verdict or one.wording or one.resolution]
    bullets = (Bullets(tuple(_judgement(one) for one in telling)),) if telling else ()
    return (Subheading(prose(told.judgements_heading)), *bullets, _all_judgements(told))


def _judgement(one: JudgementView) -> Text:
    became = " ".join(said for said in (*one.conditions, one.wording, one.resolution) if said)
    return (*strong(f"{one.who}, {one.when}."), *prose(f" “{one.says.rstrip('.')}.” {became}"))


def _all_judgements(told: RevisitView) -> Folded:
    columns = (Column("Judgement", "head"), Column("What became of its conditions and assumptions", label="Became"))
    rows = tuple(
        (
            lines((prose(one.says), dim(f"{one.who}, {one.when}"))),
            lines(prose(said) for said in (*one.conditions, *one.assumptions, one.wording, one.resolution) if said),
        )
        for one in told.judgements
    )
    return Folded("Every judgement that was revisited", (Table(columns, rows),))


def _recorded(told: RevisitView) -> tuple[Block, ...]:
    if not told.recorded:
        return ()
    return (Subheading(prose(told.recorded_heading)), Bullets(tuple(prose(one) for one in told.recorded)))
