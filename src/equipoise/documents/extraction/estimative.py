"""Estimative language: words that give a chance, or open one, about what is uncertain or to come.

The longest term at a place is taken, with the words of degree and denial before it. Modal verbs are read by their
company: `will` after a relative pronoun describes, `may` in a rule permits, `can` before a consequence opens a chance,
`should` with a condition guesses. Questions and headings give no chance of their own, save for the plainest terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from equipoise.documents.extraction.conditionals import has_condition
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.permission import permits
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.vocabulary import alternatives, phrases


def estimative_terms(prose: Prose) -> Iterator[Mention]:
    """Estimative terms in order; details: `kind` (term or modal) and `negated`."""
    for sentence in prose.read:
        taken: list[Span] = []
        for kind, span in _candidates(prose, sentence):
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            negated = _NEGATION.search(prose.plain, span.start, min(len(prose.plain), span.end + 4)) is not None
            yield Mention("estimative", span, sentence.span, {"kind": kind, "negated": negated})


_NEGATION = re.compile(
    r"\b(?:not|never|no|cannot)\b|n't\b|\b(?:un|im)(?:likely|probable)\b|\bhardly\b|\bscarcely\b", re.IGNORECASE
)


def _candidates(prose: Prose, sentence: Sentence) -> Iterator[tuple[str, Span]]:
    plain, (start, end) = prose.plain, sentence.span
    is_asked = sentence.is_question and not prose.quoted(sentence.span)
    if is_asked:
        return
    for found in _terms().finditer(plain, start, end):
        if _counts(plain, found, sentence):
            yield "term", Span(*found.span())
    for pattern in (_NUMBERED_CHANCE, _SIZED_CHANCE, _small_chance()):
        for found in pattern.finditer(plain, start, end):
            yield "term", Span(*found.span())
    if sentence.is_heading:
        for found in _PLAIN_MODAL.finditer(plain, start, end):
            yield "modal", Span(*found.span())
        return
    for found in _POSSIBLE.finditer(plain, start, end):
        if _is_chance(plain, found, sentence):
            yield "term", Span(*found.span())
    for found in _modals().finditer(plain, start, end):
        if _opens_chance(prose, found, sentence):
            yield "modal", Span(*found.span())


@cache
def _terms() -> re.Pattern[str]:
    terms, degrees = alternatives(phrases("estimative", "terms")), alternatives(phrases("estimative", "degrees"))
    return re.compile(
        rf"(?<![\w-])(?:(?:{degrees})\s+){{0,3}}(?:{terms})(?![\w-])|(?<![\w-])expect(?:s|ed)?(?=\s+(?:[\w'-]+\s+){{1,6}}to\s+[a-z])|(?<![\w-])(?P<risks>risks?|risking)\s+(?P<doing>[a-z]+ing)\b",
        re.IGNORECASE,
    )


_NUMBERED_CHANCE = re.compile(
    r"\b(?:one|two|three|four|\d+)\s+chances?\s+in\s+(?:a\s+)?(?:\w+)|\b\d+(?:\.\d+)?\s*(?:%|per\s+cent|percent)\s+chance\b",
    re.IGNORECASE,
)

_SIZED_CHANCE = re.compile(
    r"\ban?\s+(?:very\s+|rather\s+)?(?:remote|real|strong|slim|faint|distant|serious|theoretical|live|slender|growing|good|"
    r"high|low|small|slight|clear)\s+(?:possibility|probability|likelihood|prospect)\b",
    re.IGNORECASE,
)


@cache
def _small_chance() -> re.Pattern[str]:
    """`that outcome is remote`, `the prospects look slim`: a size, said of what may come."""
    return re.compile(
        rf"(?<![\w-])(?:{alternatives(phrases('estimative', 'sized'))})\s+"
        r"(?:is|are|was|were|seems?|looks?|remains?|appears?)\s+(?:[a-z]+ly\s+|still\s+|very\s+|quite\s+|too\s+)?"
        r"(?:remote|slim|slender|slight|negligible|minimal|vanishing|small|high|low)\b",
        re.IGNORECASE,
    )


_WEAK_IN_HEADINGS = re.compile(
    r"risk|threat|danger|potential|prospect|possib|looming|odds|probability|likelihood$", re.IGNORECASE
)
_NOT_EXPECTED = re.compile(r"\b(?:than|as|when|what)\s+(?:was\s+|is\s+)?$", re.IGNORECASE)


def _counts(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    term = " ".join(found[0].lower().split())
    if sentence.is_heading and _WEAK_IN_HEADINGS.search(term):
        return False
    before = plain[max(sentence.span.start, found.start() - 24) : found.start()].lower()
    if term.endswith("set to") and re.match(
        r"\s+(?:\d|one|two|a|an|the|zero|music|work|rest|its|his|her|their)\b", plain[found.end() : found.end() + 10]
    ):
        return False
    if term == "set to" and not re.search(
        r"\b(?:is|are|was|were|been|be|'s|'re|now|[a-z]+ly|also|still|[A-Z]?[a-z]+s?)\s*$", before
    ):
        return False
    if term.endswith("clearly"):
        # "states clearly" tells how something is said; "are clearly" weighs how sure it is.
        return re.search(r"\b(?:is|are|was|were|has|have|had|it's|will|would|do|does|did)\s*$", before) is not None
    if term == "the threat of" or term == "the risk":
        return term != "the threat of"
    if term.endswith(("threatens to", "threaten to")):
        return True
    return not (term.endswith("chance to"))


_POSSIBLE = re.compile(
    r"(?<![\w-])(?:(?:quite|very|entirely|perfectly|still|just|only|not|almost|barely|also)\s+)*(?P<word>possible|impossible)(?:\s+but\s+(?:very\s+|highly\s+)?unlikely)?(?![\w-])",
    re.IGNORECASE,
)
_PREDICATES = re.compile(
    r"\b(?:is|are|was|were|be|been|seems?|seemed|appears?|appeared|remains?|remained|becomes?|became|looks?|considers?|considered|deems?|deemed|it's|thinks?|"
    r"(?:considers?|deems?|judges?|thinks?|thought|finds?|found|rates?|judged|called)\s+(?:[\w'-]+\s+){1,3}?)\s*(?:therefore\s+|also\s+|now\s+|indeed\s+)?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:a|an|the|one|another|only|every|all|two|three|several|other|most)\s+(?:[a-z]+\s+){0,1}$", re.IGNORECASE
)
_AS_POSSIBLE = re.compile(
    r"\bas\s+(?:[\w-]+\s+){0,4}$|\b(?:if|where|when|whenever|wherever|made|makes?|making)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def _is_chance(plain: str, found: re.Match[str], sentence: Sentence) -> bool:
    before = plain[max(sentence.span.start, found.start() - 60) : found.start()]
    after = plain[found.end() : min(sentence.span.end, found.end() + 30)].lower()
    follower = re.match(r"\s+([a-z-]+)", after)
    word = follower[1] if follower else ""
    if _AS_POSSIBLE.search(before):
        return False
    if _PREDICATES.search(before):
        return word not in {"to", "for", "because", "thanks", "only", "through", "by"} or (
            found["word"].lower() == "impossible" and word == "that"
        )
    return word in phrases("estimative", "outcomes") and _ARTICLE.search(before) is not None


@cache
def _modals() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?P<modal>may|might|could|would|will|shall|should|must|can|won't|wouldn't|couldn't|mightn't|shan't|"
        r"(?:is|are|was|were|am|'s|'re)\s+(?:not\s+|surely\s+|probably\s+)?going\s+to)(?![\w-])|(?<=\w)(?P<short>'ll|'d)(?=\s)",
        re.IGNORECASE,
    )


_PLAIN_MODAL = re.compile(r"(?<![\w-])(?:may|might|could)(?=\s+[a-z])")
_FINITE = re.compile(r"\s+(?:is|are|was|were|has|had|will|would|brings|brought|sees|saw|and|or|of|to|in)\b")
_MONTH_AFTER = re.compile(r"\s*(?:\d|,)")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ADVERB = re.compile(
    r"(?:\s*,[^,]{1,25},)?\s+(?:(?:also|even|still|well|soon|not|never|in|fact|only|simply|thus|therefore|then|now|once|again|long|at|most|[a-z]+ly)\s+)*"
)
_PERSON = {"we", "you", "i", "one", "they", "he", "she", "who", "analysts", "governments", "policymakers", "people"}


def _opens_chance(prose: Prose, found: re.Match[str], sentence: Sentence) -> bool:
    plain, at = prose.plain, found.start()
    modal = (found["modal"] or found["short"]).lower()
    clause = max(plain.rfind(mark, sentence.span.start, at) for mark in ",;:—") + 1
    before = [word.lower() for word in _WORD.findall(plain[max(clause, sentence.span.start) : at])]
    follows = _following(plain, found.end(), sentence.span.end)
    if not follows and not prose.quoted(Span(at, at + 1)):
        return False
    previous = before[-1] if before else ""
    if f"{modal} {follows.split(' ')[0] if follows else ''}".strip() in phrases("estimative", "idioms") - {"would be"}:
        return False
    if _is_posed(before, is_statement=plain[: sentence.span.end].rstrip().endswith(".")):
        return False
    if not before and modal in {"will", "may"} and plain[found.end() : found.end() + 2].strip()[:1].isupper():
        return False  # somebody called Will or May
    if modal == "may" and ((found[0][0].isupper() and bool(before)) or _MONTH_AFTER.match(plain, found.end())):
        return False
    if modal == "may" and _FINITE.match(plain, found.end()):
        return False  # the month, or somebody of that name: May is the month of strikes
    if modal == "may" and permits(plain, sentence.span, at):
        return False
    if modal in {"may", "might"}:
        return previous not in {"military", "the", "of", "own", "economic", "with", "in", "last", "early", "late"}
    if modal in {"could", "couldn't"}:
        return _is_open_could(plain, found, follows, sentence)
    if modal in {"would", "wouldn't"}:
        return previous not in {"who", "as", "they'd"} or follows.startswith(("be ", "have "))
    if modal == "'d":
        return follows.split(" ")[0] not in {"like", "rather", "better", "been"} and not follows.split(" ")[0].endswith(
            "ed"
        )
    if modal in {"shall", "shan't"}:
        return previous in {"i", "we"}  # of others it orders or forbids
    if modal in {"will", "won't", "'ll"}:
        return _is_forecast(before, follows, modal)
    if modal == "must":
        return follows.startswith(("have ", "surely "))
    if modal == "can":
        return _is_open_can(before, follows)
    if modal == "should":
        return _is_guess(prose, before, follows, sentence)
    return "going to" in " ".join(modal.split())


def _following(plain: str, at: int, end: int) -> str:
    skipped = _ADVERB.match(plain, at, end)
    start = skipped.end() if skipped else at
    return " ".join(plain[start : min(end, start + 40)].lower().split())


def _is_posed(before: list[str], *, is_statement: bool) -> bool:
    """`explore how it may play out`: a question is posed, and none of its answers weighed.

    `How they meet it will shape the rest.` is a statement whose subject begins with a question's word.
    """
    for n in range(len(before) - 1, -1, -1):
        if before[n] in {"how", "what", "why", "where", "when"}:
            if n == 0:
                return not is_statement
            return before[n - 1] in phrases("estimative", "poses")
        if before[n] in {"whether", "if"} and n > 0 and before[n - 1].startswith("ask"):
            return True
    return False


def _is_open_could(plain: str, found: re.Match[str], follows: str, sentence: Sentence) -> bool:
    after = plain[found.end() : found.end() + 12].lower()
    if re.match(r"\s+almost\b", after):
        return False
    if found[0].lower() == "could" and not re.match(r"\s+(?:not|no longer|never)\b", after):
        return True
    # "could not find" tells what somebody was unable to do; "could not be ruled out" leaves something open.
    return follows.startswith(("have ", "be ruled", "rule out", "be excluded"))


def _is_forecast(before: list[str], follows: str, modal: str) -> bool:
    if modal == "will" and before and before[-1] in phrases("estimative", "will_nouns"):
        return False
    first = follows.split(" ")[0] if follows else ""
    if before and before[-1] in {"we", "i"} and first in _ANNOUNCES:
        return False
    if first in {"depend", "hinge", "to", "and", "of", "or", "for", "is", "was", "has"}:
        return False
    # "an approach that will fail" describes the approach; "..., but that will be hard" forecasts.
    if not before or before[-1] not in {"that", "which", "who"}:
        return True
    return len(before) == 1 or before[-2] in {"but", "and", "so", "because", "if"}


_ANNOUNCES = {
    "set",
    "discuss",
    "argue",
    "show",
    "examine",
    "explore",
    "return",
    "see",
    "consider",
    "turn",
    "call",
    "use",
    "assume",
    "focus",
    "look",
    "describe",
    "refer",
}


def _is_open_can(before: list[str], follows: str) -> bool:
    if any(word in {"who", "that", "which", "how", "what", "where"} for word in before[-4:]):
        return False
    return any(
        follows == verb or follows.startswith(f"{verb} ")
        for verb in phrases("estimative", "can_verbs")
        if verb not in {"easily", "quickly", "sometimes", "still", "also"}
    )


def _is_guess(prose: Prose, before: list[str], follows: str, sentence: Sentence) -> bool:
    if before and before[-1] in _PERSON:
        return False
    if any(follows == verb or follows.startswith(f"{verb} ") for verb in phrases("estimative", "should_verbs")):
        return True
    return bool(before) and follows.startswith(("be ", "have ")) and has_condition(prose, sentence, but_should=True)
