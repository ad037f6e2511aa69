"""Series in whatever they are held, read by position; what is no ordered series with a length is not read."""

import sys
from array import array
from collections import UserDict, UserList, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

import numpy as np
import pandas as pd
import pytest
from strangers import Endless, Silent

from perfkpi.model.parameters.sequences import length_of, pairs_of, sequence_of

SHORT = np.array([0.1], dtype=np.float32)
INSTANT = np.array(["2026-01-01T00:00:00.000000001"], dtype="M8[ns]")

READ: list[tuple[object, list[object]]] = [
    ([1, "a"], [1, "a"]),
    ((1,), [1]),
    (range(2), [0, 1]),
    (deque([1]), [1]),
    (UserList([1]), [1]),
    (array("d", [1]), [1.0]),
    (memoryview(b"a"), [97]),
    ({"a": 1}.keys(), ["a"]),
    ({"a": 1}.values(), [1]),
    (np.array([1, 2]), [1, 2]),
    (np.array(["a"]), ["a"]),
    (np.ma.MaskedArray([1, 2], mask=[False, True]), [1, None]),
    (pd.Series([2, 1], index=[1, 0]), [2, 1]),
    (pd.Index(["a"]), ["a"]),
    (pd.Categorical(["b", "a"]), ["b", "a"]),
    (pd.MultiIndex.from_tuples([(1, "a")]), [(1, "a")]),
    (pd.array([1, None], dtype="Int64"), [1, pd.NA]),
    (pd.Series(pd.to_datetime(["2026-01-01"])), [pd.Timestamp("2026-01-01")]),
    (SHORT, [np.float32(0.1)]),
    (pd.Series(SHORT), [np.float32(0.1)]),
    (INSTANT, [INSTANT[0]]),
]


@pytest.mark.parametrize(("values", "expected"), READ, ids=range(len(READ)))
def test_a_series_is_read_by_position(values: object, expected: list[object]) -> None:
    """Every element as Python holds it; a narrow float and an instant keep the type that says what they are."""
    found = sequence_of(values)
    assert length_of(values) == len(expected)
    assert found is not None
    assert found is not values
    assert [type(each) for each in found] == [type(each) for each in expected]
    assert [each is other or each == other for each, other in zip(found, expected, strict=True)] == [True] * len(found)


class Arrow:
    """A column of a library that lists it by another name."""

    shape = (2,)

    def __len__(self) -> int:
        return 2

    def to_pylist(self) -> list[int]:
        """Its values."""
        return [1, 2]


def test_other_libraries_list_their_columns() -> None:
    """Arrow says ``to_pylist``; no library is imported for it."""
    assert sequence_of(Arrow()) == [1, 2]


class Raising(Sequence[int]):
    """Says how long it is, and no more."""

    def __len__(self) -> int:
        return 2

    def __getitem__(self, place: int) -> int:
        raise RuntimeError(place)


class Large(Raising):
    """Does not fit."""

    def __getitem__(self, place: int) -> int:
        raise MemoryError(place)


def test_a_series_that_does_not_fit() -> None:
    """It is one all the same, and nobody is told that it is none."""
    with pytest.raises(MemoryError):
        sequence_of(Large())


def generated() -> Iterator[int]:
    """One number."""
    yield 1


REFUSED: list[Callable[[], object]] = [
    lambda: "ab",
    lambda: b"ab",
    lambda: bytearray(b"ab"),
    lambda: {1, 2},
    lambda: frozenset({1}),
    lambda: {"a": 1},
    {"a": 1}.items,
    lambda: UserDict({"a": 1}),
    generated,
    count,
    lambda: iter([1]),
    lambda: 5,
    lambda: None,
    lambda: list,
    lambda: np.float64(1),
    lambda: np.array(1),
    lambda: np.ones((2, 2)),
    lambda: pd.DataFrame({"a": [1]}),
    lambda: range(10**30),
    Raising,
    lambda: Endless(2),
    Silent,
]


@pytest.mark.parametrize("make", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_series_is_not_read(make: Callable[[], object]) -> None:
    """Texts, sets, mappings, generators, scalars, tables, and what raises or does not end."""
    assert sequence_of(make()) is None


def test_a_long_series_is_not_read_to_learn_its_length() -> None:
    """The length is asked for first."""
    assert length_of(Endless(sys.maxsize)) == sys.maxsize


class Unreadable(Mapping[str, int]):
    """A mapping that cannot be read."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError

    def __getitem__(self, name: str) -> int:
        raise RuntimeError(name)


def test_pairs_of_a_mapping() -> None:
    """Names and values; nothing of what is no mapping or cannot be read."""
    assert pairs_of({"a": 1}) == [("a", 1)]
    assert pairs_of(UserDict({"a": 1})) == [("a", 1)]
    assert pairs_of([("a", 1)]) is None
    assert pairs_of(Unreadable()) is None


def test_what_holds_no_values_is_not_listed_without_end() -> None:
    """A range takes no room until it is read; more than is worth while is said to be wanted."""
    assert sequence_of(range(10**9)) is None
    assert sequence_of(range(5), 4) is None
    assert sequence_of(range(4), 4) == [0, 1, 2, 3]
    assert sequence_of([1, 2], 1) == [1, 2]
    assert sequence_of(np.array([1, 2]), 1) == [1, 2]
