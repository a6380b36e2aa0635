"""Judgements on the record, and how they turned out: an append-only, hash-chained ledger (docs/ledger.md)."""
