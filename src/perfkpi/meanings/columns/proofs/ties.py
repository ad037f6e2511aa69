"""Rows that lie on an edge, proved by integers.

Where figures are short decimals but their quotients are not, as in 1/3 + 2/3, no grid tells. Then the column itself is
computed in integers modulo ``2**64``, for the rows in doubt alone. Here all figures are there and lie in the ranges of
the plan, so that one error bound holds for a whole column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

import numpy as np
from attrs import frozen

from perfkpi.meanings.columns.arrays import Bools, Floats, Integers, near
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.operations import (
    Clip,
    Extreme,
    Kink,
    Line,
    Linear,
    Operation,
    Product,
    Quotient,
    Ranked,
    Read,
    Rounded,
    needed,
)
from perfkpi.meanings.columns.proofs.steps import Window
from perfkpi.meanings.columns.ranking import counted
from perfkpi.meanings.columns.ratios import (
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
from perfkpi.meanings.columns.rounding import HALVES, step_from

__all__ = ["Ties", "ties_of"]

_ONE, _ZERO = Fraction(1), Fraction(0)
_SLACK = 1.25
"""How much larger a divisor may be than it was computed: its error is at most a tenth."""

_WIDER = 2
"""How much wider a window is here than in the plan, so that each row in doubt there is seen to be close here."""

_CHUNK = 16_384
_COVERED = (Read, Linear, Product, Quotient, Clip, Kink, Extreme, Rounded, Ranked)


@frozen(eq=False)
class _Column:
    """Doubles, and the same numbers as integers."""

    values: Floats
    ratio: Ratio


@frozen(eq=False)
class Ties:
    """What is computed in integers so that rows in doubt are proved to lie on the edge.

    Attributes:
        operations: of the whole program.
        bounds: of the operations.
        windows: the decisions that are about no rounding, by their columns.
        order: the operations that are computed, each with the columns that nothing needs after it.
        measures: the names of the columns that are read.
    """

    operations: Sequence[Operation]
    bounds: Bounds
    windows: Mapping[int, Sequence[Window]]
    order: Sequence[tuple[int, Sequence[int]]]
    measures: Sequence[str]

    def proves(self, columns: Mapping[str, Floats]) -> Bools:
        """The rows that lie on every edge that they are close to.

        Args:
            columns: the measures that are read.
        """
        rows = len(columns[self.measures[0]])
        proved = np.ones(rows, dtype=np.bool_)
        for start in range(0, rows, _CHUNK):
            some = slice(start, start + _CHUNK)
            _Proof(self, {name: columns[name][some] for name in self.measures}, proved[some]).run()
        return proved


class _Proof:
    """Some rows on their way; those that are not proved are struck out."""

    def __init__(self, ties: Ties, columns: Mapping[str, Floats], proved: Bools) -> None:
        self._ties = ties
        self._columns = columns
        self._proved = proved
        self._known: dict[int, _Column] = {}

    def run(self) -> None:
        ties = self._ties
        for node, spent in ties.order:
            column = self._known[node] = self._column(ties.operations[node])
            for window in ties.windows.get(node, ()):
                self._side(column, window.edge, _WIDER * window.width, on_it=True)
            for each in spent:  # new columns take the room of old ones, which is still in the cache
                del self._known[each]

    def _column(self, operation: Operation) -> _Column:  # noqa: PLR0911  # one for each operation
        known = self._known
        match operation:
            case Read(name=name):
                return _Column(self._columns[name], decimal_ratio(self._columns[name]))
            case Linear(terms=terms, offset=offset):
                values = sum((known[each].values * near(scale) for each, scale in terms), np.array(near(offset)))
                return _Column(values, linear_ratio([(known[each].ratio, scale) for each, scale in terms], offset))
            case Product(left=left, right=right):
                one, two = known[left], known[right]
                return _Column(one.values * two.values, product_ratio(one.ratio, two.ratio))
            case Quotient(top=top, bottom=bottom):
                below = known[bottom]
                above = _constant(_ONE) if top is None else known[top]
                ratio = quotient_ratio(above.ratio, below.ratio, below.values * _SLACK)
                return _Column(above.values / below.values, ratio)
            case Clip():
                return self._clipped(operation)
            case Kink():
                return self._kinked(operation)
            case Extreme():
                return self._extreme(operation)
            case Ranked(on=on):
                reading = isinstance(self._ties.operations[on], Read)
                found = counted(operation, known[on].values, whole=not reading)
                return _Column(found, whole_ratio(found))
            case _:
                return self._rounded(cast("Rounded", operation))

    def _clipped(self, operation: Clip) -> _Column:
        column = self._known[operation.on]
        masks: list[Bools] = []
        chosen: list[_Column] = []
        for end, side in ((operation.low, -1), (operation.high, 1)):
            if end is not None:
                masks.append(self._side(column, end, self._ties.bounds[operation.on].window(end)) == side)
                chosen.append(_constant(end))
        return _pick(masks, [*chosen, column])

    def _kinked(self, operation: Kink) -> _Column:
        column = self._known[operation.on]
        below = self._side(column, operation.at, self._ties.bounds[operation.on].window(operation.at)) < 0
        gap = linear_ratio([(column.ratio, _ONE)], -operation.at)
        values = column.values - near(operation.at)
        slopes = (operation.below, operation.above)
        return _pick([below], [_Column(values * near(slope), gap.times(slope)) for slope in slopes])

    def _extreme(self, operation: Extreme) -> _Column:
        best, error = self._known[operation.of[0]], self._ties.bounds[operation.of[0]].error
        for node in operation.of[1:]:
            other, off = self._known[node], self._ties.bounds[node].error
            gap = _Column(best.values - other.values, linear_ratio([(best.ratio, _ONE), (other.ratio, -_ONE)], _ZERO))
            side = self._side(gap, _ZERO, 2 * (error + off))
            best, error = _pick([side > 0 if operation.largest else side < 0], [best, other]), max(error, off)
        return best

    def _rounded(self, operation: Rounded) -> _Column:
        """A rounding as the plan makes it; a row that is close to an edge has to lie on it."""
        column, halves = self._known[operation.on], operation.mode in HALVES
        width = _WIDER * self._ties.bounds[operation.on].window()
        whole: Floats = np.floor(column.values) if halves else np.rint(column.values)
        gap = column.values - whole - (0.5 if halves else 0.0)
        sign = np.sign(gap).astype(np.int64)
        rows = np.flatnonzero(np.abs(gap) <= width)
        near_to = whole[rows].astype(np.int64)
        at, parts = (2 * near_to + 1, 2) if halves else (near_to, 1)
        sign[rows], told = signs(column.ratio.at(rows), at, parts, np.abs(gap[rows]) + width)
        self._proved[rows] &= told & (sign[rows] == 0)
        found: Floats = whole + step_from(whole, sign, operation.mode)
        return _Column(found, whole_ratio(found))

    def _side(self, column: _Column, at: Fraction, width: float, *, on_it: bool = False) -> Integers:
        """The sign of what a column is above a number; rows in which it is not proved are not proved at all."""
        gap = column.values - near(at)
        sign = np.sign(gap).astype(np.int64)
        rows = np.flatnonzero(np.abs(gap) <= width)
        if len(rows):
            sign[rows], told = signs(column.ratio.at(rows), at, 1, np.abs(gap[rows]) + width)
            self._proved[rows] &= told & (sign[rows] == 0) if on_it else told
        return sign


def _constant(number: Fraction) -> _Column:
    return _Column(np.array(near(number)), constant_ratio(number))


def _pick(masks: Sequence[Bools], columns: Sequence[_Column]) -> _Column:
    """In every row the column of the first mask that holds there, else the last one."""
    values = columns[-1].values
    for mask, column in zip(masks[::-1], columns[-2::-1], strict=True):
        values = np.where(mask, column.values, values)
    return _Column(values, chosen_ratio(masks, [column.ratio for column in columns]))


def ties_of(operations: Sequence[Operation], bounds: Bounds, windows: Sequence[Window]) -> Ties | None:
    """What proves rows in doubt; ``None`` where something is decided that integers alone do not tell."""
    rounded = {window.on for window in windows if window.every}
    roundings = [node for node, each in enumerate(operations) if isinstance(each, Rounded) and each.on in rounded]
    order = needed(operations, [Line(node) for node in (*roundings, *(window.on for window in windows))])
    if not windows or not all(isinstance(operations[node], _COVERED) for node in order):
        return None
    last = {operand: node for node in order for operand in operations[node].operands}
    spent: dict[int, list[int]] = {}
    for operand, node in last.items():
        spent.setdefault(node, []).append(operand)
    others: dict[int, list[Window]] = {}
    for window in windows:
        if not window.every:
            others.setdefault(window.on, []).append(window)
    reads = [operation for node in order if isinstance(operation := operations[node], Read)]
    return Ties(
        operations,
        bounds,
        others,
        tuple((node, tuple(spent.get(node, ()))) for node in order),
        tuple(read.name for read in reads),
    )
