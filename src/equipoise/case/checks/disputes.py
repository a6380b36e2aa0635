"""Claim and denial: which item disputes which."""

from __future__ import annotations

from equipoise.case.checks.findings import Findings


def check_disputes(findings: Findings) -> None:
    """Report items that dispute themselves or what is not there, and pairs written from both ends."""
    case = findings.case
    for index, item in enumerate(case.evidence):
        path = ("evidence", index, "disputes")
        if item.disputes is None:
            continue
        if item.disputes == item.id:
            findings.error(path, f"{item.id} disputes itself", "name the item that it denies")
        elif findings.is_known(path, "evidence item", item.disputes, case.items):
            other = case.items[item.disputes]
            if other.disputes == item.id:
                findings.error(path, f"{item.id} and {other.id} each dispute the other", "write it on the denial alone")
            elif other.id == item.supersedes:
                findings.warning(
                    path,
                    f"{item.id} disputes the item it supersedes, which is gone wherever it is known",
                    "a denial leaves the claim in the record: remove supersedes, or disputes",
                )
