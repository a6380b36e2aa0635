"""`equipoise review` as a conversation, answered from a pipe."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import equipoise as eq
from review.reviewed_case import ACT, BORDER_ACT, BORDER_SAID, WIRE_ACT, contents, make_case, queue_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return make_case(Path("case"))


@pytest.fixture
def answer(run, folder, monkeypatch):
    """Run a review with these answers, a line each."""

    def answered(*lines):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        ran = run("review", folder, "--by", "ann")
        assert ran.code == 0, ran.err
        assert max(map(len, ran.out.splitlines())) <= 79
        return ran

    return answered


#        what  date kind source grade origin id       ratings
ACCEPT = ("a", "", "", "", "", "B", "", "posts")


def test_a_candidate_is_shown_in_its_context_with_title_and_line(answer):
    ran = answer("q")
    text = " ".join(ran.out.split())
    assert "0 of 3 decided" in text
    assert "Border, 2025-07-03: line 3" in text
    assert f"reopen [[{ACT}]], the courier reports." in text
    assert f"The same words: {WIRE_ACT}" in text


def test_a_candidate_that_a_language_model_proposed_says_so(answer, folder):
    assert "Proposed by" not in answer("q").out
    path = folder / "candidates.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  label:", "  proposed_by: a-model, 2025-07-04\n  label:", 1), "utf-8")
    assert "Proposed by a-model, 2025-07-04" in answer("q").out


def test_enter_takes_what_is_suggested_and_ratings_are_asked_for(answer, folder):
    ran = answer(*ACCEPT, "?", "scenarios stay + open posts", "weather fair", "", "q")
    case = eq.load_case(folder)
    item = case.items["posts"]
    assert (item.what, str(item.date), item.kind, item.origin) == (ACT, "2025-07-01", "conduct", "border")
    assert case.sources["border"].grade == "B"
    assert [(row.item, row.why) for row in case.ratings][-1] == ("posts", "open posts")
    assert "scenarios: stay, hedge, leave" in ran.out
    assert "'weather fair' is no rating" in ran.err
    assert "evidence.yaml, line" in ran.out
    assert "1 accepted, 2 open" in ran.out


def test_errors_are_told_and_the_answers_kept_to_be_mended(answer, folder):
    again = ("", "", "conduct", "", "B", "", "", "")
    answer("a", "", "", "deed", "", "B", "", "posts", "", *again, "q")
    assert eq.load_case(folder).items["posts"].kind == "conduct"


def test_an_exclamation_mark_goes_back_and_decides_nothing(answer, folder):
    before = contents(folder)
    ran = answer("a", "", "!", "m", "!", "r", "!", "e", "!", "q")
    assert ran.out.count("nothing was decided") == 4
    assert contents(folder) == before
    assert queue_of(folder).history() == ()


def test_a_new_source_is_asked_for_its_title(answer, folder):
    answer("a", "", "", "", "courier", "The Courier", "", "", "posts", "", "q")
    source = eq.load_case(folder).sources["courier"]
    assert (source.title, source.grade) == ("The Courier", None)


def test_reject_undo_skip_and_merge(answer, folder):
    ran = answer("r", "a rumour", "u", "s", "s", "merge", "speech")
    assert f"taken back: {BORDER_ACT} was rejected" in ran.out
    queue = queue_of(folder)
    assert [(one.act, one.item) for one in queue.decided()] == [("merge", "speech")]
    assert [one.id for one in queue.open()] == [BORDER_ACT, BORDER_SAID]


def test_an_edit_shows_the_candidate_anew(answer, folder):
    ran = answer("e", "customs posts", "2025-07", "", "q")
    assert "[[customs posts]]" in ran.out
    assert str(queue_of(folder).candidate(BORDER_ACT).date) == "2025-07"


def test_more_context_reaches_further(answer):
    assert answer("c", "q").out.count("[[") == 2


def test_an_input_that_ends_in_the_middle_loses_nothing_and_the_next_goes_on(answer, folder):
    answer("r", "a rumour", "a", "")
    assert queue_of(folder).progress == (1, 3)
    assert "1 of 3 decided" in answer("q").out
    assert queue_of(folder).progress == (1, 3)


def test_a_word_that_is_none_shows_the_help(answer):
    assert "take the last decision back" in answer("what?", "q").out


def test_a_changed_document_is_told_and_can_be_turned_down(answer, folder):
    (folder / "documents" / "border.txt").write_text("Something else\n", encoding="utf-8")
    ran = answer("r", "its document is lost", "q")
    assert "has changed since it was brought in" in ran.err
    assert queue_of(folder).progress == (1, 3)


def test_signs_that_would_steer_the_terminal_are_not_shown(answer, folder):
    path = folder / "candidates.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("actor: Karsavia", 'actor: "\\u001b[31mred"'), "utf-8")
    assert "\x1b" not in answer("q").out
