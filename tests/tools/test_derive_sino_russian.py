"""The built-in case is what the script derives from the facts, and what its page says about it is true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.check import check
from equipoise.case.courses import allowed_courses, courses_of, number_of_condition_states
from equipoise.case.load import load_case
from equipoise.case.ranges import POINTS, Effect, explanation_ranges
from equipoise.case.schema import Between, middle
from equipoise.errors import Severity

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tools"
SHARED = Path(os.environ.get("EQUIPOISE_SHARED") or ROOT.parent / "shared")
FACTS, SEEDS = SHARED / "facts", SHARED / "seeds"
CASE = ROOT / "src" / "equipoise" / "data" / "cases" / "sino-russian"
PAGE = ROOT / "docs" / "cases" / "sino-russian.md"
DERIVED = ("case.yaml", "sources.yaml", "evidence.yaml", "ratings.csv", "judgements.yaml", "departures.yaml")

needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason=f"the coded facts are not in {FACTS}")
needs_documents = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the five documents are not in {SEEDS}")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sino-russian")


@needs_facts
def test_the_committed_case_is_what_the_script_derives(tmp_path: Path) -> None:
    script = TOOLS / "derive_sino_russian.py"
    subprocess.run([sys.executable, script, "--facts", FACTS, "--into", tmp_path], check=True, capture_output=True)
    for name in DERIVED:
        assert (tmp_path / name).read_text("utf-8") == (CASE / name).read_text("utf-8"), f"{name}: run {script.name}"


@needs_facts
def test_the_page_lists_what_carries_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    from sino_russian.considerations import NAMES, without_number
    from sino_russian.departures import depart
    from sino_russian.facts import read_facts

    facts = depart(read_facts(FACTS))
    page = PAGE.read_text("utf-8")
    for coded in NAMES:
        dropped = "; ".join(without_number(facts.find("considerations", coded)))
        assert (f"| {coded} | {dropped} |" in page) == bool(dropped)


@needs_documents
def test_no_sentence_of_the_documents_is_in_the_case() -> None:
    run = 8  # shorter runs are titles, names and words of likelihood
    theirs = {words for path in SEEDS.glob("*.txt") for words in _runs(path.read_text("utf-8"), run)}
    for name in DERIVED:
        assert not theirs & set(_runs((CASE / name).read_text("utf-8"), run)), name


def test_the_case_has_no_errors() -> None:
    assert [str(finding) for finding in check("sino-russian") if finding.severity is Severity.ERROR] == []


def test_the_counts_on_the_page_are_those_of_the_case(case: Case) -> None:
    rated = {row.item for row in case.ratings if row.subject != "explanations"}
    counted = [item for item in case.evidence if item.kind not in ("judgement", "background")]
    silences = [item for item in counted if item.kind == "silence"]
    courses, states = len(allowed_courses(case.definition)), number_of_condition_states(case.definition)
    contents = PAGE.read_text("utf-8").partition("## 1. ")[2].partition("## 2. ")[0]
    assert dict(re.findall(r"^\| ([a-z, ]+) \| (\d+) \|$", contents, re.MULTILINE)) == {
        "evidence items": str(len(case.evidence)),
        "of them expert judgements, never evidence": str(sum(item.kind == "judgement" for item in case.evidence)),
        "of them background, dated before the opening": str(sum(item.kind == "background" for item in case.evidence)),
        "of them counted, with a rating": str(sum(item.id in rated for item in counted)),
        "of them silences, with a rate": str(len(silences)),
        "of them counted in principle, left unrated": str(
            sum(item.id not in rated for item in counted) - len(silences)
        ),
        "origins": str(len({item.origin for item in case.evidence})),
        "sources": str(len(case.sources)),
        "published judgements": str(len(case.judgements)),
        "of them with an event": str(sum(judgement.event is not None for judgement in case.judgements)),
        "considerations": str(len(case.definition.considerations)),
        "departures": str(len(case.departures)),
        "courses": str(courses),
        "states of the conditions": str(states),
        "states": str(courses * states),
    }


def test_every_item_says_when_it_was_known_from_whom_by_what_chain_and_how_reliably(case: Case) -> None:
    for item in case.evidence:
        assert item.known is not None
        assert item.date.end <= item.known or item.date.start <= item.known < item.date.end
        assert item.sources
        assert item.chain
        assert item.origin
        assert item.grade


def test_nothing_is_known_later_than_march_2023(case: Case) -> None:
    parts = (case.definition.considerations, case.definition.explanations, case.definition.conditions)
    known = [part.known for group in parts for part in group.values() if part.known]
    assert max([*known, *(case.known(item) for item in case.evidence)]) == date(2023, 3, 31)
    assert max(judgement.when.start for judgement in case.judgements) <= date(2023, 3, 31)


def test_background_and_only_background_is_weighed_before_the_opening(case: Case) -> None:
    for item in case.evidence:
        if item.kind != "judgement":
            before = item.date.day(case.known(item)) < case.definition.clock.opens
            assert (item.kind == "background") == before, item.id


def test_a_judgement_has_no_rating_and_a_background_item_none_on_the_course(case: Case) -> None:
    for row in case.ratings:
        kind = case.items[row.item].kind
        assert kind != "judgement", row.item
        assert kind != "background" or row.subject == "explanations", row.item


def test_effects_of_arms_average_the_coded_mark_over_the_armed_courses(case: Case) -> None:
    """K10 is a cost coded 0, -, -- for straddling, overt support and arms."""
    effect = case.definition.considerations["break_with_washington"].effect
    instruments = list(case.definition.instruments)
    totals = [
        sum(_points(effect[name].get(level, 0)) for name, level in zip(instruments, course, strict=True))
        for course in courses_of(case.definition, "arm_russia")
    ]
    assert sum(totals) / len(totals) == pytest.approx(-2, abs=0.01)


def test_explanations_speak_equally_loud(case: Case) -> None:
    """Weights are written to three places, so the ranges are equal to about one part in a hundred."""
    ranges = explanation_ranges(case.definition)
    assert sorted(ranges) == ["interests", "norms", "personality", "power"]
    assert list(ranges.values()) == pytest.approx([2.5] * 4, abs=0.03)


def test_what_is_named_only_in_2023_carries_the_day_it_became_known(case: Case) -> None:
    considerations = case.definition.considerations
    named_in_2023 = ("deniability", "prevent_russian_defeat", "break_with_washington", "constrain_us_power_reversed")
    assert {considerations[name].known for name in named_in_2023} == {date(2023, 3, 31)}
    assert considerations["secondary_sanctions"].known is None


def test_every_departure_changes_something_and_says_why(case: Case) -> None:
    for departure in case.departures:
        assert departure.derived != departure.here, departure.path
        assert len(departure.why) > 40, departure.path


def _runs(text: str, length: int) -> list[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]


def _points(effect: Effect) -> float:
    if isinstance(effect, str):
        return POINTS[effect]
    return (effect.low + effect.high) / 2 if isinstance(effect, Between) else middle(effect)
