"""Package data: built-in cases and templates."""
