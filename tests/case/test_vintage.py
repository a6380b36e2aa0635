"""A case as it was known on a date. Where several things must go together, the case of `small_case` has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.small_case import small_case
from equipoise.case.case import Case
from equipoise.case.check import check_case
from equipoise.case.vintage import as_known
from equipoise.errors import Severity, UsageError
from oracle.build import content_of
from strategies import Setting, examples, settings_of_cases

EARLY, LATE = date(2021, 7, 1), date(2021, 12, 31)


def known_late(kind: str, name: str) -> dict[str, object]:
    return {f"case.{kind}.{name}.known": "2021-09-01"}


def errors(case: Case) -> list[str]:
    return [str(finding) for finding in check_case(case) if finding.severity is Severity.ERROR]


def without_times(case: Case) -> Case:
    """The same case rated by `default` alone, nothing of which became known on a day of its own or replaced another."""
    things = ("conditions", "considerations", "explanations", "analogues")
    definition = case.definition.model_copy(
        update={
            kind: {n: one.model_copy(update={"known": None}) for n, one in getattr(case.definition, kind).items()}
            for kind in things
        }
    )
    evidence = tuple(item.model_copy(update={"supersedes": None}) for item in case.evidence)
    ratings = tuple(row for row in case.ratings if row.rater == "default")
    return replace(case, definition=definition, evidence=evidence, ratings=ratings)


# --- what is known -------------------------------------------------------------------------------------------------


def test_at_the_end_everything_is_known_and_the_older_item_is_gone():
    case = small_case()
    known = as_known(case, LATE)
    assert known.definition == case.definition
    assert [item.id for item in known.evidence] == ["visit", "visit-dated", "quiet", "map"]


def test_a_consideration_goes_with_its_weights_and_what_edits_it():
    known = as_known(small_case(known_late("considerations", "trade")), EARLY).definition
    assert list(known.considerations) == ["kinship"]
    assert known.explanations["interests"].weights == {"kinship": 0.3}
    assert known.levers == {}
    assert list(known.assumptions) == ["deaf", "cold"]


def test_an_explanation_goes_with_its_share_its_ratings_and_what_edits_it():
    changes = known_late("explanations", "kin") | {"case.decision_maker.mix": {"interests": 0.4, "kin": 0.6}}
    known = as_known(small_case(changes), EARLY)
    assert list(known.definition.explanations) == ["interests"]
    assert known.definition.decision_maker.mix == {"interests": 1.0}
    assert all(row.subject != "explanations" for row in known.ratings)
    assert list(known.definition.assumptions) == ["deaf"]


def test_the_shares_left_are_scaled_to_one():
    changes = known_late("explanations", "kin") | {
        "case.explanations.third": {"weights": {"trade": 1}, "why": "A third"},
        "case.decision_maker.mix": {"interests": 0.2, "kin": 0.5, "third": 0.3},
    }
    mix = as_known(small_case(changes), EARLY).definition.decision_maker.mix
    assert mix == pytest.approx({"interests": 0.4, "third": 0.6})


def test_a_mix_that_has_lost_all_its_shares_follows_the_priors():
    changes = known_late("explanations", "kin") | {"case.decision_maker.mix": {"interests": 0, "kin": 1}}
    known = as_known(small_case(changes), EARLY).definition
    assert known.decision_maker.mix is None
    assert list(known.explanations) == ["interests"]


def test_with_no_explanation_known_the_case_is_valid_and_has_no_reasons():
    changes = known_late("explanations", "kin") | known_late("explanations", "interests")
    known = as_known(small_case(changes | {"case.decision_maker.mix": {"interests": 0.5, "kin": 0.5}}), EARLY)
    assert known.definition.explanations == {}
    assert known.definition.decision_maker.mix is None
    assert errors(known) == []


def test_explanations_that_are_out_do_not_come_in_when_the_others_are_not_known():
    changes = known_late("explanations", "kin") | {"case.explanations.interests.prior": 0}
    known = as_known(small_case(changes), EARLY)
    assert known.definition.explanations == {}
    assert errors(known) == []


def test_a_condition_goes_with_everything_that_names_it():
    changes = known_late("conditions", "pressure") | {
        "case.decision_maker.bias.pressure": 0.4,
        "case.levers.push": {"path": "conditions.rivalry.pushed_by.pressure.high", "range": [0, 1]},
        "case.levers.firm": {"path": "conditions.rivalry.dwell", "range": [3, 12]},
        "case.assumptions.blind": {"says": "It is blind", "if_false": {"decision_maker.bias": {"pressure": 0}}},
        "ratings.6.subject": "planted:pressure",
        "ratings.6.level": "high",
    }
    known = as_known(small_case(changes), EARLY)
    definition = known.definition
    assert list(definition.conditions) == ["rivalry"]
    assert definition.conditions["rivalry"].pushed_by == {}
    assert definition.considerations["trade"].weighs == {}
    assert definition.considerations["kinship"].when == {}
    assert definition.explanations["kin"].decision_maker.bias == {}
    assert definition.decision_maker.bias == {"rivalry": 0.2}
    assert definition.analogues["old_war"].conditions == {}
    assert list(definition.indicators) == ["base"]
    assert definition.questions == {}
    assert list(definition.levers) == ["tariff", "firm"]
    assert list(definition.assumptions) == ["deaf", "cold"]
    assert known.judgements[0].event is None
    assert not any(row.subject.endswith("pressure") for row in known.ratings)
    assert errors(known) == []


def test_an_edit_of_a_namesake_of_another_kind_stays():
    changes = known_late("conditions", "pressure") | {
        "case.considerations.pressure": {"effect": {"arms": {"parts": 1}}, "why": "It is pressed"},
        "case.levers.other": {"path": "considerations.pressure.effect.arms.parts", "range": [0, 1]},
    }
    assert "other" in as_known(small_case(changes), EARLY).definition.levers


def test_an_assumption_that_goes_is_no_longer_assumed_by_a_judgement():
    changes = {"case.assumptions.deaf.if_false": {"evidence.visit-dated.accuracy": 0.1}}
    known = as_known(small_case(changes), EARLY)
    assert list(known.definition.assumptions) == ["cold"]
    assert known.judgements[0].assumes == []


def test_an_analogue_known_later_goes():
    known = as_known(small_case(known_late("analogues", "old_war")), EARLY)
    assert list(known.definition.analogues) == ["long_peace"]


# --- items -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        (date(2021, 2, 2), ["map"]),
        (date(2021, 2, 3), ["visit", "map"]),
        (date(2021, 6, 29), ["visit", "map"]),
        (date(2021, 6, 30), ["visit", "visit-again", "map"]),
        (date(2021, 7, 14), ["visit", "visit-again", "map"]),
        (date(2021, 7, 15), ["visit", "visit-dated", "map"]),
        (date(2021, 8, 31), ["visit", "visit-dated", "quiet", "map"]),
    ],
)
def test_an_item_is_there_from_the_day_it_is_known_until_a_newer_one_is(as_of, left):
    known = as_known(small_case(), as_of)
    assert [item.id for item in known.evidence] == left
    assert {row.item for row in known.ratings} <= set(left)
    assert errors(known) == []


def test_an_item_is_gone_for_good_though_the_newer_one_is_replaced_itself():
    newest = {
        "id": "visit-last",
        "date": "2021-02-03",
        "known": "2021-10-01",
        "what": "Once more",
        "kind": "background",
        "sources": ["wire"],
        "supersedes": "visit-dated",
    }
    known = as_known(small_case({"evidence.+": newest}), LATE)
    assert [item.id for item in known.evidence] == ["visit", "quiet", "map", "visit-last"]
    assert errors(known) == []


def test_grounds_that_are_not_known_yet_are_not_named():
    known = as_known(small_case(), date(2021, 2, 1)).definition
    assert known.conditions["pressure"].evidence == []
    assert known.considerations["kinship"].evidence == []
    assert known.explanations["kin"].evidence == []


def test_judgements_and_background_stay():
    changes = {"evidence.4.kind": "judgement"}
    assert "map" in as_known(small_case(changes), EARLY).items


# --- raters ----------------------------------------------------------------------------------------------------------


def rows(case: Case) -> list[tuple[str, str, str, float | str]]:
    return [(row.item, row.subject, row.level, row.rating) for row in case.ratings]


def rated_by_two() -> Case:
    return small_case(
        {
            "ratings": [
                {"item": "visit", "subject": "scenarios", "level": "embrace", "rating": "+", "why": "A"},
                {"item": "visit", "subject": "scenarios", "level": "embrace", "rating": -1, "rater": "ann", "why": "B"},
                {"item": "visit", "subject": "pressure", "level": "high", "rating": "++", "rater": "ann"},
            ]
        }
    )


def test_without_a_rater_only_rows_by_default_are_read():
    assert rows(as_known(rated_by_two(), LATE)) == [("visit", "scenarios", "embrace", "+")]


def test_a_rater_is_read_alone():
    known = as_known(rated_by_two(), LATE, rater="ann")
    assert rows(known) == [("visit", "scenarios", "embrace", -1.0), ("visit", "pressure", "high", "++")]
    assert {row.rater for row in known.ratings} == {"default"}


def test_the_pool_is_the_mean_in_decibans_over_those_who_rated_the_row():
    known = as_known(rated_by_two(), LATE, rater="pool")
    assert rows(known) == [("visit", "scenarios", "embrace", 1.0), ("visit", "pressure", "high", "++")]
    assert [row.why for row in known.ratings] == ["default: A; ann: B", None]


def test_marks_are_pooled_by_the_scale_of_the_case():
    case = rated_by_two()
    scale = {"--": -20, "-": -10, "0": 0, "+": 10, "++": 20}
    case = replace(case, definition=case.definition.model_copy(update={"scale": scale}))
    assert rows(as_known(case, LATE, rater="pool"))[0][-1] == 4.5


def test_an_unknown_rater_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="no ratings by 'bob'") as refusal:
        as_known(rated_by_two(), LATE, rater="bob")
    assert refusal.value.hint == "the case has ratings by: default, ann; or ask for 'pool'"


def test_a_case_without_ratings_needs_no_rater():
    assert as_known(small_case({"ratings": []}), LATE).ratings == ()


# --- whatever the case ---------------------------------------------------------------------------------------------


@examples(100)
@given(settings_of_cases())
def test_what_was_known_is_a_valid_case(setting: Setting):
    assert errors(setting.case) == []
    assert errors(as_known(setting.case, setting.as_of)) == []
    assert errors(as_known(setting.case, setting.as_of, rater="pool")) == []


@examples(60)
@given(settings_of_cases())
def test_what_was_known_is_known_once_and_for_all(setting: Setting):
    known = as_known(setting.case, setting.as_of)
    again = as_known(known, setting.as_of)
    assert again == known
    assert again.fingerprint == known.fingerprint


@examples(60)
@given(settings_of_cases())
def test_without_times_of_their_own_all_things_but_items_are_always_known(setting: Setting):
    case = without_times(setting.case)
    last = max((case.known(item) for item in case.evidence), default=setting.as_of)
    assert content_of(as_known(case, last)) == content_of(case)
    assert as_known(case, setting.as_of).definition == case.definition


@examples(60)
@given(settings_of_cases(), st.integers(0, 200))
def test_more_is_known_later_and_never_less(setting: Setting, days: int):
    early = as_known(setting.case, setting.as_of)
    late = as_known(setting.case, setting.as_of + timedelta(days=days))
    for kind in ("conditions", "considerations", "analogues"):
        assert getattr(early.definition, kind).keys() <= getattr(late.definition, kind).keys()
    replaced = {item.supersedes for item in setting.case.evidence}
    assert early.items.keys() - replaced <= late.items.keys()


@examples(60)
@given(settings_of_cases(), st.integers(0, 200))
def test_known_then_is_known_then_however_it_is_reached(setting: Setting, days: int):
    case = replace(setting.case, evidence=without_times(setting.case).evidence)
    assert content_of(as_known(as_known(case, setting.as_of + timedelta(days=days)), setting.as_of)) == content_of(
        as_known(case, setting.as_of)
    )


def test_the_title_of_an_origin_goes_with_its_last_item() -> None:
    definition = as_known(small_case(), date(2021, 2, 10)).definition
    assert definition.origins == {}
    assert as_known(small_case(), date(2021, 8, 1)).definition.origins == {"palace": "A herald of the palace"}
