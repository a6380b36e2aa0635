"""Whether `may` permits: `visitors may watch` tells what is allowed, `the dam may burst` what could come.

Grammar alone does not tell them apart, so a permission needs a sign of a rule: where the right comes from (`under the
Act`), its limits (`only with consent`), the procedure (`by proxy`), a public to whom rules apply and something such a
public is let do, or a body with a power over an unnamed person. A subject with a name is never read as permitted.
"""

from __future__ import annotations

import re
from functools import cache

from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases


def permits(plain: str, sentence: Span, at: int) -> bool:
    """Whether `may` at a place of a sentence grants a permission rather than opens a chance.

    Args:
        plain: The text.
        sentence: Place of the sentence.
        at: Where the verb starts.
    """
    clause = max(plain.rfind(mark, sentence.start, at) for mark in ",;:—") + 1
    subject = plain[max(clause, sentence.start) : at].strip(" \"“'‘(")
    follows = plain[at : sentence.end]
    if not subject or _has_name(subject) or _TO_COME.search(follows):
        return False
    return any(_grants(plain[found.start() : sentence.end]) for found in _MAY.finditer(plain, *sentence)) or (
        _is_let(subject, follows) or _is_power(follows)
    )


_MAY = re.compile(r"\bmay\b")
_TO_COME = re.compile(
    r"\bmay\s+(?:well|yet|soon|even|still|have|be\s+[a-z]+ing|instead|eventually)\b|"
    r"\b(?:soon|tomorrow|eventually|in\s+(?:the\s+)?coming|next\s+(?:week|month|year|spring|summer|autumn|winter))\b"
)


def _has_name(subject: str) -> bool:
    """Whether a capital stands in a subject other than at its start."""
    first, *rest = subject.split()
    return any(word[0].isupper() for word in rest) or (first[0].isupper() and not rest and not first.endswith("s"))


def _grants(clause: str) -> bool:
    return _RULE.search(clause) is not None


_RULE = re.compile(
    r"\bonly\s+(?:to|with|by|for|from|on|at|in|under|between)\b"
    r"|\bwithout\s+(?:[a-z'-]+\s+){0,2}(?:permission|leave|consent|authori[sz]ation|approval|charge)\b"
    r"|\bwith\s+(?:the\s+)?(?:[a-z'-]+\s+){0,2}(?:permission|leave|consent|authori[sz]ation)\b"
    r"|\bby\s+(?:proxy|post|mail|e-?mail|telephone|phone|video|letter|circular|secret\s+ballot|show\s+of\s+hands)\b"
    r"|\b(?:under|pursuant\s+to|in\s+accordance\s+with|by\s+virtue\s+of)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+){0,4}"
    r"(?:Act|Acts|Rules?|Articles?|Statutes?|Sections?|Code|Regulations?|Charter|Constitution|Ordinance|"
    r"act|rules?|articles?|statutes?|section|bylaws|by-laws)\b"
)


def _is_let(subject: str, follows: str) -> bool:
    """`Visitors may watch`, `a licence may be revoked`: no one in particular, and what rules let them do."""
    bare = re.sub(r"^(?:an?|any|each|every|all|no|the)\s+", "", subject.lower())
    is_public = _public().fullmatch(bare) is not None
    if is_public and (bare == subject.lower() or not subject.lower().startswith("the ")):
        return _let_do().match(follows) is not None
    return _instruments().fullmatch(bare) is not None and _PASSED_ON.match(follows) is not None


def _is_power(follows: str) -> bool:
    """`may order a member to`, `may cast the deciding vote`: a power over whoever it is."""
    return _powers().match(follows) is not None or _CASTING.match(follows) is not None


@cache
def _public() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z-]+\s+)?(?:{alternatives(phrases('permission', 'public'))})")


@cache
def _let_do() -> re.Pattern[str]:
    return re.compile(rf"may\s+(?:also\s+|then\s+|not\s+)?(?:{alternatives(phrases('permission', 'let_do'))})\b")


@cache
def _instruments() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z-]+\s+)?(?:{alternatives(phrases('permission', 'instruments'))})")


_PASSED_ON = re.compile(
    r"may\s+(?:also\s+|then\s+|not\s+)?be\s+(?:revoked|renewed|suspended|extended|granted|withdrawn|amended|appealed|"
    r"challenged|reviewed|transferred|cancelled|copied|reproduced|quoted|consulted|inspected)\b"
)


@cache
def _powers() -> re.Pattern[str]:
    return re.compile(
        rf"may\s+(?:also\s+|then\s+|not\s+)?(?:{alternatives(phrases('permission', 'powers'))})\s+(?:an?|any|such)\s+"
        rf"(?:[a-z-]+\s+)?(?:{alternatives(phrases('permission', 'addressees'))})\b"
    )


_CASTING = re.compile(r"may\s+cast\s+(?:the|a)\s+(?:deciding|casting)\s+vote\b")
