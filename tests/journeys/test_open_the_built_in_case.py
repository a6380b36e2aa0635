"""A first visit: the case that comes with Equipoise is opened, read, and copied to work on."""

from __future__ import annotations

from playwright.sync_api import expect

from equipoise.case.load import load_case
from journeys.chromium import Person
from journeys.reading import NUMBER, goes_to, heading, headline
from journeys.served import Served

CASE = "sino-russian"


def test_the_built_in_case_is_opened_read_and_copied_to_work_on(person: Person, served: Served) -> None:
    case, tab = load_case(CASE), person.tab
    tab.get_by_role("link", name=case.definition.title).click()
    expect(heading(tab)).to_have_text("Brief")
    expect(tab.get_by_text(case.definition.question)).to_be_visible()
    expect(tab.get_by_role("heading", name="Bottom line")).to_be_visible(timeout=90_000)
    expect(tab.locator(".brief p").first).to_contain_text(NUMBER)
    expect(tab.locator(".standing")).to_contain_text("read only")

    goes_to(tab, "Evidence")
    listed = tab.get_by_role("listbox", name="Evidence").get_by_role("option")
    expect(listed.first).to_be_visible()
    counted = [item for item in case.evidence if item.kind not in ("judgement", "background")]
    beside = tab.get_by_role("complementary", name="Evidence")
    expect(beside.get_by_role("heading", level=2).first).to_contain_text(f"{len(counted)} / {len(counted)}")
    assert len(headline(tab)) == len(case.definition.scenarios)
    listed.nth(1).click()
    expect(listed.nth(1)).to_have_attribute("aria-selected", "true")
    what = listed.nth(1).inner_text().splitlines()[0]
    expect(tab.get_by_role("complementary", name="Why").get_by_role("heading", level=3)).to_have_text(what)
    expect(tab.get_by_role("button", name="10× more")).to_be_disabled()

    tab.get_by_role("button", name="Work on a copy").click()
    tab.wait_for_url(f"**/case/my-{CASE}/evidence*")
    expect(tab.get_by_role("button", name="10× more")).to_be_enabled()
    assert load_case(served.folder / f"my-{CASE}").definition == case.definition
