"""What the assessment rests on: the named assumptions, and what would be changed if one were false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.view.conditionals import points_text
from equipoise.report.view.linchpins import assumption_heading, is_clear
from equipoise.studies.what_if import Broken, Linchpins


@dataclass(frozen=True)
class AssumptionView:
    """One assumption.

    Attributes:
        says: What is assumed.
        if_false: The edits by path that hold if it is false.
        why: Why it is made.
        follows: What moves most if it is false, `Straddle −4.0 (−6.1 to −2.2) points`; empty where not computed.
    """

    says: str
    if_false: tuple[tuple[str, str], ...]
    why: str
    follows: str


@dataclass(frozen=True)
class AssumptionsView:
    """All assumptions.

    Attributes:
        heading: Which of them the judgement hangs on, or by how much any moves it; empty where not computed.
        rows: Those that move most first; in the author's order where that was not computed.
    """

    heading: str
    rows: tuple[AssumptionView, ...]


def assumptions_view(case: Case, names: Names, found: Linchpins | None = None) -> AssumptionsView:
    """Every named assumption.

    Args:
        case: The case.
        names: Titles.
        found: What each does, were it false; None where it was not computed.
    """
    named = case.definition.assumptions
    follows = {} if found is None else _follows(found, names)
    ordered = [*(name for name in follows if name in named), *(name for name in named if name not in follows)]
    return AssumptionsView(
        heading="" if found is None else assumption_heading(found, names),
        rows=tuple(
            AssumptionView(
                says=tidy(named[name].says),
                if_false=tuple((path, flow_text(value)) for path, value in named[name].if_false.items()),
                why=tidy(named[name].why or ""),
                follows=follows.get(name, ""),
            )
            for name in ordered
        ),
    )


def _follows(found: Linchpins, names: Names) -> dict[str, str]:
    moved = {one.assumption: _moved(one, found, names) for one in found.broken}
    return moved | {one.assumption: f"not tried: {one.reason.rstrip('.')}" for one in found.unbroken}


def _moved(one: Broken, found: Linchpins, names: Names) -> str:
    leads = f"; {names.scenario(one.leader)} would lead" if one.leader != found.leader else ""
    noise = "" if is_clear(one) else "; no more than the draws themselves may move it"
    return f"{names.scenario(one.moved)} {points_text(one.changes[one.moved].difference)} points{leads}{noise}"


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
