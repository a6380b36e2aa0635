"""What several judges say of one open event, side by side and pooled: never across events, and nothing sharpened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement
from equipoise.ledger.scoring.penalties import is_incoherent
from equipoise.ledger.standing import Track
from equipoise.probability.pooling import coherentized, log_odds_mean, median, probability_mean


@dataclass(frozen=True)
class SideBySide:
    """Standing judgements of one event.

    Attributes:
        event: The event.
        judgements: The last of each judge, in the order in which they were recorded.
        scaled: Names of judges whose probabilities of scenarios did not add to one and were made to.
        log_odds_mean, mean, median: Pools, by option; of yes and no that of `yes`.
        left_out: Judges whose number was read into a published text: shown, and not pooled.
    """

    event: JudgedEvent
    judgements: tuple[Judgement, ...]
    scaled: tuple[str, ...]
    log_odds_mean: Mapping[str, float]
    mean: Mapping[str, float]
    median: Mapping[str, float]
    left_out: tuple[str, ...]


def side_by_side(tracks: Sequence[Track]) -> tuple[SideBySide, ...]:
    """Open events that two judges or more judge now.

    Args:
        tracks: All that is on the record.
    """
    found = (_of_track(track) for track in tracks if track.resolution is None)
    return tuple(one for one in found if one is not None)


def _of_track(track: Track) -> SideBySide | None:
    judges = dict.fromkeys(said.judgement.judge for said in track.said)
    last = [said.judgement for judge in judges if (said := track.last(judge)) is not None]
    pooled = [one for one in last if not one.imputed]
    if len(pooled) < 2:
        return None
    names = tuple(dict.fromkeys(name for one in pooled for name in one.said()))
    options = ("no", *names) if names == ("yes",) else names
    forecasts = [_forecast(one, names) for one in pooled]
    pools = [pool(forecasts).probabilities for pool in (log_odds_mean, probability_mean, median)]
    by_option = [{name: value for name, value in zip(options, pool, strict=True) if name != "no"} for pool in pools]
    return SideBySide(
        event=track.event,
        judgements=tuple(last),
        scaled=tuple(one.by_whom for one in pooled if is_incoherent(one.said())),
        log_odds_mean=by_option[0],
        mean=by_option[1],
        median=by_option[2],
        left_out=tuple(one.by_whom for one in last if one.imputed),
    )


def _forecast(judgement: Judgement, names: Sequence[str]) -> tuple[float, ...]:
    said = judgement.said()
    if tuple(names) == ("yes",):
        return 1 - said["yes"], said["yes"]
    return coherentized([said.get(name, 0.0) for name in names]).probabilities
