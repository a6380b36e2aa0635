"""The script behind docs/pooling-judges.md skips plainly without its data, and runs on data of their form."""

from __future__ import annotations

import random
import runpy
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "pooling_of_judges.py"


def run(folder):
    arguments = [sys.executable, "-W", "error", str(SCRIPT), "--data", str(folder)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_without_the_data_it_says_what_is_missing_and_ends_well(tmp_path):
    ran = run(tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"skipped: {tmp_path} does not hold aggrecat_data_ratings.csv")


def test_it_runs_on_data_of_that_form(tmp_path):
    write_judges(tmp_path)
    write_crowd(tmp_path)
    ran = run(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "alone: 10 judges of 22 claims" in ran.stdout
    assert "after discussion in 2 groups" in ran.stdout
    assert "1 pairs, of which 1 are incoherent; outcomes on record contradict the order in 0" in ran.stdout
    # 0.4 by May and 0.2 by December, neither of which came: both at 0.3.
    assert "Brier score of the 2 numbers that move: 0.1000 -> 0.0900" in ran.stdout


@pytest.mark.parametrize(
    ("question", "stem", "deadline"),
    [
        ("GTA VI released by May 31, 2026?", "gta vi released", date(2026, 5, 31)),
        ("Trump visits China by May 15?", "trump visits china", date(2026, 5, 15)),
        ("Traffic returns by end of May? [Polymarket]", "traffic returns", date(2026, 5, 31)),
        ("Traffic returns by end of January?", "traffic returns", date(2027, 1, 31)),
        ("A trillionaire before July 2026?", "a trillionaire", date(2026, 7, 1)),
        ("A trillionaire before June 16th 2026?", "a trillionaire", date(2026, 6, 16)),
        ("By 31 December 2024, will it be discovered?", "will it be discovered", date(2024, 12, 31)),
        ("Will it happen before 2027?", "will it happen", date(2027, 1, 1)),
        ("Nuclear deal by end of 2026?", "nuclear deal", date(2026, 12, 31)),
    ],
)
def test_deadlines_are_read_as_they_are_written(question, stem, deadline):
    read = runpy.run_path(str(SCRIPT))["_deadline"]
    assert read(question, date(2026, 3, 1)) == (stem, deadline)


@pytest.mark.parametrize("question", ["Will it be read by many?", "Hottest year on record?"])
def test_a_question_without_a_deadline_has_none(question):
    assert runpy.run_path(str(SCRIPT))["_deadline"](question, date(2026, 3, 1)) is None


def write_judges(folder):
    draw = random.Random(1)
    rows = ["round,paper_id,user_name,question,element,value,group"]
    for claim in range(22):
        for of_round in ("round_1", "round_2"):
            for judge in range(10):
                said = draw.randint(20, 60) + 25 * (claim % 2)
                rows.append(f"{of_round},{claim},j{judge},direct_replication,three_point_best,{said},g{judge % 2}")
    (folder / "aggrecat_data_ratings.csv").write_text("\n".join(rows))
    outcomes = [f"{claim},{float(claim % 2)}" for claim in range(22)]
    (folder / "aggrecat_data_outcomes.csv").write_text("\n".join(["paper_id,outcome", *outcomes]))


def write_crowd(folder):
    draw = random.Random(2)
    head = "round,source,id,question,freeze_date,crowd_probability_at_freeze,outcome,resolution_date,url"
    rows = []
    for number in range(120):
        freeze = date(2026, 1, 1) + timedelta(days=number // 2)
        said = draw.random()
        came, resolved = int(draw.random() < said), freeze + timedelta(days=5)
        rows.append(f"{freeze},made,{number},Question {number}?,{freeze},{said:.3f},{came},{resolved},")
    for number, (until, said) in enumerate((("May 31", 0.4), ("December 31", 0.2))):
        rows.append(f"2026-04-01,made,d{number},It comes by {until}?,2026-04-01,{said},0,2026-12-31,")
    (folder / "forecastbench_market_crowd_vs_outcome.csv").write_text("\n".join([head, *rows]))
