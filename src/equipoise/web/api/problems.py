"""What the API says when something cannot be done: always the same fields, and a status that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from equipoise.authored.nearest import suggest
from equipoise.errors import EquipoiseError, InvalidCaseError, NotTrustworthyError, UsageError
from equipoise.web.guard.problem import MEDIA_TYPE, problem
from equipoise.web.workspace.conflict import ConflictError


class Problem(BaseModel):
    """Why something was not done, as RFC 9457 sets it out.

    Attributes:
        type: Always `about:blank`: the status says what kind of error it is.
        title: The status in words.
        status: The status.
        detail: What is wrong.
        hint: What to do about it; may be empty.
        findings: Each thing that is wrong with a case or with what was sent.
    """

    type: str
    title: str
    status: int
    detail: str
    hint: str
    findings: list[dict[str, Any]]


class NotThereError(UsageError):
    """What an address or a field names is not there."""


class NotAllowedError(UsageError):
    """The person who asks may not do this."""


class NotNowError(UsageError):
    """It cannot be done as things stand: a case that stays as it is, too much under way."""


_STATUSES: tuple[tuple[type[EquipoiseError], int], ...] = (
    (NotThereError, 404),
    (NotAllowedError, 403),
    (NotNowError, 409),
    (ConflictError, 409),
    (NotTrustworthyError, 409),
    (InvalidCaseError, 422),
    (UsageError, 400),
    (EquipoiseError, 500),
)

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "It cannot be done as asked."},
    401: {"model": Problem, "description": "No token, and no signed-in browser."},
    403: {"model": Problem, "description": "Your role does not allow it."},
    404: {"model": Problem, "description": "There is no such thing."},
    409: {"model": Problem, "description": "It does not fit what is there now."},
    413: {"model": Problem, "description": "The request is too large."},
    422: {"model": Problem, "description": "What was sent, or the case, has errors; `findings` lists them."},
    429: {"model": Problem, "description": "Too many requests; `Retry-After` says how long to wait."},
}
"""What every route may answer instead of its result."""


_SEE = "see /api/v1/openapi.json"


def status_of(error: EquipoiseError) -> int:
    """The status that an error is answered with."""
    return next(status for kind, status in _STATUSES if isinstance(error, kind))


def problem_of(error: EquipoiseError) -> dict[str, Any]:
    """An error as the API tells it."""
    findings = [finding.to_dict() for finding in getattr(error, "findings", ())]
    told = problem(status_of(error), str(error), error.hint, findings)
    return told | ({"items": list(error.items)} if isinstance(error, NotTrustworthyError) else {})


def not_there(kind: str, name: str, known: Sequence[str]) -> NotThereError:
    """What to raise where a name is none of those offered."""
    return NotThereError(f"there is no {kind} {name!r} here", hint=suggest(name, known) if known else "")


def answer_problems(application: FastAPI) -> None:
    """Have an application tell errors as problems."""
    application.add_exception_handler(EquipoiseError, _of_equipoise)
    application.add_exception_handler(RequestValidationError, _of_what_was_sent)
    application.add_exception_handler(HTTPException, _of_http)
    application.add_exception_handler(Exception, _of_defect)


def _of_equipoise(request: Request, error: Exception) -> Response:
    assert isinstance(error, EquipoiseError)
    return _answer(problem_of(error))


def _of_what_was_sent(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    findings = [
        {"severity": "error", "path": ".".join(map(str, one["loc"])), "problem": str(one["msg"])}
        for one in error.errors()
    ]
    told = f"{findings[0]['path']}: {findings[0]['problem']}" if findings else "what was sent has errors"
    return _answer(problem(422, told, _SEE, findings))


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(problem(error.status_code, str(error.detail).lower(), _SEE), error.headers)


def _of_defect(request: Request, error: Exception) -> Response:
    """A defect of Equipoise: its traceback is for the log, not for whoever asked."""
    return _answer(problem(500, "a defect of Equipoise stopped this", "please report it"))


def _answer(told: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse(told, told["status"], headers=headers, media_type=MEDIA_TYPE)
