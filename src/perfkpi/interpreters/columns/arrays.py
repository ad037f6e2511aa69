"""Types of arrays, and the doubles around a decimal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from perfkpi.doubles import SMALLEST, quotient, shortest

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.int32]
Bytes: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]

S = TypeVar("S", bound=np.generic)

YES, NO = np.array(True), np.array(False)  # noqa: FBT003  # one truth for all rows

ROUNDOFF = 2.0**-53
"""The largest relative error of one rounding to a double that is not below ``SMALLEST``."""

SLACK = 1 + 1e-9
"""What a computed bound is multiplied by, because it is computed in doubles itself."""


def picked(masks: Sequence[Bools], columns: Sequence[npt.NDArray[S]]) -> npt.NDArray[S]:
    """In every row the column of the first mask that holds there, else the last one."""
    found = columns[-1]
    for mask, column in zip(masks[::-1], columns[-2::-1], strict=True):
        found = np.where(mask, column, found)
    return found


def near(number: Fraction) -> float:
    """Find the double nearest to a number, on a thread with ordinary arithmetic; infinite if none is that large."""
    return quotient(number.numerator, number.denominator)


def inexactness(number: Fraction) -> float:
    """Bound the relative error of the nearest double: 0 where that is the number itself."""
    found = near(number)
    if math.isinf(found) or (number and abs(found) < SMALLEST):
        return math.inf
    return 0.0 if Fraction(found) == number else ROUNDOFF


def _decimal(number: float) -> Fraction:
    return Fraction(shortest(number))


@lru_cache(maxsize=4096)
def first_double(bound: Fraction, *, beyond: bool) -> float:
    """Find the smallest double whose shortest decimal is at least ``bound``, or greater than it where ``beyond``.

    The shortest decimal grows with the double, so comparing doubles with this one decides the comparison of decimals.
    """
    found = near(bound)
    while math.isfinite(found) and (_decimal(found) > bound or (not beyond and _decimal(found) == bound)):
        found = math.nextafter(found, -math.inf)
    while not math.isinf(found) and (_decimal(found) < bound or (beyond and _decimal(found) == bound)):
        found = math.nextafter(found, math.inf)
    return found
