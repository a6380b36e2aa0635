"""Who says so: sources and their track records, shared roots, disputes, and reports that may have been planted."""

from __future__ import annotations

from equipoise.studies.sources.counted_as import CountedAs as CountedAs
from equipoise.studies.sources.counted_as import OriginRow as OriginRow
from equipoise.studies.sources.doubts import Doubt as Doubt
from equipoise.studies.sources.planted_reports import PlantedReport as PlantedReport
from equipoise.studies.sources.roots import Roots as Roots
from equipoise.studies.sources.roots import Supposed as Supposed
from equipoise.studies.sources.sources import Learned as Learned
from equipoise.studies.sources.sources import SourcesWeighed as SourcesWeighed
from equipoise.studies.sources.sources import Staged as Staged
from equipoise.studies.sources.sources import sources as sources
from equipoise.studies.sources.track_records import SourceRow as SourceRow
