"""Documents: what was read, kept as it was, and what in it is worth a reader's time."""
