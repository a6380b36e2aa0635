"""How far the answer moves when each authored number does, one at a time or together."""

from __future__ import annotations

from equipoise.studies.sensitivity.authored_numbers import LeftOut as LeftOut
from equipoise.studies.sensitivity.authored_numbers import Written as Written
from equipoise.studies.sensitivity.sensitivity import Move as Move
from equipoise.studies.sensitivity.sensitivity import Sensitive as Sensitive
from equipoise.studies.sensitivity.sensitivity import Sensitivity as Sensitivity
from equipoise.studies.sensitivity.sensitivity import sensitivity as sensitivity
from equipoise.studies.sensitivity.sobol import Sobol as Sobol
from equipoise.studies.sensitivity.sobol import SobolNumber as SobolNumber
from equipoise.studies.sensitivity.sobol import sobol as sobol
from equipoise.studies.sensitivity.sobol_indices import Index as Index
