"""`equipoise schema`: the case language for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from equipoise.cli import streams
from equipoise.errors import ExitCode, UsageError


def schema(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="case.yaml, sources.yaml, evidence.yaml, judgements.yaml or departures.yaml."
        ),
    ] = "case.yaml",
    write: Annotated[
        Path | None,
        typer.Option(
            "--write", metavar="FOLDER", help="Write the schemas of all files into FOLDER/schemas, for an editor."
        ),
    ] = None,
) -> ExitCode:
    """Print the JSON Schema of a case file, for an editor.

    With a schema an editor checks and completes a case while you write.
    """
    from equipoise.case.json_schema import json_schema

    if write is None:
        streams.write_json(json_schema(file))
    else:
        _write_all(write)
    return ExitCode.OK


def _write_all(case: Path) -> None:
    from equipoise.authored.files import write_atomically
    from equipoise.case.json_schema import FILES, json_schema

    if not case.is_dir():
        raise UsageError(f"{case} is not a folder", hint="name the folder of a case")
    folder = case / "schemas"
    folder.mkdir(exist_ok=True)
    for name in FILES:
        path = folder / f"{Path(name).stem}.schema.json"
        write_atomically(path, json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n")
        streams.write(f"wrote {path}")
    streams.write("so that an editor finds it, begin case.yaml with this line, and the other files alike:")
    streams.write("# yaml-language-server: $schema=schemas/case.schema.json")
