"""Who is at the workbench, what each may do, and under which name each rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from equipoise.case.raters import DEFAULT_RATER, POOL
from equipoise.errors import UsageError

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

    def may_rate_as(self, rater: str) -> bool:
        """Whether ratings may be made under a name: one's own and the case's, or any where nobody signs in."""
        if not self.may_rate or rater == POOL:
            return False
        return self == ALONE or rater in (self.name, DEFAULT_RATER)


ALONE = Person("me")
"""Who works at a workbench without accounts."""

# What a spreadsheet would take for a formula, a separator or a quote is no name.
_NAME = re.compile(r"""[^\s\x00-\x20,;"'<>|=+@-][^\s\x00-\x20,;"'<>|=]{0,63}""")
_MEANS_ELSE = (DEFAULT_RATER, POOL, "equipoise")


def refuse_no_rater(name: str) -> None:
    """Refuse a name that cannot be a rater's of a round.

    Raises:
        UsageError: If it is no plain name, or means something else: the case's ratings, the mean of all, the model.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a rater", hint="use one word, up to 64 letters")
    if name in _MEANS_ELSE:
        raise UsageError(f"{name} is nobody's name here", hint="choose another")
