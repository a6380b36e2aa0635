"""The cases that come with the package, as folders of package data."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

CASE_FILE = "case.yaml"


def list_builtin() -> tuple[str, ...]:
    """Names of the built-in cases, in alphabetical order."""
    folder = _cases()
    if not folder.is_dir():
        return ()
    return tuple(sorted(case.name for case in folder.iterdir() if (case / CASE_FILE).is_file()))


def builtin_folder(name: str) -> Path | None:
    """Folder of a built-in case; None where there is none of that name."""
    return _cases() / name if name in list_builtin() else None


def _cases() -> Path:
    # Wheels are unpacked when installed, so package data are plain files.
    return Path(str(files("equipoise.data"))) / "cases"
