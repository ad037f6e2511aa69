"""Rows decided one by one: a double and its error in every row, integers where the double does not decide.

This is the meaning of every operation for any row, whatever is absent or wrong in it. Where even the integers do not
decide, the row is marked as doubtful, and its exact score is computed by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from perfkpi.language import Status
from perfkpi.meanings.columns.arrays import ROUNDOFF, Bools, Bytes, Floats, Integers, inexactness, near
from perfkpi.meanings.columns.comparing import Comparing
from perfkpi.meanings.columns.figures import (
    FINE,
    HALVES,
    SLACK,
    TINY,
    Figures,
    Given,
    Later,
    constant,
    linear,
    pick,
    pick_status,
    step_from,
    worst,
)
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
    Raised,
    Read,
    Refused,
    Rounded,
)
from perfkpi.meanings.columns.ratios import (
    Ratio,
    chosen_ratio,
    decimal_ratio,
    product_ratio,
    quotient_ratio,
    size_of,
    unknown_ratio,
    whole_ratio,
    wrapped,
)

__all__ = ["Careful"]

_WHOLE = 2.0**52
_EXACT = 2.0**53
_POWER = 2.0**-48
_UNKNOWN = Later(unknown_ratio)
_YES, _NO = np.array(True), np.array(False)  # noqa: FBT003  # one truth for all rows


class Careful(Comparing):
    """The operations of a program in some rows.

    Args:
        operations: of the whole program.
        given: each measure that is read.
        rows: how many rows there are.
    """

    def __init__(self, operations: Sequence[Operation], given: Mapping[str, Given], rows: int) -> None:
        super().__init__(rows)
        self._operations = operations
        self._given = given
        self._known: dict[int, Figures] = {}

    def run(self, nodes: Iterable[int]) -> None:
        """Compute some operations, each after its operands."""
        with np.errstate(all="ignore"):
            for node in nodes:
                operation = self._operations[node]
                self._known[node] = self._meaning(operation)

    def line(self, line: Line) -> Figures:
        """A line on a computed operation."""
        if line.node is None:
            return constant(line.offset)
        figures = self._known[line.node]
        return figures if line.scale == 1 and not line.offset else linear([(figures, line.scale)], line.offset)

    def whole(self, line: Line) -> tuple[Integers, Bytes]:
        """Whole numbers, and the statuses of their rows."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            defined = figures.status == 0
            return np.where(defined, figures.values, 0.0).astype(np.int64), self.spread(figures.status)

    def nearest(self, line: Line) -> tuple[Floats, Bytes, Bools]:
        """The doubles nearest to the true numbers, the statuses, and the rows in which they are not proved."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            status = self.spread(figures.status)
            if figures.given is not None:
                found, proved = figures.values, np.ones(self.rows, dtype=np.bool_)
            else:
                found, proved = _divided(figures)
            values = np.where(status == 0, found, np.nan) + 0.0  # no -0.0
            return values, status, ~self.spread(proved) & (status == 0)

    def _of(self, node: int) -> Figures:
        return self._known[node]

    # --------------------------------------------------------------------------------------------------- operations

    def _meaning(self, operation: Operation) -> Figures:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        match operation:
            case Read():
                return self._read(operation)
            case Linear():
                return linear([(self._of(node), scale) for node, scale in operation.terms], operation.offset)
            case Product():
                return self._product(operation)
            case Quotient():
                return self._quotient(operation)
            case Clip():
                return self._clip(operation)
            case Kink():
                return self._kink(operation)
            case Extreme():
                return self._extreme_of([self._of(node) for node in operation.of], largest=operation.largest)
            case Rounded():
                return self._rounded(operation)
            case Raised():
                return self._raised(operation)
            case Chosen():
                return self._chosen(operation)
            case Matched():
                return self._matched(operation)
            case Filled():
                return self._filled(operation)
            case Present():
                return self._present(operation)
            case _:
                return self._refused(operation)

    def _read(self, operation: Read) -> Figures:
        given = self._given[operation.name]
        status = given.status
        if operation.category:
            return Figures(given.values, np.array(0.0), status, _UNKNOWN, given)
        error = np.abs(given.values) * (ROUNDOFF * SLACK) + TINY
        return Figures(given.values, error, status, Later(lambda: decimal_ratio(given.values)), given)

    def _refused(self, operation: Operation) -> Figures:
        status = np.array(operation.status.value if isinstance(operation, Refused) else 0, dtype=np.int8)
        return Figures(np.array(np.nan), np.array(0.0), status, _UNKNOWN)

    def _product(self, operation: Product) -> Figures:
        one, two = self._of(operation.left), self._of(operation.right)
        values = one.values * two.values
        error = (
            np.abs(one.values) * two.error
            + np.abs(two.values) * one.error
            + one.error * two.error
            + np.abs(values) * ROUNDOFF
            + TINY
        ) * SLACK
        return Figures(values, error, worst((one, two)), Later(lambda: product_ratio(one.ratio(), two.ratio())))

    def _quotient(self, operation: Quotient) -> Figures:
        bottom = self._of(operation.bottom)
        top = constant(Fraction(1)) if operation.top is None else self._of(operation.top)
        sign, proved = self.compare(bottom, Fraction(0))
        status = worst((top, bottom))
        self.doubt(~proved, status)
        zero = np.asarray(sign == 0)
        divided = np.array(Status.UNDEFINED.value, dtype=np.int8)
        values = top.values / np.where(zero, np.nan, bottom.values)
        left = np.abs(bottom.values) - bottom.error
        error = ((top.error + np.abs(values) * bottom.error) / left + np.abs(values) * ROUNDOFF + TINY) * SLACK
        error = np.where(left > 0, error, np.inf)
        status = np.where(zero & (bottom.status == 0), np.maximum(status, divided), status)
        return Figures(
            values,
            error,
            status,
            Later(lambda: quotient_ratio(top.ratio(), bottom.ratio(), (np.abs(bottom.values) + bottom.error) * sign)),
        )

    def _clip(self, operation: Clip) -> Figures:
        """Beyond an end the number is the end, whatever the error of the column; close to an end it is not worse."""
        figures = self._of(operation.on)
        ends = [operation.low, operation.high]
        least, most = (
            infinite if end is None else near(end) for end, infinite in zip(ends, (-math.inf, math.inf), strict=True)
        )
        off = max(abs(near(end)) * inexactness(end) * SLACK if end else 0.0 for end in ends)
        masks: list[Bools] = []
        outside, proved = _NO, _YES
        for end, side in zip(ends, (-1, 1), strict=True):
            sign, told = (np.array(0), _YES) if end is None else self.compare(figures, end)
            masks.append(np.asarray(sign == side))
            proved, outside = proved & told, outside | (masks[-1] & told)
        constants = [constant(end) if end is not None else figures for end in ends]
        return Figures(
            np.clip(figures.values, least, most),
            np.where(outside, off, figures.error + off),
            figures.status,
            Later(lambda: chosen_ratio(masks, [each.ratio() for each in (*constants, figures)]).only(proved)),
        )

    def _kink(self, operation: Kink) -> Figures:
        """Close to the bend, both slopes lead to nearly the same number."""
        figures = self._of(operation.on)
        gap = linear([(figures, Fraction(1))], -operation.at)
        sign, proved = self.side(gap)
        below, above = near(operation.below), near(operation.above)
        slope = np.where(sign < 0, below, above)
        values = gap.values * slope
        steep = np.where(proved, np.abs(slope), max(abs(below), abs(above)))
        slopes = (operation.below, operation.above)
        return Figures(
            values,
            (gap.error * steep + np.abs(values) * (2 * ROUNDOFF) + TINY) * SLACK,
            figures.status,
            Later(
                lambda: chosen_ratio([np.asarray(sign < 0)], [gap.ratio().times(each) for each in slopes]).only(proved)
            ),
        )

    def _extreme_of(self, figures: Sequence[Figures], *, largest: bool) -> Figures:
        """Which of two close numbers is taken moves the result by no more than their errors, but not by an integer."""
        best = figures[0]
        for other in figures[1:]:
            side, proved = self.side(linear([(best, Fraction(1)), (other, Fraction(-1))], Fraction(0)))
            taken = pick([np.asarray(side >= 0 if largest else side <= 0)], [best, other], worst((best, other)))
            either = (np.maximum if largest else np.minimum)(best.values, other.values)
            best = Figures(
                np.where(proved, taken.values, either),
                np.where(proved, taken.error, np.maximum(best.error, other.error)),
                taken.status,
                _only(taken.ratio, proved),
            )
        return best

    def _rounded(self, operation: Rounded) -> Figures:
        figures = self._of(operation.on)
        values, mode = figures.values, operation.mode
        halves = mode in HALVES
        near_to = np.floor(values) if halves else np.rint(values)
        gap = values - near_to - (0.5 if halves else 0.0)
        certain = (np.abs(gap) > figures.error * SLACK) | (figures.error == 0)
        sign = np.sign(gap).astype(np.int64)
        unsure = ~certain & (figures.status == 0)
        if unsure.any():
            unsure, sign = self.settle(figures, near_to, unsure, sign, halves=halves)
        found = near_to + step_from(near_to, sign, mode)
        unsure = unsure | ~(np.abs(found) < _WHOLE)
        self.doubt(self.spread(unsure), figures.status)
        safe = np.where(unsure | (figures.status != 0), 0.0, found) + 0.0
        return Figures(safe, np.array(0.0), figures.status, Later(lambda: whole_ratio(safe)))

    def _raised(self, operation: Raised) -> Figures:
        base, exponent = self._of(operation.base), operation.exponent
        values = base.values ** near(exponent)
        left = np.abs(base.values) - base.error
        relative = base.error / left * abs(near(exponent)) * 2
        # Zero, a negative base and a power too large to compute have rules of their own.
        plain = (left > 0) & (base.values > 1e-30) & (base.values < 1e30) & (relative < 1e-3)  # noqa: PLR2004
        self.doubt(self.spread(~plain), base.status)
        error = np.abs(values) * (2 * relative + _POWER)
        return Figures(values, error, base.status, _UNKNOWN)

    def _chosen(self, operation: Chosen) -> Figures:
        blamed = worst(self._of(node) for node in operation.blamed)
        masks: list[Bools] = []
        open_rows: Bools = np.ones(self.rows, dtype=np.bool_)
        untold: Bools = np.zeros(self.rows, dtype=np.bool_)
        for test in operation.tests:
            figures = self._of(test.on)
            below, proved = self.before(figures, test)
            asked = open_rows & (figures.status == 0)
            untold |= open_rows & (figures.status != 0)
            self.doubt(asked & ~proved, FINE)
            masks.append(asked & below)
            open_rows = asked & ~below
        branches = [self.line(line) for line in operation.branches]
        status = pick_status(masks, branches)
        status = np.where(untold, blamed, status)
        return pick(masks, branches, status)

    def _matched(self, operation: Matched) -> Figures:
        figures = self._of(operation.on)
        given = self._given[self._name(operation.on)]
        names = given.names or {}
        masks = [np.asarray(figures.values == names.get(name, -1)) for name, _ in operation.cases]
        branches = [self.line(line) for line in (*(line for _, line in operation.cases), operation.otherwise)]
        status = np.where(figures.status == 0, pick_status(masks, branches), figures.status)
        return pick(masks, branches, status)

    def _name(self, node: int) -> str:
        operation = self._operations[node]
        return operation.name if isinstance(operation, Read) else ""

    def _filled(self, operation: Filled) -> Figures:
        figures, otherwise = self._of(operation.value), self.line(operation.otherwise)
        absent = np.isin(figures.status, [status.value for status in operation.on])
        return pick([absent], [otherwise, figures], np.where(absent, otherwise.status, figures.status))

    def _present(self, operation: Present) -> Figures:
        figures = self._of(operation.value)
        absent = np.isin(figures.status, [status.value for status in operation.gaps])
        values = np.where(absent, 0.0, 1.0)
        return Figures(values, np.array(0.0), FINE, Later(lambda: whole_ratio(values)))


def _divided(figures: Figures) -> tuple[Floats, Bools]:
    """The quotient of the integers, and where both are so small that it is the nearest double."""
    ratio = figures.ratio()
    top, bottom = ratio.scale.as_integer_ratio()
    size = ratio.size * (size_of(bottom) * SLACK)
    proved = (size < _EXACT) & ((np.abs(figures.values) + figures.error) * size < _EXACT)
    return (ratio.top * wrapped(top)) / (ratio.bottom * wrapped(bottom)), proved


def _only(ratio: Later[Ratio], rows: Bools) -> Later[Ratio]:
    return Later(lambda: ratio().only(rows))
