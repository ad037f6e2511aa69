"""Scoring a table: block by block, on as many threads as are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypedDict

import numpy as np

from perfkpi.appraisal.populations import with_population
from perfkpi.batch.fallback import beyond_doubles, blocks_of, score_rows_certified, score_rows_exactly
from perfkpi.batch.fast_path import score_by_fitting_plan, score_by_general_plan
from perfkpi.batch.frames import Origin, origin_of
from perfkpi.batch.kernel import Kernel, kernel
from perfkpi.batch.outputs import DecidedRows, Outputs, read_only
from perfkpi.batch.queue import MOST, ForkedError
from perfkpi.batch.scores import BatchScores
from perfkpi.batch.tuning import Tuning
from perfkpi.batch.workers import share_out
from perfkpi.doubles import ordinary
from perfkpi.errors import Code, DefinitionError, expected, shown
from perfkpi.inputs.frames import column_of_keys, columns_in
from perfkpi.inputs.keys import Keys, UniqueKeys, check_flag, keys_of
from perfkpi.inputs.lookup import INDICATOR, codes_of
from perfkpi.inputs.tables import Table, bind_table
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.population.population import Population

Progress: TypeAlias = Callable[[int, int], object]


class Arrays(TypedDict):
    """What scores are made of, by the names that they give it."""

    totals: Floats
    rating_codes: Bytes
    status_codes: Bytes
    completeness: Floats
    decided: DecidedRows


_WHOLE = read_only(np.array(1.0))
"""The completeness of everybody where nothing is missing."""


def score_tuned(
    card: Scorecard,
    table: object,
    tuning: Tuning,
    *,
    keys: Iterable[object] | str | None = None,
    unique_keys: bool = True,
    threads: int = 1,
    points: Iterable[str] | bool = (),
    progress: Progress | None = None,
    population: Population | None = None,
) -> BatchScores:
    """Score many people by sizes of one's own; all else is as ``score_batch`` says."""
    card = with_population(checked_card(card), population)
    check_arguments(threads, progress, unique_keys)
    columns = columns_in(table)
    return score_columns(
        card,
        columns,
        lambda rows: whom(column_of_keys(columns, keys), rows, unique_keys=unique_keys),
        origin_of(columns, keys),
        tuning=tuning,
        threads=threads,
        points=points,
        progress=progress,
    )


def score_columns(
    card: Scorecard,
    columns: Mapping[str, object],
    keys: Callable[[int], Keys | None],
    origin: Origin,
    *,
    tuning: Tuning,
    threads: int,
    points: Iterable[str] | bool,
    progress: Progress | None,
) -> BatchScores:
    """Score the rows of some columns by one card.

    Args:
        card: the scorecard, which knows among whom its rules rank.
        columns: the columns by name.
        keys: tells whom the rows are about, once it is known how many there are.
        origin: what is remembered of the table that the columns are of.
        tuning: the sizes by which they are scored.
        threads: as ``score_batch`` takes them, and so are the others.
        points: likewise.
        progress: likewise.
    """
    wanted = codes_of(points, lambda: [item.code for item in card.indicators()], "points", INDICATOR)
    ready = kernel(card)
    bound = bind_table(ready.compiled_card.inputs, columns, ready.compiled_card.notations, ready.names)
    scores = BatchScores(
        card=card,
        keys=keys(bound.rows),
        table=bound,
        origin=origin,
        **score_table(ready, bound, tuning, threads, progress),
    )
    for code in wanted:
        scores.points[code]
    return scores


def score_table(ready: Kernel, bound: Table, tuning: Tuning, threads: int, progress: Progress | None) -> Arrays:
    """Score columns that are bound to a card, and give the arrays that scores are made of."""
    try:
        out = _scored(ready, bound, tuning, min(threads, MOST), progress)
    except ForkedError:  # whoever is told of the progress has forked, and here is the child
        out = _scored(ready, bound, tuning, 1, progress)
    return Arrays(
        totals=out.totals,
        rating_codes=out.ratings,
        status_codes=out.statuses,
        completeness=np.broadcast_to(_WHOLE, (bound.rows,)) if out.completeness is None else out.completeness,
        decided=out.decided,
    )


