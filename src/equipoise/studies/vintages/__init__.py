"""What was known when, what the model makes of it, and what others judged at the time."""

from __future__ import annotations

from equipoise.studies.vintages.judged_then import Compared as Compared
from equipoise.studies.vintages.judged_then import Listed as Listed
from equipoise.studies.vintages.vintages import Unnamed as Unnamed
from equipoise.studies.vintages.vintages import Vintage as Vintage
from equipoise.studies.vintages.vintages import Vintages as Vintages
from equipoise.studies.vintages.vintages import default_dates as default_dates
from equipoise.studies.vintages.vintages import vintages as vintages
