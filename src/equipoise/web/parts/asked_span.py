"""The span of a document that an address asks for."""

from __future__ import annotations

from collections.abc import Mapping


def asked_span(parameters: Mapping[str, str]) -> tuple[int, int] | None:
    """Start and end in code points; None where the address asks for no span that could be.

    Args:
        parameters: What the address says, `start` and `end` among it.
    """
    start, end = parameters.get("start", ""), parameters.get("end", "")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    # No document has 10⁹ characters, and a number of any length would take any time to read.
    return (int(start[:9]), int(end[:9])) if int(start[:9]) < int(end[:9]) else None
