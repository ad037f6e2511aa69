"""Scoring a table: block by block, on as many threads as are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import numpy as np

from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.outputs import Outputs
from perfkpi.batch.rows import apart, carefully, exactly
from perfkpi.batch.scores import BatchScores
from perfkpi.batch.swift import swiftly
from perfkpi.batch.tables import Table, bind_table
from perfkpi.model.scorecards import Scorecard

__all__ = ["score_batch"]

Progress: TypeAlias = Callable[[int, int], object]

BLOCK = 65_536
"""Rows at a time: enough that threads seldom wait for each other, few enough that they stay in the cache."""


def score_batch(
    card: Scorecard,
    table: Mapping[str, object],
    *,
    keys: Sequence[object] | None = None,
    threads: int = 1,
    points: Iterable[str] = (),
    progress: Progress | None = None,
) -> BatchScores:
    """Score many people at once; every row has the digits that ``appraise`` gives it."""
    ready = kernel(card)
    plan = ready.layout
    bound = bind_table(plan.inputs, table, plan.recorded, ready.names)
    out = Outputs.empty(bound.rows)
    spans = list(blocks_of(bound.rows, BLOCK))

    def score(span: tuple[int, int]) -> int:
        score_rows(ready, bound, *span, out)
        return span[1] - span[0]

    done = 0
    for rows in map(score, spans) if threads == 1 or len(spans) < 4 else _parallel(score, spans, threads):
        done += rows
        if progress is not None:
            progress(done, bound.rows)
    return BatchScores(card, bound, out, keys)


def _parallel(score: Callable[[tuple[int, int]], int], spans: Sequence[tuple[int, int]], threads: int) -> Iterator[int]:
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(score, spans)


def blocks_of(rows: int, size: int) -> Iterator[tuple[int, int]]:
    """The ends of the blocks of a table."""
    return ((start, min(start + size, rows)) for start in range(0, rows, size))


CHUNK = 8192


def score_rows(ready: Kernel, table: Table, start: int, stop: int, out: Outputs) -> None:
    """Score one block."""
    blocks = {name: source.block(start, stop) for name, source in table.sources.items()}
    left = swiftly(ready, blocks, start, stop, out)
    if left is None:
        return
    alone = apart(blocks, stop - start)
    exactly(ready, table, (np.flatnonzero(alone) + start).tolist(), out)
    rows = np.flatnonzero(left & ~alone)
    for first in range(0, len(rows), CHUNK):
        unsure = carefully(ready, blocks, rows[first : first + CHUNK], start, out)
        exactly(ready, table, unsure.tolist(), out)
