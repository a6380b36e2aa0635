"""The nearest known name for one that is not known."""

from __future__ import annotations

from equipoise.authored.nearest import nearest, suggest


def test_the_nearest_name_comes_first_whatever_its_case() -> None:
    assert nearest("Posture", ["post", "posture", "other"])[0] == "posture"
    assert nearest("xyz", ["posture"]) == []


def test_few_names_are_listed_and_many_are_not() -> None:
    assert suggest("postur", ["posture", "arms"]) == "did you mean 'posture'?"
    assert suggest("xyz", ["posture", "arms"]) == "known names: posture, arms"
    assert suggest("xyz", [f"name {number}" for number in range(50)]) == ""
    assert suggest("xyz", []) == ""
