"""Conditionals: a marker and its condition, or a condition without a marker, and what would follow.

Known without a marker: an inversion (`Should talks fail, ...`), a doing for a subject (`Arming rebels would ...`,
`only raising the cost could ...`), `Such a step would ...`, `A cold winter would ...`, and pairs of degrees (`the
longer ..., the greater ...`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from equipoise.documents.extraction.marked_conditions import marked_conditions
from equipoise.documents.extraction.mention import Mention
from equipoise.documents.extraction.prose import Prose
from equipoise.documents.extraction.sentences import Sentence
from equipoise.documents.extraction.span import Span
from equipoise.documents.extraction.unmarked_conditions import unmarked_conditions


def conditionals(prose: Prose) -> Iterator[Mention]:
    """Conditionals in order; details: `marker` (None without one), `condition` and `consequent` as places."""
    for sentence in prose.read:
        seen: list[Span] = []
        for marker, condition in chain(marked_conditions(prose, sentence), unmarked_conditions(prose, sentence)):
            whole = Span(marker.start if marker else condition.start, condition.end)
            if any(whole.overlaps(other) for other in seen):
                continue
            seen.append(whole)
            details = {
                "marker": prose.plain[marker.start : marker.end] if marker else None,
                "condition": list(condition),
                "consequent": _consequent(prose, sentence, whole),
            }
            yield Mention("conditional", whole, sentence.span, details)


def has_condition(prose: Prose, sentence: Sentence, *, but_should: bool = False) -> bool:
    """Whether a sentence holds a condition.

    Args:
        prose: The text.
        sentence: The sentence.
        but_should: Leave inversions with `should` out.
    """
    return any(marker is not None for marker, _ in marked_conditions(prose, sentence)) or (
        not but_should and next(iter(unmarked_conditions(prose, sentence)), None) is not None
    )


def _consequent(prose: Prose, sentence: Sentence, whole: Span) -> list[int] | None:
    after = re.compile(r"[\s,;—–“\"]*").match(prose.plain, whole.end, sentence.span.end)
    start = after.end() if after else whole.end
    if sentence.span.end - start > _WORTH_NAMING:
        return [start, sentence.span.end]
    if whole.start - sentence.span.start > _WORTH_NAMING:
        return [sentence.span.start, whole.start]
    return None


_WORTH_NAMING = 8
