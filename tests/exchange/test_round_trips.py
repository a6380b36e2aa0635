"""What goes out comes back, and what does not is in the loss report."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from equipoise.case.case import Case
from equipoise.case.check import check
from equipoise.case.load import load_case
from equipoise.errors import Severity
from equipoise.exchange.export_evidence import Exported, export_evidence
from equipoise.exchange.import_evidence import import_evidence
from equipoise.exchange.in_file import InFile
from exchange.exchanged import bare_case, cases, differences
from strategies import examples

_NAMES = {"csv": "x.csv", "xlsx": "x.xlsx", "json": "x.json", "stix": "x.json", "ach": "x.csv"}
_SOME = examples(40)


def there_and_back(case: Case, form: str, content: bytes | None = None) -> tuple[Exported, Case]:
    out = export_evidence(case, form=form)
    with tempfile.TemporaryDirectory() as place:
        folder = bare_case(Path(place) / "case")
        import_evidence(folder, InFile(_NAMES[form], content or out.content), form=_form(form))
        return out, load_case(folder)


def _form(form: str) -> str:
    return {"csv": "evidence", "xlsx": "evidence"}.get(form, form)


def is_valid(case: Case) -> bool:
    return not any(finding.severity is Severity.ERROR for finding in check(case))


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "stix"])
@_SOME
@given(case=cases(raters=("default", "ann")))
def test_what_differs_behind_a_round_trip_is_in_the_loss_report(form, case):
    assert is_valid(case)
    if not case.evidence:
        return
    out, back = there_and_back(case, form)
    told = {loss.field for loss in out.losses if loss.fate in ("lost", "changed")}
    assert differences(case, back) <= told


@_SOME
@given(case=cases(raters=("default", "ann")))
def test_json_loses_nothing(case):
    out, back = there_and_back(case, "json")
    assert out.losses == ()
    assert (back.evidence, back.ratings, dict(back.sources)) == (case.evidence, case.ratings, dict(case.sources))


@_SOME
@given(case=cases())
def test_what_another_reader_of_stix_misses_is_in_the_loss_report(case):
    if not case.evidence:
        return
    bundle = json.loads(export_evidence(case, form="stix").content)
    for one in bundle["objects"]:
        one.pop("extensions", None)
    out, back = there_and_back(case, "stix", json.dumps(bundle).encode())
    assert differences(case, back) <= {loss.field for loss in out.losses}


@_SOME
@given(case=cases(raters=("default", "ann")))
def test_what_a_matrix_cannot_hold_is_in_the_loss_report(case):
    if all(item.kind == "silence" for item in case.evidence):
        return
    known = {item.id for item in case.evidence if item.kind != "silence"}
    if any(item.supersedes and item.supersedes not in known for item in case.evidence):
        return
    out, back = there_and_back(case, "ach")
    assert differences(case, back) <= {loss.field for loss in out.losses}


@_SOME
@given(case=cases())
def test_a_matrix_goes_out_as_it_came(case):
    if all(item.kind == "silence" for item in case.evidence):
        return
    out, back = there_and_back(case, "ach")
    assert export_evidence(back, form="ach").content == out.content


@pytest.mark.parametrize("name", ["sweden-nato", "sino-russian"])
@pytest.mark.parametrize("form", ["xlsx", "json", "stix"])
def test_built_in_cases_come_back_whole(name, form, tmp_path):
    case = load_case(name)
    (tmp_path / "case.yaml").write_bytes((case.folder / "case.yaml").read_bytes())
    out = export_evidence(case, form=form)
    import_evidence(tmp_path, InFile(_NAMES[form], out.content))
    back = load_case(tmp_path)
    assert differences(case, back) == set()
    assert [item.id for item in back.evidence] == [item.id for item in case.evidence]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "stix", "ach"])
def test_the_same_case_gives_the_same_bytes(form):
    case = load_case("sweden-nato")
    assert export_evidence(case, form=form).content == export_evidence(case, form=form).content
