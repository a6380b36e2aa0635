"""Sets of states by name: what an event, a span or a target is about."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from equipoise.case.case import Case
from equipoise.case.events import Term, parse_member
from equipoise.errors import UsageError
from equipoise.model.arrays import Bools, Model, Variable
from equipoise.model.compile import levels_of_variable


def states_of_members(case: Case, model: Model, members: Sequence[str]) -> Bools:
    """The states in any of several members (`scenario`, `name=level`, `a=x & b=y`), `[a, c]`.

    Raises:
        UsageError: If a member names something the case does not have at this vintage.
    """
    inside = np.zeros(model.start.shape, dtype=bool)
    for member in members:
        try:
            terms = parse_member(member)
        except ValueError as error:
            raise UsageError(str(error)) from None
        inside |= np.logical_and.reduce([_states_of_term(case, model, term) for term in terms])
    return inside


def states_of_condition(case: Case, model: Model, condition: str, level: str) -> Bools:
    """The states in which a condition is at a level, `[a, c]`.

    Raises:
        UsageError: If there is no such condition or level at this vintage.
    """
    if condition not in case.definition.conditions:
        raise UsageError(
            f"there is no condition {condition!r} as of this date",
            hint=_nearest(condition, list(case.definition.conditions)),
        )
    return _states_of_term(case, model, Term(condition, level))


def _states_of_term(case: Case, model: Model, term: Term) -> Bools:
    definition = case.definition
    if term.level is None:
        if term.name not in definition.scenarios:
            raise UsageError(
                f"there is no scenario {term.name!r}", hint=_nearest(term.name, list(definition.scenarios))
            )
        return _states_at(model.variables[0], list(definition.scenarios).index(term.name))
    for variable in model.variables[1:]:
        if variable.name == term.name:
            levels = levels_of_variable(definition, term.name)
            if term.level not in levels:
                raise UsageError(f"{term.name} has no level {term.level!r}", hint=_nearest(term.level, levels))
            return _states_at(variable, levels.index(term.level))
    names = [variable.name for variable in model.variables[1:]]
    raise UsageError(
        f"there is no instrument or condition {term.name!r} as of this date", hint=_nearest(term.name, names)
    )


def _states_at(variable: Variable, level: int) -> Bools:
    inside: Bools = variable.level_of_state == level
    return inside


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else "the case has: " + ", ".join(known)
