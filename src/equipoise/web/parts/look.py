"""The look of a brief for the pages of the workbench, taken from the one style sheet there is."""

from __future__ import annotations

from equipoise.report.palette import style_sheet

_PAGE = "/* Page */"


def look_of_briefs() -> dict[str, str]:
    """Style sheets by name: `look.css` has colours and faces, `brief.css` all else for what stands in `.brief`."""
    tokens, _, rest = style_sheet().partition(_PAGE)
    return {"look.css": tokens, "brief.css": f".brief {{\n{rest}\n}}\n"}
