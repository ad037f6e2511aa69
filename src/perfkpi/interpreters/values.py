"""Values of the exact meaning: rationals as pairs, exact roots, and what becomes of both where there is no number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd
from typing import Any, TypeAlias

from perfkpi.interpreters.surds import LongError, Surd, root
from perfkpi.language import DIGITS, LONGEST, RoundingMode, Status, Undefinedness, combine
from perfkpi.language.statuses import because

Pair: TypeAlias = tuple[int, int]
Value: TypeAlias = Pair | Surd | str | Undefinedness

LONG = 1 << 1024
"""From here on a number is worth reducing: figures of a sheet stay below it, chains of quotients do not."""

_REDUCED = 1 << 15
"""With more binary digits than that, finding what is common to both takes too long."""

ZERO: Pair = (0, 1)
ONE: Pair = (1, 1)
_HALF = Fraction(1, 2)


def pair(number: Fraction) -> Pair:
    """Turn a fraction into a pair."""
    return number.numerator, number.denominator


def fraction(value: Pair) -> Fraction:
    """Turn a pair into a fraction, reduced."""
    return Fraction(value[0], value[1])


def held(top: int, bottom: int) -> Pair | Undefinedness:
    """Return a pair, reduced where it is long; none where it is longer than any figure may be."""
    if bottom < LONG and -LONG < top < LONG:
        return top, bottom
    bits = max(top.bit_length(), bottom.bit_length())
    if bits > _REDUCED:
        return (top, bottom) if bits <= LONGEST else TOO_LONG
    common = gcd(top, bottom)
    return top // common, bottom // common


IRRATIONAL = because(
    Status.UNDEFINED,
    "irrational",
    "不同的根式相加或相比，无法精确判定；请先对其中一个修约",
    "two different roots meet, which cannot be decided exactly; round one of them first",
)
TOO_LONG = because(
    Status.INVALID_VALUE,
    "too-many-digits",
    f"计算中出现超过 {DIGITS} 位的数字，没有这样长的考核数字",
    f"the figures lead to a number of more than {DIGITS} digits, which no performance figure has",
)
"""What arithmetic yields in place of a number that is too long."""

ZERO_POWER = because(Status.UNDEFINED, "zero-to-negative", "零不能取负数次幂", "0 has no negative power")
NEGATIVE_ROOT = because(Status.UNDEFINED, "root-of-negative", "负数不能开偶次方", "a negative number has no even root")


def causes_of(values: Sequence[Value]) -> Undefinedness | None:
    """Tell together why some values are no numbers; ``None`` where all of them are."""
    causes = [value for value in values if isinstance(value, Undefinedness)]
    return combine(causes) if causes else None


def rooted(values: Sequence[Value], operation: Callable[[list[Any]], object]) -> Value:
    """Find what an operation yields where not every value is a pair: why there is no number, or an exact root."""
    blamed = causes_of(values)
    if blamed is not None:
        return blamed
    try:
        found = operation([fraction(value) if isinstance(value, tuple) else value for value in values])
    except LongError:
        return TOO_LONG
    except TypeError:
        return IRRATIONAL
    return value_of(found) if isinstance(found, (Fraction, Surd)) else IRRATIONAL


def carry(whole: int, *, exact: bool, half: int, mode: RoundingMode) -> int:
    """Return 1 where what lies above ``whole`` is rounded up, else 0; ``half`` compares it with one half (-1, 0, 1)."""
    if exact:
        return 0
    positive, even = whole >= 0, whole % 2 == 0
    return int(
        {
            RoundingMode.HALF_UP: half > 0 or (half == 0 and positive),
            RoundingMode.HALF_DOWN: half > 0 or (half == 0 and not positive),
            RoundingMode.HALF_EVEN: half > 0 or (half == 0 and not even),
            RoundingMode.UP: positive,
            RoundingMode.DOWN: not positive,
            RoundingMode.CEILING: True,
            RoundingMode.FLOOR: False,
        }[mode]
    )


def rounded_root(value: Surd, step: Fraction, mode: RoundingMode) -> Fraction:
    """Round a root to a multiple of a step; it never lies on a tie."""
    whole = (value / step).__floor__()
    half = 1 if value / step - Fraction(whole) > _HALF else -1
    return (whole + carry(whole, exact=False, half=half, mode=mode)) * step


def power_of(base: Fraction | Surd, exponent: Fraction) -> Value:
    """Compute a rational power: a rational, a root, or why it is neither."""
    top, bottom = exponent.numerator, exponent.denominator
    if not top:
        return ONE
    if isinstance(base, Surd):
        return value_of(base.power(top, bottom))
    if not base:
        return ZERO if top > 0 else ZERO_POWER
    if base < 0 and bottom % 2 == 0:
        return NEGATIVE_ROOT
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(top) > LONGEST:
        return TOO_LONG
    found = root(abs(base) ** top, bottom)
    return value_of(found * Fraction(-1) if base < 0 and top % 2 else found)


def value_of(number: Fraction | Surd) -> Value:
    """Turn a number into the value that stands for it, unless it is too long."""
    parts = (number,) if isinstance(number, Fraction) else (number.offset, number.coefficient, number.radicand)
    if any(max(part.numerator.bit_length(), part.denominator.bit_length()) > LONGEST for part in parts):
        return TOO_LONG
    return pair(number) if isinstance(number, Fraction) else number
