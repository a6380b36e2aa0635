"""Skill against pure persistence: six months ahead, on simulated actors, scored against what they then did.

The actors, their conditions and their records are drawn from the model, so this does not say that the model is right
about any real actor. It says what the machinery adds, where the model is right, to "no change from where it seems to
stand". Run with `-s` to see the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from simulation.trial import run_trial

ACTORS, PARTICLES = 60, 256


@dataclass(frozen=True)
class Gain:
    """How much better one forecast scored than another on the same actors: mean, and its 95 per cent interval."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, differences: np.ndarray) -> Gain:
        error = differences.std(ddof=1) / np.sqrt(len(differences))
        return cls(differences.mean(), differences.mean() - 1.96 * error, differences.mean() + 1.96 * error)

    def __str__(self) -> str:
        return f"{self.mean:+.3f} ({self.low:+.3f} to {self.high:+.3f})"


@dataclass(frozen=True)
class Scores:
    """Attributes: `log`, nats, and `brier`, over all scenarios, 0 to 2; one an actor."""

    log: np.ndarray
    brier: np.ndarray


@pytest.fixture(scope="module")
def scores() -> dict[str, Scores]:
    trials = [run_trial(seed, PARTICLES) for seed in range(ACTORS)]
    came = np.array([trial.came for trial in trials])
    forecasts = {
        "engine": np.array([trial.forecast for trial in trials]),
        "no change": np.array([trial.no_change for trial in trials]),
    }
    forecasts["even odds"] = np.full_like(forecasts["engine"], 1 / forecasts["engine"].shape[1])
    return {name: score(forecast, came) for name, forecast in forecasts.items()}


def test_the_engine_is_no_worse_than_persistence_and_better_than_nothing(scores: dict[str, Scores]) -> None:
    engine = scores["engine"]
    lines = [f"{name:<10} log score {s.log.mean():.3f}, Brier {s.brier.mean():.3f}" for name, s in scores.items()]
    gains = {}
    for name in ("no change", "even odds"):
        gains[name] = Gain.of(engine.log - scores[name].log), Gain.of(scores[name].brier - engine.brier)
        lines.append(f"gain over {name}: log score {gains[name][0]}, Brier {gains[name][1]}")
    print("", f"six months ahead, {ACTORS} simulated actors", *lines, sep="\n")  # noqa: T201
    for gain in gains["no change"]:
        assert gain.high > 0
        assert gain.mean > -0.02
    for gain in gains["even odds"]:
        assert gain.mean > 0


def test_a_forecast_earns_about_the_score_it_expects(scores: dict[str, Scores]) -> None:
    """A forecast that is sure of itself without reason scores below its own expectation."""
    trials = [run_trial(seed, PARTICLES) for seed in range(ACTORS)]
    expected = np.array([(trial.forecast * np.log(trial.forecast)).sum() for trial in trials])
    shortfall = Gain.of(scores["engine"].log - expected)
    assert shortfall.low < 0.05
    assert shortfall.high > -0.05


# --- private ----------------------------------------------------------------------------------------------------


def score(forecasts: np.ndarray, came: np.ndarray) -> Scores:
    outcome = np.eye(forecasts.shape[1])[came]
    return Scores(log=np.log((forecasts * outcome).sum(axis=1)), brier=((forecasts - outcome) ** 2).sum(axis=1))
