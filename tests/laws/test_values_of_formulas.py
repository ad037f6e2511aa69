"""A formula by itself has the value that it has on a scorecard, one by one and in a table."""

import math
from collections.abc import Mapping

import attrs
import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import own_formulas

import perfkpi as pk
from perfkpi.doubles import nearest
from perfkpi.language import Kind
from perfkpi.testing import formulas, measures_for, row_of, scorecards, tables_for


@given(scorecards(), st.data())
@settings(max_examples=examples(60))
def test_a_value_needs_no_scorecard(card: pk.Scorecard, data: st.DataObject) -> None:
    """It is that of the indicator, and where there is none, the status tells what sort of gap it is."""
    card = attrs.evolve(card, rounding=attrs.evolve(card.rounding, value=None))
    figures = data.draw(measures_for(card, gaps=data.draw(st.booleans())))
    result = pk.appraise(card, figures)
    for item in card.indicators():
        if item.formula.express().refers:
            with pytest.raises(pk.errors.DefinitionError, match="put it on a scorecard"):
                pk.value(item.formula, figures)
            continue
        found = pk.value(item.formula, figures, measures=card.measures)
        if not isinstance(found.value, str):
            assert found.value == result.line(item.code).value
        assert (found.value is None, bool(found.reasons)) == (found.status is not pk.Status.OK,) * 2


@given(scorecards(), st.data())
@settings(max_examples=examples(40))
def test_a_table_has_the_values_of_its_rows(card: pk.Scorecard, data: st.DataObject) -> None:
    """Each is the double nearest to the exact one, its status is the same, and nobody can write to them."""
    table: Mapping[str, object] = data.draw(tables_for(card))
    for item in card.indicators():
        if item.formula.express().refers or not item.formula.express().inputs():
            continue
        values = pk.value(item.formula, table, measures=card.measures)
        assert isinstance(values, pk.results.FormulaValues)
        assert not values.values.flags.writeable
        assert not values.status_codes.flags.writeable
        for row, (value, code, exact) in enumerate(zip(values.values, values.status_codes, values, strict=True)):
            assert exact == pk.value(item.formula, row_of(table, row), measures=card.measures)
            assert exact.status == code
            if exact.value is None or isinstance(exact.value, str):
                assert value == exact.value or (exact.value is None and math.isnan(value))
            else:
                assert value == (nearest(exact.value) if hasattr(exact.value, "numerator") else float(exact.value))


def test_a_category_is_itself() -> None:
    """Of a row as its text, of a table as an array of texts."""
    grade = pk.formulas.Category("grade")
    assert pk.value(grade, {"grade": "A"}) == pk.results.FormulaValue("A", pk.Status.OK, ())
    found = pk.value(grade, {"grade": ["A", None, "B"]})
    assert isinstance(found, pk.results.FormulaValues)
    assert (found.values.tolist(), found.status_codes.tolist(), len(found)) == (["A", None, "B"], [0, 3, 0], 3)


def test_percent_columns_are_declared() -> None:
    """88 that stands for 88 % is 0.88, in a row and in a table."""
    rate = pk.Actual("rate", unit=pk.Unit.PERCENT)
    declared = (pk.Measure("rate", recorded_in=pk.Unit.PERCENT, absent=("N/A",)),)
    assert str(pk.value(rate, {"rate": 88}, measures=declared).value) == "22/25"
    found = pk.value(rate, {"rate": np.array(["88", "12%", "N/A"], dtype=object)}, measures=declared)
    assert isinstance(found, pk.results.FormulaValues)
    assert found.values[:2].tolist() == [0.88, 0.12]
    assert found[-1].status is pk.Status.NOT_MEASURED


@pytest.mark.parametrize(
    ("formula", "data", "error", "message"),
    [
        (1, {}, pk.errors.DefinitionError, "is a formula, not"),
        ("sold/plan", {}, pk.errors.DefinitionError, "may be a formula or a name"),
        (pk.Ratio("sold", "plan"), [1, 2], pk.errors.DefinitionError, "a table is a mapping of names to columns"),
        (pk.Ratio("sold", "plan"), {"sold": 1, "plam": 2}, pk.errors.MeasureError, "plam"),
        (pk.Ratio("sold", "plan"), {"sold": [1, 2], "plan": 2}, pk.errors.ColumnError, "array with one dimension"),
        (
            pk.Ratio("sold", "plan"),
            {"sold": [1, 2], "plan": [2]},
            pk.errors.ColumnError,
            "give all the same rows",
        ),
    ],
)
def test_what_cannot_be_evaluated_is_refused(formula: object, data: object, error: type, message: str) -> None:
    """With the place and the way out."""
    with pytest.raises(error, match=message):
        pk.value(formula, data)  # type: ignore[call-overload]  # which is refused


def test_a_row_beyond_the_table_is_refused() -> None:
    """As for scores."""
    found = pk.value(pk.Actual("a"), {"a": [1, 2]})
    assert isinstance(found, pk.results.FormulaValues)
    with pytest.raises(IndexError):
        found[2]
    with pytest.raises(pk.errors.DefinitionError, match="a row is a whole number"):
        found[1.0]  # type: ignore[index]  # which is refused
    assert repr(found).startswith("<2 values of Actual(")


@pytest.mark.parametrize("name", [name for name in own_formulas() if name != "Category"])
@given(data=st.data())
@settings(max_examples=examples(20))
def test_doubles_with_gaps(data: st.DataObject, name: str) -> None:
    """Every formula by itself, which no limit bounds: where a double is missing there is no value and no status 0."""
    formula = data.draw(formulas(EVERYTHING[name]))
    inputs = formula.express().inputs()
    if formula.express().refers or any(node.kind is Kind.CATEGORY for node in inputs):
        return
    column = st.lists(st.sampled_from((math.nan, -1.0, 0.0, 1.0, 2.5)), min_size=3, max_size=3)
    found = pk.value(formula, {node.name: np.array(data.draw(column)) for node in inputs})
    assert found.status_codes.tolist() == [each.status for each in found]
    assert np.isnan(found.values).tolist() == [each.value is None for each in found]


def test_conditions_that_are_counted_say_that_a_figure_is_missing() -> None:
    """Where the plan for complete figures is the one for gaps, it still tells gaps."""
    low, few = pk.conditions.AtMost("b", -3), pk.conditions.LessThan("a", 1)
    found = pk.value(pk.formulas.ConditionsMet((low, few)), {"a": np.array([0.0, 1.0]), "b": np.array([math.nan, 1.0])})
    assert found.status_codes.tolist() == [pk.Status.NOT_MEASURED, pk.Status.OK]
