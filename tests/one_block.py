"""One block of rows through the plan of some operations, and what the operations mean in exact arithmetic."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import operated
from attrs import frozen
from operated import GAPS, Cell

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generation import generate
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator
from perfkpi.interpreters.columns.codegen.numpy_code.results import NumpyGenerator
from perfkpi.interpreters.columns.codegen.plan import Plan, Run, Scratch
from perfkpi.language import RoundingMode, Status, Undefinedness

Row = Mapping[str, float]
Ranges = Mapping[str, tuple[float, float]]

BESIDE = "beside"
"""A measure that nothing is known to depend on: a plan needs some rounded total."""

GARBAGE = -7.25e77
"""What stands in registers before anything is written to them."""


class RefusedError(Exception):
    """A row comes to where there is no number."""


@frozen
class Outcome:
    """What a plan made of a block: the numbers, the rows in doubt, the rows that it does not cover, in that order."""

    values: list[float]
    doubtful: list[bool]
    lost: list[bool]


def plan_of(
    operations: Sequence[ir.Operation],
    ranges: Ranges,
    *,
    node: int = -1,
    gaps: bool = False,
    back_end: type[CodeGenerator[Any]] = NumpyGenerator,
) -> Plan:
    """A plan whose last result is one operation, the last where no other is named, just as it was computed.

    The total stands beside it: a measure of its own, rounded down, whose register is free again before anything else
    is computed.
    """
    place = len(operations)
    every = [*operations, ir.Input(BESIDE), ir.Round(place, RoundingMode.FLOOR)]
    bounds = Bounds(every, {**ranges, BESIDE: (0.0, 1.0)})
    last = range(place)[node]
    _ = bounds[last]  # as whatever decides about it would ask
    return generate(every, bounds, ir.Affine(place + 1), None, ir.Affine(last), gaps=gaps, back_end=back_end)


def registers(operations: Sequence[ir.Operation], ranges: Ranges, *, gaps: bool = False) -> int:
    """How many registers the last operation needs."""
    return plan_of(operations, ranges, gaps=gaps).registers


def scratch_of(plan: Plan, rows: int) -> Scratch:
    """Registers full of garbage."""
    scratch = Scratch.of(plan.registers, rows)
    scratch.floats.fill(GARBAGE)
    scratch.bools.fill(True)  # noqa: FBT003  # what NumPy calls it
    scratch.counts.fill(99)
    return scratch


def started(
    plan: Plan, columns: Mapping[str, Floats], *, check: bool = True
) -> tuple[Run | None, list[Floats | Bytes]]:
    """A block on its way through a plan, and the three results."""
    rows = len(next(iter(columns.values())))
    out: list[Floats | Bytes] = [np.full(rows, GARBAGE), np.full(rows, 99, dtype=np.int8), np.full(rows, GARBAGE)]
    every = {BESIDE: np.zeros(rows), **columns}
    with np.errstate(all="ignore"):
        return plan.run(every, scratch_of(plan, rows), out, check=check), out


def of_plan(plan: Plan, columns: Mapping[str, Sequence[float] | Floats], *, check: bool = True) -> Outcome | None:
    """What a plan makes of columns; ``None`` where it gave up."""
    arrays = {name: np.asarray(column, dtype=np.float64) for name, column in columns.items()}
    run, out = started(plan, arrays, check=check)
    if run is None:
        return None
    rows = len(out[2])
    doubtful = [False] * rows if run.doubtful is None else run.doubtful.tolist()
    lost = [False] * rows if run.lost is None else run.lost.tolist()
    return Outcome(out[2].tolist(), doubtful, lost)


def computed(
    operations: Sequence[ir.Operation], ranges: Ranges, columns: Mapping[str, Sequence[float]], *, gaps: bool = False
) -> Outcome:
    """What the last operation is in a block whose figures are covered."""
    found = of_plan(plan_of(operations, ranges, gaps=gaps), columns)
    assert found is not None, "the plan gave up"
    return found


def rows_of(columns: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    """Columns, row by row."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def meant(operations: Sequence[ir.Operation], node: int, row: Row) -> Fraction | None:
    """What an operation is in one row, in exact arithmetic; ``None`` where something that it needs is not measured."""
    cases = ir.vocabulary(operations)
    cells: dict[str, Cell] = {}
    for name, figure in row.items():
        if math.isnan(figure):
            cells[name] = GAPS[Status.NOT_MEASURED]
        elif name in cases:
            cells[name] = next((case for case, place in cases[name].items() if place == figure), "another")
        else:
            cells[name] = Fraction(repr(figure))
    cell = operated.computed(operations, cells)[node]
    if isinstance(cell, Undefinedness):
        if cell.status is not Status.NOT_MEASURED:
            raise RefusedError
        return None
    assert isinstance(cell, Fraction)
    return cell


def agree(
    operations: Sequence[ir.Operation],
    ranges: Ranges,
    columns: Mapping[str, Sequence[float]],
    *,
    gaps: bool = False,
    doubtful: Sequence[int] = (),
) -> None:
    """Every row has the number that is meant, as close as its bound says; those, and only those, are in doubt.

    Rows that come to a refusal are lost, and only they are.
    """
    found = computed(operations, ranges, columns, gaps=gaps)
    bounds, node = Bounds(operations, ranges), len(operations) - 1
    refused: list[int] = []
    for place, (row, value) in enumerate(zip(rows_of(columns), found.values, strict=True)):
        try:
            true = meant(operations, node, row)
        except RefusedError:
            refused.append(place)
            continue
        if true is None:
            assert math.isnan(value), (row, value)
            continue
        assert math.isfinite(value), (row, value, float(true))
        off = abs(Fraction(value) - true)
        assert off <= Fraction(bounds[node].alpha) + Fraction(bounds[node].beta) * abs(true), (row, value, float(true))
    assert [place for place, doubt in enumerate(found.doubtful) if doubt] == list(doubtful)
    assert [place for place, lost in enumerate(found.lost) if lost] == refused
