"""Verbs of saying, thinking and naming, by form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.vocabulary import phrases, verb_forms

SAY = verb_forms("say")
"""Forms of the plainest of them."""
CLAIMS = {
    "suggest",
    "argue",
    "claim",
    "allege",
    "say",
    "imply",
    "warn",
    "insist",
    "deny",
    "note",
    "announce",
    "declare",
}
"""Base forms that speak after `to`, whoever goes on, seeks or is first to do so."""


@dataclass(frozen=True)
class ReportingVerb:
    """What a form of a verb can do.

    Attributes:
        says: Its subject speaks, whoever it is.
        weighs: Its subject may be no speaker (evidence suggests): only a person, body or document speaks.
        thinks: Its subject holds something to be so.
        names: It gives something a name.
        repeats: It may take a position for its object.
        quotes_only: It speaks only beside a quotation.
    """

    says: bool = False
    weighs: bool = False
    thinks: bool = False
    names: bool = False
    repeats: bool = False
    quotes_only: bool = False


def reporting_verb(tokens: Sequence[Token], at: int) -> ReportingVerb | None:
    """What the verb at a token can do, or None where it is no such verb; a capital is a name.

    Verbs of two words (`point out`) are known by the word that follows.
    """
    token = tokens[at]
    if token.is_capital:
        return None
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return _forms().get(f"{token.low} {following}") or _forms().get(token.low)


def is_participle(word: str) -> bool:
    """Whether a form may be a past participle."""
    return word.endswith("ed") or word in _PARTICIPLES


def is_base_form(word: str) -> bool:
    """Whether a form is the base of its verb, and so may be a noun of the same spelling."""
    return word in _bases() and word not in _PAST_TOO


_PAST_TOO = {"put", "read", "bet", "cast", "forecast"}


@cache
def _bases() -> frozenset[str]:
    return frozenset(base for key in _KINDS.values() for base in phrases("reporting", key))


_PARTICIPLES = {
    "said",
    "told",
    "written",
    "thought",
    "known",
    "seen",
    "found",
    "shown",
    "held",
    "put",
    "dubbed",
    "cast",
    "felt",
}
_KINDS = {
    "says": "says",
    "weighs": "weighs",
    "thinks": "thinks",
    "names": "names",
    "repeats": "repeats",
    "quotes_only": "beside_quotations",
}


@cache
def _forms() -> dict[str, ReportingVerb]:
    kinds: dict[str, set[str]] = {}
    for kind, key in _KINDS.items():
        for base in phrases("reporting", key):
            for form in verb_forms(base):
                kinds.setdefault(form, set()).add(kind)
    return {form: ReportingVerb(**dict.fromkeys(found, True)) for form, found in kinds.items()}
