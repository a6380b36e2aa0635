"""Sources as a reader weighs them: who published, how good, with what access and which motive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date
from equipoise.report.view.evidence import EvidenceView

NO_GRADE = "none"


@dataclass(frozen=True)
class CitedSource:
    """A source of counted items.

    Attributes:
        title: What it is called.
        url: Its address; empty where the author gave none.
        by: Who published it, and when; empty where not said.
        grade: Letter for all it reports, or `none`.
        access: How close it stands to what it tells; empty where not said.
        motive: What it may want; empty where not said.
        items: How many counted items rest on it.
    """

    title: str
    url: str
    by: str
    grade: str
    access: str
    motive: str
    items: int


def cited_sources(case: Case, evidence: EvidenceView) -> tuple[CitedSource, ...]:
    """Every source that a counted item names, the best graded first, in the order of the case otherwise."""
    return tuple(sorted(_cited(case, evidence), key=lambda source: (source.grade == NO_GRADE, source.grade)))


def _cited(case: Case, evidence: EvidenceView) -> Iterator[CitedSource]:
    named = [name for item in evidence.items for name in dict.fromkeys(case.items[item.id].sources)]
    names = Names(case)
    for name in dict.fromkeys((*(one for one in case.sources if one in named), *named)):
        source = case.sources.get(name)
        published = coarse_date(source.published) if source and source.published else ""
        publisher = tidy(source.by or "") if source else ""
        yield CitedSource(
            title=names.source(name),
            url=(source.url or "").strip() if source else "",
            by=", ".join(part for part in (publisher, published) if part),
            grade=(source.grade if source else None) or NO_GRADE,
            access=tidy(source.access or "") if source else "",
            motive=tidy(source.motive or "") if source else "",
            items=named.count(name),
        )
