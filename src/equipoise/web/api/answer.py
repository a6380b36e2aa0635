"""What long work of the API sends back from its process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from equipoise.errors import EquipoiseError
from equipoise.web.api.problems import problem_of


@dataclass(frozen=True)
class WithFile:
    """A file that was made.

    Attributes:
        told: What is said of it, as JSON.
        name: Its name.
        media_type: What it is.
        content: Its bytes.
    """

    told: dict[str, Any]
    name: str
    media_type: str
    content: bytes


def answer_of(work: Callable[[], dict[str, Any] | WithFile]) -> dict[str, Any]:
    """Do some work.

    Returns:
        `result` with its JSON, and the `file` it has made; or `problem`, where it cannot be done.
    """
    try:
        found = work()
    except EquipoiseError as error:
        return {"problem": problem_of(error)}
    return {"result": found.told, "file": found} if isinstance(found, WithFile) else {"result": found}
