"""Results as pandas tables, for notebooks. pandas is imported only when a table is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from equipoise.assess.assessment import Assessment


def frame_of(rows: Sequence[Any]) -> pd.DataFrame:
    """Records as a table: one column per field, mappings spread as `field.key`, dates as timestamps."""
    import pandas as pd

    frame = pd.DataFrame([_flat(row) for row in rows])
    for name in frame.columns:
        if len(frame) and isinstance(frame[name].iloc[0], date):
            frame[name] = pd.to_datetime(frame[name])
    return frame


def html_summary(assessment: Assessment) -> str:
    """A small HTML table: each scenario now, at the horizon, and ever until then, in whole per cent."""
    import pandas as pd

    horizon = assessment.horizon
    titles = {name: s.title or name for name, s in assessment.case.definition.scenarios.items()}
    frame = pd.DataFrame(
        {
            "now": [assessment.at(name, assessment.as_of).probability for name in titles],
            f"on {horizon}": [assessment.at(name, horizon).probability for name in titles],
            f"ever by {horizon}": [assessment.ever_until(name, horizon).probability for name in titles],
        },
        index=pd.Index(list(titles.values()), name=f"as of {assessment.as_of}"),
    )
    question = escape(assessment.case.definition.question)
    return f"<p>{question}</p>" + frame.to_html(float_format=lambda p: f"{p:.0%}", border=0)


def _flat(row: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        name = field.name.rstrip("_")
        if isinstance(value, Mapping):
            flat |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            flat[name] = value
    return flat
