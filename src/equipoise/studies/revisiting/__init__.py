"""What changed since last time, from one vintage of a case to a later one, in steps that sum to the change."""

from __future__ import annotations

from equipoise.studies.revisiting.judgements_revisited import AssumptionRevisited as AssumptionRevisited
from equipoise.studies.revisiting.judgements_revisited import ConditionRevisited as ConditionRevisited
from equipoise.studies.revisiting.judgements_revisited import JudgementRevisited as JudgementRevisited
from equipoise.studies.revisiting.judgements_revisited import Wording as Wording
from equipoise.studies.revisiting.resolved import Resolved as Resolved
from equipoise.studies.revisiting.revisit import Arrivals as Arrivals
from equipoise.studies.revisiting.revisit import Revisit as Revisit
from equipoise.studies.revisiting.revisit import revisit as revisit
from equipoise.studies.revisiting.waterfall import Row as Row
from equipoise.studies.revisiting.waterfall import Waterfall as Waterfall
