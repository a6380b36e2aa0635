"""The grid of the report changes no number of the built-in case."""

from __future__ import annotations

from datetime import date

import numpy as np

from equipoise.calendar import report_dates
from equipoise.case.load import load_case
from equipoise.case.vintage import as_known
from equipoise.inference.belief import Inquiry, believe
from equipoise.inference.parameters import median_parameters
from equipoise.model.compile import compile_model

AS_OF = date(2022, 9, 30)


def test_the_built_in_case_gives_the_same_belief_on_the_same_date_on_every_grid() -> None:
    case = as_known(load_case("sino-russian"), AS_OF)
    opens, horizon = case.definition.clock.opens, case.definition.clock.horizon
    model = compile_model(case, AS_OF)
    beliefs = []
    for step in ("week", "month", "quarter"):
        days = [(day - opens).days + 1 for day in report_dates(opens, horizon, AS_OF, step)]
        asked = Inquiry(as_of=(AS_OF - opens).days + 1, last=days[-1], days=tuple(days))
        belief = believe(model, median_parameters(model), asked)
        beliefs.append({day: belief.on(day) for day in days})
    weekly, monthly, quarterly = beliefs
    shared = set(weekly) & set(monthly) & set(quarterly)
    assert len(shared) >= 2
    for day in shared:
        assert np.abs(weekly[day] - monthly[day]).max() < 1e-9
        assert np.abs(monthly[day] - quarterly[day]).max() < 1e-9
    for day in set(monthly) & set(quarterly):
        assert np.abs(monthly[day] - quarterly[day]).max() < 1e-9
