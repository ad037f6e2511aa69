"""Figures that integers know nothing of prove no tie, but are needed only near an edge."""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from perfkpi.language import RoundingMode
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.operations import Clip, Extreme, Kink, Linear, Operation, Quotient, Read, Rounded
from perfkpi.meanings.columns.proofs.steps import Window
from perfkpi.meanings.columns.proofs.ties import ties_of

F = Fraction
ONE, NEVER = F(1), F(0)
A, B = Read("a"), Read("b")
RANGES = dict.fromkeys("ab", (-1e12, 1e12))
"""So wide that computed columns may be off by a ten-thousandth, but readings near 1 only by a rounding."""


def near(on: int, edge: Fraction = ONE, *, every: Fraction = NEVER, width: float = 1e-9) -> Window:
    """A decision about a column."""
    return Window(on, edge, every, width)


def proved(operations: Sequence[Operation], *windows: Window, **columns: Sequence[float]) -> list[bool]:
    """The rows that lie on the edge, or far from it."""
    found = ties_of(operations, Bounds(operations, RANGES), windows)
    assert found is not None
    return found.proves({name: np.array(column) for name, column in columns.items()}).tolist()


THIRD = 1 / 3
"""No short decimal: sixteen digits, of which integers know nothing."""


def test_a_figure_that_is_not_known_proves_nothing_near_an_edge() -> None:
    """Far from one its double is enough."""
    operations = (A, Linear(((0, F(3)),)))
    assert proved(operations, near(1), a=[THIRD, 0.5, 100 * THIRD]) == [False, True, True]
    assert proved(operations, near(1, F(0)), a=[1e-17, 0.0]) == [False, True]
    floor = near(1, F(0), every=ONE)
    assert proved((*operations, Rounded(1, RoundingMode.FLOOR)), floor, a=[1e-17, 0.0]) == [False, True]
    assert proved((*operations, Rounded(1, RoundingMode.HALF_UP)), near(1, F(1, 2), every=ONE), a=[0.5, THIRD]) == [
        True,
        True,
    ]
    assert proved((*operations, Rounded(1, RoundingMode.FLOOR)), near(1, F(0), every=ONE), a=[0.5, THIRD]) == [
        True,
        False,
    ]


def test_what_is_cut_off_need_not_be_known() -> None:
    """Beyond a cap a figure of many digits is the cap; so near it that doubles do not tell, it proves nothing."""
    just = math.nextafter(1.0, 2.0)
    figures = [1 + THIRD, 1.0003333333333333, just, 0.9996666666666667, 1.0, 0.5]
    operations = (A, Linear(((0, ONE),)), Clip(1, None, ONE))
    assert proved(operations, near(2, width=0.01), a=figures) == [True, True, False, False, True, True]
    operations = (A, Linear(((0, -ONE),)), Clip(1, -ONE))
    assert proved(operations, near(2, -ONE, width=0.01), a=figures) == [True, True, False, False, True, True]


def test_what_is_flat_need_not_be_known() -> None:
    """On the flat side of a bend a figure of many digits is 0, on the other side it is what it is."""
    figures = [1.0003333333333333, 0.9996666666666667, math.nextafter(1.0, 2.0), 1.0]
    for below, above, expected in ((F(0), ONE, [False, True, False, True]), (ONE, F(0), [True, False, False, True])):
        operations = (A, Kink(0, ONE, below, above))
        assert proved(operations, near(1, F(0), width=0.01), a=figures) == expected


@pytest.mark.parametrize("largest", [True, False])
def test_what_is_not_the_extreme_need_not_be_known(largest: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    """The smaller one of two may have many digits where the larger one counts, but not where doubles do not tell."""
    away = -0.01 if largest else 0.01
    figures = [1 + away + THIRD * 1e-3, 1 - away + THIRD * 1e-3, math.nextafter(1.0, 1 - away), 2.0]
    ones = [1.0] * 4
    for of in ((0, 1), (1, 0)):
        operations = (A, B, Extreme(of, largest=largest))
        assert proved(operations, near(2, width=0.1), a=figures, b=ones) == [True, False, False, True]


def test_doubles_tell_from_twice_their_errors_on() -> None:
    """Of two columns that are further apart, the one that does not count need not be known."""
    operations = (A, B, Extreme((0, 1), largest=True))
    bounds = Bounds(operations, RANGES)
    apart = bounds[0].error + bounds[1].error
    assert apart > 1e-4
    figures = [1 - times * apart - 1e-10 * THIRD for times in (0.9, 1.9, 2.1)]
    assert proved(operations, near(2, width=1e-2), a=figures, b=[1.0] * 3) == [False, False, True]


def test_what_is_struck_out_stays_so() -> None:
    """One edge that a row lies on does not make good for another that it lies beside, whichever comes first."""
    operations = (A, B, Linear(((0, ONE),)), Linear(((1, ONE),)), Rounded(2, RoundingMode.FLOOR))
    rounding, other = near(2, F(0), every=ONE), near(2, F(1001, 1000), width=0.01)
    later, earlier = near(3, F(1001, 1000), width=0.01), near(1, F(1001, 1000), width=0.01)
    figures = [1.0, 1.0, 1.00001, 3.0]
    others = [1.0, 1.001, 1.001, 3.0]
    assert proved(operations, rounding, a=figures, b=others) == [True, True, False, True]
    for window in (later, earlier):
        assert proved(operations, rounding, window, a=figures, b=others) == [False, True, False, True]
        assert proved(operations, window, rounding, a=figures, b=others) == [False, True, False, True]
    assert proved(operations, other, rounding, a=figures, b=others) == [False, False, False, True]


def test_denominators_that_may_be_too_large() -> None:
    """A divisor may be a tenth larger than its double, and even then the difference has to stay below 2**62."""
    operations = (A, B, Quotient(0, 1))
    bounds = Bounds(operations, {"a": (1.0, 1e15), "b": (1.0, 1e15)})
    divisor = 1e14
    for share, expected in ((0.5, True), (0.95, False), (1.05, False)):
        wide = share * 2.0**62 / divisor
        found = ties_of(operations, bounds, [near(2, width=wide / 2)])
        assert found is not None
        assert found.proves({"a": np.array([divisor]), "b": np.array([divisor])}).tolist() == [expected]
