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

from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.surds import Surd, root
from perfkpi.interpreters.values import Pair, Value, fraction
from perfkpi.language import RoundingMode, Status, Undefinedness

EXACT = Exact({})
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


def number(found: Value) -> Fraction:
    """The fraction of a value that is one."""
    assert isinstance(found, tuple)
    return fraction(found)


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
        pairs: list[Pair] = [(value.numerator * k, value.denominator * k) for k in (1, 2, 7)]
        assert [number(EXACT.round(pair, step, mode)) for pair in pairs] == [wanted] * 3


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
            assert number(EXACT.round((value.numerator, value.denominator), Fraction(1), mode)) == wanted


def test_a_floor_is_the_whole_number_below() -> None:
    """Also of negative numbers, of numbers that are whole, and of none."""
    for top in range(-12, 13):
        for bottom in (1, 2, 3, 4):
            assert number(EXACT.floor((top, bottom))) == top // bottom
    absent = Undefinedness(Status.NOT_DUE, ())
    assert EXACT.floor(absent) is absent
    assert EXACT.round(absent, Fraction(1), RoundingMode.UP) is absent


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("step", [Fraction(step) for step in ("1", "1/2", "0.01", "2")])
def test_roots_are_rounded_as_their_digits_are(mode: RoundingMode, step: Fraction) -> None:
    """A root of either sign, also moved and scaled, lies between two steps and never on or half way between them."""
    with localcontext(prec=50):
        for radicand in (2, 3, 5, 6, 7, 8, 10, 30):
            surd, digits = root(Fraction(radicand), 2), Decimal(radicand).sqrt()
            assert isinstance(surd, Surd)
            for factor, offset in ((1, 0), (-1, 0), (1, -2), (-1, 5), (7, 1)):
                value = surd * Fraction(factor) + Fraction(offset)
                assert isinstance(value, Surd)
                steps = (digits * factor + offset) / (Decimal(step.numerator) / Decimal(step.denominator))
                wanted = Fraction(steps.quantize(Decimal(1), DECIMALS[mode])) * step
                assert number(EXACT.round(value, step, mode)) == wanted
                assert number(EXACT.floor(value)) == Fraction(
                    (digits * factor + offset).quantize(Decimal(1), ROUND_FLOOR)
                )
