"""The bottom line: what leads, what else may come, how firm that is."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Folded, Note, Paragraph, Section, Table
from equipoise.report.document.text import dim, lines, prose, strong
from equipoise.report.view import View

ID = "bottom-line"

SENTENCES_AT_ONCE = 2
"""Sentences on what would change it that stand at the top where no level may; the card has all."""


def bottom_line(view: View) -> Section:
    """What a reader takes away who reads nothing else."""
    told = [Paragraph(prose(said), "lede") for said in _told(view) if said]
    firmness = " ".join(said for said in (view.confidence.moves, view.baselines.sentence) if said)
    confidence = Paragraph((*strong(view.confidence.label), *prose(f" {firmness}")), "ruled")
    warnings = (Paragraph((*strong("Warning."), *prose(f" {warning}")), "ruled") for warning in view.warnings)
    return Section(
        id=ID,
        heading=prose("Bottom line"),
        blocks=(*told, confidence, *warnings, _grounds(view)),
        notes=(
            Note("How to read the numbers", (prose(view.headline.ranges),)),
            Note(
                "",
                (
                    prose(
                        f"Words follow {view.standard} and describe the number as printed. Confidence says how far a "
                        "number could move; it is no chance of an event."
                    ),
                ),
            ),
        ),
        kind="lede",
        numbered=False,
    )


def _told(view: View) -> tuple[str, ...]:
    """Who leads, and the others; where no level may lead, what would change it and what explains it come first."""
    headline, first = view.headline, view.key_judgements[0]
    if view.leads_with_level:
        return (" ".join(said for said in (headline.leads, headline.before) if said), headline.others)
    return (
        headline.leads,
        " ".join((*first.would_change[:SENTENCES_AT_ONCE], first.explained_by)).strip(),
        headline.others,
    )


def _grounds(view: View) -> Folded:
    """The axes of confidence: the level each allows, and what was measured."""
    told = view.confidence
    columns = (Column("Axis", "head"), Column("Level"), Column("What was found"))
    rows = tuple(
        (
            (*prose(axis.title), *dim(f": {axis.asks}")),
            strong(axis.level),
            lines((*prose(f"{ground.says} "), *dim(ground.level)) for ground in axis.grounds),
        )
        for axis in told.axes
    )
    return Folded(
        "What the confidence rests on", (Paragraph(prose(f"{told.because} {told.note}")), Table(columns, rows))
    )
