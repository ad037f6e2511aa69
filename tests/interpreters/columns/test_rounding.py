"""Which whole number a mode chooses, for every mode, beside and on every edge, as the decimal module chooses it."""

from decimal import Decimal

import numpy as np
import pytest

from perfkpi.interpreters.columns.rounding import HALVES, step_from
from perfkpi.language import RoundingMode

WHOLE = range(-4, 5)
SIDES = (-1, 0, 1)


def rounded(number: Decimal, mode: RoundingMode) -> int:
    """The oracle: what ``decimal`` makes of it."""
    return int(number.quantize(Decimal(1), rounding=f"ROUND_{mode.name}"))


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_a_step_leads_to_the_whole_number_of_the_mode(mode: RoundingMode) -> None:
    """Below, on and above each edge from -4 to 4, all in one column."""
    edge = Decimal("0.5") if mode in HALVES else Decimal(0)
    places = [(whole, side) for whole in WHOLE for side in SIDES]
    found = step_from(np.array([float(whole) for whole, _ in places]), np.array([side for _, side in places]), mode)
    expected = [rounded(whole + edge + side * Decimal("0.25"), mode) - whole for whole, side in places]
    assert found.tolist() == expected
    assert found.dtype == np.int64


@pytest.mark.parametrize("mode", list(RoundingMode))
def test_the_modes_about_halves_are_those_that_change_there(mode: RoundingMode) -> None:
    """Two numbers on either side of a half, with no whole number between them, go apart just in these modes."""
    apart = rounded(Decimal("1.25"), mode) != rounded(Decimal("1.75"), mode)
    assert (mode in HALVES) is apart
