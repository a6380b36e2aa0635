"""What STIX 2.1 and our use of it have in common: ids, times, and the extension that holds what STIX has no place for.

Source: OASIS, STIX Version 2.1 (2021), sections 2.9 (identifiers), 3.2 (common properties), 7.3 (extensions).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

_NAMESPACE = UUID("eee52ce7-721e-4bdf-93b3-bc3b61afa197")
"""Ours alone: an object of the same content has the same id, and one of other content another."""

EXTENSION = f"extension-definition--{uuid5(_NAMESPACE, 'equipoise/evidence/1')}"
"""Id of the extension that holds an item, its ratings, or a source as the case has it."""

OURS = "equipoise"
"""`source_name` of the external reference that gives an id of the case."""


def stix_id(kind: str, content: Mapping[str, Any]) -> str:
    """The id of an object, from what it says."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{kind}--{uuid5(_NAMESPACE, text)}"


def stix_time(day: date) -> str:
    """The first moment of a day, in UTC."""
    return f"{day.isoformat()}T00:00:00.000Z"
