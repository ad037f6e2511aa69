"""Records reduced one by one and by columns give the same figures, statuses, reasons and scores."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Const

Anything: TypeAlias = Any
ZERO, UNKNOWN = pk.choices.NoRecords.ZERO, pk.choices.NoRecords.NOT_MEASURED


def reducers() -> st.SearchStrategy[tuple[pk.records.Reducer, str | None]]:
    """Every reducer, with the column that it reads."""
    tallies = st.sampled_from((ZERO, UNKNOWN))
    condition = st.sampled_from(
        (
            pk.conditions.AtMost("figure", 2),
            pk.conditions.AnyOf(
                (pk.conditions.MoreThan("figure", pk.Field("weight")), pk.conditions.IsOneOf("word", ("a", "b")))
            ),
            pk.conditions.AtLeast(pk.Ratio("figure", "weight"), 1),
        )
    )
    share = st.fractions(Fraction(1, 50), Fraction(12, 25), max_denominator=50)
    counting = st.sampled_from(pk.choices.TrimRounding)
    order = st.sampled_from(("moment", "weight"))
    figure = st.just("figure")
    trimmed = st.integers(1, 3).flatmap(
        lambda cut: st.builds(pk.records.TrimmedMean, cut=st.just(cut), above=st.integers(2 * cut, 8))
    )
    shared = st.builds(pk.records.TrimmedShareMean, share=share, counting=counting, above=st.integers(0, 6))
    numeric = st.one_of(
        st.builds(pk.records.Sum, no_records=tallies),
        st.sampled_from(
            (
                pk.records.Mean(),
                pk.records.Minimum(),
                pk.records.Maximum(),
                pk.records.Median(),
                pk.records.NetPromoter(),
            )
        ),
        st.just(pk.records.WeightedMean("weight")),
        st.just(pk.records.TopBox(4, scale=pk.Scale(1, 5))),
        trimmed,
        shared,
        st.builds(pk.records.First, order),
        st.builds(pk.records.Last, order),
    )
    any_column = st.sampled_from(("figure", "word", "moment"))
    return st.one_of(
        st.tuples(numeric, figure),
        st.tuples(st.builds(pk.records.CountRecords, no_records=tallies), st.one_of(st.none(), any_column)),
        st.tuples(st.builds(pk.records.CountDistinct, no_records=tallies), any_column),
        st.tuples(st.builds(pk.records.CountWhere, condition, no_records=tallies), st.none()),
        st.tuples(st.builds(pk.records.ShareOf, condition), st.none()),
    )


@st.composite
def reductions(draw: Callable[..., Any]) -> tuple[pk.records.Reduction, ...]:
    """A few reductions."""
    found: list[pk.records.Reduction] = []
    for place, (by, of) in enumerate(draw(st.lists(reducers(), min_size=1, max_size=4))):
        minimum = 1 if getattr(by, "no_records", UNKNOWN) is ZERO else draw(st.sampled_from((1, 1, 2, 4)))
        missing = draw(st.sampled_from(pk.choices.MissingRecords))
        scale = (
            draw(st.sampled_from((None, None, pk.Scale("0.5", 9))))
            if by.reads is pk.choices.ReducerInput.FIGURES
            else None
        )
        found.append(pk.records.Reduction(f"m{place}", of=of, by=by, minimum=minimum, missing=missing, scale=scale))
    return tuple(found)


TIDY = st.one_of(st.integers(0, 10), st.decimals(-3, 12, places=2), st.sampled_from((0.1, 0.3, 2.5, 1 / 3)))
WILD = st.one_of(
    TIDY,
    st.sampled_from(
        (
            None,
            float("nan"),
            float("inf"),
            Decimal("sNaN"),
            "12%",
            "rubbish",
            "",
            True,
            [1],
            10**30,
            Fraction(1, 7),
            np.float32(0.1),
            np.datetime64("2026-01-01"),
            np.datetime64("NaT", "D"),
            pk.missing.Absent.NOT_APPLICABLE,
            pk.Status.OK,
            1e300,
            5e-324,
        )
    ),
)
WORDS = st.one_of(st.sampled_from(("a", "Ａ", "b", " b", "c", "", None, 1, 1.0)), WILD)
MOMENTS = st.sampled_from(
    (
        1,
        2,
        "2026-01",
        "2026-1",
        "2026-02-01",
        "20260301",
        date(2026, 1, 1),
        datetime(2026, 2, 1, tzinfo=UTC),
        datetime(2026, 2, 1),  # noqa: DTZ001  # no time zone on purpose
        None,
        True,
        "soon",
    )
)
TIDY_MOMENTS = st.sampled_from(("2026-01", "2026-02-01", date(2026, 3, 1), datetime(2026, 4, 1)))  # noqa: DTZ001  # same


def records(figure: st.SearchStrategy[Any], words: st.SearchStrategy[Any], moments: st.SearchStrategy[Any]) -> Anything:
    """Records of a handful of subjects."""
    one = st.fixed_dictionaries(
        {
            "who": st.sampled_from(("E1", "E2", 3)),
            "figure": figure,
            "weight": figure,
            "word": words,
            "moment": moments,
        }
    )
    return st.lists(one, max_size=25)


def as_columns(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The same records as columns of objects."""
    columns: dict[str, Any] = {}
    for name in ("who", "figure", "weight", "word", "moment"):
        columns[name] = np.empty(len(rows), dtype=object)
        for row, record in enumerate(rows):
            columns[name][row] = record[name]
    return columns


