"""Actors and records drawn from a model: the truth is known, so that what the engine says of it can be scored.

Parameters are drawn by NumPy from the distributions of docs/model.md, paths jump by jump, and the findings of items
from the probabilities that the items' factors stand for. Of the engine only the rates of the chain are used.
"""
