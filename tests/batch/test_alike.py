"""Rows that are alike in every column are one group."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.batch.alike import alike

NUMBERS = st.one_of(st.integers(-2, 2), st.integers(-(2**60), 2**60))


@given(st.integers(0, 12).flatmap(lambda rows: st.lists(st.lists(NUMBERS, min_size=rows, max_size=rows), min_size=1)))
def test_rows_are_grouped_by_what_they_are(columns: list[list[int]]) -> None:
    """As a dictionary groups them, however large the numbers are; each group has its rows in their order."""
    expected: dict[tuple[int, ...], list[int]] = {}
    for row, cells in enumerate(zip(*columns, strict=True)):
        expected.setdefault(cells, []).append(row)
    found = alike(np.array(column, dtype=np.int64) for column in columns)
    assert sorted(rows.tolist() for rows in found) == sorted(expected.values())
