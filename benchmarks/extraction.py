"""Precision, recall and F1 of extraction, label by label: the table of docs/extraction.md.

    PYTHONPATH=tests python benchmarks/extraction.py [SHARED] [--errors]

SHARED is a folder with `facts/gold_mentions.yaml` and the annotated documents in `seeds/`; without it only the
sentences of tests/documents/extraction are scored. `--errors` lists what was missed and what was found for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from extraction_scores import (
    FRESH,
    INDEPENDENT,
    LAST,
    LATER,
    TOPICS,
    UNSEEN,
    Judged,
    alarms,
    judged_gold,
    judged_own,
    judged_texts,
    scores,
)


def main() -> None:
    """Print a table for each set."""
    words = [word for word in sys.argv[1:] if word != "--errors"]
    shared = Path(words[0] if words else Path(__file__).parents[2] / "shared")
    if (shared / "facts" / "gold_mentions.yaml").exists():
        _print("annotated documents", judged_gold(shared / "facts", shared / "seeds"))
    _print("sentences of our own", judged_own())
    _print("a later set of them", judged_own(LATER))
    _print("commentary, news, readouts, rulings, banks, health, energy", judged_own(FRESH))
    _print("attribution told in other ways, and what looks like it", judged_own(LAST))
    for path in (UNSEEN, TOPICS, INDEPENDENT):
        for topic, judged in judged_texts(path).items():
            _print(f"a running text about {topic}", judged)


def _print(title: str, judged: Sequence[Judged]) -> None:
    print(f"{title}: {len(judged)} sentences")
    print(f"{'label':24}{'right':>7}{'false':>7}{'missed':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for score in scores(judged).values():
        if score.right + score.false + score.missed:
            counts = f"{score.right:7}{score.false:7}{score.missed:7}"
            print(f"{score.label:24}{counts}{score.precision:11.2f}{score.recall:8.2f}{score.f1:7.2f}")
    false, bare = alarms(judged)
    print(f"sentences without a label that got one: {false} of {bare}, {100 * false / max(1, bare):.1f} %\n")
    if "--errors" in sys.argv:
        for one in judged:
            missed, extra = sorted(one.wanted - one.got), sorted(one.got - one.wanted)
            if missed or extra:
                print(f"  missed {missed}, for nothing {extra}: {' '.join(one.text.split())[:150]}")


if __name__ == "__main__":
    main()
