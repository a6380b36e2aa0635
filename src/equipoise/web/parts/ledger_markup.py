"""The ledger as markup: what is on the record, how it was scored, what is to be resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from equipoise.ledger.due import Due
from equipoise.report.charts.reliability_chart import reliability_chart
from equipoise.report.numbers import table_date
from equipoise.report.view.ledger_scores import GroupView, ScoresView
from equipoise.report.view.on_record import TrackView
from equipoise.report.view.score_parts import PartRow
from equipoise.web.labels import Say

NO_WORDS: Mapping[str, str] = MappingProxyType({})


def event_markup(event: str, asks: str) -> Markup:
    """An event as a heading: the question that asks for it, where one does, above the event as it is on the record."""
    if not asks:
        return Markup("<h3>{}</h3>").format(event)
    return Markup('<h3>{} <span class="dim">{}</span></h3>').format(asks, event)


def track_markup(track: TrackView, say: Say = str) -> Markup:
    """What is on the record about one event."""
    lines = Markup("").join(
        Markup(
            '<tr data-about="line {0}"><th scope="row" data-number="line {0}">{0}</th><td>{1}</td>'
            '<td class="wrap">{2}{3}</td></tr>'
        ).format(
            line.number,
            line.recorded,
            line.says,
            Markup('<br><span class="dim">{}</span>').format(line.reason) if line.reason else "",
        )
        for line in track.lines
    )
    return Markup(
        '<table class="plain-table stacked lines"><thead class="visually-hidden"><tr><th scope="col">{}</th>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("Line"), say("Recorded"), say("What it says"), lines)


def due_markup(found: Sequence[Due], today: date, say: Say = str, asked: Mapping[str, str] = NO_WORDS) -> Markup:
    """What is to be resolved, overdue first; events in the words that `asked` has for them."""
    if not found:
        return Markup('<p class="dim">{}</p>').format(say("Nothing is left to resolve."))
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td class="wrap">{}</td><td>{}</td></tr>').format(
            table_date(one.event.until),
            _when(one.days_left(today), say),
            one.asks or asked.get(str(one.event), str(one.event)),
            ", ".join(one.judges),
        )
        for one in found
    )
    return Markup(
        '<table class="plain-table stacked"><thead><tr><th scope="col">{}</th><th scope="col">'
        '{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("By"), say("Left"), say("What"), say("Judged by"), rows)


def scores_markup(shown: ScoresView, say: Say = str) -> Markup:
    """What the judgements on the record were worth, every rule with which way is better."""
    if not shown.courses:
        told = say("Nothing on the record is resolved, so nothing is scored.")
        nothing = Markup('<p class="dim">{}</p>').format(told)
        return nothing + _paragraphs(shown.apart)
    courses = Markup("").join(
        Markup("<h3>{}</h3><p>{}</p><ul class='plain-list'>{}</ul>").format(
            course.event,
            course.head,
            Markup("").join(Markup("<li>{} {}</li>").format(number, text) for number, text in course.lines),
        )
        for course in shown.courses
    )
    groups = Markup("").join(_group(group, number) for number, group in enumerate(shown.groups))
    return (
        _paragraphs(shown.scales)
        + groups
        + Markup("<details><summary>{}</summary>{}</details>").format(say("Each judgement by itself"), courses)
        + _paragraphs(shown.apart)
    )


def _group(group: GroupView, number: int) -> Markup:
    told = Markup("<h3>{}</h3>{}").format(group.title, _paragraphs(group.sentences))
    if group.reliability is not None:
        chart = reliability_chart([group.reliability], name=f"reliability-{number}")
        told += Markup('<div class="brief chart">{}</div>').format(chart.svg)
    if group.parts is not None:
        for sentence, rows in (
            (group.parts.murphy, group.parts.murphy_rows),
            (group.parts.yates, group.parts.yates_rows),
        ):
            told += Markup("<p>{}</p>{}").format(sentence, _parts(rows))
        told += Markup("<p class='dim'>{}</p>").format(group.parts.note)
    return told


def _parts(rows: Sequence[PartRow]) -> Markup:
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>').format(
            row.name, row.value, row.questions, row.sides, row.better
        )
        for row in rows
    )
    return Markup(
        '<table class="plain-table"><thead><tr><th scope="col">Part</th><th scope="col">Value</th><th scope="col">'
        'over questions</th><th scope="col">over sides</th><th scope="col">Better</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(body)


def _paragraphs(sentences: Sequence[str]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(sentence) for sentence in sentences)


def _when(days: int, say: Say) -> str:
    if days == 0:
        return say("today")
    told = say("in {days}") if days > 0 else say("{days} overdue")
    return told.format(days=say("{number} days").format(number=abs(days)) if abs(days) != 1 else say("1 day"))
