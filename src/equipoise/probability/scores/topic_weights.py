"""Weights that give each topic, each question in it and each day of a question the same voice.

With one topic these are the weights of Merkle & Hartman (2018), one over the days of a question and one over the number
of questions. Many questions on one topic then no longer drown a few on another.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence


def topic_weights(
    questions: Sequence[Hashable],
    topics: Sequence[Hashable],
    *,
    days: Sequence[float] | None = None,
    shares: Mapping[Hashable, float] | None = None,
) -> tuple[float, ...]:
    """What each forecast counts; all together count one.

    Args:
        questions: The question of each forecast.
        topics: The topic of the same; one question has one topic.
        days: For how many days each forecast stood; the same unless told.
        shares: What each topic counts, up to a factor; the same unless told.

    Raises:
        ValueError: If a question has two topics, a topic no share, or a question no days.
    """
    stood = [1.0] * len(questions) if days is None else [float(number) for number in days]
    topic_of: dict[Hashable, Hashable] = {}
    days_of: dict[Hashable, float] = {}
    for question, topic, number in zip(questions, topics, stood, strict=True):
        if topic_of.setdefault(question, topic) != topic:
            raise ValueError(f"{question!r} stands under two topics, {topic_of[question]!r} and {topic!r}")
        if number < 0:
            raise ValueError(f"a forecast stands for 0 days or more, got {number}")
        days_of[question] = days_of.get(question, 0.0) + number
    idle = [question for question, number in days_of.items() if not number > 0]
    if idle:
        raise ValueError(f"{idle[0]!r} has no day on which a forecast stood")
    share_of = _shares(tuple(topic_of.values()), shares)
    in_topic = {topic: sum(one == topic for one in topic_of.values()) for topic in share_of}
    return tuple(
        share_of[topic] / in_topic[topic] * number / days_of[question]
        for question, topic, number in zip(questions, topics, stood, strict=True)
    )


def _shares(topics: Sequence[Hashable], shares: Mapping[Hashable, float] | None) -> dict[Hashable, float]:
    told = {topic: 1.0 if shares is None else shares.get(topic, -1.0) for topic in topics}
    if any(share < 0 for share in told.values()) or not sum(told.values()) > 0:
        raise ValueError(f"every topic has a share of 0 or more, not all 0; got {shares!r}")
    total = sum(told.values())
    return {topic: share / total for topic, share in told.items()}
