"""A reducer of one's own means the same for one subject and for a table, whatever it asks of its group."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pytest
from attrs import field, frozen
from callables import REDUCERS
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
import perfkpi.testing as pt

Anything: TypeAlias = Any
Calculation: TypeAlias = Callable[[Anything], Anything]

ASKED: dict[str, Calculation] = {
    name: lambda group, name=name: getattr(group, name)()
    for name in ("count", "distinct", "met", "total", "weights", "weighted", "chosen")
}
BINARY: dict[str, Callable[[Anything, Anything], Anything]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "max": max,
    "%": lambda a, b: a % b,
}
PLAIN = (0, 1, 2, -1, 0.1, Fraction(1, 3), Decimal("2.5"), "10%", 10**20, np.int64(3), True, None)


@frozen(cache_hash=True)
class Own(pk.records.Reducer):
    """A reducer that asks and calculates what was drawn."""

    calculation: tuple[Anything, ...]
    reads: pk.choices.ReducerInput = pk.choices.ReducerInput.FIGURES
    weight: str | None = None
    order: tuple[str, pk.choices.End] | None = None
    condition: pk.conditions.Condition | None = None
    empty: pk.choices.NoRecords = field(default=pk.choices.NoRecords.NOT_MEASURED, kw_only=True)

    def reduce(self, group: pk.records.RecordGroup) -> object:
        """As drawn."""
        return calculated(self.calculation, group)


def calculated(calculation: tuple[Anything, ...], group: pk.records.RecordGroup) -> Anything:
    """What stands first is done with what follows."""
    what, *others = calculation
    if what == "plain":
        return others[0]
    if what in ASKED:
        return ASKED[what](group)
    found = [calculated(each, group) for each in others]
    return getattr(group, what)(*found) if what in {"ranked", "between"} else BINARY[what](*found)


def calculations(depth: int) -> st.SearchStrategy[tuple[Anything, ...]]:
    """Asks of a group, and arithmetic with the answers."""
    leaves = st.one_of(
        st.sampled_from([(name,) for name in ASKED]), st.sampled_from([("count",), ("total",)]), plain_numbers()
    )
    if not depth:
        return leaves
    inner = calculations(depth - 1)
    twofold = st.tuples(st.sampled_from([*BINARY, "ranked", "ranked", "between"]), inner, inner)
    return st.one_of(leaves, twofold, twofold)


def plain_numbers() -> st.SearchStrategy[tuple[Anything, ...]]:
    """Numbers as Python writes them, and what is none."""
    return st.tuples(st.just("plain"), st.one_of(st.integers(-3, 5), st.sampled_from(PLAIN)))


@st.composite
def own_reducers(draw: st.DrawFn) -> Own:
    """A reducer of one's own: reading this and that, asking for whatever it likes."""
    return Own(
        draw(calculations(3)),
        draw(st.sampled_from((pk.choices.ReducerInput.FIGURES, *pk.choices.ReducerInput))),
        draw(st.sampled_from(("w", None))),
        draw(st.sampled_from((("o", pk.choices.End.FIRST), ("o", pk.choices.End.LAST), None))),
        draw(st.sampled_from((pk.conditions.AtMost("c", 2), None))),
        empty=draw(st.sampled_from(pk.choices.NoRecords)),
    )


@given(own_reducers())
def test_both_readings_agree(by: Own) -> None:
    """The same figure, the same reasons, or the same refusal."""
    pt.check_reducer(by, None if by.reads is pk.choices.ReducerInput.CONDITION else "x")


COUNT, TOTAL = ("count",), ("total",)


def plus(number: object) -> tuple[Anything, ...]:
    """The count, and more or less."""
    return ("+", COUNT, ("plain", number))


RANKS = {
    "below the lowest": ("ranked", plus(-3), COUNT),
    "beyond the highest": ("ranked", ("plain", 0), plus(1)),
    "from beyond the highest": ("ranked", plus(1), plus(1)),
    "backwards": ("ranked", ("plain", 2), ("plain", 1)),
    "a part below 0": ("ranked", ("plain", Fraction(-1, 2)), COUNT),
    "not used": ("*", ("plain", 0), ("ranked", ("plain", 0), ("plain", 3))),
    "beside a division by 0": ("+", ("ranked", ("plain", 0), ("plain", 3)), ("/", TOTAL, ("plain", 0))),
}


def reduced(by: pk.records.Reducer, *figures: object, of: str | None = "x") -> Anything:
    """The measure of one subject, the same one by one and in a table."""
    found = (pk.records.Reduction("m", of=of, by=by),)
    measure = pk.records.reduce_records([{"who": 1, "x": figure} for figure in figures], found, subject="who")[1]["m"]
    table, _ = pk.records.reduce_table({"who": [1] * len(figures), "x": list(figures)}, found, subject="who")
    cell = table["m"][0]
    assert (Fraction(str(cell)) if isinstance(cell, float) else cell) == measure
    return measure


