"""docs/rest-api.md lists the routes there are, no more and no fewer."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

from fastapi.routing import APIRoute

from equipoise.web.api import cases, documents, evidence, exchange, jobs, ledger, review
from equipoise.web.api.access import Analyst, Editor
from equipoise.web.api.application import build_api
from equipoise.web.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rest-api.md"


def table() -> str:
    """The table of routes, in Markdown."""
    lines = ["| method | address | role | what |", "|---|---|---|---|"]
    for routes in (cases, evidence, documents, review, exchange, ledger, jobs):
        for route in routes.router.routes:
            assert isinstance(route, APIRoute)
            hints = get_type_hints(route.endpoint, include_extras=True).values()
            needs = "editor" if Editor in hints else "analyst" if Analyst in hints else ""
            method = next(iter(route.methods))
            path = route.path.replace(":path", "")
            lines.append(f"| {method} | `{path}` | {needs} | {route.description} |")
    return "\n".join(lines)


def test_the_table_of_routes_is_that_of_the_program() -> None:
    expected = table()
    assert expected in PAGE.read_text(encoding="utf-8"), f"the table should be\n{expected}"


def test_no_route_is_left_out_of_the_table() -> None:
    described = build_api(Workspace(ROOT)).openapi()["paths"]
    rows = table().splitlines()[2:]
    assert sorted(
        f"| {method.upper()} | `{path}` |" for path, routes in described.items() for method in routes
    ) == sorted(row[: row.index("` |") + 3] for row in rows)
