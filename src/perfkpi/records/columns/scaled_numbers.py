"""Doubles and the decimals that they mean, as whole numbers of one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from perfkpi.doubles import ordinary, shortest
from perfkpi.interpreters.columns.arrays import Bools, Floats, Integers
from perfkpi.records.columns.number_arrays import WholeArray, with_room

_PLACES = 16
_DOUBLE = 8
_DIGITS = 1e15
"""Below it a whole number and a power of ten give back the only decimal of fifteen digits that the double can mean."""


@frozen(eq=False)
class Scaled:
    """Exact numbers as whole numbers of one scale.

    Attributes:
        wholes: int64, or Python integers where these do not fit.
        scale: what they are divided by.
    """

    wholes: WholeArray
    scale: int


def comparable(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return numbers as they are sorted: doubles by their bits, where the thread does not tell small ones apart."""
    if ordinary() or numbers.dtype.kind != "f" or numbers.dtype.itemsize > _DOUBLE:
        return numbers
    bits = numbers.astype(numbers.dtype.newbyteorder("=")).view(f"i{numbers.dtype.itemsize}")
    return np.where(bits < 0, np.iinfo(bits.dtype).min - bits, bits)


def decimals(doubles: Floats) -> tuple[Integers, Integers, Bools]:
    """Express finite doubles as ``whole / 10**places``.

    Returns:
        the whole numbers, the places, and where these are known: the decimal has at most fifteen digits, and the thread
        computes with doubles as it does by default.
    """
    wholes, places = np.zeros(len(doubles), dtype=np.int64), np.zeros(len(doubles), dtype=np.int64)
    known = np.zeros(len(doubles), dtype=np.bool_)
    left, part = np.arange(len(doubles) if ordinary() else 0), doubles
    with np.errstate(over="ignore", invalid="ignore"):
        for place in range(_PLACES):
            if not len(left):
                break
            scaled = np.rint(part * 10.0**place)
            found = (scaled / 10.0**place == part) & (np.abs(scaled) < _DIGITS)
            rows = left[found]
            wholes[rows], places[rows], known[rows] = scaled[found].astype(np.int64), place, True
            left, part = left[~found], part[~found]
    return wholes, places, known


def of_doubles(doubles: Floats) -> Scaled:
    """Express finite doubles as the decimals that they mean."""
    wholes, places, known = decimals(doubles)
    if not known.all():
        _, firsts, codes = np.unique(comparable(doubles), return_index=True, return_inverse=True)
        return of_fractions([Fraction(shortest(number)) for number in doubles[firsts].tolist()], codes)
    most = int(places.max(initial=0))
    largest = float(np.abs(doubles).max(initial=0.0))
    room = with_room(wholes, int(largest * 10.0**most) + 1)
    if not most:
        return Scaled(room, 1)
    return Scaled(room * (10 ** (most - places.astype(room.dtype))), 10**most)


def of_fractions(numbers: Sequence[Fraction], codes: Integers) -> Scaled:
    """Scale different numbers, and put in each row the one that stands there."""
    scale = math.lcm(*(number.denominator for number in numbers))
    wholes = np.empty(len(numbers), dtype=object)
    wholes[:] = [number.numerator * (scale // number.denominator) for number in numbers]
    largest = max((abs(whole) for whole in wholes.tolist()), default=0)
    return Scaled((wholes.astype(np.int64) if largest < 2**62 else wholes)[codes], scale)
