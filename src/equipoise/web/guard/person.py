"""Who asks: found out once for a request, told to all behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from equipoise.web.workspace.people import ALONE, Person

PERSON = "equipoise.person"
"""Where a request or socket carries who asks."""

SESSION = "equipoise.session"
"""Where it carries the session it came with; nothing is there for a request with a token."""


def person_of(scope: Mapping[str, Any]) -> Person:
    """Who asks: the door has found that out, or there is no door and one person works alone."""
    found = scope.get(PERSON)
    return found if isinstance(found, Person) else ALONE
