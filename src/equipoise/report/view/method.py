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


GRADES = ("strong", "some", "theory", "none found", "against")
"""From the best evidence that a technique helps to evidence that it does not."""

TECHNIQUES = (
    Technique(
        "Number in the sentence, word after it",
        "Every probability here",
        "strong",
        "several experiments, one in 24 countries (Budescu 2014; Wintle 2019; Mandel & Irwin 2021)",
    ),
    Technique(
        "How sure we are kept apart from how often it would happen",
        "The line under the bottom line",
        "some",
        "analysts and lay readers take one for the other (Irwin & Mandel 2022)",
    ),
    Technique(
        "Scenarios in rows, evidence in columns",
        "Rating the evidence",
        "some",
        "one experiment, 161 people: less confirmation bias (Dhami 2024)",
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
"""What every assessment is made with."""

CHOICES_TESTED = Technique(
    "Every arbitrary choice made otherwise, one at a time",
    "How far the headline moves",
    "theory",
    "shows what the numbers hang on; the levels and their thresholds are our own",
)
SEVERAL_RATERS = Technique(
    "Raters judge apart, then compare",
    "Dissent",
    "strong",
    "private, then shared estimates did better than free discussion in five comparisons of seven (Rowe & Wright)",
)
TIPPING_POINTS = Technique(
    "Tipping points found by trying every value on the engine",
    "What would change it",
    "theory",
    "a search, checked on a grid; whether it helps a reader has not been tried",
)
PUBLISHED_JUDGEMENTS = Technique(
    "Published words read as ranges by a coder",
    "Dissent of authors",
    "some",
    "coders read in their own views (Stastny & Lehner 2018; Mandel 2019), so no range is called the author’s own",
)

LIMITS = (
    "The numbers follow from the case: other ratings, weights or scenarios give other numbers.",
    "Nothing that the case does not name can happen in the model.",
    "One case identifies little of what drives an actor; most of a forecast far ahead is persistence.",
    "This is a forecast. What anyone should do about it is a separate document.",
)


def techniques(
    *, choices_tested: bool, several_raters: bool, tipping_points: bool, published_judgements: bool
) -> tuple[Technique, ...]:
    """The method card: what this brief was made with, the best supported first."""
    used = (
        *TECHNIQUES,
        *((CHOICES_TESTED,) if choices_tested else ()),
        *((SEVERAL_RATERS,) if several_raters else ()),
        *((TIPPING_POINTS,) if tipping_points else ()),
        *((PUBLISHED_JUDGEMENTS,) if published_judgements else ()),
    )
    return tuple(sorted(used, key=lambda technique: GRADES.index(technique.grade)))
