"""An assessment for readers: one view of it, laid out as terminal text, as a brief, as a table."""
