"""Columns of integers modulo 2**64 are the fractions that they stand for, and know how large their denominators are."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from perfkpi.interpreters.columns.arrays import Bools, Floats
from perfkpi.interpreters.columns.ratios import (
    Ratio,
    chosen_ratio,
    constant_ratio,
    decimal_ratio,
    linear_ratio,
    product_ratio,
    quotient_ratio,
    size_of,
    unknown_ratio,
    whole_ratio,
    wrapped,
)

F = Fraction
ONE = F(1)
MODULUS = 2**64


def floats(*numbers: float) -> Floats:
    """A column of doubles."""
    return np.array(numbers, dtype=np.float64)


def ratio_of(*numbers: Fraction, scale: Fraction = ONE) -> Ratio:
    """A column of fractions as they are."""
    parts = [number / scale for number in numbers]
    tops = np.array([wrapped(part.numerator) for part in parts])
    bottoms = np.array([wrapped(part.denominator) for part in parts])
    return Ratio(scale, tops, bottoms, floats(*(part.denominator for part in parts)))


def sizes(ratio: Ratio, rows: int) -> list[float]:
    """The bounds of the denominators, row by row."""
    return [float(size) for size in np.broadcast_to(ratio.size, rows)]


def stands_for(ratio: Ratio, numbers: Sequence[Fraction]) -> bool:
    """Whether ``scale * top / bottom`` is a number in each row: multiplied out, both sides are equal modulo 2**64."""
    assert ratio.scale
    assert ratio.top.dtype == ratio.bottom.dtype == np.int64
    tops, bottoms = (np.broadcast_to(each, len(numbers)).tolist() for each in (ratio.top, ratio.bottom))
    up, down = ratio.scale.as_integer_ratio()
    return all(
        (up * top * number.denominator - number.numerator * down * bottom) % MODULUS == 0
        for number, top, bottom in zip(numbers, tops, bottoms, strict=True)
    )


def fits(ratio: Ratio, numbers: Sequence[Fraction]) -> bool:
    """The same for small numbers, whose denominators are positive and as large as their bounds say."""
    bottoms = np.broadcast_to(ratio.bottom, len(numbers)).tolist()
    known = sizes(ratio, len(numbers))
    assert all(0 < bottom <= size <= bottom * (1 + 1e-8) for bottom, size in zip(bottoms, known, strict=True))
    return stands_for(ratio, numbers)


@pytest.mark.parametrize("number", [base + more for base in (0, 2**63, -(2**63), 2**64, 5**60) for more in (-1, 0, 1)])
def test_integers_modulo(number: int) -> None:
    """An integer becomes the signed one of 64 bits that differs from it by a multiple of 2**64."""
    found = wrapped(number)
    assert found.dtype == np.int64
    assert (int(found) - number) % MODULUS == 0


def test_sizes_of_integers() -> None:
    """They have no sign, and end where the doubles do."""
    assert [size_of(number) for number in (0, 7, -7, 2**60)] == [0.0, 7.0, 7.0, 2.0**60]
    assert [size_of(number) for number in (10**400, -(10**400))] == [math.inf, math.inf]


@pytest.mark.parametrize("number", [F(0), F(3), F(-2, 7), F(10**30, 3)])
def test_constants(number: Fraction) -> None:
    """The same number in every row, over 1, and never with a scale of 0, by which nothing could be divided."""
    found = constant_ratio(number)
    assert found.top.ndim == found.bottom.ndim == found.size.ndim == 0
    assert fits(found, [number] * 2)


def test_whole_numbers() -> None:
    """Doubles without a fraction are their own numerators."""
    assert fits(whole_ratio(floats(0.0, -3.0, 2.0**52)), [F(0), F(-3), F(2**52)])


def test_what_is_not_known() -> None:
    """Of a column that integers do not tell, no denominator is bounded."""
    assert sizes(unknown_ratio(), 2) == [math.inf] * 2


def test_some_rows() -> None:
    """Rows are taken of what differs from row to row; constants stay what they are."""
    rows = np.array([2, 0])
    numbers = [F(1, 2), F(5, 3), F(-7, 4)]
    assert fits(ratio_of(*numbers).at(rows), [F(-7, 4), F(1, 2)])
    assert fits(whole_ratio(floats(1.0, 2.0, 3.0)).at(rows), [F(3), F(1)])
    assert fits(constant_ratio(F(3, 4)).at(rows), [F(3, 4)] * 2)
    known = decimal_ratio(floats(0.5, 1.5, 1 / 3)).at(rows)
    assert sizes(known, 2) == [math.inf, 1.0]
    assert fits(
        quotient_ratio(constant_ratio(F(1)), whole_ratio(floats(2, 4, 5)), floats(2, 4, 5)).at(rows), [F(1, 5), F(1, 2)]
    )


def test_multiples_of_a_column() -> None:
    """A factor goes into the scale, where it makes no integer larger; 0 times any column is a constant."""
    numbers = [F(1, 2), F(-5, 3)]
    for factor in (F(1), F(-2, 3), F(10**40)):
        assert fits(ratio_of(*numbers, scale=F(1, 6)).times(factor), [number * factor for number in numbers])
    assert fits(unknown_ratio().times(F(0)), [F(0)] * 2)


def test_rows_that_stay_known() -> None:
    """In others the denominator is no longer bounded; where all stay, nothing is copied."""
    ratio = ratio_of(F(1, 2), F(-5, 3), scale=F(1, 7))
    assert ratio.only(np.array([True, True])) is ratio
    found = ratio.only(np.array([False, True]))
    assert stands_for(found, [F(1, 2), F(-5, 3)])
    assert sizes(found, 2) == [math.inf, ratio.size[1]]
    assert sizes(constant_ratio(F(2)).only(np.array([False, True])), 2) == [math.inf, 1.0]


COLUMNS: dict[str, tuple[Ratio, list[Fraction]]] = {
    "whole": (whole_ratio(floats(3, -4, 0)), [F(3), F(-4), F(0)]),
    "decimal": (decimal_ratio(floats(0.25, -1.5, 7)), [F(1, 4), F(-3, 2), F(7)]),
    "fraction": (ratio_of(F(1, 3), F(-2, 5), F(9, 7), scale=F(2, 3)), [F(1, 3), F(-2, 5), F(9, 7)]),
    "constant": (constant_ratio(F(-5, 6)), [F(-5, 6)] * 3),
    "nothing": (constant_ratio(F(0)), [F(0)] * 3),
}
FACTORS = [F(1), F(-2, 3), F(5), F(0)]


@pytest.mark.parametrize("offset", [F(0), F(-3, 4), F(2)])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_weighted_sums(number: int, offset: Fraction) -> None:
    """Sums of columns of every kind, with a constant or without."""
    for place, names in enumerate(product(COLUMNS, repeat=number)):
        factors = [FACTORS[(place + each) % len(FACTORS)] for each in range(number)]
        terms = [(COLUMNS[name][0], factor) for name, factor in zip(names, factors, strict=True)]
        expected = [
            sum((factor * COLUMNS[name][1][row] for name, factor in zip(names, factors, strict=True)), offset)
            for row in range(3)
        ]
        assert fits(linear_ratio(terms, offset), expected)
    assert fits(linear_ratio([], offset), [offset])


def test_sums_are_known_where_all_terms_are() -> None:
    """A row that one of them leaves unknown is not known in the sum, in whatever order they are added."""
    whole, third = whole_ratio(floats(3, 4, 5)), ratio_of(F(1, 3), F(1, 3), F(1, 3))
    some, others = whole.only(np.array([False, True, True])), third.only(np.array([True, False, True]))
    for terms, expected in (
        ([some, whole], [math.inf, 1.0, 1.0]),
        ([whole, some], [math.inf, 1.0, 1.0]),
        ([others, whole], [3.0, math.inf, 3.0]),
        ([whole, others], [3.0, math.inf, 3.0]),
        ([some, others], [math.inf, math.inf, 3.0]),
        ([others, third], [9.0, math.inf, 9.0]),
    ):
        assert sizes(linear_ratio([(term, F(1, 2)) for term in terms], F(0)), 3) == expected


@pytest.mark.parametrize(("left", "right"), list(product(COLUMNS, repeat=2)))
def test_products_and_quotients(left: str, right: str) -> None:
    """Products of columns of every kind, and quotients where the divisor is not 0."""
    (one, numbers), (two, others) = COLUMNS[left], COLUMNS[right]
    assert fits(product_ratio(one, two), [number * other for number, other in zip(numbers, others, strict=True)])
    rows = np.flatnonzero([bool(other) for other in others])
    if len(rows):
        divisors = floats(*(float(others[row]) for row in rows))
        found = quotient_ratio(one.at(rows), two.at(rows), divisors)
        assert fits(found, [numbers[row] / others[row] for row in rows])


def test_a_divisor_may_be_less_than_its_bound() -> None:
    """The denominator of a quotient is as much larger than it can be as the divisor is; an unknown one is unknown."""
    top = ratio_of(F(1, 3), F(1, 3), F(1, 3)).only(np.array([True, True, False]))
    bottom = decimal_ratio(floats(0.5, -0.25, 1.0))
    found = quotient_ratio(top, bottom, floats(1.0, -1.0, 2.0))
    assert stands_for(found, [F(2, 3), F(-4, 3), F(1, 3)])
    assert sizes(found, 3) == [pytest.approx(300), pytest.approx(300), math.inf]
    assert min(sizes(found, 3)) > 300


def test_a_divisor_of_tiny_units() -> None:
    """Where the unit of a divisor is no double, nothing bounds the denominator."""
    found = quotient_ratio(constant_ratio(F(1)), constant_ratio(F(1, 10**400)), floats(1e-300))
    assert sizes(found, 1) == [math.inf]


def mask(*rows: int) -> Bools:
    """Some of five rows."""
    return np.isin(np.arange(5), rows)


CHOICES: dict[str, tuple[Ratio, list[Fraction]]] = {
    "whole": (whole_ratio(floats(3, -4, 0, 1, 2)), [F(3), F(-4), F(0), F(1), F(2)]),
    "decimal": (decimal_ratio(floats(0.25, -1.5, 7, 1, 2)), [F(1, 4), F(-3, 2), F(7), F(1), F(2)]),
    "fraction": (ratio_of(*(F(each, 7) for each in range(5)), scale=F(2, 3)), [F(each, 7) for each in range(5)]),
    "constant": (constant_ratio(F(-5, 6)), [F(-5, 6)] * 5),
}


@pytest.mark.parametrize("names", list(product(CHOICES, repeat=3)))
def test_choices(names: tuple[str, str, str]) -> None:
    """In each row the first column whose mask holds there, else the last one."""
    for masks in ([mask(0, 2), mask(2, 3)], [mask(), mask(4)], [mask(1), mask()], [mask(0, 1, 2, 3, 4), mask(0)]):
        found = chosen_ratio(masks, [CHOICES[name][0] for name in names])
        held = [next((place for place, each in enumerate(masks) if each[row]), 2) for row in range(5)]
        assert fits(found, [CHOICES[names[place]][1][row] for row, place in enumerate(held)])


def test_a_choice_that_no_row_makes() -> None:
    """It changes nothing, neither the unit of the others nor what is known of them."""
    whole, fine = CHOICES["whole"][0], ratio_of(*[F(1, 3)] * 5, scale=F(1, 1000)).only(mask())
    assert chosen_ratio([mask(), mask()], [fine, fine, whole]) is whole
    found = chosen_ratio([mask(), mask(1)], [fine, constant_ratio(F(1, 2)), whole])
    assert found.scale == F(1, 2)
    assert found.bottom.ndim == found.size.ndim == 0, "what all rows have in common stands there once"
    assert sizes(found, 5) == [1.0] * 5


def test_what_is_known_of_choices() -> None:
    """A row is known where the column that is chosen there is."""
    whole = CHOICES["whole"][0]
    found = chosen_ratio([mask(0, 1), mask(1, 2)], [whole.only(mask(1, 2)), unknown_ratio(), whole.only(mask(4))])
    assert sizes(found, 5) == [math.inf, 1.0, math.inf, math.inf, 1.0]


# ---------------------------------------------------------------------------------------------------------- decimals

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
