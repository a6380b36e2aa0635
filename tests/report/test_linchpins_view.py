"""What is said of assumptions and levers."""

from __future__ import annotations

from datetime import date

from equipoise.report.page_text import page_text
from equipoise.report.view.linchpins import assumptions_view, levers_view
from equipoise.studies.shared_draws.spreads import Difference, Spread
from equipoise.studies.shared_draws.versions import Changed
from equipoise.studies.what_if import Broken, Effect, LeverEffect, LeverEnd, Levers, Linchpins, Rise, Unbroken
from report.hand_made import SCENARIOS, case

BASE = {"apart": 0.03, "hedged": 0.83, "allied": 0.11, "armed": 0.03}
COMMON = {"case": "ruritania", "fingerprint": "sha256:0", "as_of": date(2023, 3, 31), "horizon": date(2024, 3, 31)}
DRAWN = {"rater": "default", "seed": 0, "particles": 512}


def broken(name, move, *, leader="hedged", error=0.002) -> Broken:
    changes = {
        scenario: Changed(Spread(p, None, None), Spread(p, None, None), Difference(m, None, None), error)
        for (scenario, p), m in zip(BASE.items(), (0, -move, move, 0), strict=True)
    }
    return Broken(name, f"The {name} holds.", "", {"decision_maker.advisers": 5}, changes, leader)


def linchpins(*broken_ones: Broken, unbroken=()) -> Linchpins:
    base = {name: Spread(p, None, None) for name, p in BASE.items()}
    return Linchpins(**COMMON, **DRAWN, base=base, leader="hedged", broken=broken_ones, unbroken=unbroken, error=0.002)


def lever(name="channels", *, ends=(), slope=0.02, lowers=("armed",)) -> LeverEffect:
    effect = Effect(slope, 0.001, 2 * slope, 0.002)
    return LeverEffect(
        lever=name,
        title="Independent channels",
        unit="channels",
        path="decision_maker.advisers",
        authored=1,
        least=1,
        most=9,
        step=1,
        scenarios=dict.fromkeys(SCENARIOS, effect),
        moved="hedged",
        lowers=lowers,
        ends=ends,
        error=0.003,
    )


def levers(*some: LeverEffect, by="unit", against=()) -> Levers:
    return Levers(**COMMON, **DRAWN, by=by, against=against, base=BASE, levers=some, error=0.003)


def of_assumptions(found: Linchpins) -> str:
    return " ".join(page_text(assumptions_view(case(), found)).replace("\u202f", " ").split())


def of_levers(found: Levers) -> str:
    return " ".join(page_text(levers_view(case(), found)).replace("\u202f", " ").split())


# --- assumptions ------------------------------------------------------------------------------------------------


def test_an_assumption_that_changes_the_leader_is_the_heading():
    text = of_assumptions(linchpins(broken("red line", 0.4, leader="allied"), broken("cautious", 0.02)))
    assert "Overt support leads without “The red line holds.”" in text
    assert "40.0 points: “The red line holds.”" in text
    assert "If false: decision_maker.advisers = 5. Overt support would lead." in text


def test_where_none_changes_the_leader_the_largest_move_is_told():
    text = of_assumptions(linchpins(broken("cautious", 0.02)))
    assert "Straddle leads whichever assumption is broken; the most that breaking one moves a scenario is 2.0" in text


def test_an_effect_within_the_noise_is_told_so():
    assert "No more than the draws" in of_assumptions(linchpins(broken("cautious", 0.003)))
    assert "No more than the draws" not in of_assumptions(linchpins(broken("cautious", 0.03)))


def test_an_assumption_that_could_not_be_broken_says_why():
    text = of_assumptions(linchpins(unbroken=(Unbroken("fast", "It takes its time.", "too often to follow"),)))
    assert "No assumption could be broken." in text
    assert "It takes its time. Not tried: too often to follow." in text


# --- levers -----------------------------------------------------------------------------------------------------


def test_what_rises_with_a_lever_is_told_beside_what_falls():
    rival = Rise("condition", "battlefield", "winning", 0.063, is_unwanted=False)
    end = LeverEnd(9, -0.031, is_intended=True, rises=(rival,))
    text = of_levers(levers(lever(ends=(end,))))
    assert "At 9 Arming Urania falls by 3.1 points; with it Battlefield at “Winning” +6.3." in text
    assert "one of one raise something else by more than a point" in text


def test_an_unwanted_scenario_that_rises_is_a_backfire():
    worse = Rise("scenario", "allied", "", 0.02, is_unwanted=True)
    end = LeverEnd(9, -0.01, is_intended=True, rises=(worse,))
    text = of_levers(levers(lever(ends=(end,), lowers=("armed", "allied")), against=("armed", "allied")))
    assert "At 9 Arming Urania and Overt support together fall by 1.0 points; it backfires: Overt support +2.0." in text
    assert "Each is held against the scenarios asked for with --against, together." in text


def test_a_lever_that_raises_nothing_says_so():
    end = LeverEnd(9, -0.001, is_intended=True, rises=())
    assert "At 9 Arming Urania hardly moves (−0.1); nothing else rises by more than a point." in of_levers(
        levers(lever(ends=(end,)))
    )


def test_what_levers_are_ranked_by_is_told():
    assert "A unit of “Independent channels” does most: 2.0 points of Straddle" in of_levers(levers(lever()))
    assert "“Independent channels” does most over its range: 4.0 points of Straddle" in of_levers(
        levers(lever(), by="range")
    )


def test_the_pages_fit_79_columns():
    rises = tuple(Rise("scenario", name, "", 0.02, is_unwanted=False) for name in SCENARIOS)
    pages = [
        page_text(levers_view(case(), levers(lever(ends=(LeverEnd(9, -0.1, True, rises),))))),
        page_text(assumptions_view(case(), linchpins(broken("a" * 200, 0.1)))),
    ]
    assert max(len(line) for page in pages for line in page.splitlines()) <= 79
