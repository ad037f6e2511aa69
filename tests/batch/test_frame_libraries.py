"""Frames of pandas, Polars and PyArrow are read without a series of each column, and as if there were one."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import perfkpi as pk
from perfkpi.testing import card_of

CARD = card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Actual("value"))
FIGURES = np.array([12.5, 80, 0.1])
GAPS = np.array([12.5, np.nan, 0.1])


def halves(figures: Any) -> list[Any]:  # noqa: ANN401  # a list of None and floats, or an array of them
    """The figures in two pieces."""
    return [figures[:1], figures[1:]]


def listed(figures: Any) -> list[float | None]:  # noqa: ANN401  # as above
    """Figures, and None where one is missing."""
    return [None if np.isnan(figure) else float(figure) for figure in figures]


class Own(pd.DataFrame):
    """A class of one's own."""


FRAMES: dict[str, Callable[[Any], Any]] = {
    "pandas": lambda figures: pd.DataFrame({"value": figures}),
    "pandas, its own Float64": lambda figures: pd.DataFrame({"value": pd.array(listed(figures), dtype="Float64")}),
    "pandas, sparse": lambda figures: pd.DataFrame({"value": pd.arrays.SparseArray(figures)}),
    "pandas, a label is a number": lambda figures: pd.DataFrame({"value": figures, 5: 2.0}),
    "pandas, a class of one's own": lambda figures: Own({"value": figures}),
    "pandas, objects": lambda figures: pd.DataFrame({"value": listed(figures)}, dtype=object),
    "Polars": lambda figures: pl.DataFrame({"value": listed(figures)}),
    "Polars, in pieces": lambda figures: pl.concat(
        [pl.DataFrame({"value": half}, schema={"value": pl.Float64}) for half in halves(listed(figures))], rechunk=False
    ),
    "PyArrow": lambda figures: pa.table({"value": listed(figures)}),
    "PyArrow, in pieces": lambda figures: pa.table(
        {"value": pa.chunked_array(halves(listed(figures)), type=pa.float64())}
    ),
    "PyArrow, a batch": lambda figures: pa.record_batch({"value": listed(figures)}),
    "PyArrow, a part of a batch": lambda figures: pa.record_batch({"value": [7.0, *listed(figures)]}).slice(1),
}


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("figures", [FIGURES, GAPS], ids=["complete", "gaps"])
def test_doubles(name: str, figures: Any) -> None:  # noqa: ANN401  # as above
    """However they lie, with and without gaps."""
    found, expected = pk.score_batch(CARD, FRAMES[name](figures)), pk.score_batch(CARD, {"value": figures})
    assert found.totals.tobytes() == expected.totals.tobytes()
    assert found.status_codes.tobytes() == expected.status_codes.tobytes()


def test_pandas_makes_no_series(monkeypatch: pytest.MonkeyPatch) -> None:
    """A series takes ten times as long as its array; where pandas no longer tells the array, one is made."""
    frame = pd.DataFrame({"value": FIGURES, "who": ["a", "b", "c"]})
    with monkeypatch.context() as patch:
        patch.setattr(pd.DataFrame, "__getitem__", None)
        assert pk.score_batch(CARD, frame).totals.tolist() == FIGURES.tolist()
    monkeypatch.delattr(pd.DataFrame, "_get_column_array")
    assert pk.score_batch(CARD, frame, keys="who").totals.tolist() == FIGURES.tolist()


@pytest.mark.parametrize(
    "columns",
    [
        pd.DatetimeIndex(["2026-01-01"]),
        pd.MultiIndex.from_tuples([("value", "2026")]),
        pd.Index([2026]),
        pd.Index([None], dtype=object),
    ],
    ids=["months", "levels", "numbers", "nothing"],
)
def test_labels_that_are_no_names(columns: Any) -> None:  # noqa: ANN401  # as above
    """A date is not the text that looks like it, nor is a level or a number; there is no such column."""
    frame = pd.DataFrame([[1.0]], columns=columns)
    card = card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Actual("2026"))
    surplus = "more cells" if columns.dtype == object and columns[0] is None else "the data has no"
    with pytest.raises(pk.errors.PerfKpiError, match=surplus):
        pk.score_batch(card, frame)


def test_columns_of_a_frame_are_listed() -> None:
    """In their order, for the advice that an error gives and for whoever prepares the frame."""
    frame = pd.DataFrame({"value": FIGURES, "other": FIGURES})
    assert list(pk.results.Prepared(frame)) == ["value", "other"]
    with pytest.raises(pk.errors.MeasureError, match="'value'"):
        pk.score_batch(card_of(pk.DirectPoints(scale=pk.Scale(0, 100)), pk.Actual("valeu")), frame)
