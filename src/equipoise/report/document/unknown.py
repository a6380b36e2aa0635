"""What the assessment does not know."""

from __future__ import annotations

from equipoise.report.document.blocks import Bullets, Section
from equipoise.report.document.text import prose, strong
from equipoise.report.view import View


def unknown(view: View) -> Section:
    """Gaps in the record and in the judgement of it, the widest first."""
    gaps = tuple((*strong(gap.what), *prose(f" {gap.follows}")) for gap in view.unknowns)
    return Section("unknown", prose("What we do not know"), blocks=(Bullets(gaps),) if gaps else ())
