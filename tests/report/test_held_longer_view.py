"""What is said of a condition that holds longer."""

from __future__ import annotations

from datetime import date

import pytest

from equipoise.report.names import Names
from equipoise.report.view.held_longer import held_longer_view, longer_sentence
from equipoise.studies.conditionals import Conditional, HeldLonger, Lengthened, Slope
from equipoise.studies.shared_draws.spreads import Difference, Spread
from report.hand_made import case

AS_OF, HORIZON = date(2023, 3, 31), date(2024, 3, 31)
LASTS = (date(2023, 6, 30), date(2023, 9, 30), HORIZON)
NOTHING = Difference(0.0, 0.0, 0.0)
UNSURE = Slope("unsure", False, NOTHING, is_sure=False)
SCENARIOS = ("apart", "hedged", "allied", "armed")


def held(changes: dict[str, float], last: date) -> Conditional:
    return Conditional(
        kind="do",
        span=f"battlefield=losing@2023-04-01..{last}",
        condition="battlefield",
        level="losing",
        first=date(2023, 4, 1),
        last=last,
        chance=None,
        is_counterfactual=False,
        scenarios={name: Spread(0.25, None, None) for name in SCENARIOS},
        difference={name: Difference(changes.get(name, 0.0), None, None) for name in SCENARIOS},
    )


def one(moves: dict[str, tuple[float, float, float]], **slopes: Slope) -> Lengthened:
    lengths = tuple(held({name: move[n] for name, move in moves.items()}, last) for n, last in enumerate(LASTS))
    return Lengthened("do", "battlefield", "losing", lengths, {name: slopes.get(name, UNSURE) for name in SCENARIOS})


def sure(sign: str) -> Slope:
    return Slope(sign, True, NOTHING, is_sure=True)  # type: ignore[arg-type]


def test_what_is_sure_is_told_with_the_change_at_the_shortest_and_the_longest():
    both = one(
        {"allied": (0.012, 0.02, 0.031), "hedged": (-0.01, -0.02, -0.04)},
        allied=sure("likelier"),
        hedged=sure("less likely"),
    )
    assert longer_sentence(both, Names(case())) == (
        "The longer Battlefield is held from outside at “Losing”, the likelier Overt support (+1.2 to +3.1 points); "
        "the less likely Straddle (−1.0 to −4.0 points)."
    )


@pytest.mark.parametrize(
    ("move", "slope"),
    [
        ((0.01, 0.02, 0.03), Slope("likelier", True, NOTHING, is_sure=False)),
        ((0.01, 0.03, 0.02), Slope("likelier", False, NOTHING, is_sure=False)),
        ((0.001, 0.002, 0.003), sure("likelier")),
    ],
    ids=["further unsure", "not monotone", "not felt"],
)
def test_what_is_not_sure_or_not_felt_has_no_sentence(move, slope):
    assert longer_sentence(one({"allied": move}, allied=slope), Names(case())) == ""


def page(*lengthened: Lengthened, error: float = 0.0):
    found = HeldLonger(
        case="ruritania",
        fingerprint="sha256:0",
        as_of=AS_OF,
        horizon=HORIZON,
        seed=0,
        particles=512,
        plain={name: Spread(0.25, None, None) for name in SCENARIOS},
        lengthened=lengthened,
        impossible=("battlefield=winning@2023-04-01..2023-06-30",),
        error=error,
    )
    return held_longer_view(case(), found)


def test_the_table_has_a_column_for_each_length_and_a_row_for_each_scenario():
    table = page(one({"allied": (0.012, 0.02, 0.031)})).sections[0].table
    assert table is not None
    assert table.heads == ("to 30 Jun 2023", "to 30 Sep 2023", "to 31 Mar 2024", "scenario")
    assert table.rows[2] == ("+1.2", "+2.0", "+3.1", "Overt support")


def test_the_lead_counts_what_is_sure_and_the_end_tells_what_cannot_be_and_how_exact_it_is():
    shown = page(one({"allied": (0.01, 0.02, 0.03)}, allied=sure("likelier")), one({}), error=0.004)
    assert shown.lead[0].startswith("For 1 of 2 ways")
    assert page(one({})).lead[0].startswith("For no condition is it sure")
    assert shown.sections[-2].paragraphs == ("battlefield=winning@2023-04-01..2023-06-30 cannot come about by itself.",)
    assert "at most 0.4 points" in shown.sections[-1].paragraphs[-1]
