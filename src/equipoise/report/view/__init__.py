"""What a reader is told: every word and every rounded number of a brief, in plain records."""

from equipoise.report.view.build import view as view
from equipoise.report.view.whole import View as View
