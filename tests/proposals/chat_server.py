"""A server on this machine that speaks the chat-completions protocol of OpenAI, and says what a test wants said."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer of the server.

    Attributes:
        arguments: What the model fills into the form; text is sent as it is, well formed or not.
        content: What it says beside or instead of the form.
        status: Of HTTP.
        body: Sent as it is, in place of a completion.
        delay: Seconds before it is sent.
        headers: Further headers.
    """

    arguments: Mapping[str, Any] | str | None = None
    content: str | None = None
    status: int = 200
    body: str | None = None
    delay: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


def offering(*proposals: Mapping[str, Any]) -> Reply:
    """An answer that offers these."""
    return Reply({"proposals": list(proposals)})


@dataclass
class ChatServer:
    """The server: where it is, and what it was sent."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def chat_server(*replies: Reply) -> Iterator[ChatServer]:
    """Serve the replies in their order, the last one again and again."""
    closing = Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(replies, closing))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    there = ChatServer(f"http://127.0.0.1:{server.server_address[1]}/v1")
    server.there = there  # type: ignore[attr-defined]
    try:
        yield there
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(replies: Sequence[Reply], closing: Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            there: ChatServer = self.server.there  # type: ignore[attr-defined]
            there.requests.append(asked)
            there.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = replies[min(len(there.requests), len(replies)) - 1]
            if reply.delay and closing.wait(reply.delay):
                return
            body = (reply.body if reply.body is not None else json.dumps(self._said(asked, reply))).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

        def _said(self, asked: Mapping[str, Any], reply: Reply) -> dict[str, Any]:
            filled = reply.arguments if isinstance(reply.arguments, str | None) else json.dumps(reply.arguments)
            if self.path.endswith("/messages"):
                return _as_anthropic(asked, filled)
            calls = [] if filled is None else [_call(asked, filled)]
            message = {"role": "assistant", "content": reply.content, **({"tool_calls": calls} if calls else {})}
            return {
                "id": "completion",
                "object": "chat.completion",
                "created": int(time.time()),
                "model": asked["model"],
                "choices": [{"index": 0, "finish_reason": "tool_calls" if calls else "stop", "message": message}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }

    return Handler


def _call(asked: Mapping[str, Any], filled: str) -> dict[str, Any]:
    function = {"name": asked["tools"][0]["function"]["name"], "arguments": filled}
    return {"id": "call", "type": "function", "function": function}


def _as_anthropic(asked: Mapping[str, Any], filled: str | None) -> dict[str, Any]:
    block = {"type": "tool_use", "id": "call", "name": asked["tools"][0]["name"], "input": json.loads(filled or "{}")}
    return {
        "id": "message",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [block],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
