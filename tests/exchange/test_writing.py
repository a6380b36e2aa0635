"""What an import writes, in which order, and how it is taken back."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.authored.yaml_text import read_yaml
from equipoise.case.append import append_items
from equipoise.case.load import load_case
from equipoise.case.ratings_csv import read_ratings
from equipoise.case.schema import Rating
from equipoise.errors import EquipoiseError, InvalidCaseError, UsageError
from equipoise.exchange import import_evidence as home
from equipoise.exchange.import_evidence import import_evidence
from exchange.exchanged import bare_case, contents, csv, example_copy
from strategies import examples

TABLE = "id,date,what,kind,sources,allied\nn1,2021-02-25,A pact,conduct,wire; Gazette,+\n"


@pytest.fixture
def folder(tmp_path):
    return example_copy(tmp_path / "case")


def test_what_was_there_stays_to_the_byte(folder):
    evidence = folder / "evidence.yaml"
    evidence.write_text("# Ours.\r\n" + evidence.read_text().replace("\n", "\r\n") + "# the end\r\n", newline="")
    before = contents(folder)
    import_evidence(folder, csv(TABLE))
    for name, was in before.items():
        now = (folder / name).read_bytes()
        assert now.startswith(was.rstrip(b"\r\n"))
    added = evidence.read_bytes()[len(before["evidence.yaml"]) :]
    assert added.startswith(b"- id: n1\r\n")


def test_a_dry_run_writes_nothing_and_says_all(folder):
    before = contents(folder)
    found = import_evidence(folder, csv(TABLE), dry_run=True)
    assert contents(folder) == before
    assert not (folder / ".before-import").exists()
    assert [item["id"] for item in found.items] == ["n1"]
    assert (len(found.ratings), list(found.sources), found.is_written) == (1, ["Gazette"], False)
    assert import_evidence("sweden-nato", csv("id,date,what,kind\nn1,2022-07-01,A pact,conduct\n"), dry_run=True).items


def test_the_case_is_as_before_when_the_steps_back_are_taken(folder):
    for _ in range(2):
        before = contents(folder)
        found = import_evidence(folder, csv(TABLE))
        assert contents(folder) != before
        for step in found.undo:
            verb, *places = shlex.split(step)
            shutil.copy(*places) if verb == "cp" else Path(places[0]).unlink()
        assert contents(folder) == before


def test_files_that_were_not_there_are_taken_away_to_go_back(tmp_path):
    folder = bare_case(tmp_path / "case")
    found = import_evidence(folder, csv(TABLE))
    assert [step.split()[0] for step in found.undo] == ["rm", "rm", "rm"]


@pytest.mark.parametrize("whole", [0, 1, 2])
def test_a_write_that_fails_leaves_the_case_as_it_was(folder, monkeypatch, whole):
    before, real, done = contents(folder), home.write_atomically, []

    def full(path, content):
        if ".before-import" not in path.parts and content not in (before[path.name].decode(),):
            if len(done) == whole:
                raise EquipoiseError("the disk is full")
            done.append(path)
        real(path, content)

    monkeypatch.setattr(home, "write_atomically", full)
    with pytest.raises(EquipoiseError, match="disk is full"):
        import_evidence(folder, csv(TABLE))
    assert contents(folder) == before


@pytest.mark.parametrize("whole", [1, 2])
def test_a_case_cut_short_can_be_read_and_a_second_import_completes_it(folder, tmp_path, whole):
    complete = tmp_path / "complete"
    shutil.copytree(folder, complete)
    files = import_evidence(complete, csv(TABLE)).files
    for name in files[:whole]:  # as a loss of power would leave it
        shutil.copy(complete / name, folder / name)
    load_case(folder)
    import_evidence(folder, csv(TABLE))
    assert contents(folder) == contents(complete)


def test_a_file_that_was_changed_meanwhile_is_not_written_over(folder, monkeypatch):
    real = home.append_items

    def meanwhile(*words):
        changes = real(*words)
        (folder / "ratings.csv").write_text((folder / "ratings.csv").read_text() + "tariff,stance,allied,+,default,\n")
        return changes

    monkeypatch.setattr(home, "append_items", meanwhile)
    with pytest.raises(EquipoiseError, match="changed meanwhile"):
        import_evidence(folder, csv(TABLE))
    assert "n1" not in (folder / "evidence.yaml").read_text()


def test_a_built_in_case_and_a_case_with_errors_take_nothing(folder):
    with pytest.raises(UsageError, match="stays as it is"):
        import_evidence("sweden-nato", csv(TABLE))
    (folder / "evidence.yaml").write_text("- {id: x}\n")
    with pytest.raises(InvalidCaseError, match="mend them first"):
        import_evidence(folder, csv(TABLE))


def test_evidence_in_a_folder_goes_into_its_last_file(folder):
    (folder / "evidence").mkdir()
    (folder / "evidence.yaml").rename(folder / "evidence" / "2021.yaml")
    found = import_evidence(folder, csv(TABLE))
    assert found.files == ("sources.yaml", "evidence/2021.yaml", "ratings.csv")
    assert "n1" in load_case(folder).items


# --- many at once ----------------------------------------------------------------------------------------------

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_LAYOUTS = st.sampled_from(
    [
        "",
        "# nothing yet\n",
        "- {id: a}\n",
        "- id: a\n\n- id: b\n",
        "  - id: a",
        "[{id: a}]\n",
        "- id: a\n  note: |+\n    x\n\n",
    ]
)


@examples(60)
@given(layout=_LAYOUTS, new=st.lists(st.fixed_dictionaries({"id": _TEXTS, "what": _TEXTS}), min_size=1, max_size=3))
def test_entries_are_added_behind_any_layout(tmp_path_factory, layout, new):
    folder = tmp_path_factory.mktemp("case")
    (folder / "evidence.yaml").write_text(layout)
    (change,) = append_items(folder, new).values()
    old = read_yaml(layout, file="").data or []
    assert read_yaml(change.after, file="").data == [*old, *new]
    assert change.before == layout


@pytest.mark.parametrize(
    "text", ["", "item;subject;level;rating;why\nx;stance;allied;2,5;\n\n", "rating,item,subject,level,why\n"]
)
def test_rows_are_added_in_the_form_of_the_file(tmp_path, text):
    if text:
        (tmp_path / "ratings.csv").write_text(text)
    rows = [Rating(item=name, subject="stance", level="allied", rating=1.5, why="so, so") for name in ("a", "b")]
    (change,) = append_items(tmp_path, ratings=rows).values()
    assert read_ratings(change.after, file="").ratings == (*read_ratings(text, file="").ratings, *rows)
    assert change.after.startswith(text)


def test_a_column_that_is_missing_is_told(tmp_path):
    (tmp_path / "ratings.csv").write_text("item,subject,level,rating\n")
    row = Rating(item="a", subject="stance", level="allied", rating="+", why="so")
    with pytest.raises(UsageError, match="no column 'why'"):
        append_items(tmp_path, ratings=[row])
