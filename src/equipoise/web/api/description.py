"""The description of the API, with errors under the media type they have, and no nulls where none can be written."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from equipoise.web.api.known_fields import FORMS
from equipoise.web.guard.problem import MEDIA_TYPE


class DescribedApi(FastAPI):
    """An application whose description tells errors as problems; the framework takes all models for plain JSON.

    What may be left out of an address or a form is left out: neither has a way to write a null, which the framework
    takes for one of the values of whatever has None for its default.
    """

    def openapi(self) -> dict[str, Any]:
        """Its description, as OpenAPI sets it out."""
        if self.openapi_schema is None:
            described = super().openapi()
            for routes in described["paths"].values():
                for route in routes.values():
                    _tell_problems(route["responses"])
                    for parameter in route.get("parameters", ()):
                        parameter["schema"] = _without_null(parameter["schema"])
                    _mend_form(route, described["components"]["schemas"])
        assert self.openapi_schema is not None
        return self.openapi_schema


def _tell_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if status >= "400" and "application/json" in content:
            response["content"] = {MEDIA_TYPE: content["application/json"]}


def _mend_form(route: dict[str, Any], schemas: dict[str, Any]) -> None:
    for media_type, content in route.get("requestBody", {}).get("content", {}).items():
        if media_type in FORMS:
            form = schemas[content["schema"]["$ref"].rpartition("/")[2]]
            form["properties"] = {name: _without_null(schema) for name, schema in form["properties"].items()}
            form["additionalProperties"] = False


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if not kinds:
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return rest | (kinds[0] if len(kinds) == 1 else {"anyOf": kinds})
