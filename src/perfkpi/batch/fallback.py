"""Rows of a table, scored: by columns where these decide, by themselves where they do not."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from perfkpi.batch.kernel import Kernel
from perfkpi.batch.outputs import Outputs
from perfkpi.doubles import nearest, ordinary
from perfkpi.inputs.binding import bind
from perfkpi.inputs.sources import Block
from perfkpi.inputs.tables import Table
from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers
from perfkpi.interpreters.columns.certified_rows.figures import Given
from perfkpi.interpreters.columns.certified_rows.interpreter import CertifiedRows
from perfkpi.interpreters.columns.dependencies import measures_of, needed
from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value
from perfkpi.language import Input, Program, Undefinedness

_ORDINARY = 1e15
"""Figures up to it, down to its inverse, and 0 have short decimals."""


def given_in(kernel: Kernel, blocks: Mapping[str, Block], rows: Integers) -> dict[str, Given]:
    """Pick some rows of a block of every column, as columns compute with them."""
    return {
        name: Given((part := block.at(rows)).values, part.statuses(), kernel.names.get(name))
        for name, block in blocks.items()
    }


def beyond_doubles(blocks: Mapping[str, Block], rows: int) -> Bools:
    """Find the rows that hold a number for which no double stands."""
    found = np.zeros(rows, dtype=np.bool_)
    for block in blocks.values():
        if block.apart is not None:
            found |= block.apart
    return found


def blocks_of(kernel: Kernel, table: Table, start: int, stop: int) -> dict[str, Block]:
    """Read some rows of every column; figures of a magnitude that is not left to columns are set apart."""
    blocks = table.blocks(start, stop)
    return {name: _narrowed(block) for name, block in blocks.items()} if kernel.narrow else blocks


def _narrowed(block: Block) -> Block:
    size = np.abs(block.values)
    odd = ((size < 1 / _ORDINARY) & (size > 0)) | (size > _ORDINARY)
    return Block(block.values, block.status, odd if block.apart is None else block.apart | odd)


def score_rows_certified(
    kernel: Kernel, blocks: Mapping[str, Block], rows: Integers, start: int, out: Outputs
) -> Integers:
    """Score some rows of a block with all that may be wrong in them.

    Returns:
        the rows of the table that are left to exact arithmetic.
    """
    compiled = kernel.row_program
    if compiled is None:
        return rows + start
    certified = CertifiedRows(compiled.operations, given_in(kernel, blocks, rows), len(rows))
    certified.run(compiled.order)
    places = rows + start
    totals, statuses, unproved = certified.nearest(compiled.total)
    out.totals[places] = totals
    out.statuses[places] = statuses
    if compiled.rating is not None:
        ratings, rated = certified.whole_numbers(compiled.rating)
        out.ratings[places] = np.where(rated == 0, ratings, -1)
    shares, _, unsure = certified.nearest(compiled.completeness)
    if out.completeness is not None or (shares != 1).any():
        out.shares()[places] = shares
    return places[certified.doubtful | unproved | unsure]


def column_of(kernel: Kernel, table: Table, start: int, stop: int, slot: int) -> tuple[Floats, Bools]:
    """Compute one step of the compiled card's program in some rows, and find the rows in which it is not proved."""
    rows = stop - start
    compiled = kernel.row_program
    if not ordinary() or compiled is None:
        return np.full(rows, np.nan), np.ones(rows, dtype=np.bool_)
    line = compiled.steps[slot]
    order = needed(compiled.operations, [line])
    blocks = blocks_of(kernel, table.only(measures_of(compiled.operations, order)), start, stop)
    certified = CertifiedRows(compiled.operations, given_in(kernel, blocks, np.arange(rows)), rows)
    certified.run(order)
    values, _, unproved = certified.nearest(line)
    return values, certified.doubtful | unproved | beyond_doubles(blocks, rows)


def figures(kernel: Kernel, table: Table, rows: Sequence[int], slot: int) -> list[float]:
    """Evaluate one step of the compiled card's program in some rows, one by one, exactly; nothing else is evaluated."""
    evaluate, cells = _one_step(kernel, table, slot)
    return [double_of(evaluate(cells(row))) for row in rows]


def texts(kernel: Kernel, table: Table, slot: int) -> list[str | None]:
    """Tell the category that one step of the compiled card's program yields in every row; ``None`` where it has none.

    Rows with the same texts in their cells are evaluated once.
    """
    evaluate, cells = _one_step(kernel, table, slot)
    known: dict[tuple[object, ...], Value] = {}
    found: list[str | None] = []
    for row in range(table.rows):
        given = cells(row)
        key = tuple(given.values())
        if set(map(type, key)) != {str}:  # what is no text may equal anything
            value = evaluate(given)
        elif key in known:
            value = known[key]
        else:
            value = known[key] = evaluate(given)
        found.append(value if isinstance(value, str) else None)
    return found


def _one_step(
    kernel: Kernel, table: Table, slot: int
) -> tuple[Callable[[Mapping[str, object]], Value], Callable[[int], Mapping[str, object]]]:
    """Give what evaluates one step of the compiled card's program exactly, and what finds the cells of a row for it."""
    program = Program(kernel.compiled_card.program.steps[slot][0])
    evaluation = Evaluation(program)
    inputs = [node for node, _ in program.steps if isinstance(node, Input)]
    read = table.only(node.name for node in inputs).row
    return lambda given: evaluation.run(bind(inputs, given, kernel.compiled_card.notations))[-1], read


def score_rows_exactly(kernel: Kernel, table: Table, rows: Sequence[int], out: Outputs) -> None:
    """Score some rows one by one, exactly."""
    card = kernel.compiled_card
    for row in rows:
        inputs = bind(card.inputs, table.row(row), card.notations)
        values = card.evaluation.run(inputs)
        total = values[card.total]
        out.totals[row] = double_of(total)
        out.statuses[row] = total.status.value if isinstance(total, Undefinedness) else 0
        rating = None if card.rating is None else values[card.rating]
        out.ratings[row] = rating[0] // rating[1] if isinstance(rating, tuple) else -1
        share = card.completeness(inputs, values, lacking=card.lacks(values))
        if share != 1 or out.completeness is not None:
            out.shares()[row] = nearest(share)


def double_of(value: Value) -> float:
    """Find the double nearest to an exact value, infinite beyond the doubles; NaN where there is none."""
    if isinstance(value, tuple):
        return nearest(Fraction(*value))
    return float(value) if isinstance(value, Surd) else math.nan
