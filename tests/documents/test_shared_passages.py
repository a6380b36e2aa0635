from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents import shared_passages as module
from equipoise.documents.shared_passages import SHORTEST_PASSAGE, shared_passages

ALPHABET = [f"w{number}" for number in range(400)]


def words(*ranges: tuple[int, int]) -> str:
    """Runs of numbered words, so that what two texts share is known beforehand."""
    return " ".join(ALPHABET[number] for start, end in ranges for number in range(start, end))


def test_a_passage_is_found_with_its_places_in_both_texts():
    one, other = words((0, 30), (100, 115), (30, 40)), words((200, 210), (100, 115), (300, 330))
    (shared,) = shared_passages({"one": one, "other": other})
    (passage,) = shared.passages
    assert passage.words == 15
    assert one[slice(*passage.first)] == other[slice(*passage.second)] == words((100, 115))
    assert shared.share == 15 / 55


def test_capitals_punctuation_and_line_ends_do_not_count():
    one = words((0, 20))
    other = "“" + ",\n".join(one.upper().split()) + "!”"
    assert shared_passages({"one": one, "other": other})[0].share == 1


def test_a_run_too_short_to_mean_anything_is_not_told():
    most = SHORTEST_PASSAGE - 1
    assert shared_passages({"one": words((0, most), (50, 90)), "other": words((0, most), (100, 140))}) == ()


def test_a_changed_word_parts_a_passage_and_leaves_a_near_duplicate_near():
    one = words((0, 100))
    other = one.replace("w50 ", "other ")
    (shared,) = shared_passages({"one": one, "other": other})
    assert [passage.words for passage in shared.passages] == [50, 49]
    assert shared.share == 0.99


def test_a_text_is_wholly_in_a_longer_one():
    (shared,) = shared_passages({"short": words((100, 150)), "long": words((0, 300))})
    assert shared.share == 1


def test_what_many_texts_share_still_joins_them_all(monkeypatch):
    monkeypatch.setattr(module, "MOST_COMPARED", 3)
    texts = {f"t{n}": words((0, 20), (40 + 20 * n, 60 + 20 * n)) for n in range(6)}
    pairs = {(shared.first, shared.second) for shared in shared_passages(texts)}
    assert pairs == {("t0", f"t{n}") for n in range(1, 6)}


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=60), min_size=2, max_size=4))
def test_every_passage_stands_in_both_texts_and_none_of_length_is_missed(drawn):
    texts = {str(index): " ".join(letters) for index, letters in enumerate(drawn)}
    found = {(shared.first, shared.second): shared for shared in shared_passages(texts)}
    for (one, mine), (other, theirs) in itertools.combinations(texts.items(), 2):
        shared = found.get((one, other))
        for passage in shared.passages if shared else ():
            assert mine[slice(*passage.first)] == theirs[slice(*passage.second)]
            assert passage.words == len(mine[slice(*passage.first)].split())
        if shared is not None:
            assert max(passage.words for passage in shared.passages) >= SHORTEST_PASSAGE
            assert 0 < shared.share <= 1


@given(st.integers(SHORTEST_PASSAGE, 60), st.integers(0, 40), st.integers(0, 40))
def test_one_long_passage_is_always_found_whole(length, before, behind):
    one = words((100, 100 + before), (0, length), (200, 240))
    other = words((300, 300 + behind), (0, length), (350, 390))
    (shared,) = shared_passages({"one": one, "other": other})
    assert [passage.words for passage in shared.passages] == [length]
