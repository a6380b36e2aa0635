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
    from equipoise.report.report import report as report
    from equipoise.studies.pool import pool as pool
    from equipoise.studies.pooled import Pooled as Pooled
    from equipoise.studies.trial import trial as trial

_HOME = {
    "Assessment": "equipoise.assess.assessment",
    "Case": "equipoise.case.case",
    "Futures": "equipoise.assess.futures",
    "Pooled": "equipoise.studies.pooled",
    "assess": "equipoise.assess.assess",
    "check": "equipoise.case.check",
    "futures": "equipoise.assess.futures",
    "load_case": "equipoise.case.load",
    "new_case": "equipoise.case.new",
    "pool": "equipoise.studies.pool",
    "report": "equipoise.report.report",
    "trial": "equipoise.studies.trial",
}
"""Where each public name lives."""

_MODULES = {"words": "equipoise.probability.words"}
"""Public names that are modules."""

__all__ = [
    "Assessment",
    "Case",
    "Futures",
    "Pooled",
    "__version__",
    "assess",
    "check",
    "futures",
    "load_case",
    "new_case",
    "pool",
    "report",
    "trial",
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
