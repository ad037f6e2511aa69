"""Columns of pandas, pyarrow and Polars as arrays that keep every digit: what is null there is masked here.

Their own way to an array turns integers beside a null into floats. None of these libraries is needed: a column is told
by the module from which its class comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeGuard

import numpy as np
import numpy.typing as npt

AnyArray: TypeAlias = npt.NDArray[Any]

_FILLERS: dict[str, int] = {
    **{f"{sign}int{bits}": 0 for sign in ("", "u") for bits in (8, 16, 32, 64)},
    "bool": False,
    "boolean": False,
}
"""What stands under the mask of a type whose own arrays have no room for a null."""

_FLOATS = frozenset({"halffloat", "float", "double", "float16", "float32", "float64"})
_TIMES = ("date", "duration", "timestamp")


def objects(values: Iterable[object]) -> AnyArray:
    """Hold values of any kind in an array, each as it is."""
    listed = list(values)
    return np.fromiter(listed, dtype=object, count=len(listed))


def ordered_categories(column: Any) -> list[object]:  # noqa: ANN401  # whatever a caller holds a column in
    """The categories of a column in their order, where it says that they have one; else none.

    Those of pandas and PyArrow say so themselves, an ``Enum`` of Polars has one always.
    """
    kind: Any = getattr(column, "dtype", None) if hasattr(column, "dtype") else getattr(column, "type", None)
    if type(kind).__name__ == "Enum":
        return list(kind.categories)
    if not getattr(kind, "ordered", False):
        return []
    found = getattr(kind, "categories", None)
    if found is None:  # Arrow keeps them beside the codes
        chunks = getattr(column, "chunks", [column])
        found = chunks[0].dictionary.to_pylist() if chunks else ()
    return list(found)


def is_masked(array: AnyArray) -> TypeGuard[np.ma.MaskedArray[Any, Any]]:
    """Tell whether an array has a mask. Most are plain, and NumPy's masks are loaded only where one may have one.

    Its older versions warn when they load them on a thread that takes small doubles for 0.
    """
    return type(array) is not np.ndarray and isinstance(array, np.ma.MaskedArray)


def held_array(column: Any) -> AnyArray | None:  # noqa: ANN401  # whatever a caller holds a column in
    """Find the array that a column holds, by position; ``None`` where it holds none, or does not give it."""
    try:
        return array_within(column)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # whatever a foreign object raises, it is no column
        return None


def array_within(column: Any) -> AnyArray | None:  # noqa: ANN401  # as above
    """Find the array, and raise whatever a column raises that says it is an array and is none."""
    for base in type(column).__mro__:
        read = _LIBRARIES.get(base.__module__.partition(".")[0])
        array = None if read is None else read(column)
        if array is not None:
            return array
    return np.asanyarray(column) if hasattr(column, "__array__") else None


def _masked(numbers: AnyArray, missing: AnyArray) -> AnyArray:
    return np.ma.MaskedArray(numbers, mask=missing) if missing.any() else numbers


def _pandas(column: Any) -> AnyArray | None:  # noqa: ANN401  # a Series, an Index, an extension array
    dtype = getattr(column, "dtype", None)
    if isinstance(dtype, np.dtype):
        return np.asarray(column.to_numpy())
    held = getattr(column, "array", column)
    names = {base.__name__ for base in type(dtype).__mro__}
    if "CategoricalDtype" in names:
        return _chosen(held.categories, np.asarray(held.codes))
    if "ArrowDtype" in names:
        return _arrow(held.__arrow_array__())
    if "BaseMaskedDtype" in names:
        kind = held.dtype.numpy_dtype
        if kind.kind == "f":
            return np.asarray(held.to_numpy(dtype=kind, na_value=np.nan))  # no copy where nothing is missing
        return _masked(held.to_numpy(dtype=kind, na_value=0), np.asarray(held.isna()))
    return None


def _chosen(categories: Any, codes: AnyArray) -> AnyArray:  # noqa: ANN401  # a pandas Index
    """Pick the category of each row; a negative code is none."""
    if not len(categories):
        return objects([None] * len(codes))
    known = np.asanyarray(held_array(categories))
    return _masked(known[np.maximum(codes, 0)], codes < 0)


def _arrow(column: Any) -> AnyArray | None:  # noqa: ANN401  # an Array, a ChunkedArray
    if not hasattr(column, "type"):
        return None
    kind = str(column.type)
    if kind.startswith("dictionary"):
        return _arrow(column.cast(column.type.value_type))
    if kind in _FLOATS or kind.startswith(_TIMES):
        lies_whole = getattr(column, "num_chunks", 0) == 1  # several pieces are copied, and so would one be
        return np.asarray((column.chunk(0) if lies_whole else column).to_numpy(zero_copy_only=False))
    if kind in _FILLERS:
        numbers = column.fill_null(_FILLERS[kind]).to_numpy(zero_copy_only=False)
        return _masked(numbers, column.is_null().to_numpy(zero_copy_only=False))
    return objects(column.to_pylist())


def _polars(column: Any) -> AnyArray | None:  # noqa: ANN401  # a Series
    if not hasattr(column, "dtype"):
        return None
    kind = str(column.dtype).lower()
    if kind in _FLOATS or kind.startswith(_TIMES):
        return np.asarray(column.to_numpy())
    if kind in _FILLERS:
        return _masked(column.fill_null(_FILLERS[kind]).to_numpy(), column.is_null().to_numpy())
    return objects(column.to_list())


_LIBRARIES: dict[str, Callable[[Any], AnyArray | None]] = {"pandas": _pandas, "pyarrow": _arrow, "polars": _polars}
