"""Compare: what changed since an earlier day, item by item, and the case as it was known then."""

from __future__ import annotations

from playwright.sync_api import expect

from equipoise.case.load import load_case
from journeys.chromium import Person
from journeys.served import Served


def test_two_vintages_are_compared_and_the_items_between_them_named(person: Person, served: Served) -> None:
    case = load_case(served.ladder("compared"))
    tab = person.opens("/case/compared/compare")
    tab.get_by_role("combobox", name="What changed since").click()
    tab.get_by_role("option", name="3 Feb 2021").click()
    tab.get_by_role("button", name="Compute the change").click()
    finding = tab.locator(".found h2").first
    expect(finding).to_contain_text("since 3 February 2021", timeout=60_000)
    expect(finding).to_contain_text("Hedged")
    tab.get_by_text("What arrived, item by item").click()
    arrived = [item.what for item in case.evidence if str(case.known(item)) > "2021-02-03"]
    assert len(arrived) == 3
    for what in arrived:
        expect(tab.get_by_role("table").get_by_text(what)).to_be_visible()

    tab.get_by_role("combobox", name="What changed since").click()
    tab.get_by_role("option", name="16 Jan 2021").click()
    tab.get_by_role("button", name="Compute the change").click()
    expect(finding).to_contain_text("since 16 January 2021", timeout=60_000)

    tab.get_by_role("button", name="Set vintages side by side").click()
    expect(tab.locator(".found").nth(1)).not_to_be_empty(timeout=60_000)
