"""What can be judged in a case."""

from __future__ import annotations

from pathlib import Path

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.ledger.judged_event import event_of_case
from equipoise.report.names import tidy
from equipoise.web.parts.judged import choices


def test_the_scenarios_come_first_and_every_choice_is_offered_once(tmp_path: Path) -> None:
    case = load_case(new_case(tmp_path / "own"))
    found = choices(case, ())
    definition = case.definition
    assert [name for name, _ in found[0].options] == list(definition.scenarios)
    assert [choice.event.ever for choice in found[1 : 1 + len(definition.scenarios)]] == [
        [name] for name in definition.scenarios
    ]
    keys = [choice.key for choice in found]
    assert len(set(keys)) == len(keys)
    assert {choice.question for choice in found} - {None} <= set(definition.questions)


def test_what_a_question_of_the_case_asks_for_is_told_in_its_words() -> None:
    case = load_case("sino-russian")
    found = {choice.key: choice for choice in choices(case, ())}
    asked = {
        event_of_case(question.event, horizon=case.definition.clock.horizon).handle: (name, tidy(question.asks))
        for name, question in case.definition.questions.items()
    }
    assert asked
    assert {key: (found[key].question, found[key].title) for key in asked} == asked
