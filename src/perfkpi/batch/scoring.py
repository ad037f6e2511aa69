"""Scoring a table: block by block, on as many threads as are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from perfkpi.appraisal.populations import Everybody, settled
from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.outputs import Lanes, Outputs
from perfkpi.batch.rows import apart, carefully, exactly
from perfkpi.batch.scores import BatchScores
from perfkpi.batch.swift import at_once, swiftly
from perfkpi.batch.tables import Table, bind_table
from perfkpi.batch.workers import share_out
from perfkpi.errors import Code, ColumnError, DefinitionError, MeasureError, shown
from perfkpi.model.scorecards import Scorecard

__all__ = ["score_batch"]

Progress: TypeAlias = Callable[[int, int], object]

_ALONE = 65_536
"""Rows at a time on one thread: few enough that what is computed stays in the cache."""

_TOGETHER = 262_144
"""Rows at a time on several threads, at most: they seldom wait for the interpreter's lock then."""

_SCRATCH = 1 << 21
"""How many doubles all threads may hold together, in registers and in columns that are decoded: 16 MiB."""

_CAREFUL = 8_192

_FEW = 24
"""So many rows are sooner scored one by one than by columns."""


def score_batch(
    card: Scorecard,
    table: Mapping[str, object],
    *,
    keys: Sequence[object] | None = None,
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
    population: Everybody | None = None,
) -> BatchScores:
    """Score many people at once; every row gets the total, rating and status that ``appraise`` gives it.

    Args:
        card: the scorecard.
        table: a one-dimensional column for each measure, all of one length: NumPy arrays of floats, integers, or
            objects (Decimals, Fractions, texts such as ``"12%"``, ``None``, ``Absent`` members), masked arrays, text
            for categories, lists, series of pandas, Polars and pyarrow (read by position, nulls are not measured), or
            a ``Column`` with absence codes. NaN means not measured. Texts are read as the scorecard's ``measures``
            declare it. float64 columns are neither copied nor written to. Columns that the scorecard does not read are
            ignored. ``Prepared`` saves time where one table is scored more than once.
        keys: whom each row is about, for the record.
        threads: how many threads score, the caller's among them; it changes nothing but the time. They are kept for
            the next call.
        points: the codes of the indicators whose points are computed at once, or ``True`` for all; those of others are
            computed when ``scores.points[code]`` is first asked for.
        progress: called with the number of rows done and of all rows, from time to time.
        population: among whom is ranked; needed where a rule ranks, and without effect elsewhere. The rows of the table
            never stand in for it: they may be a part of the people only.

    Returns:
        the scores; a figure that is wrong or absent gives a status in its row, never an exception.

    Raises:
        MeasureError: a measure that the table does not have, or points of an unknown indicator.
        ColumnError: a column of another type or length.
        DefinitionError: ``card`` is not a scorecard, ``table`` not a mapping, ``threads`` not a positive number, or a
            rule ranks and ``population`` is missing or does not fit.
    """
    card = _settled(card, population)
    ready, bound = _checked(card, table, keys, threads)
    wanted = _wanted(card, points)
    out = Outputs.empty(bound.rows, rated=card.ratings is not None)
    done = 0
    for start, stop in share_out(
        lambda span: _score_rows(ready, bound, *span, out),
        _spans(ready, bound, threads),
        threads,
    ):
        done += stop - start
        if progress is not None:
            progress(done, bound.rows)
    scores = BatchScores(
        card=card,
        keys=keys,
        totals=out.totals,
        rating_codes=out.ratings,
        status_codes=out.statuses,
        completeness=np.broadcast_to(1.0, (bound.rows,)) if out.completeness is None else out.completeness,
        lanes=out.lanes,
        table=bound,
    )
    for code in wanted:
        scores.points[code]
    return scores


