"""How a number is written for people: as HR would write it, in digits that are the same in both languages."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

APPROXIMATELY = "≈"
_MANY_BITS = 200  # 60 digits; nobody writes more, and everything below stays quick
_MOST_DIGITS = 80
_PLAIN_POWERS = range(-3, 9)
_ALWAYS = 1 << 2000
"""Below it every interpreter writes a number, whatever limit it was given (``sys.set_int_max_str_digits``)."""


class Percentage(Fraction):
    """A fraction that was written with a percent sign. Equal to the plain fraction; only remembers its spelling."""

    __slots__ = ()


def digits(number: int) -> str:
    """Write a whole number in digits, however many an interpreter is willing to write of its own integers."""
    return str(number) if -_ALWAYS < number < _ALWAYS else f"{Decimal(number):f}"


def whole(text: str) -> int:
    """Read the whole number that some digits are, however many an interpreter is willing to read as one of its own."""
    return int(Decimal(text))


def finite_places(number: Fraction) -> int | None:
    """Count the decimals that the number has; ``None`` where they never end."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return places if rest == 1 else None


def as_decimal(number: Fraction, most: int) -> str | None:
    """Write the number as a decimal of at most so many digits; ``None`` where it is not one."""
    places = finite_places(number) if number.denominator <= 10**most else None  # which it must divide
    if places is None or places > most:
        return None
    scaled = int(number * 10**places)
    if abs(scaled) >= 10**most:
        return None
    return fixed(scaled, places)


def fixed(scaled: int, places: int) -> str:
    """Write the decimal that a whole number becomes when its point moves so many places to the left."""
    text = digits(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{text[:-places]}.{text[-places:]}" if places else f"{sign}{text}"


def written(number: int | Fraction) -> str:
    """Write the number as a person would: ``0.84816``, ``12%`` where it was written so, ``1/3`` as no decimal ends.

    What is too long to read is cut and marked ``≈``; it is never slow, however large the number is.
    """
    if isinstance(number, Percentage):
        return f"{written(Fraction(number) * 100)}%"
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MANY_BITS:
        return _about(number)
    text = as_decimal(Fraction(number), _MOST_DIGITS) or f"{number.numerator}/{number.denominator}"
    return text if len(text) <= _MOST_DIGITS else _about(number)


def _about(number: int | Fraction) -> str:
    sign = "-" if number < 0 else ""
    size = math.log10(abs(number.numerator)) - math.log10(number.denominator)
    power = math.floor(size)
    if power in _PLAIN_POWERS:
        rounded = f"{abs(number.numerator) / number.denominator:.6f}".rstrip("0").rstrip(".")
        return f"{APPROXIMATELY}{sign}{rounded}"
    return f"{APPROXIMATELY}{sign}{10 ** (size - power):.3g}×10^{power}"
