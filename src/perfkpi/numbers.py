"""What counts as a number, and which exact number it is.

Integers, decimals and fractions mean themselves; a float means the shortest decimal that prints as it (float32: the
shortest of its own type); ``"12%"`` is 12/100. ``True`` is not a number, nor are NaN, the infinities and durations. Of
signs that only look like digits, full-width forms are read and no others: ``"１２"`` is 12, ``"10²"`` and ``"①"`` are
refused. Magnitudes beyond ``10**400`` are refused before any arithmetic, so ``Decimal("1e999999999")`` answers at once.
"""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from operator import index
from typing import Any, TypeAlias, TypeGuard

from perfkpi.doubles import shortest
from perfkpi.errors import Code, NumberError, shown
from perfkpi.numerals import Percentage, digits, finite_places, fixed, whole

MAX_DIGITS = 400
"""The bound on digits and on the decimal exponent: doubles reach 1e308 and 5e-324."""

_MAX_COUNT = 10**18
_MAX_BITS = 1330  # 10**400 has 1329 bits
MAX_TEXT = 1300
"""The longest text that is read: every number within the bounds can be written so, as a fraction if need be."""

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
_NAN = "nan"
_INFINITE = frozenset({"inf", "infinity"})

_FULL_WIDTH = {
    code: int(form.removeprefix("<wide>"), 16)
    for code in range(0xFF01, 0xFFE7)
    if (form := unicodedata.decomposition(chr(code))).startswith("<wide>")
}
_USUAL: dict[int, int | str] = {**_FULL_WIDTH, ord("\N{IDEOGRAPHIC SPACE}"): " ", ord("\N{MINUS SIGN}"): "-"}

# NumPy calls durations signed integers. Told by their names, because NumPy need not be loaded.
_TRUTHS = frozenset({"bool", "bool_"})
_NO_NUMBERS = frozenset({"timedelta64"})

Numeric: TypeAlias = int | float | str | Decimal | Fraction | numbers.Real


def normalised(text: str) -> str:
    """Write in NFKC without surrounding space, as names are compared: ``"Ａ"`` is ``"A"``, ``"m²"`` is ``"m2"``."""
    return unicodedata.normalize("NFKC", str.__str__(text)).strip()


def folded(text: str) -> str:
    """Fold a text as figures are read: without surrounding space, full-width forms and the minus sign as usual ones.

    Nothing else is folded, so that no sign becomes a digit that it is not: ``"10²"`` stays what it is.
    """
    plain = text.strip()
    return plain if plain.isascii() else plain.translate(_USUAL)


def exact(value: object) -> Fraction:
    """Read the exact number that a value means.

    Args:
        value: int, str, Decimal, Fraction, float, a NumPy integer or float scalar, or a number of another library that
            is a ``numbers.Rational`` or a ``numbers.Real`` whose text is a decimal.

    Returns:
        a Fraction; a ``Percentage`` where the text carried ``%``.

    Raises:
        NumberError: not a number, a bool, NaN, an infinity, or beyond ``10**400``; whatever a foreign value itself
            raises when it is asked for its number is this error, too.
    """
    if type(value) is int:
        return _bounded(Fraction(value), value)
    if type(value) is float:
        return _from_decimal(shortest(value), value)
    if type(value) is str:
        return _from_text(value)
    if type(value) is Decimal:
        return _from_decimal(value, value)
    if type(value) is Fraction or type(value) is Percentage:
        return _bounded(value, value)
    try:
        return _from_foreign(value)
    except NumberError:
        raise
    except Exception as cause:
        raise not_a_number(value) from cause


def spelled(number: Fraction) -> str:
    """Write an exact number: the decimal where it ends, else the fraction; a percentage keeps its sign."""
    if isinstance(number, Percentage):
        return f"{spelled(Fraction(number * 100))}%"
    places = finite_places(number)
    if places is None or places > MAX_DIGITS:
        return f"{digits(number.numerator)}/{digits(number.denominator)}"
    return fixed(int(number * 10**places), places)


def is_count(value: object, lowest: int = 1) -> TypeGuard[int]:
    """Tell whether something says how many: a whole number from the lowest on, and none that cannot be written out."""
    return type(value) is int and lowest <= value <= _MAX_COUNT


def integer_ratio(value: object) -> tuple[int, int]:
    """Read a number as a pair of integers; the quick way for the figures of one person.

    Raises:
        NumberError: as ``exact`` does.
    """
    if type(value) is float and math.isfinite(value):
        found = Decimal(repr(value)).as_integer_ratio()  # any double is within the bounds
        return found if found[0] else shortest(value).as_integer_ratio()
    return exact(value).as_integer_ratio()


def is_nan(value: object) -> bool:
    """Tell whether a number is no number, of whatever library it is; a text never is."""
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, Decimal):
        return Decimal.is_nan(value)  # a signalling NaN must not even be compared
    if isinstance(value, numbers.Rational) or not isinstance(value, numbers.Real):
        return False
    return _text_of(value).lstrip("+-").lower() == _NAN


