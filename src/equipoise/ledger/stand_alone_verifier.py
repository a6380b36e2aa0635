"""Check a ledger of Equipoise with nothing but Python: no other file of the package is needed.

    python stand_alone_verifier.py ledger.jsonl [HEAD]

HEAD is a head that was published earlier: the hash, or at least its first eight digits. Without one, nothing shows
whether the last line was edited or last lines were cut off. Ends with 0 where all holds and 1 where it does not.
The format is that of docs/ledger.md.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any


def hash_of(text: bytes) -> str:
    """SHA-256 as lines name it."""
    return "sha256:" + hashlib.sha256(text).hexdigest()


def parsed(line: bytes) -> dict[str, Any] | None:
    """The object on a line; None where it is no record."""
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("schema") == "equipoise/ledger/1" else None


def parents_of(data: dict[str, Any]) -> list[str]:
    """Hashes of the lines that a line stands on: the one it follows, and the branches it joins."""
    joins = data.get("joins") if data.get("record") == "join" else []
    names = [data.get("previous"), *(joins if isinstance(joins, list) else [])]
    return list(dict.fromkeys(name for name in names if isinstance(name, str)))


def history(parents: dict[str, list[str]], names: Iterable[str]) -> set[str]:
    """All lines that some lines stand on, those included."""
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in parents and name not in found:
            found.add(name)
            ahead += parents[name]
    return found


def faults(raw: bytes, head: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield the number of a line and what is wrong there, in order."""
    *lines, torn = raw.split(b"\n")
    if parsed(torn):
        lines, torn = [*lines, torn], b""  # only its line break is missing
    hashes = [hash_of(line) for line in lines]
    place = {name: number for number, name in reversed(list(enumerate(hashes, start=1)))}
    parents: dict[str, list[str]] = {}
    latest: dict[str, str] = {}
    broken = False
    for number, name in enumerate(hashes, start=1):
        data, problems = parsed(lines[number - 1]), []
        if data is None:
            problems.append("it is no record")
        elif place[name] < number:
            problems.append(f"it is the same as line {place[name]}")
        else:
            parents[name] = parents_of(data)
            for parent in parents[name]:
                if parent not in place:
                    problems.append(f"it follows {parent[7:19]}…, not here: a line before it was changed or removed")
                elif place[parent] >= number:
                    problems.append(f"it stands before line {place[parent]}, which it follows: lines were reordered")
            below = history(parents, parents[name]) if data.get("record") == "join" else set()
            order = "\n".join(one for one in hashes[: number - 1] if one in below)
            if below and not problems and hash_of(order.encode()) != data.get("order"):
                problems.append("the lines that it joins were reordered")
            time, before = str(data.get("recorded_at")), max((latest.get(one, "") for one in parents[name]), default="")
            latest[name] = max(before, time)
            if time < before and data.get("clock_set_back") is not True:
                problems.append("it was recorded before a line it follows, and tells of no clock that was set back")
        yield from ((number, problem) for problem in problems)
        broken = broken or bool(problems)
    ends = set(parents) - {parent for names in parents.values() for parent in names}
    if len(ends) > 1 and not broken:
        yield len(lines), f"the branches ending on lines {sorted(place[end] for end in ends)} are not joined"
    if torn:
        yield len(lines) + 1, f"it is cut off after {len(torn)} bytes"
    if head is not None:
        digits = head.strip().lower().removeprefix("sha256:")
        found = len(digits) >= 8 and any(name[7:].startswith(digits) for name in hashes)
        if not found and (lines or digits.strip("0")):
            yield len(lines), f"no line has the head {head}: a line was changed or removed, or the end was cut off"


def main(arguments: list[str]) -> int:
    """Say what is wrong, or that nothing is."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(str(__doc__))
        return 2
    with open(arguments[0], "rb") as file:
        raw = file.read()
    found = list(faults(raw, *arguments[1:]))
    for number, problem in found:
        sys.stdout.write(f"line {number}: {problem}\n")
    if not found:
        lines = raw.rstrip(b"\n").split(b"\n") if raw else []
        sys.stdout.write(f"all {len(lines)} lines hold; head {hash_of(lines[-1]) if lines else 'sha256:' + '0' * 64}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
