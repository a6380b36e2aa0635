"""Exact names of countries and their peoples for the extraction of actors, as package data.

    pip install babel
    python tools/derive_country_names.py data.yaml Phoenix.Countries.actors.txt

English names come from Unicode CLDR (Unicode licence) by way of Babel. Other names and adjectives are kept where
`data.yaml` of the package countrynames (MIT) and the country dictionary of the Open Event Data Alliance (MIT) both give
them and they begin as the country's name does, which leaves out towns and provinces. A name of two countries is
dropped: exact names never guess.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import yaml
from babel import Locale

TARGET = Path(__file__).parents[1] / "src/equipoise/data/extraction/countries.toml"
HEAD = """# Exact names of countries and their peoples, by ISO 3166 alpha-2 code.
# Derived by tools/derive_country_names.py from Unicode CLDR (English), countrynames (MIT)
# and the country dictionary of the Open Event Data Alliance (MIT).
"""
COMMON_START = 3
# Adjectives that do not begin as their country does, and short forms CLDR writes otherwise.
IRREGULAR = {
    "FR": ["French"], "NL": ["Dutch", "Holland"], "GB": ["British", "Britain", "Great Britain", "UK", "U.K."],
    "DK": ["Danish"],
    "PH": ["Filipino", "Filipinos"], "MM": ["Burma", "Burmese", "Myanmar"], "ES": ["Spanish"],
    "US": ["American", "US", "U.S.", "USA", "America"],
    "KR": ["South Korean"], "KP": ["North Korean", "DPRK"], "AE": ["Emirati", "UAE"], "CZ": ["Czech", "Czech Republic"],
    "CI": ["Ivory Coast", "Ivorian"], "TR": ["Turkey"], "CD": ["Democratic Republic of the Congo", "DRC"],
    "SZ": ["Swaziland"],
    "CN": ["PRC", "People's Republic of China"], "HK": ["Hong Kong"], "PS": ["Palestine", "Palestinian"],
    "VA": ["Vatican", "Holy See"],
}  # fmt: skip


def main() -> None:
    """Write the list."""
    listed = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    dictionary = _dictionary(Path(sys.argv[2]).read_text(encoding="latin-1"))
    english = {
        code: name
        for code, name in Locale("en").territories.items()
        if re.fullmatch(r"[A-Z]{2}", code) and code in listed
    }
    names: dict[str, set[str]] = defaultdict(set)
    for code, name in english.items():
        official = name.replace("&", "and").split(" (")[0]
        names[code] |= {official, *IRREGULAR.get(code, [])}
        for other in map(str, listed[code]):
            if (
                other.isascii()
                and len(other) > COMMON_START
                and other[:COMMON_START].lower() == official[:COMMON_START].lower()
                and _plain(other) in dictionary
            ):
                names[code].add(_cased(other))
    owners = Counter(name for given in names.values() for name in given)
    lines = [f"{code} = {_list(sorted(n for n in given if owners[n] == 1))}" for code, given in sorted(names.items())]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines)} countries, {sum(len(given) for given in names.values())} names")


def _dictionary(text: str) -> set[str]:
    lines = (line for line in text.splitlines() if re.match(r"\+?[A-Z]", line))
    return {_plain(re.split(r"[;#\[]", line.lstrip("+"))[0].replace("_", " ")) for line in lines}


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("'", "").split())


def _cased(name: str) -> str:
    small = {"of", "and", "the", "de", "da", "do", "del"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in name.lower().split())


def _list(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


if __name__ == "__main__":
    main()
