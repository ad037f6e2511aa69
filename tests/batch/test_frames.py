"""Tables as people hold them, in and out: data frames of three libraries, and rows."""

import builtins
import csv
import io
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from fractions import Fraction
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import perfkpi as pk
from perfkpi.inputs.frames import columns_in

HIGHER = pk.Direction.HIGHER_IS_BETTER
ROE = pk.Indicator(
    code="roe",
    name="净资产收益率",
    formula=pk.Ratio("profit", "equity"),
    scoring=pk.Attainment(target="12%", direction=HIGHER),
)
BONUS = pk.Bonus(code="bonus", name="加分", formula=pk.Actual("extra"), floor=0, cap=5)
CARD = pk.Scorecard(
    code="finance",
    name="财务",
    items=((pk.Section(code="money", name="财务", items=((ROE, 100),)), 100),),
    adjustments=(BONUS,),
    beyond_scale=pk.choices.BeyondScale.ALLOW,
    ratings=pk.RatingScale.descending(("A", 90), ("B", 0)),
)
COLUMNS: dict[str, list[Any]] = {
    "who": ["E1", "E2", "E3"],
    "profit": [12.0, 6.0, None],
    "equity": [100, 100, 100],
    "extra": [1, 0, 2],
}


def rows_of(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each row by its names."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


FRAMES: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "pandas": lambda columns: pd.DataFrame(dict(columns)),
    "pandas, nullable": lambda columns: pd.DataFrame(dict(columns)).convert_dtypes(),
    "pandas, Arrow": lambda columns: pd.DataFrame(dict(columns)).convert_dtypes(dtype_backend="pyarrow"),
    "pandas, objects": lambda columns: pd.DataFrame(
        {name: pd.Series(each, dtype=object) for name, each in columns.items()}
    ),
    "polars": lambda columns: pl.DataFrame(dict(columns)),
    "pyarrow": lambda columns: pa.table(dict(columns)),
    "rows": rows_of,
    "generated rows": lambda columns: iter(rows_of(columns)),
    "rows of SQLAlchemy": lambda columns: [SimpleNamespace(_mapping=row) for row in rows_of(columns)],
}


def bytes_of(scores: pk.BatchScores) -> tuple[object, ...]:
    """All that was scored."""
    arrays = scores.totals, scores.rating_codes, scores.status_codes, scores.completeness, scores.points["roe"]
    return (*(each.tobytes() for each in arrays), scores.keys)


@pytest.mark.parametrize("kind", FRAMES)
def test_whatever_holds_the_table_the_scores_are_the_same(kind: str) -> None:
    """To the byte, and so are the keys, which a column of it tells."""
    scores = pk.score_batch(CARD, FRAMES[kind](COLUMNS), keys="who")
    assert bytes_of(scores) == bytes_of(pk.score_batch(CARD, COLUMNS, keys=COLUMNS["who"]))
    assert scores.appraisal(0).subject == "E1"


def test_a_csv_file_is_read_as_it_stands() -> None:
    """Its texts are figures as they are anywhere."""
    text = io.StringIO("who,profit,equity,extra\nE1,12,100,1\nE2,6,100,0\nE3,n/a,100,2\n")
    scores = pk.score_batch(CARD, csv.DictReader(text), keys="who")
    assert scores.totals[:2].tolist() == [101.0, 50.0]
    assert scores.statuses()[2] is pk.Status.INVALID_VALUE


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_scores_come_back_in_the_same_library(library: str) -> None:
    """With the keys, the ratings in their order, what was asked for, and no figure where there is none."""
    frame = pk.score_batch(CARD, FRAMES[library](COLUMNS), keys="who").to_frame(
        language="zh", points=True, values=["roe"], sections="money", adjustments=True, reasons=True
    )
    assert type(frame).__module__.startswith(library)
    held = frame if library == "pandas" else frame.to_pandas()
    none = [None]
    assert {name: [None if pd.isna(each) else each for each in held[name]] for name in held} == {
        "who": ["E1", "E2", "E3"],
        "total": [101.0, 50.0, *none],
        "rating": ["A", "B", *none],
        "status": ["正常", "正常", "缺少数据"],
        "completeness": [1.0, 1.0, 0.0],
        "points_roe": [100.0, 50.0, *none],
        "value_roe": [0.12, 0.06, *none],
        "section_money": [100.0, 50.0, *none],
        "adjustment_bonus": [1.0, 0.0, 2.0],
        "reason": [None, None, "净资产收益率：缺少数据（profit）"],
    }
    assert list(held["rating"].cat.categories) == ["B", "A"]
    assert ordered(frame) is True


