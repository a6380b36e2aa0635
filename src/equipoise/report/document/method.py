"""How the assessment was made, and how good the evidence is that this helps."""

from __future__ import annotations

from equipoise.report.document.blocks import Column, Note, Section, Table
from equipoise.report.document.text import dim, prose, strong
from equipoise.report.view import View


def method(view: View) -> Section:
    """Every technique with its grade, and the limits of all of them."""
    columns = (
        Column("Technique", "head"),
        Column("Used for"),
        Column("Evidence that it helps", label="Evidence"),
    )
    rows = tuple(
        (prose(one.name), prose(one.used_for), (*strong(one.grade), *dim(f": {one.evidence}")))
        for one in view.techniques
    )
    return Section(
        id="method",
        heading=prose("How this was made, and how good the method is"),
        sub=prose("Each technique with the grade of evidence that it helps."),
        blocks=(Table(columns, rows, keep=True),),
        notes=(Note("Limits", tuple(prose(limit) for limit in view.limits)),),
    )
