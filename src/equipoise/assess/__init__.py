"""`assess(case, as_of=…) -> Assessment`: the one path from a case to numbers."""
