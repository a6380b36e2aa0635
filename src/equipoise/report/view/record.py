"""The record line: what a reader needs to compute the same numbers again."""

from __future__ import annotations

from pathlib import Path

from equipoise.assess.assessment import Assessment
from equipoise.errors import EquipoiseError
from equipoise.report.numbers import counted, prose_date
from equipoise.report.view.assumptions import flow_text

LEDGER_HEAD = "Ledger head"
"""Label of the whole head of the ledger."""

SHORT_HEAD = 16
"""Digits of a head that people compare by eye."""


def record(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Labels and values, in the order they are printed."""
    case = assessment.case
    lines = [
        ("As of", f"{prose_date(assessment.as_of)}: what was known by the end of that day"),
        ("Looks to", prose_date(assessment.horizon)),
        ("Case", case.name),
        ("Fingerprint", assessment.fingerprint),
        ("Computed with", _computed_with(assessment)),
        ("Ratings by", "the mean of all raters" if assessment.rater == "pool" else assessment.rater),
    ]
    if case.edits:
        lines.append(("Edited", "; ".join(f"{path} = {flow_text(value)}" for path, value in case.edits)))
    if assessment.given:
        lines.append(("Given", "; ".join(assessment.given)))
    if assessment.do:
        lines.append(("Brought about", "; ".join(assessment.do)))
    return (*lines, *_ledger(case.folder))


def _ledger(folder: Path | None) -> tuple[tuple[str, str], ...]:
    """The head of the ledger beside the case: printed, it holds everything recorded up to here, wherever it is kept."""
    from equipoise.ledger.chain import hash_of
    from equipoise.ledger.embedded import LEDGER_FILE, EmbeddedStore

    if folder is None or not (folder / LEDGER_FILE).is_file():
        return ()
    try:
        lines = EmbeddedStore(folder / LEDGER_FILE).read().whole().lines
    except EquipoiseError as error:
        return (("Ledger", f"cannot be read: {error}"),)
    if not lines:
        return ()
    head = hash_of(lines[-1])
    return (
        ("Ledger", f"{counted(len(lines), 'line')}, head {head.partition(':')[2][:SHORT_HEAD]}"),
        (LEDGER_HEAD, head),
    )


def _computed_with(assessment: Assessment) -> str:
    trust = "result trustworthy" if assessment.trustworthy else "result not trustworthy"
    particles = counted(assessment.particles, "particle")
    return f"equipoise {assessment.version}, engine {assessment.engine}, seed {assessment.seed}, {particles}, {trust}"
