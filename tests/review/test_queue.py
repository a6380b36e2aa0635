"""What a decision does to the files of a case, and that it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import equipoise as eq
from equipoise.case.load import read_case
from equipoise.documents.candidates import CANDIDATES
from equipoise.documents.kept import ChangedDocumentError
from equipoise.errors import InvalidCaseError, Severity, UsageError
from equipoise.review.accepted import AcceptedItem, RatingRow
from equipoise.review.transaction import FilesChangedError
from review.reviewed_case import ACT, BORDER_ACT, BORDER_SAID, WIRE_ACT, contents, item_for, make_case, queue_of

MARK = RatingRow("scenarios", "stay", "++", why="one that leaves, shuts posts")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_case(tmp_path / "case")


def test_an_accepted_candidate_lands_with_its_place_its_source_and_its_ratings(folder: Path) -> None:
    before = contents(folder)
    queue = queue_of(folder)
    decision = queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts", grade="B2"), ratings=[MARK])
    case = eq.load_case(folder)
    item = case.items["posts"]
    assert (str(item.date), item.kind, item.sources, item.grade) == ("2025-07-01", "conduct", ["border"], "B2")
    assert eq.trace(case, "posts").places[0].context.quoted == ACT
    assert str(case.sources["border"].published) == "2025-07-03"
    assert [(row.item, row.level, row.rating) for row in case.ratings][-1] == ("posts", "stay", "++")
    after = contents(folder)
    changed = [change.file for change in decision.changes]
    assert changed == ["sources.yaml", "evidence.yaml", "ratings.csv"]
    assert {name for name in after if after[name] != before.get(name)} == set(changed)
    assert all(after[name].startswith(before[name]) for name in changed)
    assert queue.progress == (1, 3)
    assert [one.id for one in queue.open()] == [BORDER_SAID, WIRE_ACT]


def test_the_line_of_a_change_is_where_the_new_entry_stands(folder: Path) -> None:
    queue = queue_of(folder)
    decision = queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    lines = {change.file: change.line for change in decision.changes}
    text = (folder / "evidence.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[lines["evidence.yaml"] - 1] == "- id: posts"


@pytest.mark.parametrize("last", ["", "\n"], ids=["no line break at the end", "a line break at the end"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_accepting_and_taking_back_restores_every_file_byte_for_byte(folder: Path, newline: str, last: str) -> None:
    for name in ("evidence.yaml", "sources.yaml", "ratings.csv"):
        text = (folder / name).read_text(encoding="utf-8").rstrip("\n")
        (folder / name).write_bytes((text.replace("\n", newline) + last.replace("\n", newline)).encode())
    before = contents(folder)
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT), ratings=[MARK])
    assert contents(folder) != before
    assert queue.undo() is not None
    assert contents(folder) == before
    assert queue.progress == (0, 3)


ACTS = st.lists(st.sampled_from(["accept", "merge", "reject", "edit"]), max_size=5)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, what=st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and text.isprintable()))
def test_whatever_was_decided_can_be_taken_back_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str], what: str
) -> None:
    folder = make_case(tmp_path_factory.mktemp("case") / "case")
    queue = queue_of(folder)
    seen = [(contents(folder), queue.open())]
    for index, act in enumerate(acts):
        if not queue.open():
            break
        candidate = queue.open()[0]
        if act == "accept":
            queue.accept(candidate.id, item=item_for(queue, candidate.id, id=f"item-{index}", what=what))
        elif act == "merge":
            queue.merge(candidate.id, "speech")
        elif act == "reject":
            queue.reject(candidate.id, what)
        else:
            queue.edit(candidate.id, actor=f"actor {index}")
        seen.append((contents(folder), queue.open()))
    for wanted in reversed(seen[:-1]):
        assert queue.undo() is not None
        assert (contents(folder), queue.open()) == wanted
    assert queue.undo() is None


def test_every_decision_stays_on_record_with_who_when_what_and_why(folder: Path) -> None:
    queue = queue_of(folder)
    queue.reject(BORDER_SAID, "an opinion")
    queue.undo()
    lines = [json.loads(line) for line in (folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["number"], line["act"], line["by"], line["at"]) for line in lines] == [
        (1, "reject", "ann", "2025-07-05T12:00:00Z"),
        (2, "undo", "ann", "2025-07-05T12:00:00Z"),
    ]
    assert lines[0]["reason"] == "an opinion"
    assert lines[0]["candidate"]["text"] == queue.candidate(BORDER_SAID).text
    assert lines[1]["undoes"] == 1
    assert queue.decided() == ()


def test_all_errors_an_item_would_bring_are_told_at_once_and_nothing_is_written(folder: Path) -> None:
    before = contents(folder)
    queue = queue_of(folder)
    item = item_for(queue, BORDER_ACT, id="speech", date="2025-07-31", sources=("border", "nobody"))
    rows = [RatingRow("scenarios", "stya", "+"), RatingRow("weather", "fair", "+"), RatingRow("scenarios", "stay", "x")]
    with pytest.raises(InvalidCaseError) as told:
        queue.accept(BORDER_ACT, item=item, ratings=rows)
    said = "\n".join(map(str, told.value.findings))
    for word in ("nobody", "stya", "weather", "'x'", "speech"):
        assert word in said
    assert {finding.severity for finding in told.value.findings} == {Severity.ERROR}
    assert contents(folder) == before
    assert not (folder / "decisions.jsonl").exists()


def test_a_date_after_its_source_was_published_is_refused(folder: Path) -> None:
    queue = queue_of(folder)
    with pytest.raises(InvalidCaseError) as told:
        queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, date="2025-07-31"))
    assert any("published" in finding.problem for finding in told.value.findings)


def test_errors_that_the_case_has_already_do_not_stand_in_the_way_but_an_unreadable_one_does(folder: Path) -> None:
    ratings = folder / "ratings.csv"
    ratings.write_text(ratings.read_text(encoding="utf-8") + "speech,scenarios,quit,+,default,\n", encoding="utf-8")
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT))
    (folder / "evidence.yaml").write_text("- id: [\n", encoding="utf-8")
    with pytest.raises(InvalidCaseError, match="mend"):
        queue.accept(BORDER_SAID, item=item_for(queue, BORDER_SAID))


def test_warnings_that_come_with_an_item_are_kept_with_the_decision(folder: Path) -> None:
    queue = queue_of(folder)
    strong = RatingRow("scenarios", "stay", 30.0, why="beyond doubt")
    decision = queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT), ratings=[strong])
    assert any("30 dB" in warning for warning in decision.warned)


def test_a_case_without_evidence_gets_the_file_and_loses_it_again(folder: Path) -> None:
    for name in ("evidence.yaml", "sources.yaml", "ratings.csv"):
        (folder / name).unlink()
    before = contents(folder)
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT), ratings=[MARK])
    case = read_case(folder).case  # which names items that are gone, and yet takes another
    assert case is not None
    assert [(item.sources, row.item == item.id) for item, row in zip(case.evidence, case.ratings, strict=True)] == [
        (["border"], True)
    ]
    queue.undo()
    assert contents(folder) == before


def test_a_case_with_a_folder_of_evidence_takes_the_item_into_the_last_file(folder: Path) -> None:
    (folder / "evidence").mkdir()
    (folder / "evidence.yaml").rename(folder / "evidence" / "2024.yaml")
    (folder / "evidence" / "2025.yaml").write_text("# This year\n", encoding="utf-8")
    before = contents(folder)
    queue = queue_of(folder)
    decision = queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    assert [change.file for change in decision.changes] == ["sources.yaml", "evidence/2025.yaml"]
    assert (folder / "evidence" / "2025.yaml").read_text(encoding="utf-8").startswith("# This year\n- id: posts\n")
    queue.merge(BORDER_SAID, "speech")
    assert len(eq.load_case(folder).items["speech"].where) == 1
    queue.undo()
    queue.undo()
    assert contents(folder) == before


# --- merging ---------------------------------------------------------------------------------------------------


def test_a_merge_adds_place_and_source_to_the_item_and_changes_nothing_else_in_its_file(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    before = (folder / "evidence.yaml").read_text(encoding="utf-8").splitlines()
    decision = queue.merge(WIRE_ACT, "posts")
    after = (folder / "evidence.yaml").read_text(encoding="utf-8").splitlines()
    assert [change.file for change in decision.changes] == ["sources.yaml", "evidence.yaml"]
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.split(":")[0].strip() for _, new in changed] == ["sources", "where"]
    case = eq.load_case(folder)
    source = case.sources[case.items["posts"].sources[1]]
    assert case.items["posts"].sources[0] == "border"
    assert (source.title, str(source.published)) == ("Wire", "2025-07-04")
    places = eq.trace(case, "posts").places
    assert [(one.place.document, one.context.quoted) for one in places] == [("border", ACT), ("wire", ACT)]


def test_a_merge_taken_back_takes_place_and_source_back(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    before = contents(folder)
    queue.merge(WIRE_ACT, "posts")
    assert contents(folder) != before
    queue.undo()
    assert contents(folder) == before


def test_a_merge_names_a_source_that_the_case_has_and_none_twice(folder: Path) -> None:
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("agency: {title: Wire, published: 2025-07-04}\n")
    queue = queue_of(folder)
    assert [change.file for change in queue.merge(WIRE_ACT, "speech").changes] == ["evidence.yaml"]
    queue.merge(BORDER_SAID, "speech")
    queue.merge(BORDER_ACT, "speech")
    item = eq.load_case(folder).items["speech"]
    assert item.sources[-2:] == ["agency", "border"]
    assert len(item.sources) == len(set(item.sources))
    assert [place.document for place in item.where] == ["wire", "border", "border"]


def test_a_place_that_an_item_has_already_is_not_added_again(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    queue.merge(WIRE_ACT, "posts")
    queue.reopen(WIRE_ACT)
    assert queue.merge(WIRE_ACT, BORDER_ACT).changes == ()
    assert len(eq.load_case(folder).items["posts"].where) == 2


def test_what_is_merged_into_a_candidate_comes_along_when_it_is_accepted(folder: Path) -> None:
    queue = queue_of(folder)
    assert queue.merge(WIRE_ACT, BORDER_ACT).into == BORDER_ACT
    assert len(queue.suggestion(queue.candidate(BORDER_ACT)).where) == 2
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    item = eq.load_case(folder).items["posts"]
    assert [place.document for place in item.where] == ["border", "wire"]
    assert item.sources == ["border", "wire-2"]  # another source of the case is called wire


def test_a_candidate_merged_into_one_that_became_evidence_lands_in_its_item(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    assert queue.merge(WIRE_ACT, BORDER_ACT).item == "posts"


@pytest.mark.parametrize("into", [WIRE_ACT, "spech", BORDER_SAID])
def test_nothing_is_merged_into_itself_or_into_what_is_not_there(folder: Path, into: str) -> None:
    queue = queue_of(folder)
    queue.reject(BORDER_SAID, "an opinion")
    with pytest.raises(UsageError):
        queue.merge(WIRE_ACT, into)


# --- editing ---------------------------------------------------------------------------------------------------


def test_an_edit_finds_words_in_the_document_and_leaves_the_file_of_candidates_alone(folder: Path) -> None:
    before = contents(folder)
    queue = queue_of(folder)
    edited = queue.edit(BORDER_ACT, text="its  customs\nposts", date="2025-07", actor="")
    assert edited.text == "its customs posts"
    assert queue.context(edited).context.quoted == "its customs posts"
    assert (str(edited.date), edited.actor) == ("2025-07", None)
    assert queue_of(folder).candidate(BORDER_ACT) == edited
    assert contents(folder) == before
    queue.undo()
    assert queue.candidate(BORDER_ACT).text == ACT


def test_an_edit_by_place_takes_the_words_that_stand_there(folder: Path) -> None:
    queue = queue_of(folder)
    start = queue.candidate(BORDER_ACT).start
    assert queue.edit(BORDER_ACT, end=start + len("Karsavia")).text == "Karsavia"


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Karsavia shut its posts"},
        {"start": 10, "end": 10},
        {"end": 10**6},
        {"start": 0, "end": 7, "text": "posts"},
        {"date": "last week"},
    ],
    ids=str,
)
def test_an_edit_to_what_the_document_does_not_say_is_refused(folder: Path, said: dict[str, object]) -> None:
    queue = queue_of(folder)
    with pytest.raises(UsageError):
        queue.edit(BORDER_ACT, **said)
    assert queue.candidate(BORDER_ACT).text == ACT
    assert queue.history() == ()


# --- what is refused -------------------------------------------------------------------------------------------


def test_a_changed_document_is_neither_shown_nor_accepted(folder: Path) -> None:
    (folder / "documents" / "border.txt").write_text("Something else\n", encoding="utf-8")
    queue = queue_of(folder)
    candidate = queue.candidate(BORDER_ACT)
    with pytest.raises(ChangedDocumentError):
        queue.context(candidate)
    with pytest.raises(ChangedDocumentError):
        queue.accept(BORDER_ACT, item=AcceptedItem("posts", "posts open", "2025-07-01", "conduct"))
    queue.reject(BORDER_ACT, "its document is lost")


def test_a_candidate_whose_words_do_not_stand_at_its_place_is_not_accepted(folder: Path) -> None:
    path = folder / CANDIDATES
    path.write_text(path.read_text(encoding="utf-8").replace("reopened", "shut"), encoding="utf-8")
    queue = queue_of(folder)
    with pytest.raises(UsageError, match="other words"):
        queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT))


def test_a_candidate_is_decided_once_and_told_who_did(folder: Path) -> None:
    queue = queue_of(folder)
    queue.reject(BORDER_ACT, "a rumour")
    with pytest.raises(UsageError, match="reject by ann"):
        queue.accept(BORDER_ACT, item=AcceptedItem("posts", "posts open", "2025-07-01", "conduct"))
    with pytest.raises(UsageError, match="no candidate"):
        queue.reject("nothing", "a rumour")
    with pytest.raises(UsageError, match="reason"):
        queue.reject(BORDER_SAID, "  ")


def test_a_candidate_closed_by_hand_is_not_open(folder: Path) -> None:
    path = folder / CANDIDATES
    path.write_text(path.read_text(encoding="utf-8") + "  status: dropped\n", encoding="utf-8")
    queue = queue_of(folder)
    assert WIRE_ACT not in [one.id for one in queue.open()]
    with pytest.raises(UsageError, match="dropped"):
        queue.reject(WIRE_ACT, "a copy")


def test_a_built_in_case_is_not_reviewed() -> None:
    with pytest.raises(UsageError, match="comes with"):
        queue_of(Path("sino-russian"))


# --- others at work --------------------------------------------------------------------------------------------


def test_an_edit_by_another_program_is_kept_when_a_candidate_is_accepted(folder: Path) -> None:
    queue = queue_of(folder)
    item = item_for(queue, BORDER_ACT, id="posts")
    path = folder / "evidence.yaml"
    edited = path.read_text(encoding="utf-8").replace("# What happened", "# Whatever happened")
    path.write_text(edited, encoding="utf-8")
    queue.accept(BORDER_ACT, item=item)
    assert path.read_text(encoding="utf-8").startswith(edited)


def test_a_file_changed_since_keeps_a_decision_from_being_taken_back(folder: Path) -> None:
    queue = queue_of(folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts"))
    path = folder / "evidence.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Karsavia reopened", "It reopened"), encoding="utf-8")
    before = contents(folder)
    with pytest.raises(FilesChangedError, match=r"evidence\.yaml"):
        queue.undo()
    assert contents(folder) == before
    queue.reopen(BORDER_ACT)
    assert contents(folder) == before
    assert queue.candidate(BORDER_ACT).text == ACT


def test_two_queues_on_one_case_see_each_others_decisions(folder: Path) -> None:
    one, other = queue_of(folder), queue_of(folder)
    one.reject(BORDER_ACT, "a rumour")
    assert BORDER_ACT not in [candidate.id for candidate in other.open()]
    other.reject(BORDER_SAID, "an opinion")
    assert [decision.number for decision in one.decided()] == [1, 2]


def test_a_log_that_was_meddled_with_is_refused_with_the_line(folder: Path) -> None:
    queue = queue_of(folder)
    queue.reject(BORDER_ACT, "a rumour")
    path = folder / "decisions.jsonl"
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(InvalidCaseError) as told:
        queue.open()
    assert told.value.findings[0].line == 2
