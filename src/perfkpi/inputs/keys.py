"""Whom the rows of a table are about: read once, by position, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from operator import index, methodcaller
from typing import Any, TypeAlias, cast

import numpy as np
from attrs import field, frozen

from perfkpi.errors import Code, ColumnError, MeasureError, expected, shown
from perfkpi.foreign import is_a, is_unlike_itself, looking_at
from perfkpi.inputs.lookup import name_of
from perfkpi.model.parameters.sequences import length_of, sequence_of

Keys: TypeAlias = tuple[object, ...]

# Told by their names, because the libraries they come from need not be installed.
_MISSING = frozenset({"NoneType", "NAType", "NaTType", "MaskedConstant"})
_SCALARS: tuple[type, ...] = (np.generic,)
_INSTANTS: tuple[type, ...] = (np.datetime64, np.timedelta64)
_INEXACT: tuple[type, ...] = (float, complex, np.inexact, *_INSTANTS)
_BUILT_IN = frozenset({int, float, str, bool, bytes, type(None)})
"""Types of keys that are what they are, and can be looked up."""


def is_missing(key: object) -> bool:
    """Tell whether a row has no key: ``None``, NaN, NaT, ``pandas.NA``, or a masked one."""
    if isinstance(key, Decimal):
        return key.is_nan()  # a signalling NaN must not even be compared
    return type(key).__name__ in _MISSING or (isinstance(key, _INEXACT) and is_unlike_itself(key))


def keys_of(keys: object, rows: int | None, place: str = "keys") -> Keys:
    """Read the keys of some rows, as Python holds them, into a tuple of their own.

    Args:
        keys: a list, an array or a series with one key for each row.
        rows: how many rows there are; ``None`` where that is not known.
        place: what an error calls them.

    Raises:
        ColumnError: no ordered series with a length, another length, or a key that cannot be looked up.
    """
    length = length_of(keys)
    if length is not None and rows is not None and length != rows:
        en = f"there are {length} keys for {rows} rows; give one for each"
        zh = f"{rows} 行数据有 {length} 个 keys；请一一对应"
        raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=place, value=length)
    found = sequence_of(keys) if rows is None else sequence_of(keys, rows)
    if found is None:
        en = "keys are a list, an array or a series with one dimension, in the order of rows"
        zh = "keys 应为列表、一维数组或 Series，顺序与各行一致"
        raise expected(en, zh, keys, where=place, by_type=True, code=Code.COLUMN_TYPE, kind=ColumnError)
    kinds = set(map(type, found))
    if not kinds <= _BUILT_IN:
        with looking_at(keys, place):
            readings = {kind: _reading_of(kind) for kind in kinds}
            found = [readings[type(key)](key) for key in found]
            _check_hashes(found, place)
    return tuple(found)


def _reading_of(kind: type) -> Callable[[Any], object]:
    """Choose what turns a key of a kind into Python's own; what Python would hold as a bare number stays what it is."""
    if kind.__name__ == "MaskedConstant":
        return lambda _: None
    if issubclass(kind, _SCALARS) and not issubclass(kind, _INSTANTS):
        return methodcaller("item")
    return lambda key: key


def _check_hashes(keys: Sequence[object], place: str) -> None:
    for row, key in enumerate(keys):
        try:
            hash(key)
        except Exception:  # noqa: BLE001  # whatever a foreign hash raises, the key cannot be looked up
            if is_missing(key):
                continue  # a signalling NaN has no hash either
            en = f"{shown(key)} cannot be a key, because it has no fixed hash; give a number, a text or a tuple"
            zh = f"{shown(key, 'zh')} 不能作为 key，因为没有固定的哈希值；请用数字、文字或元组"
            raise ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where=f"{place}[{row}]", value=key) from None


def row_of(row: object, rows: int, keys: Keys | None = None) -> int:
    """Find the position of a row, counted from the first one.

    Args:
        row: a position, from either end, or a key that is a text.
        rows: how many rows there are.
        keys: whom each row is about.

    Raises:
        IndexError: there is no such row.
        MeasureError: no row has the key, or several have.
        DefinitionError: ``row`` is neither a whole number nor a text.
    """
    name = name_of(row)
    if name is not None:
        return _row_with(name, keys or ())
    try:
        if not is_a(row, bool, np.bool_):
            return range(rows)[index(cast("int", row))]
    except IndexError:
        raise
    except Exception:  # noqa: BLE001, S110  # whatever a foreign number raises, it tells no row
        pass
    asked = (
        "a row is a whole number such as 0 or -1, or a key that is a text",
        "行应为整数，如 0 或 -1，或文字形式的 key",
    )
    ways = "scores.keys.index(key) where another key is meant", "scores.keys.index(key)（按其他 key 查找）"
    raise expected(*asked, row, write=ways, where="row")


