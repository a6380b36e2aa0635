"""What the commands of the ledger share: options, the ledger of a case, events as people call them, what is shown."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import streams
from equipoise.errors import UsageError

if TYPE_CHECKING:
    from equipoise.case.schema import CaseDefinition
    from equipoise.ledger.judged_event import JudgedEvent
    from equipoise.ledger.ledger import Ledger, Recorded

WIDTH = 79

Column = tuple[str, str]
"""What leads a line, and its text."""

EventName = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="The first digits of its handle (see `equipoise ledger history`), the id of a question of the case, or "
        "the event in words: 'ever arm_russia until 2024-03-31', 'scenario until 2024-03-31'.",
    ),
]
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="A database that keeps the ledger: sqlite:///team.db, postgresql://host/database. Default: ledger.jsonl "
        "in the folder of the case.",
    ),
]
ByWhom = Annotated[str | None, typer.Option("--by-whom", metavar="WHO", help="Who says so. Default: who is logged in.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")]


def open_ledger(case: str, store: str | None) -> Ledger:
    """The ledger of a case: in its folder, or in a database under the name of the case."""
    from equipoise.case.load import find_case
    from equipoise.ledger.ledger import Ledger

    name, _ = find_case(case)
    return Ledger(store, case=name) if store else Ledger(case)


def read_event(text: str, ledger: Ledger, definition: CaseDefinition) -> JudgedEvent:
    """The event that is meant.

    Raises:
        UsageError: If it cannot be read, or names what the case does not have.
    """
    from equipoise.ledger.named_event import named_event

    return named_event(text, ledger, definition)


def who(by_whom: str | None) -> str:
    """Who says so: as given, else who is logged in."""
    if by_whom is not None:
        return by_whom
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in, so it is not clear who says so", hint="say it with --by-whom") from None


def show(recorded: Recorded, *, as_json: bool) -> None:
    """What was recorded, on stdout; what the writer should know, on stderr."""
    for notice in recorded.notices:
        streams.say(f"warning: {notice}")
    if as_json:
        from equipoise.ledger.machine_output import recorded_to_dict

        streams.write_json(recorded_to_dict(recorded))
        return
    from equipoise.ledger.records import Judgement, Resolution
    from equipoise.report.view.on_record import says_of

    lines: list[Column] = []
    for entry in recorded.entries:
        content = entry.content
        if isinstance(content, Judgement | Resolution):
            lines.append((f"{content.event.handle}  ", str(content.event)))
        lines.append((f"{entry.number:>8}  ", says_of(entry)))
    if any(entry.backcast for entry in recorded.entries):
        lines.append(("", "A backcast was recorded long after its as-of date: it is shown, and never counts as skill."))
    lines.append((f"head {recorded.head}", ""))
    write_columns(lines)


def write_columns(lines: list[Column]) -> None:
    """Write lines: what leads each as it is, then its text, broken to fit beside that."""
    from equipoise.report.columns import ascii_only, breaking, wrapped

    shown: list[str] = []
    for lead, text in lines:
        first, *rest = wrapped(text, WIDTH - len(lead)) or [""]
        shown += [lead + first, *(" " * len(lead) + more for more in rest)]
    page = "\n".join(line.rstrip() for line in shown)
    streams.write(ascii_only(page) if streams.is_plain() else breaking(page))
