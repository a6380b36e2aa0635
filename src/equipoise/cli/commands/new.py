"""`equipoise new`: a case to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from equipoise.cli import streams
from equipoise.errors import ExitCode


def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder to make; it must not exist, or be empty.")],
) -> ExitCode:
    """Start a case of your own.

    The new folder holds a small case that works, and comments that say what
    to change; and what version control must know to merge its ledger.
    """
    from equipoise.case.new import new_case

    folder = new_case(path)
    streams.write(f"wrote {folder}\nnext: equipoise check {folder}, then equipoise assess {folder}")
    return ExitCode.OK
