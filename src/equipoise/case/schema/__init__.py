"""The case language: every field of a case folder, its type, default and unit.

The normative page is docs/case-format.md. These modules know one file of a case at a time; what must hold between
fields (known ids, exclusive scenarios, sums to one) is in `case.check`.
"""

from __future__ import annotations

from equipoise.case.schema.definition import Analogue as Analogue
from equipoise.case.schema.definition import Assumption as Assumption
from equipoise.case.schema.definition import BaseRate as BaseRate
from equipoise.case.schema.definition import CaseDefinition as CaseDefinition
from equipoise.case.schema.definition import Clock as Clock
from equipoise.case.schema.definition import ClosedCourses as ClosedCourses
from equipoise.case.schema.definition import Condition as Condition
from equipoise.case.schema.definition import Consideration as Consideration
from equipoise.case.schema.definition import DecisionMaker as DecisionMaker
from equipoise.case.schema.definition import Event as Event
from equipoise.case.schema.definition import Explanation as Explanation
from equipoise.case.schema.definition import Indicator as Indicator
from equipoise.case.schema.definition import Instrument as Instrument
from equipoise.case.schema.definition import Lever as Lever
from equipoise.case.schema.definition import Members as Members
from equipoise.case.schema.definition import Perception as Perception
from equipoise.case.schema.definition import Question as Question
from equipoise.case.schema.definition import Review as Review
from equipoise.case.schema.definition import Scenario as Scenario
from equipoise.case.schema.judgements import Departure as Departure
from equipoise.case.schema.judgements import JudgedRange as JudgedRange
from equipoise.case.schema.judgements import PublishedJudgement as PublishedJudgement
from equipoise.case.schema.numbers import Between as Between
from equipoise.case.schema.numbers import LogNormal as LogNormal
from equipoise.case.schema.numbers import Mark as Mark
from equipoise.case.schema.numbers import NonNegative as NonNegative
from equipoise.case.schema.numbers import Normal as Normal
from equipoise.case.schema.numbers import Positive as Positive
from equipoise.case.schema.numbers import Probability as Probability
from equipoise.case.schema.numbers import Quantity as Quantity
from equipoise.case.schema.numbers import middle as middle
from equipoise.case.schema.record import Claim as Claim
from equipoise.case.schema.record import EvidenceItem as EvidenceItem
from equipoise.case.schema.record import Grade as Grade
from equipoise.case.schema.record import Kind as Kind
from equipoise.case.schema.record import Place as Place
from equipoise.case.schema.record import Places as Places
from equipoise.case.schema.record import Planted as Planted
from equipoise.case.schema.record import Rating as Rating
from equipoise.case.schema.record import Silence as Silence
from equipoise.case.schema.record import Source as Source
from equipoise.case.schema.record import Stage as Stage
