"""Many particles, worked through in blocks that fit the cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import threadpool_limits

from equipoise.model.arrays import Floats, Model

Result = TypeVar("Result")

# Particles a block. Results do not depend on how many threads share the blocks out.
BLOCK = 128
# Numbers in the table of choices of a block; a case with many courses has fewer particles a block, so that several fit
# in memory.
CHOICES = 16_000_000
MOST_THREADS = 4


def block_size(model: Model) -> int:
    """Particles a block for a model."""
    return min(BLOCK, max(1, CHOICES // (model.num_courses**2 * model.num_conditions)))


def over_blocks(work: Callable[[Floats], Result], coordinates: Floats, size: int = BLOCK) -> list[Result]:
    """Apply `work` to blocks of particles, `[d, n]` each, in threads; results in order."""
    blocks = [coordinates[:, first : first + size] for first in range(0, coordinates.shape[1], size)]
    threads = min(MOST_THREADS, os.cpu_count() or 1, len(blocks))
    if threads == 1:
        return [work(block) for block in blocks]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, blocks))


@contextmanager
def one_thread_a_product() -> Iterator[None]:
    """Keep the linear-algebra library from starting threads of its own inside the blocks' threads."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield
