"""Ratings of the built-in case: asked item by item, complete, mostly modest, and no act counted twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from equipoise.case.case import Case
from equipoise.case.check import check
from equipoise.case.load import load_case
from equipoise.errors import Severity
from sino_russian.elicited import (
    FIRST,
    PLANTED,
    REFERENCE,
    SECOND,
    SUBJECT_LEVELS,
    Answer,
    answers,
    raters,
    used_answers,
)

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases" / "sino-russian.md"
SILENCES = {"S001": ("E140", "E124"), "S002": ("E140", "E124"), "S003": ("E024",)}
LETHAL_AID = ("E154", "E156", "E164")
ACTS = {"scenarios", "posture", "arms"}
HEAD = "item,subject,level,times,why\n"
COMPLETE = (
    "E133,battlefield,russia_winning,1/4,a rout\nE133,battlefield,attrition,1,\nE133,battlefield,russia_losing,3,\n"
)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sino-russian")


def _folder(into: Path, rows: str, rater: str = FIRST) -> Path:
    (into / f"{rater}.csv").write_text(HEAD + rows, "utf-8")
    return into


def test_times_become_decibans_to_one_place(tmp_path: Path) -> None:
    """10 log10 of 1/4, 1 and 3 is -6.02, 0 and 4.77."""
    assert answers(FIRST, _folder(tmp_path, COMPLETE)) == [
        Answer("E133", "battlefield", {"russia_winning": -6.0, "attrition": 0.0, "russia_losing": 4.8}, "a rout")
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (COMPLETE.replace("3,", "5,"), "5; expected one of"),
        (COMPLETE.replace("attrition,1,", "attrition,2,"), "reference level attrition is 2; expected 1"),
        (COMPLETE.replace("E133,battlefield,russia_losing,3,\n", ""), "expected each of"),
        (COMPLETE + "E133,battlefield,russia_losing,2,\n", "expected each of"),
        (COMPLETE.replace("a rout", ""), "a reason of 0 characters"),
        (COMPLETE.replace("battlefield", "front"), "no such subject"),
        (
            "".join(f"E1,scenarios,{level},1,why\n" for level in SUBJECT_LEVELS["scenarios"])
            + "".join(f"E1,arms,{level},1,because\n" for level in SUBJECT_LEVELS["arms"]),
            "E1 is rated on arms, scenarios",
        ),
    ],
    ids=[
        "off the scale",
        "no reference",
        "a level missing",
        "a level twice",
        "no reason",
        "no subject",
        "one act twice",
    ],
)
def test_an_answer_that_breaks_a_rule_is_refused(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        answers(FIRST, _folder(tmp_path, rows))


def test_a_second_rater_is_read_once_there_and_only_where_the_first_has_answered(tmp_path: Path) -> None:
    _folder(tmp_path, COMPLETE)
    assert raters(tmp_path) == [FIRST]
    _folder(tmp_path, COMPLETE + COMPLETE.replace("E133", "E085"), SECOND)
    assert raters(tmp_path) == [FIRST, SECOND]
    assert [answer.item for answer in used_answers(SECOND, tmp_path)] == ["E133"]


def test_the_case_holds_the_answers_of_every_rater(case: Case) -> None:
    rows = {
        (row.rater, row.item, row.subject, row.level): row.rating
        for row in case.ratings
        if row.subject != "explanations"
    }
    assert rows == {
        (rater, answer.item, answer.subject, level): decibans
        for rater in raters()
        for answer in used_answers(rater)
        for level, decibans in answer.decibans.items()
    }


def test_no_item_is_rated_both_on_scenarios_and_on_an_instrument(case: Case) -> None:
    subjects: defaultdict[str, set[str]] = defaultdict(set)
    for row in case.ratings:
        subjects[row.item].add(row.subject)
    assert {item: found & ACTS for item, found in subjects.items() if len(found & ACTS) > 1} == {}


def test_only_the_listing_of_a_firm_is_rated_on_two_subjects() -> None:
    plain = Counter(answer.item for answer in answers(FIRST) if not answer.subject.startswith(PLANTED))
    assert [item for item, count in plain.items() if count > 1] == ["E144"]


def test_every_level_of_a_rated_subject_is_rated(case: Case) -> None:
    levels: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in case.ratings:
        if row.subject != "explanations":
            levels[row.rater, row.item, row.subject].add(row.level)
    for (_, _, subject), found in levels.items():
        assert found == set(SUBJECT_LEVELS[subject.removeprefix(PLANTED)])


def test_most_ratings_are_modest() -> None:
    """At least four in five of the levels held against the reference are at most twice as likely or as unlikely."""
    held = [abs(decibans) for answer in answers(FIRST) for decibans in _against_reference(answer)]
    assert sum(weight <= 3.1 for weight in held) >= 0.8 * len(held)


@pytest.mark.parametrize("rater", raters())
def test_every_answer_says_why_in_words_of_its_own(rater: str) -> None:
    reasons = Counter(answer.why for answer in used_answers(rater))
    assert "" not in reasons
    assert [why for why, count in reasons.items() if count > 1] == []


def test_the_page_lists_what_is_left_unrated_and_counts_the_answers(case: Case) -> None:
    page = PAGE.read_text("utf-8")
    rated = {answer.item for answer in answers(FIRST)}
    unrated = {
        item.id
        for item in case.evidence
        if item.kind not in ("judgement", "background", "silence") and item.id not in rated
    }
    listed = re.findall(r"^\| (E\d{3}) \| .+ \|$", page.partition("**Left unrated**")[2], re.MULTILINE)
    assert sorted(listed) == sorted(unrated)
    held = [abs(decibans) for answer in answers(FIRST) for decibans in _against_reference(answer)]
    counts = {
        "questions answered by the first rater": len(answers(FIRST)),
        "levels held against the reference": len(held),
        "of them found no likelier and no less likely": sum(weight == 0 for weight in held),
        "of them twice as likely or as unlikely at most": sum(0 < weight <= 3.1 for weight in held),
        "of them more": sum(weight > 3.1 for weight in held),
        "questions answered by the second rater": len(answers(SECOND)),
        "of them used": len(used_answers(SECOND)),
    }
    for what, count in counts.items():
        assert f"| {what} | {count} |" in page


def test_the_silences_stand_on_the_sentences_of_coded_items_left_unrated(case: Case) -> None:
    rated = {row.item for row in case.ratings if row.subject != "explanations"}
    assert {item.id for item in case.evidence if item.kind == "silence"} == set(SILENCES)
    for silence, told_in in SILENCES.items():
        assert case.items[silence].where == [place for item in told_in for place in case.items[item].where]
        assert not {silence, told_in[0]} & rated
        assert f"evidence.{silence}" in {departure.path for departure in case.departures}


def test_a_silence_lies_within_the_clock_and_moves_two_scenarios_at_most_two_decibans_apart(case: Case) -> None:
    opens = case.definition.clock.opens
    for name in SILENCES:
        item = case.items[name]
        assert item.silence is not None
        assert (item.date.end - opens).days / 30.4375 >= item.silence.months - 0.05
        rates = [item.silence.rate_per_month.get(scenario, 0.0) for scenario in case.definition.scenarios]
        assert 0 < (max(rates) - min(rates)) * item.silence.months * 10 / np.log(10) <= 2


def test_the_reports_of_lethal_aid_share_one_origin_and_each_may_be_planted(case: Case) -> None:
    planted = {row.item for row in case.ratings if row.subject == "planted:scenarios" and row.rater == FIRST}
    assert planted == set(LETHAL_AID)
    assert {case.items[item].origin for item in LETHAL_AID} == {"us-intel-lethal-aid"}
    for item in LETHAL_AID:
        assert case.items[item].planted.chance > 0
        assert case.items[item].planted.serves
    assert case.items["E165"].origin == "no-shipments-seen"


def test_a_line_of_2022_repeated_in_2023_shares_its_origin(case: Case) -> None:
    for origin, items in {
        "anti-sanctions-line": ("E047", "E064", "E158"),
        "sovereignty-line": ("E066", "E088", "E152"),
        "official-line": ("E032", "E089", "E137"),
        "blanchette-lin": ("E034", "E091"),
    }.items():
        assert {case.items[item].origin for item in items} == {origin}


def test_items_of_one_origin_agree_in_sign_but_for_the_suspects_of_a_plant(case: Case) -> None:
    """Washington and Moscow would plant a report for opposite ends, so only planted ratings may disagree."""
    by_origin: defaultdict[tuple[str | None, str, str], list[float]] = defaultdict(list)
    for answer in answers(FIRST):
        for level, decibans in answer.decibans.items():
            by_origin[case.items[answer.item].origin, answer.subject, level].append(decibans)
    at_odds = {key for key, found in by_origin.items() if any(one * other < 0 for one, other in combinations(found, 2))}
    assert {(origin, subject) for origin, subject, _ in at_odds} == {("us-intel-lethal-aid", "planted:scenarios")}
    warnings = [finding for finding in check("sino-russian") if finding.severity is Severity.WARNING]
    assert len(warnings) == 1


def test_nothing_rated_lies_outside_the_clock_or_is_known_after_march_2023(case: Case) -> None:
    for item in {answer.item for answer in answers(FIRST)}:
        known = case.known(case.items[item])
        assert case.definition.clock.opens <= case.items[item].date.day(known) <= known <= date(2023, 3, 31)


def _against_reference(answer: Answer) -> list[float]:
    reference = REFERENCE[answer.subject.removeprefix(PLANTED)]
    return [decibans for level, decibans in answer.decibans.items() if level != reference]
