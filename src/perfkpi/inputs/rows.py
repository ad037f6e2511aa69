"""One row of data by its names, in whatever holds it: a mapping, or a row of another library that has names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias, cast

from perfkpi.errors import Code, ColumnError, MeasureError, shown
from perfkpi.foreign import is_a

SURPLUS: Any = None
"""The name under which ``csv.DictReader`` keeps the cells of a row that are more than there are names."""


class _NamedTuple(Protocol):
    def _asdict(self) -> dict[str, Any]: ...


class _WithKeys(Protocol):
    def keys(self) -> Any: ...  # noqa: ANN401  # an index of pandas, a list of sqlite3
    def __getitem__(self, key: Any, /) -> Any: ...  # noqa: ANN401  # a cell


Row: TypeAlias = Mapping[str, object] | _NamedTuple | _WithKeys
"""What holds the figures of one person: a mapping, a named tuple, a series of pandas, a row of sqlite3."""


def mapping_of(row: object, where: str = "data") -> Mapping[str, object] | None:
    """Read a row by its names: a mapping, a named tuple, or a row of pandas, sqlite3 or SQLAlchemy.

    Args:
        row: what may be one.
        where: its place.

    Returns:
        the cells by name; ``None`` for what is no such row.

    Raises:
        MeasureError: a name stands twice in it.
    """
    if isinstance(row, Mapping):
        return cast("Mapping[str, object]", row)
    found: object = getattr(row, "_mapping", None)  # as SQLAlchemy calls it
    if isinstance(found, Mapping):
        return cast("Mapping[str, object]", found)
    held: Any = row
    if is_a(row, tuple):
        names: object = getattr(type(row), "_fields", None)
        return None if names is None else dict(zip(cast("Iterable[str]", names), held, strict=True))
    if _is_of(row, "pandas", "Series"):
        return _by_name(held.index, held.array, where)  # where a float32 is still one
    if _is_of(row, "sqlite3", "Row"):
        return _by_name(held.keys(), held, where)
    return None


def _is_of(value: object, library: str, name: str) -> bool:
    """Tell whether a value is of a class of a library, which is not loaded for that."""
    return any(kind.__name__ == name and kind.__module__.partition(".")[0] == library for kind in type(value).__mro__)


def _by_name(names: Iterable[object], cells: Iterable[object], where: str) -> dict[str, object]:
    found: dict[Any, object] = {}
    for name, cell in zip(names, cells, strict=True):
        if name in found:
            en = f"the row has {shown(name)} twice; keep one"
            zh = f"该行的 {shown(name, 'zh')} 出现两次；请保留一个"
            raise MeasureError(Code.AMBIGUOUS_MEASURE, en=en, zh=zh, where=where, value=name)
        found[name] = cell
    return found


def surplus_cells(row: Mapping[str, object], where: str) -> ColumnError:
    """Build the error of a row with more cells than there are names, as an unquoted 95,000 makes of a CSV file.

    Args:
        row: which holds them under ``SURPLUS``.
        where: the place of the row.
    """
    rest = row[SURPLUS]
    en = f'the row has more cells than the header has names, {shown(rest)} is left; quote cells with commas, "95,000"'
    zh = f'该行的单元格多于表头的名称，多出 {shown(rest, "zh")}；含逗号的单元格请加引号，如 "95,000"'
    return ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=where, value=rest)
