"""The arrays that scoring a table fills."""

from __future__ import annotations

from threading import Lock

import numpy as np
from attrs import define, field

from perfkpi.meanings.columns.arrays import Bytes, Floats

__all__ = ["Outputs"]


@define(eq=False)
class Outputs:
    """What is known of every row; threads write to different rows.

    Attributes:
        totals: float64, NaN where there is none.
        ratings: int8, the position of the rating (0 is the best), -1 where there is none.
        statuses: int8, the numbers of ``Status``.
        completeness: float64, the share of the declared weights that has points; ``None`` while all rows have all.
    """

    totals: Floats
    ratings: Bytes
    statuses: Bytes
    completeness: Floats | None = None
    _lock: Lock = field(factory=Lock, repr=False)

    def shares(self) -> Floats:
        """The completeness, once some row is not complete."""
        with self._lock:
            if self.completeness is None:
                self.completeness = np.ones(len(self.totals))
        return self.completeness

    @classmethod
    def empty(cls, rows: int) -> Outputs:
        """Room for some rows."""
        return cls(np.empty(rows), np.full(rows, -1, dtype=np.int8), np.zeros(rows, dtype=np.int8))
