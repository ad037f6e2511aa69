"""Integers modulo 2**64 tell on which side of an edge a fraction lies, wherever the difference is known to be small."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from perfkpi.interpreters.columns.arrays import Floats, Integers
from perfkpi.interpreters.columns.ratios import Ratio, constant_ratio, signs, signs_of_pairs, unknown_ratio, wrapped

F = Fraction
LIMIT = 2**62


def integers(*numbers: int) -> Integers:
    """A column of integers modulo 2**64."""
    return np.array([wrapped(number) for number in numbers])


def ratio_of(*numbers: tuple[int, int], scale: Fraction) -> Ratio:
    """A column of fractions, multiplied by a scale; whatever they are too large for."""
    tops, bottoms = zip(*numbers, strict=True)
    return Ratio(scale, integers(*tops), integers(*bottoms), above(*map(F, bottoms)))


def above(*numbers: Fraction) -> Floats:
    """Doubles that are not smaller."""
    found = [float(number) for number in numbers]
    near = zip(found, numbers, strict=True)
    return np.array([each if F(each) >= number else math.nextafter(each, math.inf) for each, number in near])


def sign(number: Fraction) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


SMALL = [(top, bottom) for top in range(-5, 6) for bottom in (1, 2, 3, 7)]
SCALES = [F(1), F(-1), F(2, 3), F(-5, 4)]
EDGES = [F(0), F(1), F(-2, 3), F(5, 4), F(-35, 12)]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("at", EDGES)
def test_signs_beside_one_edge(scale: Fraction, parts: int, at: Fraction) -> None:
    """Each row is compared with the same fraction."""
    gaps = [scale * F(*number) - at / parts for number in SMALL]
    found, told = signs(ratio_of(*SMALL, scale=scale), at, parts, above(*map(abs, gaps)))
    assert found.tolist() == [sign(gap) for gap in gaps]
    assert told.all()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("parts", [1, 2])
def test_signs_beside_whole_numbers_and_halves(scale: Fraction, parts: int) -> None:
    """Each row is compared with a number of its own."""
    rows = list(product(SMALL, range(-4, 5)))
    gaps = [scale * F(*number) - F(at, parts) for number, at in rows]
    ratio = ratio_of(*(number for number, _ in rows), scale=scale)
    found, told = signs(ratio, integers(*(at for _, at in rows)), parts, above(*map(abs, gaps)))
    assert found.tolist() == [sign(gap) for gap in gaps]
    assert told.all()


@pytest.mark.parametrize("scale", SCALES)
def test_signs_beside_other_fractions(scale: Fraction) -> None:
    """Each row is compared with a fraction of its own."""
    rows = list(product(SMALL, SMALL))
    gaps = [scale * F(*number) - F(*other) for number, other in rows]
    others = integers(*(top for _, (top, _) in rows)), integers(*(bottom for _, (_, bottom) in rows))
    sizes = np.array([float(bottom) for _, (_, bottom) in rows])
    ratio = ratio_of(*(number for number, _ in rows), scale=scale)
    found, told = signs_of_pairs(ratio, (*others, sizes), above(*map(abs, gaps)))
    assert found.tolist() == [sign(gap) for gap in gaps]
    assert told.all()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("whole", [2, -6, 10**9])
def test_signs_of_what_overflowed(scale: Fraction, whole: int) -> None:
    """Denominators above 2**64 do no harm where the difference is small enough, and some are too large to tell."""
    bottom = 2**70 + 3
    differences = [0, 1, -1, 2**50, -(2**50), 2**61, -(2**61), 2**62, -(2**62), 2**63]
    up, down = scale.as_integer_ratio()
    rows = [(whole * bottom + difference, bottom) for difference in differences]
    ratio, edge = ratio_of(*rows, scale=scale), whole * scale
    gaps = [scale * F(difference, bottom) for difference in differences]
    halves, parts = integers(*[whole * up] * len(rows)), down
    others = integers(*[2 * whole * up] * len(rows)), integers(*[2 * down] * len(rows)), np.full(len(rows), 2.0 * down)
    far = above(*map(abs, gaps))
    for (found, told), times in (
        (signs(ratio, edge, 1, far), edge.denominator),
        (signs(ratio, halves, parts, far), parts),
        (signs_of_pairs(ratio, others, far), 2 * down),
    ):
        near = [abs(gap) * down * times * bottom < LIMIT for gap in gaps]
        assert told.tolist() == near
        assert found[told].tolist() == [sign(gap) for gap, small in zip(gaps, near, strict=True) if small]


@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize("scale", [F(1), F(7, 3)])
@pytest.mark.parametrize("parts", [1, 2])
def test_how_far_off_a_row_may_be(size: int, scale: Fraction, parts: int) -> None:
    """Over the common denominator the difference has to stay below 2**62, with a little room for computing that."""
    ratio = Ratio(scale, integers(1, 1), integers(1, 1), np.array([float(size)] * 2))
    tops, bottoms, sizes = integers(1, 1), integers(5, 5), np.array([5.0, 5.0])

    def gaps(denominator: int) -> Floats:
        largest = LIMIT / (denominator * size * scale.denominator)
        return np.array([largest * (1 - 1e-8), largest])

    assert signs(ratio, F(1, 5), parts, gaps(5 * parts))[1].tolist() == [True, False]
    assert signs(ratio, integers(3, 3), parts, gaps(parts))[1].tolist() == [True, False]
    assert signs_of_pairs(ratio, (tops, bottoms, sizes), gaps(5))[1].tolist() == [True, False]


def test_what_is_not_known_has_no_sign() -> None:
    """Without a bound on the denominator nothing is proved, however close an edge is; nor where a unit is no double."""
    gap = np.array([1e-300])
    pair = integers(1), integers(1), np.array([1.0])
    for ratio in (unknown_ratio(), constant_ratio(F(1, 10**400))):
        assert not signs(ratio, F(1), 1, gap)[1].any()
        assert not signs(ratio, integers(1), 1, gap)[1].any()
        assert not signs_of_pairs(ratio, pair, gap)[1].any()
    assert not signs(constant_ratio(F(1)), F(1, 10**400), 1, gap)[1].any()
