"""A cell of any kind is a figure, an absence or an invalid value with its reason; the same in every reading."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hostile import SIZED, Cell, cells
from hypothesis import example, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.errors import shown
from perfkpi.numbers import exact
from perfkpi.testing import card_of

RULE = pk.TargetDelta(
    target=0,
    per=pk.Additive(1),
    loss=1,
    base_points=100,
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=pk.Direction.HIGHER_IS_BETTER,
)
CARD = card_of(RULE)
LETTERS = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 95), ("1", 80)))
GRADES = card_of(LETTERS, pk.formulas.Category("value"))
FIGURES = (pk.Status.OK, pk.Status.INVALID_VALUE, *sorted(pk.Status.absences()))


def line_of(cell: object, card: pk.Scorecard = CARD) -> pk.results.IndicatorLine:
    """What one cell is as the figure of one person."""
    return pk.appraise(card, {"value": cell}).lines[0]


def column(*values: object) -> np.ndarray:
    """Cells as an array of objects, each as it is."""
    return np.fromiter(values, dtype=object, count=len(values))


def quoted(cell: object, language: str) -> str:
    """How a reason quotes a cell: a truth value of NumPy as Python's own, a placeholder as it is."""
    return str(bool(cell)) if type(cell) is np.bool_ else shown(cell, language)


def check_said(line: pk.results.IndicatorLine, cell: object) -> None:
    """A figure or a status; what is invalid names the measure and quotes what was given, in both languages."""
    assert line.status in FIGURES
    if line.status is pk.Status.INVALID_VALUE:
        assert line.reason is not None
        for language in ("zh", "en"):
            said = line.reason.say(language)
            assert line.reason.names == ("value",)
            assert "value" in said
            assert quoted(cell, language) in said
            assert len(said) < 400
    else:
        assert (line.status is pk.Status.OK) is (line.reason is None)


