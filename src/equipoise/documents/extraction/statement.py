"""One attributed statement as the rules hand it on, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.speakers import Speaker
from equipoise.documents.extraction.tokens import Token


@dataclass(frozen=True)
class Statement:
    """What is said, and by whom.

    Attributes:
        said: What is said.
        speaker: Who says it; None where the sentence does not tell.
        verb: The words that attribute it; None for bare quotations.
        negated: Whether the speaker is said not to say it.
    """

    said: Span
    speaker: Span | None
    verb: Span | None
    negated: bool = False


def speaker_span(tokens: Sequence[Token], speaker: Speaker) -> Span:
    """Where a speaker stands."""
    return Span(tokens[speaker.first].start, tokens[speaker.last].end)


def without_end_mark(prose: Prose, span: Span) -> int:
    """End of a stretch without its full stop and closing marks."""
    found = _END_MARK.search(prose.plain, span.start, span.end)
    return found.start() if found and found.start() > span.start else span.end


_END_MARK = re.compile(r"[.!?…\"'”’»\s]+$")
