"""A long text that was read already is not read again: an edit of one file reads the others several times."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.case import load
from equipoise.case.load import LONG, parse_case, read_texts
from equipoise.case.new import new_case


def test_what_did_not_change_comes_back_as_it_was_and_what_changed_is_read(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "own")
    texts, _ = read_texts(folder)
    texts["ratings.csv"] += "\n" * LONG
    texts["evidence.yaml"] += "#\n" * LONG
    first = parse_case(texts, name="own", folder=folder).case
    again = parse_case(dict(texts), name="own", folder=folder).case
    assert first is not None
    assert again is not None
    assert all(one is other for one, other in zip(first.ratings, again.ratings, strict=True))
    assert all(one is other for one, other in zip(first.evidence, again.evidence, strict=True))
    changed = texts | {
        "ratings.csv": texts["ratings.csv"].replace("speech,scenarios,leave,1.5,", "speech,scenarios,leave,9,")
    }
    then = parse_case(changed, name="own", folder=folder).case
    assert then is not None
    assert [row.rating for row in then.ratings] == [
        9.0 if (row.item, row.level) == ("speech", "leave") else row.rating for row in first.ratings
    ]


def test_what_is_wrong_is_told_each_time_in_the_folder_asked_for(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "own")
    texts, _ = read_texts(folder)
    texts["ratings.csv"] += "nothing\n" + "\n" * LONG
    told = [parse_case(texts, name="own", folder=place).findings for place in (folder, folder, tmp_path / "other")]
    assert told[0] == told[1] != ()
    assert ["other" in finding.file for finding in told[2]] == [True] * len(told[0])


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    load._kept_ratings.cache_clear()
    load._kept_said.cache_clear()
