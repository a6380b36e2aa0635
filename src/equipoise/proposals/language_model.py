"""A language model, opened only while it is asked."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from equipoise.errors import EquipoiseError
from equipoise.proposals.endpoint import Endpoint, endpoint_from

if TYPE_CHECKING:
    from pydantic_ai.models import Model

_CONNECT = 10.0  # seconds; a server that is there takes the connection at once
_NO_TIME_LIMIT = 3600.0
_PLAIN_HEADERS = frozenset(
    ("host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent")
)
"""What is sent to a server of one's own, beside its key."""


@dataclass(frozen=True)
class LanguageModel:
    """Whom to ask.

    Attributes:
        endpoint: Where; None for a model of the program's own.
        made: A model of pydantic-ai that was handed in, such as one that a test plays.
    """

    endpoint: Endpoint | None = None
    made: Model | None = None

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.endpoint.model if self.endpoint else self.made.model_name if self.made else ""

    @property
    def where(self) -> str:
        """The service, without anything secret."""
        return self.endpoint.where if self.endpoint else "this program"

    @property
    def timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self.endpoint.timeout if self.endpoint else _NO_TIME_LIMIT

    def redacted(self, text: str) -> str:
        """A text without keys."""
        return self.endpoint.redacted(text) if self.endpoint else text

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Model]:
        """The model, with a connection that is closed at the end."""
        if self.made is not None:
            yield self.made
        elif self.endpoint is not None:
            speaks = _openai if self.endpoint.service == "openai" else _anthropic
            async with speaks(self.endpoint) as model:
                yield model


def language_model(model: str | Model | None, environment: Mapping[str, str] | None = None) -> LanguageModel:
    """Whom to ask, by name or as handed in.

    Args:
        model: A name, a model of pydantic-ai, or None for what the environment says.
        environment: The variables; those of this process by default.

    Raises:
        EquipoiseError: If the extra `llm` is not installed.
        UsageError: If the environment names no endpoint.
    """
    _need("pydantic_ai")
    if model is not None and not isinstance(model, str):
        return LanguageModel(made=model)
    endpoint = endpoint_from(os.environ if environment is None else environment, model)
    _need(endpoint.service)  # the client library of a service has its name
    return LanguageModel(endpoint=endpoint)


def _need(package: str) -> None:
    # Looked for and not imported: that takes a second.
    if find_spec(package) is None:
        raise EquipoiseError(
            "asking a language model needs packages that are not installed",
            hint='install them: pip install "equipoise[llm]"',
        )


@asynccontextmanager
async def _openai(endpoint: Endpoint) -> AsyncIterator[Model]:
    import httpx2
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    async def only_its_own(request: httpx2.Request) -> None:
        # The client library adds what the environment holds for OpenAI: organisation, project, headers with keys.
        for name in list(request.headers):
            if name.lower() not in _PLAIN_HEADERS:
                del request.headers[name]
        if endpoint.has_key:
            request.headers["Authorization"] = f"Bearer {endpoint.key}"

    # No redirects are followed: the text goes where the person has said, and nowhere else.
    http = httpx2.AsyncClient(
        timeout=httpx2.Timeout(endpoint.timeout, connect=_CONNECT),
        follow_redirects=False,
        event_hooks={"request": [only_its_own] if endpoint.is_own else []},
    )
    async with AsyncOpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key,
        http_client=http,
        timeout=endpoint.timeout,
        max_retries=endpoint.retries,
    ) as client:
        yield OpenAIChatModel(endpoint.model, provider=OpenAICompatibleProvider("endpoint", openai_client=client))


@asynccontextmanager
async def _anthropic(endpoint: Endpoint) -> AsyncIterator[Model]:
    import httpx2
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    http = httpx2.AsyncClient(timeout=httpx2.Timeout(endpoint.timeout, connect=_CONNECT), follow_redirects=False)
    async with AsyncAnthropic(
        base_url=endpoint.url,
        api_key=endpoint.key,
        http_client=http,
        timeout=endpoint.timeout,
        max_retries=endpoint.retries,
    ) as client:
        yield AnthropicModel(endpoint.model, provider=AnthropicProvider(anthropic_client=client))
