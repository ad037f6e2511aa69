"""Which whole number a column is rounded to, whatever its error, and which rows are left to exact arithmetic."""

import decimal
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from carefully import NONE, Rows, column

from perfkpi.interpreters.columns import ir
from perfkpi.language import RoundingMode, Status

EIGHTHS = [Fraction(n, 8) for n in range(-30, 31)]
HALVES = {RoundingMode.HALF_UP, RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN}
MODES = sorted(RoundingMode, key=lambda mode: mode.value)


def rounded(number: Fraction, mode: RoundingMode) -> int:
    """As ``decimal`` rounds: the modes have its names."""
    exact = Decimal(number.numerator) / number.denominator
    return int(exact.quantize(Decimal(1), getattr(decimal, f"ROUND_{mode.value.upper()}")))


@pytest.mark.parametrize("shift", [-0.125, 0.0, 0.125])
@pytest.mark.parametrize("mode", MODES)
def test_integers_tell_where_doubles_do_not(mode: RoundingMode, shift: float) -> None:
    """Each row is rounded as its true number is, and none is left."""
    rows = Rows([column(*EIGHTHS, shift=shift, error=0.125)], ir.Round(0, mode))
    assert rows.values == [rounded(each, mode) for each in EIGHTHS]
    assert rows.integers == rows.values
    assert not any(rows.errors)
    assert not any(rows.left)


@pytest.mark.parametrize("error", [0.0, 1 / 16, 1 / 8, 3 / 16, 0.24])
@pytest.mark.parametrize("mode", MODES)
def test_without_integers_only_rows_beside_an_edge_are_left(mode: RoundingMode, error: float) -> None:
    """Where a half (or a whole number) lies within the error, on its very end too, nothing else decides."""
    rows = Rows([column(*EIGHTHS, error=error, known=False)], ir.Round(0, mode))
    edge = Fraction(1, 2) if mode in HALVES else Fraction(0)
    beside = [abs(each - edge - round(each - edge)) for each in EIGHTHS]
    left = [bool(error) and each <= Fraction(error) for each in beside]
    assert rows.left == left
    assert rows.values == [0 if open_row else rounded(each, mode) for each, open_row in zip(EIGHTHS, left, strict=True)]


@pytest.mark.parametrize("mode", MODES)
def test_no_negative_zero(mode: RoundingMode) -> None:
    """Nothing is written with a sign."""
    rows = Rows([column("-1/8", "-1/4", "-3/8", 0, known=False)], ir.Round(0, mode))
    zeros = [value for value in rows.values if not value]
    assert all(math.copysign(1.0, value) == 1.0 for value in zeros)
    assert len(zeros) == 1 or mode not in {RoundingMode.UP, RoundingMode.FLOOR}


@pytest.mark.parametrize("mode", MODES)
def test_numbers_beyond_the_whole_doubles_are_left(mode: RoundingMode) -> None:
    """From ``2**52`` on neither halves nor wholes are told apart."""
    big = 2**52
    rows = Rows([column(big - 1, 1 - big, big, -big, 10 * big, 2)], ir.Round(0, mode))
    assert rows.left == [False, False, True, True, True, False]
    assert rows.values == [big - 1, 1 - big, 0, 0, 0, 2]
    above = Rows([column(Fraction(2 * big - 1, 2), Fraction(1 - 2 * big, 2), 7)], ir.Round(0, mode))
    assert above.left == [abs(rounded(Fraction(side * (2 * big - 1), 2), mode)) == big for side in (1, -1)] + [False]


@pytest.mark.parametrize("mode", MODES)
def test_rows_without_a_value_are_not_left(mode: RoundingMode) -> None:
    """What became of them is handed on, and 0 stands there for a number."""
    rows = Rows([column(NONE, Status.UNDEFINED, "1/8", 3, error=[9.0, 0, 0, 0.125], known=False)], ir.Round(0, mode))
    assert rows.statuses == [3, 5, 0, 0]
    assert rows.left == [False, False, False, mode not in HALVES]
    assert rows.values[:3] == [0.0, 0.0, float(rounded(Fraction(1, 8), mode))]


@pytest.mark.parametrize("mode", MODES)
def test_errors_that_reach_two_edges(mode: RoundingMode) -> None:
    """From a quarter on, integers are not asked either, unless no edge is in doubt."""
    edge = Fraction(1, 2) if mode in HALVES else Fraction(0)
    rows = Rows([column(edge, edge, edge + Fraction(3, 8), error=[0.2499, 0.25, 0.375 - 2.0**-20])], ir.Round(0, mode))
    assert rows.left == [False, True, False]
