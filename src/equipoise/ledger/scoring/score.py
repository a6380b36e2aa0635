"""Every judgement on the record whose event is resolved, scored; what is void, disputed or open, listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from equipoise.ledger.scoring.course import ScoredCourse, ScoredLine, first_day, score_course
from equipoise.ledger.scoring.group import Group, grouped
from equipoise.ledger.scoring.posed import posed
from equipoise.ledger.standing import Said, Track
from equipoise.probability.scores import RULES

SCHEMA = "equipoise/ledger-scores/1"


@dataclass(frozen=True)
class LedgerScores:
    """What the record was worth.

    Attributes:
        courses: Each judge on each resolved event.
        groups: Courses that count, taken together by judge and kind.
        void, disputed: Events that have no outcome to score.
        open: Events that are not resolved.
    """

    courses: tuple[ScoredCourse, ...]
    groups: tuple[Group, ...]
    void: tuple[Track, ...]
    disputed: tuple[Track, ...]
    open: tuple[Track, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON (docs/ledger.md)."""
        used = {rule for course in self.courses for line in course.lines for rule in line.penalties}
        return {
            "schema": SCHEMA,
            "rules": {
                name: {"title": rule.title, "orientation": rule.orientation, "note": rule.note}
                for name, rule in RULES.items()
                if name in used
            },
            "courses": [_plain_course(course) for course in self.courses],
            "groups": [_plain_group(group) for group in self.groups],
            "void": [_plain_track(track) for track in self.void],
            "disputed": [_plain_track(track) for track in self.disputed],
            "open": [_plain_track(track) for track in self.open],
        }


def score_tracks(
    tracks: Sequence[Track], *, order: Sequence[str] | None = None, held: str | None = None, seed: int = 0
) -> LedgerScores:
    """Score a ledger.

    Args:
        tracks: All that is on the record.
        order: The scenarios of the case in their order, where they have one.
        held: The scenario that held when questions opened, for the forecast of no change; by default the last one that
            the record itself says held.
        seed: Seed of the bootstrap intervals of skill.
    """
    judged = [track for track in tracks if track.said]
    courses = tuple(course for track in judged for course in _courses(track, order))
    return LedgerScores(
        courses=courses,
        groups=grouped(courses, tracks, held=held, seed=seed),
        void=tuple(track for track in judged if track.resolution and track.resolution.outcome == "void"),
        disputed=tuple(track for track in judged if track.resolution and track.resolution.outcome == "disputed"),
        open=tuple(track for track in judged if track.resolution is None),
    )


def _courses(track: Track, order: Sequence[str] | None) -> list[ScoredCourse]:
    came, resolution = posed(track, order=order), track.resolution
    if came is None or resolution is None:
        return []
    by_judge: dict[tuple[str, str, bool], list[Said]] = {}
    for said in track.said:
        by_judge.setdefault((*said.judgement.judge, said.judgement.imputed), []).append(said)
    opened = first_day(track.said, resolution)
    return [score_course(said, resolution=resolution, posed=came, opened=opened) for said in by_judge.values()]


# --- as JSON -----------------------------------------------------------------------------------------------------


def _plain_course(course: ScoredCourse) -> dict[str, Any]:
    resolution = course.resolution
    return {
        "handle": course.event.handle,
        "event": str(course.event),
        "kind": course.kind,
        "by_whom": course.by_whom,
        "imputed": course.imputed,
        "conditional": course.conditional,
        "outcome": resolution.scenario or resolution.outcome,
        "date": resolution.date.isoformat(),
        "opened": course.opened.isoformat() if course.opened else None,
        "daily": {rule: asdict(daily) for rule, daily in course.daily.items()},
        "spot": dict(course.spot),
        "judgements": [_plain_line(line) for line in course.lines],
    }


def _plain_line(line: ScoredLine) -> dict[str, Any]:
    return asdict(line) | {
        "as_of": line.as_of.isoformat(),
        "recorded": line.recorded.isoformat(),
        "penalties": dict(line.penalties),
    }


def _plain_group(group: Group) -> dict[str, Any]:
    plain = asdict(group)
    if group.ranges is not None:
        plain["ranges"]["holds"] = group.ranges.holds
    return plain


def _plain_track(track: Track) -> dict[str, Any]:
    return {
        "handle": track.event.handle,
        "event": str(track.event),
        "judgements": len(track.said),
        "until": track.event.until.isoformat(),
    }
