"""A small case with a document, and models that a test plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from equipoise.case.new import new_case
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest

TEXT = """Customs posts reopen

By Ann Lee
The Lowland Courier, 3 July 2025

Karsavia reopened its customs posts on the southern border on 1 July 2025. The finance minister said
on Wednesday that transit fees would be paid abroad. Nobody at the secretariat of the union would comment.

A convoy of forty lorries left the capital that night. Its freight was not declared.
"""
ACT = {"quote": "A convoy of forty lorries left the capital that night.", "kind": "act"}
SAID = {"quote": "transit fees would be paid abroad", "kind": "statement"}
INVENTED = {"quote": "Karsavia will leave the union before the winter", "kind": "statement"}

ENVIRONMENT = ("EQUIPOISE_LLM_", "OPENAI_", "ANTHROPIC_")
"""How the names of variables begin that name an endpoint."""


def case_with(folder: Path, text: str = TEXT, *, name: str = "courier") -> Path:
    """A new case that keeps one document."""
    new_case(folder)
    ingest(folder, [Incoming(f"{name}.txt", piped=text.encode())])
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a case, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def saying(*answers: Mapping[str, Any]) -> tuple[FunctionModel, list[list[ModelMessage]]]:
    """A model that gives these answers in turn, the last one again and again; and what it was sent."""
    heard: list[list[ModelMessage]] = []

    def speak(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        heard.append(list(messages))
        answer = answers[min(len(heard), len(answers)) - 1]
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, dict(answer))])

    return FunctionModel(speak, model_name="player"), heard


def offering_for(choose: Callable[[str], list[Mapping[str, Any]]]) -> FunctionModel:
    """A model that offers what a function of the last message gives."""

    def speak(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        text = str(messages[-1].parts[-1].content)
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"proposals": choose(text)})])

    return FunctionModel(speak, model_name="player")
