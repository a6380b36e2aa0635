"""`equipoise words`: the word for a probability, in each published standard and to readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.probability.readers import Phrase, Survey
    from equipoise.probability.standards import Band, Standard


def words(
    probability: Annotated[
        str | None,
        typer.Argument(metavar="PROBABILITY", help="Such as 0.58 or 58%; without it, all words are listed."),
    ] = None,
    standard: Annotated[
        str | None,
        typer.Option("--standard", metavar="NAME", help="Only this standard, such as 'ICD 203', and no readers."),
    ] = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Say a probability in words, by seven standards.

    An edge that two words share belongs to the word nearer 50 %. IPCC's words lie inside one another: the narrowest
    is used. For readers, of two surveys, it is the phrase whose median answer is nearest.
    """
    from equipoise.probability.readers import surveys
    from equipoise.probability.standards import STANDARDS
    from equipoise.probability.words import standard_named

    chosen = [standard_named(standard)] if standard is not None else list(STANDARDS.values())
    asked = [] if standard is not None else list(surveys().values())
    value = None if probability is None else _probability(probability)
    terms = _every_word(chosen) if value is None else _words_for(value, chosen)
    phrases = _every_phrase(asked) if value is None else _phrases_for(value, asked)
    if as_json:
        streams.write_json([_record(*row) for row in terms] + [_record_of_readers(*row) for row in phrases])
    else:
        streams.write("\n\n".join(part for part in (_table(terms), _table_of_readers(phrases)) if part))
    return ExitCode.OK


Row = tuple["Standard", "Band | None"]
PhraseRow = tuple["Survey", "Phrase"]


def _every_word(standards: list[Standard]) -> list[Row]:
    return [(standard, band) for standard in standards for band in standard.bands]


def _words_for(probability: float, standards: list[Standard]) -> list[Row]:
    from equipoise.probability.words import band_for

    return [(standard, band_for(probability, standard.name)) for standard in standards]


def _every_phrase(surveys: list[Survey]) -> list[PhraseRow]:
    return [(survey, phrase) for survey in surveys for phrase in survey.phrases]


def _phrases_for(probability: float, surveys: list[Survey]) -> list[PhraseRow]:
    from equipoise.probability.readers import phrase_for

    return [(survey, phrase_for(probability, survey.name)) for survey in surveys]


def _probability(written: str) -> float:
    text = written.strip()
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(
            f"{written!r} is not a probability", hint="write a number from 0 to 1, or a per cent such as 58%"
        )
    return value


def _table(rows: list[Row]) -> str:
    cells = [("standard", "edition", "word", "stands for", "")]
    for standard, band in rows:
        if band is None:
            cells.append((standard.name, standard.edition, "no word", "", ""))
        else:
            mark = "unverified" if band.is_unverified else ""
            cells.append((standard.name, standard.edition, band.term, _limits(band), mark))
    return _aligned(cells)


def _table_of_readers(rows: list[PhraseRow]) -> str:
    if not rows:
        return ""
    cells = [("readers", "people", "phrase", "median", "middle 80 %")]
    for survey, phrase in rows:
        spread = f"{phrase.low:.0f}{_dash()}{phrase.high:.0f} %"
        cells.append(
            (f"{survey.name} {survey.edition}", str(survey.people), phrase.phrase, f"{phrase.median:.0f} %", spread)
        )
    return _aligned(cells)


def _aligned(cells: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _limits(band: Band) -> str:
    above, below = ">" if band.without_low else "", "<" if band.without_high else ""
    return f"{above}{band.low:g}{_dash()}{below}{band.high:g} %"


def _dash() -> str:
    return "-" if streams.is_plain() else "–"


def _record(standard: Standard, band: Band | None) -> dict[str, Any]:
    return {
        "kind": "standard",
        "standard": standard.name,
        "edition": standard.edition,
        "word": band.term if band is not None else None,
        "low": band.low / 100 if band is not None else None,
        "high": band.high / 100 if band is not None else None,
        "unverified": band.is_unverified if band is not None else None,
    }


def _record_of_readers(survey: Survey, phrase: Phrase) -> dict[str, Any]:
    return {
        "kind": "readers",
        "standard": survey.name,
        "edition": survey.edition,
        "word": phrase.phrase,
        "low": phrase.low / 100,
        "high": phrase.high / 100,
        "median": phrase.median / 100,
        "people": survey.people,
    }
