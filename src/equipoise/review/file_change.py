"""A change of one file as what was taken out and put in at one place, so that it can be made again or taken back."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import Field

from equipoise.authored.base import Authored

_FILES = r"^(sources\.yaml|evidence\.yaml|ratings\.csv|evidence/[^/\\]+\.yaml)$"
"""What a decision may change. A record that names anything else is refused, so that none leads out of the folder."""


class FileChange(Authored):
    """One file of a case, from one text to another.

    Attributes:
        file: Its name in the folder of the case.
        before: SHA-256 of the text before, in UTF-8; None where there was no file.
        after: SHA-256 of the text behind it; None where there is no file.
        at: Where the texts begin to differ, in code points.
        line: The line of the first word put in, or of the place where words were taken out.
        removed: What was taken out there.
        inserted: What was put in there.
    """

    file: Annotated[str, Field(pattern=_FILES)]
    before: str | None = None
    after: str | None = None
    at: Annotated[int, Field(ge=0)]
    line: Annotated[int, Field(ge=1)] = 1
    removed: str = ""
    inserted: str = ""

    def applied(self, text: str | None) -> str | None:
        """The text behind the change, for the text before it."""
        return None if self.after is None else self._spliced(text or "")

    def backwards(self) -> FileChange:
        """The change that takes this one back."""
        return self.model_copy(
            update={
                "before": self.after,
                "after": self.before,
                "removed": self.inserted,
                "inserted": self.removed,
            }
        )

    def _spliced(self, text: str) -> str:
        return text[: self.at] + self.inserted + text[self.at + len(self.removed) :]


def change_between(file: str, before: str | None, after: str) -> FileChange:
    """The change from one text of a file to another.

    Args:
        file: Its name in the folder of the case.
        before: The text as it is; None where there is no file.
        after: The text as it is to be.
    """
    old = before or ""
    at = _same(old, after)
    same_behind = _same(old[at:][::-1], after[at:][::-1])
    removed, inserted = old[at : len(old) - same_behind], after[at : len(after) - same_behind]
    first_word = at + len(inserted) - len(inserted.lstrip())
    return FileChange(
        file=file,
        before=fingerprint(before),
        after=fingerprint(after),
        at=at,
        line=after.count("\n", 0, first_word) + 1,
        removed=removed,
        inserted=inserted,
    )


def fingerprint(text: str | None) -> str | None:
    """SHA-256 of a text as its file holds it; None for a file that is not there."""
    return None if text is None else hashlib.sha256(text.encode("utf-8")).hexdigest()


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    shorter = min(len(one), len(other))
    return next((index for index in range(shorter) if one[index] != other[index]), shorter)
