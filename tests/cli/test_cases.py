from __future__ import annotations

import json


def test_every_built_in_case_is_listed_and_sound(run):
    cases = json.loads(run("cases", "--json").out)
    assert "sino-russian" in [case["case"] for case in cases]
    for case in cases:
        assert run("check", case["case"]).code == 0
        assert case["case"] in run("cases").out
