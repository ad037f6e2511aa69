"""A small calculator for what explanations print: it knows nothing of the library, and reads with intervals.

A number behind ``≈`` stands for everything that is printed so.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

Interval: TypeAlias = tuple[Fraction, Fraction]

_ROUNDINGS = {
    "round_half_up": "half_up",
    "四舍五入": "half_up",
    "round_half_down": "half_down",
    "五舍六入": "half_down",
    "round_half_even": "half_even",
    "四舍六入五成双": "half_even",
    "round_away_from_zero": "up",
    "远离零取整": "up",
    "round_towards_zero": "down",
    "向零取整": "down",
    "round_up": "ceiling",
    "向上取整": "ceiling",
    "round_down": "floor",
    "向下取整": "floor",
}
_TOKEN = re.compile(r"\s*(≈|\d+/\d+|\d+(?:\.\d+)?|[^\W\d]\w*|[-−+×÷(),|%])")
_HALF = Fraction(1, 2)
_CUT = Fraction(1, 2 * 10**6)  # what is cut is cut at six places or more


class NotACalculationError(ValueError):
    """The text has words in it that are no arithmetic."""


def round_to(number: Fraction, step: Fraction, mode: str) -> Fraction:
    """Round, written once more and independently."""
    size, sign = abs(number) / step, -1 if number < 0 else 1
    whole, rest = size // 1, size % 1
    up = {
        "half_up": rest >= _HALF,
        "half_down": rest > _HALF,
        "half_even": rest > _HALF or (rest == _HALF and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
        "ceiling": rest > 0 and sign > 0,
        "floor": rest > 0 and sign < 0,
    }[mode]
    return sign * (whole + up) * step


class Calculator:
    """Reads what stands between two equals signs."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = []
        place = 0
        text = text.strip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise NotACalculationError(text)
            self.pieces.append(found[1])
            place = found.end()

    def result(self) -> Interval:
        """Compute the value of the whole text."""
        value = self.sum()
        if self.pieces:
            raise NotACalculationError(self.pieces)
        return value

    def peek(self) -> str:
        """Look at the next piece."""
        return self.pieces[0] if self.pieces else ""

    def take(self, wanted: str | None = None) -> str:
        """Take the next piece, which must be the wanted one."""
        if not self.pieces or (wanted is not None and self.pieces[0] != wanted):
            raise NotACalculationError(self.pieces)
        return self.pieces.pop(0)

    def sum(self) -> Interval:
        """Add and subtract products."""
        low, high = self.product()
        while self.peek() in {"+", "−"}:
            sign = self.take()
            left, right = self.product()
            low, high = (low + left, high + right) if sign == "+" else (low - right, high - left)
        return low, high

    def product(self) -> Interval:
        """Multiply and divide signed atoms."""
        value = self.signed()
        while self.peek() in {"×", "÷"}:
            sign = self.take()
            other = self.signed()
            if sign == "÷":
                if other[0] <= 0 <= other[1]:
                    raise NotACalculationError(other)
                other = (1 / other[1], 1 / other[0])
            ends = [one * two for one in value for two in other]
            value = (min(ends), max(ends))
        return value

    def signed(self) -> Interval:
        """Read an atom with its signs."""
        if self.peek() in {"-", "−"}:
            self.take()
            low, high = self.signed()
            return -high, -low
        return self.atom()

    def atom(self) -> Interval:
        """Read a bracket, an absolute value, a number or a call."""
        piece = self.take()
        if piece == "(":
            value = self.sum()
            self.take(")")
            return value
        if piece == "|":
            low, high = self.sum()
            self.take("|")
            return (low, high) if low >= 0 else (-high, -low) if high <= 0 else (Fraction(0), max(-low, high))
        if piece == "≈":
            return self.about()
        if piece[0].isdigit():
            return self.number(piece)
        return self.call(piece)

    def about(self) -> Interval:
        """Find everything that is printed like the number behind ``≈``."""
        negative = self.peek() == "-"
        if negative:
            self.take()
        middle = self.number(self.take(), cut=True)
        return (-middle[1], -middle[0]) if negative else middle

    def number(self, piece: str, *, cut: bool = False) -> Interval:
        """Read a number, a fraction or a percentage."""
        if not piece[0].isdigit():
            raise NotACalculationError(piece)
        number, unit = Fraction(piece), _CUT if cut else Fraction(0)
        if self.peek() == "%":
            self.take()
            number, unit = number / 100, unit / 100
        return number - unit, number + unit

    def call(self, name: str) -> Interval:
        """Compute the smallest, the largest, or a rounding."""
        if self.peek() != "(" or name not in {"min", "max", *_ROUNDINGS}:
            raise NotACalculationError(name)
        self.take("(")
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        if name in {"min", "max"}:
            choose = min if name == "min" else max
            return choose(low for low, _ in arguments), choose(high for _, high in arguments)
        (low, high), (step, _) = arguments
        return round_to(low, step, _ROUNDINGS[name]), round_to(high, step, _ROUNDINGS[name])


def agree(one: Interval, other: Interval) -> bool:
    """Tell whether two values may be the same number."""
    return one[0] <= other[1] and other[0] <= one[1]
