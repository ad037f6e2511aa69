"""Values that belong nowhere: what a caller may hand in by mistake, or to do harm, made anew each time."""

import datetime as dt
import enum
import numbers
import sys
import threading
import types
from collections import UserDict, UserList, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count, cycle
from typing import Any, NoReturn, TypeAlias

import numpy as np
import pandas as pd
from hostile import Liar, fake, rational, real

__all__ = ["STRANGERS", "Array", "Endless", "Raising", "Silent", "Unreadable"]

Anything: TypeAlias = Any
DEPTH = 1000


def raising(*others: object, **_: object) -> NoReturn:
    """A method that fails."""
    raise RuntimeError(len(others))


class Raising:
    """Raises whatever it is asked for."""

    __len__ = __iter__ = __repr__ = __str__ = __eq__ = __hash__ = raising
    __index__ = __bool__ = __float__ = __getitem__ = __call__ = __contains__ = raising


class Silent:
    """Has no attribute that can be asked for."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)


class Everything:
    """Has every attribute that is asked for, and each can be called and gone through."""

    def __getattr__(self, name: str) -> object:
        return self

    def __call__(self, *_: object, **__: object) -> object:
        return self

    def __iter__(self) -> Iterator[object]:
        return iter([self])

    def __len__(self) -> int:
        return 1


class Text(str):
    """A text that cannot be compared."""

    __slots__ = ()

    __eq__ = __ne__ = __hash__ = __repr__ = __str__ = __len__ = __iter__ = __getitem__ = __contains__ = raising
    strip = isascii = isprintable = lower = split = encode = raising


class Number(int):
    """A number that cannot be compared."""

    __lt__ = __gt__ = __le__ = __ge__ = __eq__ = __ne__ = __hash__ = __index__ = __int__ = __bool__ = raising


class Pair(tuple[object, ...]):
    """A tuple that cannot be gone through."""

    __slots__ = ()

    __len__ = __iter__ = __getitem__ = __eq__ = __hash__ = __repr__ = raising


class Listed(list[object]):
    """A list that says it is longer, and ends in an error."""

    def __len__(self) -> int:
        return 3

    def __iter__(self) -> Iterator[object]:
        yield from (1, 2)
        raise RuntimeError


class Unreadable(Mapping[str, object]):
    """A mapping that cannot be read."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError

    def __getitem__(self, name: str) -> object:
        raise RuntimeError(name)


class Endless(Sequence[int]):
    """A sequence that says it ends, and does not."""

    def __init__(self, length: int) -> None:
        self.length = length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: int) -> int:
        return place


class Array:
    """Says that it is an array."""

    def __array__(self, dtype: object = None, copy: object = None) -> np.ndarray:
        raise RuntimeError(dtype, copy)


class Level(enum.IntEnum):
    """A number that is none."""

    ONE = 1


class Word(enum.StrEnum):
    """A text that is one of another library's choices."""

    HIGHER = "higher"


class Flag(enum.Enum):
    """A choice of another library."""

    NOT_DUE = 1


def generated() -> Iterator[int]:
    """One number, and then an error."""
    yield 1
    raise RuntimeError


def nested() -> list[object]:
    """A list within a list, and so on."""
    found: list[object] = []
    for _ in range(DEPTH):
        found = [found]
    return found


def within_itself() -> list[object]:
    """A list that contains itself."""
    found: list[object] = []
    found.append(found)
    return found


def mapped_to_itself() -> dict[str, object]:
    """A mapping that contains itself."""
    found: dict[str, object] = {}
    found["x"] = found
    return found


_FIXED: tuple[Anything, ...] = (
    None, True, False, 0, 1, 5, -1, 2**70, -(10**30), 10**4000, ..., NotImplemented,
    1.5, -0.0, 5e-324, 1e308, float("nan"), float("inf"), 1j,
    "", " ", "x", "k", "zh", "123", "12%", "1/0", "higher", "HALF_UP", "OK", "a+", "(" * 900, "{names}", "\x00",
    "\ud800", "\u202e", "無" * 3000, "9" * 9000, "1e999999", "if(a>0,1", "a-" * 3000 + "a",
    '{"schema": 2, "type": "Scale"}', b"x", Decimal(1), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e999999"),
    Decimal("1e-999999"),
    Fraction(1, 3), int, Fraction, print, types, dt.date.min, dt.timedelta(1), Level.ONE, Word.HIGHER,
    Flag.NOT_DUE, slice(1),
    (), (1, 2), (2, 1), ("k",), (None, None), ((1, 2), (3, 4)), (("k", 1), ("k", 1)), frozenset({1}), range(2),
    range(10**9), range(10**30),
    np.int64(1), np.uint8(255), np.float32("0.1"), np.float64("nan"), np.longdouble("inf"), np.True_,
    np.str_("k"), np.bytes_(b"k"), np.complex128(1j), np.void(b"1"), np.datetime64("2026-01-01"),
    np.datetime64("NaT", "s"), np.timedelta64(90, "s"), np.ma.masked,
    pd.NA, pd.NaT, pd.Timestamp("2026"), pd.Timedelta("90s"), pd.Period("2026-01"), pd.Interval(0, 1),
)  # fmt: skip
"""Values that nobody can change."""

