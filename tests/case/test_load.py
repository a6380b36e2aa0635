"""A case is read from its folder with every problem of every file at once, or refused with a way out."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from equipoise.case.builtin import builtin_folder, list_builtin
from equipoise.case.load import load_case, read_case
from equipoise.errors import ExitCode, InvalidCaseError, Severity, UsageError

LADDER = Path(__file__).parents[1] / "cases" / "ladder"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ladder as `my-case` in the working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LADDER, tmp_path / "my-case")
    return tmp_path / "my-case"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def errors(folder: str | Path) -> list[str]:
    return [str(finding) for finding in read_case(folder).findings if finding.severity is Severity.ERROR]


def test_the_sample_case_loads_whole() -> None:
    case = load_case(LADDER)

    assert case.name == "ladder"
    assert case.folder == LADDER
    assert case.definition.actor == "Ruritania"
    assert list(case.sources) == ["wire"]
    assert [item.id for item in case.evidence] == ["visit", "visit-again", "tariff", "abstain", "late-news"]
    assert len(case.ratings) == 14
    assert case.judgements == case.departures == ()
    assert case.edits == ()


def test_a_case_reads_the_same_from_any_path_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint = load_case(LADDER).fingerprint

    assert load_case("my-case").fingerprint == fingerprint
    assert load_case(str(folder)).fingerprint == fingerprint
    monkeypatch.chdir(folder)
    assert load_case(".").name == "my-case"


def test_comments_layout_and_line_breaks_do_not_change_the_fingerprint(folder: Path) -> None:
    fingerprint = load_case(folder).fingerprint

    for name in ("case.yaml", "evidence.yaml", "ratings.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        comment = "" if name.endswith("csv") else "# mine\n"
        (folder / name).write_text("\ufeff" + comment + text, encoding="utf-8", newline="\r\n")

    assert load_case(folder).fingerprint == fingerprint


def test_all_files_but_the_case_itself_may_be_missing_or_empty(folder: Path) -> None:
    for name in ("evidence.yaml", "ratings.csv"):
        (folder / name).unlink()
    (folder / "sources.yaml").write_text("# none yet\n")
    (folder / "judgements.yaml").write_text("")

    case = load_case(folder)

    assert case.sources == {}
    assert case.evidence == case.ratings == case.judgements == ()


def test_evidence_may_lie_in_several_files(folder: Path) -> None:
    (folder / "evidence").mkdir()
    (folder / "evidence.yaml").rename(folder / "evidence" / "2021.yaml")
    (folder / "evidence" / "2020.yaml").write_text("- {id: early, date: 2020-12-01, what: x, kind: background}\n")
    (folder / "evidence.yaml").write_text("# moved to evidence/\n")

    read = read_case("my-case")

    assert read.case is not None
    assert [item.id for item in read.case.evidence][:2] == ["early", "visit"]
    assert read.locate(("evidence", 0, "date")) == ("my-case/evidence/2020.yaml", 1, 21)
    assert read.locate(("evidence", 2), True) == ("my-case/evidence/2021.yaml", 2, 3)
    assert read.locate(("evidence", "tariff", "date"), True) == ("my-case/evidence/2021.yaml", 3, 16)


def test_everything_in_the_case_has_its_place(folder: Path) -> None:
    read = read_case("my-case")

    assert read.locate(("conditions", "pressure", "dwell")) == ("my-case/case.yaml", 17, 12)
    assert read.locate(("sources", "wire", "grade"), True) == ("my-case/sources.yaml", 1, 31)
    assert read.locate(("ratings", 0, "rating")) == ("my-case/ratings.csv", 2, 24)
    assert read.locate(("ratings", 3)) == ("my-case/ratings.csv", 5, 1)
    assert read.locate(("ratings",)) == ("my-case/ratings.csv", 2, 1)
    assert read.locate(("judgements", 0, "when")) == ("my-case/judgements.yaml", 1, 1)
    assert read.locate(()) == ("my-case/case.yaml", 1, 1)
    assert read.position("case", ("clock", "opens"), key=True) == ("my-case/case.yaml", 5, 22)


def test_all_problems_of_all_files_are_found_at_once(folder: Path) -> None:
    change(folder / "case.yaml", "dwell: 4", "dwel: 4")
    change(folder / "evidence.yaml", "date: 2021-03-10", "date: 2021-13-10")
    change(folder / "ratings.csv", "tariff,pressure,high,++", "tariff,pressure,high,+++")
    (folder / "sources.yaml").write_text("wire: {title: A wire service, grade: B}\nwire: {title: x}\n")
    (folder / "judgements.yaml").write_text("- id: j1\n  who: x: y\n")
    (folder / "departures.yaml").write_bytes(b"- path: caf\xe9\n")

    assert errors("my-case") == [
        "my-case/case.yaml:14:3: conditions.pressure.dwell: this field is missing; add it",
        "my-case/case.yaml:17:5: conditions.pressure.dwel: this field is not known; did you mean 'dwell'?",
        "my-case/departures.yaml:1:12: the byte 0xe9 is not UTF-8; save the file as UTF-8",
        "my-case/evidence.yaml:3:22: evidence.tariff.date: '2021-13-10' is not a date; "
        "write 2022-02-25, or 2022-02, 2022-Q1 or 2022 where the day is not known",
        "my-case/judgements.yaml:2:9: judgements: this is not valid YAML: a colon is out of place; "
        "put text that holds a colon in quotes, or see whether the indentation fits",
        "my-case/ratings.csv:8:22: tariff.pressure.high: '+++' is neither a mark nor a number in decibans; "
        "write one of --, -, 0, +, ++, or a number such as 2.5",
        "my-case/sources.yaml:2:1: sources.wire: 'wire' is given twice, first at 1:1; keep one of them",
    ]
    with pytest.raises(InvalidCaseError, match="the case my-case has 7 errors") as caught:
        load_case("my-case")
    assert len([one for one in caught.value.findings if one.severity is Severity.ERROR]) == 7
    assert caught.value.exit_code is ExitCode.INVALID_CASE
    assert "equipoise check my-case" in caught.value.hint


def test_what_must_hold_between_files_is_checked_when_loading(folder: Path) -> None:
    change(folder / "ratings.csv", "tariff,pressure,high", "tarif,pressure,high")

    assert errors(folder) == []
    with pytest.raises(InvalidCaseError, match=r"has an error: my-case/ratings\.csv:8:1") as caught:
        load_case(folder)
    assert any(finding.severity is not Severity.ERROR for finding in caught.value.findings)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b"\x00\x01\x02"), "cannot stand in YAML"),
        (lambda path: path.write_bytes(b""), "the file is empty"),
        (lambda path: path.write_text("[" * 10_000), "deeper than 40 levels"),
        (lambda path: path.write_text("- 1\n"), "expected a mapping with fields"),
        (lambda path: path.write_text("a: 1\n---\nb: 2\n"), "a second document"),
        (lambda path: (path.unlink(), path.mkdir()), "this is a folder, not a file"),
    ],
)
def test_a_case_file_that_cannot_be_read_is_a_finding(
    spoil: Callable[[Path], object], words: str, folder: Path
) -> None:
    spoil(folder / "case.yaml")

    [finding] = errors("my-case")
    assert finding.startswith("my-case/case.yaml:1:") or "second document" in finding
    assert words in finding


def test_a_folder_that_is_not_ours_to_read_is_said_to_be_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert any("permission denied" in finding for finding in errors(folder))
    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(UsageError, match="permission denied"):
        read_case(folder)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("nowhere", "there is no case 'nowhere'", "built-in cases: sino-russian"),
        ("sino-rusian", "there is no case 'sino-rusian'", "did you mean 'sino-russian'?"),
        ("my-case/case.yaml", "is a file, not the folder of a case", "give its folder: my-case"),
        ("empty", "empty has no case.yaml", "equipoise new starts a case"),
        ("other", "other has no case.yaml", "rename case.yml to case.yaml"),
        ("", "has no case.yaml", ""),
    ],
)
def test_what_is_no_case_is_refused_with_a_way_out(name: str, message: str, hint: str, folder: Path) -> None:
    (folder.parent / "empty").mkdir()
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "case.yml").touch()

    for read in (read_case, load_case):
        with pytest.raises(UsageError, match=message) as caught:
            read(name)
        assert hint in caught.value.hint


def test_a_file_with_a_slip_in_its_name_is_not_passed_over_in_silence(folder: Path) -> None:
    (folder / "ratings.csv").rename(folder / "rating.csv")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "2021.yml").touch()
    (folder / "notes.yaml").touch()
    (folder / "case-old.yaml").touch()

    assert [str(finding) for finding in read_case("my-case").findings] == [
        "my-case/evidence/2021.yml:1:1: no file of this name belongs to a case, so it is not read; "
        "did you mean '2021.yaml'?",
        "my-case/rating.csv:1:1: no file of this name belongs to a case, so it is not read; "
        "did you mean 'ratings.csv'?",
    ]
    assert read_case("my-case").case is not None


def test_a_folder_comes_before_a_built_in_case_of_the_same_name(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "sino-russian")

    assert load_case("sino-russian").definition.actor == "Ruritania"


def test_built_in_cases_are_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sino-russian").mkdir()

    assert "sino-russian" in list_builtin()
    assert read_case("sino-russian").folder == builtin_folder("sino-russian")
    assert builtin_folder("nowhere") is None
    assert builtin_folder("") is None


def test_five_thousand_items_load_in_seconds(folder: Path) -> None:
    items = [
        f"- id: item-{number}\n  date: 2021-02-{number % 28 + 1:02d}\n  known: 2021-03-01\n  kind: conduct\n"
        f"  what: Something happened and was written down, number {number}\n  sources: [wire]\n  grade: B2\n"
        for number in range(5_000)
    ]
    (folder / "evidence.yaml").write_text("".join(items))
    rows = [f"item-{number},scenarios,apart,+,default,because of it" for number in range(5_000)]
    (folder / "ratings.csv").write_text("\n".join(["item,subject,level,rating,rater,why", *rows]))

    began = time.perf_counter()
    read = read_case(folder)

    assert read.case is not None
    assert len(read.case.evidence) == len(read.case.ratings) == 5_000
    assert time.perf_counter() - began < 10  # about one second on an idle machine


def test_loading_a_case_needs_no_numbers_library() -> None:
    code = f"""
import sys
from equipoise.case.load import load_case
load_case({str(LADDER)!r})
print("pandas" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