def _from_foreign(value: object) -> Fraction:
    """Read a number of another library, or of a subclass: it is asked for no more than what tells it exactly."""
    name = type(value).__name__
    if isinstance(value, bool) or name in _TRUTHS:
        quoted = bool(value)  # NumPy calls its own np.True_
        raise NumberError(
            Code.BOOLEAN_NUMBER,
            en=f"{quoted} is a truth value, not a number; write 1 or 0 if that is meant",
            zh=f"{quoted} 是真假值，不是数字；如果确实要表示数字，请写 1 或 0",
            value=value,
        )
    if isinstance(value, str):
        return _from_text(str.__str__(value))
    if isinstance(value, Enum) or name in _NO_NUMBERS:  # an IntEnum is an int, but a status is no figure
        raise not_a_number(value)
    if isinstance(value, Decimal):
        return _from_decimal(Decimal(value), value)
    if isinstance(value, float):
        return _from_decimal(shortest(value), value)
    if isinstance(value, numbers.Integral):
        return _bounded(Fraction(index(value)), value)
    if isinstance(value, numbers.Rational):
        return _bounded(Fraction(index(value.numerator), index(value.denominator)), value)
    if isinstance(value, numbers.Real):
        return _from_real(value)
    raise not_a_number(value)


def _from_real(value: numbers.Real) -> Fraction:
    text = _text_of(value)
    if len(text) > MAX_TEXT:
        raise too_large(value)
    if _DECIMAL.fullmatch(text):
        return _from_decimal(Decimal(text), value)
    raise _not_finite(value) if text.lstrip("+-").lower() in {_NAN, *_INFINITE} else not_a_number(value)


def _text_of(value: Any) -> str:  # noqa: ANN401  # a real number of any library
    """Write the shortest decimal of a number's own type, which is no double."""
    if type(value).__module__ == "numpy":
        from numpy import format_float_scientific  # noqa: PLC0415  # NumPy is there if its number is

        return format_float_scientific(value)  # str() would obey numpy.set_printoptions
    return str(value)


def _from_text(text: str) -> Fraction:
    plain = text.strip()
    if len(plain) > MAX_TEXT:
        raise too_large(plain)
    plain = folded(plain)
    number, percent = (plain[:-1].rstrip(), True) if plain.endswith("%") else (plain, False)
    if ratio := _FRACTION.fullmatch(number):
        top, bottom = whole(ratio[1]), whole(ratio[2])
        if not bottom:
            raise not_a_number(text)
        found = _bounded(Fraction(top, bottom), text)
    elif _DECIMAL.fullmatch(number):
        found = _from_decimal(Decimal(number), text)
    elif number.lstrip("+-").lower() in {_NAN, *_INFINITE}:
        raise _not_finite(text)
    else:
        raise not_a_number(text)
    return Percentage(found / 100) if percent else found


def _from_decimal(number: Decimal, value: object) -> Fraction:
    if not number.is_finite():
        raise _not_finite(value)
    if not number:
        return Fraction(0)
    if not -MAX_DIGITS <= number.adjusted() <= MAX_DIGITS:
        raise too_large(value)
    _, digits, exponent = number.as_tuple()
    if len(digits) > 2 * MAX_DIGITS or (isinstance(exponent, int) and exponent < -2 * MAX_DIGITS):
        raise too_large(value)
    return Fraction(number)


def _bounded(number: Fraction, value: object) -> Fraction:
    if number.numerator.bit_length() > _MAX_BITS or number.denominator.bit_length() > 2 * _MAX_BITS:
        raise too_large(value)
    return number


def not_a_number(value: object) -> NumberError:
    """Build the refusal of what is no number."""
    return NumberError(
        Code.NOT_A_NUMBER,
        en=f"{shown(value)} is not a number; write 12, 0.12, '12%', '1/3' or a Decimal (no thousands separators)",
        zh=f"{shown(value, 'zh')} 不是数字；请写 12、0.12、'12%'、'1/3' 或 Decimal（不要用千位分隔符）",
        value=value,
    )


def _not_finite(value: object) -> NumberError:
    return NumberError(
        Code.NOT_FINITE,
        en=f"{shown(value)} is not a finite number; leave a missing value out as None",
        zh=f"{shown(value, 'zh')} 不是有限的数字；缺失的数值请用 None 表示",
        value=value,
    )


def too_large(value: object) -> NumberError:
    """Build the refusal of a number beyond the bounds."""
    return NumberError(
        Code.NUMBER_TOO_LARGE,
        en=f"{shown(value)} is beyond 10^{MAX_DIGITS} in size or in decimals; no performance figure is that large",
        zh=f"{shown(value, 'zh')} 的大小或小数位超过 10^{MAX_DIGITS}；没有这样大的考核数字",
        value=value,
    )
