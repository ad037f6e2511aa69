"""Tables as people hold them, a data frame or rows, as columns by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any, cast

from attrs import frozen

from perfkpi.errors import Code, ColumnError, DefinitionError, PerfKpiError, expected, kind_of, shown
from perfkpi.foreign import is_a, looking_at
from perfkpi.inputs.frame_libraries import column_by_name, library_of
from perfkpi.inputs.lookup import COLUMN, looked_up, name_of
from perfkpi.inputs.rows import SURPLUS, mapping_of, surplus_cells

_LIBRARIES = ("pandas", "polars", "pyarrow")
_BATCH = "pyarrow.lib", "RecordBatch"
_MOST = 10_000_000
"""So many rows nobody holds one by one; who gives rows without end is told so."""


class _Columns(Mapping[str, object], ABC):
    """Columns by their names, each made when it is asked for."""

    __slots__ = ()

    _names: Mapping[str, Any]

    def __contains__(self, name: object) -> bool:
        return name in self._names  # none is made for that

    @abstractmethod
    def __getitem__(self, name: str) -> object:
        """Make a column."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@frozen(eq=False, repr=False)
class Frame(_Columns):
    """The columns of a data frame, each as its own series, or as the array in which its doubles lie.

    Attributes:
        library: the name of the library that it comes from.
        index: the labels of its rows, where the library has any.
    """

    _held: Any
    _names: Mapping[str, int]
    _column: Callable[[Any, str, int], object]
    library: str
    index: Any

    def __getitem__(self, name: str) -> object:
        return self._column(self._held, name, self._names[name])


@frozen(eq=False, repr=False)
class Rows(_Columns):
    """The columns of rows, each of which is a mapping; a column is a list of what the rows hold under its name."""

    _rows: Sequence[Mapping[str, object]]
    _names: Mapping[str, object]
    _places: Sequence[int]
    _alike: bool
    """Whether all rows have all names."""

    def at(self, places: Sequence[int]) -> Rows:
        """Some of the rows, which an error still calls by their places; a name that none of them has is none."""
        return _rows_of([self._rows[place] for place in places], places)

    def __getitem__(self, name: str) -> object:
        if name not in self._names:
            raise KeyError(name)
        for place, row in () if self._alike else zip(self._places, self._rows, strict=True):
            if name not in row:
                en = f"row {place} has no {shown(name)}, which others have; give None where it was not measured"
                zh = f"第 {place} 行没有 {shown(name, 'zh')}，而其他行有；没有填报的数据请给 None"
                raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=f"table[{place}]", value=name)
        return [row[name] for row in self._rows]


def _rows_of(rows: Sequence[Mapping[str, object]], places: Sequence[int]) -> Rows:
    names: dict[str, object] = {}
    unlike = 0
    for row in rows:
        if row.keys() != names.keys():
            names |= dict.fromkeys(row)
            unlike += 1
    if SURPLUS in names:
        place, row = next((place, row) for place, row in zip(places, rows, strict=True) if SURPLUS in row)
        raise surplus_cells(row, f"table[{place}]")
    return Rows(rows, names, places, unlike <= 1)  # the first is unlike none


def columns_in(table: object) -> Mapping[str, object]:
    """Give the columns of a table by their names.

    Args:
        table: a mapping of names to columns, which is given back; a data frame of pandas, Polars, PyArrow or another
            library that narwhals knows; or rows, each a mapping or another row with names: a list of them, a
            ``csv.DictReader``, rows of SQLAlchemy or sqlite3.

    Raises:
        DefinitionError: it is none of these, a frame that is not computed yet, or one that has a name twice.
        ColumnError: a row that lacks what others have, when that column is read.
        ImportError: it is a data frame of another library, or one of which something is wrong, and narwhals is not
            installed.
    """
    if is_a(table, Mapping):
        return cast("Mapping[str, object]", table)
    frame = _sound_frame(table)
    if frame is not None:
        return frame
    if any(kind.__module__.partition(".")[0] in _LIBRARIES for kind in type(table).__mro__):
        return _frame(table, _narwhals())
    with looking_at(table, "table"):
        rows = _rows(table)
    if rows is not None:
        return _rows_of(rows, range(len(rows)))
    if find_spec("narwhals") is None:
        raise _no_table(table)
    return _frame(table, _narwhals())


def _sound_frame(table: object) -> Frame | None:
    """Read a frame of a library that is known here; ``None`` where it is another one, or something is wrong with it."""
    library = library_of(table)
    places = None if library is None else library.places(table)
    if library is None or places is None:
        return None
    return Frame(table, places, library.column, library.name, library.index(table))


def _narwhals() -> Any:  # noqa: ANN401  # narwhals need not be installed
    try:
        return import_module("narwhals.stable.v2")
    except ImportError as error:
        raise ImportError(
            "a data frame is read with narwhals; install it with pip install 'perfkpi[frames]', or give a mapping of "
            "names to columns（读取数据框需要 narwhals，请安装 perfkpi[frames]，或给出“名称: 数据列”的映射）"
        ) from error


def _frame(table: object, narwhals: Any) -> Frame:  # noqa: ANN401  # as above
    try:
        held = narwhals.from_native(_whole(table), pass_through=True)
    except Exception as error:
        en, zh = f"the columns of the table cannot be told apart: {error}", f"无法区分表中的列（{error}）"
        raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where="table") from error
    if isinstance(held, narwhals.LazyFrame):
        en, zh = "is not computed yet; give table.collect()", "尚未计算；请给出 table.collect()"
        raise DefinitionError(Code.WRONG_TYPE, en=f"{kind_of(table)} {en}", zh=f"{kind_of(table)} {zh}", where="table")
    if not isinstance(held, narwhals.DataFrame):
        raise _no_table(table)
    places = {name: place for place, name in enumerate(held.columns)}
    index, library = narwhals.maybe_get_index(held), held.implementation.value
    return Frame(held.to_native(), places, column_by_name, library, index)  # narwhals takes ten times as long for one


def _whole(table: object) -> object:
    """Take a record batch of Arrow, as engines hand them out, for a table of which it is all; narwhals knows tables."""
    if any((kind.__module__, kind.__name__) == _BATCH for kind in type(table).__mro__):
        return import_module("pyarrow").Table.from_batches([table])
    return table


def _rows(table: object) -> list[Mapping[str, object]] | None:
    """The rows in whatever holds them; ``None`` where it holds something else, or does not end."""
    if is_a(table, str, bytes) or not hasattr(table, "__iter__"):
        return None
    found: list[Mapping[str, object]] = []
    for place, row in enumerate(islice(cast("Iterable[object]", table), _MOST)):
        mapping = cast("dict[str, object]", row) if type(row) is dict else mapping_of(row, f"table[{place}]")
        if mapping is None:
            return None
        found.append(mapping)
    return found if len(found) < _MOST else None


def _no_table(table: object) -> PerfKpiError:
    en = "a table is a mapping of names to columns, a data frame or a list of rows"
    return expected(
        en, "表应为“名称: 数据列”的映射、数据框或由行组成的列表", table, write="{'sales': array}", where="table"
    )


def column_of_keys(columns: Mapping[str, object], keys: object, where: str = "keys") -> object:
    """Give the keys of the rows: those of a column where its name is given, else as they are.

    Args:
        columns: the columns by name.
        keys: the name of one of them, or the keys.
        where: what an error calls the argument.

    Raises:
        MeasureError: there is no such column.
    """
    return keys if name_of(keys) is None else looked_up(COLUMN, keys, columns, where)
