"""How exact numbers are written: decimals where they end; else as fractions, or cut behind so many places."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from fractions import Fraction

from attrs import frozen

from perfkpi.interpreters.surds import Surd
from perfkpi.numbers import integer_ratio
from perfkpi.numerals import APPROXIMATELY, as_decimal, fixed
from perfkpi.value_objects import ValueObject

_DIGITS = 15
_PLACES = 6
_SHORT, _LONG = 10**9, 10**40
_MANY_ZEROS = 3
_MOST_ZEROS = 40
_FEWEST_DIGITS = 2


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


def double_text(number: float) -> str:
    """Write the decimal that a double stands for, as ``decimal_text`` does; most are what Python itself prints."""
    text = repr(number)
    if len(text) > _DIGITS + 1 or "e" in text:
        return decimal_text(Fraction(*integer_ratio(number)))
    return text.removesuffix(".0") if number else "0"


def inline_text(number: Fraction | Surd, *, percent: bool = False, short: int = _SHORT) -> str:
    """Write the number as it stands inside a calculation: exact wherever that is short, as a fraction if need be."""
    text = decimal_text(number, percent=percent)
    if isinstance(number, Surd) or not text.startswith(APPROXIMATELY):
        return text
    written = max(abs(number.numerator), number.denominator) < short
    return f"{number.numerator}/{number.denominator}" if written else text


class Figures(ABC):
    """How the numbers of one explanation are written."""

    @abstractmethod
    def inline(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        """Write a number as it stands inside a calculation."""

    @abstractmethod
    def outcome(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        """Write a number as it stands at the end of a line."""

    @abstractmethod
    def told(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        """Write a number as it stands in a sentence."""


@frozen(eq=False)
class ExactFigures(ValueObject, Figures):
    """Every number is exact where it can be: as a fraction, with its decimal beside what comes out."""

    def inline(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        return inline_text(number, percent=percent, short=_LONG)

    def outcome(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        exact, about = self.inline(number, percent=percent), decimal_text(number, percent=percent)
        return exact if exact == about else f"{exact} {APPROXIMATELY} {about.removeprefix(APPROXIMATELY)}"

    def told(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        return decimal_text(number, percent=percent)


EXACTLY = ExactFigures()


@frozen(eq=False)
class CutFigures(ValueObject, Figures):
    """Every number is a decimal, rounded half-up where it goes on, and then with all of these places.

    Attributes:
        places: behind the point; more where a number is so small that fewer than two of its digits would be seen.
        mark: what stands before a number that was cut.
    """

    places: int
    mark: str = APPROXIMATELY

    def inline(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        return self.outcome(number, percent=percent)

    def told(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        return self.outcome(number, percent=percent)

    def outcome(self, number: Fraction | Surd, *, percent: bool = False) -> str:
        cut, places = self._cut(number, percent=percent)
        shown = Fraction(cut, 10**places)
        sign = "%" if percent else ""
        if (shown / 100 if percent else shown) == number:
            return f"{as_decimal(shown, _DIGITS) or fixed(cut, places)}{sign}"
        return f"{self.mark}{fixed(cut, places)}{sign}"

    def read(self, number: Fraction | Surd, *, percent: bool = False) -> Fraction:
        """Return the number that somebody reads where a number was written."""
        cut, places = self._cut(number, percent=percent)
        return Fraction(cut, 10**places) / (100 if percent else 1)

    def _cut(self, number: Fraction | Surd, *, percent: bool) -> tuple[int, int]:
        """Compute the digits that are written, and how many of them stand behind the point."""
        shown = number * Fraction(100) if percent else number
        negative = shown < Fraction(0)
        positive = shown * Fraction(-1) if negative else shown
        places = max(self.places, _leading_zeros(positive) + _FEWEST_DIGITS)
        digits = math.floor(positive * Fraction(10**places) + Fraction(1, 2))
        return -digits if negative else digits, places

    def finer(self, more: int = 2) -> CutFigures:
        """Return the same with more places."""
        return CutFigures(self.places + more, self.mark)


def _leading_zeros(positive: Fraction | Surd) -> int:
    """Count the places behind the point in which a number has nothing yet; of 0 there are none."""
    zeros = 0
    while zeros < _MOST_ZEROS and Fraction(0) < positive and positive * Fraction(10 ** (zeros + 1)) < Fraction(1):
        zeros += 1
    return zeros
