"""Doubles as their bits say, whatever a thread's processor was told to do with them.

A library that was built with ``-ffast-math`` switches the processor of the thread that loads it to reading and writing
doubles below ``2.0**-1022`` as 0; others leave another direction of rounding behind, or let the process die of an
exception that arithmetic ignores by default. What is read and written here is right all the same, and ``ordinary``
tells whether the thread computes with doubles as everybody expects. Constants come from the bits, too: a literal is
read by arithmetic, and what was read is kept in a file beside the module.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from struct import Struct

_BITS, _DOUBLE = Struct("<Q"), Struct("<d")
_FRACTION, _SIGN = 52, 1 << 63
_LOWEST = -1074
_INFINITE = 0x7FF << _FRACTION


def _of_bits(bits: int) -> float:
    found: float = _DOUBLE.unpack(_BITS.pack(bits))[0]
    return found


def _bits_of(number: float) -> int:
    found: int = _BITS.unpack(_DOUBLE.pack(number))[0]
    return found


TINY = _of_bits(1)
"""The smallest positive double, ``2.0**-1074``."""

SMALLEST, LARGEST = sys.float_info.min, sys.float_info.max
"""The ends of the positive doubles that hold 53 binary digits."""

_ONE, _HALF = 1.0, 0.5
_ABOVE_HALF, _BELOW_HALF = 0.75 * sys.float_info.epsilon, 0.25 * sys.float_info.epsilon


def _no_traps() -> int:
    return 0


@cache
def traps() -> Callable[[], int]:
    """Find what tells which exceptions of arithmetic end the process; where the system does not tell, none do."""
    from ctypes import PyDLL  # noqa: PLC0415  # whoever scores one person needs none of it

    try:
        asked: Callable[[], int] = PyDLL(None).fegetexcept
    except (AttributeError, OSError, TypeError):  # another library of C, no library at all, Windows
        return _no_traps
    return asked


def ordinary() -> bool:
    """Tell whether this thread computes with doubles as it does by default.

    Small doubles are kept, as operands and as results; sums are rounded to the nearest double, and no exception of
    arithmetic ends the process, where the system tells.
    """
    return (
        not traps()()  # before anything is computed that one of them could meet
        and SMALLEST * _HALF > 0.0
        and TINY > 0.0
        and _ONE + _ABOVE_HALF > _ONE
        and _ONE + _BELOW_HALF == _ONE
    )


def shortest(number: float) -> Decimal:
    """Find the shortest decimal that rounds to a double, which is the one that it prints as."""
    found = Decimal(float.__repr__(number))
    return found or small_decimal(_bits_of(number))


def small_decimal(bits: int) -> Decimal:
    """Find the shortest decimal of 0, or of a double so small that it prints as 0 where it is read as 0."""
    whole, places = bits & ~_SIGN, 0
    if not whole:
        return Decimal(0)
    # Those doubles lie side by side at the same distance: the first decimals that come closer than half of it do.
    even, place = whole % 2 == 0, 1 << -_LOWEST
    while True:
        places += 1
        power = 10**places
        digits = (2 * whole * power + place) // (2 * place)
        off = 2 * abs(digits * place - whole * power)
        if off < power or (even and off == power):
            return Decimal((int(bits >= _SIGN), tuple(map(int, str(digits))), -places))


def nearest(number: Fraction) -> float:
    """Find the double nearest to a number; infinite where there is none that large."""
    return division()(number.numerator, number.denominator)


def division() -> Callable[[int, int], float]:
    """Choose how a whole number is divided by a positive one on this thread, so that the nearest double comes of it."""
    return quotient if ordinary() else by_wholes


def quotient(top: int, bottom: int) -> float:
    """Find the double nearest to ``top / bottom`` on a thread with ordinary arithmetic; infinite if there is none."""
    try:
        return top / bottom + 0.0  # no -0.0
    except OverflowError:
        return math.inf if top > 0 else -math.inf


def by_wholes(number: int, bottom: int) -> float:
    """Find the nearest double by whole numbers alone, on any thread."""
    if not number:
        return 0.0
    top = abs(number)
    exponent = max(top.bit_length() - bottom.bit_length() - _FRACTION, _LOWEST)
    whole, rest = divmod(top << max(-exponent, 0), bottom << max(exponent, 0))
    if whole.bit_length() <= _FRACTION and exponent > _LOWEST:  # one digit too few
        exponent -= 1
        whole, rest = divmod(top << max(-exponent, 0), bottom << max(exponent, 0))
    twice, unit = 2 * rest, bottom << max(exponent, 0)
    whole += twice > unit or (twice == unit and whole % 2 == 1)
    # With an implicit leading digit, so that what is carried into the next power of two finds its place.
    bits = min(((exponent - _LOWEST) << _FRACTION) + whole, _INFINITE)
    return _of_bits(bits | _SIGN if number < 0 and bits else bits)
