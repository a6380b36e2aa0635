"""Who says so, in words and rounded numbers: a page for all sources, or for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import EN_DASH, coarse_date, counted, decimal, percent_text, prose_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.disputes import dispute_section, percents, supposed_table
from equipoise.report.view.pages import Page, Section, Table
from equipoise.studies.sources import CountedAs, Doubt, PlantedReport, SourceRow, SourcesWeighed, Supposed

ROWS_SHOWN = 10
IDS_SHOWN = 8


def sources_view(found: SourcesWeighed) -> Page:
    """The page that answers what was asked."""
    names = Names(found.case)
    title = f"{tidy(found.case.definition.title)}: who says so, as of {prose_date(found.as_of)}."
    doubts = [f"Not trustworthy: {finding}." for finding in found.findings]
    if found.source is not None:
        row = next(one for one in found.sources if one.source == found.source)
        return Page(title=title, lead=tuple(doubts), sections=_one_source(found, row, names))
    return Page(title=title, lead=(*doubts, _in_all(found)), sections=_sections(found, names))


def _sections(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    return (
        *_roots(found, names),
        *(_together(found, one, names) for one in found.roots.together),
        *_doubts(found, names),
        *_independent(found, names),
        *_sources(found, names),
        *_learned(found, names),
        *(dispute_section(one, names) for one in found.disputes),
        *(_planted(one, names) for one in found.planted),
        *_stages(found),
    )


def _in_all(found: SourcesWeighed) -> str:
    total = found.in_all
    if not total.items:
        return "No item of evidence is rated."
    return (
        f"{counted(len(total.items), 'rated item')} from {counted(total.origins, 'origin')}, counted as "
        f"{decimal(total.effective)} independent ones. Copies of one root count 1, "
        f"{found.case.definition.origin_discount:g} and so on, the strongest first."
    )


# --- what to distrust -----------------------------------------------------------------------------------------------


def _roots(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    apart = found.roots.all_apart
    if apart is None:
        return ()
    scenarios = list(found.roots.as_it_is)
    leader = max(scenarios, key=lambda name: found.roots.as_it_is[name])
    at = scenarios.index(leader)
    now, then = (percents(one, scenarios)[at] for one in (found.roots.as_it_is, apart.probability))
    by_origin = {row.origin: row for row in found.origins}
    rows = tuple(
        (
            str(len(one.items)),
            decimal(by_origin[one.origin or ""].effective, 2),
            percents(one.probability, scenarios)[at],
            f"{names.origin_named(one.origin or '')}: {_ids(one.items)}",
        )
        for one in found.roots.each_apart[:ROWS_SHOWN]
    )
    more = len(found.roots.each_apart) - len(rows)
    return (
        Section(
            f"{counted(len(found.roots.each_apart), 'root was', 'roots were')} told several times",
            (
                f"Were every report told from a root of its own, the record would count as {decimal(apart.effective)}, "
                f"and {names.scenario(leader)} on {prose_date(found.horizon)} be {then}, not {now}.",
                f"Reports of each, what they count for, and {names.scenario(leader)} were they independent"
                f"{f' ({more} more roots in --json)' if more > 0 else ''}:",
            ),
            Table(("reports", "count as", "if apart", "root"), rows),
        ),
    )


def _together(found: SourcesWeighed, one: Supposed, names: Names) -> Section:
    return Section(
        f"If {_ids(one.items)} share one root",
        (
            f"They would count as {decimal(one.effective, 2)}, and the record as {decimal(one.effective_in_all)}, "
            f"not {decimal(found.in_all.effective)}.",
        ),
        supposed_table({"as it is": found.roots.as_it_is, "one root": one.probability}, names),
    )


def _doubts(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    alone = {item for row in found.sources for item in row.alone}
    kinds = (
        (
            "alike_roots",
            "May share a root after all",
            "Items of several origins whose chain begins with the same teller. If it is one telling, give them one "
            "origin; --one-root ID,ID says what that would change.",
            "teller",
        ),
        ("same_motive", "Sources that want the same", "They may err together, each for the same reason.", "motive"),
        (
            "one_source",
            f"{counted(len(alone), 'item rests', 'items rest')} on one source alone",
            "Nobody else in the case reports them.",
            "source",
        ),
    )
    return tuple(
        Section(heading, (note,), Table(("items", head), tuple(_doubt(one, names) for one in doubts[:ROWS_SHOWN])))
        for kind, heading, note, head in kinds
        if (doubts := [one for one in found.doubts if one.why == kind])
    )


def _doubt(doubt: Doubt, names: Names) -> tuple[str, ...]:
    if doubt.why == "one_source":
        return str(len(doubt.items)), f"{names.source(doubt.name)}: {_ids(doubt.items)}"
    if doubt.why == "same_motive":
        behind = "; ".join(names.source(name) for name in doubt.sources)
        return str(len(doubt.items)), f"{tidy(doubt.name)}: {behind}"
    return str(len(doubt.items)), f"{tidy(doubt.name)}: {_ids(doubt.items)}"


# --- how many reports ----------------------------------------------------------------------------------------------


def _independent(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    if not found.in_all.items:
        return ()
    subjects = [(_subject(name, names), one) for name, one in found.by_subject.items()]
    sides = [
        (f"{word} {names.scenario(name)}", one)
        for name, (speaks_for, against) in found.by_scenario.items()
        for word, one in (("for", speaks_for), ("against", against))
        if one.items
    ]
    return (
        Section(
            "As how many independent reports they count",
            ("Items, their roots, and the sum of what each counts for in the whole record:",),
            Table(("items", "origins", "count as", "about"), tuple(_counted(*one) for one in (*subjects, *sides))),
        ),
    )


def _subject(name: str, names: Names) -> str:
    if name == "scenarios":
        return "the scenarios"
    definition_title = names.condition(name)
    return definition_title if definition_title != readable(name) else names.instrument(name)


def _counted(about: str, one: CountedAs) -> tuple[str, ...]:
    return str(len(one.items)), str(one.origins), decimal(one.effective), about


# --- sources --------------------------------------------------------------------------------------------------------


def _sources(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    named = [row for row in found.sources if row.items or row.settled]
    rows = tuple(
        (row.grade or "none", str(len(row.items)), str(len(row.alone)), _record(row), _who(row, names))
        for row in named[: 2 * ROWS_SHOWN]
    )
    if not rows:
        return ()
    more = len(named) - len(rows)
    return (
        Section(
            f"{counted(len(named), 'source')} behind rated items",
            (
                "Grade, rated items, those that no other source reports, and settled claims that came out right"
                f"{f' ({more} more in --json)' if more > 0 else ''}; --source ID tells all of one:",
            ),
            Table(("grade", "items", "alone", "right", "source"), rows),
        ),
    )


def _record(row: SourceRow) -> str:
    return f"{row.right} of {row.settled}" if row.settled else "-"


def _who(row: SourceRow, names: Names) -> str:
    return f"{names.source(row.source)} ({tidy(row.motive)})" if row.motive else names.source(row.source)


def _learned(found: SourcesWeighed, names: Names) -> tuple[Section, ...]:
    if found.learned is None:
        return ()
    rows = [row for row in found.sources if row.settled]
    counting = [names.source(row.source) for row in rows if row.learned]
    return (
        Section(
            "What settled claims say of reliability",
            (
                *(_accuracy(row, names) for row in rows),
                f"The case counts the claims of {', '.join(counting)}."
                if counting
                else "The case counts none of them: reliability: learned in sources.yaml does.",
                "On the horizon with every source at its grade, and with these at what their claims make of it:",
            ),
            supposed_table({"grades": found.learned.at_grades, "claims": found.learned.by_claims}, names)
            if found.learned.at_grades or found.learned.by_claims
            else None,
        ),
    )


def _accuracy(row: SourceRow, names: Names) -> str:
    if not row.settled:
        span = f"{decimal(row.low, 2)}{EN_DASH}{decimal(row.high, 2)}"
        return f"No claim of it is settled; by its grade accurate with probability {decimal(row.mean, 2)} ({span})."
    return (
        f"{names.source(row.source)}: {row.right} of {counted(row.settled, 'settled claim')} right; accurate with "
        f"probability {decimal(row.mean, 2)} ({decimal(row.low, 2)}{EN_DASH}{decimal(row.high, 2)}), by its grade "
        f"alone {decimal(row.grade_mean, 2)}."
    )


def _one_source(found: SourcesWeighed, row: SourceRow, names: Names) -> tuple[Section, ...]:
    fields = {
        "Access": row.access,
        "Motive": row.motive,
        "Expertise": row.expertise,
        "Independence": row.independence,
    }
    told = [f"{name}: {tidy(text)}." for name, text in fields.items() if text]
    unsaid = [name.lower() for name, text in fields.items() if not text]
    others = [f"{row.void} settled as void, counted neither way."] if row.void else []
    later = f"{counted(row.later, 'claim was', 'claims were')} settled after {prose_date(found.as_of)}: not counted."
    others += [later] if row.later else []
    rests = (
        f"{counted(len(row.learned_items), 'rated item takes', 'rated items take')} its accuracy from these claims."
        if row.learned
        else "Reliability is fixed: claims do not count in the model (reliability: learned would let them)."
    )
    items = tuple(("alone" if name in row.alone else "", name, tidy(found.case.items[name].what)) for name in row.items)
    concerned = [one for one in found.doubts if row.source in one.sources and one.why != "one_source"]
    return (
        Section(
            f"{names.source(row.source)}: {f'grade {row.grade}' if row.grade else 'not graded'}",
            (*told, f"Not said: {', '.join(unsaid)}." if unsaid else ""),
        ),
        Section("How its claims came out", (_accuracy(row, names), *others, rests)),
        Section(f"{counted(len(items), 'rated item')}", (), Table(("", "id", "what it says"), items)),
        *_concerns(concerned, names),
        *(
            dispute_section(one, names)
            for one in found.disputes
            if row.source in (*one.claim.sources, *one.denial.sources)
        ),
    )


def _concerns(doubts: Sequence[Doubt], names: Names) -> tuple[Section, ...]:
    if not doubts:
        return ()
    words: Mapping[str, str] = {
        "one_root": "one root",
        "alike_roots": "may be one root",
        "same_motive": "same motive",
    }
    rows = tuple(
        (words[one.why], str(len(one.items)), names.origin_named(one.name) if one.why == "one_root" else tidy(one.name))
        for one in doubts
    )
    return (Section("What to distrust", (), Table(("why", "items", "which"), rows)),)


# --- plants and stages ---------------------------------------------------------------------------------------------


def _planted(report: PlantedReport, names: Names) -> Section:
    served = (
        f" It would serve: {tidy(report.serves).rstrip('.')}." if report.serves else " Nobody is said to be served."
    )
    before, now = (percent_text(whole_percent(chance)) for chance in (report.before, report.now))
    return Section(
        f"{report.item} may be planted: {now} now, {before} before the record",
        (
            f"{tidy(report.what).rstrip('.')}.{served}",
            f"On the horizon as it is; if planted, {_moved(report.as_it_is, report.if_planted)}; if not, "
            f"{_moved(report.as_it_is, report.if_not)}:",
        ),
        supposed_table(
            {"as it is": report.as_it_is, "planted": report.if_planted, "not planted": report.if_not}, names
        ),
    )


def _moved(now: Mapping[str, float], then: Mapping[str, float] | None) -> str:
    if then is None:
        return "which is not possible"
    points = max((100 * abs(then[name] - chance) for name, chance in now.items()), default=0.0)
    return f"which moves none by more than {decimal(points)} points"


def _stages(found: SourcesWeighed) -> tuple[Section, ...]:
    rows = tuple((one.stage, coarse_date(one.date), f"{one.item}: {tidy(one.what)}") for one in found.stages)
    if not rows:
        return ()
    note = "What is thought of or talked about may come to nothing; by root, then by date."
    return (Section("How far reported acts have come", (note,), Table(("stage", "date", "item"), rows)),)


def _ids(items: Sequence[str]) -> str:
    more = len(items) - IDS_SHOWN
    return ", ".join(items[:IDS_SHOWN]) + (f" and {more} more" if more > 0 else "")
