"""Write docs/reference-cli.md from the commands themselves.

python tools/write_cli_reference.py           write it
python tools/write_cli_reference.py --check   exit 1 if it is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from equipoise.cli.main import PROGRAM, app

PAGE = Path(__file__).parents[1] / "docs" / "reference-cli.md"

_HEAD = """# Command line

Made from the commands by `python tools/write_cli_reference.py`; do not edit.

The result goes to stdout, everything said about it (progress, warnings, errors) to stderr.
`python -m equipoise` is the same as `equipoise`.

Exit codes: **0** done · **1** failed · **2** not possible as asked · **3** the case has errors ·
**4** the result is not trustworthy · **130** interrupted.
"""


def reference() -> str:
    """The page, in Markdown."""
    group: Any = typer.main.get_command(app)
    return "\n".join([_HEAD, *_sections(group.commands)])


def _sections(commands: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, command in commands.items():
        if hasattr(command, "commands"):
            yield "\n".join([f"## {PROGRAM} {above}{name}", "", _text(command.help), ""])
            yield from _sections(command.commands, f"{above}{name} ")
        else:
            yield _section(f"{above}{name}", command)


def _section(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    usage = " ".join([PROGRAM, name, *map(_argument, arguments), *(["[OPTIONS]"] if options else [])])
    rows = [
        "| | |",
        "|---|---|",
        *(f"| {_cell(f'`{_argument(p)}`')} | {_cell(_text(p.help))} |" for p in arguments),
        *(f"| {_cell(_option(p))} | {_cell(_text(p.help))} |" for p in options),
    ]
    return "\n".join([f"## {PROGRAM} {name}", "", f"`{usage}`", "", _text(command.help), "", *rows, ""])


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    value = f" {parameter.metavar}" if parameter.metavar else ""
    names = ", ".join(f"`{name}{value}`" for name in sorted(parameter.opts, key=len, reverse=True))
    return f"{names} (required)" if parameter.required else names


def _text(written: str | None) -> str:
    return " ".join((written or "").split())


def _cell(text: str) -> str:
    """A bar would end the cell, even between backticks."""
    return text.replace("|", "\\|")


def main() -> int:
    """Write the page, or check it."""
    if sys.argv[1:] == ["--check"]:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == reference()
        print(f"{PAGE.name} is {'fresh' if fresh else 'stale: run python tools/write_cli_reference.py'}")
        return 0 if fresh else 1
    PAGE.write_text(reference(), encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
