"""An assessment in a notebook: one small table that stands on its own."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.report.view import View
from equipoise.report.view.chances import Chance

_CELL = "text-align:right;white-space:nowrap"


def html_summary(view: View) -> str:
    """Bottom line and scenarios as an HTML table, for `_repr_html_`.

    Styles stand on the elements, because a style sheet would reach the rest of the notebook.
    """
    head = Markup("<tr><th>Scenario</th><th>Now</th><th>On {}</th><th>Ever by then</th></tr>").format(
        view.horizon_short
    )
    rows = Markup("").join(
        Markup('<tr><th scope="row" style="text-align:left">{}</th>{}{}{}</tr>').format(
            scenario.title, _cell(scenario.now), _cell(scenario.at), _cell(scenario.ever)
        )
        for scenario in view.scenarios
    )
    bottom_line = view.headline.leads if view.trustworthy else "This result is not trustworthy."
    return str(
        Markup(
            "<div><p><b>{}</b><br>as of {}</p><p>{}</p><table><thead>{}</thead><tbody>{}</tbody></table></div>"
        ).format(view.title, view.as_of, bottom_line, head, rows)
    )


def _cell(chance: Chance) -> Markup:
    word = Markup("<br><small>{}</small>").format(chance.word) if chance.word else ""
    return Markup('<td style="{}">{}{}</td>').format(_CELL, chance.text, word)
