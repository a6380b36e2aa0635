"""Which findings ahead would tell most, absence included."""

from __future__ import annotations

from equipoise.studies.watching.watch import watch as watch
from equipoise.studies.watching.watched import Both as Both
from equipoise.studies.watching.watched import JointOutcome as JointOutcome
from equipoise.studies.watching.watched import Outcome as Outcome
from equipoise.studies.watching.watched import Watch as Watch
from equipoise.studies.watching.watched import Watched as Watched
from equipoise.studies.watching.what_to_watch import Refused as Refused
