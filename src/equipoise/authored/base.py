"""The strict, frozen base of everything a person writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from equipoise.calendar import CoarseDate, parse_date, parse_day


class Authored(BaseModel):
    """Something a person wrote: unknown keys are refused, values do not change after reading.

    `gathers` names the field, a mapping, that takes the keys which are no field; none by default.
    """

    gathers: ClassVar[str | None] = None

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True, allow_inf_nan=False
    )


@dataclass(frozen=True)
class InWords:
    """What a value should be, as a finding says it after "expected"."""

    text: str


Day = Annotated[
    date,
    BeforeValidator(parse_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
    InWords("a day such as 2022-02-25"),
]
"""One day, written 2022-02-25."""

WrittenDate = Annotated[
    CoarseDate,
    BeforeValidator(parse_date),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?$"}),
    InWords("a date such as 2022-02-25, 2022-02, 2022-Q1 or 2022"),
]
"""A day, month, quarter or year; what was written is kept."""
