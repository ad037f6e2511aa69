"""Mean and standard deviation of many numbers, against their definitions, whatever the denominators are."""

import math
from fractions import Fraction
from itertools import product

import pytest

import perfkpi as pk
from perfkpi.language import Among, RoundingMode
from perfkpi.model.scoring.ranking.statistics import rounded_mean, rounded_sigma

HALF = Fraction(1, 2)
MANY = [Fraction(1, n) for n in range(1, 301)]
"""More denominators than are summed exactly at first."""

FEW: list[list[int | str]] = [
    [1],
    [0],
    [-1],
    [1, 2],
    [-1, 1],
    [0, 1, 1],
    [-5, -2],
    [1, 2, 4],
    ["1/3", "1/7", "-1/6", "-2/3"],
    [3, 3, "1/4"],
]


def step_of(place: Fraction, *, below: bool, half: int, mode: RoundingMode) -> int:
    """The whole step that a mode chooses for a number between two, by where it lies: half way is 0, beyond it 1.

    ``place`` is the largest whole number that is not greater, ``below`` says whether the number is more than it.
    """
    low = int(place)
    if not below:
        return low
    away, towards = (low + 1, low) if low >= 0 else (low, low + 1)
    nearest = low if half < 0 else low + 1
    return {
        RoundingMode.UP: away,
        RoundingMode.DOWN: towards,
        RoundingMode.FLOOR: low,
        RoundingMode.CEILING: low + 1,
        RoundingMode.HALF_UP: nearest if half else away,
        RoundingMode.HALF_DOWN: nearest if half else towards,
        RoundingMode.HALF_EVEN: nearest if half else low + low % 2,
    }[mode]


def sign(number: Fraction) -> int:
    """1, 0 or -1."""
    return (number > 0) - (number < 0)


def mean(numbers: list[Fraction], rounding: pk.Rounding) -> Fraction:
    """By the definition: the sum by the count, then rounded."""
    steps = sum(numbers, Fraction(0)) / len(numbers) / rounding.unit
    low = Fraction(math.floor(steps))
    return step_of(low, below=steps > low, half=sign(steps - low - HALF), mode=rounding.mode) * rounding.unit


def sigma(numbers: list[Fraction], fewer: int, rounding: pk.Rounding) -> Fraction:
    """By the definition: the root is told from numbers of steps by comparing squares."""
    average = sum(numbers, Fraction(0)) / len(numbers)
    square = sum(((each - average) ** 2 for each in numbers), Fraction(0)) / (len(numbers) - fewer) / rounding.unit**2
    low = Fraction(math.isqrt(math.floor(square)))
    return (
        step_of(low, below=square > low**2, half=sign(square - (low + HALF) ** 2), mode=rounding.mode) * rounding.unit
    )


ROUNDINGS = [
    pk.Rounding(places, mode=mode) if step is None else pk.Rounding(step=step, mode=mode)
    for (places, step), mode in product([(0, None), (2, None), (None, "0.5"), (None, "2/3")], RoundingMode)
]


@pytest.mark.parametrize("numbers", FEW, ids=str)
def test_of_few_numbers(numbers: list[int | str]) -> None:
    """Every way to round, on both sides of 0, with numbers that occur twice."""
    exact = [Fraction(each) for each in numbers]
    among = Among(exact)
    for rounding in ROUNDINGS:
        assert rounded_mean(among, rounding) == mean(exact, rounding)
        for fewer in (0, 1)[: len(exact)]:
            assert rounded_sigma(among, fewer, rounding) == sigma(exact, fewer, rounding)


@pytest.mark.parametrize("shift", [0, 3, -3, Fraction(-1, 50)])
@pytest.mark.parametrize("rounding", [pk.Rounding(4), pk.Rounding(3, mode=RoundingMode.UP), pk.Rounding(30)], ids=str)
def test_of_many_denominators(shift: int | Fraction, rounding: pk.Rounding) -> None:
    """What sums of cut fractions tell is what the exact ones would; also to more places than the first cut has."""
    exact = [each + shift for each in MANY]
    among = Among(exact)
    assert rounded_mean(among, rounding) == mean(exact, rounding)
    for fewer in (0, 1):
        assert rounded_sigma(among, fewer, rounding) == sigma(exact, fewer, rounding)


SYMMETRIC = [number * side for number in MANY for side in (1, -1)]


