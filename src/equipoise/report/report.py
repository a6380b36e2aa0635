"""`report`: an assessment as a file for readers, in the form that its suffix names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment
from equipoise.assess.progress import Progress
from equipoise.authored.files import write_atomically
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.ledger.records import Judgement
from equipoise.report.brief_docx import render as render_docx
from equipoise.report.brief_html import render as render_html
from equipoise.report.brief_markdown import render as render_markdown
from equipoise.report.brief_pdf import render as render_pdf
from equipoise.report.document.blocks import Document
from equipoise.report.document.outline import document
from equipoise.report.typesetter import needs_extra
from equipoise.report.view import View, view
from equipoise.studies.brief_studies import Studies, assess_to_study, brief_studies
from equipoise.studies.revisiting import Resolved

Renderer = Callable[[Document], str | bytes]

RENDERERS: Mapping[str, Renderer] = {
    ".html": render_html,
    ".md": render_markdown,
    ".docx": render_docx,
    ".pdf": render_pdf,
}
"""What a file of each suffix is made by."""

PACKAGES: Mapping[str, Mapping[str, str]] = {
    ".docx": {"docx": "python-docx", "typst": "typst"},
    ".pdf": {"typst": "typst"},
}
"""Modules of the extra `report` that a form needs, and the packages that bring them."""


def report(
    assessed: Assessment | Case,
    path: str | Path,
    *,
    studies: Studies | None = None,
    since: date | str | None = None,
    resolved: Sequence[Resolved] = (),
    estimates: Sequence[Judgement] = (),
    progress: Progress | None = None,
) -> Path:
    """Write a brief, whole or not at all, and say where.

    An assessment alone makes a quick brief, which says what was not computed and states no level of confidence. A case
    is assessed first and every study of it made, which takes some fifty times as long.

    Args:
        assessed: What to report: an assessment, or a case.
        path: File to write; its suffix names the form: `.html`, `.md`, `.docx` or `.pdf`. An existing file is replaced.
        studies: What was studied of the same case, as `brief_studies` makes it; for an assessment.
        resolved: For a case, judgements whose event is resolved, from its ledger (`judge.resolved_judgements`).
        since: The day that a case is compared with; the first on which stock could be taken by default.
        estimates: What people on the record think of its question (`ledger.estimates.standing_estimates`).
        progress: Called with a few words as each part of the work on a case begins.

    Raises:
        UsageError: If there is no form of that suffix, the folder does not exist, the form needs packages that
            are not installed, studies are of another case or day, or studies, `since` or `resolved` are given where
            they have no place.
    """
    if isinstance(assessed, Case):
        if studies is not None:
            raise UsageError("studies belong to an assessment", hint="give the assessment they were made of")
        renderer_for(path)
        made = assess_to_study(lambda particles: assess(assessed, particles=particles, progress=progress))
        found = brief_studies(assessed, made, since=since, resolved=resolved, progress=progress)
        return write_brief(studied_view(made, found, estimates=estimates), path)
    if since is not None or resolved:
        raise UsageError("an assessment alone is compared with nothing", hint="pass studies, or the case")
    return write_brief(studied_view(assessed, studies or Studies(), estimates=estimates), path)


def studied_view(assessment: Assessment, studies: Studies, *, estimates: Sequence[Judgement] = ()) -> View:
    """Word and round an assessment and the studies of it.

    Args:
        assessment: Where the case stands.
        studies: What was studied of it.
        estimates: What people on the record think of its question (`ledger.estimates.standing_estimates`).
    """
    return view(
        assessment,
        stability=studies.stability,
        vintages=studies.vintages,
        agreement=studies.agreement,
        explained=studies.explained,
        tips=studies.tips,
        tip_map=studies.tip_map,
        conditionals=studies.conditionals,
        sensitivity=studies.sensitivity,
        linchpins=studies.linchpins,
        switchboard=studies.switchboard,
        revisit=studies.revisit,
        watch=studies.watch,
        left_out=studies.left_out,
        estimates=estimates,
    )


def write_brief(shown: View, path: str | Path) -> Path:
    """Write what readers are told of an assessment, and of what was studied beside it, in the form a suffix names.

    Raises:
        UsageError: As `report` does.
    """
    renderer = renderer_for(path)
    target = Path(path)
    write_atomically(target, renderer(document(shown)))
    return target


def renderer_for(path: str | Path) -> Renderer:
    """What a file is made by; asked before long work, so that it does not end in a file that cannot be written.

    Raises:
        UsageError: As `report` does.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    renderer = RENDERERS.get(suffix)
    if renderer is None:
        found = f"the suffix {target.suffix!r}" if target.suffix else "no suffix"
        raise UsageError(
            f"{target}: a report cannot be written with {found}; there is {', '.join(RENDERERS)}",
            hint=f"name the file {target.with_suffix('.html').name}" if target.stem else "",
        )
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder", hint="make the folder first, or choose another")
    for module, package in PACKAGES.get(suffix, {}).items():
        if find_spec(module) is None:
            raise needs_extra(package, suffix)
    return renderer
