"""Scores of extraction against annotated sentences: shared by tests and by `benchmarks/extraction.py`.

A label counts for a sentence when a mention with that label overlaps it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from equipoise.documents.extraction.extract import extract
from equipoise.documents.extraction.mention import LABELS

_FOLDER = Path(__file__).parent / "documents" / "extraction"
OWN = _FOLDER / "annotated_sentences.toml"
LATER = _FOLDER / "later_sentences.toml"
FRESH = _FOLDER / "fresh_sentences.toml"
LAST = _FOLDER / "last_sentences.toml"
UNSEEN = _FOLDER / "unseen_texts.toml"
TOPICS = _FOLDER / "five_topics.toml"
INDEPENDENT = _FOLDER / "independent_texts.toml"
LETTERS = {
    "E": "estimative",
    "H": "hedged_claim",
    "A": "attributed_statement",
    "D": "dated_act",
    "F": "figure",
    "C": "conditional",
}
A_WEDNESDAY = date(2024, 5, 15)


@dataclass(frozen=True)
class Judged:
    """A sentence with the labels it should have and those it got."""

    text: str
    wanted: frozenset[str]
    got: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How often a label was right."""

    label: str
    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        every = 2 * self.right + self.false + self.missed
        return 2 * self.right / every if every else 1.0


def judged_gold(facts: Path, seeds: Path) -> list[Judged]:
    """Sentences of the annotated documents."""
    gold = yaml.safe_load((facts / "gold_mentions.yaml").read_text(encoding="utf-8"))
    texts = {seed: (seeds / one["name"]).read_bytes().decode() for seed, one in gold["meta"]["files"].items()}
    found = {seed: extract(text).mentions for seed, text in texts.items()}
    judged = []
    for sentence in gold["sentences"]:
        start, end, seed = sentence["start"], sentence["end"], sentence["seed"]
        got = {one.label for one in found[seed] if one.span.start < end and start < one.span.end}
        wanted = {label["type"] for label in sentence["labels"]}
        judged.append(Judged(texts[seed][start:end], frozenset(wanted), frozenset(got)))
    return judged


def judged_own(path: Path = OWN) -> list[Judged]:
    """Sentences of our own; hedges are left out where a file marks none."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]
    marked = set(LETTERS.values())
    if not any("H" in letters for letters, _ in rows):
        marked.discard("hedged_claim")
    judged = []
    for letters, text in rows:
        got = {one.label for one in extract(text, published=A_WEDNESDAY).mentions} & marked
        judged.append(Judged(text, frozenset(LETTERS[letter] for letter in letters), frozenset(got)))
    return judged


def judged_texts(path: Path = UNSEEN) -> Mapping[str, list[Judged]]:
    """Sentences of our own running texts, by topic; each text is searched whole, as a document is."""
    return {
        text["topic"]: _judged_text(text["sentences"])
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    }


def _judged_text(rows: Sequence[tuple[str, str]]) -> list[Judged]:
    mentions = extract(" ".join(sentence for _, sentence in rows), published=A_WEDNESDAY).mentions
    judged, start = [], 0
    for letters, sentence in rows:
        end = start + len(sentence)
        got = frozenset(one.label for one in mentions if one.span.start < end and start < one.span.end)
        judged.append(Judged(sentence, frozenset(LETTERS[letter] for letter in letters), got))
        start = end + 1
    return judged


def scores(judged: Iterable[Judged]) -> Mapping[str, Score]:
    """Score of each label."""
    rows = list(judged)
    return {
        label: Score(
            label,
            sum(label in one.wanted and label in one.got for one in rows),
            sum(label not in one.wanted and label in one.got for one in rows),
            sum(label in one.wanted and label not in one.got for one in rows),
        )
        for label in LABELS
    }


def alarms(judged: Iterable[Judged]) -> tuple[int, int]:
    """How many sentences without a label got one, and how many there are."""
    bare = [one for one in judged if not one.wanted]
    return sum(bool(one.got) for one in bare), len(bare)
