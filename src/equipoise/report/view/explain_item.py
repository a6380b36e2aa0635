"""The path of one number, from the words of a document to the probability of a scenario, as text."""

from __future__ import annotations

import math

from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import coarse_date, decimal, percent_text, prose_date, signed
from equipoise.report.rounding import whole_percents
from equipoise.report.view.disputes import dispute_section
from equipoise.report.view.pages import Section, Table
from equipoise.studies.explaining import PathOfANumber, Quoted, Weight, WithAndWithout

_AT = {"its day": "on its day", "now": "now", "horizon": "on the horizon"}


def path_sections(path: PathOfANumber, names: Names) -> tuple[Section, ...]:
    """Document, who says so, how far to be believed, what it says, and what comes of it."""
    told = Section(f"{path.item}, {coarse_date(path.date)}: {tidy(path.what)}", _told(path, names))
    disputes = tuple(dispute_section(one, names) for one in path.disputes)
    if path.not_counted:
        return (told, Section(f"It moves nothing: {path.not_counted}."), *disputes)
    believed = Section("How far it is believed, and how much of it counts", _counted(path, names))
    return (told, believed, _weights(path, names), *_comes(path, names), *disputes)


def _told(path: PathOfANumber, names: Names) -> tuple[str, ...]:
    quoted = [_quoted(one, names) for one in path.quoted]
    note = f"Note: {tidy(path.note)}" if path.note and not any(one.text for one in path.quoted) else ""
    sources = f"Sources: {'; '.join(names.source(name) for name in path.sources)}." if path.sources else ""
    chain = "; ".join(" → ".join(tidy(link) for link in one) for one in path.chain)
    known = f"Known from {prose_date(path.known)}, weighed on {prose_date(path.day)}. Kind: {path.kind}."
    known += f" Stage of the act it tells of: {path.stage}." if path.stage else ""
    return (*quoted, note, sources, f"Told by: {chain}." if chain else "", known)


def _quoted(one: Quoted, names: Names) -> str:
    place = f"{names.source(one.document)}, characters {one.start} to {one.end}"
    return f"“{tidy(one.text)}” ({place})" if one.text else f"In {place}."


def _counted(path: PathOfANumber, names: Names) -> tuple[str, ...]:
    if path.is_exact and path.accuracy_before == 1:
        exact = "Exact: a public fact that defines a level, so accurate, and its ratings count in full."
        return exact, _rank(path, names)
    graded = f"Grade {path.grade}" if path.grade else "Accuracy as authored"
    if path.learned_from:
        graded = f"Learned from settled claims ({'; '.join(names.source(name) for name in path.learned_from)})"
    before, now = decimal(path.accuracy_before or 0.0, 2), decimal(path.accuracy_now or 0.0, 2)
    accuracy = f"{graded}: accurate with probability {before}"
    if path.accuracy_low is not None and path.accuracy_high is not None:
        accuracy += f" before the record, {now} ({decimal(path.accuracy_low, 2)}–{decimal(path.accuracy_high, 2)}) now"
    if path.planted_chance:
        accuracy += f"; if not accurate, planted with {decimal(path.planted_chance, 2)}"
    ratings = "Exact: its ratings" if path.is_exact else "Ratings"
    strength = f"{ratings} are multiplied by {decimal(path.strength or 0.0, 2)}"
    if path.strength_low is not None and path.strength_high is not None:
        strength += f" ({decimal(path.strength_low, 2)}–{decimal(path.strength_high, 2)})"
    return f"{accuracy}.", f"{strength}.", _rank(path, names)


def _rank(path: PathOfANumber, names: Names) -> str:
    origin = names.origin_named(path.origin or "")
    if len(path.copies) == 1:
        return f"Origin “{origin}”, no other rated item: all of it counts."
    return (
        f"Origin “{origin}”: rank {path.rank} of {len(path.copies)} by strength, so it counts "
        f"{decimal(path.exponent or 0.0, 2)} (others: {', '.join(name for name in path.copies if name != path.item)})."
    )


def _weights(path: PathOfANumber, names: Names) -> Section:
    return Section(
        "What it says",
        ("Rated dB; Λ, the likelihood over its mean; and the factor left in the end. A level nobody rated counts 0.",),
        Table(
            ("rated", "Λ", "factor", "level"),
            tuple(_weight(one, names) for one in path.weights),
        ),
    )


def _weight(one: Weight, names: Names) -> tuple[str, ...]:
    rated = "not" if one.rating is None else signed(one.rated_db)
    subject = one.subject.removeprefix("planted:")
    level = f"{readable(one.subject)}: {names.level_amid(subject, one.level)}"
    why = f" ({tidy(one.why)})" if one.why else ""
    if one.likelihood is None or one.factor is None:
        used = "used if planted" if one.subject.startswith("planted:") else "kept, not in the likelihood"
        return rated, "", "", f"{level}, {used}{why}"
    return rated, f"×{decimal(one.likelihood, 2)}", f"×{decimal(one.factor, 2)}", level + why


def _comes(path: PathOfANumber, names: Names) -> tuple[Section, ...]:
    if path.effect is None:
        return ()
    arrival = "; ".join(f"{names.scenario(name)} {_db(db)}" for name, db in path.effect.on_arrival.items())
    as_it_is = "; ".join(f"{names.scenario(name)} {_db(db)}" for name, db in path.effect.now.items())
    moved = [
        f"Put in alone on {prose_date(path.known)}, dB: {arrival}.",
        f"Left out now, all else as it is, dB: {as_it_is}.",
    ]
    if len(path.copies) > 1:
        moved.append("Below, now and on the horizon, the case never held it: copies that rank after it count for more.")
    return (Section("What comes of it", tuple(moved)), *(_day(one, names) for one in path.days))


def _day(one: WithAndWithout, names: Names) -> Section:
    title = names.scenario
    with_, without = whole_percents(list(one.with_.values())), whole_percents(list(one.without.values()))
    shown = zip(one.with_, with_, without, strict=True)
    rows = tuple(
        (percent_text(a), percent_text(b), f"×{decimal(one.factor[name], 2)}", _db(one.moved_db[name]), title(name))
        for name, a, b in shown
    )
    return Section(
        f"{_AT[one.at].capitalize()}, {prose_date(one.date)}",
        table=Table(("with", "without", "factor", "dB", "scenario"), rows),
    )


def _db(number: float) -> str:
    return "?" if math.isnan(number) else signed(number)