@contextmanager
def digits_at_most(limit: int) -> Iterator[None]:
    """An interpreter that writes and reads no longer integers."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(limit)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


@given(cells())
@settings(max_examples=examples(200))
def test_a_cell_is_a_figure_an_absence_or_invalid(held: Cell) -> None:
    """Whatever stands there, nothing is raised."""
    cell = held.value
    line = line_of(cell)
    check_said(line, cell)
    assert (line.value is None) is (line.status is not pk.Status.OK)


@given(cells())
@settings(max_examples=examples(100))
def test_a_grade_is_a_text_an_absence_or_invalid(held: Cell) -> None:
    """Whatever stands there, nothing is raised, and the same stands in a column."""
    cell = held.value
    line = line_of(cell, GRADES)
    assert line.status in FIGURES
    scores = by_columns(GRADES, {"value": column("A", cell, None)})
    assert scores.statuses()[1] is line.status
    assert scores.appraisal(1).lines[0] == line
    assert scores.totals[0] == 95


@given(cells(), cells())
@settings(max_examples=examples(200))
def test_columns_hold_the_same_cells(one: Cell, other: Cell) -> None:
    """In a list, in an array of objects, in one that is masked: status, figure and reason of each row."""
    first, second = one.value, other.value
    lines = [line_of(cell) for cell in (first, second)]
    odd = [first, second, 1, 0.5]
    masked = np.ma.MaskedArray(column(*odd), mask=[False, False, True, False])
    for table in (odd, tuple(odd), column(*odd), masked, pk.results.Column(odd, absent=[0, 0, 0, 2])):
        scores = by_columns(CARD, {"value": table})
        assert scores.statuses()[:2].tolist() == [line.status for line in lines]
        for row, line in enumerate(lines):
            assert scores.appraisal(row).lines[0] == line


@given(cells())
@settings(max_examples=examples(100))
def test_a_parameter_is_refused_where_a_cell_is_no_figure(held: Cell) -> None:
    """Constructors read numbers as cells do; they refuse an absence, too."""
    cell = held.value
    line = line_of(cell)
    if line.status is pk.Status.OK:
        assert pk.missing.NeutralPoints(cell).points == line.value
        assert exact(cell) == line.value
        return
    with pytest.raises(pk.errors.NumberError) as caught:
        pk.missing.NeutralPoints(cell)
    assert caught.value.where == "NeutralPoints.points"
    assert caught.value.say("zh")
    assert caught.value.say("en")


def reductions() -> tuple[pk.records.Reduction, ...]:
    """Every way in which a record is read: figures, values, weights, an order, a condition on a number."""
    zero = pk.choices.NoRecords.ZERO
    return (
        pk.records.Reduction("sum", of="value", by=pk.records.Sum(no_records=zero)),
        pk.records.Reduction("different", of="value", by=pk.records.CountDistinct(no_records=zero)),
        pk.records.Reduction("weighed", of="one", by=pk.records.WeightedMean("value")),
        pk.records.Reduction("last", of="one", by=pk.records.Last("value")),
        pk.records.Reduction("low", by=pk.records.CountWhere(pk.conditions.AtMost("value", 0), no_records=zero)),
        pk.records.Reduction(
            "good", by=pk.records.CountWhere(pk.conditions.IsOneOf("value", ("A", "1")), no_records=zero)
        ),
    )


def same(measure: object, cell: object) -> bool:
    """Whether a cell of a column of measures is a measure that was reduced one by one."""
    return measure == (cell if isinstance(cell, (Fraction, pk.results.Undefinedness)) else exact(cell))


@given(cells(), cells())
@example(Cell("{names}"), Cell("{0}"))
@settings(max_examples=examples(150))
def test_records_hold_the_same_cells(one: Cell, other: Cell) -> None:
    """One by one and in columns of records: what is a figure here is one there, and nothing is raised."""
    first, second = one.value, other.value
    rows = [{"who": who, "value": cell, "one": 1} for who, cell in (("E1", first), ("E2", second))]
    found = pk.records.reduce_records(rows, reductions(), subject="who")
    columns = {"who": ["E1", "E2"], "value": column(first, second), "one": [1, 1]}
    table, keys = pk.records.reduce_table(columns, reductions(), subject="who")
    assert keys == ["E1", "E2"]
    for row, (who, cell) in enumerate((("E1", first), ("E2", second))):
        line, total = line_of(cell), found[who]["sum"]
        if line.status is pk.Status.OK:
            assert total == line.value
        elif line.status is pk.Status.INVALID_VALUE:
            assert total.status is pk.Status.INVALID_VALUE
            assert quoted(cell, "en") in total.reasons[0].say("en")
        else:
            assert total.status is pk.Status.NOT_MEASURED
        for name, measure in found[who].items():
            assert same(measure, table[name][row]), name


@given(cells())
@settings(max_examples=examples(100))
def test_a_population_has_the_same_cells(held: Cell) -> None:
    """A figure counts, an absent or invalid one does not."""
    cell = held.value
    higher, best = pk.Direction.HIGHER_IS_BETTER, pk.rules.BestToWorst(100, 60)
    ranked = card_of(pk.rules.RankPoints(ranking=pk.choices.Ranking.COMPETITION, direction=higher, by=best))
    people = pk.Population.of(ranked, {"value": column(1, cell)})
    (distribution,) = people.values()
    assert distribution.count == 1 + (line_of(cell).status is pk.Status.OK)


@given(cells())
@settings(max_examples=examples(100))
def test_how_long_an_integer_may_be_written_does_not_matter(held: Cell) -> None:
    """An interpreter that writes no integer of more than 640 digits reads the same figures, and says the same."""
    cell = held.value
    line = line_of(cell)
    with digits_at_most(640):
        assert line_of(cell) == line
        assert by_columns(CARD, {"value": [cell, 1]}).statuses()[0] is line.status
        if line.status is pk.Status.OK:
            assert pk.appraise(CARD, {"value": cell}).explain("zh", "audit")
            assert pk.loads(pk.dumps(pk.missing.NeutralPoints(cell))) == pk.missing.NeutralPoints(cell)


@pytest.mark.parametrize("kind", SIZED)
@given(data=st.data())
@settings(max_examples=examples(30))
def test_columns_of_any_type_hold_the_numbers_of_that_type(data: st.DataObject, kind: str) -> None:
    """A cell of a typed array, masked or not, is what the scalar of that type is by itself."""
    dtype = np.dtype(kind)
    if dtype.kind == "f":
        numbers: Any = st.floats(width=min(64, 8 * dtype.itemsize))
    else:
        info = np.iinfo(dtype)
        numbers = st.one_of(st.integers(int(info.min), int(info.max)), st.sampled_from((info.min, info.max)))
    array = np.array(data.draw(st.lists(numbers, min_size=1, max_size=6)), dtype=dtype)
    mask = data.draw(st.lists(st.booleans(), min_size=len(array), max_size=len(array)))
    for table in (array, array.astype(dtype.newbyteorder(">")), np.ma.MaskedArray(array, mask=mask)):
        scores = by_columns(CARD, {"value": table})
        for row, cell in enumerate(array):
            hidden = isinstance(table, np.ma.MaskedArray) and mask[row]
            line = line_of(None if hidden else cell)
            assert scores.statuses()[row] is line.status
            assert scores.appraisal(row).lines[0] == line
            assert line.status is not pk.Status.OK or scores.points[line.code][row] == float(line.points)
