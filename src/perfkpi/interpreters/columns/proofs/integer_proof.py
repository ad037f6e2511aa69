"""Rows that lie on an edge, proved by integers.

Where figures are short decimals but their quotients are not, as in 1/3 + 2/3, no lattice tells. Then the column itself
is computed in integers modulo ``2**64``, for the rows in doubt alone. Here all figures are there and lie in the ranges
of the plan, so that one error bound holds for a whole column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Never, TypeAlias

import numpy as np
from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers, near, picked
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.dependencies import measures_of, needed
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.interpreters.columns.proofs.lattice import Window
from perfkpi.interpreters.columns.ranking import counted
from perfkpi.interpreters.columns.ratios import (
    Ratio,
    chosen_ratio,
    constant_ratio,
    decimal_ratio,
    linear_ratio,
    product_ratio,
    quotient_ratio,
    signs,
    whole_ratio,
)
from perfkpi.interpreters.columns.rounding import HALVES, from_edge, step_from

_ONE, _ZERO = Fraction(1), Fraction(0)
_SLACK = 1.25
"""How much larger a divisor may be than it was computed: its error is at most a tenth."""

_WIDER = 2
"""How much wider a window is here than in the plan, so that each row in doubt there is seen to be close here."""

_CHUNK = 16_384


@frozen(eq=False)
class _Column:
    """Doubles, and the same numbers as integers."""

    values: Floats
    ratio: Ratio


class _Run:
    """Some rows on their way; those that are not proved are struck out."""

    def __init__(self, measures: Mapping[str, Floats], proved: Bools) -> None:
        self.measures = measures
        self.proved = proved
        self.known: dict[int, _Column] = {}

    def side(self, column: _Column, at: Fraction, width: float, *, on_it: bool = False) -> Integers:
        """Find the sign of what a column is above a number; rows in which it is not proved are not proved at all."""
        gap = column.values - near(at)
        sign = np.sign(gap).astype(np.int64)
        rows = np.flatnonzero(np.abs(gap) <= width)
        if len(rows):
            sign[rows], told = signs(column.ratio.at(rows), at, 1, np.abs(gap[rows]) + width)
            self.proved[rows] &= told & (sign[rows] == 0) if on_it else told
        return sign


_Step: TypeAlias = Callable[[_Run], _Column]


@frozen(eq=False)
class IntegerProof:
    """What is computed in integers so that rows in doubt are proved to lie on the edge.

    Attributes:
        steps: the operations that are computed, each with its position, the decisions about it that are about no
            rounding, and the columns that nothing needs after it.
        measures: the names of the columns that are read.
    """

    steps: Sequence[tuple[int, _Step, Sequence[Window], Sequence[int]]]
    measures: Sequence[str]

    def proves(self, columns: Mapping[str, Floats]) -> Bools:
        """Prove which rows lie on every edge that they are close to.

        Args:
            columns: the measures that are read.
        """
        rows = len(columns[self.measures[0]])
        proved = np.ones(rows, dtype=np.bool_)
        for start in range(0, rows, _CHUNK):
            some = slice(start, start + _CHUNK)
            self._run(_Run({name: columns[name][some] for name in self.measures}, proved[some]))
        return proved

    def _run(self, run: _Run) -> None:
        for node, step, windows, spent in self.steps:
            column = run.known[node] = step(run)
            for window in windows:
                run.side(column, window.edge, _WIDER * window.width, on_it=True)
            for each in spent:  # new columns take the room of old ones, which is still in the cache
                del run.known[each]


class _Steps(ir.ColumnAlgebra[_Step]):
    """How each operation is computed in integers.

    Raises:
        UncoveredError: an operation that integers alone do not tell.
    """

    def __init__(self, operations: Sequence[ir.Operation], bounds: Bounds) -> None:
        self._operations = operations
        self._bounds = bounds

    def _uncovered(self, _: int, operation: ir.Operation) -> Never:
        raise UncoveredError(operation)

    undefined = weighted_count = power = choose = match = coalesce = defined = _uncovered

    def input(self, node: int, operation: ir.Input) -> _Step:
        name = operation.name
        return lambda run: _Column(run.measures[name], decimal_ratio(run.measures[name]))

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> _Step:
        terms, offset = operation.terms, operation.offset

        def step(run: _Run) -> _Column:
            known = run.known
            values = sum((known[each].values * near(scale) for each, scale in terms), np.array(near(offset)))
            return _Column(values, linear_ratio([(known[each].ratio, scale) for each, scale in terms], offset))

        return step

    def mul(self, node: int, operation: ir.Mul) -> _Step:
        def step(run: _Run) -> _Column:
            one, two = run.known[operation.left], run.known[operation.right]
            return _Column(one.values * two.values, product_ratio(one.ratio, two.ratio))

        return step

    def div(self, node: int, operation: ir.Div) -> _Step:
        def step(run: _Run) -> _Column:
            below = run.known[operation.bottom]
            above = _constant(_ONE) if operation.top is None else run.known[operation.top]
            ratio = quotient_ratio(above.ratio, below.ratio, below.values * _SLACK)
            return _Column(above.values / below.values, ratio)

        return step

    def clip(self, node: int, operation: ir.Clip) -> _Step:
        ends = [(end, side) for end, side in ((operation.low, -1), (operation.high, 1)) if end is not None]
        windows = [self._bounds[operation.on].window(end) for end, _ in ends]

        def step(run: _Run) -> _Column:
            column = run.known[operation.on]
            masks = [run.side(column, end, width) == side for (end, side), width in zip(ends, windows, strict=True)]
            return _pick(masks, [*(_constant(end) for end, _ in ends), column])

        return step

    def bend(self, node: int, operation: ir.Bend) -> _Step:
        at, slopes = operation.at, (operation.below, operation.above)
        width = self._bounds[operation.on].window(at)

        def step(run: _Run) -> _Column:
            column = run.known[operation.on]
            below = run.side(column, at, width) < 0
            gap = linear_ratio([(column.ratio, _ONE)], -at)
            values = column.values - near(at)
            return _pick([below], [_Column(values * near(slope), gap.times(slope)) for slope in slopes])

        return step

    def min_max(self, node: int, operation: ir.MinMax) -> _Step:
        errors = [self._bounds[each].error for each in operation.of]

        def step(run: _Run) -> _Column:
            best, error = run.known[operation.of[0]], errors[0]
            for each, off in zip(operation.of[1:], errors[1:], strict=True):
                other = run.known[each]
                ratio = linear_ratio([(best.ratio, _ONE), (other.ratio, -_ONE)], _ZERO)
                side = run.side(_Column(best.values - other.values, ratio), _ZERO, 2 * (error + off))
                best, error = _pick([side > 0 if operation.largest else side < 0], [best, other]), max(error, off)
            return best

        return step

    def round(self, node: int, operation: ir.Round) -> _Step:
        """Round as the plan does; a row that is close to an edge has to lie on it."""
        halves, mode = operation.mode in HALVES, operation.mode
        width = _WIDER * self._bounds[operation.on].window()

        def step(run: _Run) -> _Column:
            column = run.known[operation.on]
            whole, gap = from_edge(column.values, mode)
            sign = np.sign(gap).astype(np.int64)
            rows = np.flatnonzero(np.abs(gap) <= width)
            near_to = whole[rows].astype(np.int64)
            at, parts = (2 * near_to + 1, 2) if halves else (near_to, 1)
            sign[rows], told = signs(column.ratio.at(rows), at, parts, np.abs(gap[rows]) + width)
            run.proved[rows] &= told & (sign[rows] == 0)
            found: Floats = whole + step_from(whole, sign, mode)
            return _Column(found, whole_ratio(found))

        return step

    def rank(self, node: int, operation: ir.Rank) -> _Step:
        reading = isinstance(self._operations[operation.on], ir.Input)

        def step(run: _Run) -> _Column:
            found = counted(operation, run.known[operation.on].values, whole=not reading)
            return _Column(found, whole_ratio(found))

        return step


def _constant(number: Fraction) -> _Column:
    return _Column(np.array(near(number)), constant_ratio(number))


def _pick(masks: Sequence[Bools], columns: Sequence[_Column]) -> _Column:
    """Pick in every row the column of the first mask that holds there, else the last one."""
    values = picked(masks, [column.values for column in columns])
    return _Column(values, chosen_ratio(masks, [column.ratio for column in columns]))


def integer_proof_of(
    operations: Sequence[ir.Operation], bounds: Bounds, windows: Sequence[Window]
) -> IntegerProof | None:
    """Build what proves rows in doubt; ``None`` where something is decided that integers alone do not tell."""
    rounded = {window.on for window in windows if window.every}
    roundings = [node for node, each in enumerate(operations) if isinstance(each, ir.Round) and each.on in rounded]
    order = needed(operations, [ir.Affine(node) for node in (*roundings, *(window.on for window in windows))])
    if not windows:
        return None
    algebra = _Steps(operations, bounds)
    try:
        steps = {node: operations[node].meaning(algebra, node) for node in order}
    except UncoveredError:
        return None
    last = {operand: node for node in order for operand in operations[node].operands}
    spent: dict[int, list[int]] = {}
    for operand, node in last.items():
        spent.setdefault(node, []).append(operand)
    others: dict[int, list[Window]] = {}
    for window in windows:
        if not window.every:
            others.setdefault(window.on, []).append(window)
    return IntegerProof(
        tuple((node, step, tuple(others.get(node, ())), tuple(spent.get(node, ()))) for node, step in steps.items()),
        tuple(measures_of(operations, order)),
    )
