"""Arithmetic in some rows, each number with its own error: products, quotients, bounds, bends, roundings, powers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from perfkpi.doubles import TINY
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import NO, ROUNDOFF, SLACK, YES, Bools, near
from perfkpi.interpreters.columns.certified_rows.comparing import Comparing
from perfkpi.interpreters.columns.certified_rows.figures import Figures, Later, constant, linear, pick, worst
from perfkpi.interpreters.columns.ranking import counted, members
from perfkpi.interpreters.columns.ratios import (
    Ratio,
    chosen_ratio,
    product_ratio,
    quotient_ratio,
    signs_of_pairs,
    unknown_ratio,
    whole_ratio,
)
from perfkpi.interpreters.columns.rounding import HALVES, from_edge, step_from
from perfkpi.language import EdgeSide, Status

_WHOLE = 2.0**52
_EXACT = 2.0**53
_POWER = 2.0**-48
_UNKNOWN = Later(unknown_ratio)


class Arithmetic(Comparing, ir.ColumnAlgebra[Figures]):
    """Operations on columns that are known.

    Args:
        rows: how many rows there are.
    """

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self._known: dict[int, Figures] = {}

    def _of(self, node: int) -> Figures:
        return self._known[node]

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> Figures:
        return linear([(self._of(each), scale) for each, scale in operation.terms], operation.offset)

    weighted_count = weighted_sum

    def mul(self, node: int, operation: ir.Mul) -> Figures:
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

    def div(self, node: int, operation: ir.Div) -> Figures:
        bottom = self._of(operation.bottom)
        top = constant(Fraction(1)) if operation.top is None else self._of(operation.top)
        sign, proved = self.compare(bottom, Fraction(0))
        status = worst((top, bottom))
        zero = np.asarray(sign == 0)
        no_divisor = np.asarray(sign <= 0) if operation.positive else zero
        divided = np.array(Status.UNDEFINED.value, dtype=np.int8)
        self.mark_uncertain(
            ~proved & (top.status < divided), bottom.status
        )  # a divisor of 0 is worse than a gap on top
        values = top.values / np.where(zero, np.nan, bottom.values)
        left = np.abs(bottom.values) - bottom.error
        error = ((top.error + np.abs(values) * bottom.error) / left + np.abs(values) * ROUNDOFF + TINY) * SLACK
        error = np.where(left > 0, error, np.inf)
        status = np.where(no_divisor & (bottom.status == 0), np.maximum(status, divided), status)
        return Figures(
            values,
            error,
            status,
            Later(lambda: quotient_ratio(top.ratio(), bottom.ratio(), (np.abs(bottom.values) + bottom.error) * sign)),
        )

    def clip(self, node: int, operation: ir.Clip) -> Figures:
        """Clip: past an end the number is the end, whatever the error of the column; close to an end it is no worse."""
        figures = self._of(operation.on)
        ends = [operation.low, operation.high]
        constants = [constant(end) if end is not None else figures for end in ends]
        off = max(0.0 if end is None else float(known.error) for end, known in zip(ends, constants, strict=True))
        values = figures.values
        masks: list[Bools] = []
        outside, proved = NO, YES
        for end, known, side in zip(ends, constants, (-1, 1), strict=True):
            if end is None:
                masks.append(NO)
                continue
            sign, told = self.compare(figures, end)
            masks.append(sign == side)
            beyond = masks[-1] & told  # which integers may tell of a row whose double lies inside
            values = np.where(beyond, known.values, (np.maximum if side < 0 else np.minimum)(values, known.values))
            proved, outside = proved & told, outside | beyond
        return Figures(
            values,
            np.where(outside, off, figures.error + off),
            figures.status,
            Later(lambda: chosen_ratio(masks, [each.ratio() for each in (*constants, figures)]).only(proved)),
        )

    def bend(self, node: int, operation: ir.Bend) -> Figures:
        """Bend a column: close to the bend, both slopes lead to nearly the same number."""
        figures = self._of(operation.on)
        gap = linear([(figures, Fraction(1))], -operation.at)
        sign, proved = self.side(gap)
        below, above = near(operation.below), near(operation.above)
        # Integers that do not tell say nothing: the double is then multiplied by the slope of its own side.
        slope = np.where(np.where(proved, sign, gap.values) < 0, below, above)
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

    def min_max(self, node: int, operation: ir.MinMax) -> Figures:
        """Take the least or largest: of close ones either will do within their errors, but then no integer is known."""
        largest = operation.largest
        best, *others = (self._of(each) for each in operation.of)
        for other in others:
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

    def round(self, node: int, operation: ir.Round) -> Figures:
        figures = self._of(operation.on)
        mode = operation.mode
        near_to, gap = from_edge(figures.values, mode)
        certain = (np.abs(gap) > figures.error * SLACK) | (figures.error == 0)
        sign = np.sign(gap).astype(np.int64)
        unsure = ~certain & (figures.status == 0)
        if unsure.any():
            unsure, sign = self.prove_sides(figures, near_to, unsure, sign, halves=mode in HALVES)
        found = near_to + step_from(near_to, sign, mode)
        unsure = unsure | ~(np.abs(found) < _WHOLE)
        self.mark_uncertain(self.broadcast(unsure), figures.status)
        safe = np.where(unsure | (figures.status != 0), 0.0, found) + 0.0
        return Figures(safe, np.array(0.0), figures.status, Later(lambda: whole_ratio(safe)))

    def power(self, node: int, operation: ir.Power) -> Figures:
        base, exponent = self._of(operation.on), operation.exponent
        values = base.values ** near(exponent)
        left = np.abs(base.values) - base.error
        relative = base.error / left * abs(near(exponent)) * 2
        # Zero, a negative base and a power too large to compute have rules of their own.
        plain = (left > 0) & (base.values > 1e-30) & (base.values < 1e30) & (relative < 1e-3)  # noqa: PLR2004  # far from any end
        self.mark_uncertain(self.broadcast(~plain), base.status)
        error = np.abs(values) * (2 * relative + _POWER)
        return Figures(values, error, base.status, _UNKNOWN)

    def rank(self, node: int, operation: ir.Rank) -> Figures:
        """Count members: where one is too close for doubles, integers tell; where several are, the row is left."""
        figures = self._of(operation.on)
        if figures.given is not None:
            safe = self.broadcast(counted(operation, figures.values, whole=False))
            return Figures(safe, np.array(0.0), figures.status, Later(lambda: whole_ratio(safe)))
        if operation.scale != 1 or operation.offset:
            figures = linear([(figures, operation.scale)], operation.offset)
        listed = members(operation.among)
        values, error = self.broadcast(figures.values), self.broadcast(figures.error)
        low, high, width = listed.window(values, error)
        sure = np.isfinite(values) & np.isfinite(error) & (low == high)
        rows = np.flatnonzero(~sure & (high - low == 1) & self.broadcast(figures.status == 0))
        if len(rows):
            places = low[rows]
            gap = np.abs(values[rows] - listed.doubles[places]) + width[rows]
            sign, told = signs_of_pairs(figures.ratio().at(rows), listed.fractions(places), gap)
            low[rows] = places + ((sign > 0) | ((sign == 0) & (operation.belongs is EdgeSide.ABOVE)))
            sure[rows] = told
        self.mark_uncertain(~sure, figures.status)
        safe = listed.at(low)
        return Figures(safe, np.array(0.0), figures.status, Later(lambda: whole_ratio(safe)))


def _only(ratio: Later[Ratio], rows: Bools) -> Later[Ratio]:
    return Later(lambda: ratio().only(rows))
