"""Many texts at once: those that are decimals as a person writes them, told from all others, and the doubles they mean.

A number of at most fifteen digits is the shortest decimal of its nearest double, and dividing its digits by a power of
ten that a double holds rounds once, so nothing more is to be proved about it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from perfkpi.interpreters.columns.arrays import Bools, Floats

_DIGITS = 15
_LONGEST = _DIGITS + 3
"""A sign, a point and a percent sign beside the digits."""

_POINT, _PLUS, _MINUS, _PERCENT, _ZERO = map(ord, ".+-%0")
_POWERS = np.array([float(10**power) for power in range(_DIGITS + 3)])


def doubles_of(texts: Sequence[str], percent: int) -> tuple[Floats, Bools]:
    """Read texts such as ``80``, ``-3.25`` and ``12.5%``.

    Args:
        texts: the texts.
        percent: by which power of ten a percent sign divides: 2, or 0 where numbers are recorded in percent.

    Returns:
        the doubles, and which of them are known: other texts may be numbers, too, and are left to who reads them one
        by one.
    """
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
    short = texts
    if int(lengths.max(initial=0)) > _LONGEST:
        short = [text if length <= _LONGEST else "" for text, length in zip(texts, lengths.tolist(), strict=True)]
    signs = np.array(short, dtype=f"U{_LONGEST}").view(np.uint32).reshape(len(texts), _LONGEST)
    width = int(np.count_nonzero(signs.any(axis=0)))
    columns = np.ascontiguousarray(signs[:, :width].T).astype(np.int64)
    number = np.zeros(len(texts), dtype=np.int64)
    digits, places, written = np.zeros_like(number), np.zeros_like(number), np.zeros_like(number)
    point, ended = np.zeros(len(texts), dtype=np.bool_), np.zeros(len(texts), dtype=np.bool_)
    known = np.ones(len(texts), dtype=np.bool_)
    for place, column in enumerate(columns):
        digit = column - _ZERO
        is_digit = (digit >= 0) & (digit <= 9)  # noqa: PLR2004  # the digits
        is_point, is_percent, is_nothing = column == _POINT, column == _PERCENT, column == 0
        is_sign = ((column == _PLUS) | (column == _MINUS)) & (place == 0)
        known &= is_nothing | (is_sign | is_digit | (is_point & ~point) | is_percent) & ~ended
        number = np.where(is_digit, number * 10 + digit, number)
        digits += is_digit
        places += is_digit & point
        point |= is_point
        ended |= is_percent
        written += ~is_nothing
    known &= (digits > 0) & (digits <= _DIGITS) & (written == lengths)
    number = np.where(signs[:, 0] == _MINUS, -number, number)
    places = np.where(known, places + ended * percent, 0)
    return number / _POWERS[places], known