def same(one_by_one: object, cell: object) -> bool:
    """Whether a cell of a column means the measure that was reduced one by one."""
    if one_by_one is pk.missing.Absent.NOT_MEASURED:
        return cell is one_by_one or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124  # NaN
    if isinstance(one_by_one, Fraction):
        return (cell if isinstance(cell, Fraction) else Const(cell).value) == one_by_one
    return one_by_one == cell


def check(
    rows: list[dict[str, Any]], columns: dict[str, Any], found: tuple[pk.records.Reduction, ...], **options: Anything
) -> None:
    """Both ways agree for every subject and measure."""
    measures = pk.records.reduce_records(rows, found, subject="who", **options)
    table, keys = pk.records.reduce_table(columns, found, subject="who", **options)
    assert keys == list(measures)
    for name, column in table.items():
        assert len(column) == len(keys)
        for key, cell in zip(keys, column.tolist(), strict=True):
            assert same(measures[key][name], cell), (name, key, measures[key][name], cell)


@given(records(WILD, WORDS, MOMENTS), reductions())
def test_hostile_records(rows: list[dict[str, Any]], found: tuple[pk.records.Reduction, ...]) -> None:
    """Whatever stands in a record: the same figure, or the same status and reason."""
    check(rows, as_columns(rows), found)
    check(rows, as_columns(rows), found, subjects=["E2", "E9", 3, "E1"])


@given(records(TIDY, st.sampled_from(("a", "b", "c")), TIDY_MOMENTS), reductions())
def test_good_records(rows: list[dict[str, Any]], found: tuple[pk.records.Reduction, ...]) -> None:
    """Records that have nothing wrong, so that figures are compared."""
    check(rows, as_columns(rows), found)


KINDS = ("f8", "f4", "f2", "i1", "i8", "u8", "U", "M8[D]", "?", "masked", "coded")


def typed(kind: str, numbers: list[int]) -> Anything:
    """A column of a type."""
    array = np.array(numbers, dtype=np.int64)
    if kind == "U":
        return np.array([f"{number / 4}" for number in numbers], dtype="U8")
    if kind == "masked":
        return np.ma.MaskedArray(array / 4, mask=array % 5 == 0)
    if kind == "coded":
        return pk.results.Column(array / 4, absent=np.where(array % 5 == 0, np.arange(len(array)) % 4 + 1, 0))
    if kind == "M8[D]":
        return np.where(array % 7 == 0, np.datetime64("NaT", "D"), array.astype(kind))
    column = (array / 4).astype(kind)
    if kind in ("f8", "f4", "f2"):
        column[array == 0], column[array == 1] = np.nan, np.inf
    return column


def cells(column: Anything) -> list[Any]:
    """The cells of a column, as records hold them."""
    if isinstance(column, pk.results.Column):
        return [
            pk.missing.Absent(pk.Status(int(code))) if code else value
            for value, code in zip(column.values, column.absent, strict=True)
        ]
    return [None if cell is np.ma.masked else str(cell) if isinstance(cell, str) else cell for cell in column]


@given(st.data(), reductions(), st.lists(st.integers(0, 40), max_size=25), st.sampled_from(KINDS))
def test_columns_of_any_type(
    data: st.DataObject, found: tuple[pk.records.Reduction, ...], numbers: list[int], kind: str
) -> None:
    """A column of any type is read as its cells are read one by one."""
    columns: dict[str, Any] = {
        "who": typed(data.draw(st.sampled_from(("i8", "U", "f4"))), [n % 3 + 3 for n in numbers])
    }
    for name in ("figure", "weight", "word", "moment"):
        columns[name] = typed(kind if name == "figure" else data.draw(st.sampled_from(KINDS)), numbers)
    if columns["word"].__class__ is not np.ndarray or columns["word"].dtype.kind != "U":
        columns["word"] = typed("U", numbers)
    every = {name: cells(column) for name, column in columns.items()}
    check([dict(zip(every, row, strict=True)) for row in zip(*every.values(), strict=True)], columns, found)


