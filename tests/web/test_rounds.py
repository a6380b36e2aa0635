"""Rounds: what a rater says is seen by nobody else before the reveal, and then by everybody at once."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.cli.main import main
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.ledger.estimates import without_estimates
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.side_by_side import side_by_side
from equipoise.report.report import RENDERERS
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.evidence_list import Filter, filtered, lines, list_markup
from equipoise.web.parts.evidence_strip import strip_markup
from equipoise.web.parts.matrix import matrix, matrix_markup
from equipoise.web.parts.round_markup import estimates_markup, in_chains, missing_markup, pooled, revised_markup
from equipoise.web.workspace.changes import Cell, Change, rating_of
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.origins import find_origins
from equipoise.web.workspace.people import ALONE
from equipoise.web.workspace.reveal import judgement_of
from equipoise.web.workspace.rounds import Estimate, revised_ratings
from equipoise.web.workspace.rounds_file import ROUNDS
from equipoise.web.workspace.work import make_brief
from equipoise.web.workspace.workspace import Workspace

NOW = datetime(2026, 1, 2, 3, 4, 5)
WHY = "because of w"
NUMBERS = st.integers(min_value=-9, max_value=9).map(lambda number: number + 0.25)


def desk_at(folder: Path) -> Desk:
    return Desk(folder, name="own", read_only=False, now=lambda: NOW)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A case of one's own in which anna and ben have a round over everything."""
    made = desk_at(new_case(tmp_path / "own"))
    made.open_round(["anna", "ben"], made.sound_case().items, who="me")
    return made


def cell(desk: Desk, rater: str, item: str = "speech") -> Cell:
    return Cell(item, "scenarios", next(iter(desk.sound_case().definition.scenarios)), rater)


def estimate(desk: Desk, rater: str, first: float = 0.5) -> None:
    case = desk.sound_case()
    rest = (1 - first) / (len(case.definition.scenarios) - 1)
    numbers = {name: first if at == 0 else rest for at, name in enumerate(case.definition.scenarios)}
    desk.change_sheet(lambda rounds: rounds.estimate(case, rater, numbers, f"{rater} thinks so"))


def markup_for(desk: Desk, viewer: str) -> str:
    """All that the parts of the evidence page make of a case for somebody, under every name they could look at."""
    case = desk.case_for(viewer)
    shown = []
    for rater in ("anna", "ben", "default"):
        shown.append(str(matrix_markup(matrix(case, case.evidence, rater=rater), selected="", corner="", caption="")))
        shown.append(str(list_markup(lines(case, filtered(case, Filter(), rater), rater), selected="", label="")))
    shown.append(str(strip_markup(case, case.definition.clock.opens)))
    return "\n".join(shown)


