"""The levels of a condition as a table: how likely each is on the as-of date and on the horizon."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.report.numbers import table_date
from equipoise.report.view.chances import shown_as_set
from equipoise.web.labels import Say
from equipoise.web.parts.condition_chart import ConditionView


def levels_markup(view: ConditionView, say: Say) -> Markup:
    """A row for each level, in order."""
    days = sorted({day for line in view.lines for day, _ in line.points})
    now = max((day for day in days if day <= view.as_of), default=days[0])
    ends = [now] if now == days[-1] else [now, days[-1]]
    shares = {(line.title, day): share for line in view.lines for day, share in line.points}
    shown = {day: shown_as_set({line.title: shares[line.title, day] for line in view.lines}) for day in ends}
    heads = Markup("").join(Markup('<th scope="col" class="num">{}</th>').format(table_date(day)) for day in ends)
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            line.title,
            Markup("").join(
                Markup('<td class="n" data-number="level {}">{}</td>').format(view.id, shown[day][line.title].number)
                for day in ends
            ),
        )
        for line in view.lines
    )
    return Markup(
        "<table class='plain-table levels'><thead><tr><th scope='col'>{}</th>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(say("Level"), heads, rows)
