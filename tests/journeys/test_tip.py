"""Tip: at which value of a lever another scenario leads, worked out while one waits, kept for the next visit."""

from __future__ import annotations

from playwright.sync_api import expect

from journeys.chromium import Person
from journeys.reading import goes_to, heading
from journeys.served import Served


def test_tipping_points_are_found_drawn_and_still_there_on_the_next_visit(person: Person, served: Served) -> None:
    served.fresh("tipped")
    tab = person.opens("/case/tipped/tipping")
    tab.get_by_role("button", name="Find tipping points").click()
    expect(tab.get_by_role("button", name="Stop")).to_be_visible()
    expect(tab.locator(".found h2").first).to_be_visible(timeout=90_000)
    expect(tab.get_by_role("button", name="Stop")).to_be_hidden()
    expect(tab.locator(".found")).to_contain_text("How credible reprisals are")
    expect(tab.locator(".found figure svg:visible").first).to_be_visible()
    found = tab.locator(".found").inner_text()

    goes_to(tab, "Ledger")
    expect(heading(tab)).to_have_text("Ledger")
    goes_to(tab, "Tipping")
    expect(heading(tab)).to_have_text("Tipping")
    expect(tab.locator(".found")).not_to_be_empty()
    assert tab.locator(".found").inner_text() == found


def test_work_that_is_stopped_says_so_and_can_be_begun_again(person: Person, served: Served) -> None:
    served.fresh("stopped")
    tab = person.opens("/case/stopped/stability")
    tab.get_by_role("button", name="Compute stability").click()
    tab.get_by_role("button", name="Stop").click()
    expect(tab.get_by_text("stopped", exact=True)).to_be_visible()
    expect(tab.get_by_role("button", name="Compute stability")).to_be_enabled()
