"""What may stand where in an authored file, read from the types of its model.

A shape is a type annotation with its constraints, such as `float | Normal` or `dict[str, Scenario]`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from equipoise.authored.base import Authored, InWords

_NAMES_SHOWN = 6
_KINDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
_BOUNDS = {"ge": "of {} or more", "gt": "above {}", "le": "of {} or less", "lt": "below {}"}


def inside(shape: Any, step: str | int) -> Any | None:
    """The shape of what stands under a key or index of something of this shape; None where nothing can.

    A key of a mapping is any name; what a union holds is what any one of its alternatives holds.
    """
    for alternative in alternatives(shape):
        found = _inside_one(bare(alternative), step)
        if found is not None:
            return found
    return None


def _inside_one(kind: Any, step: str | int) -> Any | None:
    if is_model(kind):
        return fields(kind).get(str(step)) or gathered(kind)
    if get_origin(kind) in (dict, Mapping):
        return get_args(kind)[1]
    if get_origin(kind) is list:
        return get_args(kind)[0] if isinstance(step, int) else None
    return Any if kind is Any else None


def alternatives(shape: Any) -> tuple[Any, ...]:
    """The members of a union, None left out; the shape itself where it is none."""
    kind = bare(shape)
    if get_origin(kind) not in (typing.Union, types.UnionType):
        return (shape,)
    members = [member for member in get_args(kind) if member is not type(None)]
    return tuple(one for member in members for one in alternatives(member))


def bare(shape: Any) -> Any:
    """A shape without its constraints."""
    return get_args(shape)[0] if get_origin(shape) is typing.Annotated else shape


def is_model(shape: Any) -> bool:
    """Whether a shape is a mapping with named fields."""
    return isinstance(bare(shape), type) and issubclass(bare(shape), BaseModel)


@cache
def fields(model: type[BaseModel]) -> Mapping[str, Any]:
    """The shape of each field of a model, by the name it is written with."""
    hints = typing.get_type_hints(model, include_extras=True)
    taken_apart = _gathering_field(model)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items() if name != taken_apart}


def gathered(model: type[BaseModel]) -> Any | None:
    """The shape of what stands under a key that is no field, where a model takes such keys; else None."""
    name = _gathering_field(model)
    return get_args(typing.get_type_hints(model)[name])[1] if name else None


def describe(shape: Any) -> str:
    """Say in plain words what may stand somewhere: "a number from 0 to 1", "a number, {mean, sd} or {low, high}"."""
    members = alternatives(shape)
    if len(members) > 1:
        in_order = sorted(members, key=_is_choice)  # a choice holds commas of its own, so it comes last
        told = [_braces(member) if is_model(member) else _describe_one(member) for member in in_order]
        return ", ".join(told[:-1]) + " or " + told[-1]
    return _describe_one(members[0])


def _describe_one(shape: Any) -> str:
    for said in _constraints(shape):
        if isinstance(said, InWords):
            return said.text
    kind = bare(shape)
    origin = get_origin(kind)
    if _is_choice(shape):
        values = [str(value) for value in get_args(kind)]
        return values[0] if len(values) == 1 else f"one of {', '.join(values)}"
    if origin is list:
        return "a list" + {str: " of texts", int: " of numbers", float: " of numbers"}.get(bare(get_args(kind)[0]), "")
    if origin in (dict, Mapping):
        return "a mapping of names to values"
    if is_model(kind):
        return f"a mapping with fields, such as {_braces(kind)}"
    return _describe_number(_KINDS[kind], shape) if kind in (int, float) else _KINDS.get(kind, "something else")


def _is_choice(shape: Any) -> bool:
    return get_origin(bare(shape)) is Literal


def _braces(model: Any) -> str:
    names = _required(bare(model)) or list(fields(bare(model)))
    return "{" + ", ".join(names[:_NAMES_SHOWN] + ["…"] * (len(names) > _NAMES_SHOWN)) + "}"


def _describe_number(noun: str, shape: Any) -> str:
    bounds = {
        name: f"{getattr(constraint, name):g}"
        for constraint in _constraints(shape)
        for name in _BOUNDS
        if hasattr(constraint, name)
    }
    if set(bounds) == {"ge", "le"}:
        return f"{noun} from {bounds['ge']} to {bounds['le']}"
    return " ".join([noun, " and ".join(_BOUNDS[name].format(bound) for name, bound in bounds.items())]).rstrip()


def _constraints(shape: Any) -> Iterator[Any]:
    for constraint in shape.__metadata__ if get_origin(shape) is typing.Annotated else ():
        yield from constraint.metadata if isinstance(constraint, FieldInfo) else (constraint,)


def _required(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items() if info.is_required()]


def _gathering_field(model: type[BaseModel]) -> str | None:
    return model.gathers if issubclass(model, Authored) else None
