"""Existing work into a case, and the evidence of a case out to other programs."""
