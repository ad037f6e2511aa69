"""How exact numbers are written: decimals where they end, fractions where they do not, ``≈`` before what is cut."""

from __future__ import annotations

import math
from fractions import Fraction

from perfkpi.interpreters.surds import Surd
from perfkpi.numerals import APPROXIMATELY, as_decimal, fixed

_DIGITS = 15
_PLACES = 6
_SHORT = 10**9
_MANY_ZEROS = 3
_MOST_ZEROS = 40


def decimal_text(number: Fraction | Surd, *, percent: bool = False) -> str:
    """Write the number as a decimal; rounded half-up to six places and marked ``≈`` where it is not one."""
    shown = number * Fraction(100) if percent else number
    sign = "%" if percent else ""
    if isinstance(shown, Fraction) and (text := as_decimal(shown, _DIGITS)) is not None:
        return text + sign
    positive = shown if shown > Fraction(0) else shown * Fraction(-1)
    zeros = 0
    while zeros < _MOST_ZEROS and positive * Fraction(10 ** (zeros + 1)) < Fraction(1):
        zeros += 1
    places = _PLACES + (zeros if zeros >= _MANY_ZEROS else 0)
    scaled = math.floor(positive * Fraction(10**places) + Fraction(1, 2))
    text = fixed(scaled, places).rstrip("0").rstrip(".")
    return f"{APPROXIMATELY}{'-' if shown < Fraction(0) else ''}{text}{sign}"


def inline_text(number: Fraction | Surd, *, percent: bool = False) -> str:
    """Write the number as it stands inside a calculation: exact wherever that is short, as a fraction if need be."""
    text = decimal_text(number, percent=percent)
    if isinstance(number, Surd) or not text.startswith(APPROXIMATELY):
        return text
    short = max(abs(number.numerator), number.denominator) < _SHORT
    return f"{number.numerator}/{number.denominator}" if short else text
