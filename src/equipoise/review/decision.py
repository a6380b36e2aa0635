"""What was decided on a candidate: by whom, when, why, and what it changed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from equipoise.authored.base import Authored
from equipoise.documents.candidates import Candidate
from equipoise.review.file_change import FileChange

Act = Literal["accept", "merge", "reject", "edit", "reopen", "undo"]


class Decision(Authored):
    """One line of `decisions.jsonl`.

    Attributes:
        form: The form of the line.
        number: Counted from 1, without gaps.
        at: When, in UTC: `2022-03-31T12:00:00Z`.
        by: Who decided.
        act: What was done. `undo` takes the last decision back with what it changed; `reopen` takes back one on a
            candidate and leaves the files as they are.
        candidate: The candidate as it was decided on; after an edit, as edited.
        item: The item of evidence that it became or was merged into.
        into: The candidate that it was merged into.
        reason: Why it was turned down.
        undoes: Number of the decision that an `undo` or `reopen` takes back.
        changes: What it changed in the files of the case, in the order of writing.
        warned: Warnings that the change brought with it.
    """

    form: Annotated[Literal["equipoise/decision/1"], Field(alias="schema")] = "equipoise/decision/1"
    number: Annotated[int, Field(ge=1)]
    at: str
    by: str
    act: Act
    candidate: Candidate
    item: str | None = None
    into: str | None = None
    reason: str | None = None
    undoes: int | None = None
    changes: tuple[FileChange, ...] = ()
    warned: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON and for the log; what is not said is left out."""
        written = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return {name: value for name, value in written.items() if value != []}
