"""How far the answer hangs on choices that somebody else might have made otherwise."""

from __future__ import annotations

from equipoise.studies.stability.choices import Choice as Choice
from equipoise.studies.stability.choices import Setting as Setting
from equipoise.studies.stability.choices import Untried as Untried
from equipoise.studies.stability.stability import Stability as Stability
from equipoise.studies.stability.stability import stability as stability
