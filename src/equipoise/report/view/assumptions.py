"""What the assessment rests on: the named assumptions, and what would be changed if one were false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import tidy


@dataclass(frozen=True)
class AssumptionView:
    """One assumption: what it says, the edits by path that hold if it is false, and why it is made."""

    says: str
    if_false: tuple[tuple[str, str], ...]
    why: str


def assumption_views(case: Case) -> tuple[AssumptionView, ...]:
    """Every named assumption in the author's order."""
    return tuple(
        AssumptionView(
            says=tidy(assumption.says),
            if_false=tuple((path, flow_text(value)) for path, value in assumption.if_false.items()),
            why=tidy(assumption.why or ""),
        )
        for assumption in case.definition.assumptions.values()
    )


def flow_text(value: object) -> str:
    """A value as an author would write it in one line of YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow_text(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow_text(part) for part in value) + "]"
    return "null" if value is None else tidy(str(value))
