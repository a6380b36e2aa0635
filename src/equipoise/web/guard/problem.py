"""An error as programs are told it: problem details for HTTP APIs (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, hint: str = "", findings: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The members of a problem.

    Args:
        status: The status it is answered with.
        detail: What is wrong.
        hint: What to do about it; may be empty.
        findings: Each thing that is wrong with a case or with what was sent.
    """
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "hint": hint,
        "findings": list(findings),
    }
