"""The interval of each operation is the least one that holds every number that comes out, bounded or not."""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.intervals import (
    NOTHING,
    Bound,
    End,
    bend_bound,
    clip_bound,
    constant_bound,
    count_bound,
    divided,
    floor_of,
    hull,
    linear_bound,
    min_max_bound,
    product_bound,
)

F = Fraction
ZERO = F(0)
FAR = F(10**9)
"""Stands for infinity: what grows with it is unbounded, what shrinks with it comes as close to 0 as you like."""


def intervals(*ends: End) -> list[Bound]:
    """All that have these ends, points included."""
    return [Bound(low, high) for low in ends for high in ends if low <= high and low != math.inf and high != -math.inf]


MANY = intervals(-math.inf, F(-3), F(-1, 2), ZERO, F(1, 2), F(5, 2), math.inf)
POSITIVE: list[tuple[Fraction, End]] = [
    (ZERO, F(5, 2)),
    (ZERO, math.inf),
    (F(1), F(1)),
    (F(1), F(5, 2)),
    (F(5, 2), math.inf),
]
SOME = intervals(-math.inf, F(-3), ZERO, F(1, 2), math.inf)


def ends(bound: Bound) -> tuple[Fraction, Fraction]:
    """Two numbers of an interval, the second as large as it has them."""
    return max(bound.low, -FAR), min(bound.high, FAR)


def inside(bound: Bound, numbers: Iterable[Fraction]) -> Iterator[Fraction]:
    """The ends, and those of some numbers that lie between them."""
    yield from ends(bound)
    yield from (number for number in numbers if bound.low <= number <= bound.high)


def reach(numbers: Iterable[Fraction]) -> tuple[End, End]:
    """The least and the largest number, or what they tend to."""

    def limit(number: Fraction) -> End:
        if abs(number) < FAR / 1000:
            return number if abs(number) > 1000 / FAR else ZERO
        return math.inf if number > 0 else -math.inf

    found = list(numbers)
    return limit(min(found)), limit(max(found))


def reached(bound: Bound) -> tuple[End, End]:
    """The ends of a bound, each of which has to be a fraction, or infinite."""
    for end in (bound.low, bound.high):
        assert isinstance(end, Fraction) or math.isinf(end)
    return bound.low, bound.high


def test_products() -> None:
    """Each end is a product of ends; nothing times anything is nothing."""
    for left, right in product(MANY, MANY):
        expected = reach(one * other for one, other in product(ends(left), ends(right)))
        assert reached(product_bound(left, right)) == expected


@pytest.mark.parametrize(
    "scales",
    [
        (F(1), F(1)),
        (F(1), F(-2)),
        (F(-1, 2), F(3)),
        (F(-1), F(-1, 3)),
        (F(1, 4),),
        (F(-2),),
        (ZERO, F(1)),
    ],
)
def test_weighted_sums(scales: Sequence[Fraction]) -> None:
    """Each end is a sum of ends; what weighs nothing adds nothing, however large it is."""
    for bounds, offset in product(product(SOME, repeat=len(scales)), (F(-7, 2), ZERO, F(1))):
        found = linear_bound([*zip(bounds, scales, strict=True)], offset)
        points = product(*map(ends, bounds))
        assert reached(found) == reach(
            sum((scale * number for scale, number in zip(scales, numbers, strict=True)), offset) for numbers in points
        )


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("order", [1, -1])
def test_a_sum_of_an_end_that_is_no_double_and_an_infinite_one(sign: int, order: int) -> None:
    """It is infinite, in either order."""
    endless = Bound(ZERO, math.inf) if sign > 0 else Bound(-math.inf, ZERO)
    huge = Bound(F(-(10**400)), F(10**400))
    found = linear_bound([(endless, F(1)), (huge, F(1))][::order], ZERO)
    low, high = reached(found)
    assert (high if sign > 0 else low) == sign * math.inf
    assert (low if sign > 0 else high) == -sign * F(10**400)


@pytest.mark.parametrize("low", [None, F(-3), F(-1), ZERO, F(1), F(7, 2)])
@pytest.mark.parametrize("high", [None, F(-3), F(-1), ZERO, F(1), F(7, 2)])
def test_between_two_constants(low: Fraction | None, high: Fraction | None) -> None:
    """Each end is cut off where the constants cut off a number; all that lies beyond one of them becomes it."""
    if low is not None and high is not None and low > high:
        return

    def clipped(number: Fraction) -> Fraction:
        number = number if low is None else max(number, low)
        return number if high is None else min(number, high)

    for on in MANY:
        assert reached(clip_bound(on, low, high)) == reach(map(clipped, ends(on)))


