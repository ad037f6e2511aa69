"""Cells of every kind that data can hold: numbers of many libraries, gaps, texts, and values that misbehave."""

import numbers
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn, TypeAlias

import numpy as np
import pandas as pd
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.errors import shown

__all__ = ["SIZED", "Cell", "Liar", "cells", "fake", "rational", "real"]


class Cell(NamedTuple):
    """A cell that may be shown when a law fails, whatever it holds."""

    value: Any

    def __repr__(self) -> str:
        return f"Cell({shown(self.value)})"


Anything: TypeAlias = Any


def _raises(*_: object, **__: object) -> NoReturn:
    message = "hostile {names}"
    raise RuntimeError(message)


def fake(base: type, **members: Anything) -> Anything:
    """A value of a class that has every abstract method of its base, and some members of its own."""
    unused = dict.fromkeys(getattr(base, "__abstractmethods__", ()), lambda *_: Fraction(3, 8))
    return type("Fake", (base,), unused | members)()


def rational(top: object, bottom: object, **members: Anything) -> Anything:
    """A rational number of another library."""
    return fake(numbers.Rational, numerator=top, denominator=bottom, **members)


def real(text: object, **members: Anything) -> Anything:
    """A real number of another library, by what it prints."""
    return fake(numbers.Real, __str__=lambda _: text, **members)


class Liar:
    """It raises whatever it is asked, its class and its text included."""

    __hash__ = __eq__ = __ne__ = __bool__ = __float__ = __int__ = __index__ = __repr__ = __str__ = _raises
    __class__ = property(_raises)


class Flatterer:
    """It equals everything, and has the hash of 1."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(1)


class Size(IntEnum):
    """An enumeration whose members are integers."""

    ONE = 1


class Word(StrEnum):
    """An enumeration whose members are texts."""

    ONE = "1"


class Digits(str):
    """A text that lies about itself."""

    __slots__ = ()
    __str__ = __repr__ = strip = isascii = _raises


class Whole(int):
    """An integer that lies about itself."""

    __index__ = __int__ = __repr__ = __str__ = _raises


class Third(Fraction):
    """A fraction that lies about itself."""

    numerator = denominator = property(_raises)


class Short(Decimal):
    """A Decimal that lies about itself."""

    is_nan = is_finite = as_tuple = __repr__ = __str__ = _raises


class Light(float):
    """A float that lies about itself."""

    __float__ = __ne__ = __eq__ = __repr__ = __str__ = _raises
    __hash__ = None


SIZED = ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "g")
"""Every type of NumPy in which a number can stand."""


def _without_units() -> list[Anything]:
    """Durations and instants of no unit, of which newer versions of NumPy warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return [np.timedelta64("NaT"), np.timedelta64(90), np.datetime64("NaT")]


