"""People on the record beside the model: each with a number, the furthest first, pooled as in the ledger."""

from __future__ import annotations

import math
from datetime import date

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement
from equipoise.report.document.dissent import dissent
from equipoise.report.view import view
from report.test_dissent import spaces


def said(assessment, who, leader, *, reason=None):
    """A person's judgement that gives the leading scenario a number and the others the rest, in equal shares."""
    names = list(assessment.case.definition.scenarios)
    first = max(names, key=lambda name: assessment.at(name, assessment.horizon).probability)
    rest = (1 - leader) / (len(names) - 1)
    return Judgement(
        event=JudgedEvent(which="scenario", until=assessment.horizon),
        as_of=date(2023, 3, 1),
        by_whom=who,
        kind="person",
        probabilities={name: leader if name == first else rest for name in names},
        reason=reason,
    )


def test_without_anybody_on_the_record_nothing_is_said(assessment):
    assert view(assessment).dissent.estimates == ()


def test_each_has_a_number_and_a_distance_and_a_reason_the_furthest_first(assessment):
    # The model gives the leader 83 per cent on the horizon.
    people = [said(assessment, "ann", 0.80), said(assessment, "ben", 0.40, reason="the war goes badly.")]
    told = [spaces(one) for one in view(assessment, estimates=people).dissent.estimates]
    assert told[0] == (
        "ben gives Straddle on 31 March 2024 40 %, 43 points lower than the model (as of 1 Mar 2023): "
        "“the war goes badly”."
    )
    assert told[1] == "ann gives Straddle on 31 March 2024 80 %, 3 points lower than the model (as of 1 Mar 2023)."


def test_together_they_say_the_mean_of_log_odds_as_in_the_ledger(assessment):
    people = [said(assessment, "ann", 0.80), said(assessment, "ben", 0.40)]
    # The others share the rest alike, so the geometric means are sqrt(.8*.4) and three times sqrt(.2/3*.6/3).
    first, other = math.sqrt(0.8 * 0.4), math.sqrt(0.2 / 3 * 0.6 / 3)
    number = round(100 * first / (first + 3 * other))
    told = spaces(view(assessment, estimates=people).dissent.estimates[-1])
    assert told == f"Together the two say {number} % (mean of log-odds)."


def test_the_heading_on_page_one_counts_those_who_are_far(assessment):
    people = [said(assessment, "ann", 0.80), said(assessment, "ben", 0.40)]
    shown = view(assessment, estimates=people)
    section = dissent(shown)
    assert section is not None
    assert "ne of 2 estimates of people more than ten points from the model" in shown.dissent.heading
    assert not section.numbered
    assert "ben gives" in spaces(str(section.blocks))
