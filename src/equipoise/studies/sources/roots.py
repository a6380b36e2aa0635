"""Would it matter if reports that share a root did not, or if reports that seem independent did?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.model.compile import items_and_origins
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.other_evidence import Scenarios, under_other_evidence, with_items
from equipoise.studies.sources.counted_as import OriginRow

SUPPOSED = "supposed root"
"""Name of a root that is supposed; a space keeps it apart from any id."""


@dataclass(frozen=True)
class Supposed:
    """The record with some items grouped otherwise.

    Attributes:
        items: Their ids; of roots supposed to be one, all items of each.
        origin: The root they have in the case; None where the question is whether they have one.
        one_root: Whether they are supposed to have one root; else each is supposed to have its own.
        effective: As how many independent reports these items then count.
        effective_in_all: As how many all rated items then count.
        probability: Each scenario on the horizon; None where the evidence is then impossible.
    """

    items: tuple[str, ...]
    origin: str | None
    one_root: bool
    effective: float
    effective_in_all: float
    probability: Scenarios | None


@dataclass(frozen=True)
class Roots:
    """The record as grouped, and grouped otherwise.

    Attributes:
        as_it_is: Each scenario on the horizon as the case groups its items.
        all_apart: The same were every item told from a root of its own; None where no root is shared.
        each_apart: Were the items of one shared root each told from their own, root by root.
        together: Were the items that were asked about told from one root.
        effective: Smallest effective number of particles behind these.
    """

    as_it_is: Scenarios
    all_apart: Supposed | None
    each_apart: tuple[Supposed, ...]
    together: tuple[Supposed, ...]
    effective: float


def regrouped(horizon: HorizonRun, origins: Sequence[OriginRow], one_root: Sequence[Sequence[str]]) -> Roots:
    """Group the items of each shared root apart, and those asked about together.

    Args:
        horizon: The run.
        origins: Every origin with a rated item.
        one_root: Sets of items that may share one root. If they do, so does all else that is told from their roots.

    Raises:
        UsageError: If an item asked about is no rated item of the vintage, or they have one root as it is.
    """
    run = horizon.run
    rated = [item.id for item in run.model.items if item.is_rated]
    shared = [row for row in origins if len(row.items) > 1]
    changes: list[tuple[tuple[str, ...], str | None, bool]] = [(row.items, row.origin, False) for row in shared]
    changes += [(_of_one_root(asked, origins), None, True) for asked in one_root]
    changes += [(tuple(rated), None, False)] if shared else []
    cases = [_grouped(run.case, items, SUPPOSED if one else None) for items, _, one in changes]
    found = under_other_evidence(horizon, [run.case, *cases])
    supposed = [
        _supposed(horizon, change, case, probability)
        for change, case, probability in zip(changes, cases, found.probability[1:], strict=True)
    ]
    return Roots(
        as_it_is=found.probability[0] or horizon.probability,
        all_apart=supposed.pop() if shared else None,
        each_apart=tuple(one for one in supposed if not one.one_root),
        together=tuple(one for one in supposed if one.one_root),
        effective=found.effective,
    )


def _grouped(case: Case, items: Sequence[str], origin: str | None) -> Case:
    return with_items(case, {name: {"origin": origin} for name in items})


def _supposed(
    horizon: HorizonRun, change: tuple[tuple[str, ...], str | None, bool], case: Case, probability: Scenarios | None
) -> Supposed:
    items, origin, one_root = change
    arrays = items_and_origins(case, horizon.run.model.variables, horizon.run.as_of)[0]
    exponents = {item.id: item.exponent for item in arrays if item.is_rated}
    return Supposed(
        items=items,
        origin=origin,
        one_root=one_root,
        effective=sum(exponents[name] for name in items),
        effective_in_all=sum(exponents.values()),
        probability=probability,
    )


def _of_one_root(asked: Sequence[str], origins: Sequence[OriginRow]) -> tuple[str, ...]:
    rated = [name for row in origins for name in row.items]
    for name in asked:
        if name not in rated:
            raise UsageError(
                f"there is no rated item {name!r} at this vintage", hint=suggest(name, rated, called="rated items")
            )
    merged = [row for row in origins if not set(asked).isdisjoint(row.items)]
    if len(merged) < 2:
        raise UsageError(
            f"{', '.join(asked)} have one root as it is", hint="name items of two origins or more: --one-root ID,ID"
        )
    return tuple(name for row in merged for name in row.items)
