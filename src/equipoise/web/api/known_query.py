"""Parameters of an address that a route would not read are refused: a misspelled one must not pass for none."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from equipoise.authored.nearest import suggest


def refuse_unread(request: Request) -> None:
    """Refuse parameters that a route does not know, and those given more than once, of which it would read the last.

    Raises:
        RequestValidationError: With a finding for each such parameter.
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    known = sorted(_query_of(route.dependant))
    given = request.query_params
    findings = [
        _unknown(name, known) if name not in known else _repeated(name)
        for name in dict.fromkeys(given)
        if name not in known or len(given.getlist(name)) > 1
    ]
    if findings:
        raise RequestValidationError(findings)


def _unknown(name: str, known: list[str]) -> dict[str, Any]:
    told = f"there is no such parameter; {suggest(name, known, called='parameters')}"
    return {
        "type": "extra_forbidden",
        "loc": ("query", name),
        "msg": told if known else "this takes no parameters",
    }


def _repeated(name: str) -> dict[str, Any]:
    return {"type": "repeated", "loc": ("query", name), "msg": "given more than once; give it once"}


def _query_of(needed: Dependant) -> set[str]:
    """Parameters that a route or what it depends on reads."""
    own = {field.alias for field in needed.query_params}
    return own.union(*map(_query_of, needed.dependencies))
