"""Where a language model is asked: which service, which model, and the key, all by environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from equipoise.errors import UsageError

URL, KEY, MODEL, TIMEOUT = "EQUIPOISE_LLM_URL", "EQUIPOISE_LLM_KEY", "EQUIPOISE_LLM_MODEL", "EQUIPOISE_LLM_TIMEOUT"
"""Names of our own variables; those of OpenAI and Anthropic are read under the names their own programs use."""

Service = Literal["openai", "anthropic"]

_SECONDS = 300.0
_OPENAI, _ANTHROPIC = "https://api.openai.com/v1", "https://api.anthropic.com"
_NO_KEY = "none"  # the client library wants one; servers on one's own machine mostly do not
_LOOKS_SECRET = re.compile(r"\bsk-[\w-]{6,}|(?i:\bbearer\s+)[\w.~+/-]{16,}=*|(?<=://)[^/\s@]+@")
_HINT = f"set {URL} (any OpenAI-compatible server), or OPENAI_API_KEY, or ANTHROPIC_API_KEY"


@dataclass(frozen=True)
class Endpoint:
    """A language model that can be asked.

    Attributes:
        service: Whose protocol it speaks.
        url: Base of its addresses.
        model: Name of the model, as the service calls it.
        key: The secret; never shown, logged or written.
        timeout: Seconds to wait for an answer.
        retries: How often a request that failed on the way, or by a fault of the server, is sent again.
        is_own: Whether it is a server of the person's own, which nothing that is meant for OpenAI may reach.
    """

    service: Service
    url: str
    model: str
    key: str = field(default=_NO_KEY, repr=False)
    timeout: float = _SECONDS
    retries: int = 2
    is_own: bool = False

    @property
    def has_key(self) -> bool:
        """Whether there is a key to send."""
        return self.key != _NO_KEY

    @property
    def where(self) -> str:
        """Scheme, host and port: what may be shown and written down."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"

    def redacted(self, text: str) -> str:
        """A text without the key, and without anything that looks like one."""
        if self.has_key:
            text = text.replace(self.key, "[key]")
        return _LOOKS_SECRET.sub("[key]", text)


def endpoint_from(environment: Mapping[str, str], model: str | None = None) -> Endpoint:
    """The endpoint that the environment names.

    A server of one's own (`EQUIPOISE_LLM_URL`, with `EQUIPOISE_LLM_KEY` where it wants a key) comes first, then OpenAI
    (`OPENAI_API_KEY`, `OPENAI_BASE_URL`), then Anthropic (`ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL`). The key of one
    is never sent to another.

    Args:
        environment: The variables.
        model: Name of the model; `openai:NAME` or `anthropic:NAME` also says whose protocol to speak. By default
            `EQUIPOISE_LLM_MODEL`.

    Raises:
        UsageError: If no endpoint or no model is named, or an address or a key cannot be one.
    """
    said = {name: value.strip() for name, value in environment.items() if value.strip()}
    name = (model or said.get(MODEL, "")).strip()
    wanted, _, rest = name.partition(":")
    # Other servers have colons in the names of models, as in `qwen3:8b`.
    service, name = (wanted, rest) if wanted in ("openai", "anthropic") else ("", name)
    if service != "anthropic" and URL in said:
        found: tuple[Service, str, str] = ("openai", URL, KEY)
    elif service != "anthropic" and ("OPENAI_API_KEY" in said or "OPENAI_BASE_URL" in said):
        found = ("openai", "OPENAI_BASE_URL", "OPENAI_API_KEY")
    elif service != "openai" and "ANTHROPIC_API_KEY" in said:
        found = ("anthropic", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY")
    else:
        raise UsageError(f"no language model{f' of {service}' if service else ''} is set up to be asked", hint=_HINT)
    if not name:
        raise UsageError("it is not said which language model to ask", hint=f"name one with --model, or set {MODEL}")
    speaks, url, key = found
    default = _OPENAI if speaks == "openai" else _ANTHROPIC
    return Endpoint(
        speaks,
        _url(said.get(url, default), url),
        name,
        _key(said.get(key), key),
        timeout=_seconds(said),
        is_own=url == URL,
    )


def _url(written: str, variable: str) -> str:
    # What is wrong is told without the address, which may hold a password.
    parts = _split(written)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{variable} is no address", hint="write it as in http://localhost:11434/v1")
    if "@" in parts.netloc:
        raise UsageError(f"{variable} has a name or password in it", hint=f"put a key into {KEY}")
    return written


def _split(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        _ = parts.port  # only looked at here does a bad one show
    except ValueError:
        return None
    return parts


def _key(written: str | None, variable: str) -> str:
    if written is None:
        return _NO_KEY
    # Else the client library would refuse it in an error that quotes it.
    if not written.isascii() or not written.isprintable() or " " in written:
        raise UsageError(f"{variable} holds characters that no key has", hint="copy it again, on one line")
    return written


def _seconds(said: Mapping[str, str]) -> float:
    written = said.get(TIMEOUT)
    if written is None:
        return _SECONDS
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86400:
        raise UsageError(f"{TIMEOUT} is no number of seconds: {written!r}", hint=f"the default is {_SECONDS:.0f}")
    return seconds
