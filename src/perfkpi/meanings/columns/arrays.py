"""Types of arrays, and the doubles around a decimal."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = [
    "LARGEST",
    "ROUNDOFF",
    "SLACK",
    "SMALLEST",
    "TINY",
    "Bools",
    "Bytes",
    "Floats",
    "Integers",
    "first_double",
    "inexactness",
    "near",
]

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.int8]
Bools: TypeAlias = npt.NDArray[np.bool_]

ROUNDOFF = 2.0**-53
"""The largest relative error of one rounding to a double."""

SMALLEST, LARGEST = 2.0**-1022, 1.7976931348623157e308
"""The ends of the positive doubles for which that holds."""

SLACK = 1 + 1e-9
"""What a computed bound is multiplied by, because it is computed in doubles itself."""

TINY = 2.0**-1074
"""The smallest double: a bound on what is lost where numbers become too small for a relative error."""


def near(number: Fraction) -> float:
    """The double nearest to a number; infinite where there is none that large."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def inexactness(number: Fraction) -> float:
    """A bound on the relative error of the nearest double: 0 where that is the number itself."""
    found = near(number)
    if math.isinf(found) or (number and abs(found) < 2.0**-1022):
        return math.inf
    return 0.0 if Fraction(found) == number else ROUNDOFF


def _decimal(number: float) -> Fraction:
    return Fraction(Decimal(repr(number)))


@lru_cache(maxsize=4096)
def first_double(bound: Fraction, *, beyond: bool) -> float:
    """The smallest double whose shortest decimal is at least ``bound``, or greater than it where ``beyond``.

    The shortest decimal grows with the double, so comparing doubles with this one decides the comparison of decimals.
    """
    found = near(bound)
    while math.isfinite(found) and (_decimal(found) > bound or (not beyond and _decimal(found) == bound)):
        found = math.nextafter(found, -math.inf)
    while not math.isinf(found) and (_decimal(found) < bound or (beyond and _decimal(found) == bound)):
        found = math.nextafter(found, math.inf)
    return found
