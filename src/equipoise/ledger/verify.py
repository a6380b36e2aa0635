"""Everything that is wrong with a ledger, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from equipoise.errors import Finding, Severity
from equipoise.ledger.canonical import canonical
from equipoise.ledger.chain import Entry, read_entries
from equipoise.ledger.links import branches, broken_links, lost_head, uncovered
from equipoise.ledger.records import ENVELOPE, Judgement, Reaffirmation, Withdrawal, plain, read_content
from equipoise.ledger.store import Contents


def verify(contents: Contents, *, head: str | None = None) -> tuple[Finding, ...]:
    """Check a ledger: that its lines hold together, and that each is a record that could have been written.

    Without a head it cannot be seen whether the last line was edited or last lines were cut off.

    Args:
        contents: What the store holds.
        head: A head published earlier.

    Returns:
        The findings, in the order of the lines; errors break the ledger, warnings are for a person to look at.
    """
    unended, contents = contents, contents.whole()
    entries = read_entries(contents.lines)
    found = list(broken_links(entries, file=contents.name))
    if not any(finding.severity is Severity.ERROR for finding in found):
        found += branches(entries, file=contents.name)
        found += uncovered(entries, head, file=contents.name) if head else ()
    broken = {finding.line for finding in found}
    readable: dict[str, Entry] = {}
    for entry in entries:
        if entry.problem:
            continue
        problems = [*_problems(entry, readable)]
        readable[entry.hash] = entry
        if problems and entry.number in broken:
            continue
        found += [Finding(contents.name, entry.number, 0, "", f"line {entry.number}: {text}") for text in problems]
    found += _torn(contents) if contents.torn or not unended.torn else _unended(contents)
    found += lost_head(entries, head, file=contents.name) if head else ()
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.severity is not Severity.ERROR)))


def _problems(entry: Entry, readable: dict[str, Entry]) -> Iterator[str]:
    if not _is_canonical(entry):
        yield "it is not in canonical form (RFC 8785): it was not written by a ledger, or edited"
    if entry.time is None:
        yield f"recorded_at: {entry.data.get('recorded_at')!r} is no time such as 2026-01-31T12:00:00.000000Z"
    if entry.data.get("clock_set_back", True) is not True:
        yield "clock_set_back: stands only where it is true"
    if not isinstance(entry.data.get("previous"), str | None) or "previous" not in entry.data:
        yield "previous: expected the hash of the line it follows, or null on the first"
    content, problems = read_content(entry.data)
    yield from problems
    if content is not None and plain(content) != {
        name: entry.data[name] for name in entry.data if name not in ENVELOPE
    }:
        yield "it is not spelled as a ledger spells it"
    if isinstance(content, Reaffirmation | Withdrawal):
        yield from _speaks_of(content, readable)


def _speaks_of(content: Reaffirmation | Withdrawal, readable: dict[str, Entry]) -> Iterator[str]:
    meant = readable.get(content.judgement)
    judgement = read_content(meant.data)[0] if meant is not None else None
    if not isinstance(judgement, Judgement):
        yield "judgement: no judgement before this line has that hash"
    elif judgement.by_whom != content.by_whom:
        yield f"by_whom: {content.by_whom!r} speaks of a judgement by {judgement.by_whom!r}"


def _is_canonical(entry: Entry) -> bool:
    try:
        return canonical(dict(entry.data)) == entry.line
    except ValueError:
        return False


def _torn(contents: Contents) -> Sequence[Finding]:
    if not contents.torn:
        return ()
    number = len(contents.lines) + 1
    problem = f"line {number}: it is cut off after {len(contents.torn)} bytes"
    mend = (
        "a write that did not end, and that nobody was told of: the next record sets it aside; if it had been there "
        "whole, take the file from a copy"
    )
    return (Finding(contents.name, number, 0, "", problem, mend),)


def _unended(contents: Contents) -> Sequence[Finding]:
    number = len(contents.lines)
    problem = f"line {number}: its line break is missing"
    return (Finding(contents.name, number, 0, "", problem, "the next record adds it", Severity.WARNING),)
