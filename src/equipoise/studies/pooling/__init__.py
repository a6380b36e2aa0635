"""What many cases say together that no one of them can."""

from __future__ import annotations

from equipoise.studies.pooling.pool import pool as pool
from equipoise.studies.pooling.pooled import CaseRow as CaseRow
from equipoise.studies.pooling.pooled import GrowthRow as GrowthRow
from equipoise.studies.pooling.pooled import Pooled as Pooled
from equipoise.studies.pooling.pooled import PooledCase as PooledCase
from equipoise.studies.pooling.pooled import PopulationRow as PopulationRow
