"""`equipoise serve`: the workbench in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from equipoise.cli import streams
from equipoise.errors import ExitCode, UsageError

Place = Annotated[
    str | None,
    typer.Argument(metavar="[CASE|FOLDER]", help="A case, or a folder of cases; by default the folder you are in."),
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 for any that is free.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]


def serve(place: Place = None, port: Port = 8350, no_open: NoOpen = False) -> ExitCode:
    """Work on cases in a browser; on this machine only."""
    if find_spec("nicegui") is None:
        raise UsageError(
            "the workbench needs packages that are not installed", hint='install them: pip install "equipoise[web]"'
        )
    from equipoise.web.serve import serve as serve_workbench

    serve_workbench(
        place, port=port, opens=not no_open, say=lambda address: streams.write(f"{address}\nCtrl-C stops it.")
    )
    return ExitCode.OK
