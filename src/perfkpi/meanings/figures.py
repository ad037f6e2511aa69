"""How exact numbers are written: decimals where they end, fractions where they do not, ``≈`` before what is cut."""

from __future__ import annotations

import math
from fractions import Fraction

from perfkpi.meanings.surds import Surd

__all__ = ["APPROXIMATELY", "decimal_text", "exact_text", "finite_places", "inline_text"]

APPROXIMATELY = "≈"
_DIGITS = 15
_PLACES = 6
_SHORT = 10**9
_MANY_ZEROS = 3
_MOST_ZEROS = 40


def finite_places(number: Fraction) -> int | None:
    """How many decimals the number has; ``None`` where they never end."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return places if rest == 1 else None


def _fixed(scaled: int, places: int) -> str:
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def exact_text(number: Fraction) -> str | None:
    """The number as a decimal of at most 15 digits, or ``None`` where it is not one."""
    places = finite_places(number)
    if places is None or places > _DIGITS:
        return None
    scaled = int(number * 10**places)
    return _fixed(scaled, places) if abs(scaled) < 10**_DIGITS else None


def decimal_text(number: Fraction | Surd, *, percent: bool = False) -> str:
    """The number as a decimal; rounded half-up to six places and marked ``≈`` where it is not one."""
    shown = number * Fraction(100) if percent else number
    sign = "%" if percent else ""
    if isinstance(shown, Fraction) and (text := exact_text(shown)) is not None:
        return text + sign
    positive = shown if shown > Fraction(0) else shown * Fraction(-1)
    zeros = 0
    while zeros < _MOST_ZEROS and positive * Fraction(10 ** (zeros + 1)) < Fraction(1):
        zeros += 1
    places = _PLACES + (zeros if zeros >= _MANY_ZEROS else 0)
    scaled = math.floor(positive * Fraction(10**places) + Fraction(1, 2))
    text = _fixed(scaled, places).rstrip("0").rstrip(".")
    return f"{APPROXIMATELY}{'-' if shown < Fraction(0) else ''}{text}{sign}"


def inline_text(number: Fraction | Surd, *, percent: bool = False) -> str:
    """The number as it stands inside a calculation: exact wherever that is short, as a fraction if need be."""
    text = decimal_text(number, percent=percent)
    if isinstance(number, Surd) or not text.startswith(APPROXIMATELY):
        return text
    short = max(abs(number.numerator), number.denominator) < _SHORT
    return f"{number.numerator}/{number.denominator}" if short else text
