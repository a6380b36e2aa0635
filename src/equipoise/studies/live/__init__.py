"""The numbers of a case while a person edits it: kept at interactive size, and changed without a new run."""

from equipoise.studies.live.live import Live as Live
from equipoise.studies.live.numbers import CurvePoint as CurvePoint
from equipoise.studies.live.numbers import LiveCurve as LiveCurve
from equipoise.studies.live.numbers import LiveNumbers as LiveNumbers
