"""Whether the lines of a ledger hold together: what was edited, reordered, removed, put in, cut off or forked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from equipoise.errors import Finding, Severity
from equipoise.ledger.chain import Entry, ancestors, heads, order_of, written_time

_SHOWN = 12
_FEWEST = 8
_RESTORE = "take the file from version control, or from a copy"
_TRANSLATED = "its line break is CR LF: something translated the line breaks of the file"


def broken_links(entries: Sequence[Entry], *, file: str) -> tuple[Finding, ...]:
    """What is wrong between the lines, in their order; branches apart, see `branches`.

    Args:
        entries: All lines.
        file: What the findings call the ledger.
    """
    return tuple(_each_line(entries, file))


def branches(entries: Sequence[Entry], *, file: str) -> tuple[Finding, ...]:
    """Whether a ledger whose lines hold together has branches that nobody has joined.

    In one whose lines do not, a line that was changed is followed by none, and would look like a branch.
    """
    ends = heads(entries)
    if len(ends) < 2:
        return ()
    lines = ", ".join(str(end.number) for end in ends)
    problem = f"the ledger has {len(ends)} branches, which end on lines {lines}: two copies of it were merged"
    return (Finding(file, ends[-1].number, 0, "", problem, "equipoise ledger join makes them one"),)


def lost_head(entries: Sequence[Entry], head: str, *, file: str) -> tuple[Finding, ...]:
    """Whether a ledger no longer holds the line that a published head stands for.

    Args:
        entries: All lines.
        head: As it was published: the hash, or at least its first eight digits, with or without `sha256:`.
        file: What the findings call the ledger.
    """
    digits = _digits(head)
    if len(digits) < _FEWEST or not set(digits) <= set("0123456789abcdef"):
        mend = "give the hash, or at least its first eight digits"
        return (Finding(file, 0, 0, "", f"{head!r} is no head of a ledger", mend),)
    if _line_of(head, entries) is not None or (not entries and not digits.strip("0")):
        return ()
    problem = f"no line has the published head {_short(digits)}: a line up to it was edited or removed, "
    problem += "or the end was cut off"
    return (Finding(file, len(entries), 0, "", problem, "compare with a copy from when the head was published"),)


def uncovered(entries: Sequence[Entry], head: str, *, file: str) -> tuple[Finding, ...]:
    """Lines that stand before a published head, in a ledger whose lines hold together, and were not there then."""
    at = _line_of(head, entries)
    if at is None:
        return ()
    stands_on = {entry.hash for entry in ancestors(entries, [at.hash])}
    return tuple(
        Finding(
            file,
            entry.number,
            0,
            "",
            f"line {entry.number} stands before the published head (line {at.number}) but the head does not cover it",
            "it came with a merge after that head was published, or was put in; see who recorded it",
            Severity.WARNING,
        )
        for entry in entries[: at.number]
        if entry.hash not in stands_on
    )


def _each_line(entries: Sequence[Entry], file: str) -> Iterator[Finding]:
    place: dict[str, int] = {}
    for entry in entries:
        place.setdefault(entry.hash, entry.number)
    latest: dict[str, datetime] = {}
    for entry in entries:
        yield from (
            Finding(file, entry.number, 0, "", f"line {entry.number}: {problem}", mend, severity)
            for problem, mend, severity in _one_line(entry, entries, place, latest)
        )


_Said = tuple[str, str, Severity]


def _one_line(
    entry: Entry, entries: Sequence[Entry], place: dict[str, int], latest: dict[str, datetime]
) -> Iterator[_Said]:
    if entry.problem:
        yield entry.problem, _mend(entry.problem), Severity.ERROR
        return
    if entry.line.endswith(b"\r"):
        yield _TRANSLATED, "set `ledger.jsonl -text` in .gitattributes and check it out again", Severity.ERROR
    if place[entry.hash] < entry.number:
        problem = f"it is the same as line {place[entry.hash]}"
        yield problem, "a merge brought it twice: take the second one out", Severity.ERROR
    for parent in entry.parents:
        yield from _follows(entry, parent, place)
    if entry.number == 1 and entry.previous is not None:
        yield "it is the first but follows another: the lines before it were removed", _RESTORE, Severity.ERROR
    yield from _join(entry, entries, place)
    yield from _time(entry, latest)


def _follows(entry: Entry, parent: str, place: dict[str, int]) -> Iterator[_Said]:
    at = place.get(parent)
    if at is None and entry.number > 1:
        yield (
            f"it follows {_short(parent)}, which is not here: line {entry.number - 1} was changed after it was "
            "written, or a line before this one was changed or removed",
            _RESTORE,
            Severity.ERROR,
        )
    elif at is not None and at >= entry.number:
        problem = f"it stands before line {at}, which it follows: lines were reordered"
        yield problem, "put them back in order", Severity.ERROR


def _join(entry: Entry, entries: Sequence[Entry], place: dict[str, int]) -> Iterator[_Said]:
    if entry.data.get("record") != "join":
        return
    places = [place.get(name, 0) for name in entry.parents if name in place]
    below = ancestors(entries[: entry.number - 1], entry.parents)
    if len(places) == len(entry.parents) and order_of(below) != entry.data.get("order"):
        yield "lines that it joins do not stand in the order in which it joined them", _RESTORE, Severity.ERROR


def _time(entry: Entry, latest: dict[str, datetime]) -> Iterator[_Said]:
    if entry.time is None:
        return
    before = max((latest[name] for name in entry.parents if name in latest), default=None)
    latest[entry.hash] = entry.time if before is None else max(before, entry.time)
    if before is None or entry.time >= before:
        return
    problem = f"it says it was recorded at {written_time(entry.time)}, but follows what was recorded at "
    problem += written_time(before)
    if entry.clock_set_back:
        yield problem + "; its writer's clock had been set back, as it says", "", Severity.WARNING
    else:
        yield problem + ", and does not say that a clock was set back", "ask whoever wrote it", Severity.ERROR


def _mend(problem: str) -> str:
    if "version control" in problem:
        return "take the marking lines out, keep every record of both sides, then run equipoise ledger join"
    return _RESTORE


def _line_of(head: str, entries: Sequence[Entry]) -> Entry | None:
    digits = _digits(head)
    named = (entry for entry in entries if entry.hash.removeprefix("sha256:").startswith(digits))
    return next(named, None) if len(digits) >= _FEWEST else None


def _digits(head: str) -> str:
    return head.strip().lower().removeprefix("sha256:").rstrip(".…")


def _short(name: str) -> str:
    digits = name.removeprefix("sha256:")
    return digits[:_SHOWN] + ("…" if len(digits) > _SHOWN else "")
