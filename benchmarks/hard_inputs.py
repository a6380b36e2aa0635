"""How much longer hard cases take than a small one: many items, many states, many report dates, many explanations.

    python benchmarks/hard_inputs.py [NAME ...] [--particles 256]

Each case is assessed in a process of its own, and so is the small case beside it, before and after; the ratio of wall
times holds when the machine's speed drifts. Results are checked to be numbers and to sum to one. Names with `drawn`
have uncertain parameters, drawn with that many particles; the others have none. All together take about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_RUN = "--run"
OPENS = date(2021, 1, 1)


def main() -> None:
    """Print one line a case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: all of {', '.join(CASES)}")
    parser.add_argument("--particles", type=int, default=256)
    parser.add_argument(_RUN, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(_one_run(asked.run, asked.particles)))
        return
    print(f"{'case':<26}{'ratio':>8}{'wall':>9}{'memory':>10}  slowest stage")
    for name in asked.names or list(CASES):
        base = "small drawn" if "drawn" in name else "small"
        before, found, after = (_in_a_process(each, asked.particles) for each in (base, name, base))
        ratio = found["wall"] / math.sqrt(before["wall"] * after["wall"])
        slowest = max(found["stages"], key=found["stages"].get)
        print(
            f"{name:<26}{ratio:>8.1f}{found['wall']:>7.1f} s{found['memory']:>7.0f} MB  "
            f"{slowest} ({found['stages'][slowest]:.1f} s)",
            flush=True,
        )


# --- cases -----------------------------------------------------------------------------------------------------------


