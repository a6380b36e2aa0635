"""`report`: an assessment as a file for readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from equipoise.assess.assessment import Assessment
from equipoise.authored.files import write_atomically
from equipoise.errors import UsageError
from equipoise.report.brief_html import render as render_html
from equipoise.report.view import View, view

RENDERERS: Mapping[str, Callable[[View], str]] = {".html": render_html}
"""What a file of each suffix is made by."""


def report(assessment: Assessment, path: str | Path) -> Path:
    """Write a brief, whole or not at all, and say where.

    Args:
        assessment: What to report.
        path: File to write; its suffix names the form. An existing file is replaced.

    Raises:
        UsageError: If there is no form of that suffix, or the folder does not exist.
    """
    target = Path(path)
    renderer = RENDERERS.get(target.suffix.lower())
    if renderer is None:
        found = f"the suffix {target.suffix!r}" if target.suffix else "no suffix"
        raise UsageError(
            f"{target}: a report cannot be written with {found}; there is {', '.join(RENDERERS)}",
            hint=f"name the file {target.with_suffix('.html').name}" if target.stem else "",
        )
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder", hint="make the folder first, or choose another")
    write_atomically(target, renderer(view(assessment)))
    return target
