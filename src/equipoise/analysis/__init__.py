"""Pure functions of a belief: what each item and origin moved."""
