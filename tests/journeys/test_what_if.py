"""What if: a lever is moved, the numbers follow, the paths are told, and the change is kept and taken back."""

from __future__ import annotations

from playwright.sync_api import expect

from equipoise.case.load import load_case
from journeys.chromium import Person
from journeys.served import Served

PATH = "explanations.interests.weights.fear_of_reprisal"


def test_a_lever_is_moved_its_effect_read_saved_and_undone(person: Person, served: Served) -> None:
    case = served.fresh("moved-lever")
    written = (case / "case.yaml").read_text("utf-8")
    tab = person.opens("/case/moved-lever/what-if")
    table = tab.locator(".effects table.head")
    expect(tab.get_by_text("Nothing is changed: move a lever.")).to_be_visible()
    expect(table.get_by_role("row", name="Leaves")).to_contain_text("0.0")

    slider = tab.get_by_role("slider", name="How credible reprisals are")
    thumb = slider.locator("[tabindex]").first
    for _ in range(4):
        thumb.press("PageUp")
    expect(tab.get_by_text(f"{PATH} = 1.5")).to_be_visible()
    leaves = table.get_by_role("row", name="Leaves")
    expect(leaves).to_contain_text("−")  # fear keeps it from leaving
    assert float(leaves.get_by_role("cell").last.inner_text().replace("−", "-")) < -1
    assert load_case(case).definition.explanations["interests"].weights["fear_of_reprisal"] == 0.4

    tab.get_by_role("button", name="Through which paths?").click()
    expect(tab.locator(".found").first).to_contain_text("points", timeout=60_000)

    tab.get_by_role("button", name="Save into the case").click()
    expect(tab.get_by_text("saved; Undo takes it back")).to_be_visible()
    assert load_case(case).definition.explanations["interests"].weights["fear_of_reprisal"] == 1.5
    changed = (case / "case.yaml").read_text("utf-8")
    assert changed.count("\n") == written.count("\n"), "only the number is written anew"
    assert "# The question and the model." in changed

    tab.get_by_role("button", name="Undo", exact=True).click()
    expect(tab.get_by_role("button", name="Redo")).to_be_enabled()
    assert (case / "case.yaml").read_text("utf-8") == written


def test_a_number_that_is_no_number_of_the_case_is_refused_in_words(person: Person, served: Served) -> None:
    served.fresh("typed-edit")
    tab = person.opens("/case/typed-edit/what-if")
    tab.get_by_role("textbox", name="PATH=VALUE").fill("decision_maker.adviser=5")
    tab.get_by_role("button", name="Try").click()
    told = tab.get_by_role("alert").filter(has_text="adviser")
    expect(told).to_contain_text("advisers")
    told.get_by_role("button", name="OK").click()
    expect(told).to_have_count(0)
    tab.get_by_role("textbox", name="PATH=VALUE").fill("decision_maker.advisers=5")
    tab.get_by_role("textbox", name="PATH=VALUE").press("Enter")
    expect(tab.get_by_text("decision_maker.advisers = 5")).to_be_visible()
