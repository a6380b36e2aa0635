"""The oracle gives the numbers of the example that the model page promises."""

import json
from datetime import date
from pathlib import Path

import pytest

from oracle.dense import answer
from oracle.folder import read_folder

EXAMPLE = Path(__file__).parent / "example"
EXPECTED = json.loads((EXAMPLE / "expected.json").read_text(encoding="utf-8"))["as_of"]


@pytest.mark.parametrize("as_of", EXPECTED)
def test_the_oracle_reproduces_every_expected_number(as_of: str) -> None:
    found, expected = answer(read_folder(EXAMPLE), as_of=date.fromisoformat(as_of)), EXPECTED[as_of]

    assert found.log_evidence == pytest.approx(expected["log_evidence"], abs=1e-12)
    assert found.exponents == pytest.approx(expected["exponents"], abs=1e-12)
    points = {(date.fromisoformat(one["date"]), one["scenario"]): one for one in expected["scenarios"]}
    assert found.scenarios == pytest.approx({key: one["probability"] for key, one in points.items()}, abs=1e-12)
    assert found.basis == {day: one["basis"] for (day, _), one in points.items()}
    for one in expected["ever"]:
        probability = found.ever[one["scenario"], date.fromisoformat(one["until"])]
        assert probability == pytest.approx(one["probability"], abs=1e-12)
