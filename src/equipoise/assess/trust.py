"""Whether a result may be relied on, and how likely the record was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.assess.points import DatedReadings, monte_carlo_error
from equipoise.errors import Finding, Severity
from equipoise.inference.smc import Draws

LEAST_EFFECTIVE_SHARE = 0.1
LARGEST_ERROR = 0.01


@dataclass(frozen=True)
class Trust:
    """The verdict and its grounds.

    Attributes:
        is_trustworthy: False where too few particles are effective or a scenario is too noisy.
        error: Largest Monte Carlo standard error of a scenario on the as-of date or a headline date, 0 to 1.
        findings: Why not.
    """

    is_trustworthy: bool
    error: float
    findings: tuple[Finding, ...]


def judge_trust(read: DatedReadings) -> Trust:
    """Check the effective sample (10 per cent of the particles) and the Monte Carlo error (1 point)."""
    error = monte_carlo_error(read)
    findings = (*findings_on_particles(read.run.posterior.draws), *findings_on_error(error))
    return Trust(is_trustworthy=not findings, error=error, findings=findings)


def findings_on_particles(draws: Draws | None) -> tuple[Finding, ...]:
    """What is wrong with the particles themselves, whatever is read off them."""
    if draws is None or draws.distinct >= LEAST_EFFECTIVE_SHARE:
        return ()
    return (
        _error(
            "particles",
            f"only {draws.distinct:.0%} of the particles are distinct, less than {LEAST_EFFECTIVE_SHARE:.0%}",
            "run again with more --particles, and look for items that contradict each other",
        ),
    )


def findings_on_error(error: float) -> tuple[Finding, ...]:
    """What is wrong where a scenario is too noisy: its Monte Carlo standard error, 0 to 1, is above one point."""
    if error <= LARGEST_ERROR:
        return ()
    return (
        _error(
            "particles",
            f"the Monte Carlo error of a scenario is {100 * error:.1f} points, more than one point",
            "run again with more --particles",
        ),
    )


def log_evidence(read: DatedReadings) -> float:
    """Log evidence of items and analogues, nats; the mean over parameters where they are drawn."""
    if not read.run.posterior.is_sampled:
        return float(read.readings.log_evidence[0])
    return _log_mean(read.run.posterior.log_evidence_by_island) - (log_span(read) if read.run.given else 0.0)


def log_span(read: DatedReadings) -> float:
    """Log probability of the `given` spans, nats."""
    return _log_mean(read.readings.log_likelihood - read.readings.log_evidence)


def _log_mean(logs: np.ndarray) -> float:
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).mean()))


def _error(path: str, problem: str, mend: str) -> Finding:
    return Finding("", 0, 0, path, problem, mend, Severity.ERROR)
