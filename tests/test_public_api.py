"""`import equipoise as eq` is cheap and offers exactly the names it lists."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import equipoise as eq


@pytest.mark.parametrize("name", eq.__all__)
def test_every_public_name_is_there(name):
    assert getattr(eq, name) is not None
    assert name in dir(eq)


def test_functions_win_over_packages_of_the_same_name():
    import_module("equipoise.assess.assessment")
    import_module("equipoise.report.report")
    assert not isinstance(eq.assess, ModuleType)
    assert not isinstance(eq.report, ModuleType)
    assert callable(eq.assess)
    assert callable(eq.report)


def test_a_name_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        _ = eq.asess


def test_importing_the_package_loads_nothing_heavy():
    script = (
        "import sys, equipoise; print(sorted(m for m in ('numpy', 'pandas', 'pydantic', 'yaml') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
