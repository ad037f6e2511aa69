"""The figures of one person in whatever holds a row with names: each cell means what it means in a mapping."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk

CARD = pk.Scorecard(
    "card",
    items=[
        pk.Indicator("sales", scoring=pk.DirectPoints(), weight=50),
        pk.Indicator("净利润", scoring=pk.DirectPoints(), weight=50),
    ],
    scale=pk.Scale(0, 100),
    rounding=pk.RoundingPolicy(),
)


class Person(NamedTuple):
    """A row whose names are its own."""

    who: str
    sales: object
    净利润: object  # noqa: PLC2401  # names of measures are often Chinese


def fetched(cells: Mapping[str, object]) -> sqlite3.Row:
    """The same cells, as sqlite3 gives them back."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row: sqlite3.Row = connection.execute(
        'select ? as who, ? as sales, ? as "净利润"', (cells["who"], cells["sales"], cells["净利润"])
    ).fetchone()
    connection.close()
    return row


HOLDERS: dict[str, Callable[[Mapping[str, object]], Any]] = {
    "series": lambda cells: pd.Series(cells, dtype=object),
    "row of a frame": lambda cells: pd.DataFrame([cells]).iloc[0],
    "named tuple": lambda cells: Person(**cells),
    "tuple of a frame": lambda cells: next(pd.DataFrame([cells]).itertuples()),
    "sqlite3": fetched,
}
CELLS = (
    st.none()
    | st.integers(0, 120)
    | st.integers(0, 1000).map(lambda number: number / 10)
    | st.just("8,5")
    | st.just("7%")
)


@given(CELLS, CELLS, st.sampled_from(sorted(HOLDERS)))
def test_a_row_with_names_is_the_mapping_of_them(sales: object, profit: object, holder: str) -> None:
    """Lines, reasons, total: all of it."""
    cells = {"who": "E017", "sales": sales, "净利润": profit}
    row = HOLDERS[holder](cells)
    assert pk.appraise(CARD, row) == pk.appraise(CARD, cells)
    assert pk.value(pk.formulas.AverageBalance("sales", "净利润"), row) == pk.value(
        pk.formulas.AverageBalance("sales", "净利润"), cells
    )


@pytest.mark.parametrize("holder", sorted(HOLDERS))
def test_many_rows_with_names_are_a_table(holder: str) -> None:
    """What one row may be, each row of a list may be."""
    cells = [{"who": f"E{place}", "sales": 10 * place, "净利润": 90} for place in range(3)]
    assert pk.score_batch(CARD, list(map(HOLDERS[holder], cells)), keys="who").totals.tolist() == [45, 50, 55]


def test_a_short_float_of_a_series_is_its_shortest_decimal() -> None:
    """As in a mapping of its cells, and as in a column."""
    row = pd.Series({"sales": 0.1, "净利润": 0.3}, dtype=np.float32)
    assert pk.appraise(CARD, row).unrounded == pk.appraise(CARD, {"sales": "0.1", "净利润": "0.3"}).unrounded


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (pd.Series([1, 2, 3], index=["sales", "sales", "净利润"]), "data"),
        ([{"sales": 1, "净利润": 2}, pd.Series([1, 2, 3], index=["sales", "sales", "净利润"])], "table[1]"),
    ],
)
def test_a_name_that_stands_twice_is_refused(row: Any, where: str) -> None:  # noqa: ANN401  # rows of any kind
    """Which of the two is meant, nobody knows."""
    with pytest.raises(pk.errors.MeasureError, match="twice") as caught:
        pk.value("sales", row) if where == "data" else pk.score_batch(CARD, row)
    assert (caught.value.where, caught.value.code) == (where, pk.errors.Code.AMBIGUOUS_MEASURE)


@dataclass
class Plain:
    """A record of one's own."""

    sales: int


@attrs.frozen
class Frozen:
    """Another one."""

    sales: int


@pytest.mark.parametrize(
    "row",
    [(1, 2), [1, 2], pl.Series("sales", [1, 2]), pd.DataFrame({"sales": [1]}), Plain(1), Frozen(1), object()],
    ids=lambda row: type(row).__name__,
)
def test_what_has_no_names_is_refused_with_the_choices(row: Any) -> None:  # noqa: ANN401  # wrong on purpose
    """Rows by position could be any figures; classes of one's own may have names that are no figures."""
    with pytest.raises(pk.errors.DefinitionError, match="or a row with names") as caught:
        pk.appraise(CARD, row)
    assert caught.value.where == "data"
    assert "pandas Series" in caught.value.say("zh")
