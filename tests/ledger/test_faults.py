"""Whatever fails, nothing acknowledged is lost, and what is left of a broken write is told."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from equipoise.errors import EquipoiseError, Severity
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.store import NotRecordedError
from ledger.made import filled, judgement, lines_of

HERE = Path(__file__).parent
KILLED = {"folder": 200, "sqlite": 30, "postgresql": 30}
AT_ONCE = 16

posix = pytest.mark.skipif(os.name != "posix", reason="needs fork, signals and limits of POSIX")


@pytest.fixture(params=KILLED)
def home(request, case_folder):
    """Name of the home, and where a ledger in it lies."""
    if request.param == "folder":
        return request.param, str(case_folder)
    if request.param == "sqlite":
        return request.param, f"sqlite:///{case_folder}/team.db"
    return request.param, request.getfixturevalue("postgresql")


def acknowledged_by_writers(where: str, case: str, way: str, writers: int) -> list[str]:
    words = [sys.executable, HERE / "killed_writers.py", where, case, way, str(writers)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@posix
def test_killed_writers_lose_nothing_that_was_acknowledged(home, case_folder):
    kind, where = home
    acknowledged = acknowledged_by_writers(where, f"killed-{case_folder}", "kill", KILLED[kind])
    ledger = Ledger(where, case=f"killed-{case_folder}")
    ledger.record(judgement(0.1))  # sets the last torn line aside
    assert set(acknowledged) <= {entry.hash for entry in ledger.entries}
    assert len(set(acknowledged)) == len(acknowledged)
    assert [str(found) for found in ledger.verify(ledger.head) if found.severity is Severity.ERROR] == []
    # Enough were told before they were killed, and some killed in the middle of a line, for this to mean something.
    assert len(acknowledged) >= KILLED[kind] // 2
    assert kind != "folder" or list(case_folder.glob("ledger.torn-*")) != []


@posix
def test_sixteen_processes_at_once_lose_nothing(home, case_folder):
    _, where = home
    acknowledged = acknowledged_by_writers(where, f"together-{case_folder}", "together", AT_ONCE)
    ledger = Ledger(where, case=f"together-{case_folder}")
    assert len(set(acknowledged)) == 4 * AT_ONCE
    # And the one that was there before.
    assert {entry.hash for entry in ledger.entries[1:]} == set(acknowledged)
    assert [str(found) for found in ledger.verify(ledger.head) if found.severity is Severity.ERROR] == []


_FULL = """
import resource, sys
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.store import NotRecordedError
sys.path.insert(0, sys.argv[3])
from ledger.made import event, judgement

ledger = Ledger(sys.argv[1], case="ladder") if "://" in sys.argv[1] else Ledger(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
said = 0
try:
    for day in range(28):
        last = event(f"ever allied until 2121-10-{day + 1:02d}")
        print(ledger.record(judgement(0.1, event=last, reason="a long reason " * 60)).head)
except NotRecordedError as error:
    print("refused:", error, "|", error.hint)
"""


@posix
@pytest.mark.parametrize("kind", ["folder", "sqlite"])
def test_a_full_disk_refuses_and_keeps_what_was_there(case_folder, kind):
    where = str(case_folder) if kind == "folder" else f"sqlite:///{case_folder}/team.db"
    most = "5000" if kind == "folder" else "40000"
    done = subprocess.run(
        [sys.executable, "-c", _FULL, where, most, HERE.parent], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("refused:")
    assert "nothing was recorded" in last
    ledger = Ledger(where, case="ladder")
    assert [entry.hash for entry in ledger.entries] == acknowledged
    assert ledger.verify(acknowledged[-1]) == ()
    ledger.record(judgement(0.1))
    assert ledger.verify(ledger.head) == ()


def test_a_write_that_fails_half_way_leaves_the_file_as_it_was(embedded, case_folder, monkeypatch):
    filled(embedded, 2)
    before = (case_folder / "ledger.jsonl").read_bytes()
    write = os.write

    def first_part_only(descriptor: int, raw: bytes) -> int:
        monkeypatch.setattr(os, "write", no_space)
        return write(descriptor, bytes(raw)[:60])

    def no_space(descriptor: int, raw: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", first_part_only)
    with pytest.raises(NotRecordedError, match="no space left on device") as raised:
        embedded.record(judgement(0.5))
    monkeypatch.undo()
    assert raised.value.hint == "nothing was recorded; the ledger is as it was"
    assert (case_folder / "ledger.jsonl").read_bytes() == before


@pytest.mark.parametrize("kept", [1, 40, 200])
def test_a_torn_line_is_reported_then_set_aside_and_kept(embedded, case_folder, kept):
    filled(embedded, 3)
    head = embedded.head
    whole = lines_of(case_folder)[2].replace(b"maria", b"marie")
    with (case_folder / "ledger.jsonl").open("ab") as file:
        file.write(whole[:kept])
    (finding,) = embedded.verify(head)
    assert (finding.severity, finding.line) == (Severity.ERROR, 4)
    assert f"line 4: it is cut off after {kept} bytes" in finding.problem
    recorded = embedded.record(judgement(0.5))
    (aside,) = case_folder.glob("ledger.torn-*")
    assert aside.read_bytes() == whole[:kept]
    assert aside.name in recorded.notices[0]
    assert embedded.verify(head) == ()
    assert len(embedded.entries) == 4


def test_a_line_that_lacks_its_line_break_alone_is_kept(embedded, case_folder):
    filled(embedded, 3)
    head, path = embedded.head, case_folder / "ledger.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert len(embedded.entries) == 3
    (finding,) = embedded.verify(head)
    assert (finding.severity, finding.line) == (Severity.WARNING, 3)
    assert embedded.record(judgement(0.5)).notices == ()
    assert embedded.verify(head) == ()
    assert len(embedded.entries) == 4


def test_nothing_is_recorded_on_top_of_damage(embedded, case_folder):
    filled(embedded, 3)
    path = case_folder / "ledger.jsonl"
    damaged = path.read_bytes().replace(b"0.11", b"0.91")
    path.write_bytes(damaged)
    with pytest.raises(EquipoiseError, match="line 2 was changed") as raised:
        embedded.record(judgement(0.5))
    assert "nothing was recorded" in raised.value.hint
    assert path.read_bytes() == damaged


def test_a_ledger_that_may_not_be_written_to_says_so(embedded, case_folder, monkeypatch):
    filled(embedded, 2)
    before, opened = (case_folder / "ledger.jsonl").read_bytes(), os.open

    def refused(path, flags, *others, **named):
        # Permissions alone would not do: nothing is forbidden to the superuser, who may be running this.
        if os.fspath(path).endswith("ledger.jsonl") and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return opened(path, flags, *others, **named)

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(NotRecordedError, match="permission denied"):
        embedded.record(judgement(0.5))
    assert (case_folder / "ledger.jsonl").read_bytes() == before
