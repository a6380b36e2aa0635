from __future__ import annotations

import json

import pytest

INDICATORS = """
indicators:
  patrol: {until: 2021-08-31, likelihood: {apart: 0.1, hedged: 0.4, allied: 0.9}, why: Friends sail together}
  treaty: {title: A treaty, until: 2021-09-30, likelihood: {apart: 0.01, hedged: 0.1, allied: 0.7}, why: It is sealed}
  rain: {until: 2021-08-31, likelihood: {apart: 0.3, hedged: 0.3, allied: 0.3}, why: It rains on all alike}
  front: {event: {ever: [pressure=high], until: 2021-09-30}}
"""


@pytest.fixture
def watched(case_folder):
    """The small case with four indicators."""
    with (case_folder / "case.yaml").open("a", encoding="utf-8") as file:
        file.write(INDICATORS)
    return case_folder


def test_json_orders_the_board_and_names_what_was_refused(run, watched):
    ran = run("watch", watched, "--json", "--quiet")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    gains = [one["gain_bits"] for one in found["watched"]]
    assert gains == sorted(gains, reverse=True)
    assert {one["indicator"] for one in found["watched"]} == {"patrol", "treaty", "front"}
    assert [(one["indicator"], one["because"]) for one in found["refused"]] == [("rain", "alike")]
    assert found["trustworthy"]
    assert sum(outcome["chance"] for outcome in found["both"]["outcomes"]) == pytest.approx(1)


@pytest.mark.parametrize(
    "options",
    [[], ["--indicator", "patrol", "--indicator", "front"], ["--set", "rating_strength={median: 1, spread: 1.6}"]],
    ids=" ".join,
)
def test_text_fits_79_columns_and_says_what_to_look_for_first(run, watched, options):
    ran = run("watch", watched, *options)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    text = " ".join(ran.out.split())
    assert "Look first for" in text
    assert "Of the first two, look for" in text
    assert "independent of each other once the scenario" in text
    assert "looking ahead" in ran.err


def test_an_event_is_called_by_what_it_is(run, watched):
    assert (
        "Pressure: High at some time until 30 September 2021" in run("watch", watched, "-q", "--indicator", "front").out
    )


def test_a_case_without_indicators_is_told_to_add_some(run, case_folder):
    ran = run("watch", case_folder, "-q")
    assert ran.code == 0
    assert "names no indicators" in ran.out


@pytest.mark.parametrize(
    "options",
    [["--indicator", "patrols"], ["--as-of", "2031-01-01"], ["--particles", "0"], ["--rater", "nobody"]],
    ids=" ".join,
)
def test_what_cannot_be_asked_ends_with_2_and_a_message(run, watched, options):
    ran = run("watch", watched, "-q", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


def test_too_few_particles_end_with_4_and_say_so(run, watched):
    uncertain = [
        "--set", "decision_maker.decisiveness={median: 1.3, spread: 3}",
        "--set", "decision_maker.review.every={median: 5, spread: 3}",
    ]  # fmt: skip
    ran = run("watch", watched, "-q", *uncertain, "--particles", "8")
    assert ran.code == 4
    assert "more --particles" in ran.err
