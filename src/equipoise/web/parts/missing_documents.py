"""Documents that evidence names and the case does not keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.report.numbers import counted
from equipoise.web.labels import Say
from equipoise.web.parts.document_list import Address


def missing_markup(case: Case, kept: Container[str], address: Address, say: Say) -> Markup:
    """A list of them, each with how many items name it; nothing where all are kept.

    Args:
        case: The case.
        kept: Ids of the documents that are there.
        address: Addresses of the pages.
        say: The language of the reader.
    """
    named = Counter(name for item in case.evidence for name in {place.document for place in item.where})
    missing = sorted((name, number) for name, number in named.items() if name not in kept)
    if not missing:
        return Markup("")
    lines = Markup("").join(
        Markup('<li><a href="{}">{}</a> <span class="dim">{}</span></li>').format(
            address("documents", document=name), name, counted(number, "item")
        )
        for name, number in missing
    )
    return Markup('<h2>{}</h2><p class="dim">{}</p><ul class="plain columns">{}</ul>').format(
        say("Named by evidence, not kept here"),
        say("Bring a document in under the same name, and every place in it can be read."),
        lines,
    )
