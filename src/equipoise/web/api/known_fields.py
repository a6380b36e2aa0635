"""Parameters of an address and fields of a form that a route would not read are refused.

A misspelled one must not pass for none, nor one given twice for the last of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import ImmutableMultiDict

from equipoise.authored.nearest import suggest

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
"""Media types of forms."""


async def refuse_unread(request: Request) -> None:
    """Refuse what a route does not know, and what is given more than once where it would read one.

    Raises:
        RequestValidationError: With a finding for each such parameter or field.
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    query = dict(_fields(route.dependant, "query_params"))
    findings = list(_findings("query", request.query_params, query, called="parameters"))
    if request.headers.get("content-type", "").startswith(FORMS):
        form = dict(_fields(route.dependant, "body_params"))
        findings += _findings("body", await request.form(), form, called="fields")
    if findings:
        raise RequestValidationError(findings)


def _findings(
    place: str, given: ImmutableMultiDict[str, Any], known: Mapping[str, Any], *, called: str
) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys(given):
        if name not in known:
            told = f"there is no such {called[:-1]}; {suggest(name, sorted(known), called=called)}"
            yield {
                "type": "extra_forbidden",
                "loc": (place, name),
                "msg": told if known else f"this takes no {called}",
            }
        elif len(given.getlist(name)) > 1 and not _takes_several(known[name]):
            yield {"type": "repeated", "loc": (place, name), "msg": "given more than once; give it once"}


def _fields(needed: Dependant, of: str) -> Iterable[tuple[str, Any]]:
    """Names and types of what a route, or what it depends on, reads."""
    for field in getattr(needed, of):
        yield field.alias, field.field_info.annotation
    for inner in needed.dependencies:
        yield from _fields(inner, of)


def _takes_several(kind: Any) -> bool:
    return any(get_origin(part) is list for part in (kind, *get_args(kind)))
