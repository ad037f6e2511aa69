"""The arrays that scoring a table fills."""

from __future__ import annotations

from threading import Lock
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from perfkpi.interpreters.columns.arrays import Bytes, Floats

S = TypeVar("S", bound=np.generic)


def read_only(array: npt.NDArray[S]) -> npt.NDArray[S]:
    """Return an array that nobody can write to, nor make writeable: a view of one that is not."""
    array.setflags(write=False)
    return array.view()


@frozen
class DecidedRows:
    """How many rows were decided in which way.

    Attributes:
        doubles: by the error bound alone.
        ties: lying on an edge, as the decimals of their figures prove, or their fractions.
        certified: one by one, with errors and 64-bit integers.
        exact: by arithmetic of whole numbers without limits.
    """

    doubles: int = 0
    ties: int = 0
    certified: int = 0
    exact: int = 0

    def __add__(self, other: DecidedRows) -> DecidedRows:
        if not isinstance(other, DecidedRows):
            return NotImplemented
        return DecidedRows(
            self.doubles + other.doubles,
            self.ties + other.ties,
            self.certified + other.certified,
            self.exact + other.exact,
        )


@define(eq=False)
class Outputs:
    """What is known of every row; threads write to different rows.

    Attributes:
        totals: float64, NaN where there is none.
        ratings: int8, the position of the rating (0 is the best), -1 where there is none.
        statuses: int8, the numbers of ``Status``.
        completeness: float64, the share of the declared weights that has points; ``None`` while all rows have all.
        decided: in which way rows were decided.
    """

    totals: Floats
    ratings: Bytes
    statuses: Bytes
    completeness: Floats | None = None
    decided: DecidedRows = field(factory=DecidedRows)
    _lock: Lock = field(factory=Lock, repr=False)

    @classmethod
    def empty(cls, rows: int, *, rated: bool) -> Outputs:
        """Make room for some rows; without a rating scale, none has a rating."""
        ratings = np.empty(rows, dtype=np.int8) if rated else np.full(rows, -1, dtype=np.int8)
        return cls(np.empty(rows), ratings, np.zeros(rows, dtype=np.int8))

    def shares(self) -> Floats:
        """Return the completeness, which is kept once some row is not complete."""
        with self._lock:
            if self.completeness is None:
                self.completeness = np.ones(len(self.totals))
        return self.completeness

    def count(self, rows: DecidedRows) -> None:
        """Add the rows of one block."""
        with self._lock:
            self.decided += rows
