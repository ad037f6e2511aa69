"""Arithmetic on registers: sums, products, quotients, bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import near
from perfkpi.interpreters.columns.codegen.numpy_code.inputs import Inputs
from perfkpi.interpreters.columns.codegen.numpy_code.registers import Ufunc
from perfkpi.interpreters.columns.codegen.plan import Run

_ROOM = 2.0**1000


class Arithmetic(Inputs):
    """The operations that decide nothing."""

    def mul(self, node: int, operation: ir.Mul) -> int:
        return self._call(np.multiply, operation.left, operation.right)

    def _call(self, ufunc: Ufunc, one: int, two: int) -> int:
        left, right = self.cell(one), self.cell(two)
        self.done(one, two)
        out = self.take()
        self.binary(ufunc, left, right, out)
        return out

    def min_max(self, node: int, operation: ir.MinMax) -> int:
        ufunc: Ufunc = np.maximum if operation.largest else np.minimum
        cells = [self.cell(each) for each in operation.of]
        out = self.take()  # before any of them is given back: the last ones are still to be read
        self.done(*operation.of)
        self.binary(ufunc, cells[0], cells[1], out)
        for cell in cells[2:]:
            self.binary(ufunc, out, cell, out)
        return out

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> int:
        return self._moved(operation, near(operation.offset))

    def _moved(self, operation: ir.WeightedSum, offset: float) -> int:
        """Compute the sum with another constant; columns of the same weight are added before they are multiplied."""
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

    def _groups(self, operation: ir.WeightedSum) -> Sequence[tuple[float, Sequence[tuple[int, float]]]]:
        """List weights, each with the columns that it weighs and their signs."""
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
        """Compute ``factor`` times the sum of some columns, in a register of its own."""
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

    def div(self, node: int, operation: ir.Div) -> int:
        guard = self.bounds.guards.get(node)
        if guard is not None:
            self._guard(self.cell(operation.bottom), guard, positive=operation.positive)
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

    def _divided(self, top: int, bottom: int) -> int:
        """Divide a measure by another one; both are checked when the division has fetched them."""
        above, below = self._cell[top], self._cell[bottom] = self._place(top), self._place(bottom)
        out = self._call(np.divide, top, bottom)
        self._check(below)
        if above != below:
            self._check(above, through=out)
        return out

    def _guard(self, cell: int, guard: float, *, positive: bool) -> None:
        """Mark as not for doubles rows whose divisor is 0, or all but cancelled, or negative where it must not be."""
        size = cell
        if not positive:
            size = self.take()
            self.unary(np.abs, cell, size)
            self.give(size)

        def instruction(run: Run) -> None:
            sizes = run.cells[size]
            if not sizes.min() >= guard:
                run.mark_unsupported(sizes < guard)

        self.add(instruction)

    def clip(self, node: int, operation: ir.Clip) -> int:
        low, high = operation.low, operation.high
        cell = self.cell(operation.on)
        self.done(operation.on)
        out = self.take()
        self._between(cell, -math.inf if low is None else near(low), math.inf if high is None else near(high), out)
        return out

    def _between(self, cell: int, low: float, high: float, out: int) -> None:
        least, most = np.array(low), np.array(high)

        def instruction(run: Run) -> None:
            run.cells[cell].clip(least, most, out=run.cells[out])

        self.add(instruction)

    def bend(self, node: int, operation: ir.Bend) -> int:
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
