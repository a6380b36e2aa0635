"""`equipoise words`: the word for a probability, in each published standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.probability.standards import Band, Standard


def words(
    probability: Annotated[
        str | None,
        typer.Argument(metavar="PROBABILITY", help="Such as 0.58 or 58%; without it, all words are listed."),
    ] = None,
    standard: Annotated[
        str | None, typer.Option("--standard", metavar="NAME", help="Only this standard, such as 'ICD 203'.")
    ] = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Say which word a probability has in ICD 203 and other standards.

    An edge that two words share belongs to the word nearer 50 %.
    """
    from equipoise.probability.standards import STANDARDS
    from equipoise.probability.words import standard_named

    chosen = [standard_named(standard)] if standard is not None else list(STANDARDS.values())
    rows = _every_word(chosen) if probability is None else _words_for(_probability(probability), chosen)
    if as_json:
        streams.write_json([_record(*row) for row in rows])
    else:
        streams.write(_table(rows))
    return ExitCode.OK


Row = tuple["Standard", "Band | None"]


def _every_word(standards: list[Standard]) -> list[Row]:
    return [(standard, band) for standard in standards for band in standard.bands]


def _words_for(probability: float, standards: list[Standard]) -> list[Row]:
    from equipoise.probability.words import band_of, word_for

    rows: list[Row] = []
    for standard in standards:
        word = word_for(probability, standard.name)
        rows.append((standard, band_of(word, standard.name) if word is not None else None))
    return rows


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
    cells = [("standard", "edition", "word", "stands for")]
    for standard, band in rows:
        word, limits = (band.term, _limits(band)) if band is not None else ("no word", "")
        cells.append((standard.name, standard.edition, word, limits))
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _limits(band: Band) -> str:
    dash = "-" if streams.is_plain() else "–"
    return f"{band.low:g}{dash}{band.high:g} %"


def _record(standard: Standard, band: Band | None) -> dict[str, Any]:
    return {
        "standard": standard.name,
        "edition": standard.edition,
        "word": band.term if band is not None else None,
        "low": band.low / 100 if band is not None else None,
        "high": band.high / 100 if band is not None else None,
    }
