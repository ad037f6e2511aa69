"""Rounding, exactly: every mode on either side of zero, half way and beside it, to steps other than 1."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    localcontext,
)
from fractions import Fraction

import pytest
from evaluated import evaluated, rational

from perfkpi.language import Floor, Input, Power, Round, RoundingMode, Status, Undefinedness

A = Input("a")
DECIMALS = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_DOWN: ROUND_HALF_DOWN,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.UP: ROUND_UP,
    RoundingMode.DOWN: ROUND_DOWN,
    RoundingMode.CEILING: ROUND_CEILING,
    RoundingMode.FLOOR: ROUND_FLOOR,
}
STEPS = [Fraction(step) for step in ("1", "2", "5", "1/2", "1/4", "0.01", "5/2", "3")]


def by_decimals(value: Fraction, step: Fraction, mode: RoundingMode) -> Fraction:
    """What Python's decimals make of the number of steps."""
    steps = Decimal((value / step).numerator) / Decimal((value / step).denominator)
    return Fraction(steps.quantize(Decimal(1), DECIMALS[mode])) * step


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("step", STEPS)
def test_fractions_are_rounded_as_decimals_are(mode: RoundingMode, step: Fraction) -> None:
    """Quarters of a step from -4 to 4 steps, reduced or not, have the neighbour that the mode says."""
    for quarters in range(-16, 17):
        value = step * Fraction(quarters, 4)
        wanted = by_decimals(value, step, mode)
        assert rational(Round(A, step, mode), a=value) == wanted
        for factor in (2, 7):  # computed numbers are not reduced
            assert rational(Round(A * factor / factor, step, mode), a=value) == wanted


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("sign", [1, -1])
def test_the_least_distance_from_half_way_decides(mode: RoundingMode, sign: int) -> None:
    """What is a billionth of a billionth beside a half, or beside a whole, is not half, or not whole."""
    little = Fraction(1, 10**18)
    for whole in (0, 1, 2, 3):
        for beside in (Fraction(1, 2) - little, Fraction(1, 2) + little, little, 1 - little):
            value = sign * (whole + beside)
            with localcontext(prec=40):
                wanted = by_decimals(value, Fraction(1), mode)
            assert rational(Round(A, 1, mode), a=value) == wanted


def test_a_floor_is_the_whole_number_below() -> None:
    """Also of negative numbers, of numbers that are whole, and of none."""
    for top in range(-12, 13):
        for bottom in (1, 2, 3, 4):
            assert rational(Floor(A / bottom), a=top) == top // bottom
    absent = Undefinedness(Status.NOT_DUE, ())
    assert evaluated(Floor(A), {"a": absent}) == absent
    assert evaluated(Round(A, 1, RoundingMode.UP), {"a": absent}) == absent


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("step", [Fraction(step) for step in ("1", "1/2", "0.01", "2")])
def test_roots_are_rounded_as_their_digits_are(mode: RoundingMode, step: Fraction) -> None:
    """A root of either sign, also moved and scaled, lies between two steps and never on or half way between them."""
    with localcontext(prec=50):
        for radicand in (2, 3, 5, 6, 7, 8, 10, 30):
            digits = Decimal(radicand).sqrt()
            for factor, offset in ((1, 0), (-1, 0), (1, -2), (-1, 5), (7, 1)):
                root = Power(A, "1/2") * factor + offset
                steps = (digits * factor + offset) / (Decimal(step.numerator) / Decimal(step.denominator))
                wanted = Fraction(steps.quantize(Decimal(1), DECIMALS[mode])) * step
                assert rational(Round(root, step, mode), a=radicand) == wanted
                assert rational(Floor(root), a=radicand) == Fraction(
                    (digits * factor + offset).quantize(Decimal(1), ROUND_FLOOR)
                )
