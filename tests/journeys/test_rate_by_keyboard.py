"""Rating without a mouse: an item is found, rated, explained and left open again, by keys alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from journeys.chromium import Person
from journeys.reading import cell, headline, ratings, row_like
from journeys.served import Served

ITEM = "tariff"
ROWS = ("apart", "hedged", "allied")


def test_an_item_is_rated_explained_and_taken_back_by_keys_alone(person: Person, served: Served) -> None:
    case = served.ladder("rated-by-keys")
    tab = person.opens("/case/rated-by-keys/evidence")
    before = headline(tab)
    _finds(tab, "tariff is raised")
    why = tab.get_by_role("complementary", name="Why")
    expect(why).to_contain_text("A tariff is raised")
    expect(why).to_contain_text("Weight hidden")

    expect(cell(tab, ITEM, "apart")).to_have_text("unassessed")
    for row, (key, shown) in zip(ROWS, {"1": "−10", "4": "0", "6": "+6"}.items(), strict=True):
        expect(tab.locator("table.mx td.cur")).to_have_attribute("data-level", row)
        tab.keyboard.press(key)
        expect(cell(tab, ITEM, row)).to_have_text(shown)
        tab.keyboard.press("ArrowDown")
    expect(why).not_to_contain_text("Weight hidden")
    expect(why.get_by_role("link", name="What this item moves")).to_be_visible()
    numbers = tab.locator(".headline table.head")
    expect(numbers).not_to_contain_text(row_like(before[-1]))
    rated = {row: ratings(case)[ITEM, "scenarios", row, "default"]["rating"] for row in ROWS}
    assert rated == {"apart": "-10", "hedged": "0", "allied": "++"}
    after = headline(tab)
    assert after != before

    tab.keyboard.press("w")
    expect(why.get_by_role("textbox", name="Why")).to_be_focused()
    tab.keyboard.type("an ally would have been spared")
    tab.keyboard.press("Tab")
    said = "+6 decibans: an ally would have been spared"
    expect(cell(tab, ITEM, "allied").locator("i")).to_have_attribute("title", said)
    assert ratings(case)[ITEM, "scenarios", "allied", "default"]["why"] == "an ally would have been spared"

    for _ in range(4):  # the reason and three ratings
        tab.keyboard.press("z")
    expect(cell(tab, ITEM, "apart")).to_have_text("unassessed")
    expect(tab.get_by_role("button", name="Undo")).to_be_disabled()
    assert (case / "ratings.csv").read_bytes() == (served.ladder("untouched") / "ratings.csv").read_bytes()
    expect(numbers).to_contain_text(row_like(before[-1]))
    assert headline(tab) == before


def _finds(tab: Page, words: str) -> None:
    """Narrow the list with the key for it, go to the one item left, and widen it again."""
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    options = tab.get_by_role("listbox", name="Evidence").get_by_role("option")
    expect(options).to_have_count(1)
    tab.keyboard.press("Tab")
    for _ in range(3):
        tab.keyboard.press("j")
