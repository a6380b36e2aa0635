"""How well pooling recovers what simulated cases were drawn from: the numbers of docs/pooling.md.

    PYTHONPATH=tests python benchmarks/pooling.py --replications 25 --first 0

Each replication draws a population from what is believed of one before any record, cases from the population, and a
path and a record for each case; pools the cases; and counts which true values the central 80 per cent ranges hold.
Drawn so, exact ranges hold each value in 80 per cent of replications. Runs of other replications add up.

    PYTHONPATH=tests python benchmarks/pooling.py --cases 6 --write FOLDER

writes the cases of one replication instead, for `equipoise pool FOLDER`.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from equipoise.case.case import Case
from equipoise.studies.pooling import Pooled, pool
from studies.case_folders import write_case
from studies.simulated_cases import Actors, draw_actors, simulate_cases

NUMBERS = {"decision_maker.decisiveness": "decisiveness", "decision_maker.review.every": "review_months"}


def main() -> None:
    """Print coverage, error and contraction."""
    asked = _arguments()
    if asked.write:
        for case in _simulated(asked, asked.first)[1]:
            write_case(case, asked.write / case.name)
        return
    held: dict[str, list[bool]] = defaultdict(list)
    contraction: dict[tuple[str, int], list[float]] = defaultdict(list)
    nearer: dict[str, list[float]] = defaultdict(list)
    started = time.perf_counter()
    for replication in range(asked.first, asked.first + asked.replications):
        actors, cases = _simulated(asked, replication)
        pooled = pool(cases, particles=asked.particles, seed=replication)
        for name, is_held in _held(pooled, actors).items():
            held[name].append(is_held)
        for row in pooled.growth_rows:
            contraction[row.parameter, row.cases].append(row.contraction)
        for row in pooled.case_rows:
            nearer[row.parameter].append((row.pooled_high - row.pooled_low) / (row.alone_high - row.alone_low))
    seconds = time.perf_counter() - started
    print(f"{asked.replications} pools of {asked.cases} cases of {asked.items} reports, {seconds:.0f} s")
    print("\nTrue values held by the central 80 per cent:")
    for name, each in held.items():
        print(f"  {name:42} {sum(each):3} of {len(each)}")
    print("\nContraction of the mean over cases, by number of cases:")
    sizes = sorted({size for _, size in contraction})
    print(" " * 44 + "".join(f"{size:7}" for size in sizes))
    for parameter in dict.fromkeys(parameter for parameter, _ in contraction):
        print(f"  {parameter:42}" + "".join(f"{np.mean(contraction[parameter, size]):7.2f}" for size in sizes))
    print("\nWidth of a case's own range after pooling, over that by itself:")
    for parameter, ratios in nearer.items():
        print(f"  {parameter:42}{np.mean(ratios):7.2f}")


def _simulated(asked: argparse.Namespace, replication: int) -> tuple[Actors, list[Case]]:
    random = np.random.default_rng([2026, replication])
    actors = draw_actors(random)
    return actors, simulate_cases(actors, asked.cases, random, items=asked.items)


def _held(pooled: Pooled, actors: Actors) -> dict[str, bool]:
    held = {}
    for row in pooled.population_rows:
        if row.parameter in NUMBERS:
            median, spread = getattr(actors, NUMBERS[row.parameter])
            held[row.parameter] = row.low <= median <= row.high
            held[f"{row.parameter}, spread"] = row.differ_low <= spread <= row.differ_high
        else:
            share = actors.shares[row.parameter.removeprefix("share.")]
            between = (share * (1 - share) / (actors.strength + 1)) ** 0.5
            held[row.parameter] = row.low <= share <= row.high
            held[f"{row.parameter}, differ"] = row.differ_low <= between <= row.differ_high
    return held


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=25)
    parser.add_argument("--first", type=int, default=0, help="number of the first replication")
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--particles", type=int, default=1024)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the cases of one replication and stop")
    return parser.parse_args()


if __name__ == "__main__":
    main()
