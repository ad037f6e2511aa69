"""What is read, and whether it is there: checks of figures, counts of what is present, what stands in for gaps."""

from __future__ import annotations

import math
from typing import cast

import numpy as np

from perfkpi.doubles import LARGEST, SMALLEST
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Floats, near
from perfkpi.interpreters.columns.codegen.numpy_code.registers import Registers
from perfkpi.interpreters.columns.codegen.plan import Run
from perfkpi.interpreters.columns.intervals import UncoveredError

_FEW = 127
_PACKED = (8,)
_BITS = np.dtype(np.uint64)
_INFINITE = np.array(math.inf).view(_BITS)[()]
"""Among the bits of doubles, those of the infinities, the NaNs and of all negative numbers are not below these."""


class Inputs(Registers):
    """Measures, and rows that lack them."""

    def input(self, node: int, operation: ir.Input) -> int:
        """Read a measure; its figures are checked just before they are first used."""
        cell = self._place(node)
        self._check(cell)
        return cell

    def _place(self, node: int) -> int:
        """Find the cell of a measure, whose figures are still to be checked."""
        return self.measures.index(cast("ir.Input", self.operations[node]).name)

    def _check(self, cell: int, through: int | None = None) -> None:
        """Give up where a figure is none that the plan covers.

        Args:
            cell: the measure.
            through: its quotient by a good divisor, if there is one: where that is finite, so is the measure.
        """
        divides, gaps = self.measures[cell] in self.divisors, self.gaps
        lowest, seen = SMALLEST if divides else -LARGEST, cell if through is None else through

        def check(run: Run) -> bool:
            column = run.cells[cell]
            if gaps:
                low, high = np.fmin.reduce(column), np.fmax.reduce(column)
                return not (math.isnan(low) or (lowest <= low and high <= LARGEST))
            if len(column) == 1:  # reductions cost more than one comparison
                return not lowest <= column.item() <= LARGEST
            if _ordinary(run.cells[seen]):
                return divides and not np.minimum.reduce(column) >= SMALLEST
            return divides or not (lowest <= np.minimum.reduce(column) and np.maximum.reduce(column) <= LARGEST)

        self.checks.append(len(self.instructions))
        self.add(check)

    def _fresh(self, node: int) -> bool:
        """Tell whether this is the first use of a measure."""
        return isinstance(self.operations[node], ir.Input) and node not in self._cell

    def weighted_count(self, node: int, operation: ir.WeightedCount) -> int:
        """Count in whole shares what has a value; they are summed as small integers, and divided once."""
        terms, offset = operation.terms, operation.offset
        common = math.lcm(offset.denominator, *(scale.denominator for _, scale in terms))
        shares = [int(scale * common) for _, scale in terms]
        start = int(offset * common)
        if sum(map(abs, shares)) + abs(start) > _FEW:
            raise UncoveredError(offset)
        values = [cast("ir.Defined", self.operations[each]).value for each, _ in terms]
        counted = [(value, self.cell(value), np.int8(share)) for value, share in zip(values, shares, strict=True)]
        out = self.take()
        divisor = np.array(float(common))

        def instruction(run: Run) -> None:
            total, part = run.counts
            total.fill(start)
            for value, cell, share in counted:
                present = run.present.get(value)
                if present is None:  # other counts ask for it again
                    present = run.present[value] = np.equal(run.cells[cell], run.cells[cell]).view(np.int8)
                np.add(total, present if share == 1 else np.multiply(present, share, out=part), out=total)
            np.divide(total, divisor, out=run.cells[out])

        self.add(instruction)
        self.done(*operation.operands)
        return out

    def defined(self, node: int, operation: ir.Defined) -> int:
        value, out = self.cell(operation.value), self.take()

        def instruction(run: Run) -> None:
            np.copyto(run.cells[out], np.equal(run.cells[value], run.cells[value], out=run.masks[0]))

        self.add(instruction)
        return out

    def coalesce(self, node: int, operation: ir.Coalesce) -> int:
        cell, line = self.cell(operation.value), operation.otherwise
        if self._refuses(line):
            return self._required(operation, cell)
        other = None if line.node is None else self.cell(line.node)
        bound = self.bounds[operation.value]
        stand_in = near(line.offset)
        if other is None and (bound.low >= stand_in or bound.high <= stand_in):
            self.done(operation.value)
            out = self.take()
            self.binary(np.fmax if bound.low >= stand_in else np.fmin, cell, self.constant(stand_in), out)
            return out
        out = self.take()
        self.done(*operation.operands)

        def instruction(run: Run) -> None:
            cells, mask = run.cells, run.masks[0]
            np.isnan(cells[cell], out=mask)
            np.copyto(cells[out], cells[cell])
            np.copyto(cells[out], stand_in if other is None else cells[other], where=mask)

        self.add(instruction)
        return out

    def _required(self, operation: ir.Coalesce, cell: int) -> int:
        """Read a column without which a rule refuses."""
        self.done(*operation.operands)
        out = self.take()

        def instruction(run: Run) -> None:
            column, mask = run.cells[cell], run.masks[0]
            if np.isnan(column, out=mask).any():
                run.mark_unsupported(mask)
            np.copyto(run.cells[out], column)

        self.add(instruction)
        return out

    def _refuses(self, line: ir.Affine) -> bool:
        return line.node is not None and isinstance(self.operations[line.node], ir.Undefined)


def _ordinary(column: Floats) -> bool:
    """Tell whether all figures are seen at one glance to be finite, and none to be negative."""
    return column.strides == _PACKED and bool(np.maximum.reduce(column.view(_BITS)) < _INFINITE)
