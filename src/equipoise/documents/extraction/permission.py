"""Whether `may` permits: `visitors may watch` tells what is allowed, `the dam may burst` what could come.

Grammar alone does not tell them apart, so a permission needs a sign of a rule. Some signs suffice for any subject
without a name: where the right comes from (`under the Act`), whose leave it takes (`with the consent of`), a power over
an unnamed person, a paper that authorities give and take. Others need somebody who chooses: limits and free choice
(`only with`, `at any time`, `as it sees fit`), a contrast (`fruit but not flowers`), a public and what rules let it do.
What befalls somebody (`may lose`, `may have to`) and what is looked ahead to (`may soon`) is never permitted.
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
    subject = _subject(plain, sentence, at)
    follows = plain[at : sentence.end]
    if not subject or _has_name(subject) or _TO_COME.search(follows) or _befalls().match(follows):
        return False
    if _is_granted(plain[slice(*sentence)], subject, follows):
        return True
    earlier = [found.start() for found in _MAY.finditer(plain, sentence.start, at)]
    return subject.lower() in _SAME and bool(earlier) and permits(plain, sentence, earlier[-1])


def _subject(plain: str, sentence: Span, at: int) -> str:
    clause = max(plain.rfind(mark, sentence.start, at) for mark in ",;:—") + 1
    words = plain[max(clause, sentence.start) : at].strip(" \"“'‘(")
    if (law := _LAW.match(words)) is not None:
        words = re.sub(r"^\s*of\s+the\s+\w+", "", words[law.end() :]).strip()
    return re.sub(r"^(?:and|but|or|so|then)\s+", "", words)


def _is_granted(sentence: str, subject: str, follows: str) -> bool:
    if _LAW.search(sentence) or _LEAVE.search(follows) or _is_power(follows) or _is_paper(subject, follows):
        return True
    if not _chooses(subject):
        return False
    return (
        _LIMIT.search(follows) is not None
        or _CONTRAST.search(sentence) is not None
        or (_is_public(subject) and (_let_do().match(follows) is not None or _TIMES.search(follows) is not None))
    )


_MAY = re.compile(r"\bmay\b")
_SAME = {"it", "they", "he", "she", "any of them", "each of them", "all of them", "some of them", "others"}
"""Subjects that only point back: what holds for the clause before holds for theirs."""
_PRONOUNS = _SAME | {"we", "you", "one", "anyone", "anybody", "everyone", "everybody", "nobody", "either", "neither"}
_TO_COME = re.compile(
    r"\bmay\s+(?:well|yet|soon|even|still|have|be\s+[a-z]+ing|instead|eventually)\b|"
    r"\b(?:soon|tomorrow|eventually|in\s+(?:the\s+)?coming|next\s+(?:week|month|year|spring|summer|autumn|winter))\b"
)


@cache
def _befalls() -> re.Pattern[str]:
    return re.compile(
        rf"may\s+(?:(?:also|then|not|only|[a-z]+ly)\s+)?(?:{alternatives(phrases('permission', 'befall'))})\b"
    )


def _has_name(subject: str) -> bool:
    """Whether a capital stands in a subject other than at its start."""
    first, *rest = subject.split()
    if any(word[0].isupper() for word in rest):
        return True
    return first[0].isupper() and not rest and not first.endswith("s") and first.lower() not in _PRONOUNS


# --- signs that suffice ------------------------------------------------------------------------------------------

_LAW = re.compile(
    r"\b(?:under|pursuant\s+to|in\s+accordance\s+with|by\s+virtue\s+of|within\s+the\s+limits\s+of)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:acts?|rules?|articles?|statutes?|sections?|code|regulations?|charter|constitution|ordinance|conventions?|treaty|"
    r"laws?|directive|protocol|bylaws|by-laws|embargo|sanctions|price\s+cap|pact|accord|scheme)\b"
    r"|\b(?:the\s+)?(?:law|rules?|statutes?|constitution|charter|act)\s+(?:allows?|permits?|prescribes?|provides?)\b",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"\bwithout\s+(?:[a-z'-]+\s+){0,2}(?:permission|leave|consent|authori[sz]ation|approval|charge)\b"
    r"|\bwith\s+(?:the\s+|an?\s+)?(?:[a-z'-]+\s+){0,2}(?:permission|leave|consent|authori[sz]ation|permits?|licen[cs]es?)\b"
    r"|\b(?:on|upon|at)\s+(?:the\s+)?(?:advice|recommendation|proposal|motion|application|request)(?:\s+(?:of|by)\b|(?=[\s.]*$))"
    r"|\bby\s+(?:proxy|circular|secret\s+ballot|show\s+of\s+hands)\b"
)


def _is_power(follows: str) -> bool:
    """`may order a member to`, `may cast the deciding vote`: a power over whoever it is."""
    return _powers().match(follows) is not None or _CASTING.match(follows) is not None


@cache
def _powers() -> re.Pattern[str]:
    return re.compile(
        rf"may\s+(?:also\s+|then\s+|not\s+)?(?:{alternatives(phrases('permission', 'powers'))})\s+(?:an?|any|such)\s+"
        rf"(?:[a-z-]+\s+)?(?:{alternatives(phrases('permission', 'addressees'))})\b"
    )


_CASTING = re.compile(r"may\s+cast\s+(?:the|a)\s+(?:deciding|casting)\s+vote\b")


def _is_paper(subject: str, follows: str) -> bool:
    """`A licence may be revoked`: what authorities give, change and take."""
    return _papers().fullmatch(_bare(subject)) is not None and _PASSED_ON.match(follows) is not None


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z-]+\s+)?(?:{alternatives(phrases('permission', 'instruments'))})")


_PASSED_ON = re.compile(
    r"may\s+(?:also\s+|then\s+|not\s+)?be\s+(?:revoked|renewed|suspended|extended|granted|withdrawn|amended|appealed|"
    r"challenged|reviewed|transferred|cancelled|copied|reproduced|quoted|consulted|inspected)\b"
)


# --- signs that need somebody who chooses ------------------------------------------------------------------------

_LIMIT = re.compile(
    r"\bonly\s+(?:to|with|by|for|from|on|at|in|under|between|against|through|within)\b"
    r"|\b(?:no|not)\s+more\s+than\b|\bat\s+(?:will|no\s+(?:cost|charge))\b|\bfree\s+of\s+charge\b"
    r"|\b(?:he|she|it|they|one)\s+(?:sees?\s+fit|wish(?:es)?|choose|chooses|pleases?)\b"
    r"|\b(?:of|at)\s+(?:his|her|its|their)\s+(?:own\s+)?(?:choice|choosing|discretion|expense)\b"
    r"|\bby\s+(?:post|mail|e-?mail|telephone|phone|video|letter)\b"
)
_TIMES = re.compile(
    r"\bat\s+(?:any\s+time|night)\b|\bon\s+(?:weekdays|holidays|[A-Z][a-z]+days)\b"
    r"|\b(?:during|outside)\s+(?:[a-z]+\s+)?hours\b|\bwithin\s+(?:[\w-]+\s+){1,2}(?:days?|weeks?|months?)\s+of\b"
)
_CONTRAST = re.compile(r",?\s+but\s+not\s+(?!yet\b)|[;,]\s+(?:[\w-]+\s+){1,4}may\s+not(?=\s*[.;]|\s*$)")
_HEAD = re.compile(r"^((?:[\w'’-]+\s+)*?[\w'’-]+?)(?=\s+(?:of|in|on|at|over|under|with|from|to|above|below)\b|$)")


def _chooses(subject: str) -> bool:
    """Whether a subject may be somebody who chooses: people and bodies known as such, or a pronoun."""
    head = _head(subject)
    known = phrases("reporting", "speakers") | phrases("permission", "public")
    return head in known or head.endswith(_PEOPLE) or subject.lower() in _PRONOUNS


_PEOPLE = ("ists", "icians", "ees", "men", "women", "people")
"""Endings of words for people in the plural."""


def _head(subject: str) -> str:
    found = _HEAD.match(subject)
    return (found[1] if found else subject).split()[-1].lower()


def _is_public(subject: str) -> bool:
    """No one in particular: `visitors`, `any member`, `members of the public`."""
    is_particular = subject.lower().startswith(("the ", "this ", "that ", "his ", "her ", "their "))
    return not is_particular and _head(subject) in phrases("permission", "public")


def _bare(subject: str) -> str:
    return re.sub(r"^(?:an?|any|each|every|all|no|the)\s+", "", subject.lower())


@cache
def _let_do() -> re.Pattern[str]:
    return re.compile(rf"may\s+(?:also\s+|then\s+|not\s+)?(?:{alternatives(phrases('permission', 'let_do'))})\b")
