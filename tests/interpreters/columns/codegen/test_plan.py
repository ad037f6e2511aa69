"""Scratch hands out its registers, a run collects rows, and a plan leaves out checks where it is told to."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from one_block import of_plan, plan_of, scratch_of, started
from operated import present

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bools, Bytes, Floats
from perfkpi.interpreters.columns.codegen.plan import Run, Scratch

ONE: list[ir.Operation] = [ir.Input("a")]
RANGES = {"a": (-10.0, 10.0)}


def test_scratch_has_registers_of_three_types() -> None:
    """As many doubles as the plan needs, and two each of truths and of small integers."""
    scratch = Scratch.of(3, 5)
    found = [(each.shape, each.dtype.name) for each in (scratch.floats, scratch.bools, scratch.counts)]
    assert found == [((3, 5), "float64"), ((2, 5), "bool"), ((2, 5), "int8")]


@pytest.mark.parametrize("rows", [1, 3, 5])
def test_views_are_the_first_rows_of_every_register(rows: int) -> None:
    """What is written to a view stands in the register, and nowhere else."""
    scratch = Scratch.of(3, 5)
    floats, bools, counts = scratch.views(rows)
    views: list[np.ndarray] = [*floats, *bools, *counts]
    registers: list[np.ndarray] = [*scratch.floats, *scratch.bools, *scratch.counts]
    for register in registers:
        register.fill(0)
    assert len(views) == len(registers)
    for view, register in zip(views, registers, strict=True):
        assert view.shape == (rows,)
        view.fill(1)
        assert register.tolist() == [1] * rows + [0] * (5 - rows)


def test_the_views_of_the_last_size_are_kept() -> None:
    """Blocks are of one size, but for the last one; views of other sizes are forgotten."""
    scratch = Scratch.of(2, 8)
    first = scratch.views(8)
    assert scratch.views(8) is first
    other = scratch.views(5)
    assert scratch.views(5) is other
    again = scratch.views(8)
    assert again is not first
    assert [len(view) for kind in again for view in kind] == [8] * 6


def a_run() -> Run:
    """A block of four rows."""
    found, _ = started(plan_of(ONE, RANGES), {"a": np.zeros(4)})
    assert found is not None
    return found


@pytest.mark.parametrize(("mark", "marked"), [(Run.mark_uncertain, "doubtful"), (Run.mark_unsupported, "lost")])
def test_rows_are_collected(mark: Callable[[Run, Bools], None], marked: str) -> None:
    """All that were ever marked, also when the mask is used again meanwhile."""
    run = a_run()
    assert run.doubtful is None
    assert run.lost is None
    mask = np.array([True, False, False, False])
    mark(run, mask)
    mask[:] = [False, True, False, False]
    found = getattr(run, marked)
    assert found.dtype == np.bool_
    assert found.tolist() == [True, False, False, False]
    mark(run, mask)
    assert getattr(run, marked) is found  # more rows need no more room
    mask[:] = [False, False, True, True]
    assert getattr(run, marked).tolist() == [True, True, False, False]
    assert getattr(run, "lost" if marked == "doubtful" else "doubtful") is None


def test_a_run_begins_with_its_measures_and_registers() -> None:
    """Measures first, in the order of the plan, which are never copied; then registers, masks and counts."""
    plan = plan_of(ONE, RANGES)
    scratch, column = scratch_of(plan, 6), np.arange(4.0)
    run = Run([column], scratch, 4, [column])
    assert run.cells[0] is column
    assert len(run.cells) == 1 + plan.registers
    assert all(np.shares_memory(cell, scratch.floats) for cell in run.cells[1:])
    assert all(np.shares_memory(mask, scratch.bools) and mask.shape == (4,) for mask in run.masks)
    assert all(np.shares_memory(count, scratch.counts) and count.shape == (4,) for count in run.counts)
    assert run.out == [column]
    assert run.present == {}


def test_figures_that_are_not_covered_end_a_checked_run_only() -> None:
    """Where the figures are known to be covered, nobody looks at them again."""
    plan = plan_of(ONE, RANGES)
    figures = {"a": [1.0, math.inf]}
    assert of_plan(plan, figures) is None
    found = of_plan(plan, figures, check=False)
    assert found is not None
    assert found.values == figures["a"]
    assert len(plan.code.checked) - len(plan.code.unchecked) == 2  # one for each measure


def test_a_run_works_in_its_own_rows() -> None:
    """A block may be smaller than the scratch, and the scratch may have served another plan."""
    plan = plan_of([ir.Input("a"), present(0)], RANGES, gaps=True)
    scratch = scratch_of(plan, 9)
    for column in ([1.0, math.nan, 2.0], [math.nan], [math.nan, 0.0, 5.0, math.nan], [3.0, math.nan, 2.0]):
        rows = len(column)
        out: list[Floats | Bytes] = [np.zeros(rows), np.zeros(rows, dtype=np.int8), np.zeros(rows)]
        measures = {"a": np.array(column), "beside": np.zeros(rows)}
        assert plan.run(measures, scratch, out, check=True) is not None
        assert out[2].tolist() == [float(not math.isnan(figure)) for figure in column]
