"""The five published assessments, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.documents.ingest import Ingested, ingest


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    folder = shared / "seeds"
    if not folder.is_dir():
        pytest.skip(f"needs the five documents in {folder}")
    return ingest(tmp_path_factory.mktemp("case"), [folder])


def test_their_places_are_those_of_the_files(found, shared):
    for arrival in found.arrivals:
        raw = Path(arrival.name).read_bytes() if Path(arrival.name).is_absolute() else None
        path = shared / "seeds" / Path(arrival.name).name
        assert (found.folder / arrival.record.text_file).read_bytes() == (raw or path.read_bytes())


def test_title_authors_and_date_are_found_where_the_head_tells_them(found):
    told = [(len(one.record.authors), str(one.record.published or "")) for one in found.arrivals]
    assert told == [(2, "2022-03"), (0, ""), (1, "2022-02-26"), (0, ""), (2, "2023-03")]
    assert all(one.record.title for one in found.arrivals)


def test_the_review_of_a_year_later_is_seen_to_repeat_the_first(found):
    pairs = [(one.origin[:3], one.other[:3], one.is_near_duplicate) for one in found.common_origins]
    assert pairs == [("000", "004", False)]
