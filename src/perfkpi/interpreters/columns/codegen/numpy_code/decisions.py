"""Roundings and comparisons on registers, each with a check for the rows that are in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bytes, near
from perfkpi.interpreters.columns.codegen.numpy_code.arithmetic import Arithmetic
from perfkpi.interpreters.columns.codegen.numpy_code.registers import Ufunc
from perfkpi.interpreters.columns.codegen.plan import Run
from perfkpi.language import RoundingMode

_WHOLE: Mapping[RoundingMode, Ufunc] = {RoundingMode.FLOOR: np.floor, RoundingMode.CEILING: np.ceil}

Tested: TypeAlias = tuple[int, Ufunc, float]
"""Which rows lie before an edge: those of a column for which a comparison with a number holds."""


def count_edges(run: Run, edges: Sequence[Tested], count: Bytes) -> None:
    """Write how many edges each row lies before."""
    mask = run.masks[0]
    on, ufunc, at = edges[0]
    ufunc(run.cells[on], at, out=count.view(np.bool_))
    for on, ufunc, at in edges[1:]:
        ufunc(run.cells[on], at, out=mask)
        np.add(count, mask.view(np.int8), out=count)


class Decisions(Arithmetic):
    """Which rows lie before an edge, and roundings."""

    def round(self, node: int, operation: ir.Round) -> int:
        rounding = self.rounding(operation)
        if rounding is None:
            return self._round_input(operation)
        shifted, sign = self._shifted(operation.on, rounding.shift, mirrored=rounding.mirrored)
        whole = self.take()
        self.unary(np.floor if rounding.upward else np.ceil, shifted, whole)
        if rounding.doubts or rounding.even:
            self.binary(np.subtract, *((shifted, whole) if rounding.upward else (whole, shifted)), shifted)
            self._check_rest(shifted, whole, rounding.limit, doubts=rounding.doubts, even=rounding.even)
        self.give(shifted)
        if sign is not None:
            self.binary(np.copysign, whole, sign, whole)
            self.give(sign)
        return whole

    def _round_input(self, operation: ir.Round) -> int:
        """Round a measure down or up."""
        cell = self.cell(operation.on)
        self.done(operation.on)
        out = self.take()
        self.unary(_WHOLE[operation.mode], cell, out)
        return out

    def _shifted(self, on: int, shift: float, *, mirrored: bool) -> tuple[int, int | None]:
        """Shift to a column of its own, so that ties and what cannot be told from them lie just past a whole number."""
        operation = self.operations[on]
        sums = isinstance(operation, ir.WeightedSum) and not isinstance(operation, ir.WeightedCount)
        alone = self._uses[on] == 1 and on not in self._cell
        if isinstance(operation, ir.WeightedSum) and sums and alone and not mirrored:
            return self._moved(operation, near(operation.offset) + shift), None
        cell = self.cell(on)
        if not mirrored:
            self.done(on)
            out = self.take()
            self.scalar(np.add, cell, shift, out)
            return out, None
        sign, out = self.take(), self.take()
        self.done(on)
        self.scalar(np.add, cell, 0.0, sign)
        self.unary(np.abs, cell, out)
        self.scalar(np.add, out, shift, out)
        return out, sign

    def _check_rest(self, rest: int, whole: int, limit: float, *, doubts: bool, even: bool) -> None:
        """Doubt the rows in a window, which are taken to lie on the edge; to even numbers where the mode says so."""

        def instruction(run: Run) -> None:
            rests = run.cells[rest]
            if not np.minimum.reduce(rests) > limit:
                tied = np.less_equal(rests, limit, out=run.masks[0])
                if doubts:
                    run.mark_uncertain(tied)
                if even:
                    np.subtract(run.cells[whole], tied & (run.cells[whole] % 2 == 1), out=run.cells[whole])

        self.add(instruction)

    def tested(self, edge: ir.Edge) -> Tested:
        """Decide how to tell which rows lie before an edge; rows that are in doubt are marked."""
        cell = self.cell(edge.on)
        comparison = self.comparison(edge)
        if comparison.doubtful is not None:
            self._check_window(cell, *comparison.doubtful)
        return cell, np.greater_equal if comparison.downward else np.less, comparison.number

    def _check_window(self, cell: int, low: float, high: float) -> None:
        def instruction(run: Run) -> None:
            (reached, passed), column = run.masks, run.cells[cell]
            np.greater_equal(column, low, out=reached)
            np.greater_equal(column, high, out=passed)
            if np.count_nonzero(reached) != np.count_nonzero(passed):
                run.mark_uncertain(np.not_equal(reached, passed, out=reached))

        self.add(instruction)
