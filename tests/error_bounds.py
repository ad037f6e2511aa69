"""The error bounds of ``docs/explanation/error-bound.md`` in exact fractions, for tests of those in doubles."""

import math
from fractions import Fraction
from itertools import product

from perfkpi.interpreters.columns.intervals import Bound

U = Fraction(1, 2**53)
"""The relative error of one rounding."""

T = Fraction(1, 2**1074)
"""The smallest double."""

MORE = 1 + Fraction(1, 10**8)
"""How much wider than stated an error may be: a few times the slack of a step, and less than any other mistake."""

ERRORS = [(0.0, 0.0), (0.0, 2.0**-53), (0.375, 0.0), (2.0**-40, 0.125)]
"""None, a rounding, an absolute error and one of both kinds."""


def is_about(found: float, exact: Fraction) -> bool:
    """Whether a computed error is the exact one, rounded up."""
    return math.isfinite(found) and exact <= Fraction(found) <= exact * MORE


def has(bound: Bound, alpha: Fraction, beta: Fraction) -> bool:
    """Whether these are the errors of a bound."""
    return is_about(bound.alpha, alpha) and is_about(bound.beta, beta)


def size(bound: Bound) -> Fraction:
    """The largest magnitude."""
    return Fraction(max(-bound.low, bound.high))


def error(bound: Bound) -> Fraction:
    """How far any number may be off."""
    return Fraction(bound.alpha) + Fraction(bound.beta) * size(bound)


def loss(number: Fraction) -> Fraction:
    """The relative error of a constant."""
    return Fraction(0) if Fraction(float(number)) == number else U


def columns(*ends: tuple[Fraction, Fraction]) -> list[Bound]:
    """These intervals, each with all of the errors."""
    return [Bound(low, high, alpha, beta) for (low, high), (alpha, beta) in product(ends, ERRORS)]
