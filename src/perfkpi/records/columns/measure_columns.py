"""Columns of measures: the exact numbers of all subjects as ``score_batch`` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from perfkpi.doubles import nearest, ordinary, shortest
from perfkpi.interpreters.columns.arrays import Bools, Floats
from perfkpi.language import Absent
from perfkpi.records.columns.number_arrays import NumberArray, magnitude, times
from perfkpi.records.columns.scaled_numbers import decimals
from perfkpi.records.reduction_outcomes import Outcome

_EXACT = 2**53


def measure_column(found: NumberArray, outcomes: Mapping[int, Outcome]) -> npt.NDArray[Any]:
    """Make a column of the measures of all subjects: doubles where these mean the numbers, otherwise objects.

    Args:
        found: the numbers.
        outcomes: what stands in place of some, by the place of the subject.
    """
    zeros = [place for place, outcome in outcomes.items() if isinstance(outcome, Fraction)]
    absent = {place: outcome for place, outcome in outcomes.items() if not isinstance(outcome, Fraction)}
    numbers = NumberArray(found.top.copy(), found.bottom.copy())
    numbers.top[[*zeros, *absent]], numbers.bottom[[*zeros, *absent]] = 0, 1
    figures, proved = _doubles(numbers)
    figures[list(absent)] = np.nan
    fractions = {
        place: number for place in np.flatnonzero(~proved).tolist() if not _prints(number := numbers.at(place))
    }
    if not fractions and all(outcome is Absent.NOT_MEASURED for outcome in absent.values()):
        return figures
    column = figures.astype(object)
    for place, other in {**fractions, **absent}.items():
        column[place] = other
    return column


def _doubles(numbers: NumberArray) -> tuple[Floats, Bools]:
    """Find the nearest doubles, and where these are proved to mean the numbers."""
    top, bottom = numbers.top, numbers.bottom
    if max(magnitude(top), magnitude(bottom)) < _EXACT and ordinary():
        figures: Floats = top / bottom
    else:
        figures = np.array([nearest(numbers.at(place)) for place in range(len(top))], dtype=np.float64)
    wholes, places, known = decimals(figures)
    return figures, known & np.asarray(times(wholes, bottom) == times(top, 10**places), dtype=np.bool_)


def _prints(number: Fraction) -> bool:
    """Tell whether the nearest double means the number."""
    found = nearest(number)
    return isfinite(found) and Fraction(shortest(found)) == number
