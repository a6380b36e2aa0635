"""The review of candidates: what a person decides of each, and what then lands in the files of the case."""
