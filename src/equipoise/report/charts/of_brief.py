"""Every chart of a brief, at every width a page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from equipoise.report.charts.canvas import Chart
from equipoise.report.charts.course_panel import FULL, ceiling, course_panel
from equipoise.report.charts.explanations_alone import explanations_alone
from equipoise.report.charts.gauge import gauge
from equipoise.report.charts.weight_bar import weight_bar
from equipoise.report.view import View
from equipoise.report.view.course import Panel
from equipoise.report.view.scenarios import ScenarioView

WIDTHS = {"wid": 680.0, "nar": 350.0, "slm": 288.0}
"""Widths by the class of the style sheet that shows them: a chart is redrawn, its text is never scaled."""

CROPPED_WIDTH = 213.0
"""A third of the wide width, gaps taken off: three cropped panels stand beside each other."""

Widths = dict[str, Chart]


@dataclass(frozen=True)
class DrawnPanel:
    """A panel of the course of events."""

    panel: Panel
    drawings: Widths


@dataclass(frozen=True)
class BriefCharts:
    """Every chart of a brief.

    Attributes:
        tall: Panels that need the whole scale, in the case's order.
        cropped: The others.
        explanations: Scores alone; empty where they may not be compared.
        gauges: By scenario id: now, on the horizon, ever.
        weights: By item id: its bar.
    """

    tall: tuple[DrawnPanel, ...]
    cropped: tuple[DrawnPanel, ...]
    explanations: Widths
    gauges: dict[str, tuple[Chart, ...]]
    weights: dict[str, Chart]

    @property
    def all(self) -> tuple[Chart, ...]:
        """All of them, in no order that matters."""
        panels = (chart for drawn in (*self.tall, *self.cropped) for chart in drawn.drawings.values())
        gauges = (chart for three in self.gauges.values() for chart in three)
        return (*panels, *self.explanations.values(), *gauges, *self.weights.values())


def charts_of_brief(view: View) -> BriefCharts:
    """Draw every chart of a brief."""
    tall = [panel for panel in view.course.panels if ceiling(panel) == FULL]
    cropped = [panel for panel in view.course.panels if ceiling(panel) != FULL]
    largest = max((abs(item.weight) for item in view.evidence.items), default=0.0)
    return BriefCharts(
        tall=tuple(_drawn(view, panel, labelled=n == 0) for n, panel in enumerate(tall)),
        cropped=tuple(_drawn(view, panel, labelled=False, wide=CROPPED_WIDTH) for panel in cropped),
        explanations=_at_every_width("alone", _explanations(view)) if view.explanations.ranked else {},
        gauges={scenario.id: _gauges(scenario) for scenario in view.scenarios},
        weights={
            item.id: weight_bar(item.weight, largest=largest, name=f"weight-{n}")
            for n, item in enumerate(view.evidence.items)
        },
    )


def _drawn(view: View, panel: Panel, *, labelled: bool, wide: float = WIDTHS["wid"]) -> DrawnPanel:
    def draw(width: float, name: str) -> Chart:
        fitted = wide if width == WIDTHS["wid"] else width
        return course_panel(view.course, panel, width=fitted, name=name, labelled=labelled)

    return DrawnPanel(panel, _at_every_width(f"course-{panel.scenario.slot}", draw))


def _explanations(view: View) -> Callable[[float, str], Chart]:
    return lambda width, name: explanations_alone(view.explanations, width=width, name=name)


def _at_every_width(name: str, draw: Callable[[float, str], Chart]) -> Widths:
    return {css: draw(width, f"{name}-{css}") for css, width in WIDTHS.items()}


def _gauges(scenario: ScenarioView) -> tuple[Chart, ...]:
    chances = {"now": scenario.now, "at": scenario.at, "ever": scenario.ever}
    return tuple(
        gauge(chance, slot=scenario.slot, name=f"gauge-{scenario.slot}-{when}") for when, chance in chances.items()
    )
