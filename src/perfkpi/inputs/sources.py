"""Columns as a table holds them, and the doubles that the kernel computes with.

A float64 column is read where it lies. Everything else is turned into doubles block by block: the nearest double of
each number, and a mark where that double prints as another decimal, so that such a row is scored by itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from fractions import Fraction
from typing import cast

import numpy as np
from attrs import frozen

from perfkpi.doubles import shortest
from perfkpi.inputs.cells import read
from perfkpi.inputs.decimal_texts import doubles_of
from perfkpi.inputs.series import AnyArray
from perfkpi.interpreters.columns.arrays import Bools, Bytes, Floats, Integers
from perfkpi.interpreters.values import Pair
from perfkpi.language import Absent, Input, Status, Undefinedness
from perfkpi.model.measurement.notation import Notation

_EXACT = 2**53
_NOT_MEASURED = np.int8(Status.NOT_MEASURED.value)
_INVALID = Status.INVALID_VALUE.value
_ONE = Fraction(1)
_PERCENT = {_ONE: 2, Fraction(100): 0}
_TEXTS = frozenset({str, type(None)})
OTHER = -1.0
"""The position of a category that no rule names."""


@frozen(eq=False)
class Block:
    """Some rows of a column.

    Attributes:
        values: doubles; NaN where the figure is not measured, infinite where it is no finite number.
        status: int8, where NaN and the infinities do not say all; else ``None``.
        apart: the rows whose double does not stand for the number; ``None`` where there are none.
    """

    values: Floats
    status: Bytes | None = None
    apart: Bools | None = None

    def at(self, rows: Integers) -> Block:
        """Pick some of the rows."""
        return Block(self.values[rows], None if self.status is None else self.status[rows])

    def statuses(self) -> Bytes:
        """Return the status of every row."""
        if self.status is not None:
            return self.status
        status = np.zeros(len(self.values), dtype=np.int8)
        status[np.isnan(self.values)] = _NOT_MEASURED
        status[np.isinf(self.values)] = _INVALID
        return status


def _telling(status: Bytes) -> Bytes | None:
    """Return statuses where they tell more than NaN does."""
    return status if ((status != 0) & (status != _NOT_MEASURED)).any() else None


class Source(ABC):
    """One column of a table."""

    def __init__(self, data: AnyArray) -> None:
        self.data = data

    def __len__(self) -> int:
        return len(self.data)

    @abstractmethod
    def block(self, start: int, stop: int) -> Block:
        """Read some rows, ready to be computed with."""

    def raw(self, row: int) -> object:
        """Return one figure as it was given."""
        return self.data[row]

    def picked(self, rows: Integers) -> Source:
        """Pick some of the rows: a column of the same kind."""
        found = copy(self)
        found.data = self.data[rows]
        return found


class Doubles(Source):
    """float64: read where it lies."""

    def block(self, start: int, stop: int) -> Block:
        return Block(self.data[start:stop])


class Wholes(Source):
    """Integers of any width; beyond ``2**53`` a double does not hold each of them."""

    def block(self, start: int, stop: int) -> Block:
        part = self.data[start:stop]
        values = part.astype(np.float64)
        large = np.abs(values) >= _EXACT
        return Block(values, apart=large if large.any() else None)


class Shorts(Source):
    """float32 and float16: the shortest decimal of their own type.

    A decimal of six digits that rounds to a float32 is its shortest one; other rows are printed and read again, in a
    way that does not depend on ``numpy.set_printoptions``.
    """

    def block(self, start: int, stop: int) -> Block:
        part = self.data[start:stop]
        wide = part.astype(np.float64)
        values = np.rint(wide * 1e4) / 1e4
        with np.errstate(all="ignore"):
            short = (values.astype(part.dtype) == part) & (np.abs(values) < _SHORT[part.dtype.itemsize])
        rest = ~short
        if rest.any():
            values[rest] = [float(np.format_float_scientific(number)) for number in part[rest]]
        return Block(values)


_SHORT = {4: 100.0, 2: 0.1}
"""Below these magnitudes four decimals are at most six digits (float32) or three (float16)."""


class Truths(Source):
    """Truth values are no numbers."""

    def block(self, start: int, stop: int) -> Block:
        rows = stop - start
        return Block(np.full(rows, np.nan), np.full(rows, _INVALID, dtype=np.int8))


class Objects(Source):
    """Anything: Decimals, Fractions, texts such as ``"12%"``, ``None``, ``Absent`` members."""

    def __init__(self, data: AnyArray, node: Input, notation: Notation | None) -> None:
        super().__init__(data)
        self._node, self._notation = node, notation

    def block(self, start: int, stop: int) -> Block:
        rows = stop - start
        values, status = np.empty(rows), np.zeros(rows, dtype=np.int8)
        apart = np.zeros(rows, dtype=np.bool_)
        listed: list[object] = self.data[start:stop].tolist()
        kinds = set(map(type, listed))
        texts: list[str] = []
        places: list[int] = []
        if kinds <= _TEXTS:
            places = list(range(rows))
            if type(None) in kinds:
                values[:], status[:], _ = self._decode(None)
                places = [row for row, value in enumerate(listed) if value is not None]
            texts, listed = [value for value in listed if isinstance(value, str)], []
        for row, value in enumerate(listed):
            if (type(value) is float and abs(value) < np.inf) or (type(value) is int and -_EXACT < value < _EXACT):
                values[row] = value
            elif type(value) is str:
                texts.append(value)
                places.append(row)
            else:
                values[row], status[row], apart[row] = self._decode(value)
        if texts:
            self._read(texts, np.array(places), values, status, apart)
        return Block(values, _telling(status), apart if apart.any() else None)

    def _read(self, texts: list[str], places: Integers, values: Floats, status: Bytes, apart: Bools) -> None:
        """Read texts: clean decimals all at once, of the others each distinct one."""
        known = np.zeros(len(texts), dtype=np.bool_)
        if self._percent is not None:
            groups = self._notation if self._notation is not None and self._notation.grouping is not None else None
            plain = texts if groups is None else list(map(groups.ungrouped, texts))
            values[places], known = doubles_of(plain, self._percent)
        decoded: dict[str, tuple[float, int, bool]] = {}
        for place in np.flatnonzero(~known).tolist():
            text, row = texts[place], places[place]
            if text not in decoded:
                decoded[text] = self._decode(text)
            values[row], status[row], apart[row] = decoded[text]

    @property
    def _percent(self) -> int | None:
        """By which power of ten a percent sign divides here; ``None`` where it is another number."""
        return _PERCENT.get(_ONE if self._notation is None else self._notation.recorded)

    def _decode(self, value: object) -> tuple[float, int, bool]:
        found = read(self._node, value, self._notation)
        if isinstance(found, Undefinedness):
            return np.nan, found.status.value, False
        top, bottom = cast("Pair", found)  # a measure that is no category
        try:
            number = top / bottom
        except OverflowError:
            return 1.0, 0, True
        whole, parts = shortest(number).as_integer_ratio()
        return number, 0, whole * bottom != parts * top


class Categories(Source):
    """Texts, told apart by the names that rules give them."""

    def __init__(self, data: AnyArray, node: Input, notation: Notation | None, names: dict[str, int]) -> None:
        super().__init__(data)
        self._node, self._notation, self._names = node, notation, names

    def block(self, start: int, stop: int) -> Block:
        known: dict[str | int, tuple[float, int]] = {}
        values, status = np.empty(stop - start), np.zeros(stop - start, dtype=np.int8)
        listed = self.data[start:stop].tolist()
        for row, value in enumerate(listed):
            key = value if type(value) is str else id(value)  # what is no text may equal anything
            found = known.get(key)
            if found is None:
                found = known[key] = self._decode(value)
            values[row], status[row] = found
        return Block(values, _telling(status))

    def _decode(self, value: object) -> tuple[float, int]:
        found = read(self._node, value, self._notation)
        if isinstance(found, Undefinedness):
            return np.nan, found.status.value
        return float(self._names.get(str(found), OTHER)), 0


class Coded(Source):
    """A column beside which another one tells why figures are absent; what is masked is not measured."""

    def __init__(self, inner: Source, codes: Bytes) -> None:
        super().__init__(inner.data)
        self._inner, self._codes = inner, codes

    def block(self, start: int, stop: int) -> Block:
        block, codes = self._inner.block(start, stop), self._codes[start:stop]
        absent = codes != 0
        if not absent.any():
            return block
        status = np.where(absent, codes, block.statuses())
        apart = None if block.apart is None else block.apart & ~absent
        return Block(np.where(absent, np.nan, block.values), status, apart)

    def raw(self, row: int) -> object:
        code = int(self._codes[row])
        return Absent(Status(code)) if code else self._inner.raw(row)

    def picked(self, rows: Integers) -> Source:
        return Coded(self._inner.picked(rows), self._codes[rows])

    @classmethod
    def masked(cls, inner: Source, mask: Bools) -> Coded:
        """A column in which some figures are masked."""
        return cls(inner, mask * _NOT_MEASURED)
