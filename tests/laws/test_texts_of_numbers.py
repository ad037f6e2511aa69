"""A column of texts means what each of its texts means, whatever holds them."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import polars as pl
import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.doubles import nearest

MEASURES = {
    "plain": pk.Measure("t"),
    "percent": pk.Measure("t", recorded_in=pk.Unit.PERCENT),
    "other": pk.Measure("t", recorded_in=pk.Unit("permille", label=pk.Label(zh="‰"), factor=1000)),
    "written": pk.Measure("t", absent=("", "-"), grouping=",", currency=("¥",), units=(("万", 10000),)),
}
CONTAINERS: dict[str, Callable[[Sequence[str]], object]] = {
    "list": list,
    "array": np.array,
    "array of variable width": lambda texts: np.array(texts, dtype=np.dtypes.StringDType()),
    "objects": lambda texts: np.array(texts, dtype=object),
    "pandas": lambda texts: pd.Series(texts, dtype=str),
    "polars": lambda texts: pl.Series(texts, dtype=pl.String),
}
LIKE_NUMBERS = st.text("0123456789.+-%", max_size=20)
NUMBERS = st.builds(
    lambda sign, whole, parts, end: f"{sign}{whole}{parts}{end}",
    st.sampled_from(["", "-", "+"]),
    st.integers(0, 10**16).map(str),
    st.one_of(st.just(""), st.integers(0, 10**9).map(lambda number: f".{number}")),
    st.sampled_from(["", "%", "%%", "元", "万", " "]),
)
FOREIGN = st.text("0１٣²,eE_ \t\0-−.%x", max_size=8)


@given(st.lists(LIKE_NUMBERS | NUMBERS | FOREIGN, min_size=1, max_size=12), st.sampled_from(sorted(MEASURES)))
@example(["1", "12\0"], "plain")
@example(["1", "12\0", "\0", "-0", "+.5%", "5.", "999999999999999", "9999999999999999", "0.12345678901234567"], "plain")
@settings(max_examples=examples(300))
def test_texts_are_read_together_as_each_by_itself(texts: list[str], kind: str) -> None:
    """The double of each is the nearest one to what the text means by itself, or its status is the same."""
    measures = (MEASURES[kind],)
    found = pk.value(pk.Actual("t"), {"t": np.array(texts, dtype=object)}, measures=measures)
    assert isinstance(found, pk.results.FormulaValues)
    for text, value, code in zip(texts, found.values, found.status_codes, strict=True):
        alone = pk.value(pk.Actual("t"), {"t": text}, measures=measures)
        assert alone.status == code
        assert alone.value is None or value == nearest(alone.value)  # type: ignore[arg-type]  # it is a number


@pytest.mark.parametrize("container", CONTAINERS)
def test_whatever_holds_texts_they_are_read(container: str) -> None:
    """A column of texts is one of numbers where numbers are asked for; what is none is invalid."""
    found = pk.value(pk.Actual("t"), {"t": CONTAINERS[container](["80", "12.5%", "-3", "n/a"])})
    assert isinstance(found, pk.results.FormulaValues)
    assert found.values[:3].tolist() == [80.0, 0.125, -3.0]  # noqa: PD011  # no series
    assert found[3].status is pk.Status.INVALID_VALUE


def test_texts_stand_beside_figures() -> None:
    """In one column, as a spreadsheet leaves them."""
    found = pk.value(pk.Actual("t"), {"t": np.array(["80", 12, None, 0.5, "x", "1,234"], dtype=object)})
    assert isinstance(found, pk.results.FormulaValues)
    assert found.status_codes.tolist() == [0, 0, 3, 0, 6, 6]
    assert found.values[[0, 1, 3]].tolist() == [80.0, 12.0, 0.5]  # noqa: PD011  # as above
