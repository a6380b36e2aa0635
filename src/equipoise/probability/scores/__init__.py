"""Scores of forecasts whose outcome is known. Every rule is a penalty: lower is better.

A function for each rule, and for each a `Rule` that says its scale; the rest sums scores up over time, against plainer
forecasts and into parts. What has not resolved has no score, and no record without one is given a grade.
"""

from collections.abc import Mapping

from equipoise.probability.scores.binary_rows import BinaryRows as BinaryRows
from equipoise.probability.scores.binary_rows import rows_of_events as rows_of_events
from equipoise.probability.scores.binary_rows import rows_of_options as rows_of_options
from equipoise.probability.scores.binary_rows import rows_of_ordered as rows_of_ordered
from equipoise.probability.scores.brier import BRIER_01 as BRIER_01
from equipoise.probability.scores.brier import BRIER_02 as BRIER_02
from equipoise.probability.scores.brier import brier_01 as brier_01
from equipoise.probability.scores.brier import brier_02 as brier_02
from equipoise.probability.scores.daily import Daily as Daily
from equipoise.probability.scores.daily import Standing as Standing
from equipoise.probability.scores.daily import daily_mean as daily_mean
from equipoise.probability.scores.daily import days_stood as days_stood
from equipoise.probability.scores.daily import spot as spot
from equipoise.probability.scores.estimate import Estimate as Estimate
from equipoise.probability.scores.intervals import Coverage as Coverage
from equipoise.probability.scores.intervals import coverage as coverage
from equipoise.probability.scores.intervals import interval_score as interval_score
from equipoise.probability.scores.logarithmic import LOG as LOG
from equipoise.probability.scores.logarithmic import LogScore as LogScore
from equipoise.probability.scores.logarithmic import log_score as log_score
from equipoise.probability.scores.murphy import Murphy as Murphy
from equipoise.probability.scores.murphy import murphy as murphy
from equipoise.probability.scores.murphy import murphy_over_sides as murphy_over_sides
from equipoise.probability.scores.ranked import RANKED as RANKED
from equipoise.probability.scores.ranked import ranked_score as ranked_score
from equipoise.probability.scores.references import base_rate as base_rate
from equipoise.probability.scores.references import no_change as no_change
from equipoise.probability.scores.references import uniform as uniform
from equipoise.probability.scores.reliability import FEWEST_FOR_CURVE as FEWEST_FOR_CURVE
from equipoise.probability.scores.reliability import Reliability as Reliability
from equipoise.probability.scores.reliability import reliability as reliability
from equipoise.probability.scores.rule import Rule as Rule
from equipoise.probability.scores.skill import Skill as Skill
from equipoise.probability.scores.skill import skill_against as skill_against
from equipoise.probability.scores.topic_weights import topic_weights as topic_weights
from equipoise.probability.scores.yates import Yates as Yates
from equipoise.probability.scores.yates import yates as yates
from equipoise.probability.scores.yates import yates_over_sides as yates_over_sides

RULES: Mapping[str, Rule] = {rule.name: rule for rule in (BRIER_01, BRIER_02, LOG, RANKED)}
"""Every rule by name."""
