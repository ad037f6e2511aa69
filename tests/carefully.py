"""Columns as a test wishes them, with any error, and operations on these, decided row by row."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from error_bounds import MORE

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers
from perfkpi.interpreters.columns.certified_rows.figures import Figures, Given, Later
from perfkpi.interpreters.columns.certified_rows.interpreter import CertifiedRows
from perfkpi.interpreters.columns.ratios import Ratio, size_of, wrapped
from perfkpi.language import Status

NONE = Status.NOT_MEASURED


class Rows(CertifiedRows):
    """The last of some operations on columns that stand before them.

    Args:
        columns: operations 0, 1, ... as they are given.
        operations: those that follow.
        given: each measure that is read.
    """

    def __init__(
        self, columns: Sequence[Figures], *operations: ir.Operation, given: Mapping[str, Given] | None = None
    ) -> None:
        given = given or {}
        sizes = [np.size(each.values) for each in columns] + [len(each.values) for each in given.values()]
        super().__init__([*(ir.Undefined(Status.OK) for _ in columns), *operations], given, max(sizes))
        self._known.update(enumerate(columns))
        self._last = len(columns) + len(operations) - 1
        self.run(range(len(columns), self._last + 1))

    @property
    def figures(self) -> Figures:
        """The last operation."""
        return self.line(ir.Affine(self._last))

    @property
    def values(self) -> list[float]:
        """Its doubles."""
        return spread(self.figures.values, self.rows)

    @property
    def errors(self) -> list[float]:
        """How far they may be off."""
        return spread(self.figures.error, self.rows)

    @property
    def statuses(self) -> list[int]:
        """What became of each row."""
        return [int(each) for each in np.broadcast_to(self.figures.status, self.rows)]

    @property
    def integers(self) -> list[Fraction | None]:
        """Its true numbers, as its integers tell them; none where these are not known."""
        return integers(self.figures, self.rows)

    @property
    def left(self) -> list[bool]:
        """The rows that are left to exact arithmetic."""
        return self.doubtful.tolist()


def spread(values: Floats | Integers | Bools, rows: int) -> list[float]:
    """One double for each row."""
    return [float(each) for each in np.broadcast_to(values, rows)]


def integers(figures: Figures, rows: int) -> list[Fraction | None]:
    """The true numbers of small columns, as their integers tell them; no denominator is beyond its bound."""
    ratio = figures.ratio()
    tops, bottoms, sizes = (np.broadcast_to(each, rows).tolist() for each in (ratio.top, ratio.bottom, ratio.size))
    found: list[Fraction | None] = []
    for top, bottom, size in zip(tops, bottoms, sizes, strict=True):
        assert 0 < bottom <= size * MORE
        found.append(None if np.isinf(size) else ratio.scale * Fraction(top, bottom))
    return found


def fraction(number: object) -> Fraction:
    """A number as a test writes it."""
    return Fraction(str(number))


def column(
    *numbers: object,
    error: float | Sequence[float] = 0.0,
    shift: float | Sequence[float] = 0.0,
    known: bool | Sequence[bool] = True,
    size: float | None = None,
) -> Figures:
    """A computed column.

    Args:
        numbers: what is true in each row; or the status of a row that has no number.
        error: how far each double may be off.
        shift: how far it is off, beside its rounding.
        known: whether integers tell the true number.
        size: a bound on the denominators; what it must be where nothing is given.
    """
    rows = len(numbers)
    statuses = [number if isinstance(number, Status) else Status.OK for number in numbers]
    trues = [Fraction(0) if isinstance(number, Status) else fraction(number) for number in numbers]
    values = np.array([float(true) for true in trues]) + np.asarray(shift)
    values[np.array(statuses) != 0] = np.nan
    sizes = np.array([size_of(true.denominator) if size is None else size for true in trues])
    ratio = Ratio(
        Fraction(1),
        np.array([wrapped(true.numerator) for true in trues]),
        np.array([wrapped(true.denominator) for true in trues]),
        np.where(np.broadcast_to(known, rows), sizes, np.inf),
    )
    errors = np.array(np.broadcast_to(error, rows), dtype=np.float64)
    return Figures(values, errors, np.array(statuses, dtype=np.int8), Later(lambda: ratio))


def given(*numbers: float | Status, names: Mapping[str, int] | None = None) -> Given:
    """A measure; or the status of a row that has none."""
    statuses = [number if isinstance(number, Status) else Status.OK for number in numbers]
    values = [np.nan if isinstance(number, Status) else number for number in numbers]
    return Given(np.array(values, dtype=np.float64), np.array(statuses, dtype=np.int8), names)


def reading(*numbers: float | Status) -> Figures:
    """A column that was read, not computed."""
    return Rows([], ir.Input("a"), given={"a": given(*numbers)}).figures


def mask(*rows: int) -> Bools:
    """Which rows are meant."""
    return np.array(rows, dtype=np.bool_)


def corners(figures: Figures, row: int) -> tuple[Fraction, Fraction, Fraction]:
    """The computed number, and how far to either side the true one may lie."""
    value, error = Fraction(float(figures.values[row])), Fraction(float(figures.error[row]))
    return value, value - error, value + error


def stated(error: float, bound: Fraction) -> bool:
    """Whether an error is what it is stated to be: not less, and hardly more."""
    return bound <= Fraction(error) <= bound * MORE
