"""From operations to a plan: registers, ufunc calls, and a check beside every decision."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias, cast

import numpy as np

from perfkpi.language import Belongs, RoundingMode, Status
from perfkpi.meanings.columns.arrays import ROUNDOFF, first_double, near
from perfkpi.meanings.columns.bounds import Bounds, UncoveredError
from perfkpi.meanings.columns.figures import HALVES
from perfkpi.meanings.columns.grid import Window, grid_of
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
    Read,
    Refused,
    Rounded,
    Test,
    needed,
    vocabulary,
)
from perfkpi.meanings.columns.plan import Instruction, Plan, Run

__all__ = ["emit"]

Ufunc: TypeAlias = Any

_WIDEST = 1e-4
"""The widest window around an edge of a rounding: beyond it, too many rows would be decided again."""

_EXACT = 2.0**53
_FEW = 127
_SHORT = 1024
_PACKED = (8,)
_SMALLEST, _LARGEST = 2.0**-1022, 1.7976931348623157e308
_INFINITE = int(np.array(math.inf).view(np.uint64))
"""Among the bits of doubles, those of the infinities, the NaNs and of all negative numbers are not below these."""
_MARGIN = 1.5
"""How many times the error bound a window reaches to either side."""


class _Emitter:
    """Registers are counted as they are taken and given back; an operation is computed when it is first needed."""

    def __init__(self, operations: Sequence[Operation], bounds: Bounds, roots: Sequence[Line], *, gaps: bool) -> None:
        self.operations = operations
        self.bounds = bounds
        self.gaps = gaps
        self.instructions: list[Instruction] = []
        order = needed(operations, roots)
        self.measures = [op.name for node in order if isinstance(op := operations[node], Read)]
        self._uses = Counter(operand for node in order for operand in operations[node].operands)
        self._uses.update(line.node for line in roots if line.node is not None)
        self._cell: dict[int, int] = {}
        self._free: list[int] = []
        self.registers = 0
        self.windows: list[Window] = []
        self.checks: list[int] = []
        self.names = vocabulary(operations)
        bottoms = [operations[op.bottom] for node in order if isinstance(op := operations[node], Quotient)]
        self.divisors = frozenset(op.name for op in bottoms if isinstance(op, Read))

    # -------------------------------------------------------------------------------------------------- registers

    def take(self) -> int:
        """A register to write to."""
        if self._free:
            return self._free.pop()
        self.registers += 1
        return len(self.measures) + self.registers - 1

    def give(self, cell: int) -> None:
        """A register that is no longer needed."""
        if cell >= len(self.measures):
            self._free.append(cell)

    def cell(self, node: int) -> int:
        """Where an operation stands; it is computed if it is not yet."""
        found = self._cell.get(node)
        if found is None:
            found = self._cell[node] = self._emit(node)
        return found

    def done(self, *nodes: int) -> None:
        """One reader of each operation has read it."""
        for node in nodes:
            self._uses[node] -= 1
            if self._uses[node]:
                continue
            if node in self._cell:
                self.give(self._cell[node])
            operation = self.operations[node]
            if isinstance(operation, Present):  # read as long as it is counted
                self.done(operation.value)

    def add(self, instruction: Instruction) -> None:
        self.instructions.append(instruction)

    def unary(self, ufunc: Ufunc, one: int, out: int) -> None:
        """``out = ufunc(one)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], out=cells[out])

        self.add(instruction)

    def binary(self, ufunc: Ufunc, one: int, two: int, out: int) -> None:
        """``out = ufunc(one, two)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], cells[two], out=cells[out])

        self.add(instruction)

    def scalar(self, ufunc: Ufunc, one: int, number: float, out: int) -> None:
        """``out = ufunc(one, number)``."""
        constant = np.array(number)

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], constant, out=cells[out])

        self.add(instruction)

    # ------------------------------------------------------------------------------------------------- operations

    def _emit(self, node: int) -> int:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        operation = self.operations[node]
        match operation:
            case Read(name=name):
                return self._read(name)
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

    def _read(self, name: str) -> int:
        """A measure; just before it is first used, when it has to be fetched anyway, its figures may be checked."""
        cell = self.measures.index(name)
        divides = name in self.divisors

        def check(run: Run) -> bool:
            column = run.cells[cell]
            if len(column) == 1:  # reductions cost more than one comparison
                return not (_SMALLEST if divides else -_LARGEST) <= column[0] <= _LARGEST
            if column.strides == _PACKED and int(np.maximum.reduce(column.view(np.uint64))) < _INFINITE:
                return divides and not np.minimum.reduce(column) >= _SMALLEST
            return divides or not (np.minimum.reduce(column) > -math.inf and np.maximum.reduce(column) < math.inf)

        self.checks.append(len(self.instructions))
        self.add(check)
        return cell

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
        """One column after the other, so that few registers are needed at a time."""
        total = -1
        for node, scale in operation.terms:
            cell = self.cell(node)
            self.done(node)
            factor = near(scale)
            if total < 0:
                total = self.take()
                if factor != 1:
                    self.scalar(np.multiply, cell, factor, total)
                    cell = total
                if offset or cell != total:
                    self.scalar(np.add, cell, offset, total)
            elif factor in {1.0, -1.0}:
                self.binary(np.add if factor > 0 else np.subtract, total, cell, total)
            else:
                part = self.take()
                self.scalar(np.multiply, cell, factor, part)
                self.binary(np.add, total, part, total)
                self.give(part)
        return total

    def _count(self, terms: Sequence[tuple[int, Fraction]], offset: Fraction) -> int:
        """What is present, in whole shares; summed as small integers, divided once."""
        common = math.lcm(offset.denominator, *(scale.denominator for _, scale in terms))
        shares = [int(scale * common) for _, scale in terms]
        start = int(offset * common)
        if sum(map(abs, shares)) + abs(start) > _FEW:
            raise UncoveredError(offset)
        counted: list[tuple[int, np.int8]] = []
        always = start
        for (node, _), share in zip(terms, shares, strict=True):
            present = self.operations[node]
            if not isinstance(present, Present) or Status.NOT_MEASURED not in present.gaps:
                always += share
                continue
            counted.append((self.cell(present.value), np.int8(share)))
        out = self.take()
        divisor = np.array(float(common))

        def instruction(run: Run) -> None:
            (total, part), mask = run.counts, run.masks[0]
            total.fill(always)
            for cell, share in counted:
                np.equal(run.cells[cell], run.cells[cell], out=mask)
                np.multiply(mask.view(np.int8), share, out=part)
                np.add(total, part, out=total)
            np.divide(total, divisor, out=run.cells[out])

        self.add(instruction)
        self.done(*(node for node, _ in terms))
        return out

    def _present(self, operation: Present) -> int:
        value, out = self.cell(operation.value), self.take()
        always = Status.NOT_MEASURED not in operation.gaps

        def instruction(run: Run) -> None:
            mask = run.masks[0]
            np.equal(run.cells[value], run.cells[value], out=mask)
            np.copyto(run.cells[out], True if always else mask)  # 1.0 in every row

        self.add(instruction)
        return out

    def _quotient(self, node: int, operation: Quotient) -> int:
        guard = self.bounds.guards.get(node)
        if guard is not None:
            self._guard(self.cell(operation.bottom), guard)
        if operation.top is not None:
            return self._call(np.divide, operation.top, operation.bottom)
        bottom = self.cell(operation.bottom)
        self.done(operation.bottom)
        out = self.take()
        self.unary(np.reciprocal, bottom, out)
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
            column, found = run.cells[cell], run.cells[out]
            if len(column) < _SHORT:  # two quick calls beat one that is slow to start
                np.minimum(np.maximum(column, least, out=found), most, out=found)
            else:
                np.clip(column, least, most, out=found)

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
        if Status.NOT_MEASURED not in operation.on:
            self.done(*operation.operands)
            out = self.take()
            self.scalar(np.add, cell, 0.0, out)
            return out
        bound = self.bounds[operation.value]
        stand_in = near(line.offset)
        if other is None and (bound.low >= stand_in or bound.high <= stand_in):
            self.done(operation.value)
            out = self.take()
            self.scalar(np.fmax if bound.low >= stand_in else np.fmin, cell, stand_in, out)
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

    # ------------------------------------------------------------------------------------------------- decisions

    def _rounded(self, operation: Rounded) -> int:
        bound, mode = self.bounds[operation.on], operation.mode
        window = _MARGIN * (bound.error + 8 * ROUNDOFF * (bound.size + 2))
        if not 2 * window <= _WIDEST:
            raise UncoveredError(operation)
        edge = Fraction(int(mode in HALVES), 2)
        self.windows.append(Window(operation.on, edge, Fraction(1), window))
        mirrored = bound.low < 0 and mode not in {RoundingMode.FLOOR, RoundingMode.CEILING}
        upward = mode in {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.FLOOR}
        half = 0.5 if mode in {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN} else 0.0
        half = -0.5 if mode is RoundingMode.HALF_DOWN else half
        shift = half + window if upward else half - window
        whole_ufunc: Ufunc = np.floor if upward else np.ceil
        shifted, sign = self._shifted(operation.on, shift, mirrored=mirrored)
        whole = self.take()
        self.unary(whole_ufunc, shifted, whole)
        self.binary(np.subtract, *((shifted, whole) if upward else (whole, shifted)), shifted)
        self._check_rest(shifted, whole, 2 * window, even=mode is RoundingMode.HALF_EVEN)
        self.give(shifted)
        if sign is not None:
            self.binary(np.copysign, whole, sign, whole)
            self.give(sign)
        return whole

    def _shifted(self, on: int, shift: float, *, mirrored: bool) -> tuple[int, int | None]:
        """A column of its own, moved so that ties and what cannot be told from them lie just past a whole number."""
        operation = self.operations[on]
        alone = self._uses[on] == 1 and on not in self._cell and isinstance(operation, Linear)
        counts = isinstance(operation, Linear) and all(
            isinstance(self.operations[node], Present) for node, _ in operation.terms
        )
        if isinstance(operation, Linear) and alone and not mirrored and not counts:
            cell = self._linear(operation, near(operation.offset) + shift)
            self._uses[on] -= 1
            return cell, None
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

    def _check_rest(self, rest: int, whole: int, limit: float, *, even: bool) -> None:
        """Doubt the rows in a window, which are taken to lie on the edge; to even numbers where the mode says so."""

        def instruction(run: Run) -> None:
            rests = run.cells[rest]
            if not np.minimum.reduce(rests) > limit:
                tied = np.less_equal(rests, limit, out=run.masks[0])
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
        window = _MARGIN * (bound.alpha + (bound.beta + 4 * ROUNDOFF) * abs(at))
        if not math.isfinite(window):
            raise UncoveredError(operation)
        self.windows.append(Window(test.on, test.at, Fraction(0), window))
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

    def _chosen(self, operation: Chosen) -> int:  # noqa: C901  # the loops of one instruction
        edges = [self._edge(test) for test in operation.tests]
        lines = operation.branches
        refused = [self._refuses(line) for line in lines]
        values = [self._value(line) for line in lines]
        out = self.take()
        for line, no in zip(lines, refused, strict=True):
            if line.node is not None and not no:
                self.done(line.node)
        self.done(*(test.on for test in operation.tests), *operation.blamed)
        gaps, refusals = self.gaps, [place for place, no in enumerate(refused) if no]

        def instruction(run: Run) -> None:
            column, (mask, before) = run.cells[out], run.masks
            last = values[-1]
            np.copyto(column, last if isinstance(last, float) else run.cells[last])
            for place in range(len(edges) - 1, -1, -1):
                on, ufunc, at = edges[place]
                ufunc(run.cells[on], at, out=mask)
                value = values[place]
                np.copyto(column, value if isinstance(value, float) else run.cells[value], where=mask)
            for place in refusals:
                mask.fill(True)  # noqa: FBT003  # an array of truths
                for step, (on, ufunc, at) in enumerate(edges[: place + 1]):
                    ufunc(run.cells[on], at, out=before)
                    np.logical_and(mask, before if step == place else np.logical_not(before, out=before), out=mask)
                if mask.any():
                    run.lose(mask)
            if gaps:
                for on, _, _ in edges:
                    np.isnan(run.cells[on], out=mask)
                    if mask.any():
                        np.copyto(column, np.nan, where=mask)

        self.add(instruction)
        return out

    def _matched(self, operation: Matched) -> int:
        category = self.operations[operation.on]
        places = self.names[category.name] if isinstance(category, Read) else {}
        code, lines = self.cell(operation.on), [line for _, line in operation.cases]
        known = [float(places[name]) for name, _ in operation.cases]
        values = [self._value(line) for line in lines]
        others, refused = self._value(operation.otherwise), self._refuses(operation.otherwise)
        out = self.take()
        self.done(*operation.operands)

        def instruction(run: Run) -> None:
            codes, column, (mask, named) = run.cells[code], run.cells[out], run.masks
            np.isnan(codes, out=named)  # what is missing is not matched by what is otherwise
            np.copyto(column, others if isinstance(others, float) else run.cells[others])
            np.copyto(column, np.nan, where=named)
            for place, value in zip(known, values, strict=True):
                np.equal(codes, place, out=mask)
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

    def _refuses(self, line: Line) -> bool:
        return line.node is not None and isinstance(self.operations[line.node], Refused)

    # --------------------------------------------------------------------------------------------------- results

    def total(self, line: Line) -> None:
        """The rounded total, as the double nearest to its decimal."""
        operation = None if line.node is None else self.operations[line.node]
        if line.node is None or not isinstance(operation, Rounded) or line.offset:
            raise UncoveredError(line)
        top, bottom = line.scale.as_integer_ratio()
        bound = self.bounds[line.node]
        if not bound.size * top < _EXACT > bottom:
            raise UncoveredError(line)
        cell = self.cell(line.node)
        times, over, signed = np.array(float(top)), np.array(float(bottom)), bound.low <= 0

        def instruction(run: Run) -> None:
            column, out = run.cells[cell], run.out[0]
            if top != 1:
                column = np.multiply(column, times, out=out)
            column = np.divide(column, over, out=out)
            if signed:
                np.add(column, 0.0, out=out)  # no -0.0

        self.add(instruction)
        self.done(line.node)

    def rating(self, line: Line) -> None:
        """The position of the rating: how many edges the total lies before, counted in small integers."""
        if not line.scale:
            only = int(line.offset)
            self.add(lambda run: run.out[1].fill(only))
            return
        # A rating scale chooses from the worst band up, so that each edge that is not reached is one position.
        operation = cast("Chosen", self.operations[cast("int", line.node)])
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
        """The share of the weights that has points."""
        if line.node is None:
            return
        if line.scale != 1 or line.offset:
            raise UncoveredError(line)
        cell = self.cell(line.node)

        def instruction(run: Run) -> None:
            np.copyto(run.out[2], run.cells[cell])

        self.add(instruction)
        self.done(line.node)


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
    grid = grid_of(operations, emitter.windows)
    places = set(emitter.checks)
    return Plan(
        measures=tuple(emitter.measures),
        registers=emitter.registers,
        checked=tuple(emitter.instructions),
        unchecked=tuple(each for place, each in enumerate(emitter.instructions) if place not in places),
        counts=completeness.node is not None,
        grid=grid,
    )
