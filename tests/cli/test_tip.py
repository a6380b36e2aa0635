from __future__ import annotations

import json

import pytest

TRADE = "explanations.interests.weights.trade"
LEVERS = ["--set", f"levers={{trade: {{path: {TRADE}, range: [0, 4], title: Weight of trade, unit: nats per point}},"
          " drift: {path: conditions.pressure.drift, range: [-3, 3]}}"]  # fmt: skip


def test_json_tells_of_every_lever_nearest_first(run, case_folder):
    ran = run("tip", case_folder, "--json", "--quiet", *LEVERS)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/tip/1"
    assert [one["lever"] for one in found["tips"]] == ["trade", "drift"]
    trade = found["tips"][0]
    assert (trade["before"], trade["after"]) == ("hedged", "apart")
    assert trade["value"] == pytest.approx(1.4824, abs=1e-3)
    assert len(trade["points"]) == 10


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--to", "allied"],
        ["--above", "0.515"],
        ["--below", "0.9"],
        ["--below", "0.3", "--scenario", "apart"],
        ["--lever", "drift", "--lever", "trade"],
        ["--set", "rating_strength={median: 1, spread: 1.6}", "--particles", "32"],
    ],
    ids=" ".join,
)
def test_text_fits_79_columns(run, case_folder, options):
    ran = run("tip", case_folder, *LEVERS, *options)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "tipping points, as of" in ran.out
    assert "believing the record" in ran.err


def test_a_path_needs_a_range_and_then_tips_in_a_sentence(run, case_folder):
    assert run("tip", case_folder, "--path", TRADE).code == 2
    ran = run("tip", case_folder, "--path", TRADE, "--range", "0,4", "--quiet")
    assert ran.code == 0
    assert ran.err == ""
    text = " ".join(ran.out.split())
    assert "weighed 1.2 times as much as now, Apart would lead on 31 October 2021." in text


def test_a_map_is_told_as_json_too(run, case_folder):
    ran = run("tip", case_folder, "--json", "--quiet", *LEVERS, "--lever", "trade", "--lever", "drift")
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/tip-map/1"
    assert len(found["points"]) == 81


@pytest.mark.parametrize(
    "options",
    [
        ["--lever", "trad"],
        ["--lever", "trade", "--lever", "drift", "--to", "apart"],
        ["--lever", "trade", "--lever", "drift", "--lever", "trade"],
        ["--path", TRADE, "--range", "0"],
        ["--path", TRADE, "--range", "4,0"],
        ["--to", "nobody"],
        ["--above", "50"],
        ["--scenario", "apart"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_ends_with_2_and_a_message(run, case_folder, options):
    ran = run("tip", case_folder, "--quiet", *LEVERS, *options)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
