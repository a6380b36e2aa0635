"""The ledger: a judgement goes on the record, what happened is said, and what the judgement was worth is told."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from journeys.chromium import Person, taken
from journeys.served import Served

QUESTION = "Will Karsavia be leaving the union at any time before April 2026?"


def test_a_judgement_is_recorded_resolved_and_scored(person: Person, served: Served, tmp_path: Path) -> None:
    case = served.fresh("on-record")
    _never_ends(case / "case.yaml")
    tab = person.opens("/case/on-record/ledger")
    expect(tab.get_by_text("Nothing is on the record yet.")).to_be_visible()
    tab.get_by_role("combobox", name="What is judged").click()
    tab.get_by_role("option", name=QUESTION).click()
    tab.get_by_role("spinbutton", name="Probability, per cent").fill("30")
    tab.get_by_role("button", name="Record my judgement").click()
    on_record = tab.locator(".tracks")
    expect(on_record.get_by_role("heading", name="leave")).to_be_visible()
    expect(on_record.get_by_role("row").last).to_contain_text(re.compile(r"30\s%"))

    on_record.get_by_text("Resolve, reaffirm or withdraw").click()
    on_record.get_by_role("combobox", name="What happened").click()
    tab.get_by_role("option", name="occurred", exact=True).click()
    on_record.get_by_role("button", name="Resolve", exact=True).click()
    refused = tab.get_by_role("alert").filter(has_text="where it can be looked up")
    refused.get_by_role("button", name="OK").click()
    today = date.today().isoformat()
    on_record.get_by_role("textbox", name="Date, such as 2024-03-31").fill(today)
    on_record.get_by_role("textbox", name="Where it can be looked up").fill("The union's register of treaties, p. 7")
    on_record.get_by_role("button", name="Resolve", exact=True).click()
    expect(on_record).to_contain_text("occurred")
    expect(tab.get_by_text("Nothing on the record is resolved")).to_have_count(0)
    expect(tab.locator(".study")).to_contain_text("0.49")  # Brier: (1 - 0.3)^2

    kept = [json.loads(line) for line in (case / "ledger.jsonl").read_text("utf-8").splitlines()]
    assert [(entry.get("probability"), entry.get("outcome")) for entry in kept] == [
        (0.3, None),
        (None, "occurred"),
    ]
    table = taken(tab, "Take away as CSV", tmp_path).read_text("utf-8")
    assert QUESTION in table or "0.3" in table


def _never_ends(file: Path) -> None:
    """Let the question stay open whenever this test is run: what has ended can no longer be judged."""
    text = file.read_text("utf-8")
    for ends, later in {"horizon: 2026-12-31": "horizon: 2099-12-31", "until: 2026-03-31": "until: 2099-03-31"}.items():
        assert text.count(ends) == 1
        text = text.replace(ends, later)
    file.write_text(text, "utf-8")
