"""What is noticed on disk: files of the case that somebody wrote, and decisions that somebody took."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from equipoise.web.workspace.desk import Desk
from review.reviewed_case import BORDER_ACT, BORDER_SAID, item_for, make_case, queue_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(
        make_case(tmp_path / "own"), name="own", read_only=False, now=lambda: datetime(2025, 7, 5, 12, tzinfo=UTC)
    )


def test_a_rejection_made_elsewhere_is_noticed_once(desk: Desk) -> None:
    told: list[object] = []
    desk.subscribe(lambda _, change: told.append(change))
    assert not desk.look()
    case, version = desk.case, desk.version
    queue_of(desk.folder).reject(BORDER_SAID, "no evidence")
    assert desk.look()
    assert desk.version > version
    assert desk.case is case  # no file of the case was written, so none is read again
    assert not desk.look()
    assert told == [None]


def test_an_acceptance_made_elsewhere_brings_the_item_with_it(desk: Desk) -> None:
    queue = queue_of(desk.folder)
    queue.accept(BORDER_ACT, item=item_for(queue, BORDER_ACT, id="posts-open"))
    assert desk.look()
    assert "posts-open" in desk.sound_case().items
    assert not desk.look()


def test_decisions_that_were_there_when_the_case_was_opened_are_no_news(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "own")
    queue_of(folder).reject(BORDER_SAID, "no evidence")
    desk = Desk(folder, name="own", read_only=False, now=lambda: datetime(2025, 7, 5, 12, tzinfo=UTC))
    assert not desk.look()