def _row_with(name: str, keys: Keys) -> int:
    found = [row for row, key in enumerate(keys) if type(key) is str and key == name]
    if len(found) == 1:
        return found[0]
    several = f"rows {found[0]} and {found[1]} have" if found else "no row has"
    more = f"第 {found[0]} 行与第 {found[1]} 行都有" if found else "没有任何行有"
    raise MeasureError(
        Code.UNKNOWN_MEASURE,
        en=f"{several} the key {shown(name)}; give the position of the row",
        zh=f"{more} key {shown(name, 'zh')}；请给出行的位置",
        where="row",
        value=name,
    )


def check_flag(flag: object, name: str) -> None:
    """Check that an argument that says whether something is so is a truth value."""
    if not is_a(flag, bool):
        raise expected(f"{name} is True or False", f"{name} 应为 True 或 False", flag, where=name)


@frozen(eq=False)
class UniqueKeys:
    """The keys of every chunk so far, among which none stands twice.

    A key is the same as another one of the same type and value: ``1``, ``1.0``, ``True`` and ``"1"`` are four keys. A
    missing key is the same as none.
    """

    _chunks: list[tuple[str, Keys]] = field(factory=list[tuple[str, Keys]], init=False)
    _met: dict[type, set[object]] = field(factory=dict[type, set[object]], init=False)

    def add(self, keys: Keys, place: str = "keys") -> None:
        """Add the keys of one more chunk.

        Raises:
            ColumnError: a key that stands twice, with the places of both, or keys that cannot be compared.
        """
        self._chunks.append((place, keys))
        error = None
        try:
            are_new = [self._are_new(kind, group) for kind, group in _by_type(keys).items()]
            if not all(are_new):
                error = next(self._twice(), None)
        except Exception:  # noqa: BLE001  # whatever a foreign comparison raises, it does not tell keys apart
            en = "the keys cannot be compared with one another; give numbers, texts or tuples of such"
            zh = "keys 之间无法比较；请用数字、文字或由其组成的元组"
            error = ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where=place)
        if error is not None:
            raise error

    def _are_new(self, kind: type, keys: Sequence[object]) -> bool:
        """Tell whether no key of one type was met before, and none stands twice; of tuples, whether none seems to."""
        if issubclass(kind, (*_INEXACT, Decimal)) or kind.__name__ in _MISSING:
            keys = [key for key in keys if not is_missing(key)]
        met = self._met.setdefault(kind, set())
        before = len(met)
        met.update(keys)
        return len(met) - before == len(keys)

    def _twice(self) -> Iterator[ColumnError]:
        first: dict[object, tuple[str, int]] = {}
        for place, keys in self._chunks:
            for row, key in enumerate(keys):
                before = first.setdefault(_told_apart((key,)), (place, row))
                if before != (place, row):
                    yield _stands_twice(key, "{}[{}]".format(*before), f"{place}[{row}]")


def _by_type(keys: Keys) -> dict[type, Sequence[object]]:
    kinds = set(map(type, keys))
    if len(kinds) == 1:
        return dict.fromkeys(kinds, keys)
    found: dict[type, list[object]] = {kind: [] for kind in kinds}
    for key in keys:
        found[type(key)].append(key)
    return dict(found)


def _told_apart(key: object) -> object:
    """Mark parts of a tuple by type: ``(1, "a")`` and ``(True, "a")`` are two keys. A missing one equals none."""
    if is_missing(key):
        return object()
    if not isinstance(key, tuple):
        return key
    return tuple((type(part), _told_apart(part)) for part in cast("tuple[object, ...]", key))


def _stands_twice(key: object, one: str, other: str) -> ColumnError:
    way = "unique_keys=False"
    en = f"{one} and {other} are both {shown(key)}; keep one row for each key, or say {way} if rows may share one"
    zh = f"{one} 与 {other} 都是 {shown(key, 'zh')}；请每个 key 只保留一行，若确实允许重复，请写 {way}"
    return ColumnError(Code.DUPLICATE_CODE, en=en, zh=zh, where=other, value=key)
