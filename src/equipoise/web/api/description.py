"""The description of the API, with errors under the media type they have."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from equipoise.web.guard.problem import MEDIA_TYPE


class DescribedApi(FastAPI):
    """An application whose description tells errors as problems; the framework takes all models for plain JSON."""

    def openapi(self) -> dict[str, Any]:
        """Its description, as OpenAPI sets it out."""
        if self.openapi_schema is None:
            for routes in super().openapi()["paths"].values():
                for route in routes.values():
                    _tell_problems(route["responses"])
        assert self.openapi_schema is not None
        return self.openapi_schema


def _tell_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if status >= "400" and "application/json" in content:
            response["content"] = {MEDIA_TYPE: content["application/json"]}
