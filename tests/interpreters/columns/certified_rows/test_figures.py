"""Columns with errors, statuses and integers: constants, weighted sums, and what is picked from several."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import NONE, column, corners, fraction, integers, mask, spread, stated
from error_bounds import MORE, T, U

from perfkpi.interpreters.columns.arrays import picked
from perfkpi.interpreters.columns.certified_rows.figures import FINE, Later, constant, linear, pick, worst
from perfkpi.language import Status


def test_what_is_asked_for_twice_is_computed_once() -> None:
    """And not at all before somebody asks."""
    made: list[int] = []

    def make() -> int:
        made.append(7)
        return len(made)

    later = Later(make)
    assert not made
    assert (later(), later(), made) == (1, 1, [7])


def test_the_severest_status_speaks() -> None:
    """In whatever order columns come; where there is none, all is well."""
    pairs = list(product(Status, repeat=3))
    several = [column(*(pair[place] for pair in pairs)) for place in range(3)]
    assert worst(several).tolist() == [max(pair) for pair in pairs]
    assert worst([]) == 0


HALFWAY = str(1 + U * (1 - Fraction(1, 10**10)))
"""Hardly a number is further from its double."""


@pytest.mark.parametrize("text", ["0", "1", "-2.5", "1/3", "-2/7", "0.1", "1e300", "1e22", "-1e-300", HALFWAY])
def test_constants(text: str) -> None:
    """A constant is off by what its double is, at most one rounding, and not at all where a double is it."""
    number = Fraction(text)
    figures = constant(number)
    assert float(figures.values) == float(number)
    off = abs(Fraction(float(number)) - number)
    assert off <= Fraction(float(figures.error)) <= (abs(Fraction(float(number))) * U * MORE if off else 0)
    assert figures.status == 0
    assert figures.given is None
    ratio = figures.ratio()
    assert ratio.scale * Fraction(int(ratio.top), int(ratio.bottom)) == number


@pytest.mark.parametrize(("text", "double"), [("1e400", math.inf), ("-1e400", -math.inf), ("1e-320", 1e-320)])
def test_constants_that_no_double_is_near(text: str, double: float) -> None:
    """Nothing is said about how far off their doubles are."""
    figures = constant(Fraction(text))
    assert float(figures.values) == double
    assert figures.error == math.inf


def test_a_constant_whose_double_is_nothing() -> None:
    """It is not 0, so it is off."""
    assert constant(Fraction("1e-400")).error > 0


FACTORS = [fraction(factor) for factor in (2, -1, "1/4", "-3/2")]


@pytest.mark.parametrize("offset", ["0", "5", "-1/2"])
@pytest.mark.parametrize("factors", [*((one,) for one in FACTORS), *product(FACTORS, repeat=2), tuple(FACTORS)])
def test_weighted_sums(factors: tuple[Fraction, ...], offset: str) -> None:
    """They are off by what the terms are, and by ``n + 3`` roundings of all that is added up."""
    terms = [
        column("3/4", "-5/2", 0, "7/8", error=[0.25, 0.5, 0.125, 0.0]),
        column("-1", "3", "1/2", "-3/4", error=[0.125, 0.0, 0.5, 0.0]),
        column("2", "-2", "1/4", 1, error=0.0),
        column("1/8", 0, "-6", "-1/4", error=[1.0, 2.0, 0.0, 0.0]),
    ][: len(factors)]
    plus = Fraction(offset)
    found = linear(list(zip(terms, factors, strict=True)), plus)
    true = [
        plus + sum((factor * corners(term, row)[0] for term, factor in zip(terms, factors, strict=True)), Fraction(0))
        for row in range(4)
    ]
    assert [Fraction(value) for value in spread(found.values, 4)] == true
    assert integers(found, 4) == true
    for row, error in enumerate(spread(found.error, 4)):
        off = sum(
            (abs(factor) * Fraction(float(term.error[row])) for term, factor in zip(terms, factors, strict=True)),
            Fraction(0),
        )
        sizes = abs(plus) + sum(
            (abs(factor * corners(term, row)[0]) for term, factor in zip(terms, factors, strict=True)), Fraction(0)
        )
        assert stated(error, off + (sizes + off) * (len(factors) + 3) * U)
    assert found.given is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_sums_of_nothing_lose_no_more_than_the_smallest_doubles(count: int) -> None:
    """Each product, and the sum, may fall below the smallest double."""
    found = linear([(column(0), Fraction(1))] * count, Fraction(0))
    assert count * T <= Fraction(float(found.error[0])) <= (count + 1) * T
    tiny = linear([(column(Fraction(2.0**-1074)), Fraction(1, 3))] * count, Fraction(0))
    assert abs(Fraction(float(tiny.values[0])) - count * T / 3) <= Fraction(float(tiny.error[0]))


@pytest.mark.parametrize("factor", ["1/3", "-0.1", "1e20", "1e-20", "2/7"])
@pytest.mark.parametrize("offset", ["0", "1/7", "-0.3"])
def test_sums_with_factors_that_are_no_doubles(factor: str, offset: str) -> None:
    """What factors and offsets lose as doubles is in the error."""
    scale, plus = Fraction(factor), Fraction(offset)
    numbers = [fraction(each) for each in (1, 3, -7, "1/3", "0.1", "123456.789")]
    found = linear([(column(*numbers, error=[float(abs(each) * U) for each in numbers]), scale)], plus)
    for number, value, error in zip(numbers, found.values, found.error, strict=True):
        assert abs(Fraction(float(value)) - (scale * number + plus)) <= Fraction(float(error))


def test_a_sum_is_missing_where_a_term_is() -> None:
    """The severest status of the terms is that of the sum."""
    found = linear(
        [(column(1, NONE, 2, NONE), Fraction(1)), (column(3, 4, Status.UNDEFINED, Status.NOT_DUE), Fraction(2))],
        Fraction(1),
    )
    assert found.status.tolist() == [0, 3, 5, 3]


PICKED = list(product((0, 1), repeat=2))


def test_the_first_mask_that_holds_picks() -> None:
    """Doubles, errors and integers come from one column, the last one where no mask holds."""
    masks = [mask(*(pair[0] for pair in PICKED)), mask(*(pair[1] for pair in PICKED))]
    several = [
        column(*[number] * 4, error=error, shift=error) for number, error in (("1/2", 0.125), ("5/4", 0.25), (-3, 0.5))
    ]
    status = np.array([0, 1, 2, 3], dtype=np.int8)
    found = pick(masks, several, status)
    place = [0 if one else 1 if other else 2 for one, other in PICKED]
    assert found.values.tolist() == [[0.625, 1.5, -2.5][each] for each in place]
    assert found.error.tolist() == [[0.125, 0.25, 0.5][each] for each in place]
    assert integers(found, 4) == [[Fraction(1, 2), Fraction(5, 4), Fraction(-3)][each] for each in place]
    assert found.status is status
    assert found.given is None


def test_the_first_mask_that_holds_picks_a_status() -> None:
    """The last one speaks where no mask holds."""
    masks = [mask(*(pair[0] for pair in PICKED)), mask(*(pair[1] for pair in PICKED))]
    several = [column(*[status] * 4) for status in (Status.NOT_DUE, NONE, Status.UNDEFINED)]
    found = picked(masks, [each.status for each in several])
    assert found.tolist() == [1 if one else 3 if other else 5 for one, other in PICKED]
    assert picked([], [each.status for each in several[-1:]]) is several[-1].status


def test_one_column_more_than_masks() -> None:
    """Otherwise it is not known which column is meant."""
    several = [column(1), column(2)]
    assert pick([], several[-1:], FINE).values is several[-1].values
    for masks in ([], [mask(1), mask(1)]):
        with pytest.raises(ValueError, match="zip"):
            pick(masks, several, FINE)
        with pytest.raises(ValueError, match="zip"):
            picked(masks, [each.status for each in several])
