"""What no sentence of a brief may do, found by machine: a brief with a fault is a defect of this package.

Five rules:

- `likelihood and confidence`: a sentence states both (ICD 203 forbids it; readers take one for the other).
- `word without number`: a word for a probability stands in a sentence without a figure in per cent.
- `two standards`: a word of another standard than the one the brief follows.
- `certain`: an open event is given `0 %` or `100 %`.
- `hyphen for minus`: a negative number is written with a hyphen.

Words are known as whole terms, the longest first: *very likely* is never taken for *likely*. What an author wrote is
exempt: whole fields of the view by name (`AUTHORED`), and inside our sentences whatever repeats such a field or stands
in “quotation marks”.

References:
    ODNI (2015). Intelligence Community Directive 203, Analytic Standards, D.6.e.(2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from equipoise.probability.standards import Standard
from equipoise.probability.terms_in_text import terms_in
from equipoise.probability.words import DEFAULT_STANDARD, standard_named
from equipoise.report.view import View
from equipoise.report.view.chances import Chance

AUTHORED: Mapping[str, frozenset[str]] = {
    "View": frozenset({"case", "title", "actor", "question", "supposed", "record", "next_steps"}),
    "AssumptionView": frozenset({"says", "if_false", "why"}),
    "AuthorView": frozenset({"who", "when", "says"}),
    "ConditionView": frozenset({"title", "now", "at"}),
    "ConsiderationView": frozenset({"title", "why"}),
    "DroppedView": frozenset({"title", "leads"}),
    "ExplanationView": frozenset({"title", "why"}),
    "ItemView": frozenset({"id", "what", "origin"}),
    "KeyJudgement": frozenset({"scenario", "title"}),
    "LevelView": frozenset({"title"}),
    "Mover": frozenset({"what"}),
    "NumberRow": frozenset({"title", "path"}),
    "RankedCourseView": frozenset({"course", "scenario"}),
    "ReasonView": frozenset({"title"}),
    "RegretView": frozenset({"title", "course"}),
    "ScenarioView": frozenset({"id", "title", "means"}),
    "SeenLevelView": frozenset({"condition", "level"}),
    "SourceView": frozenset({"title", "url"}),
}
"""Fields by class that hold what the author or the user wrote, word for word."""

FRAGMENTS: Mapping[str, frozenset[str]] = {"KeyJudgement": frozenset({"number", "range", "word"})}
"""Fields that repeat a part of another sentence for the layout: number and word stand together in that sentence."""

LEFT_OUT = "…"
"""What stands for authored text once it is taken out of a sentence."""

SHORTEST_AUTHORED = 3
"""Authored text shorter than this is not looked for inside sentences."""


@dataclass(frozen=True)
class Sentence:
    """A sentence a reader sees.

    Attributes:
        text: As it is shown.
        where: Where it stands in the view, such as `headline.leads`.
        is_authored: Whether an author wrote it; then no rule applies.
    """

    text: str
    where: str
    is_authored: bool


@dataclass(frozen=True)
class Fault:
    """A rule that a sentence breaks.

    Attributes:
        rule: Name of the rule.
        found: What breaks it.
        sentence: The sentence.
        where: Where it stands.
    """

    rule: str
    found: str
    sentence: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}: {self.found!r} in {self.sentence!r}"


def lint(view: View) -> tuple[Fault, ...]:
    """Every fault in the sentences of a view; empty for a brief as it should be."""
    sentences = sentences_of(view)
    authored = {sentence.text for sentence in sentences if sentence.is_authored}
    return tuple(
        fault
        for sentence in sentences
        if not sentence.is_authored
        for fault in faults_in(sentence.text, standard=view.standard, authored=authored, where=sentence.where)
    )


def sentences_of(view: View) -> tuple[Sentence, ...]:
    """Every text of a view sentence by sentence, each once, in the order of the view's fields."""
    found: dict[tuple[str, bool], Sentence] = {}
    for text, where, is_authored in _texts(view, "", is_authored=False):
        parts = (text,) if is_authored else split(text)
        for part in parts:
            found.setdefault((part, is_authored), Sentence(part, where, is_authored))
    return tuple(found.values())


