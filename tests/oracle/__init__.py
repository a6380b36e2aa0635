"""A second implementation of docs/model.md: dense matrices, plain loops, nothing shared with the engine.

It reads the authored `Case` and nothing else of the package's numerics. Clarity before speed: a joint
generator over every course and every combination of conditions, `scipy.linalg.expm` between dates.
Distributions enter at their median, accuracies from grades at their prior mean, so every number here is that
of a case with fixed parameters.
"""
