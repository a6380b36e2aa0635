"""What people write: strict models, YAML and CSV in with positions, out without disturbing a byte."""
