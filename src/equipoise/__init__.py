"""Equipoise: strategic assessments you can run.

    import equipoise as eq

    case = eq.load_case("sino-russian")
    assessment = eq.assess(case, as_of="2022-03-31")
    eq.report(assessment, "brief.html")

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from equipoise._version import __version__ as __version__

if TYPE_CHECKING:
    from equipoise.assess.assess import assess as assess
    from equipoise.assess.assessment import Assessment as Assessment
    from equipoise.assess.futures import futures as futures
    from equipoise.assess.futures_found import Futures as Futures
    from equipoise.case.case import Case as Case
    from equipoise.case.check import check as check
    from equipoise.case.load import load_case as load_case
    from equipoise.case.new import new_case as new_case
    from equipoise.case.trace import Traced as Traced
    from equipoise.case.trace import trace as trace
    from equipoise.documents.extract_document import extract as extract
    from equipoise.documents.extraction.extract import Extraction as Extraction
    from equipoise.documents.ingest import Ingested as Ingested
    from equipoise.documents.ingest import ingest as ingest
    from equipoise.exchange.export_evidence import Exported as Exported
    from equipoise.exchange.export_evidence import export_evidence as export_evidence
    from equipoise.exchange.import_evidence import Imported as Imported
    from equipoise.exchange.import_evidence import import_evidence as import_evidence
    from equipoise.judge import resolved_judgements as resolved_judgements
    from equipoise.ledger.ledger import Ledger as Ledger
    from equipoise.probability import words as words
    from equipoise.proposals.counter_readings import ProposedReadings as ProposedReadings
    from equipoise.proposals.counter_readings import counter_readings as counter_readings
    from equipoise.proposals.propose import Proposed as Proposed
    from equipoise.proposals.propose import propose as propose
    from equipoise.report.report import report as report
    from equipoise.review.accepted import AcceptedItem as AcceptedItem
    from equipoise.review.accepted import RatingRow as RatingRow
    from equipoise.review.queue import ReviewQueue as ReviewQueue
    from equipoise.studies.agreement import Agreement as Agreement
    from equipoise.studies.agreement import agreement as agreement
    from equipoise.studies.brief_studies import Studies as Studies
    from equipoise.studies.brief_studies import brief_studies as brief_studies
    from equipoise.studies.conditionals import Conditionals as Conditionals
    from equipoise.studies.conditionals import HeldLonger as HeldLonger
    from equipoise.studies.conditionals import conditionals as conditionals
    from equipoise.studies.conditionals import held_longer as held_longer
    from equipoise.studies.explaining import Explained as Explained
    from equipoise.studies.explaining import explain as explain
    from equipoise.studies.own_number import OwnNumbers as OwnNumbers
    from equipoise.studies.own_number import own_numbers as own_numbers
    from equipoise.studies.pooling import Pooled as Pooled
    from equipoise.studies.pooling import pool as pool
    from equipoise.studies.revisiting import Revisit as Revisit
    from equipoise.studies.revisiting import revisit as revisit
    from equipoise.studies.sensitivity import Sensitivity as Sensitivity
    from equipoise.studies.sensitivity import Sobol as Sobol
    from equipoise.studies.sensitivity import sensitivity as sensitivity
    from equipoise.studies.sensitivity import sobol as sobol
    from equipoise.studies.sources import SourcesWeighed as SourcesWeighed
    from equipoise.studies.sources import sources as sources
    from equipoise.studies.stability import Stability as Stability
    from equipoise.studies.stability import stability as stability
    from equipoise.studies.tipping import Tip as Tip
    from equipoise.studies.tipping import TipMap as TipMap
    from equipoise.studies.tipping import tip as tip
    from equipoise.studies.tipping import tip_map as tip_map
    from equipoise.studies.trial import trial as trial
    from equipoise.studies.triggers import Triggers as Triggers
    from equipoise.studies.triggers import triggers as triggers
    from equipoise.studies.vintages import Vintages as Vintages
    from equipoise.studies.vintages import vintages as vintages
    from equipoise.studies.watching import Watch as Watch
    from equipoise.studies.watching import watch as watch
    from equipoise.studies.what_if import Levers as Levers
    from equipoise.studies.what_if import Linchpins as Linchpins
    from equipoise.studies.what_if import Switchboard as Switchboard
    from equipoise.studies.what_if import WhatIf as WhatIf
    from equipoise.studies.what_if import assumptions as assumptions
    from equipoise.studies.what_if import levers as levers
    from equipoise.studies.what_if import switchboard as switchboard
    from equipoise.studies.what_if import what_if as what_if

_HOME = {
    "AcceptedItem": "equipoise.review.accepted",
    "Agreement": "equipoise.studies.agreement",
    "Assessment": "equipoise.assess.assessment",
    "Case": "equipoise.case.case",
    "Conditionals": "equipoise.studies.conditionals",
    "Explained": "equipoise.studies.explaining",
    "Exported": "equipoise.exchange.export_evidence",
    "Extraction": "equipoise.documents.extraction.extract",
    "Futures": "equipoise.assess.futures_found",
    "Imported": "equipoise.exchange.import_evidence",
    "Ingested": "equipoise.documents.ingest",
    "HeldLonger": "equipoise.studies.conditionals",
    "Ledger": "equipoise.ledger.ledger",
    "Levers": "equipoise.studies.what_if",
    "Linchpins": "equipoise.studies.what_if",
    "OwnNumbers": "equipoise.studies.own_number",
    "Pooled": "equipoise.studies.pooling",
    "Proposed": "equipoise.proposals.propose",
    "ProposedReadings": "equipoise.proposals.counter_readings",
    "RatingRow": "equipoise.review.accepted",
    "ReviewQueue": "equipoise.review.queue",
    "Revisit": "equipoise.studies.revisiting",
    "Sensitivity": "equipoise.studies.sensitivity",
    "Sobol": "equipoise.studies.sensitivity",
    "SourcesWeighed": "equipoise.studies.sources",
    "Stability": "equipoise.studies.stability",
    "Studies": "equipoise.studies.brief_studies",
    "Switchboard": "equipoise.studies.what_if",
    "Tip": "equipoise.studies.tipping",
    "TipMap": "equipoise.studies.tipping",
    "Traced": "equipoise.case.trace",
    "Triggers": "equipoise.studies.triggers",
    "Vintages": "equipoise.studies.vintages",
    "Watch": "equipoise.studies.watching",
    "WhatIf": "equipoise.studies.what_if",
    "agreement": "equipoise.studies.agreement",
    "assess": "equipoise.assess.assess",
    "assumptions": "equipoise.studies.what_if",
    "brief_studies": "equipoise.studies.brief_studies",
    "check": "equipoise.case.check",
    "conditionals": "equipoise.studies.conditionals",
    "counter_readings": "equipoise.proposals.counter_readings",
    "explain": "equipoise.studies.explaining",
    "export_evidence": "equipoise.exchange.export_evidence",
    "extract": "equipoise.documents.extract_document",
    "futures": "equipoise.assess.futures",
    "ingest": "equipoise.documents.ingest",
    "held_longer": "equipoise.studies.conditionals",
    "import_evidence": "equipoise.exchange.import_evidence",
    "levers": "equipoise.studies.what_if",
    "load_case": "equipoise.case.load",
    "new_case": "equipoise.case.new",
    "own_numbers": "equipoise.studies.own_number",
    "pool": "equipoise.studies.pooling",
    "propose": "equipoise.proposals.propose",
    "report": "equipoise.report.report",
    "resolved_judgements": "equipoise.judge",
    "revisit": "equipoise.studies.revisiting",
    "sensitivity": "equipoise.studies.sensitivity",
    "sobol": "equipoise.studies.sensitivity",
    "sources": "equipoise.studies.sources",
    "stability": "equipoise.studies.stability",
    "switchboard": "equipoise.studies.what_if",
    "tip": "equipoise.studies.tipping",
    "tip_map": "equipoise.studies.tipping",
    "trace": "equipoise.case.trace",
    "trial": "equipoise.studies.trial",
    "triggers": "equipoise.studies.triggers",
    "vintages": "equipoise.studies.vintages",
    "watch": "equipoise.studies.watching",
    "what_if": "equipoise.studies.what_if",
}
"""Where each public name lives."""

_MODULES = {"words": "equipoise.probability.words"}
"""Public names that are modules."""

__all__ = [
    "AcceptedItem",
    "Agreement",
    "Assessment",
    "Case",
    "Conditionals",
    "Explained",
    "Exported",
    "Extraction",
    "Futures",
    "HeldLonger",
    "Imported",
    "Ingested",
    "Ledger",
    "Levers",
    "Linchpins",
    "OwnNumbers",
    "Pooled",
    "Proposed",
    "ProposedReadings",
    "RatingRow",
    "ReviewQueue",
    "Revisit",
    "Sensitivity",
    "Sobol",
    "Stability",
    "Studies",
    "Switchboard",
    "Tip",
    "TipMap",
    "Traced",
    "Triggers",
    "Vintages",
    "Watch",
    "WhatIf",
    "__version__",
    "agreement",
    "assess",
    "assumptions",
    "brief_studies",
    "check",
    "conditionals",
    "counter_readings",
    "explain",
    "export_evidence",
    "extract",
    "futures",
    "held_longer",
    "import_evidence",
    "ingest",
    "levers",
    "load_case",
    "new_case",
    "own_numbers",
    "pool",
    "propose",
    "report",
    "resolved_judgements",
    "revisit",
    "sensitivity",
    "sobol",
    "stability",
    "switchboard",
    "tip",
    "tip_map",
    "trace",
    "trial",
    "triggers",
    "vintages",
    "watch",
    "what_if",
    "words",
]


class _Package(ModuleType):
    """This package. Its functions `assess` and `report` win over the sub-packages of the same name."""

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a sub-package to its parent once it is loaded; `eq.assess` would then be
        # a module or a function, depending on what was imported before.
        if name in _HOME and isinstance(value, ModuleType):
            return
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value: Any = import_module(_MODULES[name])
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
