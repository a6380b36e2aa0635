"""What the assessment does not know."""

from __future__ import annotations

from equipoise.report.document.blocks import Bullets, Section
from equipoise.report.document.text import prose, strong
from equipoise.report.view import View


def unknown(view: View) -> Section:
    """Gaps in the record and in the judgement of it, the widest first; then what nobody computed."""
    gaps = tuple((*strong(gap.what), *prose(f" {gap.follows}")) for gap in view.unknowns)
    missing = tuple(prose(sentence) for sentence in view.not_computed)
    points = (*gaps, *missing)
    return Section("unknown", prose("What we do not know"), blocks=(Bullets(points),) if points else ())
