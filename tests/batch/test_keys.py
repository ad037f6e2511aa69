"""Keys name the rows of a table: by position, each once, and nobody can change them afterwards."""

import datetime as dt
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum

import numpy as np
import pandas as pd
import pytest
from cards import card, weighed
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk

CARD = card(*weighed(x=100))


def scored(keys: object, rows: int = 2, **choices: object) -> pk.BatchScores:
    """Some rows with their keys."""
    return pk.score_batch(CARD, {"x": np.arange(1.0, rows + 1)}, keys=keys, **choices)


def refused(keys: object, rows: int = 2, **choices: object) -> pk.errors.ColumnError:
    """The error for some keys; it says in Chinese, too, what to do."""
    with pytest.raises(pk.errors.ColumnError) as caught:
        scored(keys, rows, **choices)
    assert "请" in caught.value.zh or "应为" in caught.value.zh
    return caught.value


def test_a_sorted_or_filtered_frame() -> None:
    """The key of a row stands in the same place, whatever label a sort or a filter has left there."""
    people = pd.DataFrame({"id": ["E1", "E2", "E3"], "x": [10.0, 30.0, 20.0]})
    for frame in (people.sort_values("x", ascending=False), people[people["x"] > 15]):
        scores = pk.score_batch(CARD, {"x": frame["x"]}, keys=frame["id"])
        expected = dict(zip(frame["id"], frame["x"], strict=True))
        assert scores.keys == tuple(frame["id"])
        assert {each: scores.appraisal(row).total for row, each in enumerate(scores.keys)} == expected
        assert [scores.appraisal(row).subject for row in range(len(frame))] == list(frame["id"])
        assert scores.to_frame("pandas")["total"].to_dict() == expected
        assert all(each in repr(scores) and each in scores._repr_html_() for each in scores.keys)


def test_keys_are_the_callers_no_more() -> None:
    """A list or an array that is changed afterwards changes no result."""
    listed, array = ["E1", "E2"], np.array([1, 2])
    scores = [scored(listed), scored(array)]
    listed[0], array[0] = "E9", 9
    assert [each.appraisal(0).subject for each in scores] == ["E1", "1"]
    assert [each.keys for each in scores] == [("E1", "E2"), (1, 2)]


def test_keys_are_values_of_python() -> None:
    """Scalars of NumPy become plain values; instants that Python would hold as numbers stay what they are."""
    found = scored([np.int64(1), np.str_("a"), np.bool_(1), np.float32(0.5)], 4).keys
    assert found == (1, "a", True, 0.5)
    assert [type(each) for each in found or ()] == [int, str, bool, float]
    assert scored(np.array(["2026-01-01", "2026-01-02"], dtype="M8[D]")).keys == (
        np.datetime64("2026-01-01"),
        np.datetime64("2026-01-02"),
    )
    assert scored(pd.Series(pd.to_datetime(["2026-01-01", None]))).keys == (pd.Timestamp("2026-01-01"), pd.NaT)
    assert scored([np.ma.masked, 1]).keys == (None, 1)


def generated() -> Iterator[str]:
    """Keys that come once."""
    yield "E1"
    yield "E2"


SHAPELESS: dict[str, Callable[[], object]] = {
    "set": lambda: {"E1", "E2"},
    "frozenset": lambda: frozenset({"E1", "E2"}),
    "dict": lambda: {"E1": 1, "E2": 2},
    "generator": generated,
    "list_iterator": lambda: iter(["E1", "E2"]),
    "int": lambda: 5,
    "bytes": lambda: b"E1",
    "ndarray": lambda: np.array([["E1"], ["E2"]]),
    "DataFrame": lambda: pd.DataFrame({"id": ["E1", "E2"]}),
}


@pytest.mark.parametrize("kind", SHAPELESS)
def test_what_is_no_series_of_keys_is_refused(kind: str) -> None:
    """What has no order, no length or no single dimension; the error says what was given, and what keys are."""
    error = refused(SHAPELESS[kind]())
    assert (error.code, error.where) == (pk.errors.Code.COLUMN_TYPE, "keys")
    assert "a list, an array or a series" in error.en
    assert error.en.endswith(f"of type {kind}")


def test_one_key_for_each_row() -> None:
    """More or fewer are refused before any of them is read."""
    for keys in (["E1"], range(10**12), pd.Series(["E1"] * 3), ()):
        error = refused(keys)
        assert (error.code, error.where, error.value) == (pk.errors.Code.COLUMN_LENGTH, "keys", len(keys))
        assert f"{len(keys)} keys for 2 rows" in error.en


@pytest.mark.parametrize("keys", [["E1", "E2", "E1"], np.array([7, 8, 7]), pd.Series(["a", "b", "a"], index=[3, 2, 1])])
def test_a_key_that_stands_twice(keys: object) -> None:
    """Both rows are named, and the way out; whoever means it says so."""
    error = refused(keys, 3)
    first = scored(keys, 3, unique_keys=False).keys
    assert (error.code, error.where) == (pk.errors.Code.DUPLICATE_CODE, "keys[2]")
    assert error.value == (first or ())[0]
    assert error.en.startswith(f"keys[0] and keys[2] are both {error.value!r}; ")
    assert "unique_keys=False" in error.en
    assert error.zh.startswith(f"keys[0] 与 keys[2] 都是 {error.value!r}；")
    assert first is not None
    assert first[0] == first[2]


class Category(Enum):
    """A key of a class of one's own."""

    A = "a"


