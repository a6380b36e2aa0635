"""The outline of a brief: which sections there are, in which order, under which head.

A section is one function in one file of this folder, from a view to a `Section`, or to None where there is nothing to
tell; its name in `FINDINGS` or `ALWAYS` is all that it needs to stand in every form.
"""

from __future__ import annotations

from collections.abc import Callable

from equipoise.report.document.assumptions import assumptions
from equipoise.report.document.baselines import baselines
from equipoise.report.document.blocks import Document, Section, Text
from equipoise.report.document.bottom_line import ID, bottom_line
from equipoise.report.document.changed import changed
from equipoise.report.document.circumstances import circumstances
from equipoise.report.document.course import course
from equipoise.report.document.dissent import dissent
from equipoise.report.document.drivers import drivers
from equipoise.report.document.evidence import evidence
from equipoise.report.document.explanations import explanations
from equipoise.report.document.judgements import judgements
from equipoise.report.document.method import method
from equipoise.report.document.not_trustworthy import banner, unusable_numbers
from equipoise.report.document.sensitivity import sensitivity
from equipoise.report.document.stability import stability
from equipoise.report.document.text import code, prose
from equipoise.report.document.tipping import tipping
from equipoise.report.document.unknown import unknown
from equipoise.report.document.vintages import vintages
from equipoise.report.document.watch import watch
from equipoise.report.view import View
from equipoise.report.view.record import LEDGER_HEAD

SectionOf = Callable[[View], Section | None]

FINDINGS: tuple[SectionOf, ...] = (
    bottom_line,
    judgements,
    dissent,
    course,
    explanations,
    drivers,
    changed,
    circumstances,
    tipping,
    stability,
    sensitivity,
    baselines,
    vintages,
    watch,
    evidence,
)
"""What the numbers say; told only where they may be used."""

WITHOUT_FINDINGS: tuple[SectionOf, ...] = (banner, unusable_numbers)
"""What stands in their place where they may not."""

ALWAYS: tuple[SectionOf, ...] = (unknown, assumptions, method)
"""What holds of the case and the method whatever the numbers say."""

FOOT_LENGTH = 60
"""Characters of the title in the foot of a printed page; more would run into the page number."""


def document(view: View) -> Document:
    """Set out an assessment as a brief that has no form yet."""
    sections = (*(FINDINGS if view.trustworthy else WITHOUT_FINDINGS), *ALWAYS)
    return Document(
        title=view.title,
        name=f"{view.title}: assessment as of {view.as_of}",
        kicker=_kicker(view),
        question=view.question,
        dates=(
            ("As of", prose(view.as_of)),
            *((("Compared with", prose(view.revisit.since)),) if view.revisit and view.trustworthy else ()),
            ("Horizon", prose(view.horizon)),
            ("Decision-maker", prose(view.actor)),
        ),
        supposed=view.supposed,
        skip="Skip to the bottom line",
        first=ID,
        sections=tuple(section for make in sections if (section := make(view)) is not None),
        annex_heading="Annex: the tables behind the sections",
        record_heading="Record",
        record=tuple((label, _value(label, value)) for label, value in view.record),
        foot=_foot(view),
        made=view.course.as_of,
    )


def _kicker(view: View) -> str:
    if view.supposed:
        return "Assessment · not a plain forecast"
    return f"Assessment · compared with {view.revisit.since}" if view.revisit and view.trustworthy else "Assessment"


def _value(label: str, value: str) -> Text:
    return code(value) if label in ("Fingerprint", LEDGER_HEAD) else prose(value)


def _foot(view: View) -> str:
    title = view.title if len(view.title) <= FOOT_LENGTH else view.title[: FOOT_LENGTH - 1].rstrip() + "…"
    return f"{title} · as of {view.as_of}"
