"""The paths through which an edit moves the scenarios on the horizon.

An edit changes the model of the past as well as of the future. Four parts are switched from the case as it was to the
case as edited: how the actor chooses at given conditions, how it sees them, how they move (these three from the as-of
date on), and what the record says of where things stand and of the parameters (under the whole edited model). What a
part adds depends on which others are switched already, so its effect is averaged over all orders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from equipoise.analysis.hybrids import Side, read_hybrids
from equipoise.analysis.shapley import shapley_parts
from equipoise.inference.belief import believe
from equipoise.inference.blocks import block_size, one_thread_a_product, over_blocks
from equipoise.inference.split_chain import ConditionMoves
from equipoise.model.arrays import Floats, Model
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.versions import WHENS, Version

Path = Literal["reasons", "perception", "conditions", "record"]
PATHS: tuple[Path, ...] = ("reasons", "perception", "conditions", "record")


@dataclass(frozen=True)
class Part:
    """What goes through one path.

    Attributes:
        path: `reasons` (what a review picks at given conditions, with inertia and the pace of reviews), `perception`
            (what the actor takes conditions for), `conditions` (how they move) or `record` (what the evidence, read
            with the edited model, says of the as-of date and of the parameters).
        change: Of each scenario on the horizon, in probability. Over all paths they sum to the whole change.
        error: Monte Carlo standard error of each; 0 where nothing is drawn.
    """

    path: Path
    change: Mapping[str, float]
    error: Mapping[str, float]


def why_inseparable(before: Version, after: Version) -> str:
    """Why the paths of an edit cannot be told apart; empty where they can."""
    if before.case.definition.clock != after.case.definition.clock:
        return "the edit changes when the case opens or ends"
    if not _same_courses(before.run.model, after.run.model):
        return "the edit changes which courses, scenarios or conditions there are"
    return ""


def split_change(before: Version, after: Version) -> tuple[Part, ...]:
    """Split the change of each scenario on the horizon over the four paths.

    Args:
        before: The case as it was.
        after: The same case edited, with nothing that `why_inseparable` objects to.
    """
    off, on = _hybrids(before, after, recorded=before), _hybrids(before, after, recorded=after)
    islands = max(off.shape[-1], on.shape[-1])
    values = np.stack([np.broadcast_to(side, (*side.shape[:-1], islands)) for side in (off, on)], axis=3)
    # With nothing and with everything switched these are the two versions themselves, to the last digit.
    for corner, version in ((0, before), (1, after)):
        values[corner, corner, corner, corner] = by_island(version.scenarios[WHENS.index("horizon")])
    parts = shapley_parts(values, len(PATHS))
    errors = standard_error(parts)
    return tuple(
        Part(
            path=path,
            change={name: float(mean) for name, mean in zip(before.names, parts[n].mean(axis=-1), strict=True)},
            error={name: float(error) for name, error in zip(before.names, errors[n], strict=True)},
        )
        for n, path in enumerate(PATHS)
    )


def _hybrids(before: Version, after: Version, *, recorded: Version) -> Floats:
    """Scenarios on the horizon, `[reasons, perception, conditions, scenario, island]`, as one version has the record.

    Its particles stand for both versions: each of its settings is put to the other by the names of the parameters.
    """
    settings = recorded.settings
    versions = (before, after)
    coordinates = [settings.put_to(version.run.case, version.run.model) for version in versions]
    split_at = len(coordinates[0])
    is_exact = not any(version.is_sampled for version in versions)
    moves = _moves_of_one_step(versions)
    inquiry = replace(recorded.run.posterior.inquiry, last=recorded.run.day(recorded.run.as_of), days=())

    def work(block: Floats) -> Floats:
        first, second = (
            Side(version.run.model, version.run.posterior.prior.at(part), moves[n], is_exact)
            for n, (version, part) in enumerate(zip(versions, np.split(block, [split_at]), strict=True))
        )
        own = second if recorded is after else first
        belief = believe(own.model, own.parameters, inquiry, chain=own.chain)
        schedule = replace(belief.schedule, last=_horizon(recorded), days=recorded.run.posterior.inquiry.days)
        start = belief.passed.after[belief.as_of]
        return read_hybrids(start, (first, second), schedule, as_of=belief.as_of)

    with one_thread_a_product():
        parts = over_blocks(work, np.concatenate(coordinates), block_size(recorded.run.model))
    return by_island(np.concatenate(parts, axis=-1))


def _moves_of_one_step(versions: Sequence[Version]) -> Sequence[ConditionMoves | None]:
    """Shared moves of both versions, with steps as short as the shorter; None for both unless both have them."""
    moves = [one for version in versions if (one := version.run.posterior.moves) is not None]
    if len(moves) < len(versions):
        return [None] * len(versions)
    shortest = min(one.longest_step for one in moves)
    return [ConditionMoves(one.generators, one.condition_sizes, shortest) for one in moves]


def _horizon(version: Version) -> int:
    return version.run.day(version.run.case.definition.clock.horizon)


def _same_courses(one: Model, two: Model) -> bool:
    return (
        one.condition_sizes == two.condition_sizes
        and np.array_equal(one.level_of_course, two.level_of_course)
        and np.array_equal(one.scenario_of_course, two.scenario_of_course)
    )