def _case(
    *,
    instruments: tuple[int, ...] = (3, 2),
    conditions: tuple[int, ...] = (3, 2),
    items: int = 20,
    spread: int | None = None,
    explanations: int = 2,
    months: int = 24,
    patience: float = 0.0,
    drawn: bool = False,
) -> dict[str, Any]:
    """A case as plain data.

    Args:
        instruments: Levels of each.
        conditions: Levels of each.
        items: Number of items, five to an origin.
        spread: Days over which the items of an origin are spread; None for the whole record.
        explanations: Number of explanations.
        months: Length of the case.
        patience: Of the decision-maker.
        drawn: Whether parameters are uncertain.
    """
    horizon = OPENS + timedelta(days=round(30.4375 * months) - 1)
    levels = {f"i{n}": [f"i{n}l{level}" for level in range(size)] for n, size in enumerate(instruments)}
    circumstances = {f"k{n}": [f"k{n}l{level}" for level in range(size)] for n, size in enumerate(conditions)}
    first = levels["i0"]
    cuts = [first[: len(first) // 3], first[len(first) // 3 : 2 * len(first) // 3], first[2 * len(first) // 3 :]]
    decision_maker: dict[str, Any] = {"review": {"every": 5}, "decisiveness": 1, "noise": 0.5, "patience": patience}
    if drawn:
        decision_maker |= {
            "decisiveness": {"median": 1, "spread": 1.6},
            "review": {"every": {"median": 5, "spread": 1.4}},
        }
    else:
        decision_maker["mix"] = {f"e{n}": 1 / explanations for n in range(explanations)}
    definition = {
        "equipoise": 1,
        "title": "A hard case",
        "actor": "Ruritania",
        "question": "What will it do?",
        "clock": {"opens": OPENS.isoformat(), "horizon": horizon.isoformat()},
        "instruments": {name: {"levels": one, "inertia": 0.5} for name, one in levels.items()},
        "starts": {name: {one[0]: 0.7, one[-1]: 0.3} for name, one in levels.items()},
        "scenarios": {f"s{n}": {"i0": cut} for n, cut in enumerate(cuts)},
        "conditions": {
            name: {"levels": one, "starts": {one[0]: 1}, "dwell": 4, "pushed_by": {"i0": {first[-1]: 0.5}}}
            for name, one in circumstances.items()
        },
        "considerations": {
            "reach": {
                "effect": {name: {level: n / len(one) for n, level in enumerate(one)} for name, one in levels.items()},
                "weighs": {
                    name: {level: 2 * n / len(one) for n, level in enumerate(one)}
                    for name, one in circumstances.items()
                },
            }
        },
        "explanations": {f"e{n}": {"weights": {"reach": (n + 1) / explanations}} for n in range(explanations)},
        "decision_maker": decision_maker,
        "rating_strength": {"median": 0.5, "spread": 1.6} if drawn else 1,
    }
    chance = random.Random(1)
    days = (horizon - OPENS).days - 60
    roots = [chance.randrange(days) for _ in range(items // 5 + 1)]
    evidence, ratings = [], []
    for n in range(items):
        root = roots[n // 5]
        day = chance.randrange(days) if spread is None else min(root + chance.randrange(spread), days)
        item = {
            "id": f"n{n}",
            "date": (OPENS + timedelta(days=day)).isoformat(),
            "what": "It is seen",
            "kind": "report",
        }
        worth = {"grade": "B2"} if drawn and n % 2 else {"accuracy": 0.8}
        evidence.append(item | worth | {"origin": f"o{n // 5}"})
        ratings.append(
            {"item": f"n{n}", "subject": "scenarios", "level": chance.choice(["s0", "s1", "s2"]), "rating": 3}
        )
    return {"definition": definition, "evidence": evidence, "ratings": ratings}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "small": _case,
    "120 dates": lambda: _case(months=120),
    "20 explanations": lambda: _case(explanations=20),
    "patience 0.999": lambda: _case(patience=0.999),
    "5000 items": lambda: _case(items=5000, months=120, spread=30),
    "5000 items mixed": lambda: _case(items=5000, months=120),
    "5000 states 50x100": lambda: _case(instruments=(10, 5), conditions=(10, 10)),
    "5000 states 500x10": lambda: _case(instruments=(10, 10, 5), conditions=(10,)),
    "5000 states 5000x1": lambda: _case(instruments=(20, 50, 5), conditions=()),
    "small drawn": lambda: _case(drawn=True),
    "20 explanations drawn": lambda: _case(explanations=20, drawn=True),
    "patience 0.999 drawn": lambda: _case(patience=0.999, drawn=True),
    "5000 items drawn": lambda: _case(items=5000, months=120, spread=30, drawn=True),
    "1000 states drawn": lambda: _case(instruments=(5, 2), conditions=(10, 10), drawn=True),
}


# --- runs ------------------------------------------------------------------------------------------------------------


def _in_a_process(name: str, particles: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, _RUN, name, "--particles", str(particles)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _one_run(name: str, particles: int) -> dict[str, Any]:
    from equipoise.assess.assess import assess
    from equipoise.case.case import Case
    from equipoise.case.schema import CaseDefinition, EvidenceItem, Rating

    content = CASES[name]()
    case = Case(
        name=name,
        definition=CaseDefinition.model_validate(content["definition"]),
        evidence=tuple(EvidenceItem.model_validate(item) for item in content["evidence"]),
        ratings=tuple(Rating.model_validate(row) for row in content["ratings"]),
    )
    stages: dict[str, float] = {}
    started = last = time.perf_counter()
    stage = ""

    def say(words: str) -> None:
        nonlocal last, stage
        now = time.perf_counter()
        if stage:
            stages[stage] = now - last
        last, stage = now, words

    assessment = assess(case, particles=particles, progress=say)
    say("")
    wall = time.perf_counter() - started
    json.dumps(assessment.to_dict(), allow_nan=False)
    for day in assessment.report_dates:
        total = sum(point.probability for point in assessment.scenario_points if point.date == day)
        assert abs(total - 1) < 1e-6, (name, day, total)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall": wall, "stages": stages, "memory": memory}


if __name__ == "__main__":
    main()
