"""What speaks for and against each scenario in the actor's own eyes, consideration by consideration.

A scenario stands for the course of it that the actor has most reason to take. Its worth less that of the leader's
course is a sum over considerations and explanations (docs/explain.md), with nothing left over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.analysis.reasons import Reasons
from equipoise.assess.vintage_run import VintageRun
from equipoise.case.courses import allowed_courses
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class Reason:
    """One consideration, for one course against another.

    Attributes:
        consideration: Its id.
        points: Points it gives the one course more than the other.
        nats: What they are worth at the weights of the mix: `λ Σ_e m_e w_ej ΔX_j`; above 0 it speaks for the course.
        by_explanation: The same for each explanation; they sum to `nats`.
    """

    consideration: str
    points: float
    nats: float
    by_explanation: Mapping[str, float]


@dataclass(frozen=True)
class ScenarioReasons:
    """What speaks for and against a scenario, beside another.

    Attributes:
        scenario: Its id.
        against: The scenario it is set against: the leader on the horizon; for the leader, the next likeliest there.
        course: The course that stands for it: the one of its courses worth most to the actor, by instrument.
        other_course: The same for the other scenario.
        nats: Worth of the one course less that of the other, nats: the sum of the reasons.
        reasons: Every consideration, what counts most first.
    """

    scenario: str
    against: str
    course: Mapping[str, str]
    other_course: Mapping[str, str]
    nats: float
    reasons: tuple[Reason, ...]


def itemise(run: VintageRun, found: Reasons, horizon: Mapping[str, float]) -> tuple[ScenarioReasons, ...]:
    """Every scenario against the leader, in the case's order; none in a case of one scenario.

    Args:
        run: The vintage.
        found: What each consideration is worth, of the same run.
        horizon: Probability of each scenario on the horizon, which says who leads.
    """
    nats, points = found.nats / found.particles, found.points / found.particles
    chosen = _best_courses(run, nats.sum(axis=(0, 1)))
    ranked = sorted(horizon, key=lambda name: -horizon[name])
    if len(ranked) < 2:
        return ()
    return tuple(
        _one(run, name, ranked[1] if name == ranked[0] else ranked[0], chosen, nats, points)
        for name in run.case.definition.scenarios
    )


def _best_courses(run: VintageRun, worth: Floats) -> dict[str, int]:
    """Index of the course of each scenario that is worth most, mean over parameters; of equals the first."""
    of_course = run.model.scenario_of_course
    return {
        name: int(np.argmax(np.where(of_course == index, worth, -np.inf)))
        for index, name in enumerate(run.case.definition.scenarios)
    }


def _one(
    run: VintageRun, scenario: str, against: str, chosen: Mapping[str, int], nats: Floats, points: Floats
) -> ScenarioReasons:
    course, other = chosen[scenario], chosen[against]
    definition = run.case.definition
    ahead = nats[:, :, course] - nats[:, :, other]
    reasons = [
        Reason(
            consideration=name,
            points=float(points[j, course] - points[j, other]),
            nats=float(ahead[:, j].sum()),
            by_explanation={e: float(ahead[i, j]) for i, e in enumerate(definition.explanations)},
        )
        for j, name in enumerate(definition.considerations)
    ]
    return ScenarioReasons(
        scenario=scenario,
        against=against,
        course=_levels(run, course),
        other_course=_levels(run, other),
        nats=float(ahead.sum()),
        reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.nats))),
    )


def _levels(run: VintageRun, course: int) -> dict[str, str]:
    definition = run.case.definition
    return dict(zip(definition.instruments, allowed_courses(definition)[course], strict=True))
