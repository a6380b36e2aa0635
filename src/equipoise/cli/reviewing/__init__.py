"""The review of candidates at a terminal: what is shown, what is asked, and what the answers mean."""
