"""Arithmetic on registers: what is read, sums, products, quotients, bounds, and what stands in for gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

import numpy as np

from perfkpi.meanings.columns.arrays import LARGEST, SMALLEST, Floats, near
from perfkpi.meanings.columns.bounds import UncoveredError
from perfkpi.meanings.columns.operations import Filled, Kink, Line, Linear, Present, Quotient, Read, Refused
from perfkpi.meanings.columns.plan import Run
from perfkpi.meanings.columns.registers import Registers, Ufunc

__all__ = ["Arithmetic"]

_FEW = 127
_PACKED = (8,)
_ROOM = 2.0**1000
_BITS = np.dtype(np.uint64)
_INFINITE = np.array(math.inf).view(_BITS)[()]
"""Among the bits of doubles, those of the infinities, the NaNs and of all negative numbers are not below these."""


class Arithmetic(Registers):
    """The operations that decide nothing."""

    def _read(self, node: int) -> int:
        """A measure; its figures are checked just before they are first used."""
        cell = self._place(node)
        self._check(cell)
        return cell

    def _place(self, node: int) -> int:
        """The cell of a measure, whose figures are still to be checked."""
        return self.measures.index(cast("Read", self.operations[node]).name)

    def _check(self, cell: int, through: int | None = None) -> None:
        """Give up where a figure is none that the plan covers.

        Args:
            cell: the measure.
            through: its quotient by a good divisor, if there is one: where that is finite, so is the measure.
        """
        divides, gaps = self.measures[cell] in self.divisors and through is None, self.gaps
        seen = cell if through is None else through

        def check(run: Run) -> bool:
            column = run.cells[cell]
            if gaps:
                low, high = np.fmin.reduce(column), np.fmax.reduce(column)
                return not (math.isnan(low) or _fair(low, high, divides=divides))
            if len(column) == 1:  # reductions cost more than one comparison
                figure = column.item()
                return not _fair(figure, figure, divides=divides)
            if _ordinary(run.cells[seen]):
                return divides and not np.minimum.reduce(column) >= SMALLEST
            return divides or not _fair(np.minimum.reduce(column), np.maximum.reduce(column), divides=False)

        self.checks.append(len(self.instructions))
        self.add(check)

    def _call(self, ufunc: Ufunc, one: int, two: int) -> int:
        left, right = self.cell(one), self.cell(two)
        self.done(one, two)
        out = self.take()
        self.binary(ufunc, left, right, out)
        return out

    def _extreme(self, of: Sequence[int], ufunc: Ufunc) -> int:
        cells = [self.cell(node) for node in of]
        out = self.take()  # before any of them is given back: the last ones are still to be read
        self.done(*of)
        self.binary(ufunc, cells[0], cells[1], out)
        for cell in cells[2:]:
            self.binary(ufunc, out, cell, out)
        return out

    def _linear(self, operation: Linear, offset: float) -> int:
        """Columns of the same weight are added before they are multiplied."""
        total = -1
        for factor, members in self._groups(operation):
            part = self._sum(members, factor)
            if total < 0:
                total = part
            else:
                self.binary(np.add, total, part, total)
                self.give(part)
        if offset:
            self.scalar(np.add, total, offset, total)
        return total

    def _groups(self, operation: Linear) -> Sequence[tuple[float, Sequence[tuple[int, float]]]]:
        """Weights, and the columns that they weigh, each with its sign."""
        found: dict[float, list[tuple[int, float]]] = {}
        alone: list[tuple[float, list[tuple[int, float]]]] = []
        for node, scale in operation.terms:
            factor = near(scale)
            if self.bounds[node].size < _ROOM:  # so that the sum of the bare columns is finite
                found.setdefault(abs(factor), []).append((node, math.copysign(1.0, factor)))
            else:
                alone.append((factor, [(node, 1.0)]))
        return [*found.items(), *alone]

    def _sum(self, members: Sequence[tuple[int, float]], factor: float) -> int:
        """``factor`` times the sum of some columns, in a register of its own."""
        (first, lead), *others = sorted(members, key=lambda member: -member[1])
        cell = self.cell(first)
        if not others:
            self.done(first)
            total = self.take()
            self.scalar(np.multiply, cell, factor * lead, total)
            return total
        total = -1
        for node, sign in others:
            other = self.cell(node)
            if total < 0:
                self.done(first, node)
                total = self.take()
            else:
                self.done(node)
            self.binary(np.add if sign == lead else np.subtract, cell, other, total)
            cell = total
        if factor * lead != 1:
            self.scalar(np.multiply, total, factor * lead, total)
        return total

    def _count(self, terms: Sequence[tuple[int, Fraction]], offset: Fraction) -> int:
        """What is present, in whole shares; summed as small integers, divided once."""
        common = math.lcm(offset.denominator, *(scale.denominator for _, scale in terms))
        shares = [int(scale * common) for _, scale in terms]
        start = int(offset * common)
        if sum(map(abs, shares)) + abs(start) > _FEW:
            raise UncoveredError(offset)
        nodes = [cast("Present", self.operations[node]).value for node, _ in terms]
        counted = [(node, self.cell(node), np.int8(share)) for node, share in zip(nodes, shares, strict=True)]
        out = self.take()
        divisor = np.array(float(common))

        def instruction(run: Run) -> None:
            total, part = run.counts
            total.fill(start)
            for node, cell, share in counted:
                present = run.present.get(node)
                if present is None:  # other counts ask for it again
                    present = run.present[node] = np.equal(run.cells[cell], run.cells[cell]).view(np.int8)
                np.add(total, present if share == 1 else np.multiply(present, share, out=part), out=total)
            np.divide(total, divisor, out=run.cells[out])

        self.add(instruction)
        self.done(*(node for node, _ in terms))
        return out

    def _present(self, operation: Present) -> int:
        value, out = self.cell(operation.value), self.take()

        def instruction(run: Run) -> None:
            np.copyto(run.cells[out], np.equal(run.cells[value], run.cells[value], out=run.masks[0]))

        self.add(instruction)
        return out

    def _quotient(self, node: int, operation: Quotient) -> int:
        guard = self.bounds.guards.get(node)
        if guard is not None:
            self._guard(self.cell(operation.bottom), guard)
        top, bottom = operation.top, operation.bottom
        if top is not None:
            return (
                self._divided(top, bottom)
                if self._fresh(top) and self._fresh(bottom)
                else self._call(np.divide, top, bottom)
            )
        cell = self.cell(bottom)
        self.done(bottom)
        out = self.take()
        self.unary(np.reciprocal, cell, out)
        return out

    def _fresh(self, node: int) -> bool:
        """Whether this is the first use of a measure."""
        return isinstance(self.operations[node], Read) and node not in self._cell

    def _divided(self, top: int, bottom: int) -> int:
        """A measure by another one; both are checked when the division has fetched them."""
        above, below = self._cell[top], self._cell[bottom] = self._place(top), self._place(bottom)
        out = self._call(np.divide, top, bottom)
        self._check(below)
        if above != below:
            self._check(above, through=out)
        return out

    def _guard(self, cell: int, guard: float) -> None:
        """Rows whose divisor is 0, or all but cancelled, are not for doubles."""
        size = self.take()
        self.unary(np.abs, cell, size)
        self.give(size)

        def instruction(run: Run) -> None:
            sizes = run.cells[size]
            if not sizes.min() >= guard:
                run.lose(sizes < guard)

        self.add(instruction)

    def _clip(self, on: int, low: float, high: float) -> int:
        cell = self.cell(on)
        self.done(on)
        out = self.take()
        self._between(cell, low, high, out)
        return out

    def _between(self, cell: int, low: float, high: float, out: int) -> None:
        least, most = np.array(low), np.array(high)

        def instruction(run: Run) -> None:
            run.cells[cell].clip(least, most, out=run.cells[out])

        self.add(instruction)

    def _kink(self, operation: Kink) -> int:
        cell = self.cell(operation.on)
        self.done(operation.on)
        gap = self.take()
        self.scalar(np.subtract, cell, near(operation.at), gap)
        below, above = near(operation.below), near(operation.above)
        if not below:
            self._between(gap, 0.0, math.inf, gap)
        elif not above:
            self._between(gap, -math.inf, 0.0, gap)
        else:
            other = self.take()
            self.scalar(np.multiply, gap, below if above == 1 else above, other)
            self.binary(np.maximum if below < above else np.minimum, gap, other, gap)
            self.give(other)
        return gap

    def _filled(self, operation: Filled) -> int:
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

    def _required(self, operation: Filled, cell: int) -> int:
        """A column without which a rule refuses."""
        self.done(*operation.operands)
        out = self.take()

        def instruction(run: Run) -> None:
            column, mask = run.cells[cell], run.masks[0]
            if np.isnan(column, out=mask).any():
                run.lose(mask)
            np.copyto(run.cells[out], column)

        self.add(instruction)
        return out

    def _refuses(self, line: Line) -> bool:
        return line.node is not None and isinstance(self.operations[line.node], Refused)


def _fair(low: float, high: float, *, divides: bool) -> bool:
    """Whether all figures between two of them are covered."""
    return (SMALLEST if divides else -LARGEST) <= low and high <= LARGEST


def _ordinary(column: Floats) -> bool:
    """Whether all figures are seen at one glance to be finite, and none to be negative."""
    return column.strides == _PACKED and bool(np.maximum.reduce(column.view(_BITS)) < _INFINITE)
