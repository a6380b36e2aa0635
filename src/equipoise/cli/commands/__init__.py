"""One file for each command; its function returns the exit code."""
