"""One block of rows through the plan of some operations."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generation import generate
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator
from perfkpi.interpreters.columns.codegen.numpy_code.results import NumpyGenerator
from perfkpi.interpreters.columns.codegen.plan import Plan, Run, Scratch
from perfkpi.language import RoundingMode

Ranges = Mapping[str, tuple[float, float]]

BESIDE = "beside"
"""A measure that nothing is known to depend on: a plan needs some rounded total."""

GARBAGE = -7.25e77
"""What stands in registers before anything is written to them."""


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
