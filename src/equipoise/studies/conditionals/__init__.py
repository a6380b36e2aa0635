"""What would follow from a condition, seen to hold or brought about, and what holding it longer would do."""

from __future__ import annotations

from equipoise.studies.conditionals.conditionals import Conditionals as Conditionals
from equipoise.studies.conditionals.conditionals import conditionals as conditionals
from equipoise.studies.conditionals.held_longer import HeldLonger as HeldLonger
from equipoise.studies.conditionals.held_longer import Lengthened as Lengthened
from equipoise.studies.conditionals.held_longer import Slope as Slope
from equipoise.studies.conditionals.held_longer import held_longer as held_longer
from equipoise.studies.conditionals.holding import Conditional as Conditional
