"""Whether the scenarios of a case stand in an order, so that missing by one step is better than by two."""

from __future__ import annotations

from equipoise.case.schema import CaseDefinition


def scenario_order(definition: CaseDefinition) -> tuple[str, ...] | None:
    """The scenarios in their order; None where they have none.

    They have one where all of them name levels of one and the same instrument alone, each a run of neighbouring levels
    that no other names: then the order is that of the levels.
    """
    named = {name: scenario.levels for name, scenario in definition.scenarios.items()}
    instruments = {tuple(levels) for levels in named.values()}
    if len(instruments) != 1 or len(next(iter(instruments))) != 1:
        return None
    (instrument,) = next(iter(instruments))
    levels = definition.instruments[instrument].levels
    runs = {name: sorted(levels.index(level) for level in own[instrument]) for name, own in named.items()}
    taken = [step for run in runs.values() for step in run]
    if len(taken) != len(set(taken)) or any(run[-1] - run[0] + 1 != len(run) for run in runs.values()):
        return None
    return tuple(sorted(runs, key=lambda name: runs[name][0]))
