"""STIX 2.1: bundles of others read, and ours as the specification wants them."""

from __future__ import annotations

import json
import re

import pytest

from equipoise.case.load import load_case
from equipoise.errors import InvalidCaseError, UsageError
from equipoise.exchange.export_evidence import export_evidence
from equipoise.exchange.import_evidence import import_evidence
from equipoise.exchange.in_file import InFile
from exchange.exchanged import bare_case

MAKER = "identity--11111111-1111-4111-8111-111111111111"
SEEN = "domain-name--22222222-2222-4222-8222-222222222222"
AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"


def made(kind, number, **said):
    stamp = "2021-03-04T05:06:07.000Z"
    identifier = f"{kind}--{number:08d}-0000-4000-8000-000000000000"
    common = {"type": kind, "spec_version": "2.1", "id": identifier, "created": stamp, "modified": stamp}
    return common | {"created_by_ref": MAKER} | said


def bundle(*objects):
    beside = [
        {**made("identity", 1, name="The Institute", identity_class="organization"), "id": MAKER},
        {"type": "domain-name", "spec_version": "2.1", "id": SEEN, "value": "example.org"},
        {"type": "marking-definition", "id": AMBER, "definition_type": "tlp", "definition": {"tlp": "amber"}},
    ]
    record = {"type": "bundle", "id": "bundle--33333333-3333-4333-8333-333333333333", "objects": [*objects, *beside]}
    return InFile("bundle.json", json.dumps(record).encode())


REPORT = made(
    "report",
    4,
    name="A fleet gathers",
    description="Off the coast.",
    published="2021-02-25T12:00:00Z",
    object_refs=[SEEN],
    confidence=85,
    object_marking_refs=[AMBER],
    external_references=[{"source_name": "The Gazette", "url": "https://gazette.example/1", "external_id": "G-1"}],
)
NOTE = made("note", 5, content="They may only train.", object_refs=[REPORT["id"]])
OPINION = made("opinion", 6, opinion="disagree", explanation="It is no fleet.", object_refs=[REPORT["id"]])
SIGHTING = made(
    "observed-data",
    7,
    first_observed="2021-03-01T00:00:00Z",
    last_observed="2021-03-20T00:00:00Z",
    number_observed=3,
    object_refs=[SEEN],
)


@pytest.fixture
def folder(tmp_path):
    return bare_case(tmp_path / "case")


def test_objects_become_items_with_those_who_made_them_as_sources(folder):
    found = import_evidence(folder, bundle(REPORT, NOTE, OPINION, SIGHTING, made("indicator", 8, pattern="x")))
    assert found.form == "stix"
    case = load_case(folder)
    fleet, note, opinion, sighting = case.evidence
    assert (fleet.what, str(fleet.date), str(fleet.known), fleet.kind) == (
        "A fleet gathers",
        "2021-02-25",
        "2021-02-25",
        "report",
    )
    assert fleet.sources == ["the-institute", "the-gazette"]
    assert case.sources["the-gazette"].url == "https://gazette.example/1"
    assert (note.kind, opinion.kind, opinion.what) == ("background", "judgement", "It is no fleet.")
    assert (str(sighting.date), sighting.what) == ("2021-03", "domain-name example.org observed 3 times")
    assert any("1 indicator" in note for note in found.notes)


def test_confidence_and_markings_stay_words(folder):
    import_evidence(folder, bundle(REPORT))
    case = load_case(folder)
    (fleet,) = case.evidence
    assert fleet.note == ("Off the coast. STIX confidence of the producer: 85 of 100. STIX marking: TLP:AMBER.")
    assert (fleet.accuracy, fleet.grade, case.ratings) == (None, None, ())


def test_what_was_revoked_is_left_out(folder):
    found = import_evidence(folder, bundle(REPORT, {**NOTE, "revoked": True}))
    assert len(found.items) == 1
    assert any("1 revoked note" in note for note in found.notes)


def test_every_object_that_says_too_little_is_told(folder):
    wrong = {**SIGHTING, "last_observed": "2022-01-01T00:00:00Z"}
    with pytest.raises(InvalidCaseError) as caught:
        import_evidence(
            folder, bundle({**REPORT, "name": " ", "published": "soon"}, wrong, {**NOTE, "spec_version": "2.0"})
        )
    told = "\n".join(str(one) for one in caught.value.findings)
    assert "bundle.json, object 1, report--" in told
    assert "the name of this report is missing" in told
    assert "found 'soon'" in told
    assert "observed from 2021-03-01 to 2022-01-01" in told
    assert "spec_version is 2.0" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "no bundle of STIX"),
        ("[1", "no JSON"),
        ('{"type": "bundle", "objects": [NaN]}', "no JSON"),
        ('{"type": "bundle", "objects": [1]}', "is no object"),
        ('{"type": "bundle", "spec_version": "2.0", "objects": []}', "STIX 2.0"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_bundle_is_refused(folder, text, said):
    with pytest.raises(UsageError, match=said):
        import_evidence(folder, InFile("bundle.json", text.encode()), form="stix")


# --- ours ------------------------------------------------------------------------------------------------------

_TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\.000Z")
_REQUIRED = {
    "identity": {"name"},
    "report": {"name", "published", "object_refs"},
    "extension-definition": {"created_by_ref", "name", "schema", "version", "extension_types"},
}


@pytest.mark.parametrize("name", ["sweden-nato", "sino-russian"])
def test_every_object_has_what_the_specification_requires(name):
    """STIX 2.1, sections 3.2, 4.6, 4.16 and 7.3: required properties, ids of their type, times, references."""
    record = json.loads(export_evidence(name, form="stix").content)
    objects = record["objects"]
    ids = [one["id"] for one in objects]
    assert len(set(ids)) == len(ids)
    for one in objects:
        assert one["spec_version"] == "2.1"
        assert one["id"].startswith(f"{one['type']}--")
        assert _TIME.fullmatch(one["created"])
        assert one["modified"] >= one["created"]
        assert _REQUIRED[one["type"]] <= one.keys()
        assert set(one.get("object_refs", [])) <= set(ids)
        assert one.get("created_by_ref", ids[0]) in ids
        assert set(one.get("extensions", {})) <= set(ids)
        assert all(value not in ("", [], None) for value in one.values())


@pytest.mark.parametrize("name", ["sweden-nato", "sino-russian"])
def test_the_validator_of_the_makers_of_the_standard_finds_no_error(name):
    validator = pytest.importorskip("stix2validator")
    content = export_evidence(name, form="stix").content.decode()
    result = validator.validate_string(content, validator.ValidationOptions(version="2.1"))
    assert result.is_valid, [str(error) for error in result.errors]


def test_another_content_has_another_id():
    case = load_case("sweden-nato")
    edited = case.edited({"evidence.memorandum.note": "Signed in the evening."})
    one, other = (
        {o["id"] for o in json.loads(export_evidence(c, form="stix").content)["objects"]} for c in (case, edited)
    )
    assert len(one - other) == len(other - one) == 1
