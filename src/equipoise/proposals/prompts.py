"""What a language model is told, and what it is shown."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from equipoise.case.case import Case
from equipoise.proposals.offered import Offered, Quoting

_SHOWN = """{head}

[{mark}]
{material}
[{mark}]
"""


def instructions(name: str) -> str:
    """The instructions that go with every passage; `name` is that of a file in `data/prompts`."""
    return files("equipoise.data").joinpath("prompts", f"{name}.txt").read_text(encoding="utf-8")


def prompt_hash(name: str, offer: type[Quoting]) -> str:
    """Hash of all that is sent save case and passage: the instructions, how a passage is shown, and the form."""
    form = json.dumps(form_of(offer).model_json_schema(), sort_keys=True)
    return hashlib.sha256("\n".join((instructions(name), _SHOWN, form)).encode()).hexdigest()


def form_of(offer: type[Quoting]) -> type[Offered[Quoting]]:
    """The form of an answer that offers things of one kind."""
    return Offered[offer]  # type: ignore[valid-type]


def shown(material: str, head: str) -> str:
    """Material to read as it is shown, between two marks.

    The mark is made of the material itself, so that no text can hold its own and end before its end.

    Args:
        material: Words of a document, and whatever else is only to be read.
        head: What is said before.
    """
    mark = f"material {hashlib.sha256(material.encode()).hexdigest()[:16]}"
    return _SHOWN.format(head=head, mark=mark, material=material)


def question_of(case: Case) -> str:
    """What the case asks, without any of its numbers, ratings or evidence."""
    definition = case.definition
    lines = [f"Question: {definition.question}", f"Actor: {definition.actor}", "Courses it may take:"]
    for name, scenario in definition.scenarios.items():
        told = ": ".join(part for part in (scenario.title or name, scenario.means) if part)
        lines.append(f"- {told}")
    if definition.conditions:
        titles = ", ".join(condition.title or name for name, condition in definition.conditions.items())
        lines.append(f"Circumstances that matter: {titles}")
    return "\n".join(lines)
