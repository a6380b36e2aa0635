"""What the record was worth: scores of resolved judgements, skill, calibration. Pure: lines in, numbers out."""

from equipoise.ledger.scoring.score import LedgerScores as LedgerScores
from equipoise.ledger.scoring.score import score_tracks as score_tracks
