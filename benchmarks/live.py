"""How soon numbers follow an edit of the built-in case, beside a run of its own for the edited case.

    python benchmarks/live.py [--repeat 5] [--particles 512]

Both are taken in turn, edit by edit, so that their ratio holds when the machine's speed drifts; it is also printed by
how many days an edit touches. Every rated item is edited: one of its ratings is moved by a tick, from the item's own
seam, as when a person has it open.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from equipoise.assess.vintage_run import run_vintage
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.raters import PLANTED
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.live import Live
from equipoise.studies.live.changed_days import changed_days
from equipoise.studies.live.drawn import compiled, stops_of

CASE = "sino-russian"
TICK = 1.0


def main() -> None:
    """Print medians and the slowest over all rated items."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="times that each rating is followed")
    parser.add_argument("--particles", type=int, default=INTERACTIVE_PARTICLES)
    parser.add_argument("--every", type=int, default=1, help="edit only every so many items")
    asked = parser.parse_args()
    case = load_case(CASE)
    drawing, live = _timed(lambda: Live.of(case, particles=asked.particles))
    as_of = live.numbers.as_of
    model = compiled(case, as_of=as_of, rater="default").model
    items = [item.id for item in model.items if item.is_rated][:: asked.every]

    def whole(version: Case) -> None:
        days = stops_of(version, as_of)
        run_vintage(version, as_of=as_of, rater="default", days=days, particles=asked.particles)

    preparing, following, running = [], {}, []
    for item in items:
        version = _moved(case, item)
        is_new = item not in live.prepared
        prepared, _ = _timed(lambda item=item: live.prepare([item]))
        preparing += [prepared] if is_new else []
        took, numbers = zip(*[_timed(lambda v=version: live.rerated(v)) for _ in range(asked.repeat)], strict=True)
        ran, _ = _timed(lambda v=version: whole(v))
        running.append(ran)
        following.setdefault(_days(live, version) if numbers[0].how != "drawn again" else -1, []).append(
            (statistics.median(took), ran)
        )
    print(f"{CASE}, {os.cpu_count()} cores, {asked.particles} particles, {len(items)} rated items")
    _tell("drawing the case", [drawing])
    _tell("preparing days not yet ready", preparing)
    _tell("a run of the edited case", running)
    for days, found in sorted(following.items()):
        words = "drawn again" if days < 0 else f"rating followed, {days} day{'s' if days != 1 else ''} changed"
        ratio = statistics.median(ran / took for took, ran in found)
        _tell(words, [took for took, _ in found], f"a run takes {ratio:.1f} times as long")
    lever = case.edited(_lever(case))
    for words, follow in {
        "number moved": lambda: live.edited(lever),
        "number moved, coarse": lambda: live.edited(lever, coarse=True),
        "curve of a rating": lambda: live.curve(version),
    }.items():
        pairs = [(_timed(follow)[0], _timed(lambda: whole(lever))[0]) for _ in range(asked.repeat)]
        ratio = statistics.median(ran / took for took, ran in pairs)
        _tell(words, [took for took, _ in pairs], f"a run takes {ratio:.1f} times as long")


def _lever(case: Case) -> dict[str, float]:
    """A number of the model a little higher: the first weight of the first explanation that has one."""
    for name, explanation in case.definition.explanations.items():
        for consideration, weight in explanation.weights.items():
            if isinstance(weight, float | int):
                return {f"explanations.{name}.weights.{consideration}": weight + 0.1}
    raise SystemExit(f"{CASE} has no plain weight to move")


def _moved(case: Case, item: str) -> Case:
    """The case with the first plain rating of an item a tick away."""
    rows = list(case.ratings)
    for index, row in enumerate(rows):
        if row.item == item and isinstance(row.rating, float) and not row.subject.startswith((PLANTED, "explanations")):
            rows[index] = row.model_copy(update={"rating": row.rating + TICK})
            break
    return replace(case, ratings=tuple(rows))


def _days(live: Live, version: Case) -> int:
    models = [compiled(one, as_of=live.numbers.as_of, rater="default").model for one in (live.case, version)]
    return len(changed_days(*models) or ())


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    done = work()
    return (time.perf_counter() - started) * 1000, done


def _tell(words: str, milliseconds: list[float], more: str = "") -> None:
    middle, most = statistics.median(milliseconds), max(milliseconds)
    print(f"  {words:<36}{middle:7.0f} ms, at most {most:5.0f} ({len(milliseconds)})  {more}".rstrip())


if __name__ == "__main__":
    main()
