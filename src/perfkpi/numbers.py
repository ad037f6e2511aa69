"""What counts as a number, and which exact number it is.

Integers, decimals and fractions mean themselves; a float means the shortest decimal that prints as it (float32: the
shortest of its own type); ``"12%"`` is 12/100. ``True`` is not a number, nor are NaN and the infinities. Magnitudes
beyond ``10**400`` are refused before any arithmetic, so ``Decimal("1e999999999")`` answers at once.
"""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, TypeGuard

from perfkpi.errors import Code, NumberError, shown
from perfkpi.numerals import Percentage

__all__ = ["MAX_DIGITS", "Numeric", "Percentage", "exact", "integer_ratio", "is_count", "normalised"]

MAX_DIGITS = 400
"""The bound on digits and on the decimal exponent: doubles reach 1e308 and 5e-324."""

_MAX_COUNT = 10**18
_MAX_BITS = 1330  # 10**400 has 1329 bits
_MAX_TEXT = 1300  # every number within the bounds can be written as a fraction
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)

Numeric: TypeAlias = int | float | str | Decimal | Fraction | numbers.Real


def normalised(text: str) -> str:
    """NFKC form without surrounding space: full-width digits, letters and signs become the usual ones."""
    return unicodedata.normalize("NFKC", text).strip()


def exact(value: object) -> Fraction:
    """The exact number that a value means.

    Args:
        value: int, str, Decimal, Fraction, float or a NumPy integer or float scalar.

    Returns:
        a Fraction; a ``Percentage`` where the text carried ``%``.

    Raises:
        NumberError: not a number, a bool, NaN, an infinity, or beyond ``10**400``.
    """
    if type(value) is int:
        return _bounded(Fraction(value), value)
    if type(value) is float:
        return _from_decimal(Decimal(repr(value)), value)
    if isinstance(value, Fraction):
        return _bounded(value, value)
    if isinstance(value, Decimal):
        return _from_decimal(value, value)
    if isinstance(value, str):
        return _from_text(value)
    return _from_scalar(value)


def is_count(value: object, lowest: int = 1) -> TypeGuard[int]:
    """Whether something says how many: a whole number from the lowest on, and none that cannot be written out."""
    return type(value) is int and lowest <= value <= _MAX_COUNT


def integer_ratio(value: object) -> tuple[int, int]:
    """The same number as a pair of integers; the quick way for the figures of one person.

    Raises:
        NumberError: as ``exact`` does.
    """
    if type(value) is float and math.isfinite(value):
        return Decimal(repr(value)).as_integer_ratio()  # any double is within the bounds
    return exact(value).as_integer_ratio()


def _from_scalar(value: object) -> Fraction:
    if isinstance(value, bool) or type(value).__name__ in {"bool", "bool_"}:
        raise NumberError(
            Code.BOOLEAN_NUMBER,
            en=f"{value!r} is a truth value, not a number; write 1 or 0 if that is meant",
            zh=f"{value!r} 是真假值，不是数字；如果确实要表示数字，请写 1 或 0",
            value=value,
        )
    if isinstance(value, Enum):  # an IntEnum is an int, but a status or an error code is no figure
        raise _not_a_number(value)
    if isinstance(value, numbers.Integral):
        return _bounded(Fraction(int(value)), value)
    if isinstance(value, numbers.Rational):
        return _bounded(Fraction(int(value.numerator), int(value.denominator)), value)
    if isinstance(value, numbers.Real):
        return _from_decimal(Decimal(float.__repr__(value) if isinstance(value, float) else str(value)), value)
    raise _not_a_number(value)


def _from_text(text: str) -> Fraction:
    plain = normalised(text[: _MAX_TEXT + 1]).replace("\N{MINUS SIGN}", "-")
    if len(plain) > _MAX_TEXT:
        raise _too_large(text[:40] + "…")
    number, percent = (plain[:-1].rstrip(), True) if plain.endswith("%") else (plain, False)
    if ratio := _FRACTION.fullmatch(number):
        if int(ratio[2]) == 0:
            raise _not_a_number(text)
        found = _bounded(Fraction(int(ratio[1]), int(ratio[2])), text)
    elif _DECIMAL.fullmatch(number):
        found = _from_decimal(Decimal(number), text)
    elif number.lstrip("+-").lower() in {"nan", "inf", "infinity"}:
        raise _not_finite(text)
    else:
        raise _not_a_number(text)
    return Percentage(found / 100) if percent else found


def _from_decimal(number: Decimal, value: object) -> Fraction:
    if not number.is_finite():
        raise _not_finite(value)
    _, digits, exponent = number.as_tuple()
    if len(digits) > 2 * MAX_DIGITS or (number and not -MAX_DIGITS <= number.adjusted() <= MAX_DIGITS):
        raise _too_large(value)
    if not number:
        return Fraction(0)
    if isinstance(exponent, int) and exponent < -2 * MAX_DIGITS:
        raise _too_large(value)
    return Fraction(number)


def _bounded(number: Fraction, value: object) -> Fraction:
    if number.numerator.bit_length() > _MAX_BITS or number.denominator.bit_length() > 2 * _MAX_BITS:
        raise _too_large(value)
    return number


def _not_a_number(value: object) -> NumberError:
    quoted = shown(value)
    return NumberError(
        Code.NOT_A_NUMBER,
        en=f"{quoted} is not a number; write 12, 0.12, '12%', '1/3' or a Decimal (no thousands separators)",
        zh=f"{quoted} 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）",
        value=value,
    )


def _not_finite(value: object) -> NumberError:
    quoted = shown(value)
    return NumberError(
        Code.NOT_FINITE,
        en=f"{quoted} is not a finite number; leave a missing value out as None",
        zh=f"{quoted} 不是有限的数字；缺失的数值请用 None 表示",
        value=value,
    )


def _too_large(value: object) -> NumberError:
    quoted = shown(value)
    return NumberError(
        Code.NUMBER_TOO_LARGE,
        en=f"{quoted} is beyond 10^{MAX_DIGITS} in size or in decimals; no performance figure is that large",
        zh=f"{quoted} 的大小或小数位超过 10^{MAX_DIGITS}；没有这样大的考核数字",
        value=value,
    )
