"""Passages that several texts share word for word, by shingles: every run of eight words, exactly.

Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences. With
all shingles in memory nothing is estimated; sketches of them (minhash) would pay at a thousand times the size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WORDS_IN_A_SHINGLE = 8
"""Eight words in a row are seldom chance; fewer find the names of treaties and posts."""
SHORTEST_PASSAGE = 12
"""In words. Two documents are told of once they share a passage of this length."""
MOST_COMPARED = 30
"""A shingle in more texts than this is compared with the first that has it only: enough to join them all."""

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True)
class Passage:
    """Words that stand in two texts; places in code points.

    Attributes:
        words: How many.
        first: Start and end in the one text.
        second: Start and end in the other.
    """

    words: int
    first: tuple[int, int]
    second: tuple[int, int]


@dataclass(frozen=True)
class SharedWords:
    """What two texts have in common.

    Attributes:
        first: Name of the one.
        second: Name of the other.
        words_first: Words of the one.
        words_second: Words of the other.
        passages: Longest first.
    """

    first: str
    second: str
    words_first: int
    words_second: int
    passages: tuple[Passage, ...]

    @property
    def words(self) -> int:
        """Words in all passages."""
        return sum(passage.words for passage in self.passages)

    @property
    def share(self) -> float:
        """Part of the shorter text that stands in the other, 0 to 1; 0.8 and more is one text in two versions."""
        return min(self.words / max(min(self.words_first, self.words_second), 1), 1.0)


def shared_passages(texts: Mapping[str, str]) -> tuple[SharedWords, ...]:
    """Pairs of texts that share a passage of at least twelve words, the largest share first.

    Capitals, punctuation and white space do not count. A passage that stands twice in a text counts where it
    stands first.
    """
    read = {name: _Words(text) for name, text in texts.items()}
    holders: dict[int, list[str]] = {}
    for name, words in read.items():
        for shingle in words.places:
            holders.setdefault(shingle, []).append(name)
    found = []
    for one, other in _pairs(holders.values()):
        passages = _passages(read[one], read[other])
        if passages and passages[0].words >= SHORTEST_PASSAGE:
            found.append(SharedWords(one, other, len(read[one].words), len(read[other].words), passages))
    return tuple(sorted(found, key=lambda shared: (-shared.share, shared.first, shared.second)))


class _Words:
    """The words of a text, and where each run of eight stands first."""

    def __init__(self, text: str) -> None:
        self.spans = [found.span() for found in _WORD.finditer(text)]
        self.words = [text[start:end].casefold().replace("’", "'") for start, end in self.spans]
        self.places: dict[int, int] = {}
        size = WORDS_IN_A_SHINGLE
        for index in range(len(self.words) - size + 1):
            # The hash is enough to find a place: the words themselves are compared before anything is told.
            self.places.setdefault(hash(tuple(self.words[index : index + size])), index)


def _pairs(holders: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Pairs of texts that have a shingle in common, each once, in the order of the texts."""
    pairs: dict[tuple[str, str], None] = {}
    for names in holders:
        compared = names[:1] if len(names) > MOST_COMPARED else names
        for index, one in enumerate(compared):
            for other in names[index + 1 :]:
                pairs[one, other] = None
    return list(pairs)


def _passages(one: _Words, other: _Words) -> tuple[Passage, ...]:
    """Runs of words in both, as long as they go, longest first."""
    found: list[Passage] = []
    done = 0
    for shingle, start in one.places.items():  # in the order of the text
        begins = other.places.get(shingle)
        if begins is None or start < done:
            continue
        length = _run(one.words, start, other.words, begins)
        if length >= WORDS_IN_A_SHINGLE:
            done = start + length
            last, ends = start + length - 1, begins + length - 1
            found.append(
                Passage(
                    length,
                    (one.spans[start][0], one.spans[last][1]),
                    (other.spans[begins][0], other.spans[ends][1]),
                )
            )
    return tuple(sorted(found, key=lambda passage: (-passage.words, passage.first)))


def _run(one: Sequence[str], start: int, other: Sequence[str], begins: int) -> int:
    """How many words are the same from two places on."""
    longest = min(len(one) - start, len(other) - begins)
    return next((n for n in range(longest) if one[start + n] != other[begins + n]), longest)
