"""`equipoise serve`: the workbench in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from equipoise.cli import streams
from equipoise.errors import ExitCode, UsageError

Place = Annotated[
    str | None,
    typer.Argument(metavar="[CASE|FOLDER]", help="A case, or a folder of cases; by default the folder you are in."),
]
Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="Address to listen on. Anything but this machine's own 127.0.0.1 needs --accounts; 0.0.0.0 is every one.",
    ),
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 for any that is free.")]
Accounts = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FILE", help="Who may sign in: a file made by `equipoise accounts add`."),
]
Certificate = Annotated[
    Path | None, typer.Option("--certificate", metavar="FILE", help="Serve by https: the certificate, as PEM.")
]
Key = Annotated[Path | None, typer.Option("--key", metavar="FILE", help="The key of the certificate, as PEM.")]
BehindHttps = Annotated[
    bool,
    typer.Option(
        "--behind-https",
        help="A proxy on this machine takes https and hands requests on, with the headers X-Forwarded-For and Host.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A name under which browsers ask for it, such as that of the proxy. Repeatable."
    ),
]
NoToken = Annotated[
    bool,
    typer.Option(
        "--no-token", help="Let every user of this machine in, not only whoever has the printed address. No accounts."
    ),
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]


def serve(
    place: Place = None,
    host: Host = "127.0.0.1",
    port: Port = 8350,
    accounts: Accounts = None,
    certificate: Certificate = None,
    key: Key = None,
    behind_https: BehindHttps = False,
    names: Names = None,
    no_token: NoToken = False,
    no_open: NoOpen = False,
) -> ExitCode:
    """Work on cases in a browser; on this machine only by default."""
    if find_spec("nicegui") is None or find_spec("argon2") is None:
        raise UsageError(
            "the workbench needs packages that are not installed", hint='install them: pip install "equipoise[web]"'
        )
    from equipoise.web.serve import Way
    from equipoise.web.serve import serve as serve_workbench

    serve_workbench(
        place,
        Way(host, port, accounts, certificate, key, behind_https, tuple(names or ()), token=not no_token),
        opens=not no_open,
        say=lambda address: streams.write(f"{address}\nCtrl-C stops it."),
        warn=lambda words: streams.say(f"warning: {words}"),
    )
    return ExitCode.OK
