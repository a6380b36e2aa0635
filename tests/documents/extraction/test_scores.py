from __future__ import annotations

import pytest

from extraction_scores import (
    FRESH,
    INDEPENDENT,
    LAST,
    LATER,
    OWN,
    TOPICS,
    UNSEEN,
    alarms,
    judged_gold,
    judged_own,
    judged_texts,
    scores,
)

AIMS = {"estimative": 0.85, "attributed_statement": 0.85, "dated_act": 0.8, "figure": 0.8, "conditional": 0.8}
MOST_ALARMS = 0.05


def test_annotated_documents_reach_the_aims_and_raise_few_false_alarms(shared):
    judged = judged_gold(shared / "facts", shared / "seeds")
    found = scores(judged)
    assert {label: found[label].f1 >= aim for label, aim in AIMS.items()} == dict.fromkeys(AIMS, True), found
    false, bare = alarms(judged)
    assert false <= MOST_ALARMS * bare


@pytest.mark.parametrize("path", [OWN, LATER, FRESH, LAST], ids=lambda path: path.stem)
def test_sentences_on_all_kinds_of_topics_keep_their_scores(path):
    judged = judged_own(path)
    for label in AIMS:
        score = scores(judged)[label]
        assert score.f1 >= 0.9, (score, [one.text for one in judged if (label in one.wanted) != (label in one.got)])
    false, bare = alarms(judged)
    assert false <= MOST_ALARMS * bare


# Hedges are left out: their labels in these texts are too few to score.
@pytest.mark.parametrize(
    ("path", "least", "most_alarms"),
    # What the last two still get wrong is told in docs/extraction.md.
    [(UNSEEN, 0.85, MOST_ALARMS), (TOPICS, 0.8, 0.11), (INDEPENDENT, 0.85, MOST_ALARMS)],
    ids=["unseen_texts", "five_topics", "independent_texts"],
)
def test_running_texts_keep_their_scores(path, least, most_alarms):
    judged = [one for text in judged_texts(path).values() for one in text]
    for label in AIMS:
        assert scores(judged)[label].f1 >= least, scores(judged)[label]
    false, bare = alarms(judged)
    assert false <= most_alarms * bare


def test_sets_hold_each_label_and_sentences_without_any():
    judged = judged_own(OWN)
    assert sum(not one.wanted for one in judged) >= 30
    assert all(sum(label in one.wanted for one in judged) >= 10 for label in AIMS)
