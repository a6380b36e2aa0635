"""Stages of a reported act: an idea or talks are not yet the act."""

from __future__ import annotations

from equipoise.case.checks.findings import Findings
from equipoise.case.raters import DEFAULT_RATER, decibans

EARLY = ("idea", "talks")


def check_stages(findings: Findings) -> None:
    """Note early stages rated as if the act were done: as far apart over the scenarios as an act of the same origin."""
    case = findings.case
    widths = _widths(findings)
    acts: dict[str, list[tuple[float, str]]] = {}
    for item in case.evidence:
        if item.stage == "act" and item.origin is not None and widths.get(item.id, 0.0) > 0:
            acts.setdefault(item.origin, []).append((widths[item.id], item.id))
    for index, item in enumerate(case.evidence):
        if item.stage not in EARLY or item.origin not in acts or widths.get(item.id, 0.0) <= 0:
            continue
        act_db, act = max(acts[item.origin])
        if widths[item.id] >= act_db:
            findings.note(
                ("evidence", index, "stage"),
                f"tells of {'an idea' if item.stage == 'idea' else 'talks'}, yet its ratings set the scenarios "
                f"{widths[item.id]:g} dB apart, and those of the act, {act}, {act_db:g} dB",
                "what is thought of or talked about may come to nothing: rate it less, or say why not",
            )


def _widths(findings: Findings) -> dict[str, float]:
    """How far the ratings of each item set the scenarios apart, dB; a scenario without a row counts 0."""
    case = findings.case
    by_item: dict[str, dict[str, float]] = {}
    for row in case.ratings:
        if row.subject == "scenarios" and row.rater == DEFAULT_RATER:
            levels = by_item.setdefault(row.item, dict.fromkeys(case.definition.scenarios, 0.0))
            levels[row.level] = decibans(row, case.definition.scale)
    return {name: max(levels.values()) - min(levels.values()) for name, levels in by_item.items()}
