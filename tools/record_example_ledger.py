"""Record the example ledger of the built-in case sino-russian: what the model says of its questions as of March 2023.

    python tools/record_example_ledger.py [--particles 512]

Every judgement is a backcast: it is recorded years after its as-of date, says so by its own dates, and never counts as
skill. Nothing is resolved in it, so that `equipoise ledger due sino-russian` has something to list. The clock stands
still and the draws have a seed, so that the same case gives the same bytes; run it again when the case has changed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from equipoise.assess.assess import assess
from equipoise.case.load import load_case
from equipoise.judge import judge, judge_event
from equipoise.ledger.judged_event import event_of_case
from equipoise.ledger.ledger import Ledger

CASE = Path(__file__).resolve().parents[1] / "src" / "equipoise" / "data" / "cases" / "sino-russian"
LEDGER = CASE / "ledger.jsonl"

AS_OF = date(2023, 3, 31)
RECORDED = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""When the example says that it was recorded; long after the as-of date, as it was."""

REASON = "Example: what the model says of the record up to March 2023, by people who know what came later."
SEED, PARTICLES = 0, 512


def record(*, particles: int) -> bytes:
    """The lines of the example ledger.

    Args:
        particles: How many settings of the parameters are drawn.
    """
    case = load_case(CASE)
    horizon = case.definition.clock.horizon
    headline = judge(assess(case, as_of=AS_OF, seed=SEED, particles=particles), reason=REASON)
    asked = [
        judge_event(
            case,
            event_of_case(question.event, horizon=horizon),
            as_of=AS_OF,
            rater="default",
            seed=SEED,
            particles=particles,
            question=name,
            reason=REASON,
        )
        for name, question in case.definition.questions.items()
    ]
    with tempfile.TemporaryDirectory() as scratch:
        # Nothing can be recorded in a case that comes with the package.
        folder = Path(scratch) / CASE.name
        shutil.copytree(CASE, folder, ignore=shutil.ignore_patterns(LEDGER.name))
        Ledger(folder, clock=lambda: RECORDED).record(*headline, *asked)
        return (folder / LEDGER.name).read_bytes()


def main() -> None:
    """Compute, write, say the head."""
    parser = argparse.ArgumentParser(description="Record the example ledger of the case sino-russian.")
    parser.add_argument(
        "--particles", type=int, default=PARTICLES, help="how many settings of the parameters are drawn"
    )
    LEDGER.write_bytes(record(particles=parser.parse_args().particles))
    print(f"wrote {LEDGER.name}, head {Ledger('sino-russian').head}")


if __name__ == "__main__":
    main()
