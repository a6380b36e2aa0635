"""`equipoise review`: what a person decides of candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.review.accepted import AcceptedItem
    from equipoise.review.decision import Decision
    from equipoise.review.queue import ReviewQueue

SCHEMA = "equipoise/review/1"

_ACTIONS = ("accept", "merge", "reject", "edit", "reopen", "undo", "list")
_GOES_WITH = {
    "accept": (
        *("item", "what", "date", "known", "kind", "source", "origin", "grade", "note", "rate", "rater", "by"),
        "json",
    ),
    "merge": ("into", "by", "json"),
    "reject": ("reason", "by", "json"),
    "edit": ("text", "date", "actor", "start", "end", "by", "json"),
    "reopen": ("by", "json"),
    "undo": ("by", "json"),
    "list": ("by", "json"),
    "": ("rater", "by"),
}

Text = str | None


def review(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The folder of a case.")],
    list_: Annotated[bool, typer.Option("--list", help="List what is open and what is decided.")] = False,
    accept: Annotated[Text, typer.Option("--accept", metavar="ID", help="Make this candidate evidence.")] = None,
    merge: Annotated[
        Text, typer.Option("--merge", metavar="ID", help="Let it be a further place of --into, and no more.")
    ] = None,
    reject: Annotated[Text, typer.Option("--reject", metavar="ID", help="Turn it down, for a --reason.")] = None,
    edit: Annotated[
        Text, typer.Option("--edit", metavar="ID", help="Choose other words of its document, date or actor.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision back, with what it wrote.")] = False,
    reopen: Annotated[
        Text,
        typer.Option("--reopen", metavar="ID", help="Take a decision back and leave the files, mended by hand."),
    ] = None,
    what: Annotated[Text, typer.Option("--what", metavar="TEXT", help="What happened or was said.")] = None,
    date: Annotated[
        Text, typer.Option("--date", metavar="DATE", help="When: 2022-02-25, 2022-02, 2022-Q1 or 2022.")
    ] = None,
    known: Annotated[Text, typer.Option("--known", metavar="DAY", help="When it became known.")] = None,
    kind: Annotated[
        Text,
        typer.Option("--kind", metavar="KIND", help="conduct, statement, reading, report, judgement or background."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="ID", help="Who reports it. Repeatable.")
    ] = None,
    origin: Annotated[Text, typer.Option("--origin", metavar="ID", help="The root it shares with others.")] = None,
    grade: Annotated[Text, typer.Option("--grade", metavar="GRADE", help="Such as B2.")] = None,
    note: Annotated[Text, typer.Option("--note", metavar="TEXT", help="A remark to keep beside it.")] = None,
    item: Annotated[Text, typer.Option("--item", metavar="ID", help="Id of the new item.")] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="'SUBJECT LEVEL RATING WHY'", help="A row of ratings.csv. Repeatable."),
    ] = None,
    rater: Annotated[str, typer.Option("--rater", metavar="NAME", help="Whose ratings they are.")] = "default",
    into: Annotated[
        Text, typer.Option("--into", metavar="ID", help="Of --merge: an item, or another candidate.")
    ] = None,
    reason: Annotated[Text, typer.Option("--reason", metavar="TEXT", help="Of --reject: why.")] = None,
    text: Annotated[Text, typer.Option("--text", metavar="TEXT", help="Of --edit: words of the document.")] = None,
    actor: Annotated[Text, typer.Option("--actor", metavar="ID", help="Of --edit.")] = None,
    start: Annotated[int | None, typer.Option("--start", metavar="N", min=0, help="Of --edit.")] = None,
    end: Annotated[int | None, typer.Option("--end", metavar="N", min=0, help="Of --edit.")] = None,
    by: Annotated[Text, typer.Option("--by", metavar="NAME", help="Who decides. Default: who is logged in.")] = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Decide what of the candidates becomes evidence.

    Without an option, candidates are shown one by one in their documents, and
    a word says what becomes of each. What is accepted lands in evidence.yaml
    with its place; every decision is kept in decisions.jsonl. Of --accept,
    what is not given is taken as a review would suggest it; an empty text
    leaves it out.
    """
    from equipoise.review.queue import ReviewQueue

    said = {
        "list": list_, "accept": accept, "merge": merge, "reject": reject, "edit": edit, "undo": undo,
        "reopen": reopen, "what": what, "date": date, "known": known, "kind": kind, "source": source,
        "origin": origin, "grade": grade, "note": note, "item": item, "rate": rate, "into": into,
        "reason": reason, "text": text, "actor": actor, "start": start, "end": end, "by": by,
        "rater": rater if rater != "default" else None, "json": as_json,
    }  # fmt: skip
    action = _action(said)
    queue = ReviewQueue(case, by=by)
    if queue.completed is not None:
        streams.say(f"the decision on {queue.completed.candidate.id}, cut short before, is now written")
    if action == "":
        return _hold(queue, case, rater)
    if action == "list":
        _list(queue, as_json=as_json)
        return ExitCode.OK
    decision = _decide(queue, action, said, rater)
    _tell(queue, case, action, decision, as_json=as_json)
    return ExitCode.OK