def _settled(card: Scorecard, population: Everybody | None) -> Scorecard:
    if not isinstance(card, Scorecard):
        raise DefinitionError(
            Code.WRONG_TYPE,
            en=f"{shown(card)} is not a Scorecard; put indicators into Scorecard(items=(Weighted(roe, 100),), ...)",
            zh=f"{shown(card)} 不是考核表；请将指标放入 Scorecard(items=(Weighted(roe, 100),), ...)",
            where="card",
            value=card,
        )
    return settled(card, population)


def _checked(
    card: Scorecard, table: Mapping[str, object], keys: Sequence[object] | None, threads: int
) -> tuple[Kernel, Table]:
    if type(threads) is not int or threads < 1:
        raise DefinitionError(
            Code.WRONG_TYPE,
            en=f"threads is a whole number from 1 on, not {shown(threads)}",
            zh=f"threads 应为不小于 1 的整数，而不是 {shown(threads)}",
            where="threads",
            value=threads,
        )
    ready = kernel(card)
    plan = ready.layout
    bound = bind_table(plan.inputs, table, plan.notations, ready.names)
    if keys is not None and len(keys) != bound.rows:
        raise ColumnError(
            Code.COLUMN_LENGTH,
            en=f"there are {len(keys)} keys for {bound.rows} rows; give one for each",
            zh=f"{bound.rows} 行数据有 {len(keys)} 个 keys；请一一对应",
            where="keys",
            value=len(keys),
        )
    return ready, bound


def _wanted(card: Scorecard, points: Iterable[str] | bool) -> Sequence[str]:  # noqa: FBT001  # True stands for all
    if points == ():
        return ()
    known = [item.code for item in card.indicators()]
    if isinstance(points, bool):
        return known if points else ()
    wanted = (points,) if isinstance(points, str) else tuple(points)
    for code in wanted:
        if code not in known:
            raise MeasureError(
                Code.UNKNOWN_MEASURE,
                en=f"the scorecard has no indicator {code!r}; it has {', '.join(known)}",
                zh=f"考核表中没有指标 {code!r}；现有 {'、'.join(known)}",
                where="points",
                value=code,
            )
    return wanted


def _spans(ready: Kernel, table: Table, threads: int) -> Iterator[tuple[int, int]]:
    """Blocks: large ones first, so that threads seldom meet, then smaller ones, so that none waits long at the end."""
    columns = 8 if ready.whole is None or ready.whole.always is None else ready.whole.always.registers
    if not table.plain:
        columns += len(table.sources)
    most = max(min(_ALONE if threads == 1 else _TOGETHER, _SCRATCH // (threads * (columns + 1))), 1)
    rows = table.rows
    start = 0
    while start < rows:
        left = rows - start
        size = min(most, max(left // threads, _ALONE), left)
        yield start, start + size
        start += size


def _score_rows(ready: Kernel, table: Table, start: int, stop: int, out: Outputs) -> None:
    """Score one block: by a plan, then what that leaves row by row, then what is still open exactly."""
    blocks = None
    found = at_once(ready, table, start, stop, out)
    if found is None:
        blocks = table.blocks(start, stop)
        found = swiftly(ready, blocks, start, stop, out)
    left, ties = found
    careful = exact = 0
    if left is not None:
        blocks = blocks or table.blocks(start, stop)
        alone = apart(blocks, stop - start)
        open_rows = [np.flatnonzero(alone) + start]
        rows = np.flatnonzero(left & ~alone)
        if len(rows) < _FEW:
            open_rows, rows = [*open_rows, rows + start], rows[:0]
        for chunk in (rows[first : first + _CAREFUL] for first in range(0, len(rows), _CAREFUL)):
            open_rows += [carefully(ready, blocks, chunk, start, out)]
        last = np.concatenate(open_rows)
        exactly(ready, table, last.tolist(), out)
        exact = len(last)
        careful = int(np.count_nonzero(left | alone)) - exact
    out.count(Lanes(max(stop - start - ties - careful - exact, 0), ties, careful, exact))