def check_arguments(threads: object, progress: object, unique_keys: object) -> None:
    """Check what tells how a table is scored, and whether keys may stand twice.

    Raises:
        DefinitionError: ``threads`` is no positive number, ``progress`` cannot be called, or no truth value.
    """
    if type(threads) is not int or threads < 1:
        asked = "threads is a whole number from 1 on", "threads 应为不小于 1 的整数"
        raise expected(*asked, threads, where="threads")
    if progress is not None and not callable(progress):
        en = f"progress is called with the rows done and all rows; {shown(progress)} cannot be called"
        zh = f"progress 应可调用，参数为已完成行数与总行数；{shown(progress, 'zh')} 无法调用"
        raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="progress", value=progress)
    check_flag(unique_keys, "unique_keys")


def whom(keys: object, rows: int, *, unique_keys: bool) -> Keys | None:
    """Read whom the rows of a table are about; ``None`` where no keys were given.

    Raises:
        ColumnError: no series of that length, or a key that stands twice.
    """
    if keys is None:
        return None
    found = keys_of(keys, rows)
    if unique_keys:
        UniqueKeys().add(found)
    return found


def _scored(ready: Kernel, table: Table, tuning: Tuning, threads: int, progress: Progress | None) -> Outputs:
    """Score every block, by so many threads."""
    out = Outputs.empty(table.rows, rated=ready.compiled_card.rating is not None)
    done = 0
    for start, stop in share_out(
        lambda span: _score_rows(ready, table, *span, out, tuning=tuning),
        _spans(ready, table, tuning, threads),
        threads,
    ):
        done += stop - start
        if progress is not None:
            progress(done, table.rows)
    return out


def _spans(ready: Kernel, table: Table, tuning: Tuning, threads: int) -> Iterator[tuple[int, int]]:
    """Cut blocks: large ones first so that threads seldom meet, then smaller so that none waits long at the end."""
    columns = (
        8
        if not ordinary() or ready.complete_plans is None or ready.complete_plans.always is None
        else ready.complete_plans.always.registers
    )
    if not table.plain:
        columns += len(table.sources)
    widest = tuning.block if threads == 1 else tuning.threaded_block
    most = max(min(widest, tuning.memory // (threads * (columns + 1))), 1)
    rows = table.rows
    start = 0
    while start < rows:
        left = rows - start
        size = min(most, max(left // threads, tuning.block), left)
        yield start, start + size
        start += size


def _score_rows(ready: Kernel, table: Table, start: int, stop: int, out: Outputs, *, tuning: Tuning) -> None:
    """Score one block: by a plan, then what that leaves row by row, then what is still open exactly.

    Where the thread does not compute with doubles as it does by default, every row is scored exactly.
    """
    if not ordinary():
        score_rows_exactly(ready, table, range(start, stop), out)
        out.count(DecidedRows(exact=stop - start))
        return
    blocks = None
    found = None if ready.narrow else score_by_general_plan(ready, table, start, stop, out, registers=tuning.registers)
    if found is None:
        blocks = blocks_of(ready, table, start, stop)
        found = score_by_fitting_plan(ready, blocks, start, stop, out)
    left, ties = found
    certified = exact = 0
    if left is not None:
        blocks = blocks or blocks_of(ready, table, start, stop)
        alone = beyond_doubles(blocks, stop - start)
        open_rows = [np.flatnonzero(alone) + start]
        rows = np.flatnonzero(left & ~alone)
        if len(rows) < tuning.fewest:
            open_rows, rows = [*open_rows, rows + start], rows[:0]
        for first in range(0, len(rows), tuning.certified):
            chunk = rows[first : first + tuning.certified]
            open_rows += [score_rows_certified(ready, blocks, chunk, start, out)]
        last = np.concatenate(open_rows)
        score_rows_exactly(ready, table, last.tolist(), out)
        exact = len(last)
        certified = int(np.count_nonzero(left | alone)) - exact
    out.count(DecidedRows(max(stop - start - ties - certified - exact, 0), ties, certified, exact))
