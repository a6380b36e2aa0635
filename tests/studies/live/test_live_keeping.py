"""What is kept ready: which days, from several threads, and after work that was given up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.model.compile import compile_model
from equipoise.studies.live import Live
from equipoise.studies.live import live as room
from equipoise.studies.live.changed_days import changed_days
from equipoise.studies.live.drawn import compiled
from studies.live.versions import AS_OF, crowded_ladder, means, rated

CROWDED = crowded_ladder()


@pytest.fixture
def live() -> Live:
    return Live.of(CROWDED, as_of=AS_OF, seed=3, particles=8)


def _model(case: Case):
    return compiled(case, as_of=AS_OF, rater="default").model


def test_nothing_is_ready_until_it_is_prepared_with_what_shares_its_day_and_the_days_of_its_copies(live: Live) -> None:
    assert live.prepared == frozenset()
    live.prepare(["tariff"])
    assert live.prepared == {"tariff", "hint"}
    live.prepare(["echo"])
    assert live.prepared == {"tariff", "hint", "echo", "visit", "visit-again"}


def test_only_the_last_days_prepared_are_kept(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_DAYS", 2)
    for item in ("tariff", "abstain", "treaty"):
        live.prepare([item])
    assert live.prepared == {"abstain", "treaty"}
    live.prepare(["abstain"])
    live.prepare(["leak"])
    assert live.prepared == {"abstain", "leak"}
    version = rated(CROWDED, "leak", {"scenarios": {"apart": 2.0}})
    assert live.rerated(version, least_effective=0).how == "days"


def test_an_item_that_counts_for_nothing_at_the_vintage_needs_no_preparation() -> None:
    live = Live.of(CROWDED, as_of="2021-05-31", particles=8)
    live.prepare(["leak", "late-news"])
    assert live.prepared == frozenset()
    assert live.rerated(rated(CROWDED, "leak", {"scenarios": {"apart": 9.0}})) == live.numbers


def test_an_unknown_item_is_refused(live: Live) -> None:
    with pytest.raises(UsageError, match="no item 'tarif'"):
        live.prepare(["tarif"])


def test_the_case_as_drawn_has_the_numbers_it_was_drawn_with(live: Live) -> None:
    assert live.rerated(CROWDED) == live.numbers
    reordered = replace(CROWDED, evidence=CROWDED.evidence[::-1], ratings=CROWDED.ratings[::-1])
    assert live.rerated(reordered) == live.numbers


def test_work_given_up_leaves_no_trace(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    live.prepare(["tariff"])
    version = rated(CROWDED, "tariff", {"pressure": {"high": 9.0}})
    before = live.rerated(version, least_effective=0)

    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(room, "seams_on", interrupted)
        with pytest.raises(KeyboardInterrupt):
            live.prepare(["abstain"])
    assert live.prepared == {"tariff", "hint"}
    assert live.rerated(version, least_effective=0) == before
    live.prepare(["abstain"])
    assert live.prepared == {"tariff", "hint", "abstain"}


def test_ratings_are_followed_while_other_days_are_being_prepared(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    live.prepare(["tariff"])
    version = rated(CROWDED, "tariff", {"pressure": {"high": 9.0}})
    before = live.rerated(version, least_effective=0)
    began, go_on, made = Event(), Event(), room.seams_on

    def slow(*args: object) -> object:
        began.set()
        assert go_on.wait(20)
        return made(*args)

    monkeypatch.setattr(room, "seams_on", slow)
    with ThreadPoolExecutor(1) as pool:
        preparing = pool.submit(live.prepare, ["abstain"])
        assert began.wait(20)
        assert live.rerated(version, least_effective=0) == before
        assert "abstain" not in live.prepared
        go_on.set()
        preparing.result()
    assert "abstain" in live.prepared


def test_days_prepared_side_by_side_are_all_kept(live: Live) -> None:
    items = ["tariff", "abstain", "treaty", "rumour", "leak", "late-news"]
    version = rated(CROWDED, "tariff", {"pressure": {"high": 9.0}})
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda item: live.prepare([item]), items))
        found = list(pool.map(lambda _: means(live.rerated(version, least_effective=0)), range(6)))
    assert set(items) <= live.prepared
    for one in found:
        assert one == pytest.approx(means(live.edited(version, least_effective=0)), abs=1e-9)


def test_days_that_changed_are_those_of_the_item_and_of_copies_ranked_anew() -> None:
    drawn = _model(CROWDED)
    days = {item.id: item.day for item in drawn.items}
    only = _model(rated(CROWDED, "tariff", {"pressure": {"high": 9.0}}))
    assert changed_days(drawn, only) == {days["tariff"]}
    first = _model(rated(CROWDED, "echo", {"scenarios": {"allied": 30.0}}))
    assert changed_days(drawn, first) == {days["echo"], days["visit"]}
    assert (
        changed_days(drawn, compile_model(compiled(CROWDED, as_of=AS_OF, rater="default").case, AS_OF)) == frozenset()
    )


def test_where_a_number_of_the_model_differs_days_do_not_tell_it_all() -> None:
    assert changed_days(_model(CROWDED), _model(CROWDED.edited({"instruments.stance.inertia": 0.9}))) is None


def test_numbers_are_plain_data(live: Live) -> None:
    version = rated(CROWDED, "tariff", {"pressure": {"high": 9.0}})
    live.prepare(["tariff"])
    plain = live.rerated(version, least_effective=0).to_dict()
    assert list(plain) == [
        "as_of", "horizon", "now", "on_horizon", "how", "is_approximate", "effective", "particles",
    ]  # fmt: skip
    assert (plain["as_of"], plain["horizon"]) == ("2021-07-31", "2021-10-31")
    assert (plain["how"], plain["is_approximate"], plain["particles"]) == ("days", True, 8)
    assert 0 < plain["effective"] <= 1
    for when in ("now", "on_horizon"):
        assert list(plain[when]) == ["apart", "hedged", "allied"]
        assert all(one["low"] <= one["probability"] <= one["high"] for one in plain[when].values())


def test_a_curve_is_plain_data(live: Live) -> None:
    plain = live.curve(CROWDED).to_dict()
    assert list(plain) == ["points", "how", "effective"]
    assert [point["date"] for point in plain["points"]][::9] == ["2021-01-31", "2021-10-31"]
    assert plain["points"][0]["basis"] == "smoothed"
    assert sum(one["probability"] for one in plain["points"][0]["scenarios"].values()) == pytest.approx(1)
