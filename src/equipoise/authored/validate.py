"""Check authored data against its model, with findings in plain words at the place where they belong."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from equipoise.authored.nearest import nearest, suggest
from equipoise.authored.scalars import NUMBER
from equipoise.authored.shapes import alternatives, bare, describe, fields, inside, is_model
from equipoise.authored.yaml_text import Path, YamlDocument
from equipoise.errors import Finding

T = TypeVar("T")
_TEXT_SHOWN = 40
_NAMES_SHOWN = 6


@dataclass(frozen=True)
class Problem:
    """Something in authored data that does not fit its model.

    Attributes:
        path: Where it is; of a missing field, where it should be.
        text: What is wrong.
        mend: What to do about it.
        concerns_key: Whether it is the key that is wrong, not the value.
    """

    path: Path
    text: str
    mend: str = ""
    concerns_key: bool = False


def validate(document: YamlDocument, shape: type[T]) -> tuple[T | None, tuple[Finding, ...]]:
    """Check a document against a model.

    Args:
        document: What was read.
        shape: A model, or a list or mapping of models.

    Returns:
        The value, None where there is any finding, and the findings: those of the document itself and those of the
        check, in the order of the text.
    """
    if document.data is None:
        empty = Finding(document.file, 1, 1, "", "the file is empty", f"expected {describe(shape)}")
        return None, document.findings or (empty,)
    value, problems = validate_data(document.data, shape)
    found = [_finding(document, problem) for problem in problems if not _is_doubtful(document, problem.path)]
    findings = tuple(sorted({*document.findings, *found}))
    return (None if findings else value), findings


def validate_data(data: Any, shape: type[T]) -> tuple[T | None, tuple[Problem, ...]]:
    """Check plain data against a model: the value and no problems, or None and the problems."""
    try:
        # Strict, because text that looks like a number ("1_000") and true are no numbers here.
        key: Any = shape  # a type is hashable, which mypy does not see
        value: T = _adapter(key).validate_python(data, strict=True)
        return value, ()
    except ValidationError as error:
        problems = _problems(data, shape, error.errors(include_url=False, include_input=False))
        return None, tuple(dict.fromkeys(problems))


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _problems(data: Any, shape: Any, errors: Iterable[Any]) -> Iterator[Problem]:
    for error in errors:
        kind, loc = error["type"], error["loc"]
        is_of_key = loc[-1:] == ("[key]",)
        steps_above = 2 if is_of_key else int(kind in ("missing", "extra_forbidden"))
        place = _locate(data, shape, loc[: len(loc) - steps_above])
        if place is None:
            continue
        if place.is_union:
            yield _unfitting(place)
        elif kind == "missing":
            yield Problem((*place.path, loc[-1]), "this field is missing", "add it")
        elif kind == "extra_forbidden":
            known = fields(bare(alternatives(place.shape)[0]))
            mend = suggest(str(loc[-1]), known, called="known fields")
            yield Problem((*place.path, loc[-1]), "this field is not known", mend, concerns_key=True)
        elif is_of_key:
            expected = describe(get_args(bare(alternatives(place.shape)[0]))[0])
            text = f"the name {_show(loc[-2])} cannot stand here"
            yield Problem((*place.path, loc[-2]), text, f"expected {expected}", concerns_key=True)
        elif kind == "value_error" and isinstance(place.value, str | int | float):
            text, _, mend = str(error["ctx"]["error"]).partition("; ")
            yield Problem(place.path, text, mend)
        else:
            yield _unfitting(place)


def _finding(document: YamlDocument, problem: Problem) -> Finding:
    is_there = document.node(problem.path) is not None
    line, column = document.position(problem.path, key=problem.concerns_key or not is_there)
    return Finding(document.file, line, column, document.dotted(problem.path), problem.text, problem.mend)


def _is_doubtful(document: YamlDocument, path: Path) -> bool:
    return any(path[:length] in document.doubtful for length in range(len(path) + 1))


# --- where -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A place in the data, and what is expected there.

    Attributes:
        path: The way to it.
        value: What is there.
        shape: What is expected.
        is_union: Whether the value fits no alternative of a union better than another.
        fields: Of a mapping that takes keys which are no fields: its fields, where this is under such a key.
    """

    path: Path
    value: Any
    shape: Any
    is_union: bool = False
    fields: tuple[str, ...] = ()


def _locate(data: Any, shape: Any, loc: Sequence[str | int]) -> _Place | None:
    """Follow the location of an error; None where it speaks of an alternative that was not meant.

    A location holds steps that are not in the data: the name of the alternative tried at a union, the field that
    gathers keys which are no fields, the index in a list of one that was written without brackets.
    """
    path: Path = ()
    value = data
    names: tuple[str, ...] = ()
    is_gathered = False
    for step in loc:
        if len(alternatives(shape)) > 1:
            meant = _meant(value, shape)
            if meant is None:
                return _Place(path, value, shape, is_union=True)
            if meant.__name__ != step:
                return None
            shape = meant
            continue
        model = bare(alternatives(shape)[0])
        if not is_gathered and is_model(model) and step == model.gathers:
            is_gathered = True
            continue
        names, is_gathered = (tuple(fields(model)) if is_gathered else ()), False
        shape = inside(shape, step)
        if step in _steps(value):
            path, value = (*path, step), value[step]
    return _Place(path, value, shape, fields=names)


def _steps(value: Any) -> Container[str | int]:
    if isinstance(value, dict):
        return value
    return range(len(value)) if isinstance(value, list) else ()


def _meant(value: Any, union: Any) -> Any | None:
    """The model in a union that shares most fields with a mapping; None where none shares any."""
    if not isinstance(value, dict):
        return None
    models = [bare(one) for one in alternatives(union) if is_model(one)]
    best = max(models, key=lambda model: len(fields(model).keys() & value.keys()), default=None)
    return best if best is not None and fields(best).keys() & value.keys() else None


# --- what ------------------------------------------------------------------------------------------------------


def _unfitting(place: _Place) -> Problem:
    text = f"expected {describe(place.shape)}; found {_show(place.value)}"
    near = nearest(str(place.path[-1]), place.fields, count=1) if place.fields else []
    return Problem(place.path, text, f"did you mean the field {near[0]!r}?" if near else _mend(place))


def _mend(place: _Place) -> str:
    value = place.value
    expected = [bare(one) for one in alternatives(place.shape)]
    if str in expected and isinstance(value, int | float):
        return "put it in quotes, if it is meant as text"
    if {int, float} & set(expected) and isinstance(value, str):
        plain = value.strip().replace("_", "").replace(",", ".")
        return f"write {plain}" if NUMBER.fullmatch(plain) else ""
    if value is None:
        return "write a value, or take the line out"
    if isinstance(value, str) and any(get_origin(one) is list for one in expected):
        return f"write [{value}]"
    return ""


def _show(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= _TEXT_SHOWN else value[: _TEXT_SHOWN - 1] + "…")
    if isinstance(value, dict):
        names = [str(name) for name in value][:_NAMES_SHOWN] + ["…"] * (len(value) > _NAMES_SHOWN)
        return "{" + ", ".join(names) + "}"
    return "a list" if isinstance(value, list) else str(value)
