"""What follows a verb of saying: a clause, a quotation, or the end of the sentence it closes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from equipoise.documents.extraction.tokens import Token
from equipoise.documents.extraction.vocabulary import phrases, verb_forms

OPENING_MARKS = frozenset("“\"‘'«")
"""Marks that may open a quotation."""


def clause_start(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of the token at which what is said starts, or None where no clause or quotation follows.

    Args:
        tokens: Those of the sentence.
        verb: Index of the verb.
    """
    at = _over_adverbs(tokens, verb + 1)
    if at >= len(tokens):
        return None
    if tokens[at].low in _CLAUSE_WORDS:
        return at + (tokens[at].low == "that")
    if is_opening(tokens, at):
        return at
    if tokens[at].text in {",", ":"} and at + 1 < len(tokens) and is_opening(tokens, at + 1):
        return at + 1
    return _after_circumstances(tokens, at)


def bare_clause_start(tokens: Sequence[Token], verb: int) -> int | None:
    """The same for a clause without `that`: `She added this might help`. It must hold a finite verb of its own."""
    at = _over_adverbs(tokens, verb + 1)
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].low in _PREPOSITIONS or tokens[at].low in _FINITE:
        return None
    for token, following in pairwise(tokens[at + 1 : at + _CLAUSE_REACH]):
        if token.text in {",", ";", ":", "—"} and (
            token.start > tokens[at].end + _NEAR or following.low in {"and", "but"}
        ):
            break
        if token.low in _FINITE:
            return at
    return at if tokens[at].low in _SUBJECT_PRONOUNS else None


def object_start(tokens: Sequence[Token], verb: int) -> int | None:
    """Index of what is warned of, denied or complained about, for verbs that state with an object alone."""
    at = _over_adverbs(tokens, verb + 1)
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    word = tokens[verb].low
    if word in _TELLS and tokens[at].low not in {"a", "an", "apart", "of", "on", "from"}:
        return None if any(token.low in _TALES for token in tokens[at : at + 3]) else at
    if word in {"put", "puts"} and any(token.low == "at" for token in tokens[at + 1 : at + _NAMING_REACH]):
        return at
    if word.startswith(_REFUTES) and any(token.low in _REFUTED for token in tokens[at : at + 5]):
        return at
    if word.startswith("liken"):
        return at
    if word.startswith(("promis", "pledg", "vow", "blam")) and not tokens[at].low.endswith("ing"):
        return at
    if any(word.startswith(stem) for stem in _ORDERS) and tokens[at].low not in _PREPOSITIONS - {"to"}:
        # "urged both sides to return", "vowed to rebuild": what is asked or promised is a verb.
        to = next((n for n in range(at, min(len(tokens) - 1, at + _NAMING_REACH)) if tokens[n].low == "to"), None)
        is_direct = to == at and not any(
            word.startswith(stem) for stem in ("urg", "ask", "told", "beg", "implor", "advis")
        )
        if to is not None and (to > at or is_direct) and tokens[to + 1].is_word and not tokens[to + 1].is_capital:
            return at
    if word.startswith(("warn", "caution", "advis", "alert")) and any(
        token.low in {"about", "against", "not"} for token in tokens[at + 1 : at + _NAMING_REACH]
    ):
        return at
    if any(word.startswith(stem) and tokens[at].low in allowed for stem, allowed in _OBJECT_AFTER.items()):
        return at + 1
    if word.startswith("accus") and any(token.low == "of" for token in tokens[at : at + _NAMING_REACH]):
        return at
    if word in _DENIES and (
        tokens[at].low.endswith("ing") or tokens[at].low in {"any", "all", "the", "claims", "reports", "allegations"}
    ):
        return at
    if word in _REMEMBERS and tokens[at].low.endswith("ing"):
        return at
    return None


