"""Run what the pages show, and put the output of today where they show output.

    python tools/refresh_snippets.py

The blocks of a page are run in order in an empty folder:

- a block of the language `console` holds commands after `$ ` and, where the page shows it, their output. A last
  line `…` says that only the first paragraphs are shown. `exit=N` after the language is the code that the last command
  ends with;
- `append=PATH` after any language: the text is put at the end of the file, as the page asks the reader to do;
- `remove=PATH` after any language: the text is taken out of the file;
- a block of the language `python` is run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from equipoise.cli.main import PROGRAM, main

ROOT = Path(__file__).parents[1]
ELLIPSIS = "…"
FENCE = re.compile(r"^```(?P<language>\w+) ?(?P<info>.*)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)


class SnippetError(Exception):
    """A page shows something that cannot be done."""


def pages() -> list[Path]:
    """Pages with something to run."""
    every = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return sorted(page for page in every if re.search(r"^```(console|python)", page.read_text("utf-8"), re.MULTILINE))


def refreshed(page: Path, folder: Path) -> str:
    """The text of a page, with the output that its commands have today.

    Args:
        page: A page.
        folder: An empty folder to run in.

    Raises:
        SnippetError: If a command ends with another code than the page says, or text to take out is not there.
    """
    names: dict[str, Any] = {}

    def run(found: re.Match[str]) -> str:
        language, info, text = found["language"], found["info"], found["text"]
        if language == "console":
            return found[0].replace(text, "".join(_console(text, info))) if text else found[0]
        if language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, str(page), "exec"), names)
        elif path := re.search(r"append=(\S+)", info):
            with Path(path[1]).open("a", encoding="utf-8") as file:
                file.write(text)
        elif path := re.search(r"remove=(\S+)", info):
            _remove(Path(path[1]), text)
        return found[0]

    with contextlib.chdir(folder):
        return FENCE.sub(run, page.read_text(encoding="utf-8"))


def _console(text: str, info: str) -> Iterator[str]:
    """The block again, command by command."""
    commands = [command for command in re.split(r"^\$ ", text, flags=re.MULTILINE) if command]
    expected = re.search(r"exit=(\d)", info)
    for index, command in enumerate(commands):
        line, _, shown = command.partition("\n")
        code, output = _run(line)
        is_last = index == len(commands) - 1
        wanted = int(expected[1]) if expected and is_last else 0
        if code != wanted:
            raise SnippetError(f"{line}: ends with {code}, expected {wanted}")
        yield f"$ {line}\n{_as_shown(output, shown)}"


def _as_shown(output: str, shown: str) -> str:
    """Nothing, all, or as many paragraphs of the output as the page shows."""
    if not shown:
        return ""
    paragraphs = shown.removesuffix(f"\n{ELLIPSIS}\n").split("\n\n")
    if not shown.endswith(f"\n{ELLIPSIS}\n"):
        return output
    return "\n\n".join(output.split("\n\n")[: len(paragraphs)]) + f"\n{ELLIPSIS}\n"


def _run(line: str) -> tuple[int, str]:
    words = shlex.split(line)
    if words[0] != PROGRAM:
        raise SnippetError(f"only {PROGRAM} is run here, not {line}")
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(io.StringIO()):
        code = main(words[1:])
        stdout.flush()
    return code, stdout.buffer.getvalue().decode()  # type: ignore[attr-defined]


def _remove(path: Path, text: str) -> None:
    before = path.read_text(encoding="utf-8")
    if text not in before:
        raise SnippetError(f"{path} does not hold the text to take out")
    path.write_text(before.replace(text, ""), encoding="utf-8")


def _refresh_all() -> None:
    for page in pages():
        with tempfile.TemporaryDirectory() as folder:
            text = refreshed(page, Path(folder))
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"wrote {os.path.relpath(page)}")


if __name__ == "__main__":
    sys.exit(_refresh_all())