@pytest.mark.parametrize("name", RANKS)
def test_ranks_beyond_a_group_are_too_little_data(name: str) -> None:
    """A group of two has no third rank: its records are too few, and the reason says so."""
    measure = reduced(Own(RANKS[name]), 1, 5)
    assert measure.status is pk.Status.INSUFFICIENT
    (reason,) = measure.reasons
    assert reason.say("en") == "only 2 records, fewer than the ranks that are asked for (m)"
    assert reason.say("zh") == "只有 2 条记录，没有汇总规则所取的名次（m）"


def test_ranks_within_a_group() -> None:
    """The sum of the figures of the ranks, rounded down; of no rank it is 0; one group of a table has them, one not."""
    assert reduced(Own(("ranked", ("plain", 0), ("plain", "1.5"))), 5, 1) == 1
    assert reduced(Own(("ranked", COUNT, COUNT)), 5, 1) == 0
    three = (pk.records.Reduction("m", of="x", by=Own(("ranked", plus(-3), COUNT))),)
    table, keys = pk.records.reduce_table(
        {"who": [*"aabbb"], "x": [1, 2, 3, 4, 5]}, three, subject="who", subjects=list("abc")
    )
    few, enough, none = table["m"].tolist()
    assert keys == ["a", "b", "c"]
    assert few.status is pk.Status.INSUFFICIENT
    assert enough == 12
    assert none is pk.missing.Absent.NOT_MEASURED


def test_a_rank_that_is_undefined() -> None:
    """Nothing is known of the ranks, so nothing is wrong with the records."""
    assert reduced(Own(("ranked", ("plain", 0), ("/", COUNT, ("plain", 0)))), 1, 2).status is pk.Status.UNDEFINED


def test_bounds_may_depend_on_the_group() -> None:
    """How many figures are above the mean, and how many between undefined bounds."""
    mean = ("/", TOTAL, COUNT)
    assert reduced(Own(("between", mean, ("plain", 100))), 1, 2, 3, 4) == 2
    assert reduced(Own(("between", ("plain", 0.1), mean)), "0.1", "0.05", 4) == 1
    undefined = ("/", TOTAL, ("plain", 0))
    assert reduced(Own(("between", undefined, ("plain", 1))), 1).status is pk.Status.UNDEFINED


@pytest.mark.parametrize("calculation", [(name,) for name in ("distinct", "met", "weights", "weighted", "chosen")])
def test_what_is_not_read_is_not_answered(calculation: tuple[str]) -> None:
    """A group knows no weights where the reducer names none; neither 1 nor 0 is guessed."""
    with pytest.raises(pk.errors.DefinitionError, match="which the reducer does not read") as refused:
        reduced(Own(calculation), 1, 2)
    assert refused.value.where == "Own.reduce"
    assert "却向分组查询" in refused.value.zh


def test_numbers_of_a_group_have_no_truth() -> None:
    """``if``, ``max`` and ``and`` could ask one group only."""
    with pytest.raises(pk.errors.DefinitionError, match="write \\(count > 4\\) \\* cut") as refused:
        reduced(Own(("max", COUNT, TOTAL)), 1, 2)
    assert refused.value.where == "Own.reduce"


@pytest.mark.parametrize("plain", [None, "many", float("nan"), [1]])
def test_a_figure_that_is_no_number(plain: object) -> None:
    """Is refused, with the reducer that gave it."""
    with pytest.raises(pk.errors.NumberError) as refused:
        reduced(Own(("plain", plain)), 1)
    assert refused.value.where == "Own.reduce"


def test_plain_numbers_mean_what_they_mean_everywhere() -> None:
    """A float is its shortest decimal, also beside the number of a group; Python's comparisons are 1 or 0."""
    assert reduced(Own(("plain", 0.1)), 1) == Fraction(1, 10)
    assert reduced(Own(("*", ("plain", 0.1), TOTAL)), 1, 2) == Fraction(3, 10)
    assert reduced(Own(("plain", True)), 1) == 1  # as Python compares
    assert reduced(Own(("/", ("plain", 1), ("plain", 0))), 1).status is pk.Status.UNDEFINED


@pytest.mark.parametrize("by", REDUCERS, ids=lambda by: type(by).__name__)
def test_reducers_of_the_library(by: pk.records.Reducer) -> None:
    """Keep the law that those of others keep."""
    pt.check_reducer(by, None if by.reads is pk.choices.ReducerInput.CONDITION else "x")


def test_a_comparison_of_numbers_of_a_group() -> None:
    """1 where they are equal, 0 where they are not, undefined where one of them is."""
    assert reduced(Own(("==", COUNT, ("plain", 2))), 1, 5) == 1
    assert reduced(Own(("==", COUNT, TOTAL)), 1, 5) == 0
    assert reduced(Own(("!=", COUNT, TOTAL)), 1, 5) == 1
    assert reduced(Own(("==", ("/", TOTAL, ("plain", 0)), COUNT)), 1).status is pk.Status.UNDEFINED