_OBJECT_AFTER = {
    "warn": {"of", "about", "against"}, "complain": {"of", "about"}, "boast": {"of", "about"}, "spoke": {"of"},
    "speculat": {"about", "on"},
    "hint": {"at"}, "caution": {"against", "about"}, "insist": {"on"},
    "argue": {"for", "against"}, "arguing": {"for", "against"},
}  # fmt: skip
_REFUTES = ("reject", "dismiss", "refut", "disput", "rebut", "deny", "denie")
_REFUTED = {
    "charge", "charges", "claim", "claims", "accusation", "accusations", "allegation", "allegations", "idea",
    "suggestion", "suggestions", "notion",
    "criticism", "criticisms", "argument", "arguments", "report", "reports", "rumours", "rumors", "assertion",
    "assertions", "speculation",
}  # fmt: skip
_TALES = {"story", "stories", "tale", "tales", "truth", "time", "difference", "lie", "lies", "joke"}
_TELLS = {"told", "tells", "telling"}
_ORDERS = (
    "urg",
    "ask",
    "demand",
    "vow",
    "pledg",
    "promis",
    "threaten",
    "advis",
    "swor",
    "swear",
    "implor",
    "beg",
    "warn",
    "caution",
    "propos",
    "claim",
)
_REMEMBERS = verb_forms("recall") | verb_forms("remember")
_DENIES = {"deny", "denies", "denied", "denying", "admit", "admits", "admitted"}


