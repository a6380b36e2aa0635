"""A case with every uncertain setting fixed at its median, so that runs without evidence are exact."""

from __future__ import annotations

from equipoise.case.case import Case
from equipoise.model.compile import compile_model


def at_medians(case: Case) -> Case:
    """Every quantity authored as a distribution becomes its median; the mix must be fixed already."""
    unknowns = compile_model(case, case.definition.clock.horizon).unknowns
    return case.edited({unknown.name: unknown.centre for unknown in unknowns})
