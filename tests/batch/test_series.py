"""Columns of pandas, pyarrow and Polars, and lists: by position, digit for digit, nulls not measured."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import card_of

Anything: TypeAlias = Any

RULE = pk.TargetDelta(
    target=0,
    per=pk.Additive(1),
    loss=1,
    base_points=100,
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=pk.Direction.HIGHER_IS_BETTER,
)
CARD = card_of(RULE)
GRADES = card_of(pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("B", 80))), pk.formulas.Category("value"))
BIG = 2**53 + 1
OK, MISSING, INVALID = pk.Status.OK, pk.Status.NOT_MEASURED, pk.Status.INVALID_VALUE


def check_rows(column: Anything, cells: list[Any], card: pk.Scorecard = CARD) -> None:
    """Every row of a column is what its cell is by itself, also where the table was prepared."""
    for table in ({"value": column}, pk.results.Prepared({"value": column})):
        scores = pk.score_batch(card, table)
        for row, cell in enumerate(cells):
            line = pk.appraise(card, {"value": cell}).lines[0]
            assert scores.statuses()[row] is line.status, (row, cell)
            assert scores.appraisal(row).lines[0].value == line.value, (row, cell)
            assert scores.appraisal(row).lines[0].reason == line.reason, (row, cell)
    figures = pk.records.reduce_table(
        {"who": list(range(len(cells))), "value": column},
        (pk.records.Reduction("m", of="value", by=pk.records.Mean()),),
        subject="who",
    )[0]["m"]
    records = [{"who": row, "value": cell} for row, cell in enumerate(cells)]
    found = pk.records.reduce_records(
        records, (pk.records.Reduction("m", of="value", by=pk.records.Mean()),), subject="who"
    )
    for row, figure in enumerate(figures.tolist()):
        mean = found[row]["m"]
        assert (Fraction(figure) if isinstance(figure, float) else figure) == mean or mean == Fraction(str(figure))


def polars_series(values: list[Any]) -> Anything:
    """A series of Polars."""
    return pl.Series(values, strict=False)


def arrow_array(values: list[Any]) -> Anything:
    """An array of pyarrow."""
    return pa.array(values)


def arrow_chunks(values: list[Any]) -> Anything:
    """A chunked array of pyarrow, an empty chunk among them."""
    kind = pa.array(values).type
    return pa.chunked_array([values[:1], [], values[1:]], type=kind)


def pandas_of(dtype: str) -> Callable[[list[Any]], Anything]:
    """A series of pandas of some type, whose labels are no positions."""

    def series(values: list[Any]) -> Anything:
        return pd.Series(values, dtype=dtype, index=range(len(values), 0, -1))

    return series


INTEGERS = {
    "pandas Int64": pandas_of("Int64"),
    "pandas UInt64": lambda values: pd.Series([None if v is None else abs(v) for v in values], dtype="UInt64"),
    "pandas array": lambda values: pd.array(values, dtype="Int64"),
    "pandas object": pandas_of("object"),
    "pandas category": pandas_of("category"),
    "pandas int64[pyarrow]": pandas_of("int64[pyarrow]"),
    "pyarrow": arrow_array,
    "pyarrow, dictionary": lambda values: arrow_array(values).dictionary_encode(),
    "pyarrow, chunks": arrow_chunks,
    "polars": polars_series,
    "list": list,
    "tuple": tuple,
    "masked": lambda values: np.ma.MaskedArray([v or 0 for v in values], mask=[v is None for v in values]),
}


@pytest.mark.parametrize("kind", INTEGERS)
@given(st.lists(st.one_of(st.none(), st.integers(0, 2**62)), min_size=1, max_size=5).map(lambda values: [BIG, *values]))
def test_integers_beside_nulls_keep_their_digits(kind: str, values: list[int | None]) -> None:
    """Their own way to an array would be one by way of floats."""
    check_rows(INTEGERS[kind](values), values)


FLOATS = {
    "pandas Float64": pandas_of("Float64"),
    "pandas float64": pandas_of("float64"),
    "pandas double[pyarrow]": pandas_of("double[pyarrow]"),
    "pyarrow": arrow_array,
    "polars": polars_series,
}


@pytest.mark.parametrize("kind", FLOATS)
@pytest.mark.parametrize("values", [[0.1, None, 1e300], [0.1, 0.2], [0.3, float("nan"), float("inf")]])
def test_floats_are_their_shortest_decimals(kind: str, values: list[float | None]) -> None:
    """With nulls, without, and with what is no finite number."""
    check_rows(FLOATS[kind](values), values)


def test_short_floats_mean_their_own_decimals() -> None:
    """A float32 of a nullable column is the shortest decimal of its own type."""
    column = pd.Series([0.1, None], dtype="Float32")
    assert pk.score_batch(CARD, {"value": column}).appraisal(0).lines[0].value == Fraction(1, 10)


OTHERS = {
    "booleans": [True, False],
    "booleans and a null": [True, None],
    "decimals": [Decimal("0.10"), None, Decimal("12345678901234567890.25")],
    "texts": ["0.1", None, "12%", "N/A", ""],
    "nothing": [None, None],
    "lists": [[1], [2]],
}
LIBRARIES = {"pyarrow": arrow_array, "polars": polars_series, "pandas": pd.Series, "list": list}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("kind", OTHERS)
def test_other_columns_are_what_their_cells_are(kind: str, library: str) -> None:
    """Truth values are invalid, Decimals exact, texts read, and lists no figures."""
    check_rows(LIBRARIES[library](OTHERS[kind]), OTHERS[kind])


@pytest.mark.parametrize("dtype", ["boolean", "str", "string", "category"])
def test_pandas_columns_with_gaps(dtype: str) -> None:
    """Nullable truth values, texts and categories."""
    values: list[Any] = [True, False, None] if dtype == "boolean" else ["1.5", "x", None]
    check_rows(pd.Series(values, dtype=dtype), values)


@pytest.mark.parametrize("dtype", ["str", "string", "category", "object"])
def test_a_missing_grade_is_not_measured(dtype: str) -> None:
    """Whatever a data frame writes where there is none: NaN, NA, None, a category that no row has."""
    scores = pk.score_batch(GRADES, {"value": pd.Series(["A", None, "B", "C"], dtype=dtype)})
    assert list(scores.statuses()) == [OK, MISSING, OK, INVALID]
    nobody = pk.score_batch(GRADES, {"value": pd.Series([None, None], dtype=dtype)})
    assert list(nobody.statuses()) == [MISSING, MISSING]


@pytest.mark.parametrize("missing", [None, float("nan"), np.float64("nan"), Decimal("NaN"), pd.NA, pd.NaT], ids=repr)
def test_a_missing_grade_is_covered_by_a_policy(missing: object) -> None:
    """One by one and in a column it is not measured, and a policy for that covers it."""
    rule = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("B", 80)))
    indicator = pk.Indicator(
        code="k", name="k", formula=pk.formulas.Category("value"), scoring=rule, missing=pk.missing.ZeroPoints()
    )
    card = pk.Scorecard(code="card", name="card", items=((indicator, 100),))
    column = np.fromiter(["A", missing], dtype=object, count=2)
    assert pk.appraise(card, {"value": missing}).total == 0
    assert pk.score_batch(card, {"value": column}).totals.tolist() == [95, 0]


@pytest.mark.parametrize(
    "column",
    [
        np.array([np.nan, np.nan]),
        np.array([np.nan, np.nan], dtype="f4"),
        np.ma.MaskedArray([1, 2], mask=True),
        pd.Series([None, None], dtype="Int64"),
        [None, None],
    ],
)
def test_a_chunk_without_a_grade_is_no_column_of_numbers(column: Anything) -> None:
    """A data frame in which nobody has a grade yet holds NaN, not text."""
    assert list(pk.score_batch(GRADES, {"value": column}).statuses()) == [MISSING, MISSING]
    assert len(pk.score_batch(GRADES, {"value": []})) == 0


@pytest.mark.parametrize("column", [np.array([1.0, np.nan]), np.ma.MaskedArray([1, 2], mask=[True, False])])
def test_a_column_of_numbers_holds_no_grades(column: Anything) -> None:
    """One number is enough to tell that it is another column."""
    with pytest.raises(pk.errors.ColumnError, match="a grade is text"):
        pk.score_batch(GRADES, {"value": column})


TIMES = {
    "pandas": lambda: pd.Series(pd.to_datetime(["2026-01-01", None])),
    "pandas durations": lambda: pd.Series(pd.to_timedelta([1, None])),
    "pandas category": lambda: pd.Series(pd.to_datetime(["2026-01-01", None])).astype("category"),
    "pyarrow": lambda: arrow_array([pd.Timestamp("2026-01-01"), None]),
    "polars": lambda: polars_series([pd.Timestamp("2026-01-01"), None]),
    "polars durations": lambda: polars_series([timedelta(seconds=1), None]),
}


@pytest.mark.parametrize("kind", TIMES)
def test_a_column_of_times_holds_no_figures(kind: str) -> None:
    """It is refused as a whole, and orders records."""
    column = TIMES[kind]()
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.score_batch(CARD, {"value": column})
    assert caught.value.code is pk.errors.Code.COLUMN_TYPE
    if "durations" not in kind:
        last = (pk.records.Reduction("m", of="x", by=pk.records.Last("value"), missing=pk.choices.MissingRecords.SKIP),)
        table, _ = pk.records.reduce_table({"who": ["E1", "E1"], "x": [7, 8], "value": column}, last, subject="who")
        assert table["m"].tolist() == [7]


@pytest.mark.parametrize(
    "values",
    [[BIG, 0.5], [2**63, -1], [2**63 - 1, -(2**63)], [2**70, 1], [2**53, 0.5], [], [1], [0.5], [[1, 2], [3, 4]]],
    ids=repr,
)
def test_lists_keep_every_digit(values: list[Any]) -> None:
    """Integers beside floats, beyond 64 bits, and lists of lists, which are no figures."""
    check_rows(values, values)


def test_a_list_of_numbers_is_a_column_of_numbers() -> None:
    """Where one type of NumPy holds them all, rows are scored together."""
    assert pk.score_batch(CARD, {"value": [2**53, 0.5]}).decided.exact == 0
    assert pk.score_batch(CARD, {"value": [BIG, 0.5]}).decided.exact == 1


def test_masks_and_codes_hold_together() -> None:
    """A column with nulls and codes beside it: both are absent, in tables and in records."""
    column = pk.results.Column(pd.Series([1, None, 3], dtype="Int64"), absent=[0, 0, 1])
    assert list(pk.score_batch(CARD, {"value": column}).statuses()) == [OK, MISSING, pk.Status.NOT_DUE]
    means = (pk.records.Reduction("m", of="value", by=pk.records.Mean(), missing=pk.choices.MissingRecords.SKIP),)
    table, _ = pk.records.reduce_table({"who": ["E1"] * 3, "value": column}, means, subject="who")
    assert table["m"].tolist() == [1.0]
    nullable = pk.results.Column([1, 2], absent=pd.Series([0, 2], dtype="Int64"))
    assert list(pk.score_batch(CARD, {"value": nullable}).statuses()) == [OK, pk.Status.NOT_APPLICABLE]
    with pytest.raises(pk.errors.ColumnError, match="absence codes"):
        pk.results.Column([1, 2], absent=pd.Series([0, None], dtype="Int64"))


class Odd:
    """What says that it is an array, and is none."""

    def __array__(self, *_: object, **__: object) -> Anything:
        """Fail."""
        raise RuntimeError


@pytest.mark.parametrize(
    "column",
    [Odd(), pd.DataFrame({"a": [1]}), {1, 2}, iter([1]), object(), np.array(5.0)],
    ids=lambda column: type(column).__name__,
)
def test_what_is_no_column_is_refused(column: Anything) -> None:
    """With the place, and never with an error of its own."""
    with pytest.raises(pk.errors.ColumnError) as caught:
        pk.score_batch(CARD, {"value": column})
    assert caught.value.where == "table['value']"


def test_too_little_memory_is_no_fault_of_a_column() -> None:
    """It is told as what it is, and not as a column that is none."""

    class Large:
        def __array__(self, *_: object, **__: object) -> Anything:
            raise MemoryError

    with pytest.raises(MemoryError):
        pk.score_batch(CARD, {"value": Large()})


class Polars:
    """A series as Polars has it, told by its module; it has no way to an array for integers beside nulls."""

    __module__ = "polars.series.series"

    def __init__(self, dtype: str, *values: object) -> None:
        self.dtype, self.values = dtype, values

    def fill_null(self, filler: object) -> Anything:
        """The same without nulls."""
        return type(self)(self.dtype, *(filler if value is None else value for value in self.values))

    def is_null(self) -> Anything:
        """Where the nulls are."""
        return type(self)("Boolean", *(value is None for value in self.values))

    def to_numpy(self) -> Anything:
        """An array of one type."""
        assert None not in self.values
        return np.array(self.values)

    def to_list(self) -> list[Any]:
        """Every value as it is."""
        return list(self.values)


class Arrow(Polars):
    """An array as pyarrow has it."""

    __module__ = "pyarrow.lib"

    @property
    def type(self) -> str:
        """What it holds."""
        return self.dtype.lower().replace("boolean", "bool")

    def to_numpy(self, *, zero_copy_only: bool) -> Anything:
        """An array of one type."""
        assert not zero_copy_only
        return np.array(self.values)

    to_pylist = Polars.to_list


class ArrowDtype:
    """The type of a column that pandas keeps as pyarrow does."""


class Extension:
    """A column that pandas keeps as pyarrow does."""

    __module__ = "pandas.core.arrays.arrow.array"

    def __init__(self, dtype: str, *values: object) -> None:
        self.dtype, self.held = ArrowDtype(), Arrow(dtype, *values)

    def __arrow_array__(self) -> Arrow:
        """What is kept."""
        return self.held


@pytest.mark.parametrize("library", [Polars, Arrow, Extension])
def test_libraries_are_told_by_their_modules(library: Callable[..., Anything]) -> None:
    """Also where none of them is installed: integers, truth values, floats, texts."""
    for dtype, values in (
        ("Int64", [BIG, None]),
        ("UInt8", [1, 2]),
        ("Boolean", [True, None]),
        ("Float64", [0.1, 0.2]),
        ("Double", [0.1, 0.2]),
        ("String", ["0.1", None]),
    ):
        check_rows(library(dtype, *values), list(values))


def test_what_has_no_type_is_no_series() -> None:
    """A frame or a table of these libraries has columns, and is none."""
    for module in ("polars.frame", "pyarrow.lib", "pandas.core"):
        frame = type("Frame", (), {"__module__": module})()
        with pytest.raises(pk.errors.ColumnError):
            pk.score_batch(CARD, {"value": frame})
