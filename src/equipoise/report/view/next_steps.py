"""Where to go from an assessment: commands that exist, with the case filled in."""

from __future__ import annotations

import shlex

from equipoise.assess.assessment import Assessment


def next_steps(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """What can be asked next in two words, and the command that answers it."""
    case = shlex.quote(assessment.case.name)
    past = [day for day in assessment.report_dates if day <= assessment.as_of]
    return (
        ("a brief", f"equipoise report {case} -o brief.html"),
        ("why", f"equipoise explain {case}"),
        ("back then", f"equipoise assess {case} --as-of {past[len(past) // 2]}"),
        ("what if", f"equipoise assess {case} --set decision_maker.advisers=5"),
        ("its gaps", f"equipoise check {case}"),
    )
