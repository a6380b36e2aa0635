"""The API put together: its routes, its errors, and its description at `openapi.json`."""

from __future__ import annotations

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

from equipoise._version import __version__
from equipoise.web.api import cases, documents, evidence, exchange, jobs, ledger, review
from equipoise.web.api.description import DescribedApi
from equipoise.web.api.job_register import JobRegister
from equipoise.web.api.known_fields import refuse_unread
from equipoise.web.api.problems import REFUSALS, answer_problems
from equipoise.web.workspace.workspace import Workspace

_ABOUT = """The functions of the command line, with the same JSON. Long work is answered 202 with a job; follow it at
`jobs/ID`. Send `Authorization: Bearer TOKEN`."""

# Only told of here: the door before the API has looked at the token already.
_TOKEN = HTTPBearer(auto_error=False, scheme_name="token", description="`equipoise accounts token`, or as printed.")


def build_api(workspace: Workspace) -> FastAPI:
    """The API of a workspace, to be mounted under `/api/v1`.

    Args:
        workspace: The cases it offers. A name that is sent is only ever compared with theirs.
    """
    api = DescribedApi(
        title="Equipoise",
        version=__version__,
        description=_ABOUT,
        openapi_url="/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        responses=REFUSALS,
        dependencies=[Depends(_TOKEN), Depends(refuse_unread)],
    )
    api.state.workspace = workspace
    api.state.jobs = JobRegister(workspace.jobs)
    answer_problems(api)
    # The ledger's routes before those of studies, whose names could be taken for parts of them.
    for routes in (cases, evidence, documents, review, exchange, ledger, jobs):
        api.include_router(routes.router)
    return api
