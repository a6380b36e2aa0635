"""Simulation-based calibration in full: ranks of the truth among the particles, and the skill of forecasts.

    python benchmarks/calibration.py [--actors 400] [--particles 2048] [--first 0]

Each actor takes about a second. A table of quantities comes out: counts of ranks in eight bins, and the probability of
counts as uneven (chi squared) and of a distribution as far from uniform (Kolmogorov-Smirnov) were all well. With twelve
quantities, one in twelve falls below 0.08 by chance.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.stats import chisquare, kstest

TESTS = Path(__file__).parents[1] / "tests"
BINS = 8


def main() -> None:
    """Run the trials and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=400)
    parser.add_argument("--particles", type=int, default=2048)
    parser.add_argument("--first", type=int, default=0, help="seed of the first actor; others give other actors")
    asked = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    from simulation.trial import run_trial

    trials = []
    for seed in range(asked.first, asked.first + asked.actors):
        trials.append(run_trial(seed, asked.particles))
        print(f"\r{len(trials)} of {asked.actors} actors", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _print_ranks(trials)
    _print_scores(trials)


def _print_ranks(trials: list) -> None:
    print(f"{'quantity':<46} {'chi2':>6} {'KS':>6}  ranks in {BINS} bins, {len(trials) / BINS:.0f} expected in each")
    for name in trials[0].ranks:
        ranks = [trial.ranks[name] for trial in trials]
        counts = np.histogram(ranks, bins=BINS, range=(0, 1))[0]
        even, uniform = chisquare(counts).pvalue, kstest(ranks, "uniform").pvalue
        print(f"{name:<46} {even:6.3f} {uniform:6.3f}  {' '.join(f'{count:3d}' for count in counts)}")
    in_prior = [trial.prior_ranks["log likelihood"] for trial in trials]
    print(f"log likelihood among draws from the prior, for comparison: KS {kstest(in_prior, 'uniform').pvalue:.1e}")


def _print_scores(trials: list) -> None:
    came = np.eye(len(trials[0].forecast))[[trial.came for trial in trials]]
    logs, briers = {}, {}
    for name in ("forecast", "no_change"):
        forecasts = np.array([getattr(trial, name) for trial in trials])
        logs[name], briers[name] = np.log((forecasts * came).sum(axis=1)), ((forecasts - came) ** 2).sum(axis=1)
        print(f"six months ahead, {name}: log score {logs[name].mean():.3f}, Brier {briers[name].mean():.3f}")
    for what, gain in (
        ("log score", logs["forecast"] - logs["no_change"]),
        ("Brier", briers["no_change"] - briers["forecast"]),
    ):
        error = gain.std(ddof=1) / np.sqrt(len(gain))
        print(f"gain in {what} over no change: {gain.mean():+.4f}, standard error {error:.4f}")


if __name__ == "__main__":
    main()
