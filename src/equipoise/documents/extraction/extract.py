"""Everything worth a reader's time in one text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from equipoise.documents.extraction.actors import Gazetteer, gazetteer
from equipoise.documents.extraction.attribution import attributed_statements
from equipoise.documents.extraction.conditionals import conditionals
from equipoise.documents.extraction.dated_acts import dated_acts
from equipoise.documents.extraction.estimative import estimative_terms
from equipoise.documents.extraction.figures import figures
from equipoise.documents.extraction.hedges import hedged_claims
from equipoise.documents.extraction.mention import LABELS, Mention
from equipoise.documents.extraction.prose import Prose, read_prose
from equipoise.documents.extraction.publication_date import publication_date
from equipoise.documents.extraction.span import Span


@dataclass(frozen=True)
class Extraction:
    """What was found in one text.

    Attributes:
        text: The frozen text.
        published: The date against which relative dates were read; None where it was not known.
        sentences: How many sentences, headings and lines of lists the text has.
        mentions: In order of place, then of label.
    """

    text: str
    published: date | None
    sentences: int
    mentions: tuple[Mention, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON: the hash of the text in UTF-8, by which places can be checked, and the mentions."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        return {"sha256": sha256, "mentions": [mention.to_dict(self.text) for mention in self.mentions]}


def extract(text: str, *, published: date | None = None, actors: Gazetteer | None = None) -> Extraction:
    """Find mentions by rules; the same text always gives the same ones.

    Args:
        text: The frozen text; offsets are its code points.
        published: When it was published. By default it is read off the top of the text.
        actors: Names to look for; by default countries, their seats of power and international bodies.
    """
    prose = read_prose(text)
    dated = published or publication_date(prose)
    estimative = tuple(estimative_terms(prose))
    found = [
        *estimative,
        *hedged_claims(prose, tuple(mention.span for mention in estimative)),
        *attributed_statements(prose),
        *dated_acts(prose, dated),
        *figures(prose),
        *conditionals(prose),
    ]
    ordered = sorted(found, key=lambda one: (one.span, LABELS.index(one.label)))
    names = actors or gazetteer()
    return Extraction(text, dated, len(prose.sentences), tuple(_with_actors(prose, one, names) for one in ordered))


def _with_actors(prose: Prose, mention: Mention, names: Gazetteer) -> Mention:
    """Name the actor who speaks, or those named in a dated clause."""
    if mention.label == "attributed_statement":
        speaker = mention.details["speaker"] or mention.details.get("likely_speaker")
        actor = names.actor_of(prose.plain, Span(speaker["start"], speaker["end"])) if speaker else None
        return replace(mention, details={**mention.details, "actor": actor})
    if mention.label == "dated_act":
        named = names.named_in(prose.plain, Span(*mention.details["act"]))
        return replace(mention, details={**mention.details, "actors": list(dict.fromkeys(one.actor for one in named))})
    return mention
