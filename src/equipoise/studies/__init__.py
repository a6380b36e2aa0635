"""Questions that need many assessments: what several cases say together."""
