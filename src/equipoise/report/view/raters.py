"""Who rated the evidence of a case: more than an assessment by one of them knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.report.names import tidy

if TYPE_CHECKING:
    from equipoise.studies.agreement import Agreement
    from equipoise.studies.stability import Setting, Stability

MEAN_OF_ALL = "mean of all"
"""How a study of stability labels the pool of all raters."""


def number_of_raters(assessment: Assessment, stability: Stability | None, agreement: Agreement | None) -> int:
    """How many people are known to have rated the evidence.

    The case inside an assessment holds the rows of the one rater it was computed with, so that others are known only
    from a study of the whole case.
    """
    if agreement is not None:
        return len(agreement.raters)
    own = len({row.rater for row in assessment.case.ratings})
    others = sum(setting.label != MEAN_OF_ALL for setting in rater_settings(stability))
    return own + others


def rater_settings(stability: Stability | None) -> tuple[Setting, ...]:
    """The headline by each other rater, and by the mean of all; empty where there is none or it was not computed."""
    if stability is None:
        return ()
    return tuple(setting for choice in stability.choices if choice.kind == "rater" for setting in choice.settings)


def ratings_of(setting: Setting) -> str:
    """`the ratings of “anna”`, or `the mean of all raters`."""
    if setting.label == MEAN_OF_ALL:
        return "the mean of all raters"
    return f"the ratings of “{tidy(setting.label)}”"
