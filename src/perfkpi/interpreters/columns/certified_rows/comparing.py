"""Which side of an edge a row lies on: by doubles and their errors, by integers where these do not tell."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from perfkpi.doubles import TINY
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, YES, Bools, Bytes, Floats, Integers, first_double, near
from perfkpi.interpreters.columns.certified_rows.figures import Figures
from perfkpi.interpreters.columns.ratios import signs
from perfkpi.language import EdgeSide

_WHOLE = 2.0**52
_REACH = 0.25


class Comparing:
    """Comparisons in some rows.

    Args:
        rows: how many rows there are.

    Attributes:
        doubtful: the rows in which a decision could not be made.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.doubtful: Bools = np.zeros(rows, dtype=np.bool_)

    def broadcast(self, values: Any) -> Any:  # noqa: ANN401  # an array of whatever type comes back as it is
        """Broadcast one value for all rows to a column."""
        return np.broadcast_to(values, (self.rows,))

    def mark_uncertain(self, rows: Bools, status: Bytes) -> None:
        """Leave some rows, where they have a value at all, to exact arithmetic."""
        self.doubtful |= rows & (status == 0)

    def before(self, figures: Figures, test: ir.Edge) -> tuple[Bools, Bools]:
        """Tell whether a row lies before the edge of a test, and where that is proved."""
        if figures.given is not None:
            beyond = test.downward == (test.belongs is EdgeSide.ABOVE)
            reached = figures.values >= first_double(test.at, beyond=beyond)
            return np.asarray(reached == test.downward), YES
        sign, proved = self.compare(figures, test.at)
        before = sign > 0 if test.downward else sign < 0
        return np.asarray(before | (sign == 0) if test.belongs is EdgeSide.BELOW else before), proved

    def compare(self, figures: Figures, at: Fraction) -> tuple[Integers, Bools]:
        """Find the sign of what a column is above a number, and where it is proved."""
        if figures.given is not None and not at:
            return np.sign(figures.values).astype(np.int64), YES
        if not at:
            return self.side(figures)
        edge = near(at)
        gap = figures.values - edge
        error = (figures.error + (np.abs(figures.values) + abs(edge)) * (3 * ROUNDOFF) + TINY) * SLACK
        return self._signs(figures, gap, error, at)

    def side(self, figures: Figures) -> tuple[Integers, Bools]:
        """Find the sign of a column, and where it is proved."""
        return self._signs(figures, figures.values, figures.error, Fraction(0))

    def _signs(self, figures: Figures, gap: Floats, error: Floats, at: Fraction) -> tuple[Integers, Bools]:
        size = np.abs(gap)
        certain = (size > error) | ((error == 0) & (gap == 0))
        sign = np.sign(gap)
        sign = np.where(np.isnan(sign), 0.0, sign).astype(np.int64)
        certain = certain | (figures.status != 0)
        if certain.all():
            return sign, certain
        certain, sign = np.array(self.broadcast(certain)), np.array(self.broadcast(sign))
        rows = np.flatnonzero(~certain)
        reach = self.broadcast(size + error)[rows]
        sign[rows], certain[rows] = signs(figures.ratio().at(rows), at, 1, reach)
        return sign, certain

    def prove_sides(
        self, figures: Figures, near_to: Floats, unsure: Bools, sign: Integers, *, halves: bool
    ) -> tuple[Bools, Integers]:
        """Find the sides of whole numbers (or of halves) on which unsure rows lie, and the rows that stay unsure."""
        unsure, sign, near_to = (
            np.array(self.broadcast(unsure)),
            np.array(self.broadcast(sign)),
            self.broadcast(near_to),
        )
        # Only where no other edge is within reach does the nearest one decide.
        rows = np.flatnonzero(unsure & (np.abs(near_to) < _WHOLE) & (self.broadcast(figures.error) < _REACH))
        whole = near_to[rows].astype(np.int64)
        at, parts = (2 * whole + 1, 2) if halves else (whole, 1)
        gap = np.abs(self.broadcast(figures.values)[rows] - at / parts) + self.broadcast(figures.error)[rows]
        found, proved = signs(figures.ratio().at(rows), at, parts, gap)
        sign[rows] = found
        unsure[rows] = ~proved
        return unsure, sign
