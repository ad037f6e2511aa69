"""A small calculator for what explanations print: it knows nothing of the library, and reads with intervals.

In what follows ``≈`` a number that was cut stands for everything that is printed so.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

Interval: TypeAlias = tuple[Fraction, Fraction]

_MODES = {
    "rounded half up": "half_up",
    "四舍五入": "half_up",
    "rounded half down": "half_down",
    "五舍六入": "half_down",
    "rounded half to even": "half_even",
    "四舍六入五成双": "half_even",
    "rounded away from 0": "up",
    "只入不舍": "up",
    "rounded towards 0": "down",
    "只舍不入": "down",
    "rounded up": "ceiling",
    "向上取整": "ceiling",
    "rounded down": "floor",
    "向下取整": "floor",
}
_COUNTS = {
    "in started units": "up",
    "进整（不足 1 个按 1 个计）": "up",
    "in full units": "down",
    "取整（不足 1 个不计）": "down",
    "向上取整": "ceiling",
    "向下取整": "floor",
}
_CHINESE = "零一两三四五六七八九十"
_ROUNDED = re.compile(
    rf" (?P<mode>{'|'.join(_MODES)})"
    r"(?:取整| to a whole number|保留(?P<zh>\S+?)位小数| to (?P<en>\d+) places?"
    r"|(?:到 | to multiples of )(?P<step>[\d./]+%?)(?: 的倍数)?)"
    rf"|(?: (?P<count>{'|'.join(map(re.escape, _COUNTS))}))"
)
_BOUNDS = {"最高为": "most", "最低为": "least", "at most": "most", "at least": "least"}
_BOUNDED = re.compile(rf"(?:，|, )(?P<bound>{'|'.join(_BOUNDS)}) ")
_EXTREMES = {"最小值": min, "最大值": max, "smallest": min, "largest": max}
_OF = re.compile(r"(?<=est) of (?=\()")
_POINTS = re.compile(" (?:个百分点|percentage points?)")
_TOKEN = re.compile(r"\s*(@\w+:(?:[\d./]+%?)?|\d+/\d+|\d+(?:\.\d+)?|[^\W\d]\w*|[-−+×÷(),|%])")
_HALF = Fraction(1, 2)
_CUT = 6  # an exact explanation cuts at six places or more, and leaves zeros out


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
    """Reads what stands between two signs.

    Args:
        text: the calculation.
        cut: from how many places on a number stands for everything that is printed so; 0: every number does, as far as
            six places tell; ``None``: none does.
    """

    def __init__(self, text: str, cut: int | None = None) -> None:
        self.cut = cut
        self.pieces: list[str] = []
        place = 0
        text = _BOUNDED.sub(lambda found: f" @{_BOUNDS[found['bound']]}: ", _OF.sub("", text.strip()))
        text = _POINTS.sub("%", _ROUNDED.sub(_as_sign, text))
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise NotACalculationError(text)
            self.pieces.append(found[1])
            place = found.end()

    def result(self) -> Interval:
        """Compute the value of the whole text."""
        value = self.rounded()
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

    def rounded(self) -> Interval:
        """Round a sum, or limit it, where it says so behind it."""
        low, high = self.sum()
        while self.peek().startswith("@"):
            mode, _, unit = self.take()[1:].partition(":")
            if not unit:
                limit, choose = self.sum(), min if mode == "most" else max
                low, high = choose(low, limit[0]), choose(high, limit[1])
                continue
            step = Fraction(unit.removesuffix("%")) / (100 if unit.endswith("%") else 1)
            low, high = round_to(low, step, mode), round_to(high, step, mode)
        return low, high

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
            value = self.rounded()
            self.take(")")
            return value
        if piece == "|":
            low, high = self.rounded()
            self.take("|")
            return (low, high) if low >= 0 else (-high, -low) if high <= 0 else (Fraction(0), max(-low, high))
        if piece[0].isdigit():
            return self.number(piece)
        return self.call(piece)

    def number(self, piece: str) -> Interval:
        """Read a number, a fraction or a percentage."""
        number, unit = Fraction(piece), Fraction(0)
        places = len(piece.partition(".")[2])
        if self.cut is not None and places >= self.cut and "/" not in piece:
            unit = Fraction(1, 2 * 10 ** (places if self.cut else max(places, _CUT)))
        if self.peek() == "%":
            self.take()
            number, unit = number / 100, unit / 100
        return number - unit, number + unit

    def call(self, name: str) -> Interval:
        """Compute the smallest or the largest."""
        if self.peek() != "(" or name not in _EXTREMES:
            raise NotACalculationError(name)
        self.take("(")
        arguments = [self.rounded()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.rounded())
        self.take(")")
        choose = _EXTREMES[name]
        return choose(low for low, _ in arguments), choose(high for _, high in arguments)


def _as_sign(found: re.Match[str]) -> str:
    """Write a rounding as one sign: its mode, and the step."""
    if found["count"] is not None:
        return f"@{_COUNTS[found['count']]}:1"
    mode = _MODES[found["mode"]]
    if found["step"] is not None:
        return f"@{mode}:{found['step']}"
    places = found["en"] or found["zh"]
    if places is None:
        return f"@{mode}:1"
    return f"@{mode}:1/{10 ** (_CHINESE.index(places) if places in _CHINESE else int(places))}"


def agree(one: Interval, other: Interval) -> bool:
    """Tell whether two values may be the same number."""
    return one[0] <= other[1] and other[0] <= one[1]
