"""Judgements whose event a ledger has resolved: outcome and score beside the judgement, both ways it can come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import PublishedJudgement
from equipoise.judge import judge_published, resolved_judgements
from equipoise.ledger.ledger import Ledger
from equipoise.report.names import Names
from equipoise.report.view.revisit import revisit_view
from equipoise.studies.revisiting import Resolved, revisit

LADDER = load_case(str(Path(__file__).parents[2] / "cases" / "ladder"))
EVENT = "ever allied until 2021-08-31"
SETTLED = "2021-08-31"


def judged(**changes: Any) -> PublishedJudgement:
    fields = {
        "id": "j1",
        "who": "A scholar",
        "when": "2021-02",
        "says": "It may go over",
        "event": {"ever": ["allied"], "until": "2021-08-31"},
        "range": {"low": 0.2, "high": 0.4},
    }
    return PublishedJudgement.model_validate(fields | changes)


def case_with(*judgements: PublishedJudgement) -> Case:
    return replace(LADDER, judgements=judgements)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Judgements of April in a ledger whose clock then stands in autumn, when all is settled."""
    now = datetime(2021, 4, 1, 12, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal now
        now += timedelta(minutes=1)
        return now

    ledger = Ledger(f"sqlite:///{tmp_path / 'l.db'}", case="ladder", clock=clock)
    ledger.record(
        {"event": EVENT, "as_of": "2021-04-01", "by_whom": "maria", "kind": "person", "probability": 0.1},
        {
            "event": "scenario until 2021-08-31",
            "as_of": "2021-04-01",
            "by_whom": "equipoise",
            "kind": "model",
            "probabilities": {"apart": 0.2, "hedged": 0.7, "allied": 0.1},
        },
    )
    now = datetime(2021, 9, 10, tzinfo=UTC)
    return ledger


def resolve(ledger: Ledger, outcome: str, *, on: str = SETTLED, event: str = EVENT, **fields: Any) -> None:
    ledger.resolve(event, outcome, date=on, source="the yearbook", by_whom="ida", **fields)


def of(case: Case, ledger: Ledger) -> dict[str, Resolved]:
    return {one.published or one.by_whom: one for one in resolved_judgements(case, ledger.tracks)}


def test_nothing_is_resolved_until_a_resolution_is_on_the_record(ledger):
    assert resolved_judgements(case_with(judged()), ledger.tracks) == ()


@pytest.mark.parametrize(
    ("outcome", "on", "published", "person"),
    [("occurred", "2021-06-01", 0.7**2, 0.9**2), ("did_not", SETTLED, 0.3**2, 0.1**2)],
)
def test_a_resolved_judgement_is_scored_either_way_it_came_out(ledger, outcome, on, published, person):
    resolve(ledger, outcome, on=on)
    found = of(case_with(judged()), ledger)
    assert (found["j1"].outcome, found["j1"].resolved_on, found["j1"].rule) == (
        outcome, date.fromisoformat(on), "brier_01",
    )  # fmt: skip
    assert found["j1"].score == pytest.approx(published)
    assert found["j1"].said == {"yes": pytest.approx(0.3)}
    assert found["j1"].status == "not_recorded"
    assert found["maria"].score == pytest.approx(person)
    assert (found["maria"].published, found["maria"].status) == (None, "counted")


def test_a_published_judgement_on_the_record_is_told_once_and_with_what_the_record_says_of_it(ledger):
    case = case_with(judged())
    ledger.record(judge_published(case, case.judgements[0]))
    resolve(ledger, "did_not")
    found = resolved_judgements(case, ledger.tracks)
    assert [one.published or one.by_whom for one in found] == ["j1", "maria"]
    assert found[0].status in ("late", "backcast")


def test_a_void_event_has_an_outcome_and_no_score(ledger):
    resolve(ledger, "void", on="2021-06-01")
    found = of(case_with(judged()), ledger)
    for one in found.values():
        assert (one.outcome, one.score, one.rule) == ("void", None, None)
        assert "no outcome to score by" in one.unscored


def test_words_that_nobody_read_as_a_number_have_an_outcome_and_the_reason_for_no_score(ledger):
    resolve(ledger, "did_not")
    found = of(case_with(judged(range=None)), ledger)
    assert found["j1"].score is None
    assert found["j1"].unscored == "its words have not been read as a range of probabilities"


def test_which_scenario_held_is_scored_on_the_scale_to_two(ledger):
    resolve(ledger, "occurred", event="scenario until 2021-08-31", scenario="apart")
    (one,) = resolved_judgements(case_with(), ledger.tracks)
    assert (one.rule, one.scenario) == ("brier_02", "apart")
    assert one.score == pytest.approx(0.8**2 + 0.7**2 + 0.1**2)


def test_a_revisit_tells_outcome_and_score_and_moves_no_number(ledger):
    case = case_with(judged())
    without = revisit(case, since="2021-02-28", until="2021-06-30")
    assert without.judgements == ()
    resolve(ledger, "did_not")
    found = revisit(case, since="2021-02-28", until="2021-06-30", resolved=resolved_judgements(case, ledger.tracks))
    assert found.after == without.after
    assert found.judgements[0].resolution.score == pytest.approx(0.09)
    view = revisit_view(found, Names(case))
    assert view.judgements_heading == (
        "1 judgement of others revisited; none is made on a condition of the case; one resolved"
    )
    assert view.judgements[0].resolution == (
        "Resolved: did not occur on 31 Aug 2021, after this vintage (the yearbook). It said 30\u202f%: Brier score "
        "0.090 (0–1, lower is better); never put on the record, so it does not count."
    )
    assert view.recorded_heading == "1 judgement on the record resolved"
    assert view.recorded == (
        "maria (a person), as of 1 Apr 2021: Allied at some time until 31\u00a0August 2021. Resolved: did not occur on "
        "31 Aug 2021, after this vintage (the yearbook). It said 10\u202f%: Brier score 0.010 (0–1, lower is better).",
    )
    data = found.to_dict()
    assert data["judgements"][0]["resolution"]["outcome"] == "did_not"
    assert data["recorded"][0]["resolved_on"] == "2021-08-31"


def test_a_judgement_made_after_the_later_vintage_is_left_for_the_next_time(ledger):
    case = case_with(judged())
    resolve(ledger, "did_not")
    found = revisit(case, since="2021-01-31", until="2021-02-15", resolved=resolved_judgements(case, ledger.tracks))
    assert (found.judgements, found.recorded) == ((), ())
