"""The record line: what a reader needs to compute the same numbers again."""

from __future__ import annotations

from equipoise.assess.assessment import Assessment
from equipoise.report.numbers import counted, prose_date
from equipoise.report.view.assumptions import flow_text


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
    return tuple(lines)


def _computed_with(assessment: Assessment) -> str:
    trust = "result trustworthy" if assessment.trustworthy else "result not trustworthy"
    particles = counted(assessment.particles, "particle")
    return f"equipoise {assessment.version}, engine {assessment.engine}, seed {assessment.seed}, {particles}, {trust}"
