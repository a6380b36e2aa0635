"""What drives the judgement: which evidence, from whom, and which reasons."""

from __future__ import annotations

from equipoise.studies.explaining.explain import Explained as Explained
from equipoise.studies.explaining.explain import explain as explain
from equipoise.studies.explaining.moved_by_evidence import ItemEffect as ItemEffect
from equipoise.studies.explaining.moved_by_evidence import OriginEffect as OriginEffect
from equipoise.studies.explaining.path_of_a_number import PathOfANumber as PathOfANumber
from equipoise.studies.explaining.path_of_a_number import Quoted as Quoted
from equipoise.studies.explaining.path_of_a_number import Weight as Weight
from equipoise.studies.explaining.path_of_a_number import WithAndWithout as WithAndWithout
from equipoise.studies.explaining.reasons_itemised import Reason as Reason
from equipoise.studies.explaining.reasons_itemised import ScenarioReasons as ScenarioReasons
from equipoise.studies.explaining.regret_of_courses import CourseRegret as CourseRegret
from equipoise.studies.explaining.robustness import Dropped as Dropped
from equipoise.studies.explaining.robustness import Robustness as Robustness
from equipoise.studies.explaining.tells_nothing import TellsNothing as TellsNothing
