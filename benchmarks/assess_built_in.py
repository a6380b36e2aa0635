"""How long the default run of the built-in case takes, where the time goes, and how much memory it needs.

    python benchmarks/assess_built_in.py [--repeat 3]

Each run is a process of its own: start-up, reading and checking the case are in the total. The default number of
particles and the interactive one are run in turn, so that their ratio holds when the machine's speed drifts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

CASE = "sino-russian"
_STAGES = "--stages"


def main() -> None:
    """Print medians over the repetitions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(_STAGES, type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.stages:
        print(json.dumps(_one_run(asked.stages)))
        return
    from equipoise.inference.posterior import INTERACTIVE_PARTICLES, PARTICLES

    sizes = {"default": PARTICLES, "interactive": INTERACTIVE_PARTICLES}
    runs: dict[str, list[dict]] = {name: [] for name in sizes}
    for _ in range(asked.repeat):
        for name, particles in sizes.items():
            runs[name].append(_in_a_process(particles))
    print(f"{CASE}, {os.cpu_count()} cores, median of {asked.repeat}")
    for name, particles in sizes.items():
        found = runs[name]
        print(f"\n{name}: {particles} particles")
        for key in ("wall", "cpu"):
            print(f"  {key:<34}{statistics.median(run[key] for run in found):8.2f} s")
        print(f"  {'peak memory':<34}{statistics.median(run['memory'] for run in found):8.0f} MB")
        for stage in found[0]["stages"]:
            print(f"    {stage:<32}{statistics.median(run['stages'][stage] for run in found):8.2f} s")
    ratio = statistics.median(
        full["wall"] / small["wall"] for full, small in zip(runs["default"], runs["interactive"], strict=True)
    )
    print(f"\ndefault over interactive, wall time, run by run: {ratio:.1f}")


def _in_a_process(particles: int) -> dict:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, _STAGES, str(particles)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout) | {"wall": time.perf_counter() - started}


def _one_run(particles: int) -> dict:
    from equipoise.assess.assess import assess
    from equipoise.case.load import load_case

    marks = [("reading and checking the case", time.perf_counter())]
    case = load_case(CASE)
    assess(case, particles=particles, progress=lambda words: marks.append((words, time.perf_counter())))
    ends = [mark for _, mark in marks[1:]] + [time.perf_counter()]
    used = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "stages": {words: end - start for (words, start), end in zip(marks, ends, strict=True)},
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * unit / 1e6,
    }


if __name__ == "__main__":
    main()
