from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def february(tmp_path: Path, root: Path) -> Path:
    folder = tmp_path / "february"
    shutil.copytree(root / "tests" / "studies" / "sources" / "february_2023", folder)
    return folder


@pytest.mark.parametrize("asked", [[], ["--source", "weekly"], ["--one-root", "drones, denial"]], ids=" ".join)
def test_text_fits_79_columns(run, february, asked):
    ran = run("sources", february, *asked)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 79
    assert "who says so, as of 26 February 2023" in " ".join(ran.out.split())
    assert "believing the record" in ran.err


def test_the_page_tells_roots_disputes_plants_and_stages(run, february):
    out = " ".join(run("sources", february, "-q").out.split())
    for part in (
        "4 rated items from 2 origins, counted as 2.4",
        "1 root was told several times",
        "Sources that want the same",
        "denial disputes drones",
        "(motive: gains by denying)",
        "drones may be planted: 30 % now, 20 % before",
        "It would serve: Moscow",
        "talks 23 Feb 2023",
    ):
        assert part in out


def test_settled_claims_are_shown_and_count_once_the_case_asks(run, february):
    written = february / "sources.yaml"
    claim = "claims: [{item: drones, resolved: wrong, known: 2023-02-26, by: record}]"
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace("{title: A German weekly,", "{title: A German weekly, " + claim + ","), "utf-8")
    out = " ".join(run("sources", february, "-q", "--source", "weekly").out.split())
    assert "0 of 1 settled claim right; accurate with probability 0.67" in out
    assert "Reliability is fixed" in out
    asked = ("--set", "sources.weekly.reliability=learned", "--set", "evidence.drones.accuracy=null")
    out = " ".join(run("explain", february, "-q", "--item", "drones", *asked).out.split())
    assert "Learned from settled claims (A German weekly): accurate with probability 0.67" in out


def test_explain_shows_both_sides_and_the_stage(run, february):
    for item in ("drones", "denial"):
        out = " ".join(run("explain", february, "-q", "--item", item).out.split())
        assert "Denial, denial, 24 Feb 2023: The maker denies any business with Russia." in out
        assert "as it is claim right denial right scenario" in out
    assert "Stage of the act it tells of: talks." in " ".join(
        run("explain", february, "-q", "--item", "drones").out.split()
    )


def test_json_holds_everything(run, february):
    found = json.loads(run("sources", february, "--json", "-q").out)
    assert found["schema"] == "equipoise/sources/1"
    assert found["in_all"]["effective"] == pytest.approx(2.39)
    assert found["planted"][0]["serves"].startswith("Moscow")


@pytest.mark.parametrize("asked", [["--source", "wekly"], ["--one-root", "drones"], ["--as-of", "2031-01-01"]])
def test_what_cannot_be_asked_ends_with_2_and_a_message(run, february, asked):
    ran = run("sources", february, "-q", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
