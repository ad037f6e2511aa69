"""How long exact numbers may become: so many digits that nobody needs more, and so few that arithmetic ends at once.

Exact arithmetic never rounds, so every product of two figures has the digits of both. A formula of a few nested
products could keep a processor busy for years; a number that is longer than ``LONGEST`` is therefore refused: in a
formula where it is defined, and as an invalid value where it comes of somebody's figures.

The length of a number that varies is known before any figure is: a bound on it tells whether columns have to care.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

LONGEST = 1 << 18
"""The most binary digits that a numerator or a denominator has, except in passing."""

DIGITS = 78_913
"""The same in decimal digits."""


class Length(NamedTuple):
    """How many binary digits a numerator and a denominator have at most, before anything is reduced."""

    top: int
    bottom: int

    @property
    def most(self) -> int:
        """The longer of both."""
        return max(self)

    def times(self, other: Length) -> Length:
        """Bound the length of a product."""
        return Length(self.top + other.top, self.bottom + other.bottom)

    def inverse(self) -> Length:
        """Bound the length of one divided by the number."""
        return Length(self.bottom, self.top)

    def power(self, exponent: Fraction) -> Length:
        """Bound the length of a power; a root is not longer than what it is the root of."""
        size = abs(exponent.numerator)
        raised = Length(self.top * size, self.bottom * size)
        return raised if exponent >= 0 else raised.inverse()

    def rounded(self, step: Fraction) -> Length:
        """Bound the length of a multiple of some step that is close to the number."""
        unit = length_of(step)
        return Length(self.top + unit.most + 1, unit.bottom)

    @classmethod
    def total(cls, terms: Iterable[Length]) -> Length:
        """Bound the length of a sum."""
        each = list(terms)
        bottom = sum(term.bottom for term in each)
        return cls(bottom + max(term.top - term.bottom for term in each) + len(each).bit_length(), bottom)

    @classmethod
    def any_of(cls, choices: Iterable[Length]) -> Length:
        """Bound the length of whichever number is chosen."""
        each = list(choices)
        return cls(max((one.top for one in each), default=0), max((one.bottom for one in each), default=0))


MEASURED = Length(1_040, 1_090)
"""Of a figure for which a double stands: whole numbers below ``2**1024``, decimals of up to 324 places."""

ORDINARY = Length(60, 110)
"""Of a figure that is 0 or between ``1e-15`` and ``1e15`` in magnitude, for which a double stands."""


def length_of(number: Fraction) -> Length:
    """Measure the length of a number that is known."""
    return Length(number.numerator.bit_length(), number.denominator.bit_length())
