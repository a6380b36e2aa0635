"""`equipoise cases`: the cases that come with Equipoise."""

from __future__ import annotations

from equipoise.cli import options, streams
from equipoise.errors import ExitCode


def cases(as_json: options.AsJson = False) -> ExitCode:
    """List the cases that come with Equipoise."""
    from equipoise.case.builtin import list_builtin
    from equipoise.case.load import load_case

    titles = {name: load_case(name).definition.title for name in list_builtin()}
    if as_json:
        streams.write_json([{"case": name, "title": title} for name, title in titles.items()])
    else:
        width = max(map(len, titles), default=0)
        streams.write("\n".join(f"{name.ljust(width)}  {title}" for name, title in titles.items()))
    return ExitCode.OK
