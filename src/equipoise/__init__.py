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
    from equipoise.assess.futures import Futures as Futures
    from equipoise.assess.futures import futures as futures
    from equipoise.case.case import Case as Case
    from equipoise.case.check import check as check
    from equipoise.case.load import load_case as load_case
    from equipoise.case.new import new_case as new_case
    from equipoise.probability import words as words
    from equipoise.ledger.ledger import Ledger as Ledger
    from equipoise.report.report import report as report
    from equipoise.studies.agreement import Agreement as Agreement
    from equipoise.studies.agreement import agreement as agreement
    from equipoise.studies.conditionals import Conditionals as Conditionals
    from equipoise.studies.conditionals import conditionals as conditionals
    from equipoise.studies.explain import Explained as Explained
    from equipoise.studies.explain import explain as explain
    from equipoise.studies.lever_effects import Levers as Levers
    from equipoise.studies.lever_effects import levers as levers
    from equipoise.studies.linchpins import Linchpins as Linchpins
    from equipoise.studies.linchpins import assumptions as assumptions
    from equipoise.studies.own_number import OwnNumbers as OwnNumbers
    from equipoise.studies.own_number import own_numbers as own_numbers
    from equipoise.studies.pool import pool as pool
    from equipoise.studies.pooled import Pooled as Pooled
    from equipoise.studies.revisit import Revisit as Revisit
    from equipoise.studies.revisit import revisit as revisit
    from equipoise.studies.sensitivity import Sensitivity as Sensitivity
    from equipoise.studies.sensitivity import sensitivity as sensitivity
    from equipoise.studies.sobol import Sobol as Sobol
    from equipoise.studies.sobol import sobol as sobol
    from equipoise.studies.stability import Stability as Stability
    from equipoise.studies.stability import stability as stability
    from equipoise.studies.switchboard import Switchboard as Switchboard
    from equipoise.studies.switchboard import switchboard as switchboard
    from equipoise.studies.tip import Tip as Tip
    from equipoise.studies.tip import tip as tip
    from equipoise.studies.tip_map import TipMap as TipMap
    from equipoise.studies.tip_map import tip_map as tip_map
    from equipoise.studies.trial import trial as trial
    from equipoise.studies.vintages import Vintages as Vintages
    from equipoise.studies.vintages import vintages as vintages
    from equipoise.studies.watch import Watch as Watch
    from equipoise.studies.watch import watch as watch
    from equipoise.studies.what_if import WhatIf as WhatIf
    from equipoise.studies.what_if import what_if as what_if

_HOME = {
    "Agreement": "equipoise.studies.agreement",
    "Assessment": "equipoise.assess.assessment",
    "Case": "equipoise.case.case",
    "Conditionals": "equipoise.studies.conditionals",
    "Explained": "equipoise.studies.explain",
    "Futures": "equipoise.assess.futures",
    "Ledger": "equipoise.ledger.ledger",
    "Levers": "equipoise.studies.lever_effects",
    "Linchpins": "equipoise.studies.linchpins",
    "OwnNumbers": "equipoise.studies.own_number",
    "Pooled": "equipoise.studies.pooled",
    "Revisit": "equipoise.studies.revisit",
    "Sensitivity": "equipoise.studies.sensitivity",
    "Sobol": "equipoise.studies.sobol",
    "Stability": "equipoise.studies.stability",
    "Switchboard": "equipoise.studies.switchboard",
    "Tip": "equipoise.studies.tip",
    "TipMap": "equipoise.studies.tip_map",
    "Vintages": "equipoise.studies.vintages",
    "Watch": "equipoise.studies.watch",
    "WhatIf": "equipoise.studies.what_if",
    "agreement": "equipoise.studies.agreement",
    "assess": "equipoise.assess.assess",
    "assumptions": "equipoise.studies.linchpins",
    "check": "equipoise.case.check",
    "conditionals": "equipoise.studies.conditionals",
    "explain": "equipoise.studies.explain",
    "futures": "equipoise.assess.futures",
    "levers": "equipoise.studies.lever_effects",
    "load_case": "equipoise.case.load",
    "new_case": "equipoise.case.new",
    "own_numbers": "equipoise.studies.own_number",
    "pool": "equipoise.studies.pool",
    "report": "equipoise.report.report",
    "revisit": "equipoise.studies.revisit",
    "sensitivity": "equipoise.studies.sensitivity",
    "sobol": "equipoise.studies.sobol",
    "stability": "equipoise.studies.stability",
    "switchboard": "equipoise.studies.switchboard",
    "tip": "equipoise.studies.tip",
    "tip_map": "equipoise.studies.tip_map",
    "trial": "equipoise.studies.trial",
    "vintages": "equipoise.studies.vintages",
    "watch": "equipoise.studies.watch",
    "what_if": "equipoise.studies.what_if",
}
"""Where each public name lives."""

_MODULES = {"words": "equipoise.probability.words"}
"""Public names that are modules."""

__all__ = [
    "Agreement",
    "Assessment",
    "Case",
    "Conditionals",
    "Explained",
    "Futures",
    "Ledger",
    "Levers",
    "Linchpins",
    "OwnNumbers",
    "Pooled",
    "Revisit",
    "Sensitivity",
    "Sobol",
    "Stability",
    "Switchboard",
    "Tip",
    "TipMap",
    "Vintages",
    "Watch",
    "WhatIf",
    "__version__",
    "agreement",
    "assess",
    "assumptions",
    "check",
    "conditionals",
    "explain",
    "futures",
    "levers",
    "load_case",
    "new_case",
    "own_numbers",
    "pool",
    "report",
    "revisit",
    "sensitivity",
    "sobol",
    "stability",
    "switchboard",
    "tip",
    "tip_map",
    "trial",
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
