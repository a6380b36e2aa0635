"""The description of the API: what it promises holds for requests made from it, sound ones and broken ones."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from equipoise.web.api.application import build_api
from equipoise.web.api.known_fields import FORMS
from equipoise.web.guard.door import Keys
from equipoise.web.guard.pace import Pace
from equipoise.web.guard.registry import OneToken
from equipoise.web.workspace.jobs import Job, Jobs
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import ADDRESS, application

ROOT = Path(__file__).parents[2]
EXAMPLES = 12
"""Requests made for each of some forty routes, beside those at the bounds of every field."""

SEVERAL = {"author", "map"}
"""Fields of forms that can be given several times."""

SENT = (ParameterLocation.PATH, ParameterLocation.QUERY, ParameterLocation.BODY)

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


class Idle(Jobs):
    """Long work that is done at once: what is sent and answered is tried here, not what is computed."""

    def start(self, title: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Job:
        return Job(1, title, state="done", result={"result": {"schema": "equipoise/none/1"}})


@pytest.fixture(scope="module")
def served() -> Any:
    """A description read from an application with one small case, and the token that opens it."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "tests" / "proofs" / "example", folder / "ladder")
    workspace = Workspace(folder)
    workspace.jobs = Idle()
    one = OneToken()
    app = application(workspace, Keys(one, pace=Pace(at_once=1e6)))
    headers = {"Authorization": f"Bearer {one.token}", "Host": urlsplit(ADDRESS).netloc}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)

    schema.own_headers = headers
    yield schema
    shutil.rmtree(folder)


def _tried() -> list[Any]:
    """Every route with sound requests, and with broken ones where there is anything to break."""
    tried = []
    for path, routes in build_api(Workspace(ROOT)).openapi()["paths"].items():
        for method, route in routes.items():
            tried.append(pytest.param(path, method, GenerationMode.POSITIVE, id=f"{method} {path} sound"))
            if "requestBody" in route or any(one["in"] == "query" for one in route.get("parameters", ())):
                tried.append(pytest.param(path, method, GenerationMode.NEGATIVE, id=f"{method} {path} broken"))
    return tried


@pytest.mark.parametrize(("path", "method", "mode"), _tried())
def test_every_answer_is_one_that_was_promised(served: Any, path: str, method: str, mode: GenerationMode) -> None:
    operation = served[path][method]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        parts = case.meta.components
        # What is broken about the token alone is mended below, so nothing would be broken any more.
        assume(mode is GenerationMode.POSITIVE or any(parts[one].mode is mode for one in parts if one in SENT))
        if case.media_type in FORMS and isinstance(case.body, dict):
            # A form is all text, an empty field is one left out, and one of several is a list of one: `false`, nothing
            # at all and a single author break no rule there.
            assume(all(isinstance(value, (str, bytes)) and value for value in case.body.values()))
            assume(not SEVERAL & set(case.body))
        of_path = case.meta.components.get(ParameterLocation.PATH)
        if of_path is not None and of_path.mode is GenerationMode.POSITIVE and "case" in case.path_parameters:
            case.path_parameters["case"] = "ladder"  # so that requests come further than to a name that is not there
        case.call_and_validate(headers=served.own_headers, checks=CHECKS)

    holds()
