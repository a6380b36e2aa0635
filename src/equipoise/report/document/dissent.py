"""Who and what speaks against the headline."""

from __future__ import annotations

from equipoise.report.document.blocks import Bullets, Section, Text
from equipoise.report.document.text import prose, strong
from equipoise.report.view import View
from equipoise.report.view.dissent import AuthorView


def dissent(view: View) -> Section | None:
    """Raters, estimators, authors and explanations that see it otherwise, and what speaks for the second scenario."""
    told = view.dissent
    groups = (
        ("Raters.", told.raters),
        ("Own estimates.", told.estimates),
        ("The alternative.", told.alternative),
        ("Explanations.", told.explanations),
        ("Published judgements.", (told.compared,) if told.compared else ()),
    )
    items = (
        *(_labelled(label, sentences) for label, sentences in groups if sentences),
        *(_author(author) for author in told.authors),
    )
    if not items:
        return None
    return Section(
        id="dissent",
        heading=prose(f"Alternatives and dissent: {told.heading}"),
        blocks=(Bullets(items),),
        numbered=False,
    )


def _labelled(label: str, sentences: tuple[str, ...]) -> Text:
    return (*strong(label), *prose(f" {' '.join(sentences)}"))


def _author(author: AuthorView) -> Text:
    return (*strong(f"{author.who}, {author.when}."), *prose(f" “{author.says.rstrip('.')}.” {author.sentence}"))
