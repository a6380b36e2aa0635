"""How a route finds the jobs of its workbench, and what it answers of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from equipoise.web.api.job_register import Entry, JobRegister


def register_of(request: Request) -> JobRegister:
    """The jobs of this workbench."""
    register = request.app.state.jobs
    assert isinstance(register, JobRegister)
    return register


Register = Annotated[JobRegister, Depends(register_of)]


def told(entry: Entry) -> JSONResponse:
    """A job as it stands."""
    later = {} if entry.job.is_over else {"retry-after": "1"}
    return JSONResponse(entry.to_dict(), headers=later)


def started(entry: Entry, request: Request) -> JSONResponse:
    """A job that has just begun, with the address to follow it at."""
    place = f"{request.scope.get('root_path', '')}/jobs/{entry.id}"
    return JSONResponse(entry.to_dict(), 202, headers={"location": place, "retry-after": "1"})