def test_a_private_rating_is_in_no_file_of_the_case_and_nobody_else_sees_it(desk: Desk) -> None:
    before, other, files = markup_for(desk, "ben"), markup_for(desk, ""), dict(desk.texts)
    desk.rate(cell(desk, "anna"), 7.25, who="anna", why=WHY)
    row = rating_of(desk.case_for("anna").ratings, cell(desk, "anna"))
    assert row is not None
    assert (row.rating, row.why) == (7.25, WHY)
    assert dict(desk.texts) == files
    assert load_case(desk.folder).fingerprint == desk.sound_case().fingerprint
    assert markup_for(desk, "ben") == before
    assert markup_for(desk, "") == other
    assert WHY in markup_for(desk, "anna")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.none() | NUMBERS, max_size=6),
    sure=st.floats(min_value=0.01, max_value=0.99),
)
def test_before_the_reveal_nothing_that_another_wrote_changes_what_one_sees(
    said: list[float | None], sure: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = desk_at(new_case(tmp_path_factory.mktemp("round") / "own"))
    items = list(made.sound_case().items)
    made.open_round(["anna", "ben"], items, who="me")
    before, seen = markup_for(made, "ben"), made.case_for("ben")
    for number, rating in enumerate(said):
        made.rate(cell(made, "anna", items[number % len(items)]), rating, who="anna", why=WHY)
    estimate(made, "anna", sure)
    made.submit("anna")
    assert markup_for(made, "ben") == before
    assert made.case_for("ben") is seen
    assert made.case_for("ben").fingerprint == seen.fingerprint


def test_in_a_first_round_what_was_rated_before_is_hidden_from_raters_and_from_nobody_else(tmp_path: Path) -> None:
    made = desk_at(new_case(tmp_path / "own"))
    case = made.sound_case()
    item = case.ratings[0].item
    made.open_round(["anna", "ben"], [item], who="me")
    assert {row.item for row in made.case_for("anna").ratings} == {row.item for row in case.ratings} - {item}
    assert made.case_for("carl") is made.sound_case()
    assert made.rounds.hides_from("ben")
    assert not made.rounds.hides_from("carl")


def test_listeners_can_tell_whom_a_private_rating_concerns(desk: Desk) -> None:
    told: list[Change | None] = []
    desk.subscribe(lambda _, change: told.append(change))
    desk.rate(cell(desk, "anna"), 3.0, who="anna")
    (change,) = told
    assert change is not None
    assert [change.is_for(name) for name in ("anna", "ben", "")] == [True, False, False]
    assert change.files == {}


def test_when_the_last_rater_submits_everything_is_revealed_at_once(desk: Desk) -> None:
    desk.rate(cell(desk, "anna"), 7.25, who="anna", why=WHY)
    desk.rate(cell(desk, "ben"), -3.0, who="ben")
    estimate(desk, "anna", 0.9)
    estimate(desk, "ben", 0.2)
    desk.submit("anna")
    assert not [row for row in desk.sound_case().ratings if row.rater in ("anna", "ben")]
    assert Ledger(desk.folder).tracks == ()
    desk.submit("ben")
    found = {row.rater: row for row in desk.sound_case().ratings if row.rater in ("anna", "ben")}
    assert {name: (row.rating, row.why) for name, row in found.items()} == {"anna": (7.25, WHY), "ben": (-3.0, None)}
    assert load_case(desk.folder).fingerprint == desk.sound_case().fingerprint
    (track,) = Ledger(desk.folder).tracks
    assert [(one.judgement.by_whom, one.judgement.kind, one.judgement.reason) for one in track.said] == [
        ("anna", "person", "anna thinks so"),
        ("ben", "person", "ben thinks so"),
    ]
    assert track.said[0].judgement.as_of <= NOW.date()
    (done,) = desk.rounds.all
    assert not done.is_open
    assert done.not_recorded == {}
    assert markup_for(desk, "ben") == markup_for(desk, "anna")


def test_what_was_submitted_stands(desk: Desk) -> None:
    with pytest.raises(UsageError, match="estimate is missing"):
        desk.submit("anna")
    estimate(desk, "anna")
    desk.submit("anna")
    with pytest.raises(UsageError, match="has submitted"):
        desk.rate(cell(desk, "anna"), 1.0, who="anna")
    with pytest.raises(UsageError, match="has submitted"):
        estimate(desk, "anna")
    assert desk.rounds.going_on is not None
    assert desk.rounds.going_on.awaited == ("ben",)


def test_an_editor_may_close_a_round_and_that_is_on_file(desk: Desk) -> None:
    desk.rate(cell(desk, "ben"), 2.0, who="ben")
    estimate(desk, "ben")
    desk.close_round(who="edgar")
    (done,) = desk.rounds.all
    assert (done.closed_by, done.is_open, done.awaited) == ("edgar", False, ("anna", "ben"))
    assert rating_of(desk.sound_case().ratings, cell(desk, "ben")) is None  # nobody said that it was done
    assert Ledger(desk.folder).tracks == ()
    events = [json.loads(line) for line in (desk.folder / ROUNDS).read_text("utf-8").splitlines()]
    assert [(event["did"], event["who"]) for event in events if event["did"] in ("closed", "revealed")] == [
        ("closed", "edgar"),
        ("revealed", "edgar"),
    ]


def test_an_item_that_the_case_had_no_ratings_of_stands_by_the_mean_of_the_raters(desk: Desk) -> None:
    assert not [row for row in desk.sound_case().ratings if row.item == "no-bill"]
    for name, rating in (("anna", 6.0), ("ben", 1.0)):
        desk.rate(cell(desk, name, "no-bill"), rating, who=name, why=f"as {name} reads it")
        desk.rate(cell(desk, name, "speech"), rating, who=name)
        estimate(desk, name)
        desk.submit(name)
    assert desk.rounds.going_on is None
    assert desk.errors == ()
    standing = rating_of(desk.sound_case().ratings, cell(desk, "default", "no-bill"))
    assert standing is not None
    assert (standing.rating, standing.why) == (3.5, "anna: as anna reads it; ben: as ben reads it")
    assert rating_of(desk.sound_case().ratings, cell(desk, "default", "speech")) is None  # rated for the case elsewhere


def test_a_round_is_closed_with_those_who_have_submitted_and_nobody_loses_a_sheet(desk: Desk) -> None:
    for name, rating in (("anna", 6.0), ("ben", -6.0)):
        desk.rate(cell(desk, name), rating, who=name, why=WHY)
        estimate(desk, name)
    desk.submit("anna")
    desk.close_round(who="edgar")
    assert {row.rater for row in desk.sound_case().ratings if row.item == "speech"} >= {"anna"}
    assert rating_of(desk.sound_case().ratings, cell(desk, "ben")) is None
    (track,) = Ledger(desk.folder).tracks
    assert [said.judgement.by_whom for said in track.said] == ["anna"]
    (done,) = desk.rounds.all
    told = missing_markup([done], str) + estimates_markup(desk.sound_case(), [done], str)
    assert "Not submitted: ben" in told
    assert "anna thinks so" in told
    assert "ben thinks so" not in told
    desk.open_round_again(who="me")
    again = rating_of(desk.case_for("ben").ratings, cell(desk, "ben"))
    assert again is not None
    assert (again.rating, again.why) == (-6.0, WHY)
    desk.submit("ben")  # with the estimate that stood on the sheet
    assert desk.rounds.going_on is not None
    assert desk.rounds.going_on.awaited == ("anna",)


def test_what_is_changed_after_the_reveal_stands_beside_what_was_said_first(desk: Desk) -> None:
    for name, rating in (("anna", 6.0), ("ben", -6.0)):
        desk.rate(cell(desk, name), rating, who=name)
        estimate(desk, name, 0.9 if name == "anna" else 0.2)
        desk.submit(name)
    desk.rate(cell(desk, "anna"), 2.0, who="anna", why="ben has a point")
    (first,) = desk.rounds.all
    (changed,) = revised_ratings(first, desk.sound_case().ratings)
    assert changed.now is not None
    assert (changed.rater, changed.first.rating, changed.now.rating) == ("anna", 6.0, 2.0)
    desk.open_round_again(who="me")
    for name in ("anna", "ben"):
        estimate(desk, name, 0.6)
        desk.submit(name)
    case = desk.sound_case()
    (chain,) = in_chains(desk.rounds.all)
    read = str(estimates_markup(case, chain, str))
    lines = re.findall(r'<th scope="row">([^<]*)</th><td class="n">([^<]*)', read)
    assert [(who, "".join(number.split())) for who, number in lines[:4]] == [
        ("anna", "90%"),
        ("anna, Round 2", "60%"),
        ("ben", "20%"),
        ("ben, Round 2", "60%"),
    ]
    told = str(revised_markup(case, first, lambda page, **asked: page, str))
    assert "ben has a point" in told
    assert "+6" in told
    assert "+2" in told


def test_estimates_are_pooled_as_the_ledger_pools_them(desk: Desk) -> None:
    for name, first in (("anna", 0.9), ("ben", 0.2)):
        estimate(desk, name, first)
        desk.submit(name)
    (beside,) = side_by_side(Ledger(desk.folder).tracks)
    said = [given.probabilities for name in ("anna", "ben") if (given := desk.rounds.all[0].sheet(name).estimate)]
    pools = pooled(said, str)
    for way, of_ledger in zip(pools.values(), (beside.log_odds_mean, beside.mean, beside.median), strict=True):
        assert way == pytest.approx(dict(of_ledger))


def test_an_estimate_is_for_the_sheet_and_not_for_the_ledger_while_the_round_is_open(desk: Desk) -> None:
    case = desk.sound_case()
    horizon = case.definition.clock.horizon
    with pytest.raises(UsageError, match="for your sheet alone"):
        desk.rounds.refuse_on_record(case, JudgedEvent(which="scenario", until=horizon), "anna")
    desk.rounds.refuse_on_record(case, JudgedEvent(which="scenario", until=horizon), "carl")
    some = next(iter(case.definition.scenarios))
    desk.rounds.refuse_on_record(case, JudgedEvent(ever=[some], until=horizon), "anna")


def test_earlier_estimates_of_the_others_are_kept_from_a_rater_of_a_first_round(desk: Desk) -> None:
    case = desk.sound_case()
    for name in ("anna", "ben", "carl"):
        Ledger(desk.folder).record(judgement_of(case, name, Estimate({"stay": 0.5, "hedge": 0.5}, name, NOW)))
    horizon = case.definition.clock.horizon

    def seen(viewer: str) -> list[str]:
        tracks = without_estimates(desk.ledger.tracks, horizon=horizon, by=desk.rounds.kept_from(viewer))
        return [said.judgement.by_whom for track in tracks for said in track.said]

    assert seen("ben") == ["ben", "carl"]
    assert seen("carl") == ["anna", "ben", "carl"]


def test_who_only_writes_the_name_of_a_rater_learns_and_undoes_nothing_of_theirs(desk: Desk) -> None:
    desk.change_sheet(lambda rounds: rounds.take_seat("anna", "hers"))
    desk.rate(cell(desk, "anna"), 1.0, who="anna")
    settings = {"rater own": "anna", "seat": "mine"}
    sitting = Sitting(Workspace(desk.folder.parent), desk, ALONE, settings, {})
    assert (sitting.viewer, sitting.me) == ("", ALONE.name)
    assert desk.can_undo(sitting.me) is None
    assert desk.saved_for(sitting.viewer) is None
    assert desk.saved_for("anna") == NOW


def test_a_second_round_starts_from_the_first_which_is_kept(desk: Desk) -> None:
    for name, rating in (("anna", 6.0), ("ben", -6.0)):
        desk.rate(cell(desk, name), rating, who=name)
        estimate(desk, name)
        desk.submit(name)
    desk.open_round_again(who="me")
    seen = {row.rater: row.rating for row in desk.case_for("anna").ratings if row.item == "speech"}
    assert (seen["anna"], seen["ben"]) == (6.0, -6.0)
    desk.rate(cell(desk, "anna"), 1.0, who="anna")
    assert rating_of(desk.case_for("ben").ratings, cell(desk, "anna")) == rating_of(
        desk.sound_case().ratings, cell(desk, "anna")
    )
    desk.rate(cell(desk, "ben"), None, who="ben")
    for name in ("anna", "ben"):
        estimate(desk, name)
        desk.submit(name)
    after = {row.rater: row.rating for row in desk.sound_case().ratings if row.item == "speech"}
    assert after["anna"] == 1.0
    assert "ben" not in after
    first, second = desk.rounds.all
    key = ("speech", "scenarios", cell(desk, "anna").level)
    kept, changed = first.sheet("anna").ratings[key], second.sheet("anna").ratings[key]
    assert kept is not None
    assert changed is not None
    assert (kept.rating, changed.rating, second.revises) == (6.0, 1.0, 1)


def test_a_sheet_is_its_own_raters_to_fill(desk: Desk) -> None:
    with pytest.raises(UsageError, match="for ben alone"):
        desk.rate(cell(desk, "ben"), 1.0, who="anna")
    with pytest.raises(UsageError, match="rate as anna"):
        desk.rate(cell(desk, "default"), 1.0, who="anna")


def test_a_private_rating_is_undone_on_its_sheet(desk: Desk) -> None:
    desk.rate(cell(desk, "anna"), 1.0, who="anna")
    desk.rate(cell(desk, "anna"), 2.0, who="anna")
    desk.undo("anna")
    row = rating_of(desk.case_for("anna").ratings, cell(desk, "anna"))
    assert row is not None
    assert row.rating == 1.0
    desk.undo("anna")
    assert rating_of(desk.case_for("anna").ratings, cell(desk, "anna")) is None
    desk.redo("anna")
    assert rating_of(desk.case_for("anna").ratings, cell(desk, "anna")) is not None
    desk.close_round(who="me")
    with pytest.raises(UsageError, match="that round is over"):
        desk.undo("anna")


def test_without_accounts_a_name_belongs_to_the_browser_that_took_it(desk: Desk) -> None:
    desk.change_sheet(lambda rounds: rounds.take_seat("anna", "one"))
    assert desk.rounds.holds_seat("anna", "one")
    assert not desk.rounds.holds_seat("anna", "two")
    assert not desk.rounds.holds_seat("ben", "")
    with pytest.raises(UsageError, match="another browser"):
        desk.change_sheet(lambda rounds: rounds.take_seat("anna", "two"))
    desk.rate(cell(desk, "anna"), 1.0, who="anna")
    with pytest.raises(UsageError, match="has not submitted"):
        desk.change_sheet(lambda rounds: rounds.take_seat("ben", "one", other="anna"))
    estimate(desk, "anna")
    desk.submit("anna")
    desk.change_sheet(lambda rounds: rounds.take_seat("ben", "one", other="anna"))
    with pytest.raises(UsageError, match="anna has submitted"):
        desk.change_sheet(lambda rounds: rounds.take_seat("anna", "one", other="ben"))


def test_a_round_is_the_same_in_another_workbench(desk: Desk) -> None:
    desk.rate(cell(desk, "anna"), 1.5, who="anna", why=WHY)
    estimate(desk, "ben")
    other = desk_at(desk.folder)
    assert other.rounds.all == desk.rounds.all
    desk.submit("ben")
    assert other.look()
    assert other.rounds.all == desk.rounds.all


def test_a_file_of_rounds_that_cannot_be_read_stops_the_round_and_shows_nothing(desk: Desk) -> None:
    desk.rate(cell(desk, "anna"), 1.5, who="anna")
    with (desk.folder / ROUNDS).open("a", encoding="utf-8") as file:
        file.write("what is this\n")
    other = desk_at(desk.folder)
    assert "line 3" in other.rounds.problem
    assert rating_of(other.case_for("ben").ratings, cell(desk, "anna")) is None
    with pytest.raises(UsageError, match="is no event of a round"):
        other.rate(cell(desk, "ben"), 1.0, who="ben")


@pytest.mark.parametrize(
    ("raters", "told"),
    [
        (["anna"], "two raters"),
        (["anna", "anna"], "two raters"),
        (["anna", "pool"], "nobody"),
        (["a b", "c"], "no name"),
    ],
)
def test_a_round_takes_two_plain_names(raters: list[str], told: str, tmp_path: Path) -> None:
    made = desk_at(new_case(tmp_path / "own"))
    with pytest.raises(UsageError, match=told):
        made.open_round(raters, made.sound_case().items, who="me")
    assert made.rounds.all == ()


def test_a_round_is_not_opened_where_the_file_has_no_place_for_names(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "own")
    (folder / "ratings.csv").write_text("item,subject,level,rating\n", encoding="utf-8")
    made = desk_at(folder)
    with pytest.raises(UsageError, match="no column"):
        made.open_round(["anna", "ben"], made.sound_case().items, who="me")


def test_own_numbers_sum_to_one_and_have_a_reason(desk: Desk) -> None:
    case = desk.sound_case()
    some = dict.fromkeys(case.definition.scenarios, 0.1)
    with pytest.raises(UsageError, match="sum to"):
        desk.change_sheet(lambda rounds: rounds.estimate(case, "anna", some, "why not"))
    even = dict.fromkeys(some, 1 / len(some))
    with pytest.raises(UsageError, match="reason"):
        desk.change_sheet(lambda rounds: rounds.estimate(case, "anna", even, " "))
    with pytest.raises(UsageError, match="no number for"):
        desk.change_sheet(lambda rounds: rounds.estimate(case, "anna", {}, "why not"))


def test_where_a_number_stands_in_the_files_is_not_told_of_rows_that_a_rater_may_not_see(desk: Desk) -> None:
    desk.rate(cell(desk, "anna"), 3.0, who="anna")
    found = find_origins(desk.case_for("anna"), None, "anna", progress=lambda words: None)
    everybody = find_origins(desk.sound_case(), None, "default", progress=lambda words: None)
    assert "speech" in everybody.rating_lines
    assert found.rating_lines == {}


@pytest.mark.parametrize("whole", [False, True])
def test_the_brief_of_the_workbench_and_that_of_the_command_line_tell_the_same_dissent(
    desk: Desk, tmp_path: Path, whole: bool
) -> None:
    for name, rating in (("anna", 6.0), ("ben", -6.0)):
        desk.rate(cell(desk, name), rating, who=name, why=f"as {name} reads it")
        estimate(desk, name, 0.9 if name == "anna" else 0.2)
        desk.submit(name)
    made = make_brief(desk.sound_case(), None, "default", whole, progress=lambda words: None)
    written = tmp_path / "brief.md"
    asked = ["report", str(desk.folder), "-o", str(written), "--quiet"]
    assert main([*asked, *([] if whole else ["--quick", "--particles", str(INTERACTIVE_PARTICLES)])]) == 0
    told = dissent_of(str(RENDERERS[".md"](made)))
    assert told == dissent_of(written.read_text("utf-8"))
    assert "anna gives" in told
    assert "ben gives" in told
    assert "Together the two say" in told
    assert ("By the ratings of “anna”" in told) == whole


def dissent_of(brief: str) -> str:
    """The part of a brief that tells of alternatives and dissent."""
    head, _, rest = brief.partition("Alternatives and dissent:")
    assert rest, brief
    before = [line for line in head.splitlines() if line.startswith("## ") and line != "## "]
    assert len(before) == 2, "the bottom line and the key judgements alone stand before it"
    return rest.partition("\n#")[0]
