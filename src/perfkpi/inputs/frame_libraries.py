"""Data frames of the libraries that people have most: names, labels of rows, and columns of doubles as they lie.

Narwhals knows more libraries, and tells what is wrong with a frame, but to look at one takes it a fifth of the time in
which twenty thousand rows are scored. Sound frames of these libraries are read without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

Held = Any
"""A data frame of a library that need not be installed."""


@frozen
class Library:
    """How the frames of one library are read.

    Attributes:
        name: what the library is called.
        places: tells the place of each column by its name; ``None`` where names are not plain, or one stands twice.
        index: tells the labels of their rows.
        column: takes a column by its name and its place: an array where it holds doubles that lie as they are, else
            its own series.
    """

    name: str
    places: Callable[[Held], Mapping[str, int] | None]
    index: Callable[[Held], object]
    column: Callable[[Held, str, int], object]


def library_of(frame: object) -> Library | None:
    """Find the library that a frame is of; ``None`` where it is another one, or the frame of a class of one's own."""
    kind = type(frame)
    return _LIBRARIES.get((kind.__module__.partition(".")[0], kind.__name__))


def column_by_name(frame: Held, name: str, place: int) -> object:
    """Take a column as any library gives it."""
    del place
    return frame[name]


def places_of(names: Sequence[Any]) -> Mapping[str, int] | None:
    """Tell the place of each name; ``None`` where one stands twice."""
    places = {name: place for place, name in enumerate(names)}
    return places if len(places) == len(names) else None


class _Labels(Mapping[str, int]):
    """The places of columns by an index of pandas, which knows them: to list its labels takes far longer."""

    __slots__ = ("_index",)

    def __init__(self, index: Held) -> None:
        self._index = index

    def __contains__(self, name: object) -> bool:
        return type(name) is str and name in self._index

    def __getitem__(self, name: str) -> int:
        place: int = self._index.get_loc(name)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def _pandas_places(frame: Held) -> Mapping[str, int] | None:
    index = frame.columns
    if index.inferred_type == "string" and not index.hasnans:
        return _Labels(index) if index.is_unique else None
    return None if index.nlevels > 1 else places_of(index.tolist())


def _pandas_column(frame: Held, name: str, place: int) -> object:
    """To make a series takes ten times as long as to find its array."""
    lying = getattr(frame, "_get_column_array", None)  # what pandas reads its columns with; should it go, series do
    if lying is not None:
        array = lying(place)
        if array.dtype.kind == "f":
            return array
    return frame[name]


def _polars_column(frame: Held, name: str, place: int) -> object:
    del place
    series = frame.get_column(name)
    return series.to_numpy() if str(series.dtype) == "Float64" and not series.null_count() else series


def _table_column(frame: Held, name: str, place: int) -> object:
    del name
    column = frame.column(place)
    return _lying(column.chunk(0), column) if column.num_chunks == 1 else column


def _batch_column(frame: Held, name: str, place: int) -> object:
    del name
    column = frame.column(place)
    return _lying(column, column)


def _lying(array: Held, column: Held) -> object:
    """Take the doubles of an array of Arrow as they lie; the column where it holds something else, or gaps."""
    return array.to_numpy() if not array.null_count and str(array.type) == "double" else column


def _arrow_places(frame: Held) -> Mapping[str, int] | None:
    return places_of(frame.schema.names)


def _nothing(frame: Held) -> None:
    del frame


_LIBRARIES: Mapping[tuple[str, str], Library] = {
    ("pandas", "DataFrame"): Library("pandas", _pandas_places, lambda frame: frame.index, _pandas_column),
    ("polars", "DataFrame"): Library("polars", lambda frame: places_of(frame.columns), _nothing, _polars_column),
    ("pyarrow", "Table"): Library("pyarrow", _arrow_places, _nothing, _table_column),
    ("pyarrow", "RecordBatch"): Library("pyarrow", _arrow_places, _nothing, _batch_column),
}