_NUMPY = [
    *(np.dtype(kind).type(3) for kind in SIZED),
    *(np.dtype(kind).type(value) for kind in ("f2", "f4", "f8", "g") for value in ("nan", "inf", "-inf", "0.1")),
    np.True_,
    np.False_,
    np.complex64(1),
    np.complex128(1j),
    *(np.timedelta64(90, unit) for unit in ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns")),
    np.timedelta64("NaT", "s"),
    np.datetime64("2026-01-01"),
    np.datetime64("NaT", "s"),
    *_without_units(),
    np.str_("12"),
    np.bytes_(b"12"),
    np.void(b"12"),
    np.array(5.0),
    np.array([1.0]),
    np.ma.masked,
    np.int64(2**53 + 1),
    np.uint64(2**64 - 1),
]

_OTHERS = [
    None,
    True,
    False,
    1j,
    b"12",
    [1],
    (),
    {"a": 1},
    {1},
    object,
    float,
    date(2026, 1, 1),
    datetime(2026, 1, 1),  # noqa: DTZ001  # no time zone on purpose
    timedelta(seconds=90),
    Size.ONE,
    Word.ONE,
    pk.Status.OK,
    pk.Status.NOT_MEASURED,
    *pk.missing.Absent,
    pk.results.Undefinedness(pk.Status.NOT_DUE, (pk.results.Reason("later", zh="以后", en="later"),)),
    pd.NA,
    pd.NaT,
    pd.Timestamp("2026-01-01"),
    pd.Timedelta("90s"),
    pd.Period("2026-01"),
    pd.Interval(0, 1),
    pd.Series([1.0]),
    Decimal("NaN"),
    Decimal("sNaN123"),
    Decimal("-Infinity"),
    Decimal("1e400"),
    Decimal("1e401"),
    Decimal("1e-400"),
    Decimal("1e999999999"),
    Decimal("1e-999999999"),
    Decimal("0e999999"),
    Decimal("9" * 900),
    10**400,
    10**401,
    10**5000,
    -(10**5000),
    Fraction(10**700, 10**699 + 1),
    Fraction(1, 10**900),
    5e-324,
    1.7976931348623157e308,
]

_FOREIGN: list[Callable[[], Any]] = [
    Liar,
    Flatterer,
    lambda: Digits("12"),
    lambda: Whole(12),
    lambda: Third(1, 3),
    lambda: Short("1.5"),
    lambda: Light(1.5),
    lambda: Light("nan"),
    lambda: rational(3, 8),
    lambda: rational(3, -8),
    lambda: rational(3, 0),
    lambda: rational(0, 0),
    lambda: rational(3.0, 8),
    lambda: rational(float("nan"), 1),
    lambda: rational("3", "8"),
    lambda: rational(None, 1),
    lambda: rational(10**3000, 7),
    lambda: rational(property(_raises), 1),
    lambda: rational(1, property(_raises)),
    lambda: rational(3, 8, __repr__=_raises, __str__=_raises, __hash__=_raises, __bool__=_raises),
    lambda: fake(numbers.Integral, __index__=lambda _: 7, __int__=lambda _: 8),
    lambda: fake(numbers.Integral, __index__=_raises, __int__=_raises),
    lambda: real("0.125"),
    lambda: real(" 0.125"),
    lambda: real("1_000"),
    lambda: real("١٢"),
    lambda: real("nan"),
    lambda: real("-NaN"),
    lambda: real("inf"),
    lambda: real("1/3"),
    lambda: real("12%"),
    lambda: real("<a number>"),
    lambda: real("9" * 5000),
    lambda: real("1e999999999999999999"),
    lambda: real(""),
    lambda: real(5),
    lambda: fake(numbers.Real, __str__=_raises, __repr__=_raises, __eq__=_raises, __hash__=None),
    lambda: fake(numbers.Complex, __str__=lambda _: "1"),
]

_TEXTS = [
    "",
    " ",
    "\t\n",
    "\N{IDEOGRAPHIC SPACE}",
    "12%",
    "１２．５％",
    "1/3",
    "1/0",
    "0/0",
    "1,234.5",
    "1 234",
    "1_234",
    "10²",
    "10⁵",
    "⒈",
    "½",
    "①",
    "𝟏𝟐",
    "١٢",
    "一百",
    "1e5",
    "1e99999",
    "1e-99999",
    "0x10",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "N/A",
    "-",
    "−5",
    "+5",
    "--5",
    "¥5",
    "5元",
    "5万元",
    "%",
    "{names}",
    "{0}",
    "\x00",
    "\ud800",
    "5" + " " * 1400,
    "5" + " " * 1400 + "x",
    "1" * 700,
    "1" * 700 + "/" + "3" * 700,
    "1" * 5000,
    "0." + "0" * 900 + "1",
    "無" * 3000,
]


def cells() -> st.SearchStrategy[Cell]:
    """Anything that may stand where a figure is read."""
    return st.one_of(
        st.integers(-(10**30), 10**30),
        st.floats(),
        st.floats(width=32).map(np.float32),
        st.decimals(),
        st.fractions(max_denominator=10**6),
        st.text(max_size=12),
        st.text("0123456789.,+-%/eE ¥元万'", max_size=10),
        st.sampled_from(_TEXTS),
        _one_of(_NUMPY),
        _one_of(_OTHERS),
        _one_of(_FOREIGN).map(lambda make: make()),
    ).map(Cell)


def _one_of(values: list[Any]) -> st.SearchStrategy[Any]:
    """One of some values, of which not each has a hash."""
    return st.integers(0, len(values) - 1).map(lambda place: values[place])
