"""Ordered values, in whatever a caller holds them: read once, by position, into a list of one's own.

Lists and other sequences, views of the keys or values of a dictionary, and whatever has one dimension and can be
listed: arrays, pandas, Polars and Arrow series, none of which need be installed.
"""

from __future__ import annotations

from collections.abc import KeysView, Mapping, Sequence, Sized, ValuesView
from itertools import islice
from typing import Any, cast

_TEXTS = (str, bytes, bytearray)
_NARROW = frozenset({"float32", "float16", "float", "halffloat"})
"""What NumPy, pandas, Polars and Arrow call floats that Python's would not print as they do."""

_MOST = 1 << 24
"""The most values that are made one by one for who does not hold them."""


def length_of(values: object) -> int | None:
    """Count the values; ``None`` where it is no ordered series with a length, or does not tell."""
    try:
        return len(cast("Sized", values)) if _in_order(values) else None
    except Exception:  # noqa: BLE001  # whatever a foreign series raises, it cannot be read
        return None


def sequence_of(values: object, most: int = _MOST) -> list[object] | None:
    """List the values in their order, as Python holds them (narrow floats and instants as NumPy does).

    ``None`` for what is no ordered series with a length: a text, a number, a set, a mapping, a generator, a table.
    Also for a range or the like of more than ``most`` values, which holds none of them and takes no room itself.
    """
    length = length_of(values)
    if length is None or (length > most and not _holds(values)):
        return None
    try:
        found = _listed(values, length + 1)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # as above
        return None
    return found if len(found) == length else None


def _holds(values: object) -> bool:
    return isinstance(values, (list, tuple)) or _lister(values) is not None


def _in_order(values: object) -> bool:
    if isinstance(values, (*_TEXTS, Mapping, type)):
        return False
    shape: Any = getattr(values, "shape", None)
    if shape is not None:
        return len(shape) == 1
    return isinstance(values, (Sequence, KeysView, ValuesView)) or _lister(values) is not None


def _lister(values: object) -> Any:  # noqa: ANN401  # a method of a library that need not be installed
    """Find the method that lists a column of Arrow, Polars, pandas or NumPy."""
    names = ("to_pylist", "tolist", "to_list")  # pandas warned of the last one of its categories
    return next((found for name in names if callable(found := getattr(values, name, None))), None)


def _listed(values: Any, most: int) -> list[object]:  # noqa: ANN401  # as above
    kind = getattr(values, "dtype", getattr(values, "type", None))
    is_array = hasattr(values, "__array_interface__")
    if str(kind).lower().partition("[")[0] in _NARROW and hasattr(values, "__array__"):
        return list(values if is_array else values.__array__())
    instants = is_array and getattr(kind, "kind", "") in {"m", "M"}  # a list would hold whole numbers
    lister = None if instants else _lister(values)
    return list(islice(values, most)) if lister is None else list(lister())


def pairs_of(values: object) -> list[tuple[Any, Any]] | None:
    """List the names and values of a mapping; ``None`` for what is none, or cannot be read."""
    mapping: Any = values
    try:
        return list(mapping.items()) if isinstance(values, Mapping) else None
    except Exception:  # noqa: BLE001  # as above
        return None
