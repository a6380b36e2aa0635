"""The case folder: its language, reading, checks, edits, vintages."""
