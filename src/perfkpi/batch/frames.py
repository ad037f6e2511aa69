"""Scores as a data frame of the library that the caller uses: columns of doubles, categories and keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from attrs import evolve, frozen

from perfkpi.errors import Code, DefinitionError, expected, listed, shown
from perfkpi.inputs.frames import Frame
from perfkpi.inputs.keys import Keys
from perfkpi.inputs.lookup import name_of
from perfkpi.inputs.series import objects
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers

_INFERRED = frozenset({"builtins", "datetime", "numpy", "pandas"})
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


@frozen(eq=False, repr=False)
class Categories:
    """A column of categories.

    Attributes:
        codes: the position of each row's name; a negative one is none.
        names: the names.
        ordered: whether a later one is better.
    """

    codes: Bytes | Integers
    names: Sequence[str]
    ordered: bool = False


Made: TypeAlias = Any
"""A data frame of a library that need not be installed."""

Column: TypeAlias = Floats | Categories | list[str | None]


@frozen(eq=False, repr=False)
class Origin:
    """What is remembered of the table that was scored, for a frame of the same kind.

    Attributes:
        library: the library of its data frame; ``None`` where it was none.
        index: the labels of its rows, where the library has any.
        name: what the column of keys is called.
    """

    library: str | None = None
    index: Any = None
    name: str = "key"

    def frame(self, columns: Mapping[str, Column], keys: Keys | None, library: str | None) -> Made:
        """Make a data frame; keys are its first column, or its index where pandas has none of the caller's.

        Args:
            columns: the columns by name.
            keys: whom each row is about.
            library: the library, where it is not that of the table.

        Raises:
            DefinitionError: no library is known, or a column has the name of the column of keys.
            ImportError: the library is not installed.
        """
        make = _LIBRARIES.get((self.library if library is None else name_of(library)) or "")
        if make is None:
            asked = f"a data frame is one of {listed(_LIBRARIES, 'en')}", f"数据框应为 {listed(_LIBRARIES, 'zh')} 之一"
            given = self.library if library is None else library
            raise expected(
                *asked, given, write="to_frame('pandas')", where="to_frame(library)", code=Code.CHOICE_NEEDED
            )
        if keys is not None and self.name in columns:
            raise name_taken(self.name, "keys", "keys", "key ")
        return make(self, columns, keys)


def name_taken(name: str, where: str, en: str, zh: str) -> DefinitionError:
    """Build the error that a column of the table has the name of a column of scores.

    Args:
        name: the name.
        where: the argument by which the column was given.
        en: what it holds.
        zh: the same in Chinese.
    """
    en = f"the column of {en} is called {shown(name)}, as one of the scores is; rename it in the table"
    zh = f"{zh}列与成绩列同名（{shown(name, 'zh')}）；请在表中改名"
    return DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=where, value=name)


def origin_of(columns: Mapping[str, object], keys: object) -> Origin:
    """Remember of a table what a frame of the same kind needs."""
    name = name_of(keys) or "key"
    return Origin(columns.library, columns.index, name) if isinstance(columns, Frame) else Origin(name=name)


def origin_at(origin: Origin, rows: Integers) -> Origin:
    """Remember the same of some rows of a table."""
    return origin if origin.index is None else evolve(origin, index=origin.index[rows])


def _pandas(origin: Origin, columns: Mapping[str, Column], keys: Keys | None) -> Made:
    pandas = import_module("pandas")
    held: dict[str, Any] = {
        name: pandas.Categorical.from_codes(column.codes, column.names, ordered=column.ordered)
        if isinstance(column, Categories)
        else column
        for name, column in columns.items()
    }
    index = origin.index
    if keys is not None:
        kept = not _can_be_inferred(keys)
        values = objects(keys) if kept else keys  # pandas would ask each of them what array it is
        labels = pandas.Index(values, dtype=object if kept else None, tupleize_cols=False, name=origin.name)
        if index is None:
            index = labels
        else:
            held = {origin.name: labels, **held}
    return pandas.DataFrame(held, index=index)


def _can_be_inferred(keys: Keys) -> bool:
    """Whether pandas may choose how it holds keys; others stay what they are.

    Beside a gap, whole numbers would become doubles; half a character a column of texts may not hold; and what is of
    somebody else's class is no array.
    """
    kinds = set(map(type, keys))
    if len(kinds) != 1 or {kind.__module__.partition(".")[0] for kind in kinds} - _INFERRED:
        return False
    return not any(_HALF_A_CHARACTER.search(key) for key in keys if isinstance(key, str))


def _polars(origin: Origin, columns: Mapping[str, Column], keys: Keys | None) -> Made:
    polars = import_module("polars")
    held: dict[str, Any] = {} if keys is None else {origin.name: polars.Series(list(keys), strict=True)}
    for name, column in columns.items():
        if isinstance(column, Categories):
            kind = polars.Enum(column.names) if column.ordered else polars.Categorical
            names = objects([*column.names, None])[column.codes]
            held[name] = polars.Series(names.tolist(), dtype=kind)
        else:
            held[name] = polars.Series(
                column, nan_to_null=True, dtype=polars.String if isinstance(column, list) else None
            )
    return polars.DataFrame(held)


def _pyarrow(origin: Origin, columns: Mapping[str, Column], keys: Keys | None) -> Made:
    arrow = import_module("pyarrow")
    held: dict[str, Any] = {} if keys is None else {origin.name: arrow.array(list(keys))}
    for name, column in columns.items():
        if isinstance(column, Categories):
            codes = arrow.array(column.codes, mask=column.codes < 0)
            held[name] = arrow.DictionaryArray.from_arrays(codes, list(column.names), ordered=column.ordered)
        else:
            kind = arrow.string() if isinstance(column, list) else arrow.float64()
            held[name] = arrow.array(column, type=kind, from_pandas=True)  # NaN is no figure
    return arrow.table(held)


_LIBRARIES: Mapping[str, Callable[[Origin, Mapping[str, Column], Keys | None], Made]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
