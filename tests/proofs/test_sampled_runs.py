"""Where parameters are sampled, every reported probability is within 1e-4 (docs/model.md, section 6).

A distribution without width leaves only the error of the scheme: all settings drawn are the same, so the oracle's
number is the right one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from oracle.build import case_of, content_of
from oracle.folder import read_folder
from oracle.implementations import by_engine, by_oracle
from oracle.numbers import Numbers

EXAMPLE = Path(__file__).parent / "example"
PROBABILITIES = ("scenario", "ever", "baseline", "condition", "left out", "origin left out")
AS_OF = date(2021, 7, 31)


def test_the_example_is_within_a_ten_thousandth() -> None:
    assert _largest_error(content_of(read_folder(EXAMPLE))) < 1e-4


@pytest.mark.parametrize(
    ("dwell", "every", "push"),
    [(12, 6, 1), (3, 6, 1), (0.5, 0.5, 1.5)],
)
def test_conditions_that_push_each_other_are_within_a_ten_thousandth(dwell: float, every: float, push: float) -> None:
    assert _largest_error(_pushing(dwell, every, push)) < 1e-4


# --- private ----------------------------------------------------------------------------------------------------


def _largest_error(content: dict[str, Any]) -> float:
    """Largest gap between a probability of a sampled run without width and that of the oracle."""
    exact = by_oracle(case_of(**content), AS_OF)
    content["definition"]["rating_strength"] = {"mean": content["definition"]["rating_strength"], "sd": 1e-9}
    sampled = by_engine(case_of(**content), AS_OF)
    return max(abs(value - sampled[key]) for key, value in _probabilities(exact).items())


def _probabilities(numbers: Numbers) -> dict[tuple[Any, ...], float]:
    return {key: value for key, value in numbers.items() if key[0] in PROBABILITIES}


def _pushing(dwell: float, every: float, push: float) -> dict[str, Any]:
    """Two conditions that push each other and are pushed by the course, and a course that follows one of them."""
    conditions = {
        name: {
            "levels": ["low", "medium", "high"],
            "starts": {"low": 1},
            "dwell": dwell,
            "pushed_by": {other: {"low": -push, "high": push}, "stance": {"hard": push}},
        }
        for name, other in (("heat", "noise"), ("noise", "heat"))
    }
    case = case_of(
        {
            "equipoise": 1,
            "title": "Heat and noise",
            "actor": "Ruritania",
            "question": "Soft or hard?",
            "clock": {"opens": "2021-01-01", "horizon": "2021-12-31"},
            "instruments": {"stance": {"levels": ["soft", "hard"]}},
            "starts": {"stance": {"soft": 1}},
            "scenarios": {"soft": {"stance": ["soft"]}, "hard": {"stance": ["hard"]}},
            "conditions": conditions,
            "considerations": {
                "anger": {"effect": {"stance": {"hard": 1}}, "weighs": {"heat": {"low": -1, "high": 1}}, "why": "Hot"}
            },
            "explanations": {"temper": {"weights": {"anger": 2}}},
            "decision_maker": {"decisiveness": 1, "review": {"every": every}, "mix": {"temper": 1}},
            "rating_strength": 1,
        },
        [{"id": "heard", "date": "2021-06-10", "what": "It is heard", "kind": "report", "accuracy": 0.9}],
        [{"item": "heard", "subject": "noise", "level": "high", "rating": 10}],
    )
    return content_of(case)
