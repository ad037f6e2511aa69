"""Which source reads a column of which type, and which types hold no figures at all."""

from __future__ import annotations

from typing import TypeGuard

import numpy as np

from perfkpi.inputs.series import AnyArray, is_masked, objects
from perfkpi.inputs.sources import Categories, Coded, Doubles, Objects, Shorts, Source, Truths, Wholes
from perfkpi.interpreters.columns.arrays import Floats
from perfkpi.language import Input, Kind
from perfkpi.model.measurement.notation import Notation

_DOUBLE = np.dtype(np.float64)


def is_doubles(data: object, node: Input) -> TypeGuard[Floats]:
    """Tell whether a column is read where it lies."""
    return type(data) is np.ndarray and data.dtype == _DOUBLE and data.ndim == 1 and node.kind is Kind.NUMBER


def source_of(data: AnyArray, node: Input, notation: Notation | None, names: dict[str, int]) -> Source | None:
    """Choose the source for a one-dimensional array; ``None`` where its type cannot hold the measure."""
    if is_doubles(data, node):
        return Doubles(data)
    if is_masked(data):
        mask = np.ma.getmaskarray(data)
        inner = source_of(np.asarray(data.data), node, notation, names)
        if inner is None and mask.all():
            inner = source_of(_nothing(len(data)), node, notation, names)
        return None if inner is None else Coded.masked(inner, mask)
    if node.kind is Kind.CATEGORY:
        return _categories(data, node, notation, names)
    return _numbers(data, node, notation)


def _nothing(rows: int) -> AnyArray:
    return objects([None] * rows)


def _categories(data: AnyArray, node: Input, notation: Notation | None, names: dict[str, int]) -> Source | None:
    """Choose the source for texts; a data frame that has not one of them holds a column of NaN."""
    if data.dtype.kind == "f" and np.isnan(data).all():
        return Categories(_nothing(len(data)), node, notation, names)
    return Categories(data, node, notation, names) if data.dtype.kind in "OUT" else None


def _numbers(data: AnyArray, node: Input, notation: Notation | None) -> Source | None:
    kind = data.dtype.kind
    if kind == "f":
        return _floats(data, node, notation)
    if kind in "OUT":
        return Objects(data, node, notation)
    if kind in "iu":
        return Wholes(data)
    return Truths(data) if kind == "b" else None


def _floats(data: AnyArray, node: Input, notation: Notation | None) -> Source:
    """Choose the source for floats of other sizes, and for doubles of another byte order."""
    size = data.dtype.itemsize
    if size == _DOUBLE.itemsize:
        return Doubles(data.astype(_DOUBLE))
    return Shorts(data) if size < _DOUBLE.itemsize else Objects(data, node, notation)
