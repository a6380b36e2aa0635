"""Start a case: a small one that works, with comments that say what to change."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from equipoise.errors import EquipoiseError, UsageError

_HIDDEN = ("gitattributes", "gitignore")
"""Written with a dot before their names. In the package they have none, for there they must not rule anything."""

_VERSION_CONTROL = ".git"


def new_case(path: str | Path) -> Path:
    """Write the folder of a new case, all of its files or none.

    Args:
        path: The folder to make; folders above it are made too. It must not exist, or hold nothing but `.git`.

    Returns:
        The folder.

    Raises:
        UsageError: If there is something at the path already.
        EquipoiseError: If it cannot be written; what was begun is taken away again.
    """
    folder = Path(path)
    try:
        _refuse_taken(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Beside its place, because files can be moved in one step only within one file system.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-case-") as workshop:
            _fill(folder, _draft(Path(workshop) / "draft"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EquipoiseError(f"{folder}: cannot be written: {reason}", hint="choose another place") from error
    return folder


def _refuse_taken(folder: Path) -> None:
    if folder.is_dir():
        if any(child.name != _VERSION_CONTROL for child in folder.iterdir()):
            raise UsageError(f"{folder} is not empty", hint="name a folder that does not exist yet")
    elif folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder} is not a folder", hint="name a folder that does not exist yet")


def _draft(draft: Path) -> Path:
    draft.mkdir()
    for template in (files("equipoise.data") / "templates" / "new_case").iterdir():
        name = f".{template.name}" if template.name in _HIDDEN else template.name
        (draft / name).write_bytes(template.read_bytes())
    return draft


def _fill(folder: Path, draft: Path) -> None:
    """Move a draft to its place. An empty folder that is there already stays: somebody may be working in it."""
    if not folder.exists():
        draft.rename(folder)
        return
    moved: list[Path] = []
    try:
        for file in sorted(draft.iterdir()):
            moved.append(file.rename(folder / file.name))
    except OSError:
        for file in moved:
            file.unlink()
        raise
