"""Edits by path: in memory as in the files, or refused with the nearest path."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.case.builtin import list_builtin
from equipoise.case.case import Case
from equipoise.case.edit import apply_edits, edited_texts, parse_edit, save_edits
from equipoise.case.load import load_case, parse_case, read_texts
from equipoise.case.paths import entry_of, follow, value_at
from equipoise.case.schema import LogNormal
from equipoise.errors import EquipoiseError, InvalidCaseError, UsageError

LADDER = Path(__file__).parents[1] / "cases" / "ladder"


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(LADDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LADDER, tmp_path / "my-case")
    return tmp_path / "my-case"


# --- PATH=VALUE --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("decision_maker.advisers=5", "decision_maker.advisers", 5),
        ("clock.horizon=2022-01-31", "clock.horizon", "2022-01-31"),
        ("a.b = {median: 1, spread: 2}", "a.b", {"median": 1, "spread": 2}),
        ("a=[x, y]", "a", ["x", "y"]),
        ("a=null", "a", None),
        ("a=++", "a", "++"),
        ("a=+", "a", "+"),
        ("a=--", "a", "--"),
        ("a=-", "a", "-"),
        ("a='0'", "a", "0"),
        ("a=x=y", "a", "x=y"),
        ("a=NO", "a", "NO"),
        ("scale.++=7", "scale.++", 7),
    ],
)
def test_an_edit_is_a_path_and_a_value_as_in_the_files(text: str, path: str, value: Any) -> None:
    assert parse_edit(text) == (path, value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("decision_maker.advisers", "is no edit"),
        ("=5", "is no edit"),
        ("a=", "has no value"),
        ("a=[1", "cannot be read"),
        ("a=*x", "an alias"),
        ("a=.inf", "not a finite number"),
    ],
)
def test_what_is_no_edit_is_refused(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        parse_edit(text)
    assert caught.value.hint


# --- in memory ---------------------------------------------------------------------------------------------------


def test_an_edit_sets_its_path_and_nothing_else(case: Case) -> None:
    edited = apply_edits(case, {"decision_maker.advisers": 5, "evidence.visit.accuracy": 0.75})

    assert edited.definition.decision_maker.advisers == 5
    assert edited.items["visit"].accuracy == 0.75
    assert edited.edits == (("decision_maker.advisers", 5), ("evidence.visit.accuracy", 0.75))
    assert case.definition.decision_maker.advisers == 2
    assert case.edits == ()
    back = apply_edits(edited, {"decision_maker.advisers": 2, "evidence.visit.accuracy": 0.6})
    assert back.fingerprint == case.fingerprint != edited.fingerprint
    assert len(back.edits) == 4


def test_without_edits_a_case_stays_what_it_is(case: Case) -> None:
    assert apply_edits(case, {}) == case


@pytest.mark.parametrize("name", list_builtin())
def test_writing_a_case_out_and_reading_it_in_changes_nothing(name: str) -> None:
    case = load_case(name)

    edited = apply_edits(case, {"title": case.definition.title})

    assert edited.definition == case.definition
    assert edited.fingerprint == case.fingerprint


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("explanations.kin.weights.trade", 0.5),
        ("rating_strength", {"median": 2.0, "spread": 1.5}),
        ("decision_maker.bias.pressure", {"mean": 1.0, "sd": 0.1}),
        ("considerations.trade.effect.stance.allied", "-"),
        ("conditions.pressure.starts", {"low": 1.0}),
        ("scenarios.apart.title", "Apart"),
        ("scenarios.apart.stance", ["apart"]),
        ("instruments.stance.levels.0", "apart"),
        ("availability.apart", -1.0),
        ("explanations.kin.decision_maker.bias.pressure", 1.0),
        ("evidence.visit.planted.chance", 0.1),
        ("evidence.visit.date", "2021-01"),
        ("sources.wire.grade", "A"),
        ("clock.step", "week"),
        ("scale.++", 7.0),
        ("decision_maker.mix", None),
    ],
)
def test_fields_of_all_kinds_can_be_set(path: str, value: Any, case: Case) -> None:
    edited = apply_edits(case, {path: value})

    entry, parts = entry_of(edited, path)
    data = entry.written(edited)
    assert value_at(data, follow(path, data, entry, parts)) == value


def test_edits_that_need_each_other_are_applied_together(case: Case) -> None:
    edited = apply_edits(case, {"decision_maker.mix.interests": 0.5, "decision_maker.mix.kin": 0.5})

    assert edited.definition.decision_maker.mix == {"interests": 0.5, "kin": 0.5}
    assert apply_edits(case, {"base_rate.changes": 2, "base_rate.years": 10}).definition.base_rate is not None


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("decision_maker.adviser", "did you mean 'decision_maker.advisers'?"),
        ("explanations.intersts.weights.trade", "did you mean 'explanations.interests.weights.trade'?"),
        ("weights.trade", "did you mean 'explanations.interests.weights.trade'?"),
        ("scenarios.new", "did you mean"),
        ("evidence.vist.accuracy", "did you mean 'evidence.visit.accuracy'?"),
        ("evidence.visit.acuracy", "did you mean 'evidence.visit.accuracy'?"),
        ("evidence", "write evidence.ID.FIELD"),
        ("sources.xyz.grade", "write sources.ID.FIELD"),
        ("decision_maker.decisiveness.median", "set decision_maker.decisiveness"),
        ("instruments.stance.levels.3", ""),
        ("excluded.0.why", ""),
        ("a..b", "write names with dots between"),
        ("", "write names with dots between"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_with_the_nearest(path: str, hint: str, case: Case) -> None:
    with pytest.raises(UsageError) as caught:
        apply_edits(case, {path: 1})
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("decision_maker.patience", 1, "decision_maker.patience: expected a number of 0 or more and below 1; found 1"),
        ("decision_maker.noise", "much", r"expected a number, \{mean, sd\} or \{median, spread\}; found 'much'"),
        ("evidence.visit.date", "2021-13", "evidence.visit.date: '2021-13' is not a date"),
        ("explanations.kin.weights.trde", 1, "unknown consideration 'trde'; did you mean 'trade'?"),
        ("decision_maker.mix.kin", 0.1, "decision_maker.mix"),
        ("evidence.visit.known", "2020-01-01", "visit"),
        ("base_rate.changes", 2, "found neither years nor case_years, expected one of the two"),
    ],
)
def test_what_would_be_no_valid_case_is_refused(path: str, value: Any, words: str, case: Case) -> None:
    with pytest.raises(UsageError, match=words):
        apply_edits(case, {path: value})


def test_all_errors_of_an_edited_case_are_named(case: Case) -> None:
    with pytest.raises(UsageError) as caught:
        apply_edits(case, {"instruments.stance.levels.1": "x"})

    assert "starts.stance.hedged" in str(caught.value)
    assert "scenarios.hedged.stance" in str(caught.value)


def test_names_may_hold_dots(case: Case) -> None:
    doubt = {"calm": {"says": "It stays calm", "if_false": {"decision_maker.noise": 2, "decision_maker.advisers": 1}}}
    doubted = apply_edits(case, {"assumptions": doubt})

    edited = apply_edits(doubted, {"assumptions.calm.if_false.decision_maker.noise": 3})

    assert edited.definition.assumptions["calm"].if_false == {"decision_maker.noise": 3, "decision_maker.advisers": 1}


# --- in the files ------------------------------------------------------------------------------------------------


def test_a_saved_edit_gives_the_case_that_the_edit_gave(folder: Path) -> None:
    edits = {
        "decision_maker.advisers": 5,
        "explanations.kin.weights.trade": 0.5,
        "conditions.pressure.drift": {"mean": 0.2, "sd": 0.1},
        "evidence.visit.accuracy": 0.75,
        "evidence.tariff.note": "as the customs say: more",
        "sources.wire.motive": "none",
        "rating_strength": {"median": 0.5, "spread": 1.6},
    }
    edited = load_case(folder).edited(edits)

    saved = save_edits(folder, edits)

    assert saved.fingerprint == edited.fingerprint == load_case(folder).fingerprint
    assert saved.edits == ()


def test_saving_leaves_every_other_byte(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    save_edits(folder, {"decision_maker.advisers": 5, "evidence.visit.accuracy": 0.75})

    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after.pop("case.yaml") == before.pop("case.yaml").replace(b"advisers: 2", b"advisers: 5")
    assert after.pop("evidence.yaml") == before.pop("evidence.yaml").replace(b"accuracy: 0.6", b"accuracy: 0.75")
    assert after == before


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("base_rate.years", 3, None),
        ("explanations.kin.decision_maker.bias.pressure", 1, "decision_maker: {bias: {pressure: 1}}}"),
        ("availability.apart", -1, "\navailability: {apart: -1}\n"),
        ("clock.step", "month", "clock: {step: month,"),
        ("considerations.trade.known", "2021-01-02", "    known: 2021-01-02\n"),
        ("scale.++", 7, 'scale: {"++": 7,'),
    ],
)
def test_what_a_file_leaves_to_the_defaults_is_written_as_far_as_need_be(
    path: str, value: Any, line: str | None, folder: Path
) -> None:
    edits = {path: value} | ({"base_rate.changes": 1} if "base_rate" in path else {})
    edited = load_case(folder).edited(edits)

    assert save_edits(folder, edits).fingerprint == edited.fingerprint
    if line is not None:
        assert line in (folder / "case.yaml").read_text()


def test_part_of_a_default_brings_the_rest_with_it(folder: Path) -> None:
    text = (folder / "case.yaml").read_text()
    (folder / "case.yaml").write_text(text.replace("rating_strength: 1\n", "").replace("decisiveness: 1.3, ", ""))
    edits = {"rating_strength.spread": 2, "decision_maker.decisiveness.median": 1}

    saved = save_edits(folder, edits)

    assert saved.definition.rating_strength == LogNormal(median=0.5, spread=2)
    assert saved.definition.decision_maker.decisiveness == LogNormal(median=1, spread=1.6)


def test_a_field_in_its_shorter_form_is_written_out(folder: Path) -> None:
    text = (folder / "evidence.yaml").read_text()
    where = "accuracy: 0.6, where: {document: d, start: 1, end: 2}"
    (folder / "evidence.yaml").write_text(text.replace("accuracy: 0.6", where))

    assert save_edits(folder, {"evidence.visit.where.0.end": 9}).items["visit"].where[0].end == 9


def test_evidence_is_edited_in_the_file_that_holds_it(folder: Path) -> None:
    (folder / "evidence").mkdir()
    for number, line in enumerate((folder / "evidence.yaml").read_text().splitlines()):
        (folder / "evidence" / f"{number}.yaml").write_text(f"# part {number}\r\n{line}\r\n", newline="")
    (folder / "evidence.yaml").unlink()

    assert save_edits(folder, {"evidence.tariff.accuracy": 0.5}).items["tariff"].accuracy == 0.5
    assert (folder / "evidence" / "2.yaml").read_bytes().startswith(b"# part 2\r\n")
    assert b"accuracy: 0.5}\r\n" in (folder / "evidence" / "2.yaml").read_bytes()


def test_edited_texts_are_only_those_that_change_and_nothing_is_written(folder: Path) -> None:
    case, (texts, _) = load_case(folder), read_texts(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    changed = edited_texts(case, texts, {"evidence.visit.accuracy": 0.75, "decision_maker.advisers": 2})

    # There are two advisers already, so `case.yaml` is not among them.
    assert changed == {"evidence.yaml": texts["evidence.yaml"].replace("accuracy: 0.6", "accuracy: 0.75")}
    assert edited_texts(case, texts, {}) == {}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_edited_texts_say_what_the_edited_case_says(folder: Path) -> None:
    case, (texts, _) = load_case(folder), read_texts(folder)
    edits = {"clock.horizon": "2022-01-31", "evidence.visit.accuracy": 0.75, "sources.wire.motive": "none"}

    changed = edited_texts(case, texts, edits)

    again = parse_case({**texts, **changed}, name=case.name, folder=folder).case
    assert again is not None
    assert again.fingerprint == case.edited(edits).fingerprint
    assert sorted(changed) == ["case.yaml", "evidence.yaml", "sources.yaml"]


def test_texts_that_are_not_those_of_the_case_are_not_edited(folder: Path) -> None:
    case, (texts, _) = load_case(folder), read_texts(folder)
    others = {**texts, "case.yaml": texts["case.yaml"].replace("inertia: 0.7", "inertia: 0.8")}

    with pytest.raises(UsageError, match="without touching more than their places"):
        edited_texts(case, others, {"decision_maker.advisers": 5})

    gone = {**texts, "evidence.yaml": texts["evidence.yaml"].replace("visit", "visitation")}
    with pytest.raises(UsageError, match="'visit' stands in no file of evidence"):
        edited_texts(case, gone, {"evidence.visit.accuracy": 0.75})


def test_nothing_is_written_when_an_edit_is_refused(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(UsageError):
        save_edits(folder, {"decision_maker.advisers": 5, "decision_maker.patience": 3})

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_case_with_errors_is_mended_before_it_is_edited(folder: Path) -> None:
    (folder / "sources.yaml").write_text("wire: 3\n")

    with pytest.raises(InvalidCaseError):
        save_edits(folder, {"decision_maker.advisers": 5})


def test_a_built_in_case_stays_as_it_is() -> None:
    with pytest.raises(UsageError, match="comes with Equipoise"):
        save_edits("sino-russian", {"decision_maker.advisers": 5})


def test_a_failure_to_write_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(EquipoiseError, match=r"case\.yaml: cannot be written: no space left"):
        save_edits(folder, {"decision_maker.advisers": 5})


NUMBERS = st.floats(0, 3, allow_subnormal=False) | st.integers(0, 3)
QUANTITIES = NUMBERS | st.fixed_dictionaries({"median": st.floats(0.5, 3), "spread": st.floats(1.1, 3)})
EDITS = {
    "decision_maker.advisers": st.integers(1, 9),
    "decision_maker.noise": QUANTITIES,
    "decision_maker.risk_aversion": QUANTITIES,
    "decision_maker.why": st.text(st.characters(codec="utf-8"), min_size=1, max_size=9),
    "explanations.interests.weights.trade": QUANTITIES,
    "explanations.kin.weights.trade": QUANTITIES,
    "explanations.kin.decision_maker.noise": QUANTITIES,
    "conditions.pressure.pushed_by.stance.hedged": NUMBERS,
    "considerations.trade.effect.stance.hedged": st.sampled_from(["--", "-", "0", "+", "++", 1.5]),
    "instruments.stance.means": st.dictionaries(st.sampled_from(["apart", "hedged"]), st.text("ab: '#\n", max_size=5)),
    "scenarios.hedged.title": st.sampled_from(["NO", "2022", "++", "a: b", "12:30", "Überfall"]),
    "title": st.text("ab \"'\\\té😀", min_size=1, max_size=9),
    "evidence.abstain.accuracy": st.floats(0, 1),
    "evidence.visit.what": st.text("ab: {}[]#&*!|>\n", max_size=9),
    "sources.wire.access": st.sampled_from(["direct", "null", "~", "yes"]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(paths=st.sets(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), draw=st.data())
def test_whatever_edit_is_saved_gives_the_case_that_the_edit_gave(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str], draw: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("saved") / "my-case"
    shutil.copytree(LADDER, folder)
    edits = {path: draw.draw(EDITS[path]) for path in paths}

    edited = load_case(folder).edited(edits)

    assert save_edits(folder, edits).fingerprint == edited.fingerprint
    assert load_case(folder).fingerprint == edited.fingerprint