def is_opening(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation opens at a token."""
    token = tokens[at]
    if token.text not in OPENING_MARKS:
        return False
    is_glued = at + 1 < len(tokens) and tokens[at + 1].start == token.end
    is_free = at == 0 or tokens[at - 1].end < token.start or tokens[at - 1].text in {"(", "[", "—", "–"}
    return is_glued and is_free


def closes_sentence(tokens: Sequence[Token], verb: int) -> bool:
    """Whether nothing of weight follows the verb: a mark, the end, or when, where and to whom it was said."""
    at = _over_adverbs(tokens, verb + 1)
    return at >= len(tokens) or not tokens[at].is_word or tokens[at].low in _PREPOSITIONS or tokens[at].low in _TIMES


def naming_start(tokens: Sequence[Token], verb: int, *, quotation: bool) -> int | None:
    """Index of what is named, where a quotation (if it counts here) or `as` follows within reach."""
    at = verb + 1
    for n in range(at, min(len(tokens), at + _NAMING_REACH)):
        if tokens[n].text in {".", ";", ","}:
            return None
        if (quotation and is_opening(tokens, n)) or (
            tokens[n].low == "as" and n > at and not _is_comparison(tokens, n)
        ):
            return at
    return None


def names_plainly(tokens: Sequence[Token], at: int) -> bool:
    """`called the decree unconstitutional`, `called it a coup`: a name without quotation marks."""
    rest: list[Token] = []
    for token in tokens[at + 1 : at + _NAMING_REACH]:
        if not token.is_word:
            break
        rest.append(token)
    if len(rest) < _TWO or rest[0].low in _CALLS_OTHERWISE:
        return False
    has_second_noun = any(token.low in {"a", "an"} for token in rest[1:])
    is_bare = rest[0].low not in {"the", "a", "an", "it", "this", "that", "them", "him", "her", "its", "their", "his"}
    return has_second_noun or rest[-1].low.endswith(_OF_ADJECTIVES) or is_bare


_TWO = 2
_NAMING_REACH = 14
_CALLS_OTHERWISE = {"for", "on", "off", "in", "up", "out", "into", "to", "by", "upon", "back", "at"}
_OF_ADJECTIVES = (
    "al", "ive", "ous", "able", "ible", "ful", "less", "ic", "ary", "ent", "ant", "ish", "just", "fair", "mad",
    "wrong", "right", "dead",
    "invalid", "absurd", "premature", "immature", "insane", "unsafe", "fake",
)  # fmt: skip


def takes_position(tokens: Sequence[Token], at: int) -> bool:
    """Whether a position, claim or concern is what a verb repeats or voices."""
    return any(token.low in phrases("reporting", "positions") for token in tokens[at + 1 : at + _POSITION_REACH])


_POSITION_REACH = 7
_CLAUSE_WORDS = {"that", "whether", "how", "why", "if"}
_PREPOSITIONS = {
    "on", "in", "at", "to", "during", "after", "before", "with", "from", "of", "by", "for", "about", "over",
    "through", "via", "under",
    "against", "into", "among", "amongst",
}  # fmt: skip
_TIMES = {
    "yesterday", "today", "last", "this", "earlier", "late", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
    "when", "while", "as", "here", "afterwards", "later", "ahead", "following", "citing", "referring",
}  # fmt: skip
_OBJECTS = {"me", "us", "him", "her", "them", "it", "reporters", "journalists", "parliament", "lawmakers"}
_FINITE = {
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "might", "could", "can", "should",
    "must", "did", "does",
    "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "won't", "wouldn't", "can't", "couldn't", "doesn't",
    "didn't", "cannot",
    "took", "went", "became", "came", "made", "remains", "remained", "means", "needs", "seems", "appears", "do",
    "don't",
}  # fmt: skip
_SUBJECT_PRONOUNS = {"he", "she", "they", "we", "i", "it", "there", "you"}
_REACH = 26
_CLAUSE_REACH = 22
_NAMING_REACH = 14
_NEAR = 60


def _over_adverbs(tokens: Sequence[Token], at: int) -> int:
    if [token.text for token in tokens[at : at + 3 : 2]] == [",", ","] and tokens[at + 1].low in _ASIDES:
        return at + 3
    while at < len(tokens) and (
        tokens[at].low.endswith("ly") or tokens[at].low in {"also", "again", "back", "out", "not", "then", "instead"}
    ):
        at += 1
    return at


_ASIDES = {"however", "though", "therefore", "too", "instead", "moreover", "correctly", "rightly", "indeed"}


def _after_circumstances(tokens: Sequence[Token], at: int) -> int | None:
    """`warned on Saturday that ...`, `told reporters in Rome: "..."`: the clause after time, place and hearer."""
    first = tokens[at]
    is_circumstance = first.low in _PREPOSITIONS or first.low in _TIMES or first.low in _OBJECTS or first.text in ",("
    is_hearer = (
        first.is_capital
        or first.low in {"the", "a", "his", "her", "their", "its"}
        or first.low in phrases("reporting", "speakers")
    )
    if not is_circumstance and not is_hearer:
        return None
    for n in range(at, min(len(tokens), at + _REACH)):
        token = tokens[n]
        if (
            token.low == "that"
            and n + 1 < len(tokens)
            and tokens[n - 1].low not in _RELATIVES
            and not _is_relative(tokens, n)
        ):
            return n + 1
        if is_opening(tokens, n) and is_circumstance:
            return n
        if token.text in {";", ")"} and first.text != "(":
            return None
    return None


_RELATIVES = {"all", "those", "everything", "anything", "so", "than"}


def _is_relative(tokens: Sequence[Token], that: int) -> bool:
    """`a plan that failed`: after a noun and before a verb, `that` starts no clause of speech."""
    if tokens[that - 1].low in _NO_NOUNS or tokens[that - 1].low.endswith("ly"):
        return False
    follows = tokens[that + 1].low
    return follows in _FINITE or follows.endswith("ed")


_NO_NOUNS = {
    "before",
    "again",
    "here",
    "elsewhere",
    "today",
    "yesterday",
    "since",
    "too",
    "now",
    "then",
    "later",
    "ago",
}


def _is_comparison(tokens: Sequence[Token], at: int) -> bool:
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at - 1].low in {"such", "well", "same", "soon", "long", "far"} or follows in {
        "",
        "well",
        "compared",
        "opposed",
        "part",
        "soon",
    }
