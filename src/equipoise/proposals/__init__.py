"""What a language model proposes for review; it proposes, and never sets a probability or a rating."""
