from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from equipoise.documents.formulae import DatedText, Formula, default_formulae, read_formulae, track_formulae
from equipoise.documents.silence import PRIOR_SHAPE, PRIOR_TEXTS, silence
from equipoise.errors import InvalidCaseError

ALLIANCE = Formula(id="alliance", theme="near", phrases=["alliance", "no limits"])
PEACE = Formula(id="peace", theme="far", phrases=["peace talks"])


def text(day, words):
    return DatedText(f"t{day}", date(2022, day, 1), words)


TEXTS = [
    text(3, "Peace\ntalks and peace talks again."),
    text(1, "An alliance with **no-limits**. It is not an alliance."),
    text(2, "The alliance and peace talks; alliances are another word."),
    text(4, "Nothing of the kind."),
]


def test_use_first_use_and_denial_are_counted_in_order_of_date():
    alliance, peace = track_formulae(TEXTS, [ALLIANCE, PEACE]).tracked
    assert [use.times for use in alliance.uses] == [3, 1, 0, 0]
    assert alliance.uses[0].denied == 1
    assert peace.used[0].day == date(2022, 2, 1)
    assert [use.times for use in peace.uses] == [0, 1, 2, 0]


def test_places_slice_back_to_the_formula():
    (tracked,) = track_formulae(TEXTS[:1], [PEACE]).tracked
    assert [TEXTS[0].text[start:end].lower().split() for start, end in tracked.uses[0].places] == [
        ["peace", "talks"]
    ] * 2


def test_themes_of_a_text_sum_to_one_or_are_none():
    shares = [one.shares for one in track_formulae(TEXTS, [ALLIANCE, PEACE]).balances]
    assert shares[1] == {"near": 0.5, "far": 0.5}
    assert shares[3] == {}


def test_deeds_stand_between_the_texts():
    deeds = [date(2021, 12, 1), date(2022, 1, 15), date(2022, 2, 1), date(2022, 9, 1)]
    assert [one.deeds for one in track_formulae(TEXTS, [ALLIANCE], deeds=deeds).balances] == [1, 2, 0, 0]


def test_silence_starts_after_the_last_use_or_on_the_day_asked_for():
    (alliance,) = track_formulae(TEXTS, [ALLIANCE]).tracked
    assert (alliance.silence.before, alliance.silence.mentions, alliance.silence.silent) == (2, 2, 2)
    (asked,) = track_formulae(TEXTS, [ALLIANCE], since=date(2022, 4, 1)).tracked
    assert (asked.silence.before, asked.silence.mentions, asked.silence.silent) == (3, 2, 1)
    (broken,) = track_formulae(TEXTS, [ALLIANCE], since=date(2022, 2, 1)).tracked
    assert broken.silence is None


def test_silence_is_the_gamma_mixture_of_poisson_silences():
    found = silence(before=10, mentions=6, silent=3)
    rates = np.random.default_rng(1).gamma(PRIOR_SHAPE + 6, 1 / (PRIOR_TEXTS + 10), 400_000)
    assert found.probability == pytest.approx(np.exp(-3 * rates).mean(), rel=5e-3)
    assert found.decibans == pytest.approx(10 * math.log10(found.likelihood_ratio))


def test_hand_calculated_silence():
    # (1 + 3) / (1 + 3 + 4) = 1/2, to the power 0.5 + 2
    assert silence(before=3, mentions=2, silent=4).probability == pytest.approx(0.5**2.5)


@pytest.mark.parametrize("numbers", [(1, 2, 0), (-1, 0, 0), (1, 0, -1)])
def test_impossible_counts_are_refused(numbers):
    before, mentions, silent = numbers
    with pytest.raises(ValueError, match="cannot be"):
        silence(before=before, mentions=mentions, silent=silent)


def test_longer_silences_and_more_frequent_use_tell_more():
    assert silence(before=9, mentions=5, silent=2).decibans < silence(before=9, mentions=5, silent=3).decibans
    assert silence(before=9, mentions=5, silent=2).decibans < silence(before=9, mentions=6, silent=2).decibans


def test_the_default_list_can_be_read_and_has_ids_once():
    ids = [one.id for one in default_formulae()]
    assert len(ids) == len(set(ids)) > 10


def test_a_list_of_ones_own_is_checked(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text("- {id: a, phrases: []}\n", encoding="utf-8")
    with pytest.raises(InvalidCaseError):
        read_formulae(path)
    path.write_text("- {id: a, phrases: [red line]}\n", encoding="utf-8")
    assert read_formulae(path)[0].theme == "other"