def faults_in(
    text: str, *, standard: str = DEFAULT_STANDARD, authored: Iterable[str] = (), where: str = ""
) -> tuple[Fault, ...]:
    """Faults of a text, sentence by sentence.

    Args:
        text: One sentence or several.
        standard: Whose words may be used.
        authored: What an author wrote and the text may repeat.
        where: What to call the place.

    Raises:
        UsageError: If there is no such standard.
    """
    chosen, exempt = standard_named(standard), _exempt(frozenset(authored))
    bare = exempt.sub(LEFT_OUT, _plain_spaces(text))
    return tuple(
        Fault(rule, found, sentence, where) for sentence in split(bare) for rule, found in _broken(sentence, chosen)
    )


def split(text: str) -> tuple[str, ...]:
    """Sentences of a text; a full stop inside quotation marks ends none."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())


# --- rules ---------------------------------------------------------------------------------------------------

_END = re.compile(r"(?<=[.!?])[ \n]+(?![^“”]*”)")
_PER_CENT = re.compile(r"\d ?%")
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_CERTAIN = re.compile(r"(?<![\d.,–])(?:0|100)(?: ?%|–\d+ ?%)|% \((?:0–\d+|\d+–100)\)|–100 ?%")
_HYPHEN = re.compile(r"(?<![\w.\-])-(?=\d|∞)")

# Asks for a probability or compares two, and states none.
_NO_STATEMENT = ("how ", "as ", "less than an ")


def _broken(sentence: str, standard: Standard) -> Iterator[tuple[str, str]]:
    words, has_number = probability_words(sentence), bool(_PER_CENT.search(sentence))
    confidence = _CONFIDENCE.search(sentence)
    if confidence and (words or has_number):
        yield "likelihood and confidence", confidence[0]
    own = {term for band in standard.bands for term in band.terms}
    for word in words:
        if word not in own:
            yield "two standards", word
        elif not has_number:
            yield "word without number", word
    for found in _CERTAIN.finditer(sentence):
        yield "certain", found[0]
    for _ in _HYPHEN.finditer(sentence):
        yield "hyphen for minus", "-"


def probability_words(text: str) -> tuple[str, ...]:
    """Words for probabilities of any standard in a text, each as the longest term that stands there, in lower case."""
    return tuple(
        found.term for found in terms_in(text) if not _plain_spaces(text[: found.start]).lower().endswith(_NO_STATEMENT)
    )


# --- texts of a view -----------------------------------------------------------------------------------------


def _texts(value: object, where: str, *, is_authored: bool) -> Iterator[tuple[str, str, bool]]:
    """Texts of a record and all it holds; a chance is one text, for its number and its word belong together."""
    if isinstance(value, str):
        if value.strip():
            yield _plain_spaces(value), where, is_authored
    elif isinstance(value, Chance):
        yield _plain_spaces(value.with_word), where, is_authored
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, f"{where}.{key}", is_authored=is_authored)
    elif isinstance(value, list | tuple):
        for n, part in enumerate(value):
            yield from _texts(part, f"{where}[{n}]", is_authored=is_authored)
    elif is_dataclass(value):
        yield from _texts_of_record(value, where, is_authored=is_authored)


def _texts_of_record(record: object, where: str, *, is_authored: bool) -> Iterator[tuple[str, str, bool]]:
    kind = type(record).__name__
    authored, fragments = AUTHORED.get(kind, frozenset()), FRAGMENTS.get(kind, frozenset())
    for field in fields(record):  # type: ignore[arg-type]
        if field.name not in fragments:
            place = f"{where}.{field.name}".removeprefix(".")
            value = getattr(record, field.name)
            yield from _texts(value, place, is_authored=is_authored or field.name in authored)


@cache
def _exempt(authored: frozenset[str]) -> re.Pattern[str]:
    """What is taken out before the rules apply: quotations, then authored texts, the longest first."""
    long_enough = sorted((text for text in authored if len(text) >= SHORTEST_AUTHORED), key=lambda text: -len(text))
    return re.compile("|".join([r"“[^“”]*”", *(rf"(?<!\w){re.escape(text)}(?!\w)" for text in long_enough)]))


def _plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
