"""Doubles are counted as the short decimals that they print as, in units that a whole column shares."""

import math
from decimal import Decimal

import numpy as np
import pytest

from perfkpi.interpreters.columns.ratios import decimal_ratio

DECIMALS: list[tuple[list[float], int]] = [
    ([0.0, -3.0, 999999999999999.0], 0),
    ([1.0, 0.5, -99999999999999.9], 1),
    ([1.25, 0.5], 2),
    ([0.005, -0.5], 3),
    ([0.0001, 1.0], 4),
    ([0.00001, 1.0], 6),
    ([0.000001, -1.0], 6),
    ([0.0000001, 2.0], 9),
    ([0.123456789, -999999.0], 9),
]


def counted(numbers: list[float]) -> tuple[int, list[int | None]]:
    """The number of units in 1, and in each figure; ``None`` where that is not known."""
    with np.errstate(all="ignore"):
        found = decimal_ratio(np.array(numbers))
    assert found.scale.numerator == 1
    assert found.bottom.dtype == found.top.dtype == np.int64
    assert found.bottom.tolist() == 1
    assert {*found.size.tolist()} <= {1.0, math.inf}
    assert not found.top[np.isinf(found.size)].any(), "0 stands for what is not known"
    tops = zip(found.top.tolist(), found.size.tolist(), strict=True)
    return found.scale.denominator, [top if math.isfinite(size) else None for top, size in tops]


def units(number: float, places: int) -> int:
    """How many units of the last place a figure prints as."""
    found = Decimal(repr(number)).scaleb(places)
    assert found == int(found)
    return int(found)


@pytest.mark.parametrize(("numbers", "places"), DECIMALS)
def test_short_decimals(numbers: list[float], places: int) -> None:
    """A column is counted in the widest of some units that all of it is whole in; absent figures do not matter."""
    expected = [units(number, places) for number in numbers]
    assert counted(numbers) == (10**places, expected)
    assert counted(numbers[::-1]) == (10**places, expected[::-1])
    assert counted([math.nan, *numbers]) == (10**places, [None, *expected])


def test_decimals_with_too_many_digits() -> None:
    """With more than nine decimals, or more than fifteen digits in all, a row is not known; its neighbours are."""
    many = [1 / 3, 1e-10, 1e6, -1e6, 1e300, math.inf]
    few = [0.1, 999999.999999999, -999999.999999999]
    assert counted(many + few) == (10**9, [None] * 6 + [units(number, 9) for number in few])
    assert counted([1e15, 1.0]) == (10**9, [None, 10**9])
