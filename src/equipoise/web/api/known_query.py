"""Parameters of an address that a route does not know are refused: a misspelled one must not pass for none."""

from __future__ import annotations

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from equipoise.authored.nearest import suggest


def refuse_unknown(request: Request) -> None:
    """Refuse what a route does not read.

    Raises:
        RequestValidationError: With a finding for each such parameter.
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    known = sorted(_query_of(route.dependant))
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        told = "there is no such parameter" if known else "this takes no parameters"
        raise RequestValidationError(
            [
                {
                    "type": "extra_forbidden",
                    "loc": ("query", name),
                    "msg": f"{told}; {suggest(name, known, called='parameters')}" if known else told,
                }
                for name in unknown
            ]
        )


def _query_of(needed: Dependant) -> set[str]:
    """Parameters that a route or what it depends on reads."""
    own = {field.alias for field in needed.query_params}
    return own.union(*map(_query_of, needed.dependencies))
