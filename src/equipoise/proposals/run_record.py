"""`proposals.jsonl`: what was sent to a language model, and what came of it; one line a run, only ever added to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from equipoise.authored.files import read_text, write_atomically
from equipoise.documents.extraction.span import Span
from equipoise.errors import EquipoiseError
from equipoise.proposals.asking import Answer, Refused

RUNS = "proposals.jsonl"
_DIGITS = 12  # of a hash, where people read it


@dataclass
class RunRecord:
    """One run.

    Attributes:
        on: The day.
        kind: `candidates` or `counter-readings`.
        model: Name of the model.
        endpoint: Scheme, host and port of the service; never a key.
        prompt: Hash of all that was sent but case and passages.
        document: Id of the document.
        text_sha256: Hash of its frozen text.
        items: Items that were asked about, for counter-readings.
        passages: Parts of the text that were sent.
        added: Ids of what was new.
        known: How many proposals were there already.
        refused: What was offered and not taken.
        failed: Passages that brought no usable answer, and why.
        stopped: Why the run ended before its last passage; empty where it did not.
    """

    on: date
    kind: str
    model: str
    endpoint: str
    prompt: str
    document: str
    text_sha256: str
    items: tuple[str, ...] = ()
    passages: list[Span] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    stopped: str = ""

    @property
    def proposed_by(self) -> str:
        """What stands beside each proposal."""
        return f"{self.model}, {self.on.isoformat()}, prompt {self.prompt[:_DIGITS]}"

    @property
    def is_complete(self) -> bool:
        """Whether every passage was sent and brought an answer."""
        return not self.failed and not self.stopped

    def take(self, answer: Answer[Any]) -> None:
        """Note what came of a passage."""
        self.passages.append(answer.question.passage)
        self.refused += answer.refused
        self.failed += [f"{answer.question.name}: {answer.problem}"] if answer.problem else []

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/proposal-run/1",
            "on": self.on.isoformat(),
            "kind": self.kind,
            "model": self.model,
            "endpoint": self.endpoint,
            "prompt": self.prompt,
            "document": self.document,
            "text_sha256": self.text_sha256,
            "items": list(self.items),
            "passages": [list(one) for one in self.passages],
            "added": list(self.added),
            "known": self.known,
            "refused": [one.to_dict() for one in self.refused],
            "failed": list(self.failed),
            "stopped": self.stopped or None,
        }


@contextmanager
def recorded(case_folder: Path, run: RunRecord) -> Iterator[None]:
    """Write the record at the end of a run, however it ends.

    Raises:
        EquipoiseError: If it cannot be written.
    """
    try:
        yield
    except BaseException as error:
        run.stopped = str(error) if isinstance(error, EquipoiseError) else type(error).__name__
        raise
    finally:
        if run.passages:
            _append(case_folder / RUNS, json.dumps(run.to_dict(), ensure_ascii=False))


def _append(path: Path, line: str) -> None:
    # The file is replaced whole, so that a line is never torn.
    text = read_text(path) if path.exists() else ""
    newline = "" if not text or text.endswith("\n") else "\n"
    write_atomically(path, f"{text}{newline}{line}\n")
