"""Which scenario of the case a name in a file stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from equipoise.authored.nearest import suggest
from equipoise.exchange.incoming import Target

_NUMBERED = re.compile(r"(?:H|Hypothesis\s*)?\d+\s*[:.)–-]\s*(.+)|H\d+\s+(.+)", re.IGNORECASE | re.DOTALL)


def scenario_of(name: str, target: Target) -> str | None:
    """The id of the scenario for a name: as `--map` says, or by id or title, with or without a number such as H1.

    Returns:
        The id; empty where `--map` leaves the hypothesis out; None where it is no scenario.
    """
    known = {_folded(key): value for key, value in target.named.items()}
    numbered = _NUMBERED.fullmatch(name.strip())
    rest = (numbered[1] or numbered[2]) if numbered else ""
    for text in filter(None, (name, rest, name.split(":")[0])):
        if _folded(text) in known:
            return known[_folded(text)]
    scenarios = _scenarios(target)
    if name in target.case.definition.scenarios:
        return name
    return next((scenarios[_folded(text)] for text in (name, rest) if _folded(text) in scenarios), None)


def no_scenario(name: str, target: Target) -> tuple[str, str]:
    """What is wrong with a name that is no scenario, and what to do."""
    scenarios = target.case.definition.scenarios
    titles = {one.title: key for key, one in scenarios.items() if one.title}
    near = suggest(name, [*scenarios, *titles], called="scenarios")
    some = next(iter(scenarios), "scenario")
    return f"{name!r} is no scenario of the case", f"give --map {f'{name}={some}'!r}; {near}".rstrip("; ")


def _scenarios(target: Target) -> Mapping[str, str]:
    scenarios = target.case.definition.scenarios
    titles = {_folded(one.title): name for name, one in scenarios.items() if one.title}
    return titles | {_folded(name): name for name in scenarios}


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