def test_the_same_value_of_another_type_is_another_key() -> None:
    """Also within a tuple; what cannot be told apart by value alone is told apart by type."""
    apart = [1, 1.0, True, "1", Decimal(1), (1, "a"), (True, "a"), (1.0, "a"), Category.A, "a", b"1", dt.date.min]
    assert scored(apart, len(apart)).keys == tuple(apart)
    assert refused([*apart, (1, "a")], len(apart) + 1).where == "keys[12]"
    assert refused([*apart, 1.0], len(apart) + 1).en.startswith("keys[1] and keys[12] are both 1.0")
    assert refused([Decimal("1.0"), Decimal("1.00")]).where == "keys[1]"
    assert refused([(1, (2.0, 3)), (1, (2.0, 3))]).where == "keys[1]"
    assert scored([(1, (2.0, 3)), (1, (2, 3))]).keys is not None
    assert scored([("E1", math.nan), ("E1", math.nan)]).keys is not None
    assert scored([("E1", None), ("E1", None)]).keys is not None


def test_a_missing_key_is_none() -> None:
    """As many rows as there are may have no key; nobody is named for them."""
    gaps = [None, math.nan, Decimal("NaN"), Decimal("sNaN"), pd.NA, pd.NaT, np.datetime64("NaT", "s"), complex("nan")]
    scores = scored([*gaps, *gaps, 0, ""], 2 * len(gaps) + 2)
    assert {scores.appraisal(row).subject for row in range(2 * len(gaps))} == {""}
    assert [scores.appraisal(row).subject for row in (-2, -1)] == ["0", ""]
    assert [line.split()[0] for line in repr(scores).splitlines()[-11:-1]] == ["–"] * 10
    assert scored(np.ma.MaskedArray([1, 1], mask=[True, False])).keys == (None, 1)
    assert scored(pd.array([None, None], dtype="Int64")).keys == (pd.NA, pd.NA)
    assert refused([1.5, math.nan, math.nan, 1.5], 4).where == "keys[3]"


class Hostile:
    """A key that is equal to nothing that anybody could ask."""

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("key", [["E1"], {"E1"}, (["E1"],), np.array([1]), bytearray(b"E")], ids=range(5))
def test_a_key_that_may_change_is_refused(key: object) -> None:
    """What has no fixed hash cannot name a row, with duplicates or without; the row is named."""
    for choice in (True, False):
        error = refused(["E0", key], unique_keys=choice)
        assert (error.code, error.where) == (pk.errors.Code.COLUMN_TYPE, "keys[1]")
        assert "no fixed hash" in error.en


def test_keys_that_cannot_be_compared() -> None:
    """They are refused where they have to be told apart; elsewhere they are kept, and shown by their type."""
    error = refused([Hostile(), Hostile()])
    assert (error.code, error.where) == (pk.errors.Code.COLUMN_TYPE, "keys")
    scores = scored([Hostile(), Hostile()], unique_keys=False)
    assert "Hostile" in repr(scores)
    with pytest.raises(pk.errors.DefinitionError, match="kept as text") as caught:
        scores.appraisal(0)
    assert caught.value.where == "subject"


def test_unique_keys_is_a_truth_value() -> None:
    """Anything else is a mistake, and so is told before the keys are read."""
    for wrong in (None, 1, "no", np.True_):
        with pytest.raises(pk.errors.DefinitionError, match="unique_keys is True or False") as caught:
            scored(5, unique_keys=wrong)
        assert caught.value.where == "unique_keys"


def test_a_long_key_is_shown_cut() -> None:
    """A cell stays on its line, and the table within the window."""
    text = repr(scored(["a\nb", "x" * 500]))
    assert "a\\nb " in text
    assert "x" * 39 + "…" in text


ONE_KEY = st.one_of(
    st.integers(-2, 2), st.booleans(), st.floats(-1, 1, width=16), st.none(), st.sampled_from(["1", "a", "", math.nan])
)
KEYS = st.lists(st.one_of(ONE_KEY, st.tuples(ONE_KEY, ONE_KEY)), max_size=12)


def told_apart(key: object) -> object:
    """A key with the type of each part; a missing one is like no other."""
    if isinstance(key, tuple):
        return tuple(told_apart(part) for part in key)
    return object() if key is None or key != key else (type(key), key)  # noqa: PLR0124  # NaN


@given(KEYS)
def test_keys_stand_once_or_are_refused(keys: list[object]) -> None:
    """The first key that was met before is told, with its first row; else the keys are those that were given."""
    first: dict[object, int] = {}
    for row, key in enumerate(keys):
        known = first.setdefault(told_apart(key), row)
        if known != row:
            error = refused(keys, len(keys))
            assert (error.where, error.en.partition(" and ")[0]) == (f"keys[{row}]", f"keys[{known}]")
            return
    assert scored(keys, len(keys)).keys == tuple(keys)


def test_a_row_is_found_by_its_key() -> None:
    """A text is a key and a whole number a position; what no row has, or two have, is told."""
    scores = pk.score_batch(CARD, {"x": [1.0, 2.0, 3.0]}, keys=["E1", "E2", "E2"], unique_keys=False)
    assert scores.appraisal("E1").subject == "E1"
    assert scores.reasons("E1") == ()
    with pytest.raises(pk.errors.MeasureError, match="no row has the key 'E3'"):
        scores.appraisal("E3")
    with pytest.raises(pk.errors.MeasureError, match="rows 1 and 2 have the key 'E2'") as caught:
        scores.appraisal("E2")
    assert "第 1 行与第 2 行" in caught.value.zh
    with pytest.raises(pk.errors.MeasureError, match="no row has the key '0'"):
        pk.score_batch(CARD, {"x": [1.0]}).appraisal("0")