_MADE: tuple[Callable[[], Anything], ...] = (
    list, dict, set, object, bytearray, Liar, Raising, Silent, Everything, Unreadable, Array, Listed, threading.Lock,
    nested, within_itself, mapped_to_itself, generated, count,
    lambda: [1], lambda: [1, 2], lambda: ["k", "z"], lambda: [None, None], lambda: [[1], [2]], lambda: [object()],
    lambda: {"a": 1}, lambda: {"k": [1, 2]}, lambda: {1: 2}, lambda: {"type": "Scale", "low": nested()},
    lambda: {"k": "123"}, lambda: {None: None}, lambda: {1, 2},
    lambda: iter([1, 2]), lambda: cycle(["k"]), lambda: deque([1, 2]), lambda: UserList([1]), lambda: UserDict(x=[1]),
    lambda: Text("k"), lambda: Number(1), lambda: Pair((1, 2)), lambda: Endless(2), lambda: Endless(sys.maxsize),
    lambda: memoryview(b"ab"), lambda: ValueError("x"), lambda: [1] * 3000,
    lambda: [Raising(), Raising()], lambda: {"x": Raising()}, lambda: {"k": Silent()}, lambda: {"k": Array()},
    lambda: [Text("k")], lambda: [Liar()],
    lambda: rational(3, 8), lambda: rational(3, 0), lambda: rational(3.0, 8), lambda: rational("3", "8"),
    lambda: rational(10**3000, 7), lambda: rational(property(raising), 1),
    lambda: real("0.125"), lambda: real("nan"), lambda: real("<a number>"), lambda: real(5), lambda: real(""),
    lambda: fake(numbers.Real, __str__=raising, __repr__=raising, __eq__=raising, __hash__=None),
    lambda: fake(numbers.Integral, __index__=lambda _: 7, __int__=lambda _: 8),
    lambda: fake(numbers.Complex, __str__=lambda _: "1"),
    lambda: np.array(1.5), lambda: np.array([1, 2]), lambda: np.array([0.5, np.nan]), lambda: np.array(["k", "z"]),
    lambda: np.ones((2, 2)), lambda: np.array([]), lambda: np.array([None, object()]), lambda: np.array(None),
    lambda: np.array([(1, 2)], "i4,i4"), lambda: np.array(["2026"], "M8[D]"), lambda: np.array([1], "m8[s]"),
    lambda: np.array([True, False]), lambda: np.array([1j, 2]), lambda: np.ma.MaskedArray([1, 2], [0, 1]),
    lambda: np.array([Liar(), Raising()], dtype=object), lambda: np.ma.MaskedArray([1, 2], [0, 1], dtype=object),
    lambda: pd.Series([1, 2]), lambda: pd.Series(["k", "z"], index=[5, 6]), lambda: pd.Series([1, None], dtype="Int64"),
    lambda: pd.Series([True, None], dtype="boolean"), lambda: pd.Series([], dtype=object), lambda: pd.Index(["k", "z"]),
    lambda: pd.DataFrame({"k": [1, 2]}), lambda: pd.Categorical(["k", None]), lambda: pd.array([1, None], "Int64"),
    lambda: pd.MultiIndex.from_tuples([(1, 2), (3, 4)]), lambda: pd.Series([pd.NA, 1, "x"]),
    lambda: pd.date_range("2026", periods=2), lambda: pd.Series(["2026", None], dtype="datetime64[ns]"),
)  # fmt: skip
"""Values that can be changed, or read only once."""


def _same(value: Anything) -> Callable[[], Anything]:
    return lambda: value


STRANGERS: tuple[Callable[[], Anything], ...] = (*map(_same, _FIXED), *_MADE)
"""Each makes one value."""
