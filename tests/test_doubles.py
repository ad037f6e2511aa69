"""Doubles that are read and written by whole numbers alone are those that arithmetic reads and writes."""

import ctypes
import math
import struct
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfkpi import doubles
from perfkpi.records.columns.scaled_numbers import comparable

SIZES = st.integers(0, (1 << 63) - 1) | st.integers(0, (1 << 52) - 1) | st.integers(0, 1 << 12)
FRACTIONS = st.builds(
    lambda top, bottom, power: Fraction(top, bottom) * Fraction(2) ** power,
    st.integers(-(1 << 60), 1 << 60),
    st.integers(1, 1 << 60),
    st.integers(-1200, 1200),
)


def double(bits: int) -> float:
    """The double that some bits are."""
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


@given(FRACTIONS)
@example(Fraction(0))
@example(Fraction(2) ** 1024)
@example(Fraction(2) ** 1024 - Fraction(2) ** 970)
@example(Fraction(2) ** -1075)
@example(-(Fraction(3, 2) ** -5000))
def test_the_nearest_double(number: Fraction) -> None:
    """Half-way goes to the even one, what is too large is infinite, and nothing is -0.0."""
    found = doubles.by_wholes(*number.as_integer_ratio())
    assert struct.pack("<d", found) == struct.pack("<d", doubles.nearest(number))


@given(SIZES)
@example(1)
@example(0)
def test_the_shortest_decimal(bits: int) -> None:
    """The digits are those that a double prints as."""
    number = double(bits % ((1 << 52) - 1))
    assert doubles.shortest(number) == doubles.small_decimal(bits % ((1 << 52) - 1)) == Decimal(repr(number))
    assert doubles.small_decimal(bits % ((1 << 52) - 1) | 1 << 63) == -doubles.shortest(number)


def test_systems_that_do_not_tell_of_traps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a library of C that tells, none is known of."""

    def nothing(_: object) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "PyDLL", nothing)
    assert doubles.traps.__wrapped__()() == 0


@pytest.mark.parametrize("kind", ["f8", "f4", "f2", ">f8"])
def test_doubles_in_order_by_their_bits(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a thread reads small ones as 0, they are sorted as whole numbers; both zeros are one number."""
    numbers = np.array([-math.inf, -2.5, -6e-8, -0.0, 0.0, 6e-8, 0.5, 3.0, math.inf], dtype=kind)
    assert comparable(numbers) is numbers
    monkeypatch.setattr("perfkpi.records.columns.scaled_numbers.ordinary", lambda: False)
    keys = comparable(numbers).tolist()
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) - 1
    assert comparable(np.arange(3)).tolist() == [0, 1, 2]
