"""Every change up to a published head is found, and the message says what and where.

The verifier of the package and the one that stands alone are held against each other.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import Severity
from equipoise.ledger.chain import hash_of, split
from equipoise.ledger.stand_alone_verifier import faults
from equipoise.ledger.store import Contents
from equipoise.ledger.verify import verify
from ledger.made import filled, lines_of

COUNT = 6
ALONE = Path(__file__).parents[2] / "src" / "equipoise" / "ledger" / "stand_alone_verifier.py"
MOST_LINES = 120


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory, root: Path) -> bytes:
    """A ledger of six lines."""
    from equipoise.ledger.ledger import Ledger
    from ledger.made import LadderClock

    folder = tmp_path_factory.mktemp("ladder")
    (folder / "case.yaml").write_bytes((root / "tests" / "proofs" / "example" / "case.yaml").read_bytes())
    filled(Ledger(folder, clock=LadderClock()), COUNT)
    return (folder / "ledger.jsonl").read_bytes()


def problems(raw: bytes, head: str | None) -> list[str]:
    """What the package finds, warnings about a missing last line break left out."""
    contents = Contents("ledger.jsonl", *split(raw))
    return [str(found) for found in verify(contents, head=head) if found.severity is Severity.ERROR]


def found_alone(raw: bytes, head: str | None) -> list[str]:
    return [f"line {number}: {problem}" for number, problem in faults(raw, head)]


def head_of(raw: bytes) -> str:
    return hash_of(raw.splitlines()[-1])


def test_an_untouched_ledger_has_nothing_to_find(raw):
    assert problems(raw, head_of(raw)) == []
    assert found_alone(raw, head_of(raw)) == []


@given(data=st.data())
def test_any_changed_byte_is_found_with_its_line(raw, data):
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != raw[at]))
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    found = problems(changed, head_of(raw))
    line = raw[:at].count(b"\n") + 1
    assert any(f"line {line}" in problem for problem in found) or any("published head" in one for one in found)
    if line < COUNT:
        assert any(f"line {line}" in problem for problem in found)
    assert found_alone(changed, head_of(raw)) != []


@given(data=st.data())
def test_any_byte_put_in_or_taken_out_is_found(raw, data):
    at = data.draw(st.integers(0, len(raw) - 1))
    put_in = data.draw(st.binary(min_size=0, max_size=2))
    changed = raw[:at] + put_in + raw[at + (0 if put_in else 1) :]
    if changed == raw.removesuffix(b"\n"):  # the records are all there
        return
    assert problems(changed, head_of(raw)) != []
    assert found_alone(changed, head_of(raw)) != []


@given(order=st.permutations(range(COUNT)))
def test_any_other_order_of_lines_is_found(raw, order):
    lines = raw.splitlines(keepends=True)
    changed = b"".join(lines[index] for index in order)
    # Without a head too, since each line holds the one before.
    assert (problems(changed, None) == []) is (changed == raw)
    assert (found_alone(changed, None) == []) is (changed == raw)


@given(kept=st.sets(st.integers(0, COUNT - 1), max_size=COUNT - 1))
def test_any_removed_line_is_found(raw, kept):
    lines = raw.splitlines(keepends=True)
    changed = b"".join(lines[index] for index in sorted(kept))
    assert problems(changed, head_of(raw)) != []
    assert found_alone(changed, head_of(raw)) != []


@given(cut=st.integers(1, 2000))
def test_any_cut_end_is_found(raw, cut):
    changed = raw[: max(0, len(raw) - 1 - cut)]
    assert problems(changed, head_of(raw)) != []
    assert found_alone(changed, head_of(raw)) != []


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (lambda lines: [*lines[:2], lines[2].replace(b"0.12", b"0.92"), *lines[3:]], 4, "line 3 was changed after it"),
        (lambda lines: [lines[0], *lines[2:]], 2, "a line before this one was changed or removed"),
        (lambda lines: lines[1:], 1, "the lines before it were removed"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2, "stands before line 3, which it follows"),
        (lambda lines: lines[:-1], COUNT - 1, "no line has the published head"),
        (lambda lines: [*lines, lines[-1]], COUNT + 1, f"it is the same as line {COUNT}"),
        (lambda lines: [*lines[:3], b"\n", *lines[3:]], 4, "it is empty"),
        (lambda lines: [*lines[:3], b"<<<<<<< HEAD\n", *lines[3:]], 4, "it marks a conflict of version control"),
        (lambda lines: [*lines[:3], b"[1]\n", *lines[3:]], 4, "it is no JSON object"),
        (lambda lines: [*lines[:3], b"\xff\n", *lines[3:]], 4, "it is not UTF-8"),
        (lambda lines: [*lines[:3], b'{"schema":"other"}\n', *lines[3:]], 4, "its schema is 'other'"),
        (lambda lines: [line.replace(b"\n", b"\r\n") for line in lines], 1, "something translated the line breaks"),
    ],
)
def test_the_message_says_what_and_where(raw, change, line, says):
    changed = b"".join(change(raw.splitlines(keepends=True)))
    findings = verify(Contents("ledger.jsonl", *split(changed)), head=head_of(raw))
    assert any(found.line == line and says in found.problem for found in findings), findings
    assert all(found.mend for found in findings if found.line == line and says in found.problem)


def test_all_findings_come_at_once(raw):
    lines = raw.splitlines(keepends=True)
    lines[1] = lines[1].replace(b"0.11", b"0.91")
    lines[3] = b"not a record\n"
    found = problems(b"".join(lines), head_of(raw))
    assert [text.split(": ")[0] for text in found] == [f"ledger.jsonl:{n}:0" for n in (3, 4, 5)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"probability":0.15', b'"probability":1.5', "probability"),
        (b'"kind":"person"', b'"kind":"oracle"', "kind"),
        (b'"as_of":"2021-04-01"', b'"as_of":"2021-04-31"', "as_of"),
        (b'"kind":"person"', b'"backcast":true,"kind":"person"', "backcast"),
        (b'"record":"judgement"', b'"record":"verdict"', "no kind of record"),
        (b'"probability":0.15', b'"probability":0.150', "canonical"),
        (b'"recorded_at":"2021', b'"recorded_at":"Y021', "recorded_at"),
        (b'"ever":["allied"]', b'"ever":["allied","allied"]', "not spelled"),
    ],
)
def test_a_last_line_that_no_ledger_would_write_is_found_without_a_head(raw, old, new, says):
    *before, last = raw.splitlines(keepends=True)
    assert old in last
    found = problems(b"".join([*before, last.replace(old, new)]), None)
    assert any(says in problem for problem in found), found


def test_what_a_published_head_does_not_cover_is_told(raw):
    # Put in before the head by somebody who joined it later, or brought by a merge: either way a person should look.
    lines = raw.splitlines(keepends=True)
    forged = lines[2].replace(b"0.12", b"0.92")
    findings = verify(Contents("ledger.jsonl", *split(b"".join([*lines[:3], forged, *lines[3:]]))), head=head_of(raw))
    assert any("does not cover it" in found.problem and found.line == 4 for found in findings)
    assert any("2 branches" in found.problem for found in findings)


# --- the verifier that stands alone ---------------------------------------------------------------------------


def alone(*words: object) -> subprocess.CompletedProcess[str]:
    # -I and -S: no package but the standard library can be imported.
    return subprocess.run([sys.executable, "-I", "-S", ALONE, *map(str, words)], capture_output=True, text=True)


def test_the_verifier_that_stands_alone_is_short():
    assert len(ALONE.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_it_runs_with_the_standard_library_alone(embedded, case_folder):
    filled(embedded, 3)
    good = alone(case_folder / "ledger.jsonl", embedded.head)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == f"all 3 lines hold; head {embedded.head}\n"
    lines = lines_of(case_folder)
    (case_folder / "ledger.jsonl").write_bytes(b"".join([lines[0], lines[1].replace(b"0.11", b"0.91"), lines[2]]))
    bad = alone(case_folder / "ledger.jsonl")
    assert bad.returncode == 1
    assert bad.stdout.startswith("line 3: it follows ")


def test_it_says_how_it_is_used():
    assert alone().returncode == 2
    assert "stand_alone_verifier.py ledger.jsonl [HEAD]" in alone().stderr


def test_it_finds_nothing_in_an_empty_ledger(tmp_path):
    (tmp_path / "ledger.jsonl").write_bytes(b"")
    assert alone(tmp_path / "ledger.jsonl").returncode == 0
