"""Two people on one case: each sees what the other does, and neither loses their place."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from journeys.chromium import Person
from journeys.reading import cell, headline, ratings, row_like
from journeys.served import Served

SECRET = "whispered by anna"
SCREEN = {"width": 1440, "height": 900}


def test_two_browsers_see_each_others_edits_and_keep_their_places(
    people: Callable[..., Person], served: Served
) -> None:
    case = served.ladder("shared")
    anna, boris = people(viewport=SCREEN), people(viewport=SCREEN)
    hers, his = anna.opens("/case/shared/evidence"), boris.opens("/case/shared/evidence")
    before = headline(his)
    headline(hers)
    his.get_by_role("option").filter(has_text="An abstention").click()
    expect(his.locator("table.mx td.cur")).to_have_attribute("data-item", "abstain")
    hers.get_by_role("option").filter(has_text="A tariff is raised").click()
    hers.get_by_role("button", name="10× more").click()
    expect(cell(his, "tariff", "apart")).to_have_text("+10")
    expect(his.locator("table.mx td.cur")).to_have_attribute("data-item", "abstain")
    expect(his.locator(".headline table.head")).not_to_contain_text(row_like(before[0]))

    his.get_by_role("option").filter(has_text="Something learnt late").click()
    his.get_by_role("button", name="2× less").click()
    expect(cell(hers, "late-news", "apart")).to_have_text("−3")
    kept = ratings(case)
    assert kept["tariff", "scenarios", "apart", "default"]["rating"] == "10"
    assert kept["late-news", "scenarios", "apart", "default"]["rating"] == "-"


def test_a_round_keeps_ratings_apart_until_both_are_done_and_then_shows_everything(
    people: Callable[..., Person], served: Served
) -> None:
    case = served.ladder("in-a-round")
    anna, boris = people(viewport=SCREEN), people(viewport=SCREEN)
    hers = anna.opens("/case/in-a-round/raters")
    hers.get_by_role("textbox", name="Names of the raters").fill("anna, boris")
    hers.get_by_role("textbox", name="Ids of items").fill("tariff")
    hers.get_by_role("button", name="Open a round").click()
    expect(hers.get_by_text("Not submitted yet: anna and boris")).to_be_visible()

    for person, name, key, shown in ((anna, "anna", "7", "+10"), (boris, "boris", "1", "−10")):
        _takes_the_name(person, "in-a-round", name)
        tab = person.opens("/case/in-a-round/evidence?item=tariff")
        expect(tab.get_by_text("A round is open: nobody sees what you rate")).to_be_visible()
        for level in ("apart", "hedged", "allied"):
            expect(cell(tab, "tariff", level)).to_have_text("unassessed")  # whatever the other has said
            expect(tab.locator("table.mx td.cur")).to_have_attribute("data-level", level)
            tab.keyboard.press(key)
            expect(cell(tab, "tariff", level)).to_have_text(shown)
            tab.keyboard.press("ArrowDown")
        assert not [row for row in ratings(case) if row[3] in ("anna", "boris")], "nothing is in the case yet"
        _submits(person, "in-a-round", "as I read it")

    expect(boris.tab.get_by_role("heading", name="Own estimates")).to_be_visible()
    expect(hers.get_by_role("heading", name="Own estimates")).to_be_visible()  # without a click of hers
    said = {
        row[3]: kept["rating"] for row, kept in ratings(case).items() if row[:3] == ("tariff", "scenarios", "apart")
    }
    assert said == {"anna": "10", "boris": "-10"}
    expect(hers.get_by_role("heading", name="Where raters differ")).to_be_visible()


def test_no_message_to_a_browser_tells_what_another_rater_says_before_the_reveal(
    people: Callable[..., Person], served: Served
) -> None:
    case = served.ladder("whispered")
    anna, boris = people(viewport=SCREEN), people(viewport=SCREEN)
    hers = anna.opens("/case/whispered/raters")
    hers.get_by_role("textbox", name="Names of the raters").fill("anna, boris")
    hers.get_by_role("button", name="Open a round").click()
    expect(hers.get_by_text("Not submitted yet: anna and boris")).to_be_visible()
    _takes_the_name(boris, "whispered", "boris")
    _takes_the_name(anna, "whispered", "anna")
    told: list[str] = []
    boris.tab.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(str(frame))))
    his = boris.opens("/case/whispered/evidence?item=tariff")
    expect(cell(his, "tariff", "apart")).to_have_text("unassessed")
    hers = anna.opens("/case/whispered/evidence?item=tariff")
    hers.keyboard.press("7")
    expect(cell(hers, "tariff", "apart")).to_have_text("+10")
    reason = hers.get_by_role("textbox", name="Why", exact=True)
    reason.fill(SECRET)
    reason.blur()
    expect(hers.locator(f'td [title*="{SECRET}"]')).to_be_visible()
    _submits(anna, "whispered", SECRET)
    his.keyboard.press("1")
    expect(cell(his, "tariff", "apart")).to_have_text("−10")  # so whatever was sent before has come
    assert told
    assert not [frame for frame in told if SECRET in frame or "+10" in frame]
    assert SECRET not in (case / "ratings.csv").read_text("utf-8")
    assert not (case / "ledger.jsonl").exists()


def test_what_one_rater_changes_after_the_reveal_the_other_sees_at_the_cell(
    people: Callable[..., Person], served: Served
) -> None:
    case = served.ladder("revised")
    with (case / "ratings.csv").open("a", encoding="utf-8") as file:
        for level, hers, his in (("apart", "+", "-"), ("hedged", "0", "+"), ("allied", "-", "++")):
            file.write(
                f"tariff,scenarios,{level},{hers},anna,as anna reads it\ntariff,scenarios,{level},{his},boris,\n"
            )
    anna, boris = people(viewport=SCREEN), people(viewport=SCREEN)
    hers = anna.opens("/case/revised/raters")
    _takes(hers, "anna")
    his = boris.opens("/case/revised/raters")
    _takes(his, "boris")
    his.get_by_role("region", name="Map of disagreement").get_by_role("link", name="anna").first.click()
    others = his.locator("details.others")
    expect(others).to_contain_text("as anna reads it")
    hers = anna.opens("/case/revised/evidence?item=tariff&subject=scenarios&level=apart")
    hers.keyboard.press("1")
    expect(others).to_contain_text("−10 dB")


def _takes(tab: Page, name: str) -> None:
    tab.get_by_role("combobox", name="Rater", exact=True).click()
    tab.get_by_role("option", name=name, exact=True).click()
    expect(tab.get_by_text(f"rater {name}")).to_be_visible()


def _takes_the_name(person: Person, case: str, name: str) -> None:
    tab = person.opens(f"/case/{case}/raters")
    tab.get_by_role("combobox", name="Rater", exact=True).click()
    tab.get_by_role("option", name=name, exact=True).click()
    expect(tab.get_by_role("link", name="Rate the evidence")).to_be_visible()


def _submits(person: Person, case: str, reason: str) -> None:
    tab = person.opens(f"/case/{case}/raters")
    for level, per_cent in (("Apart", "20"), ("Hedged", "50"), ("Allied", "30")):
        tab.get_by_role("spinbutton", name=level).fill(per_cent)
    tab.get_by_role("textbox", name="Why do you think so?").fill(reason)
    tab.get_by_role("button", name="Submit: I am done").click()
    expect(tab.get_by_text("You have submitted.").or_(tab.get_by_role("heading", name="Own estimates"))).to_be_visible()
