"""What the form of an export cannot hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Fate = Literal["lost", "changed", "ours alone", "joined"]
"""What became of it: not there; there as something else; there where only Equipoise reads it; a list in one cell,
which Equipoise reads back."""


@dataclass(frozen=True)
class Loss:
    """Something the case says that the export says not, or otherwise.

    Attributes:
        field: `evidence.silence`, `sources.grade`, `ratings.rating`.
        fate: What became of it.
        text: The same in words.
        of: Ids of the items or sources concerned.
    """

    field: str
    fate: Fate
    text: str
    of: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"field": self.field, "fate": self.fate, "text": self.text, "of": list(self.of)}


class LossReport:
    """Losses, gathered while an export is made."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, Fate, str], list[str]] = {}

    def add(self, field: str, fate: Fate, text: str, of: str) -> None:
        """Note one loss; those of the same field and kind become one."""
        self._of.setdefault((field, fate, text), []).append(of)

    def losses(self) -> tuple[Loss, ...]:
        """All of them, those that are gone first."""
        order: tuple[Fate, ...] = ("lost", "changed", "ours alone", "joined")
        found = [Loss(*key, of=tuple(dict.fromkeys(names))) for key, names in self._of.items()]
        return tuple(sorted(found, key=lambda loss: order.index(loss.fate)))
