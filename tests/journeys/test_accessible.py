"""Whoever cannot see a page, or not well, can use it: axe-core finds nothing serious on any, by day and by night."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from equipoise.web.pages.register import PAGES
from equipoise.web.workspace.changes import Cell
from equipoise.web.workspace.desk import Desk
from journeys.chromium import Person
from journeys.reading import heading
from journeys.served import Served

BUILT_IN, FRESH = "sino-russian", "accessible"
WIDTHS = (1440, 390)
SLUGS = tuple(page.slug for page in PAGES)

LOUD = ("serious", "critical")
"""What keeps somebody from reading or using a page; axe's lesser findings are opinions as often as faults."""

ASKED = {
    "stability": "Compute stability",
    "tipping": "Find tipping points",
    "watch": "Draw the watch board",
    "compare": "Compute the change",
}
"""What a person presses to see anything on a page. On the built-in case it takes minutes, on a fresh one seconds."""

COMPUTED = ("timeline", "drivers", "measures", "methods")
"""Pages that compute by themselves, beside the brief."""

OPTIONS = {"resultTypes": ["violations"], "preload": False}
"""Style sheets are not fetched once more: no rule needs them, and the toolkit would show a bar of progress for it."""


def test_the_list_of_cases_can_be_used_by_all(person: Person) -> None:
    _finds_nothing(person.opens("/"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_the_built_in_case_can_be_used_by_all(person: Person, slug: str) -> None:
    tab = person.opens(f"/case/{BUILT_IN}/{slug}")
    if slug == "brief":
        expect(tab.locator(".brief section").first).to_be_visible(timeout=90_000)
    _finds_nothing(tab)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_a_fresh_case_can_be_used_by_all(person: Person, served: Served, slug: str) -> None:
    if not (served.folder / FRESH).exists():
        served.fresh(FRESH)
    tab = person.opens(f"/case/{FRESH}/{slug}")
    if slug == "brief":
        expect(tab.locator(".brief section").first).to_be_visible(timeout=90_000)
    if slug in ASKED:
        tab.get_by_role("button", name=ASKED[slug]).click()
    if slug in (*ASKED, *COMPUTED):
        expect(tab.locator(".found").first).not_to_be_empty(timeout=90_000)
    _finds_nothing(tab)


def test_the_page_of_raters_can_be_used_by_all_before_the_reveal_and_after(person: Person, served: Served) -> None:
    folder = served.ladder("judged-twice")
    desk = Desk(folder, name=folder.name, read_only=False, now=datetime.now)
    desk.open_round(["anna", "boris"], ["tariff"], who="me")
    tab = person.opens("/case/judged-twice/raters")
    tab.get_by_role("combobox", name="Rater", exact=True).click()
    tab.get_by_role("option", name="anna", exact=True).click()
    expect(tab.get_by_role("button", name="Submit: I am done")).to_be_visible()
    _finds_nothing(tab)
    case = desk.sound_case()
    numbers = {"apart": 0.2, "hedged": 0.5, "allied": 0.3}
    for name, rating in (("anna", 10.0), ("boris", -10.0)):
        for level in numbers:
            desk.rate(Cell("tariff", "scenarios", level, name), rating if level == "apart" else 0.0, who=name)
        desk.change_sheet(lambda rounds, name=name: rounds.estimate(case, name, numbers, "as I read it"))
        desk.submit(name)
    tab = person.opens("/case/judged-twice/raters")
    expect(tab.get_by_role("region", name="Map of disagreement")).to_be_visible()
    _finds_nothing(tab)


def _finds_nothing(tab: Page) -> None:
    """Look at the page by day and by night, on a desk and on a phone."""
    expect(heading(tab)).to_be_attached()
    found = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            tab.wait_for_function(
                "dark => document.body.classList.contains('body--dark') === dark", arg=scheme == "dark"
            )
            found += [f"{scheme}, {width} px: {line}" for line in _violations(tab)]
    assert found == []


def _violations(tab: Page) -> list[str]:
    """What is wrong, a line for each element; of many alike the first few."""
    answer: dict[str, Any] = Axe().run(tab, options=OPTIONS).response
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]}; {' '.join(node['failureSummary'].split())[:200]}"
        for rule in answer["violations"]
        if rule["impact"] in LOUD
        for node in rule["nodes"][:4]
    ]