@given(st.lists(st.floats(width=64), min_size=1, max_size=12), st.lists(st.floats(0, 1e6), min_size=12, max_size=12))
def test_doubles_of_any_size_are_summed_exactly(figures: list[float], weights: list[float]) -> None:
    """Seventeen digits, 1e300 and 5e-324: never a sum of floats."""
    rows = [
        {"who": "E1", "figure": figure, "weight": weight, "word": "a", "moment": 1}
        for figure, weight in zip(figures, weights, strict=False)
    ]
    columns = {**as_columns(rows), "figure": np.array(figures), "weight": np.array(weights[: len(figures)])}
    found = tuple(
        pk.records.Reduction(name, of="figure", by=by, missing=pk.choices.MissingRecords.SKIP)
        for name, by in (
            ("sum", pk.records.Sum(no_records=ZERO)),
            ("mean", pk.records.Mean()),
            ("median", pk.records.Median()),
            ("weighted", pk.records.WeightedMean("weight")),
            ("trimmed", pk.records.TrimmedMean(cut=1, above=2)),
        )
    )
    check(rows, columns, found)


@pytest.mark.parametrize("largest", [2**63 - 1, 2**62, 2**62 - 1, 2**60 + 1])
def test_sums_beyond_64_bits_are_exact(largest: int) -> None:
    """Integers near the ends of int64, and products of large figures and weights."""
    figures = np.array([largest, largest, 5 - largest, largest, largest], dtype=np.int64)
    weights = np.array([2**40, 3, 2**61, 1, 0], dtype=np.int64)
    columns = {"who": ["E1"] * 5, "figure": figures, "weight": weights, "word": ["a"] * 5, "moment": [1] * 5}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    found = (
        pk.records.Reduction("sum", of="figure", by=pk.records.Sum(no_records=ZERO)),
        pk.records.Reduction("mean", of="figure", by=pk.records.WeightedMean("weight")),
        pk.records.Reduction("median", of="figure", by=pk.records.Median()),
        pk.records.Reduction("trimmed", of="figure", by=pk.records.TrimmedMean(cut=1, above=4)),
        pk.records.Reduction("scaled", of="figure", by=pk.records.Mean(), scale=pk.Scale(-(10**20), 10**20)),
    )
    check(rows, columns, found)


@given(records(TIDY, st.sampled_from(("a", "b")), TIDY_MOMENTS), st.sampled_from(pk.choices.MissingRecords))
def test_scores_are_the_same_both_ways(rows: list[dict[str, Any]], missing: pk.choices.MissingRecords) -> None:
    """``appraise`` on the measures of one subject and ``score_batch`` on the table: totals, statuses, reasons."""
    found = (
        pk.records.Reduction("mean", of="figure", by=pk.records.Mean(), missing=missing),
        pk.records.Reduction("late", by=pk.records.ShareOf(pk.conditions.AtMost("figure", 2)), minimum=2),
    )
    rule = pk.Attainment(target=5, direction=pk.Direction.HIGHER_IS_BETTER)
    items = tuple(
        (pk.Indicator(code=name, name=name, formula=pk.Actual(name), scoring=rule), 50) for name in ("mean", "late")
    )
    card = pk.Scorecard(code="card", name="Card", items=items)
    measures = pk.records.reduce_records(rows, found, subject="who")
    table, keys = pk.records.reduce_table(as_columns(rows), found, subject="who")
    scores = pk.score_batch(card, table, keys=keys)
    for row, key in enumerate(keys):
        result = pk.appraise(card, measures[key])
        assert scores.appraisal(row).total == result.total
        assert scores.statuses()[row] is result.status
        assert [reason.say("zh") for reason in scores.reasons(row)] == [reason.say("zh") for reason in result.reasons]


@pytest.mark.parametrize("kind", ["f8", "i8"])
def test_a_mean_that_is_a_decimal_is_a_double(kind: str) -> None:
    """Where each exact figure is the shortest decimal of a double, the column is float64, scored at full speed."""
    columns = {"who": ["E1", "E1", "E2", "E2"], "score": np.array([1, 2, 2, 2], dtype=kind)}
    table, keys = pk.records.reduce_table(
        columns, (pk.records.Reduction("mean", of="score", by=pk.records.Mean()),), subject="who"
    )
    assert table["mean"].dtype == np.float64
    assert table["mean"].tolist() == [1.5, 2.0]
    assert keys == ["E1", "E2"]
    columns = {"who": ["E1", "E1", "E1", "E2"], "score": np.array([1, 2, 2, 2], dtype=kind)}
    table, _ = pk.records.reduce_table(
        columns, (pk.records.Reduction("mean", of="score", by=pk.records.Mean()),), subject="who"
    )
    assert table["mean"].tolist() == [Fraction(5, 3), 2.0]
