"""Which findings ahead would tell most, absence included."""

from __future__ import annotations

from equipoise.studies.watching.watch import Both as Both
from equipoise.studies.watching.watch import JointOutcome as JointOutcome
from equipoise.studies.watching.watch import Outcome as Outcome
from equipoise.studies.watching.watch import Watch as Watch
from equipoise.studies.watching.watch import Watched as Watched
from equipoise.studies.watching.watch import watch as watch
from equipoise.studies.watching.what_to_watch import Refused as Refused
