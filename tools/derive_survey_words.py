"""What readers take words for probabilities to mean: summaries of two open surveys, as package data.

    python tools/derive_survey_words.py FOLDER

FOLDER holds `capphrase_absolute_judgements.csv` (Kucharski 2026, CC BY 4.0) and `zonination_probly.csv` (MIT). Written
are quantiles of the answers for each phrase, no answer of a person.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

STEPS = [round(0.05 * n, 2) for n in range(1, 20)]
OUTLIER_SPREADS = 4
WORDS = Path(__file__).parents[1] / "src/equipoise/data/words"

CAPPHRASE = """# What readers take phrases to mean: quantiles of their answers, per cent. Derived data, changed from the
# original: answers more than four standard deviations from a phrase's mean are left out, as its author does.
name = "CAPphrase"
edition = "2026"
people = {people}
asked = "Visitors of an online quiz, most of them native speakers of English; 19 phrases in random order"
reference = "Kucharski, A. (2026). CAPphrase: probability phrase dataset. doi:10.5281/zenodo.18750055"
licence = "CC BY 4.0"
"""

ZONINATION = """# What readers take phrases to mean: quantiles of their answers, per cent. Derived data.
name = "zonination"
edition = "2015"
people = {people}
asked = "Readers of the forum r/samplesize who answered a poll; 17 phrases"
reference = "zonination, perceptions: github.com/zonination/perceptions, probly.csv"
licence = "MIT"
"""


def main() -> None:
    """Write both files."""
    folder = _folder()
    capphrase = pd.read_csv(folder / "capphrase_absolute_judgements.csv")
    spread = capphrase.groupby("term").probability.transform("std")
    away = (capphrase.probability - capphrase.groupby("term").probability.transform("mean")).abs()
    kept = capphrase[away <= OUTLIER_SPREADS * spread]
    people = capphrase.response_id.nunique()
    _write("readers_capphrase_2026", CAPPHRASE.format(people=people), dict(list(kept.groupby("term").probability)))
    zonination = pd.read_csv(folder / "zonination_probly.csv")
    columns = {str(name).strip(): zonination[name] for name in zonination}
    _write("readers_zonination_2015", ZONINATION.format(people=len(zonination)), columns)


def _write(name: str, head: str, answers: dict[str, pd.Series]) -> None:
    rows = sorted(answers.items(), key=lambda pair: (pair[1].median(), pair[1].mean()))
    path = WORDS / f"{name}.toml"
    path.write_text(head + "".join(_row(phrase, values) for phrase, values in rows), encoding="utf-8")
    print(f"{path.name}: {len(rows)} phrases")


def _row(phrase: str, answers: pd.Series) -> str:
    quantiles = ", ".join(f"{value:g}" for value in np.quantile(answers.dropna(), STEPS).round(2))
    return f'\n[[phrases]]\nphrase = "{phrase.lower()}"\nanswers = {answers.count()}\nquantiles = [{quantiles}]\n'


def _folder() -> Path:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    return folder


if __name__ == "__main__":
    main()
