"""What a change does to a text, kept by what differs: a day's ratings are hundreds of changes of one long file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class TextChange:
    """A change of one text, which can be made and taken back.

    Attributes:
        start: Where the part that differs begins.
        before: What stood there; None where there was no file.
        after: What stands there since; None where there is no file any more.
        whole_before: What tells the whole text as it was from any other; empty where there was none.
        whole_after: The same of the text as it is since.
    """

    start: int
    before: str | None
    after: str | None
    whole_before: bytes
    whole_after: bytes

    @classmethod
    def of(cls, before: str | None, after: str | None) -> TextChange:
        """The change from one text to another; None for no file."""
        if before is None or after is None:
            return cls(0, before, after, _fingerprint(before), _fingerprint(after))
        start = _alike(before, after)
        least = min(len(before), len(after)) - start
        end = _alike(before[len(before) - least :][::-1], after[len(after) - least :][::-1])
        old, new = (text[start : len(text) - end] for text in (before, after))
        return cls(start, old, new, _fingerprint(before), _fingerprint(after))

    @property
    def reversed(self) -> TextChange:
        """The change that takes this one back."""
        return TextChange(self.start, self.after, self.before, self.whole_after, self.whole_before)

    def fits(self, text: str | None) -> bool:
        """Whether a text is the one that this was a change of."""
        return _fingerprint(text) == self.whole_before

    def made_in(self, text: str | None) -> str | None:
        """The text behind the change, of the one that it fits."""
        if text is None or self.before is None or self.after is None:
            return self.after
        return text[: self.start] + self.after + text[self.start + len(self.before) :]


def _fingerprint(text: str | None) -> bytes:
    # A lone surrogate reaches no file, but a text that holds one can be told from others all the same.
    return b"" if text is None else sha256(text.encode("utf-8", "surrogatepass")).digest()


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin alike with; by halves, for texts of megabytes."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
