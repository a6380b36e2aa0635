"""Mentions worth a reader's time, found in a text by rules of grammar and lists of words: text in, mentions out."""
