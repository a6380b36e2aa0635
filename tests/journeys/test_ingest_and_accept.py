"""From a file to evidence, and from a number back: rated, an item is read in its place in two clicks."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from equipoise.case.load import load_case
from journeys.chromium import Person
from journeys.reading import NUMBER, goes_to, heading
from journeys.served import Served

ACT = "Karsavia closed its ports on 5 July 2025"
NOTE = f"Ports close\n\nThe Courier, 6 July 2025\n\n{ACT}.\n"


def test_a_document_becomes_evidence_and_the_evidence_leads_back_to_its_words(person: Person, served: Served) -> None:
    case = served.fresh("from-a-file")
    tab = person.opens("/case/from-a-file/documents")
    expect(tab.get_by_text("No documents yet.")).to_be_visible()
    sent = {"name": "ports.txt", "mimeType": "text/plain", "buffer": NOTE.encode()}
    tab.get_by_label("Drop files here, or choose them").set_input_files(sent)  # type: ignore[arg-type]
    told = tab.get_by_role("status").filter(has_text="ports.txt")
    expect(told).to_contain_text("added", timeout=60_000)
    told.get_by_role("link", name="Ports close").click()

    expect(heading(tab)).to_have_text("Ports close")
    expect(tab.get_by_text("No candidates yet.")).to_be_visible()
    tab.get_by_role("button", name="Find candidates in this document").click()
    expect(tab.get_by_text("Waiting: 1. Next begins.")).to_be_visible(timeout=60_000)
    tab.keyboard.press("n")
    expect(tab.get_by_label("Review").locator("blockquote")).to_contain_text(ACT)
    _fills_in(tab, "Id", "ports-closed")
    tab.get_by_role("heading", name="The item it becomes").click()
    tab.keyboard.press("a")
    expect(tab.get_by_text("accepted as ports-closed")).to_be_visible()

    accepted = load_case(case).items["ports-closed"]
    assert str(accepted.date) == "2025-07-05"
    (place,) = accepted.where
    assert NOTE[place.start : place.end] == ACT

    goes_to(tab, "Evidence")
    tab.get_by_role("option").filter(has_text=ACT).click()
    tab.get_by_role("complementary", name="Why").get_by_role("link", name="ports, from character").click()
    expect(heading(tab)).to_have_text("Ports close")
    expect(tab.get_by_role("region", name="Text").locator("mark")).to_have_text(ACT)

    person.opens("/case/from-a-file/evidence?item=ports-closed")
    tab.keyboard.press("7")
    expect(tab.locator('td[data-item="ports-closed"]').first).to_have_text("+10")
    goes_to(tab, "Brief")
    tab.locator("main a").filter(has_text=NUMBER).first.click()
    beside = tab.locator("#beside")
    expect(beside.locator(".weight").first).to_be_visible()
    beside.get_by_role("link", name="Read it: ports").click()
    expect(tab.get_by_role("region", name="Text").locator("mark")).to_have_text(ACT)


def _fills_in(tab: Page, label: str, text: str) -> None:
    field = tab.get_by_role("textbox", name=label, exact=True)
    expect(field).to_be_visible()
    field.fill(text)
