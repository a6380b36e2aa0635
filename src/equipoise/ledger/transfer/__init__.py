"""The ledger as a table or a document for other programs, and records of other programs brought in."""
