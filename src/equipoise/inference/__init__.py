"""Belief over the hidden state: one Markov chain in continuous time, weighed at dates."""
