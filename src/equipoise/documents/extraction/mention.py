"""What a rule finds: a label, a place, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from equipoise.documents.extraction.span import Span

Label = Literal["estimative", "hedged_claim", "attributed_statement", "dated_act", "figure", "conditional"]
LABELS: tuple[Label, ...] = get_args(Label)
"""Every label, in the order of reports."""


@dataclass(frozen=True)
class Mention:
    """A stretch of one sentence that is worth a reader's time.

    Attributes:
        label: What it is.
        span: Its place in the frozen text.
        sentence: The sentence it lies in.
        details: What else is known, as plain data for JSON; places are `[start, end]`.
    """

    label: Label
    span: Span
    sentence: Span
    details: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self, text: str) -> dict[str, Any]:
        """Plain data for JSON, with the words themselves.

        Args:
            text: The frozen text.
        """
        return {
            "label": self.label,
            "start": self.span.start,
            "end": self.span.end,
            "text": text[self.span.start : self.span.end],
            "sentence": list(self.sentence),
            **self.details,
        }
