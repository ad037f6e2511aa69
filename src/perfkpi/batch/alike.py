"""Rows that are alike in every one of some columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from perfkpi.interpreters.columns.arrays import Codes, Integers

_MOST = 1 << 62


def alike(columns: Iterable[Codes | Integers]) -> Sequence[Integers]:
    """Group rows.

    Args:
        columns: whole numbers; all of one length, and at least one.

    Returns:
        int64, the rows of each group, in their order.
    """
    keys: Integers = np.zeros(1, dtype=np.int64)
    size = 1
    for column in columns:
        if not len(column):
            return []
        low, high = int(column.min()), int(column.max())
        if size * (high - low + 1) > _MOST:  # then what there is is counted: never more than rows
            distinct, keys = np.unique(keys, return_inverse=True)
            size = len(distinct)
        size *= high - low + 1
        keys = keys * (high - low + 1) + (column.astype(np.int64) - low)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    ends = [*(np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).tolist(), len(order)]
    return [order[start:stop] for start, stop in zip([0, *ends], ends, strict=False)]
