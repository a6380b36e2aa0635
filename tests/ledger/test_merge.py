"""Two copies of a ledger that went on apart become one again without a line rewritten."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import Severity, UsageError
from equipoise.ledger.chain import hash_of, split
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.stand_alone_verifier import faults
from equipoise.ledger.store import Contents
from equipoise.ledger.verify import verify
from ledger.made import LadderClock, event, filled, judgement, lines_of


@pytest.fixture
def branched(embedded, case_folder, tmp_path) -> tuple[Ledger, list[bytes], list[bytes]]:
    """A ledger with two common lines, then two by maria and one by li that a merge brought together."""
    filled(embedded, 2)
    theirs = tmp_path / "theirs"
    shutil.copytree(case_folder, theirs)
    later = LadderClock()
    later.now += timedelta(hours=3)
    Ledger(theirs, clock=later).record(judgement(0.3, by_whom="li"))
    embedded.record(judgement(0.5))
    embedded.record(judgement(0.5, event=event("at apart until 2021-10-31")))
    ours, their = lines_of(case_folder)[2:], lines_of(theirs)[2:]
    (case_folder / "ledger.jsonl").write_bytes(b"".join([*lines_of(case_folder), *their]))
    return embedded, ours, their


def errors(ledger: Ledger, head: str | None = None) -> list[str]:
    return [found.problem for found in ledger.verify(head) if found.severity is Severity.ERROR]


def test_branches_are_found(branched):
    ledger, _, _ = branched
    assert errors(ledger) == ["the ledger has 2 branches, which end on lines 4, 5: two copies of it were merged"]


def test_nothing_else_is_recorded_until_they_are_joined(branched):
    ledger, _, _ = branched
    with pytest.raises(UsageError, match="2 branches") as raised:
        ledger.record(judgement(0.2, by_whom="wu"))
    assert "equipoise ledger join" in raised.value.hint


def test_a_join_makes_them_one_and_rewrites_nothing(branched, case_folder):
    ledger, ours, theirs = branched
    before = (case_folder / "ledger.jsonl").read_bytes()
    ledger.join(by_whom="maria", reason="our two laptops")
    assert (case_folder / "ledger.jsonl").read_bytes().startswith(before)
    assert errors(ledger, ledger.head) == []
    assert list(faults((case_folder / "ledger.jsonl").read_bytes(), ledger.head)) == []
    # The head that either side had published still holds.
    for line in (ours[-1], theirs[-1]):
        assert errors(ledger, hash_of(line.rstrip(b"\n"))) == []
    ledger.record(judgement(0.2, by_whom="wu"))
    assert errors(ledger, ledger.head) == []


def test_one_branch_is_not_joined(embedded):
    filled(embedded, 2)
    with pytest.raises(UsageError, match="one branch"):
        embedded.join(by_whom="maria")


def test_after_a_join_the_last_word_is_the_one_recorded_last(branched):
    ledger, _, _ = branched
    ledger.join(by_whom="maria")
    track = next(track for track in ledger.tracks if track.event == event())
    assert [said.judgement.by_whom for said in track.said] == ["maria", "li"]


def test_a_line_that_a_merge_brought_before_a_published_head_is_told(branched, clock):
    ledger, _, theirs = branched
    clock.now += timedelta(hours=4)
    head = hash_of(theirs[-1].rstrip(b"\n"))
    ledger.join(by_whom="maria")
    told = [(found.line, found.severity) for found in ledger.verify(head)]
    assert told == [(3, Severity.WARNING), (4, Severity.WARNING)]


def test_a_merge_into_a_branch_that_knows_no_join_yet_holds_too(branched, case_folder):
    ledger, _, _ = branched
    ledger.join(by_whom="maria")
    common, joined = lines_of(case_folder)[:2], lines_of(case_folder)[2:]
    third = case_folder.parent / "third"
    shutil.copytree(case_folder, third)
    (third / "ledger.jsonl").write_bytes(b"".join(common))
    later = LadderClock()
    later.now += timedelta(hours=5)
    other = Ledger(third, clock=later)
    other.record(judgement(0.3, by_whom="wu"))
    own = lines_of(third)[2:]
    # Version control puts the lines of the side that merges first.
    (third / "ledger.jsonl").write_bytes(b"".join([*common, *own, *joined]))
    assert errors(other) == ["the ledger has 2 branches, which end on lines 3, 7: two copies of it were merged"]
    other.join(by_whom="wu")
    assert errors(other, other.head) == []


def test_two_ledgers_begun_apart_can_be_joined(embedded, case_folder, tmp_path):
    theirs = tmp_path / "theirs"
    shutil.copytree(case_folder, theirs)
    filled(embedded, 2)
    Ledger(theirs, clock=LadderClock()).record(judgement(0.3, by_whom="li"))
    (case_folder / "ledger.jsonl").write_bytes(b"".join(lines_of(case_folder) + lines_of(theirs)))
    assert "2 branches" in errors(embedded)[0]
    embedded.join(by_whom="maria")
    assert errors(embedded, embedded.head) == []


def test_every_other_order_of_a_joined_ledger_is_found(branched, case_folder):
    ledger, _, _ = branched
    ledger.join(by_whom="maria")
    lines, head = lines_of(case_folder), ledger.head
    for order in itertools.permutations(range(len(lines))):
        raw = b"".join(lines[index] for index in order)
        whole = list(order) == sorted(order)
        findings = verify(Contents("ledger.jsonl", *split(raw)), head=head)
        assert (not any(found.severity is Severity.ERROR for found in findings)) is whole
        assert (list(faults(raw, head)) == []) is whole


@given(data=st.data())
def test_any_changed_byte_of_a_joined_ledger_is_found(data, joined):
    raw, head = joined
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != raw[at]))
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    findings = verify(Contents("ledger.jsonl", *split(changed)), head=head)
    assert any(found.severity is Severity.ERROR for found in findings)
    assert list(faults(changed, head)) != []


@pytest.fixture(scope="module")
def joined(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("ladder")
    (folder / "case.yaml").write_bytes((root / "tests" / "proofs" / "example" / "case.yaml").read_bytes())
    ledger = filled(Ledger(folder, clock=LadderClock()), 3)
    lines = lines_of(folder)
    (folder / "ledger.jsonl").write_bytes(b"".join(lines[:1]))
    ledger.record(judgement(0.4, by_whom="li"))
    (folder / "ledger.jsonl").write_bytes(b"".join(lines + lines_of(folder)[1:]))
    ledger.join(by_whom="maria")
    return (folder / "ledger.jsonl").read_bytes(), ledger.head


def _git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *words], cwd=folder, capture_output=True, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_merges_two_branches_of_a_ledger(embedded, case_folder):
    filled(embedded, 2)
    (case_folder / ".gitattributes").write_text("ledger.jsonl -text merge=union\n")
    _git(case_folder, "init", "-q", "-b", "main")
    _git(case_folder, "add", "-A")
    _git(case_folder, "commit", "-q", "-m", "two judgements")
    _git(case_folder, "checkout", "-q", "-b", "li")
    embedded.record(judgement(0.3, by_whom="li"))
    _git(case_folder, "commit", "-q", "-a", "-m", "li")
    _git(case_folder, "checkout", "-q", "main")
    embedded.record(judgement(0.5))
    _git(case_folder, "commit", "-q", "-a", "-m", "maria")
    _git(case_folder, "merge", "-q", "li")
    assert "2 branches" in errors(embedded)[0]
    embedded.join(by_whom="maria")
    assert len(embedded.entries) == 5
    assert errors(embedded, embedded.head) == []