def ordered(frame: Any) -> bool:  # noqa: ANN401  # of any of the libraries
    """Whether its ratings have an order."""
    if isinstance(frame, pa.Table):
        return bool(frame.schema.field("rating").type.ordered)
    return (
        frame["rating"].dtype == pl.Enum(["B", "A"]) if isinstance(frame, pl.DataFrame) else frame["rating"].cat.ordered
    )


def test_pandas_keeps_its_index() -> None:
    """Labels may stand twice; without a frame the keys are the index."""
    frame = pd.DataFrame(COLUMNS, index=[7, 7, 8])
    assert pk.score_batch(CARD, frame).to_frame().index.tolist() == [7, 7, 8]
    assert pk.score_batch(CARD, frame, keys="who").to_frame()["who"].tolist() == COLUMNS["who"]
    beside = pk.score_batch(CARD, COLUMNS, keys="who").to_frame("pandas")
    assert (beside.index.tolist(), beside.index.name) == (COLUMNS["who"], "who")
    assert pk.score_batch(CARD, frame).to_frame("polars").columns[0] == "total"


def test_a_frame_of_no_known_library_is_refused() -> None:
    """It has to be said, where the table was none, and is one of three."""
    scores = pk.score_batch(CARD, COLUMNS)
    for library in (None, "dask"):
        with pytest.raises(pk.errors.DefinitionError, match="pandas, polars, pyarrow") as caught:
            scores.to_frame(library)  # type: ignore[arg-type]  # which is refused
        assert caught.value.where == "to_frame(library)"


def test_keys_may_not_be_called_as_a_score() -> None:
    """One of both would be lost."""
    scores = pk.score_batch(CARD, {**COLUMNS, "total": COLUMNS["who"]}, keys="total")
    with pytest.raises(pk.errors.DefinitionError, match="rename it"):
        scores.to_frame("polars")


@pytest.mark.parametrize(("argument", "known"), [("points", "roe"), ("sections", "money"), ("adjustments", "bonus")])
def test_codes_that_a_frame_does_not_know(argument: str, known: str) -> None:
    """What there is, is told."""
    scores = pk.score_batch(CARD, COLUMNS)
    with pytest.raises(pk.errors.MeasureError, match=f"'nobody'; there is {known}"):
        scores.to_frame("pandas", **{argument: ["nobody"]})
    with pytest.raises(pk.errors.MeasureError, match=f"'nobody'; there is {known}"):
        getattr(scores, argument)["nobody"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (5, "not 5"),
        ("who", "not 'who'"),
        ([1, 2], "a list of rows"),
        ([{"profit": 1}, 2], "a list of rows"),
        (pl.DataFrame({"profit": [1.0]}).lazy(), r"not computed yet; give table\.collect"),
        (pd.DataFrame([[1, 2]], columns=["profit", "profit"]), "cannot be told apart"),
        (pa.table([[1], [2]], names=["profit", "profit"]), "cannot be told apart"),
        (pa.record_batch([[1], [2]], names=["profit", "profit"]), "cannot be told apart"),
        (pd.Series([1.0]), "a data frame or a list of rows"),
    ],
    ids=range(9),
)
def test_what_is_no_table_is_refused(table: object, message: str) -> None:
    """With what one is."""
    with pytest.raises(pk.errors.DefinitionError, match=message) as caught:
        pk.score_batch(CARD, table)
    assert caught.value.where == "table"


def test_rows_without_end_are_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """More are not read than anybody holds one by one."""
    monkeypatch.setattr("perfkpi.inputs.frames._MOST", 1000)
    with pytest.raises(pk.errors.DefinitionError, match="a list of rows"):
        pk.score_batch(CARD, repeat({"profit": 1.0, "equity": 1.0, "extra": 0.0}))


