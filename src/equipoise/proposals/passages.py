"""A long text in parts that a language model can read at once."""

from __future__ import annotations

from equipoise.documents.extraction.prose import read_prose
from equipoise.documents.extraction.span import Span

CHARACTERS = 6000
"""Length of a part. Small models lose sight of the middle of much longer ones; smaller parts lose what goes before."""
OVERLAP = 600
"""What a part repeats of the one before, so that nothing that spans two sentences falls between two parts."""


def passages_of(text: str, *, characters: int = CHARACTERS, overlap: int = OVERLAP) -> tuple[Span, ...]:
    """Parts of a text in order, cut between sentences, each beginning with the last sentences of the one before.

    Args:
        text: The frozen text.
        characters: Greatest length of a part.
        overlap: How many characters to repeat, at most.
    """
    pieces = [piece for sentence in read_prose(text).sentences for piece in _pieces(sentence.span, characters)]
    parts: list[Span] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1].end - pieces[first].start <= characters:
            last += 1
        parts.append(Span(pieces[first].start, pieces[last].end))
        if last + 1 == len(pieces):
            break
        following = last + 1
        # Never back to where this part began, and never so far that the next sentence has no room.
        while (
            following - 1 > first
            and pieces[last].end - pieces[following - 1].start <= overlap
            and pieces[last + 1].end - pieces[following - 1].start <= characters
        ):
            following -= 1
        first = following
    return tuple(parts)


def around(text: str, place: Span, *, characters: int = CHARACTERS) -> Span:
    """The sentences around a place, up to so many characters; the place itself whatever its length."""
    room = max(0, characters - (place.end - place.start)) // 2
    sentences = [one.span for one in read_prose(text).sentences]
    near = [one for one in sentences if place.start - room <= one.start and one.end <= place.end + room]
    start = min([place.start, *(one.start for one in near)])
    return Span(start, max([place.end, *(one.end for one in near)]))


def _pieces(sentence: Span, characters: int) -> list[Span]:
    """A sentence, cut only where it is longer than a part."""
    starts = range(sentence.start, sentence.end, characters)
    return [Span(start, min(start + characters, sentence.end)) for start in starts]
