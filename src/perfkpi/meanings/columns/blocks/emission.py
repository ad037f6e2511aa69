"""From operations to a plan: registers, ufunc calls, and a check beside every decision."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

import numpy as np

from perfkpi.meanings.columns.arrays import near
from perfkpi.meanings.columns.blocks.decisions import UPWARD, Decisions
from perfkpi.meanings.columns.blocks.plan import Plan, Run
from perfkpi.meanings.columns.blocks.registers import Ufunc
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.intervals import UncoveredError
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Ranked,
    Read,
    Rounded,
)
from perfkpi.meanings.columns.proofs.grid import grid_of
from perfkpi.meanings.columns.proofs.ties import ties_of

__all__ = ["emit"]

_EXACT = 2.0**53


class _Emitter(Decisions):
    """Every operation, and the three results."""

    def compute(self, node: int) -> int:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        operation, _ = self.operations[node], self.bounds[node]  # raises where doubles may overflow, and sets the guard
        match operation:
            case Read():
                return self._read(node)
            case Linear(terms=terms):
                if all(isinstance(self.operations[inner], Present) for inner, _ in terms):
                    return self._count(terms, operation.offset)
                return self._linear(operation, near(operation.offset))
            case Product(left=left, right=right):
                return self._call(np.multiply, left, right)
            case Quotient():
                return self._quotient(node, operation)
            case Clip(on=on, low=low, high=high):
                return self._clip(on, -math.inf if low is None else near(low), math.inf if high is None else near(high))
            case Kink():
                return self._kink(operation)
            case Extreme(of=of, largest=largest):
                return self._extreme(of, np.maximum if largest else np.minimum)
            case Rounded():
                return self._rounded(operation)
            case Ranked():
                return self._ranked(operation)
            case Chosen():
                return self._chosen(operation)
            case Matched():
                return self._matched(operation)
            case Filled():
                return self._filled(operation)
            case Present():
                return self._present(operation)
            case _:
                raise UncoveredError(operation)

    def total(self, line: Line) -> None:
        """The rounded total, as the double nearest to its decimal."""
        operation = None if line.node is None else self.operations[line.node]
        if line.node is None or not isinstance(operation, Rounded) or line.offset:
            raise UncoveredError(line)
        bound = self.bounds[line.node]
        signed = bound.low < 0 or (bound.low <= 0 and operation.mode not in UPWARD)  # -0.0 comes of nothing else
        self._write(line, line.node, 0, signed=signed)

    def _write(self, line: Line, node: int, result: int, *, signed: bool = False) -> None:
        """A line on whole numbers: multiplied and moved as these, and divided once, for that is the nearest double."""
        over = math.lcm(line.scale.denominator, line.offset.denominator)
        times, plus = line.scale * over, line.offset * over
        bound = self.bounds[node]
        if not bound.whole or not bound.size * abs(times) + abs(plus) < _EXACT > over:
            raise UncoveredError(line)
        cell = self.cell(node)
        steps: list[tuple[Ufunc, float]] = [(np.divide, float(over))]
        if plus:
            steps.insert(0, (np.add, float(plus)))
        if times != 1:
            steps.insert(0, (np.multiply, float(times)))
        if signed:
            steps.append((np.add, 0.0))  # no -0.0
        taken = [(ufunc, np.array(number)) for ufunc, number in steps]

        def instruction(run: Run) -> None:
            column, out = run.cells[cell], run.out[result]
            for ufunc, number in taken:
                column = ufunc(column, number, out=out)

        self.add(instruction)
        self.done(node)

    def rating(self, line: Line) -> None:
        """The position of the rating: how many edges the total lies before, counted in small integers."""
        if not line.scale:
            only = int(line.offset)
            self.add(lambda run: run.out[1].fill(only))
            return
        operation = self.operations[cast("int", line.node)]
        if not isinstance(operation, Chosen) or not _counts_down(operation):
            raise UncoveredError(operation)
        # A rating scale chooses from the worst band up, so that each edge that is not reached is one position.
        edges = [self._edge(test) for test in operation.tests]

        def instruction(run: Run) -> None:
            out, mask = run.out[1], run.masks[0]
            on, ufunc, at = edges[0]
            ufunc(run.cells[on], at, out=out.view(np.bool_))
            for on, ufunc, at in edges[1:]:
                ufunc(run.cells[on], at, out=mask)
                np.add(out, mask.view(np.int8), out=out)

        self.add(instruction)
        self.done(*(test.on for test in operation.tests), *operation.blamed)

    def completeness(self, line: Line) -> None:
        """The share of the weights that has points, as the double nearest to it."""
        if line.node is None:
            return
        if line != Line(line.node):
            self._write(line, line.node, 2)
            return
        cell = self.cell(line.node)

        def instruction(run: Run) -> None:
            np.copyto(run.out[2], run.cells[cell])

        self.add(instruction)
        self.done(line.node)


def _counts_down(operation: Chosen) -> bool:
    """Whether the branches are the positions of bands, from the worst to the best."""
    positions = [Line(None, Fraction(0), Fraction(place)) for place in range(len(operation.tests), -1, -1)]
    return list(operation.branches) == positions


def emit(
    operations: Sequence[Operation],
    bounds: Bounds,
    total: Line,
    rating: Line | None,
    completeness: Line,
    *,
    gaps: bool,
) -> Plan:
    """The plan for total, rating and completeness, in that order of results.

    Raises:
        UncoveredError: something that doubles do not decide, whatever the row.
    """
    roots = [total, completeness, *([] if rating is None else [rating])]
    emitter = _Emitter(operations, bounds, roots, gaps=gaps)
    if rating is not None:
        emitter.rating(rating)
    emitter.total(total)
    emitter.completeness(completeness)
    places = set(emitter.checks)
    return Plan(
        measures=tuple(emitter.measures),
        registers=emitter.count,
        checked=tuple(emitter.instructions),
        unchecked=tuple(each for place, each in enumerate(emitter.instructions) if place not in places),
        counts=completeness.node is not None,
        grid=grid_of(operations, emitter.windows),
        ties=None if gaps else ties_of(operations, bounds, emitter.windows),
    )
