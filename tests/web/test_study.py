"""Studies of the workbench: each as sections of a brief."""

from __future__ import annotations

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.report.document.blocks import Folded, Section
from equipoise.web.workspace.study import study_tipping

MAP = "Two levers together"
SECOND_LEVER = """\
levers:
  market:
    title: How much the union's market weighs
    path: explanations.interests.weights.union_market
    range: [0, 1.5]
    unit: nats per point
"""


def folded(section: Section) -> set[str]:
    return {block.name for block in section.blocks if isinstance(block, Folded)}


def test_tipping_points_come_with_a_map_where_two_levers_move_the_leader(tmp_path) -> None:
    folder = new_case(tmp_path / "own")
    model = folder / "case.yaml"
    text = model.read_text(encoding="utf-8")
    assert text.count("\nlevers:\n") == 1
    model.write_text(text.replace("\nlevers:\n", f"\n{SECOND_LEVER}"), encoding="utf-8")
    told: list[str] = []
    tipping, *_ = study_tipping(load_case(folder), None, "default", progress=told.append)
    assert MAP in folded(tipping)
    assert told


def test_there_is_no_map_of_a_single_lever(tmp_path) -> None:
    case = load_case(new_case(tmp_path / "own"))
    assert len(case.definition.levers) == 1
    tipping, *_ = study_tipping(case, None, "default", progress=lambda _: None)
    assert MAP not in folded(tipping)
