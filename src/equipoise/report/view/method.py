"""How the assessment was made, and how good the evidence is that each technique helps.

Grades: *strong*, several experiments; *some*, one; *theory*, it follows from probability but nobody has tried this
tool; *none found*, no controlled study was located; *against*, studies speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Technique:
    """A technique, what it is used for here, and the evidence that it helps."""

    name: str
    used_for: str
    grade: str
    evidence: str


TECHNIQUES = (
    Technique(
        "Number in the sentence, word after it",
        "Every probability here",
        "strong",
        "several experiments, one in 24 countries (Budescu 2014; Wintle 2019; Mandel & Irwin 2021)",
    ),
    Technique(
        "Ratings in decibans, their strength uncertain",
        "Weights of evidence",
        "theory",
        "follows from probability; no trial of this tool",
    ),
    Technique(
        "Common origins count for less than independent ones",
        "Weights of evidence",
        "theory",
        "answers a failure seen in trials of other techniques (Karvetski, Mandel & Irwin 2020); no trial of its own",
    ),
    Technique(
        "Explanations judged by what they predicted",
        "Explanations",
        "theory",
        "a proper scoring rule; one case has few items",
    ),
    Technique(
        "Plainer forecasts beside the headline",
        "Baselines",
        "theory",
        "shows what the evidence adds; no trial",
    ),
    Technique(
        "Assumptions named, with what would change",
        "Assumptions",
        "none found",
        "no controlled study of a key assumptions check located",
    ),
    Technique(
        "Ticks in a matrix added up to an answer",
        "Not used",
        "against",
        "no gain in accuracy in trials with analysts, lower coherence in two (Mandel, Karvetski & Dhami 2018; "
        "Karvetski, Mandel & Irwin 2020)",
    ),
)

LIMITS = (
    "The numbers follow from the case: other ratings, weights or scenarios give other numbers.",
    "Nothing that the case does not name can happen in the model.",
    "One case identifies little of what drives an actor; most of a forecast far ahead is persistence.",
    "This is a forecast. What anyone should do about it is a separate document.",
)
