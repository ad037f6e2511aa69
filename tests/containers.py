"""The same figures in whatever holds a table: arrays, rows, data frames in all their families of types."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

__all__ = ["CONTAINERS", "Column", "Columns", "Kind", "csv_of", "rows_of"]

Anything: TypeAlias = Any


class Kind(Enum):
    """What the cells of a column are, those that are missing apart."""

    FLOATS = auto()
    INTEGERS = auto()
    TEXTS = auto()
    TRUTHS = auto()
    DECIMALS = auto()


class Column(NamedTuple):
    """Cells, of one kind or ``None``."""

    kind: Kind
    cells: list[Any]

    @property
    def gaps(self) -> bool:
        """Whether a cell is missing."""
        return None in self.cells


Columns: TypeAlias = Mapping[str, Column]

_NULLABLE = {Kind.FLOATS: "Float64", Kind.INTEGERS: "Int64", Kind.TRUTHS: "boolean", Kind.DECIMALS: "object"}
_POLARS = {Kind.FLOATS: pl.Float64, Kind.INTEGERS: pl.Int64, Kind.TEXTS: pl.String, Kind.TRUTHS: pl.Boolean}
_ARROW = {Kind.FLOATS: pa.float64(), Kind.INTEGERS: pa.int64(), Kind.TEXTS: pa.string(), Kind.TRUTHS: pa.bool_()}


def objects(cells: list[Any]) -> Anything:
    """An array of cells, each as it is."""
    return np.fromiter(cells, dtype=object, count=len(cells))


def doubles(cells: list[Any]) -> Anything:
    """An array of doubles, NaN where a cell is missing."""
    return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)


def array(column: Column) -> Anything:
    """The array of NumPy's own types that says the same."""
    kind, cells = column
    if kind is Kind.FLOATS:
        return doubles(cells)
    if kind in {Kind.INTEGERS, Kind.TRUTHS} and not column.gaps:
        return np.array(cells, dtype=np.int64 if kind is Kind.INTEGERS else np.bool_)
    if kind is Kind.INTEGERS and all(cell is None or int(float(cell)) == cell for cell in cells):
        return doubles(cells)  # as pandas reads a file
    return objects(cells)


def masked(column: Column) -> Anything:
    """The same with a mask over what is missing."""
    kind, cells = column
    if kind in {Kind.TEXTS, Kind.DECIMALS}:
        return objects(cells)
    whole = array(Column(kind, [0 if cell is None else cell for cell in cells]))
    return np.ma.MaskedArray(whole, mask=[cell is None for cell in cells])


def arrow(column: Column) -> Anything:
    """An array of pyarrow."""
    return pa.array(column.cells, type=_ARROW.get(column.kind) or pa.decimal128(38, 12))


def arrow_chunks(column: Column) -> Anything:
    """The same in pieces, one of them empty; texts with longer offsets."""
    whole = arrow(column)
    whole = whole.cast(pa.large_string()) if column.kind is Kind.TEXTS else whole
    return pa.chunked_array([whole[:1], whole[:0], whole[1:]])


def polars(column: Column) -> Anything:
    """A series of Polars."""
    return pl.Series(column.cells, dtype=_POLARS.get(column.kind) or pl.Decimal(38, 12))


def polars_category(column: Column) -> Anything:
    """The same, texts as categories."""
    return polars(column).cast(pl.Categorical) if column.kind is Kind.TEXTS else polars(column)


def nullable(column: Column) -> Anything:
    """A series of pandas, of a type that has room for what is missing."""
    return pd.Series(column.cells, dtype=_NULLABLE.get(column.kind) or pd.StringDtype("python"))


def pandas_category(column: Column) -> Anything:
    """A series of pandas, of categories."""
    return pd.Series(objects(column.cells), dtype=object).astype("category")


def each(make: Callable[[Column], Anything]) -> Callable[[Columns], dict[str, Anything]]:
    """Make all columns."""
    return lambda columns: {name: make(column) for name, column in columns.items()}


def framed(make: Callable[[Column], Anything]) -> Callable[[Columns], Anything]:
    """Make a frame of pandas, whose labels are no positions."""

    def frame(columns: Columns) -> Anything:
        found = pd.DataFrame(each(make)(columns))
        return found.set_axis(range(len(found), 0, -1))

    return frame


def rows_of(columns: Columns) -> list[dict[str, Any]]:
    """Each row by its names."""
    return [
        dict(zip(columns, row, strict=True)) for row in zip(*(column.cells for column in columns.values()), strict=True)
    ]


def csv_of(columns: Columns) -> Iterator[dict[str, Any]]:
    """A file of texts, nothing where a cell is missing."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(columns))
    writer.writeheader()
    writer.writerows(rows_of(columns))
    file.seek(0)
    return csv.DictReader(file)


CONTAINERS: dict[str, Callable[[Columns], Anything]] = {
    "arrays": each(array),
    "masked arrays": each(masked),
    "arrays of objects": each(lambda column: objects(column.cells)),
    "lists": each(lambda column: column.cells),
    "pandas": framed(lambda column: pd.Series(column.cells) if column.kind is Kind.TEXTS else array(column)),
    "pandas, NumPy": framed(lambda column: pd.Series(array(column), dtype=array(column).dtype)),
    "pandas, nullable": framed(nullable),
    "pandas, Arrow": framed(lambda column: pd.Series(pd.arrays.ArrowExtensionArray(arrow_chunks(column)))),
    "pandas, Arrow texts": framed(
        lambda column: (
            pd.Series(column.cells, dtype="string[pyarrow]") if column.kind is Kind.TEXTS else nullable(column)
        )
    ),
    "pandas, objects": framed(lambda column: pd.Series(objects(column.cells), dtype=object)),
    "pandas, categories": framed(pandas_category),
    "Polars": lambda columns: pl.DataFrame(each(polars)(columns)),
    "Polars, categories": lambda columns: pl.DataFrame(each(polars_category)(columns)),
    "PyArrow": lambda columns: pa.table(each(arrow)(columns)),
    "PyArrow, chunks": lambda columns: pa.table(each(arrow_chunks)(columns)),
    "PyArrow, dictionaries": lambda columns: pa.table(each(lambda column: arrow(column).dictionary_encode())(columns)),
    "PyArrow, a batch": lambda columns: pa.record_batch(each(arrow)(columns)),
    "rows": rows_of,
    "rows of SQLAlchemy": lambda columns: [SimpleNamespace(_mapping=row) for row in rows_of(columns)],
}
"""Each makes a table of columns."""
