"""Each reducer against an independent reference: the statistics module, sorting, counting by hand."""

import math
import statistics
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk

Anything: TypeAlias = Any
ZERO = pk.choices.NoRecords.ZERO
FIGURES = st.lists(
    st.one_of(st.integers(-50, 50), st.decimals(-9, 9, places=3), st.fractions(max_denominator=9)),
    min_size=1,
    max_size=20,
)


def reduced(figures: list[Any], by: pk.records.Reducer, **columns: list[Any]) -> Anything:
    """One figure for the records of one subject."""
    rows = [{"who": 1, "x": figure, **{n: c[row] for n, c in columns.items()}} for row, figure in enumerate(figures)]
    of = None if by.reads is pk.choices.ReducerInput.CONDITION else "x"
    return pk.records.reduce_records(rows, (pk.records.Reduction("m", of=of, by=by),), subject="who")[1]["m"]


def fractions(figures: list[Any]) -> list[Fraction]:
    """The figures as Python's own exact numbers."""
    return [Fraction(figure) for figure in figures]


REFERENCES: dict[str, tuple[pk.records.Reducer, Callable[[list[Fraction]], Fraction | int]]] = {
    "count": (pk.records.CountRecords(no_records=ZERO), len),
    "distinct": (pk.records.CountDistinct(no_records=ZERO), lambda figures: len(set(figures))),
    "where": (
        pk.records.CountWhere(pk.conditions.AtLeast("x", 1), no_records=ZERO),
        lambda figures: sum(f >= 1 for f in figures),
    ),
    "sum": (pk.records.Sum(no_records=ZERO), sum),
    "mean": (pk.records.Mean(), statistics.mean),
    "median": (pk.records.Median(), statistics.median),
    "minimum": (pk.records.Minimum(), min),
    "maximum": (pk.records.Maximum(), max),
    "share": (
        pk.records.ShareOf(pk.conditions.LessThan("x", 0)),
        lambda figures: Fraction(sum(f < 0 for f in figures), len(figures)),
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
@given(figures=FIGURES)
def test_simple_reducers(name: str, figures: list[Any]) -> None:
    """As the statistics module has it, on Fractions."""
    by, reference = REFERENCES[name]
    found = reduced(figures, by)
    assert type(found) is Fraction
    assert found == reference(fractions(figures))


@given(
    st.lists(st.sampled_from((None, 0, 7, pk.missing.Absent.NOT_DUE)), min_size=1),
    st.sampled_from(pk.choices.NoRecords),
)
def test_filled_records_are_counted(cells: list[Any], none: pk.choices.NoRecords) -> None:
    """Where a column is named, a count is that of the records that have something in it."""
    filled = sum(isinstance(cell, int) for cell in cells)
    right = pk.missing.Absent.NOT_MEASURED if not filled and none is pk.choices.NoRecords.NOT_MEASURED else filled
    assert reduced(cells, pk.records.CountRecords(no_records=none)) == right


@given(FIGURES, st.integers(1, 3), st.integers(0, 12))
def test_trimmed_mean(figures: list[Any], cut: int, more: int) -> None:
    """Sorted, cut at both ends above a number of records, and averaged."""
    above = 2 * cut + more
    kept = sorted(fractions(figures))
    kept = kept[cut : len(kept) - cut] if len(kept) > above else kept
    assert reduced(figures, pk.records.TrimmedMean(cut=cut, above=above)) == statistics.mean(kept)


COUNTS: dict[pk.choices.TrimRounding, Callable[[Fraction], int]] = {
    pk.choices.TrimRounding.DOWN: math.floor,
    pk.choices.TrimRounding.UP: math.ceil,
    pk.choices.TrimRounding.HALF_UP: lambda share: math.floor(share + Fraction(1, 2)),
}


@given(FIGURES, st.fractions(Fraction(1, 40), Fraction(19, 40), max_denominator=40), st.integers(0, 9))
def test_trimmed_share(figures: list[Any], share: Fraction, above: int) -> None:
    """The same for a share of the records, whose count is rounded as was said."""
    for counting, count in COUNTS.items():
        kept = sorted(fractions(figures))
        cut = count(share * len(kept)) if len(kept) > above else 0
        kept = kept[cut : len(kept) - cut]
        found = reduced(figures, pk.records.TrimmedShareMean(share=share, counting=counting, above=above))
        if kept:
            assert found == statistics.mean(kept)
        else:
            assert found.status is pk.Status.UNDEFINED


@given(FIGURES, st.data())
def test_weighted_mean(figures: list[Any], data: st.DataObject) -> None:
    """The sum of the products by the sum of the weights; without weight it is undefined."""
    size = len(figures)
    weights = data.draw(st.lists(st.decimals(0, 5, places=1), min_size=size, max_size=size))
    found = reduced(figures, pk.records.WeightedMean("w"), w=weights)
    whole = sum(fractions(weights))
    if whole:
        assert found == sum(f * w for f, w in zip(fractions(figures), fractions(weights), strict=True)) / whole
    else:
        assert found.status is pk.Status.UNDEFINED


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20))
def test_shares_of_answers(answers: list[int]) -> None:
    """Promoters less detractors, and the top boxes, counted one by one."""
    size = len(answers)
    promoters, detractors = sum(a in (9, 10) for a in answers), sum(a in range(7) for a in answers)
    assert reduced(answers, pk.records.NetPromoter()) == Fraction(promoters - detractors, size)
    top = sum(a >= 8 for a in answers)
    assert reduced(answers, pk.records.TopBox(8, scale=pk.Scale(0, 10))) == Fraction(top, size)


@given(st.lists(st.tuples(st.integers(), st.integers(0, 10**6)), min_size=1, unique_by=lambda pair: pair[1]))
def test_first_and_last(pairs: list[tuple[int, int]]) -> None:
    """The figure at the smallest and at the largest place in the order, wherever the rows stand."""
    figures, order = [figure for figure, _ in pairs], [place for _, place in pairs]
    assert reduced(figures, pk.records.Last("o"), o=order) == max(pairs, key=lambda pair: pair[1])[0]
    assert reduced(figures, pk.records.First("o"), o=order) == min(pairs, key=lambda pair: pair[1])[0]


@given(FIGURES, st.randoms())
def test_the_order_of_records_cannot_be_seen(figures: list[Any], random: Random) -> None:
    """Shuffled records give the same figures."""
    shuffled = figures.copy()
    random.shuffle(shuffled)
    for by, _ in REFERENCES.values():
        assert reduced(figures, by) == reduced(shuffled, by)


def test_a_worked_example() -> None:
    """Six judges: 9.5 9.0 8.8 9.9 7.0 9.2. Without 9.9 and 7.0 there remain 36.5, a quarter of which is 9.125."""
    scores = ["9.5", 9.0, Decimal("8.8"), 9.9, 7, "9.2"]
    assert reduced(scores, pk.records.TrimmedMean(cut=1, above=4)) == Fraction("9.125")
    assert reduced(scores[:4], pk.records.TrimmedMean(cut=1, above=4)) == Fraction("9.3")
    assert reduced(scores, pk.records.Median()) == Fraction("9.1")
    # 10 % of six judges is 0.6: none, one, or one.
    for counting, mean in (
        (pk.choices.TrimRounding.DOWN, "8.9"),
        (pk.choices.TrimRounding.UP, "9.125"),
        (pk.choices.TrimRounding.HALF_UP, "9.125"),
    ):
        assert reduced(scores, pk.records.TrimmedShareMean(share="10%", counting=counting, above=4)) == Fraction(mean)
