"""A record as plain data, as every study prints it for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from equipoise._version import __version__
from equipoise.calendar import CoarseDate


def headed(schema: str, content: Any) -> dict[str, Any]:
    """A result under the name of its format and the version that wrote it.

    Args:
        schema: Such as `equipoise/tip/1`.
        content: A dataclass, or a mapping of names to what `plain` takes.
    """
    return {"schema": schema, "version": __version__, **plain(content)}


def plain(value: Any) -> Any:
    """Numbers in full, dates as ISO text, keys as text; null for a number that is infinite or none.

    The underscore that keeps the name of a field apart from a word of Python, as in `with_`, is left off.
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, CoarseDate):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.removesuffix("_"): plain(getattr(value, field.name)) for field in fields(value)}
    return value
