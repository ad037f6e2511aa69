"""Exact roots: numbers of the form ``offset + coefficient * radicand ** (1 / degree)``.

Weighted geometric means and growth rates per year are such numbers. They are compared with rationals, rounded and
floored by comparing integers, never by floats. What does not fit the form (the sum of two roots that are no multiples
of each other) is refused.
"""

from __future__ import annotations

import math
from fractions import Fraction

from attrs import frozen

from perfkpi.doubles import nearest

MAX_DEGREE = 360
_SPARE = 8
_HASHED = 40
_BITS = 96
LONGEST_POWER = 1 << 21
"""The most binary digits of a power that is compared with another one."""

_PRECISE = 1 << 64  # so many whole steps that cutting the last one off is far below what a double tells apart


class LongError(TypeError):
    """Numbers would have to be compared that are longer than anybody waits for."""


def _raised(number: Fraction, exponent: int) -> Fraction:
    """Raise a number to a power that is not too long to be computed."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) * exponent > LONGEST_POWER:
        raise LongError(exponent)
    return number**exponent


def _integer_root(number: int, degree: int) -> int:
    """Find the largest integer whose ``degree``-th power is not greater than ``number`` (Newton's iteration)."""
    if not number:
        return 0
    guess, half = 1 << -(-number.bit_length() // degree), number.bit_length() // (2 * degree)
    if half > _BITS:  # the root of the leading digits is half of the way, and a little too large
        guess = _integer_root(number >> half * degree, degree) + 1 << half
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def root(radicand: Fraction, degree: int) -> Fraction | Surd:
    """Find the positive ``degree``-th root of a positive rational: a rational where it is one, else a surd.

    Raises:
        TypeError: the degree is beyond what is compared in reasonable time.
    """
    if degree > MAX_DEGREE:
        raise TypeError(degree)
    if max(radicand.numerator.bit_length(), radicand.denominator.bit_length()) > LONGEST_POWER:
        raise LongError(degree)
    top = _integer_root(radicand.numerator, degree)
    bottom = _integer_root(radicand.denominator, degree)
    if top**degree == radicand.numerator and bottom**degree == radicand.denominator:
        return Fraction(top, bottom)
    return Surd(Fraction(0), Fraction(1), radicand, degree)


@frozen(eq=False)
class Surd:
    """An irrational number that is known exactly; ``coefficient`` is not 0 and ``radicand`` is positive."""

    offset: Fraction
    coefficient: Fraction
    radicand: Fraction
    degree: int

    def _moved(self, offset: Fraction, factor: Fraction) -> Surd:
        return Surd(self.offset * factor + offset, self.coefficient * factor, self.radicand, self.degree)

    def _stem(self) -> Surd:
        """Return the surd without its offset."""
        return Surd(Fraction(0), self.coefficient, self.radicand, self.degree)

    def __add__(self, other: object) -> Fraction | Surd:
        if isinstance(other, (int, Fraction)):
            return self._moved(Fraction(other), Fraction(1))
        if not isinstance(other, Surd):
            return NotImplemented
        times = self._stem() / other._stem()
        if not isinstance(times, Fraction):
            return NotImplemented
        offset, coefficient = self.offset + other.offset, (times + 1) * other.coefficient
        return Surd(offset, coefficient, other.radicand, other.degree) if coefficient else offset

    __radd__ = __add__

    def __sub__(self, other: object) -> Fraction | Surd:
        return self + other * Fraction(-1) if isinstance(other, (int, Fraction, Surd)) else NotImplemented

    def __rsub__(self, other: object) -> Surd:
        return self._moved(Fraction(other), Fraction(-1)) if isinstance(other, (int, Fraction)) else NotImplemented

    def __mul__(self, other: object) -> Fraction | Surd:
        if isinstance(other, (int, Fraction)):
            return self._moved(Fraction(0), Fraction(other)) if other else Fraction(0)
        if isinstance(other, Surd) and not self.offset and not other.offset:
            degree = math.lcm(self.degree, other.degree)
            powers = _raised(self.radicand, degree // self.degree) * _raised(other.radicand, degree // other.degree)
            return root(powers, degree) * (self.coefficient * other.coefficient)
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Fraction | Surd:
        if isinstance(other, (int, Fraction)):
            return self * (1 / Fraction(other))
        return self * other.inverse() if isinstance(other, Surd) else NotImplemented

    def __rtruediv__(self, other: object) -> Fraction | Surd:
        return self.inverse() * other if isinstance(other, (int, Fraction)) else NotImplemented

    def inverse(self) -> Fraction | Surd:
        """Divide one by the surd, where the form allows it (no offset)."""
        if self.offset:
            raise TypeError(self)
        return root(1 / self.radicand, self.degree) * (1 / self.coefficient)

    def power(self, numerator: int, denominator: int) -> Fraction | Surd:
        """Raise the surd to a rational power; it must be positive and without offset."""
        if self.offset or self.coefficient < 0:
            raise TypeError(self)
        base = _raised(_raised(self.coefficient, self.degree) * self.radicand, abs(numerator))
        return root(base if numerator > 0 else 1 / base, self.degree * denominator)

    def __eq__(self, other: object) -> bool:
        # No rational equals an irrational number; Python takes NotImplemented for that. Roots whose quotient is not
        # rational are linearly independent over the rationals, so equal surds have equal offsets.
        if not isinstance(other, Surd):
            return NotImplemented
        return (
            self.offset == other.offset and hash(self) == hash(other) and self._power_of(other) == other._power_of(self)
        )

    def _power_of(self, other: Surd) -> Fraction:
        """Raise the stem to the power in which its root and that of the other one vanish."""
        degree = math.lcm(self.degree, other.degree)
        return _raised(abs(self.coefficient), degree) * _raised(self.radicand, degree // self.degree)

    def __hash__(self) -> int:
        # By the value, because one number may be spelled as different roots.
        return hash(math.floor(self._stem() * Fraction(1 << _HASHED)))

    def __lt__(self, other: object) -> bool:
        if isinstance(other, (int, Fraction)):
            return self._below(Fraction(other))
        return self._less(other) if isinstance(other, Surd) else NotImplemented

    def __gt__(self, other: object) -> bool:
        if isinstance(other, (int, Fraction)):
            return not self._below(Fraction(other))
        return other._less(self) if isinstance(other, Surd) else NotImplemented

    def __le__(self, other: object) -> bool:
        return NotImplemented if not isinstance(other, (int, Fraction, Surd)) else self == other or self < other

    def __ge__(self, other: object) -> bool:
        return NotImplemented if not isinstance(other, (int, Fraction, Surd)) else self == other or self > other

    def _less(self, other: Surd) -> bool:
        times = self._stem() / other._stem()
        if isinstance(times, Fraction):
            return self - other < Fraction(0)
        if self.offset != other.offset:
            raise TypeError(self, other)
        return (times < Fraction(1)) if other.coefficient > 0 else (times > Fraction(1))

    def _below(self, bound: Fraction) -> bool:
        limit = (bound - self.offset) / self.coefficient
        smaller = limit > 0 and self.radicand < _raised(limit, self.degree)
        return smaller if self.coefficient > 0 else not smaller

    def __floor__(self) -> int:
        # A root to so many binary places that the coefficient cannot carry its error to the next integer but one.
        places = _SPARE + math.ceil(abs(self.coefficient)).bit_length()
        if places * self.degree > LONGEST_POWER:
            raise LongError(self)
        scaled = _integer_root(int(self.radicand * (1 << (places * self.degree))), self.degree)
        guess = math.floor(self.offset + self.coefficient * Fraction(scaled, 1 << places))
        while Fraction(guess) > self:
            guess -= 1
        while Fraction(guess + 1) < self:
            guess += 1
        return guess

    def __abs__(self) -> Surd:
        return self if self > Fraction(0) else self._moved(Fraction(0), Fraction(-1))

    def __float__(self) -> float:
        places = _BITS
        while abs(whole := self._moved(Fraction(0), Fraction(1 << places)).__floor__()) < _PRECISE:
            places += _BITS
        return nearest(Fraction(whole, 1 << places))