def test_rows_must_have_what_others_have() -> None:
    """A name that one row lacks may be a slip; ``None`` says that there is no figure. No rows have no columns."""
    rows = [{"profit": 12, "equity": 100, "extra": 0}, {"profit": 12, "extra": 0}]
    with pytest.raises(pk.errors.ColumnError, match=r"row 1 has no 'equity'") as caught:
        pk.score_batch(CARD, rows)
    assert caught.value.where == "table[1]"
    with pytest.raises(pk.errors.MeasureError, match="the data has no 'profit'"):
        pk.score_batch(CARD, [])


def test_one_row_of_a_query() -> None:
    """What SQLAlchemy gives is a mapping in disguise."""
    row = SimpleNamespace(_mapping={"profit": 12, "equity": 100, "extra": 0})
    assert pk.appraise(CARD, row).total == 100  # type: ignore[arg-type]  # as its documentation says
    with pytest.raises(pk.errors.DefinitionError, match="is a mapping of names to values"):
        pk.appraise(CARD, SimpleNamespace(_mapping=5))  # type: ignore[arg-type]  # which is refused


TWICE = pd.DataFrame([[1, 2]], columns=["profit", "profit"])


@pytest.mark.parametrize("table", [TWICE, object(), pd.DataFrame(COLUMNS)], ids=["twice", "object", "sound"])
def test_narwhals_is_an_extra(table: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a frame it must be asked; what is no table is that without it; a sound frame does not ask."""
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401  # whatever is imported
        if name.startswith("narwhals"):
            raise ImportError(name)
        return load(name, *rest)

    for name in [name for name in sys.modules if name.startswith("narwhals")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("perfkpi.inputs.frames.import_module", without)
    monkeypatch.setattr("perfkpi.inputs.frames.find_spec", lambda _: None)
    sound = isinstance(table, pd.DataFrame) and table.columns.is_unique
    refused = pytest.raises(
        (ImportError, pk.errors.DefinitionError), match=r"perfkpi\[frames\]|a data frame or a list of rows"
    )
    with nullcontext() if sound else refused:
        pk.score_batch(CARD, table)


def test_a_prepared_frame() -> None:
    """And a population, and the values of a formula, take whatever a table is."""
    frame = pl.DataFrame(COLUMNS)
    assert bytes_of(pk.score_batch(CARD, pk.results.Prepared(frame), keys=COLUMNS["who"])) == bytes_of(
        pk.score_batch(CARD, frame, keys="who")
    )
    values = pk.value(ROE.formula, frame)
    assert np.array_equal(values.values, [0.12, 0.06, np.nan], equal_nan=True)
    assert values[0].value == Fraction(12, 100)


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "rows"])
def test_a_column_that_a_table_does_not_have(kind: str) -> None:
    """The names that there are, are told; a name is found however it is written."""
    table = FRAMES[kind](COLUMNS)
    with pytest.raises(pk.errors.MeasureError, match=r"no column 'whom' \(did you mean 'who'\?\)"):
        pk.score_batch(CARD, table, keys="whom")
    with pytest.raises(pk.errors.MeasureError, match="the data has no 'profit'"):
        pk.score_batch(CARD, FRAMES[kind]({name: each for name, each in COLUMNS.items() if name != "profit"}))
    wide = {"who": COLUMNS["who"], "ｐrofit": COLUMNS["profit"], "equity": [100] * 3, "extra": [1, 0, 2]}
    assert bytes_of(pk.score_batch(CARD, FRAMES[kind](wide), keys="who")) == bytes_of(
        pk.score_batch(CARD, COLUMNS, keys="who")
    )
    assert len(columns_in(table)) == len(COLUMNS)
    with pytest.raises(KeyError, match="whom"):
        columns_in(table)["whom"]


@pytest.mark.parametrize("score", [pk.score_batch, lambda card, rows: pk.appraise(card, next(iter(rows)))])
def test_a_row_with_more_cells_than_names_is_refused(score: Callable[..., object]) -> None:
    """An unquoted 95,000 is two cells, and everything behind it stands one too far to the right."""
    rows = csv.DictReader(io.StringIO("a,b\n95,000,80\n"))
    card = pk.Scorecard("card", items=[pk.Indicator(code, scoring=pk.DirectPoints(), weight=50) for code in "ab"])
    with pytest.raises(pk.errors.ColumnError) as caught:
        score(card, rows)
    assert "more cells than the header has names, ['80'] is left" in str(caught.value)
    assert "该行的单元格多于表头的名称" in caught.value.say("zh")
