"""Verbs of saying whose subject stands further left: `and said that`, `adding that`, `went on to say that`."""

from __future__ import annotations

from collections.abc import Sequence

from equipoise.documents.extraction.complements import (
    bare_clause_start,
    clause_start,
    names_plainly,
    naming_start,
    object_start,
    takes_position,
)
from equipoise.documents.extraction.speakers import Speaker
from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.verbs import CLAIMS, SAY, ReportingVerb
from equipoise.documents.extraction.vocabulary import phrases, verb_forms


def carried_subject(tokens: Sequence[Token], at: int, kind: ReportingVerb, *, has_spoken: bool) -> Speaker | None:
    """A verb whose subject stands further left: `and said that`, `adding that`, `went on to say that`."""
    n = at - 1
    while n >= 0 and tokens[n].low in _HAVE:
        n -= 1
    while n >= 0 and (
        tokens[n].low in {"then", "also", "rather", "later", "instead", "further"} or tokens[n].low.endswith("ly")
    ):
        n -= 1
    if n < 0:
        return None
    before = tokens[n].low
    is_spoken_clause = clause_start(tokens, at) is not None or (kind.says and object_start(tokens, at) is not None)
    says_plainly = tokens[at].low in SAY and bare_clause_start(tokens, at) is not None
    if tokens[at].low.endswith("ing"):
        if kind.weighs and before == "," and not has_spoken:
            return None  # "They signed, suggesting that ...": the act suggests it, nobody says it
        is_clause = kind.says and (is_spoken_clause or (not kind.weighs and bare_clause_start(tokens, at) is not None))
        is_name = kind.names and (naming_start(tokens, at, quotation=True) is not None or names_plainly(tokens, at))
        return Speaker(at, at, is_known=True) if before in _BEFORE_SAYING and (is_clause or is_name) else None
    if before in {"and", "but", "or"} and (says_plainly or (is_spoken_clause and (has_spoken or not kind.weighs))):
        return Speaker(at, at, is_known=True)
    if (
        before in {"and", "but"}
        and kind.repeats
        and tokens[at].low.endswith(("ed", "es"))
        and takes_position(tokens, at)
    ):
        return Speaker(at, at, is_known=True)
    if before == "to" and tokens[at].low in CLAIMS and any(token.low in _GOES for token in tokens[max(0, n - 5) : n]):
        return Speaker(at, at, is_known=True)
    return None


_BEFORE_SAYING = {",", "by", "in", "as", "–", "—", *phrases("reporting", "documents")}
_HAVE = {"has", "have", "had"}
_GOES = verb_forms("go") | {
    "continued",
    "continues",
    "sought",
    "seeks",
    "tried",
    "wants",
    "wanted",
    "appeared",
    "appears",
}
