"""Write to a ledger and be killed, over and over, or all at once: `killed_writers.py WHERE CASE kill|together WRITERS`.

A writer tells of a record through a pipe once it is acknowledged. Prints the hashes of all that were.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import date

from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement


def main(where: str, case: str, way: str, writers: int) -> None:
    _record(Ledger(where, case=case), -1, 0)  # all that is imported late is there before the first writer
    if way == "kill":
        _kill(where, case, writers)
    else:
        _together(where, case, writers)


def _kill(where: str, case: str, writers: int) -> None:
    chance = random.Random(5)
    for writer in range(writers):
        child, reading = _begin(where, case, writer, slow=True)
        with os.fdopen(reading) as pipe:
            # However slow the machine: killed some time after none, one or two of its records were acknowledged.
            told = [pipe.readline() for _ in range(chance.randrange(3))]
            time.sleep(chance.uniform(0.0, 0.01))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            sys.stdout.write("".join(told) + pipe.read())


def _together(where: str, case: str, writers: int) -> None:
    begun = [_begin(where, case, writer, slow=False) for writer in range(writers)]
    for child, reading in begun:
        with os.fdopen(reading) as pipe:
            sys.stdout.write(pipe.read())
        os.waitpid(child, 0)


def _begin(where: str, case: str, writer: int, *, slow: bool) -> tuple[int, int]:
    """Start a writer; its process, and the end of the pipe that tells what was acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write(where, case, writer, writing, slow=slow)
        finally:
            os._exit(0)
    os.close(writing)
    return child, reading


def _write(where: str, case: str, writer: int, pipe: int, *, slow: bool) -> None:
    ledger, write = Ledger(where, case=case), os.write

    def slowly(descriptor: int, raw: memoryview) -> int:
        time.sleep(0.0005)
        return write(descriptor, bytes(raw)[:100])

    if slow:
        # A disk that takes a little at a time, so that many are killed in the middle of a line.
        os.write = slowly  # type: ignore[assignment]
    for number in range(4):
        write(pipe, f"{_record(ledger, writer, number)}\n".encode())
    if slow:
        time.sleep(10)


def _record(ledger: Ledger, writer: int, number: int) -> str:
    said = Judgement(
        event=parse_event(f"ever allied until {2030 + writer}-10-{number + 1:02d}"),
        as_of=date(2021, 4, 1),
        by_whom=f"writer {writer}",
        kind="person",
        probability=0.5,
        reason="long enough to be cut in two " * 20,
    )
    return ledger.record(said).entries[0].hash


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
