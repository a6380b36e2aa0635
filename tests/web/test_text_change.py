"""A change of a text, kept by what differs: made and taken back without a byte lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from equipoise.web.workspace.text_change import TextChange

TEXT = st.none() | st.text("ab\né", max_size=12)


@given(before=TEXT, after=TEXT)
def test_a_change_is_made_and_taken_back(before: str | None, after: str | None) -> None:
    change = TextChange.of(before, after)
    assert change.fits(before)
    assert change.made_in(before) == after
    assert change.reversed.fits(after)
    assert change.reversed.made_in(after) == before
    assert change.reversed.reversed == change


@given(before=TEXT, after=TEXT, other=TEXT)
def test_a_change_fits_no_other_text(before: str | None, after: str | None, other: str | None) -> None:
    assert TextChange.of(before, after).fits(other) == (other == before)


def test_only_what_differs_is_kept() -> None:
    change = TextChange.of("same, then old, then same", "same, then new, then same")
    assert (change.start, change.before, change.after) == (11, "old", "new")
