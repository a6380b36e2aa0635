"""Versions of a case as they reach another process: each made of the version before it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.case.schema import Rating
from equipoise.web.workspace.case_versions import behind, difference

RATED = tuple(Rating(item=f"i{number}", subject="scenarios", level="stay", rating=number) for number in range(6))


@cache
def built_in() -> Case:
    return load_case("sino-russian")


def arrived(versions: list[Case]) -> list[Case]:
    """Versions at the other end, with nothing shared between the two."""
    before: Case | None = None
    there: Case | None = None
    found = []
    for version in versions:
        there = behind(there, pickle.loads(pickle.dumps(difference(before, version))))
        before = version
        found.append(there)
    return found


def test_every_version_arrives_as_it_is(tmp_path: Path) -> None:
    case = load_case(new_case(tmp_path / "own"))
    versions = [
        case,
        case.edited({"instruments.alignment.inertia": 0.75}),
        replace(case, ratings=case.ratings[:-1]),
        replace(case, ratings=()),
        load_case(case.folder or ""),
        case,
        case,
    ]
    assert arrived(versions) == versions


@given(st.lists(st.lists(st.sampled_from(RATED), max_size=8), min_size=2, max_size=4))
def test_any_ratings_arrive_in_their_order(rated: list[list[Rating]]) -> None:
    case = built_in()
    versions = [replace(case, ratings=tuple(ratings)) for ratings in rated]
    assert [version.ratings for version in arrived(versions)] == [version.ratings for version in versions]


def test_of_a_version_with_another_rating_only_that_is_sent() -> None:
    case = replace(built_in(), ratings=RATED)
    changed = RATED[2].model_copy(update={"rating": -3.0})
    sent = difference(case, replace(case, ratings=(*RATED[:2], changed, *RATED[3:])))
    assert (dict(sent.changed), sent.start, sent.gone, sent.new) == ({}, 2, 1, (changed,))
