"""A study of stability made by hand, for the hand-made case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from equipoise.studies.stability import Choice, Setting, Stability, Untried
from equipoise.studies.stability.choices import Kind

BASE = {"apart": 0.031, "hedged": 0.826, "allied": 0.112, "armed": 0.031}


def given(hedged: float) -> dict[str, float]:
    """Probabilities with so much for the leader, and the rest as before among the others."""
    others = (1 - hedged) / (1 - BASE["hedged"])
    return {name: hedged if name == "hedged" else others * share for name, share in BASE.items()}


def choice(kind: Kind, title: str, *, name: str = "", **settings: float) -> Choice:
    """A choice by what each of its settings gives the leader; `_` in a setting stands for a space."""
    ways = tuple(Setting(label.replace("_", " "), given(hedged)) for label, hedged in settings.items())
    return Choice(kind, name or title, title, ways, is_arbitrary=kind != "evidence")


def origin(title: str, hedged: float) -> Choice:
    """An origin left out."""
    return choice("origin", title, left_out=hedged)


CHOICES = (
    choice("decisiveness", "Decisiveness", **{"0.625": 0.79, "1.6": 0.85}),
    choice("rater", "Whose ratings count", ann=0.84, mean_of_all=0.833),
    choice("rating_strength", "Rating strength", half=0.79),
    choice("excluded", "stance=armed & bases=some_soon", open=0.826),
    choice("review", "Review time", **{"6 months": 0.744, "24 months": 0.889}),
    choice("evidence", "No evidence", none=0.66),
    origin("briefing", 0.81),
    origin("Abstains on the draft that condemns the invasion", 0.79),
    origin("state_media", 0.825),
    origin("trade-data", 0.8262),
    origin("ministry", 0.8255),
    choice("recoding", "Ratings a notch off at random", **{"10th percentile": 0.80, "90th percentile": 0.85}),
)
UNTRIED = (
    Untried("excluded", "stance=apart & bases=many", "stance=apart & bases=many", "open", "the course has no scenario"),
    Untried("review", "review", "Review time", "2 months", "reviews are too fast to follow."),
)


def made_stability(
    choices: Sequence[Choice] = CHOICES, *, base: Mapping[str, float] = BASE, **changes: Any
) -> Stability:
    """The study; further fields as given."""
    fields: dict[str, Any] = {
        "case": "ruritania",
        "fingerprint": "sha256:0",
        "as_of": date(2023, 3, 31),
        "horizon": date(2024, 3, 31),
        "rater": "default",
        "seed": 0,
        "particles": 512,
        "base": base,
        "choices": tuple(choices),
        "untried": UNTRIED,
        "error": 0.006,
        "recodings": 200,
        "recoding_effective": 180.0,
        "recoding_particles": 512,
    }
    return Stability(**(fields | changes))
