"""One run of a case read again under other versions of it, as several studies need it."""
