"""The JSON of an assessment, as docs/case-format.md defines it."""

from __future__ import annotations

import math
from typing import Any

from equipoise.assess.assessment import SCHEMA, Assessment
from equipoise.errors import Finding


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """Plain data with ISO dates; probabilities, scores and dB in full precision."""
    result: dict[str, Any] = {
        "schema": SCHEMA,
        "case": assessment.case.name,
        "fingerprint": assessment.fingerprint,
        "version": assessment.version,
        "engine": assessment.engine,
        "as_of": assessment.as_of.isoformat(),
        "seed": assessment.seed,
        "particles": assessment.particles,
        "log_evidence": assessment.log_evidence,
        "trustworthy": assessment.trustworthy,
        "findings": [_finding(finding) for finding in assessment.findings],
        "scenarios": [
            {
                "step": point.step,
                "date": point.date.isoformat(),
                "scenario": point.scenario,
                "probability": point.probability,
                "low": point.low,
                "high": point.high,
                "basis": point.basis,
            }
            for point in assessment.scenario_points
        ],
        "ever": [
            {
                "scenario": point.scenario,
                "from": point.from_.isoformat(),
                "until": point.until.isoformat(),
                "probability": point.probability,
                "low": point.low,
                "high": point.high,
            }
            for point in assessment.ever_points
        ],
        "baselines": [
            {
                "baseline": point.baseline,
                "scenario": point.scenario,
                "at": point.at.isoformat(),
                "probability": point.probability,
                "low": point.low,
                "high": point.high,
            }
            for point in assessment.baseline_points
        ],
        "conditions": [
            {
                "step": point.step,
                "condition": point.condition,
                "level": point.level,
                "probability": point.probability,
                "low": point.low,
                "high": point.high,
            }
            for point in assessment.condition_points
        ],
        "explanations": [
            {
                "explanation": row.explanation,
                "share": row.share,
                "low": row.low,
                "high": row.high,
                "contraction": row.contraction,
                "alone_log_score": finite_or_null(row.alone_log_score),
            }
            for row in assessment.explanation_rows
        ],
        "parameters": [
            {
                "parameter": row.parameter,
                "mean": row.mean,
                "low": row.low,
                "high": row.high,
                "contraction": row.contraction,
            }
            for row in assessment.parameter_rows
        ],
        "evidence": [
            {
                "id": row.id,
                "date": row.date.isoformat(),
                "exponent": row.exponent,
                "predictive_log_score": finite_or_null(row.predictive_log_score),
                "moved_db": {name: finite_or_null(db) for name, db in row.moved_db.items()},
            }
            for row in assessment.evidence_rows
        ],
    }
    if assessment.given or assessment.do:
        result |= {"given": list(assessment.given), "do": list(assessment.do), "log_span": assessment.log_span}
    return result


def finite_or_null(number: float | None) -> float | None:
    """A number as JSON can hold it: null where an item alone makes a thing impossible or certain."""
    return number if number is not None and math.isfinite(number) else None


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "path": finding.path,
        "problem": finding.problem,
        "mend": finding.mend,
    }
