"""What is said of what to watch for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from equipoise.report.view.watch import watch_page, watch_view
from report.made_watch import AS_OF, DELIVERY, LATER, SOON, VOTE, both, indicator, made, refused

DELIVERED = {"likelihood": DELIVERY, "indicator": "delivery", "title": "Two governments state a delivery"}


def delivery(**changes):
    return indicator(**(DELIVERED | changes))


def test_the_heading_names_what_to_look_for_first_and_by_when():
    view = watch_view(made(indicator(), delivery()))
    assert view.heading == "Look first for “It votes against the text itself”, by 30\u00a0September 2023"
    assert view.now.startswith("Arm’s length 3\u202f%, Straddle 83\u202f%")


def test_a_row_is_about_the_scenario_that_moves_most_and_says_both_findings():
    (row,) = watch_view(made(delivery())).rows
    assert (row.scenario, row.slot) == ("Arming Urania", 4)
    assert row.sentence == (
        "Arming Urania rises from 3\u202f% to 71\u202f% if it is seen, and falls from 3\u202f% to <1\u202f% if not; "
        "Arming Urania then leads if it is seen."
    )
    assert row.all_seen.endswith(f"Arming Urania {row.seen.number}")


def test_where_two_scenarios_are_level_within_the_noise_neither_is_said_to_lead():
    one = indicator(sampled=True)
    near = {"apart": 0.1, "hedged": 0.405, "allied": 0.415, "armed": 0.08}
    (row,) = watch_view(made(replace(one, seen=replace(one.seen, at_horizon=near, leader="allied")))).rows
    assert row.flips == "Straddle and Overt support are then about level if it is seen"


def test_a_finding_that_changes_nothing_of_the_order_is_said_to():
    (row,) = watch_view(made(indicator(VOTE | {"allied": 0.05, "armed": 0.05}))).rows
    assert row.flips == ""
    assert row.sentence.endswith("; neither changes who leads.")


def test_of_two_the_more_telling_is_looked_for_first_and_of_equals_the_sooner():
    first, second = indicator(), delivery()
    told = watch_view(made(first, second, both=both(first, second))).together
    assert told[0].startswith("Of the first two, look for “It votes against the text itself” before “Two governments")
    assert told[0].endswith(f"expected to tell {first.gain_bits:.2f} bits, the other {second.gain_bits:.2f} bits.")
    assert "Both seen: cannot be." in told
    assert "independent of each other once the scenario on their days is known" in told[-1]
    later = replace(indicator(until=LATER), indicator="again", title="It votes so again")
    assert "and it is known sooner" in watch_view(made(first, later, both=both(first, later))).together[0]
    alike = replace(later, until=SOON)
    assert (
        "though they are expected to tell about as much"
        in watch_view(made(first, alike, both=both(first, alike))).together[0]
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.5, ", and 0.07 bits of what it tells alone the first has told."),
        (1.0, ", all that it tells alone."),
        (1.5, ", 0.07 bits more than alone, for each makes the other tell more."),
    ],
)
def test_what_two_findings_share_is_said(share, said):
    first, second = indicator(), delivery()
    together = both(first, second, gain=first.gain_bits + share * second.gain_bits)
    assert watch_view(made(first, second, both=together)).together[1].endswith(said)


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("unknown", "about something that was not yet known on 31\u00a0March 2023"),
        ("no_days", "do not all lie after 31\u00a0March 2023"),
        ("conditional", "a question for equipoise conditionals"),
        ("alike", "about as likely under every scenario: seen or not, it tells no two apart by 1 dB"),
        (
            "little",
            "less than 0.001 bits of the scenario on 31\u00a0March 2024, and neither finding moves one by 5 points",
        ),
    ],
)
def test_what_is_left_out_is_left_out_with_a_reason(because, said):
    view = watch_view(made(refused=(refused(because),)))
    assert view.heading == "No indicator of the case tells enough to be watched for"
    assert "“A joint exercise at sea”" in view.refused[0]
    assert said in view.refused[0]


def test_a_case_without_indicators_is_told_to_add_some():
    assert "add some under “indicators”" in watch_view(made()).heading


def test_ranges_and_errors_are_told_only_where_parameters_are_drawn():
    fixed, sampled = (watch_page(watch_view(made(indicator(sampled=s), sampled=s))) for s in (False, True))
    assert "one standard error" not in "".join(fixed.sections[-1].paragraphs)
    assert "uncertain by up to 1.0 points (one standard error)" in "".join(sampled.sections[-1].paragraphs)
    assert "(5–55)" in sampled.sections[0].heading


def test_the_page_has_a_section_for_each_indicator_in_order():
    first, second = indicator(), delivery()
    page = watch_page(watch_view(made(first, second, both=both(first, second), refused=(refused(),))))
    headings = [section.heading for section in page.sections]
    assert headings[0].startswith("1. It votes against")
    assert headings[1].startswith("2. Two governments")
    assert headings[2:] == ["The first two together", "Left out", "How to read it"]
    assert page.title.endswith(f"as of {AS_OF.day}\u00a0March 2023.")
