"""The smallest change of a number at which another scenario leads, or a bound is crossed."""

from __future__ import annotations

from equipoise.studies.tipping.lever_scan import GridPoint as GridPoint
from equipoise.studies.tipping.reaches import Reach as Reach
from equipoise.studies.tipping.reaches import reaches_of as reaches_of
from equipoise.studies.tipping.tip import Tip as Tip
from equipoise.studies.tipping.tip import tip as tip
from equipoise.studies.tipping.tip import tips_to_dict as tips_to_dict
from equipoise.studies.tipping.tip_map import MapPoint as MapPoint
from equipoise.studies.tipping.tip_map import TipMap as TipMap
from equipoise.studies.tipping.tip_map import levers_that_move_most as levers_that_move_most
from equipoise.studies.tipping.tip_map import tip_map as tip_map
