"""Who is at the workbench, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "analyst", "editor"]
ROLES: tuple[Role, ...] = ("reader", "analyst", "editor")


@dataclass(frozen=True)
class Person:
    """Somebody at the workbench.

    Attributes:
        name: Whose changes and records these are; also the name of a rater.
        role: `reader` looks; `analyst` also rates, reviews and records; `editor` also changes the model and the cases.
    """

    name: str
    role: Role = "editor"

    @property
    def may_rate(self) -> bool:
        """Whether ratings, reviews and records may be made."""
        return self.role != "reader"

    @property
    def may_edit(self) -> bool:
        """Whether the model, sources and files may be changed."""
        return self.role == "editor"


ALONE = Person("me")
"""Who works at a workbench without accounts."""
