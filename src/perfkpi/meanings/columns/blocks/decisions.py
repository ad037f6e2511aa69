"""Decisions on registers: roundings, tests, choices, each with a window in which a row is in doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from perfkpi.language import Belongs, RoundingMode
from perfkpi.meanings.columns.arrays import first_double, near
from perfkpi.meanings.columns.blocks.arithmetic import Arithmetic
from perfkpi.meanings.columns.blocks.plan import Instruction, Run
from perfkpi.meanings.columns.blocks.registers import Ufunc
from perfkpi.meanings.columns.intervals import UncoveredError
from perfkpi.meanings.columns.operations import Chosen, Line, Linear, Matched, Present, Ranked, Read, Rounded, Test
from perfkpi.meanings.columns.proofs.steps import Window, settled
from perfkpi.meanings.columns.ranking import counted
from perfkpi.meanings.columns.rounding import HALVES

__all__ = ["UPWARD", "Decisions"]

UPWARD = frozenset({RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.FLOOR})
"""The modes that take the whole number below, once the edge is moved to where it belongs; the others that above."""

_WHOLE: Mapping[RoundingMode, Ufunc] = {RoundingMode.FLOOR: np.floor, RoundingMode.CEILING: np.ceil}

_WIDEST = 1e-4
"""The widest window around an edge of a rounding: beyond it, too many rows would be decided again."""


class Decisions(Arithmetic):
    """The operations that compare with an edge."""

    def _rounded(self, operation: Rounded) -> int:
        bound, mode = self.bounds[operation.on], operation.mode
        window = bound.window()
        if not 2 * window <= _WIDEST:
            raise UncoveredError(operation)
        if mode in _WHOLE and isinstance(self.operations[operation.on], Read):
            return self._read_whole(operation)
        edge = Fraction(int(mode in HALVES), 2)
        doubts = self._doubts(Window(operation.on, edge, Fraction(1), window))
        mirrored = bound.low < 0 and mode not in {RoundingMode.FLOOR, RoundingMode.CEILING}
        upward = mode in UPWARD
        half = 0.5 if mode in {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN} else 0.0
        half = -0.5 if mode is RoundingMode.HALF_DOWN else half
        shift = half + window if upward else half - window
        whole_ufunc: Ufunc = np.floor if upward else np.ceil
        shifted, sign = self._shifted(operation.on, shift, mirrored=mirrored)
        whole = self.take()
        self.unary(whole_ufunc, shifted, whole)
        if doubts or mode is RoundingMode.HALF_EVEN:
            self.binary(np.subtract, *((shifted, whole) if upward else (whole, shifted)), shifted)
            self._check_rest(shifted, whole, 2 * window, doubts=doubts, even=mode is RoundingMode.HALF_EVEN)
        self.give(shifted)
        if sign is not None:
            self.binary(np.copysign, whole, sign, whole)
            self.give(sign)
        return whole

    def _read_whole(self, operation: Rounded) -> int:
        """A measure rounded down or up; its double lies between two whole numbers just where the measure does."""
        cell = self.cell(operation.on)
        self.done(operation.on)
        out = self.take()
        self.unary(_WHOLE[operation.mode], cell, out)
        return out

    def _doubts(self, window: Window) -> bool:
        """Whether rows in a window are in doubt, which is remembered."""
        if settled(self.operations, window):
            return False
        self.windows.append(window)
        return True

    def _shifted(self, on: int, shift: float, *, mirrored: bool) -> tuple[int, int | None]:
        """A column of its own, moved so that ties and what cannot be told from them lie just past a whole number."""
        operation = self.operations[on]
        alone = self._uses[on] == 1 and on not in self._cell and isinstance(operation, Linear)
        counts = isinstance(operation, Linear) and all(
            isinstance(self.operations[node], Present) for node, _ in operation.terms
        )
        if isinstance(operation, Linear) and alone and not mirrored and not counts:
            return self._linear(operation, near(operation.offset) + shift), None
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
                    run.doubt(tied)
                if even:
                    np.subtract(run.cells[whole], tied & (run.cells[whole] % 2 == 1), out=run.cells[whole])

        self.add(instruction)

    def _edge(self, test: Test) -> tuple[int, Ufunc, float]:
        """How to tell which rows lie before the edge of a test: a column, a comparison, a number."""
        operation, bound, cell = self.operations[test.on], self.bounds[test.on], self.cell(test.on)
        beyond = test.downward == (test.belongs is Belongs.ABOVE)
        ufunc: Ufunc = np.greater_equal if test.downward else np.less
        if isinstance(operation, Read):
            return cell, ufunc, first_double(test.at, beyond=beyond)
        if bound.whole:
            return cell, ufunc, near(Fraction(math.floor(test.at) + 1 if beyond else math.ceil(test.at)))
        at = near(test.at)
        window = bound.window(test.at)
        if not math.isfinite(window):
            raise UncoveredError(operation)
        if self._doubts(Window(test.on, test.at, Fraction(0), window)):
            self._check_window(cell, at - window, at + window)
        return cell, ufunc, at + window if beyond else at - window

    def _check_window(self, cell: int, low: float, high: float) -> None:
        def instruction(run: Run) -> None:
            (reached, passed), column = run.masks, run.cells[cell]
            np.greater_equal(column, low, out=reached)
            np.greater_equal(column, high, out=passed)
            if np.count_nonzero(reached) != np.count_nonzero(passed):
                run.doubt(np.not_equal(reached, passed, out=reached))

        self.add(instruction)

    def _chosen(self, operation: Chosen) -> int:
        edges = [self._edge(test) for test in operation.tests]
        lines = operation.branches
        values = [self._value(line) for line in lines]
        refused = [self._refuses(line) for line in lines]
        for place in [place for place, no in enumerate(refused) if no]:
            self.add(_refusal(edges, place))
        out = self.take()
        for line, no in zip(lines, refused, strict=True):
            if line.node is not None and not no:
                self.done(line.node)
        self.done(*(test.on for test in operation.tests), *operation.blamed)
        constants = [value for value in values if isinstance(value, float)]
        if len(constants) == len(values) and self._in_order(operation.tests):
            self.add(_counted(edges, constants, out))
        else:
            # Rows that come to a refusal are lost, so that any branch may stand there.
            taken = [place for place, no in enumerate(refused) if not no] or [0]
            self.add(_picked([edges[place] for place in taken[:-1]], [values[place] for place in taken], out))
        if self.gaps:
            self.add(_missing(edges, out))
        return out

    def _in_order(self, tests: Sequence[Test]) -> bool:
        """Whether a row that lies before an edge lies before all that follow."""
        pairs = list(pairwise(tests))
        return all(
            one.on == two.on and one.downward == two.downward and (one.at > two.at if one.downward else one.at < two.at)
            for one, two in pairs
        )

    def _ranked(self, operation: Ranked) -> int:
        """A count among a list. Those who are counted are mostly on it, and as computed numbers all in doubt."""
        reading = isinstance(self.operations[operation.on], Read)
        if not reading and not self.bounds[operation.on].whole:
            raise UncoveredError(operation)
        cell = self.cell(operation.on)
        self.done(operation.on)
        out = self.take()

        def instruction(run: Run) -> None:
            column = run.cells[cell]
            found = counted(operation, column, whole=not reading)
            if self.gaps:
                np.copyto(found, np.nan, where=np.isnan(column, out=run.masks[0]))
            np.copyto(run.cells[out], found)

        self.add(instruction)
        return out

    def _matched(self, operation: Matched) -> int:
        category = self.operations[operation.on]
        places = self.names[category.name] if isinstance(category, Read) else {}
        code, lines = self.cell(operation.on), [line for _, line in operation.cases]
        known = [float(places[name]) for name, _ in operation.cases]
        values = [self._value(line) for line in lines]
        refusing = [self._refuses(line) for line in lines]
        others, refused = self._value(operation.otherwise), self._refuses(operation.otherwise)
        out = self.take()
        self.done(*operation.operands)

        def instruction(run: Run) -> None:
            codes, column, (mask, named) = run.cells[code], run.cells[out], run.masks
            np.isnan(codes, out=named)  # what is missing is not matched by what is otherwise
            np.copyto(column, others if isinstance(others, float) else run.cells[others])
            np.copyto(column, np.nan, where=named)
            for place, value, no in zip(known, values, refusing, strict=True):
                np.equal(codes, place, out=mask)
                if no:
                    run.lose(mask)
                np.copyto(column, value if isinstance(value, float) else run.cells[value], where=mask)
                np.logical_or(named, mask, out=named)
            if refused and not named.all():
                run.lose(np.logical_not(named, out=named))

        self.add(instruction)
        return out

    def _value(self, line: Line) -> int | float:
        """Where a branch stands, or the constant that it is."""
        if line.node is None or self._refuses(line):
            return math.nan if line.node is not None else near(line.offset)
        return self.cell(line.node)


Edge: TypeAlias = tuple[int, Ufunc, float]
"""Which rows lie before an edge: those of a column for which a comparison with a number holds."""


def _counted(edges: Sequence[Edge], values: Sequence[float], out: int) -> Instruction:
    """Constants, looked up by how many edges a row lies before."""
    table = np.array(values[::-1])

    def instruction(run: Run) -> None:
        count, mask = run.counts[0], run.masks[0]
        on, ufunc, at = edges[0]
        ufunc(run.cells[on], at, out=count.view(np.bool_))
        for on, ufunc, at in edges[1:]:
            ufunc(run.cells[on], at, out=mask)
            np.add(count, mask.view(np.int8), out=count)
        table.take(count, out=run.cells[out], mode="clip")

    return instruction


def _picked(edges: Sequence[Edge], values: Sequence[float | int], out: int) -> Instruction:
    """The branch before the first edge that a row lies before, else the last one."""

    def instruction(run: Run) -> None:
        mask, last = run.masks[0], values[-1]
        found = last if isinstance(last, float) else run.cells[last]
        for (on, ufunc, at), value in zip(edges[::-1], values[-2::-1], strict=True):
            ufunc(run.cells[on], at, out=mask)
            found = np.where(mask, value if isinstance(value, float) else run.cells[value], found)
        np.copyto(run.cells[out], found)

    return instruction


def _refusal(edges: Sequence[Edge], place: int) -> Instruction:
    """Rows that come to a branch without a number are not for doubles."""

    def instruction(run: Run) -> None:
        mask, before = run.masks
        mask.fill(place == len(edges))
        if place < len(edges):
            on, ufunc, at = edges[place]
            ufunc(run.cells[on], at, out=mask)
        for on, ufunc, at in edges[:place]:
            np.logical_and(mask, ~ufunc(run.cells[on], at, out=before), out=mask)
        if mask.any():
            run.lose(mask)

    return instruction


def _missing(edges: Sequence[Edge], out: int) -> Instruction:
    """Where what is tested is not measured, nothing is chosen; what was chosen before is not tested."""
    tests = edges[:1] if len({on for on, _, _ in edges}) == 1 else edges

    def instruction(run: Run) -> None:
        mask, before = run.masks
        for place, (on, _, _) in enumerate(tests):
            np.isnan(run.cells[on], out=mask)
            if not mask.any():
                continue
            for earlier, ufunc, at in tests[:place]:
                np.logical_and(mask, ~ufunc(run.cells[earlier], at, out=before), out=mask)
            np.copyto(run.cells[out], np.nan, where=mask)

    return instruction