def _action(said: Mapping[str, Any]) -> str:
    """The one thing that is asked for; empty for a review at the terminal."""
    given = [name for name, value in said.items() if value is not None and value is not False]
    actions = [name for name in given if name in _ACTIONS]
    if len(actions) > 1:
        raise UsageError(f"--{actions[0]} and --{actions[1]} are two decisions", hint="make one at a time")
    action = actions[0] if actions else ""
    strays = [name for name in given if name != action and name not in _GOES_WITH[action]]
    if strays:
        where = " or ".join(f"--{name}" for name in _ACTIONS if strays[0] in _GOES_WITH[name])
        raise UsageError(f"--{strays[0]} goes with {where}" if where else f"--{strays[0]} does not go here")
    return action


def _hold(queue: ReviewQueue, case: str, rater: str) -> ExitCode:
    from equipoise.cli.reviewing.dialogue import Dialogue

    if not queue.progress[1]:
        raise UsageError(f"{case} has no candidates", hint=f"equipoise extract {case} --all finds some")
    Dialogue(queue, case, rater=rater).hold()
    return ExitCode.OK


def _decide(queue: ReviewQueue, action: str, said: Mapping[str, Any], rater: str) -> Decision | None:
    from equipoise.cli.reviewing.ratings import parse_rating

    if action == "accept":
        rows = [parse_rating(row, rater=rater) for row in said["rate"] or ()]
        return queue.accept(said["accept"], item=_item(queue, said), ratings=rows)
    if action == "merge":
        if said["into"] is None:
            raise UsageError("--merge needs --into", hint="name an item of evidence or another candidate")
        return queue.merge(said["merge"], said["into"])
    if action == "reject":
        return queue.reject(said["reject"], said["reason"] or "")
    if action == "reopen":
        return queue.reopen(said["reopen"])
    if action == "edit":
        fields = {name: said[name] for name in ("text", "date", "actor", "start", "end")}
        if all(value is None for value in fields.values()):
            raise UsageError("--edit changes nothing", hint="give --text, --start and --end, --date or --actor")
        queue.edit(said["edit"], **fields)
        return queue.history()[-1]
    return queue.undo()


def _item(queue: ReviewQueue, said: Mapping[str, Any]) -> AcceptedItem:
    """The item as suggested, with what was given in its place."""
    suggested = queue.suggestion(queue.candidate(said["accept"])).item
    given = {name: said[name] for name in ("what", "date", "kind") if said[name] is not None}
    given |= {name: said[name] or None for name in ("known", "origin", "grade", "note") if said[name] is not None}
    if said["item"] is not None:
        given["id"] = said["item"]
    if said["source"] is not None:
        sources = tuple(name for name in said["source"] if name)
        # Only the source that the document itself suggests is made; another that is not known is a slip.
        new = {name: fields for name, fields in suggested.new_sources.items() if name in sources}
        given |= {"sources": sources, "new_sources": new}
    return replace(suggested, **given)


def _list(queue: ReviewQueue, *, as_json: bool) -> None:
    from equipoise.cli.reviewing.pages import listing, show

    open_, decided = queue.open(), queue.decided()
    if not as_json:
        show(listing(open_, decided))
        return
    streams.write_json(
        {
            "schema": SCHEMA,
            "progress": _progress(queue),
            "open": [
                one.model_dump(mode="json", exclude={"status"}) | {"suggestion": queue.suggestion(one).to_dict()}
                for one in open_
            ],
            "decided": [decision.to_dict() for decision in decided],
        }
    )


def _tell(queue: ReviewQueue, case: str, action: str, decision: Decision | None, *, as_json: bool) -> None:
    from equipoise.cli.reviewing.pages import outcome, show, taken_back

    if as_json:
        written = decision.to_dict() if decision is not None else None
        streams.write_json({"schema": SCHEMA, "progress": _progress(queue), "action": action, "decision": written})
    elif decision is None:
        show(["nothing is left to take back"])
    elif action in ("undo", "reopen"):
        show(taken_back(decision, files=action == "undo"))
    else:
        show(outcome(decision, case))


def _progress(queue: ReviewQueue) -> dict[str, int]:
    decided, total = queue.progress
    return {"decided": decided, "total": total}