@pytest.mark.parametrize("middle", [0, HALF, 2])
@pytest.mark.parametrize("mode", list(RoundingMode))
def test_a_mean_on_an_edge_is_seen_to_lie_there(middle: int | Fraction, mode: RoundingMode) -> None:
    """No number of places tells that a mean is no more than half a step: the sum is made after all."""
    exact = [each + middle for each in SYMMETRIC]
    rounding = pk.Rounding(0, mode=mode)
    assert rounded_mean(Among(exact), rounding) == mean(exact, rounding)
    for fewer in (0, 1):
        assert rounded_sigma(Among(exact), fewer, rounding) == sigma(exact, fewer, rounding)


@pytest.mark.parametrize("count", [256, 257])
def test_a_spread_on_an_edge_is_seen_to_lie_there(count: int) -> None:
    """Of numbers that differ in nothing the spread is 0 exactly, and is not rounded up, however many there are."""
    third = [Fraction(1, 3)] * count
    assert rounded_sigma(Among(third), 1, pk.Rounding(0, mode=RoundingMode.UP)) == 0
    far = [Fraction(1, n) for n in range(1, count + 1)]
    up = pk.Rounding(2, mode=RoundingMode.CEILING)
    assert rounded_sigma(Among(far), 0, up) == sigma(far, 0, up)
    assert rounded_mean(Among(far), up) == mean(far, up)


@pytest.mark.parametrize("size", [-700, -200, -130])
def test_places_far_behind_the_point_decide(size: int) -> None:
    """A mean that is more than a half by as little as the first cuts do not see is rounded up."""
    little = Fraction(2) ** size
    exact = [each + HALF for each in SYMMETRIC]
    for less, expected in ((little, 1), (-little, 0)):
        numbers = [*exact, HALF + less]
        assert rounded_mean(Among(numbers), pk.Rounding(0, mode=RoundingMode.HALF_UP)) == expected
        assert rounded_mean(Among(numbers), pk.Rounding(0, mode=RoundingMode.HALF_DOWN)) == expected


@pytest.mark.parametrize("mode", [RoundingMode.HALF_DOWN, RoundingMode.HALF_UP])
def test_a_cut_sum_on_an_edge_does_not_tell_that_the_number_is_no_more(mode: RoundingMode) -> None:
    """To 128 binary places these sum to 1, a half step of the mean; truly they are more by what was cut away."""
    numbers = [Fraction(1, 2**n) for n in range(1, 301)] + [Fraction(1, 2**128)]
    rounding = pk.Rounding(step=Fraction(2, len(numbers)), mode=mode)
    assert sum(numbers) > 1
    assert rounded_mean(Among(numbers), rounding) == mean(numbers, rounding) == rounding.unit


def test_numbers_that_occur_often_count_as_often() -> None:
    """A value with its count is the same as the value written out."""
    numbers = {Fraction(1, 3): 4, Fraction(-2, 7): 1, Fraction(5, 9): 2}
    written = [each for each, count in numbers.items() for _ in range(count)]
    counted = Among(numbers, numbers.values())
    for rounding in ROUNDINGS:
        assert rounded_mean(counted, rounding) == mean(written, rounding)
        assert rounded_sigma(counted, 1, rounding) == sigma(written, 1, rounding)


def test_a_distribution_has_moments_where_enough_people_do() -> None:
    """Nobody has no mean, one person no spread of a sample; asked again, the answer is the same."""
    nobody, one, two = (pk.rules.Distribution(values) for values in ((), (5,), (5, 6)))
    places, other = pk.Rounding(2), pk.Rounding(0)
    population, sample = pk.choices.Sigma.POPULATION, pk.choices.Sigma.SAMPLE
    for _ in range(2):
        assert [each.mean(places) for each in (nobody, one, two)] == [None, 5, Fraction("5.5")]
        assert [each.sigma(population, places) for each in (nobody, one, two)] == [None, 0, HALF]
        assert [each.sigma(sample, places) for each in (nobody, one, two)] == [None, None, Fraction("0.71")]
        assert (two.mean(other), two.sigma(sample, other), two.sigma(population, other)) == (6, 1, 1)


def test_distributions_merge() -> None:
    """Everybody of both, and whoever has no value in either."""
    one, two = pk.rules.Distribution((1, 2, 2), absent=2), pk.rules.Distribution((2, 3), absent=5)
    both = one.merge(two)
    assert (both, both.count, both.absent) == (pk.rules.Distribution((1, 2, 2, 2, 3), absent=7), 5, 7)
