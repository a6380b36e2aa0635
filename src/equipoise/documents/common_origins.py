"""Documents that may rest on one origin: proposed to a person, never written into evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.authored.files import read_text, write_atomically
from equipoise.authored.scalars import write_scalar
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.records import DocumentRecord
from equipoise.documents.shared_passages import SharedWords, shared_passages

PROPOSALS = "common-origins.yaml"
NEAR_DUPLICATE = 0.8
"""Share of the shorter text from which on two documents count as one text in two versions."""
_MOST_PASSAGES = 10

_HEAD = """# Documents that share wording, and so may rest on one origin. Proposed by `equipoise ingest`, which writes
# this file anew; nothing counts until you give the evidence items that rest on these documents the same `origin`.
# Shared wording can also be a quotation of a third text, or a line that a publisher puts under everything.
"""


@dataclass(frozen=True)
class CommonOrigin:
    """Two documents that may rest on one origin.

    Attributes:
        origin: Name proposed for it: the document published first, or the first brought in.
        other: The document that shares its words.
        is_near_duplicate: Whether most of the shorter one stands in the other.
        shared: The words they share; its `first` is `origin` or `other`.
        longest: Words of the longest passage, as `origin` has them.
    """

    origin: str
    other: str
    is_near_duplicate: bool
    shared: SharedWords
    longest: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON and for the file of proposals."""
        places = [(one.words, one.first, one.second) for one in self.shared.passages]
        if self.shared.first != self.origin:
            places = [(words, second, first) for words, first, second in places]
        return {
            "origin": self.origin,
            "documents": [self.origin, self.other],
            "kind": "near-duplicate" if self.is_near_duplicate else "shared passages",
            "share": round(self.shared.share, 3),
            "words": self.shared.words,
            "passages": [
                {"words": words, self.origin: list(mine), self.other: list(theirs)}
                for words, mine, theirs in places[:_MOST_PASSAGES]
            ],
            "longest": self.longest,
        }


def propose_common_origins(
    records: Mapping[str, DocumentRecord], texts: Mapping[str, FrozenText]
) -> tuple[CommonOrigin, ...]:
    """Pairs of documents that share passages, the largest share first.

    Args:
        records: Their records, by id, in the order in which they were brought in.
        texts: Their frozen texts, by id.
    """
    found = shared_passages({name: text.text for name, text in texts.items()})
    return tuple(_proposal(shared, records, texts) for shared in found)


def write_proposals(folder: Path, proposals: tuple[CommonOrigin, ...]) -> bool:
    """Write the file of proposals, where it says something new; whether it was written."""
    path = folder / PROPOSALS
    there = read_text(path) if path.exists() else ""
    if not proposals and not there:
        return False
    text = _HEAD + "".join(_written(one.to_dict()) for one in proposals)
    if text == there:
        return False
    write_atomically(path, text)
    return True


def _proposal(
    shared: SharedWords, records: Mapping[str, DocumentRecord], texts: Mapping[str, FrozenText]
) -> CommonOrigin:
    origin, other = shared.first, shared.second
    dates = [records[name].published for name in (origin, other)]
    is_later = dates[0] is not None and dates[1] is not None and dates[1].end < dates[0].start
    longest = shared.passages[0]
    span = longest.second if is_later else longest.first
    if is_later:
        origin, other = other, origin
    words = " ".join((texts[origin].quotation(*span) or "").split())
    return CommonOrigin(origin, other, shared.share >= NEAR_DUPLICATE, shared, words)


def _written(entry: dict[str, Any]) -> str:
    lines = []
    for name, value in entry.items():
        if name == "passages":
            lines += ["passages:", *(f"- {_flow(passage)}" for passage in value)]
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "- " + "\n  ".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return write_scalar(value)