@pytest.mark.parametrize("largest", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_extremes(count: int, *, largest: bool) -> None:
    """Each end is the extreme of the ends."""
    pick = max if largest else min
    for bounds in combinations(SOME, count):
        expected = reach(pick(numbers) for numbers in product(*map(ends, bounds)))
        assert reached(min_max_bound(bounds, largest=largest)) == expected


@pytest.mark.parametrize("count", [1, 2])
def test_one_of_several(count: int) -> None:
    """From the least of all ends to the largest; a column without numbers adds none."""
    for bounds in product(MANY, repeat=count):
        expected = reach(number for bound in bounds for number in ends(bound))
        assert reached(hull(bounds)) == expected
        assert reached(hull([*bounds, NOTHING])) == reached(hull([NOTHING, *bounds])) == expected
    assert hull([NOTHING] * count) == NOTHING


@pytest.mark.parametrize("at", [F(-3), ZERO, F(1, 3)])
@pytest.mark.parametrize(
    ("below", "above"), [*combinations([ZERO, F(1, 2), F(1), F(3)], 2), (F(1), F(1, 2)), (F(2), ZERO), (F(1), F(1))]
)
@pytest.mark.parametrize("sign", [1, -1])
def test_lines_that_bend_and_do_not_turn_back(at: Fraction, below: Fraction, above: Fraction, sign: int) -> None:
    """Each end is the line at an end."""
    for on in MANY:
        found = bend_bound(on, ir.Bend(0, at, sign * below, sign * above))
        line = (sign * (below if number < at else above) * (number - at) for number in ends(on))
        assert reached(found) == reach(line)


@pytest.mark.parametrize(("below", "above"), [(F(-1), F(2)), (F(3), F(-1)), (F(-1, 2), F(1, 2))])
def test_lines_that_turn_back(below: Fraction, above: Fraction) -> None:
    """Every number on the line lies in the interval, and the end away from the turn is reached."""
    at = F(1, 3)
    for on in MANY:
        low, high = reached(bend_bound(on, ir.Bend(0, at, below, above)))
        least, most = reach((below if number < at else above) * (number - at) for number in inside(on, [at]))
        assert low <= least
        assert most <= high
        assert (high == most) if below < above else (low == least)


@pytest.mark.parametrize("least", [F(1, 8), F(1, 2), F(1)])
def test_quotients_by_one_sign(least: Fraction) -> None:
    """Each end is a quotient of ends; where the divisor may be as small as ``least``, 0 is in the interval too."""
    for top, (low, high), sign in product(MANY, POSITIVE, (1, -1)):
        if low or sign > 0:
            bottom = Bound(low, high) if sign > 0 else Bound(-high, -low)
            divisors = (sign * (low or least), sign * min(high, FAR))
            quotients = [number / divisor for number, divisor in product(ends(top), divisors)]
            found = reached(Bound(*divided(top, bottom, least)))
            assert found == reach(quotients if low else [*quotients, ZERO])


@pytest.mark.parametrize("least", [F(1, 8), F(1, 2), F(1)])
@pytest.mark.parametrize("low", [-math.inf, F(-5, 2)])
@pytest.mark.parametrize("high", [ZERO, F(5, 2), math.inf])
def test_quotients_by_either_sign(low: End, high: End, least: Fraction) -> None:
    """As far to one side as to the other: what is largest, divided by what is smallest."""
    for top in MANY:
        expected = reach(sign * number / least for number in ends(top) for sign in (1, -1))
        assert reached(Bound(*divided(top, Bound(low, high), least))) == expected


def test_a_quotient_by_nothing_but_0_has_ends() -> None:
    """No row has it, so that any interval holds it, but there has to be one."""
    low, high = reached(Bound(*divided(Bound(F(-1), F(2)), Bound(ZERO, ZERO), F(1))))
    assert low <= high


SCALES = [F(-2), F(-1, 3), F(1, 2), F(1), F(3)]


@pytest.mark.parametrize("offset", [ZERO, F(-1, 2), F(1), F(4)])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_weighted_counts(offset: Fraction, count: int) -> None:
    """From all that takes away to all that adds; and no sum but 0 is smaller than ``least``."""
    for scales in product(SCALES, repeat=count):
        found = count_bound([*enumerate(scales)], offset)
        sums = [
            sum((scale for scale, one in zip(scales, present, strict=True) if one), offset)
            for present in product((False, True), repeat=count)
        ]
        assert reached(found) == (min(sums), max(sums))
        smallest = min(abs(number) for number in sums if number)
        assert found.least <= smallest
        if not offset and min(sums) * max(sums) == 0:
            assert found.least == smallest


@pytest.mark.parametrize("number", [F(-7, 3), F(-2), ZERO, F(1, 3), F(10**30)])
def test_constants_are_their_own_ends(number: Fraction) -> None:
    """The interval of a constant is a point."""
    assert reached(constant_bound(number)) == (number, number)


def test_ends_are_rounded_down() -> None:
    """To a whole fraction; an infinite end stays what it is."""
    for end, floor in ((F(-7, 2), -4), (F(-4), -4), (F(7, 2), 3), (F(3), 3), (F(-1, 9), -1)):
        assert isinstance(floor_of(end), Fraction)
        assert floor_of(end) == floor
    assert floor_of(math.inf) == math.inf
    assert floor_of(-math.inf) == -math.inf
