"""Files in answers: to be kept, never shown as pages of the workbench."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi.responses import Response

FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file.", "content": {"*/*": {}}}}
"""What a route says of its answer where that is a file."""

# A brief is HTML. Were it opened here, it would be a page of this origin; with this it can do nothing but be looked at.
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def file_answer(name: str, media_type: str, content: bytes) -> Response:
    """A file, under a name to keep it by."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": _POLICY,
        "cache-control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
