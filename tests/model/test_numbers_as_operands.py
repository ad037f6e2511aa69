"""A number in the place of a figure is that number, wherever a measure or a formula may stand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, get_type_hints

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import concrete

import perfkpi as pk
from perfkpi.model.formulas.formula import Operand, OperandLike
from perfkpi.numbers import exact

OPERANDS = [
    pytest.param(attribute, id=f"{kind.__name__}.{attribute.name}")
    for root in (pk.Formula, pk.Scoring, pk.conditions.Condition)
    for kind in concrete(root).values()
    for attribute in attrs.fields(kind)
    if get_type_hints(kind).get(attribute.name) in {Operand, Operand | None}
]
NUMBERS = (
    st.integers(-(10**30), 10**30)
    | st.fractions(max_denominator=10**9)
    | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
    | st.integers(-(10**9), 10**9).map(lambda number: number / 1000)
)


@pytest.mark.parametrize("attribute", OPERANDS)
def test_every_operand_takes_a_number(attribute: Any) -> None:  # noqa: ANN401  # attrs leaves the type of a field open
    """It is what the number means when it is typed as a formula."""
    assert attribute.converter(100) == pk.Computed("100")


@given(NUMBERS)
def test_a_constant_is_the_exact_number(number: OperandLike) -> None:
    """A float is its shortest decimal; a fraction whose decimals never end is that fraction."""
    found = pk.value(pk.Ratio(number, "staff"), {"staff": 7})
    assert isinstance(found, pk.results.FormulaValue)
    assert found.value == exact(number) / 7


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("2.50"), "2.5"),
        (Fraction(1, 3), "1/3"),
        (-0.1, "-0.1"),
        (np.float32(0.1), "0.1"),
        (np.int64(7), "7"),
        (exact("12%"), "12%"),
    ],
)
def test_a_constant_stands_in_documents_as_it_is_typed(number: OperandLike, text: str) -> None:
    """What is written is the formula of that text, and reading it gives the same formula."""
    ratio = pk.Ratio("complaints", number)
    indicator = pk.Indicator("per_hundred", formula=ratio, scoring=pk.MetOrNot(3, missed=0, direction="lower"))
    assert pk.to_document(indicator)["formula"]["denominator"] == {"type": "Computed", "text": text}
    assert pk.from_document(pk.to_document(indicator)) == indicator


@pytest.mark.parametrize("text", ["100", "12%", "１２"])
def test_a_text_stays_a_name(text: str) -> None:
    """Only what is no text is a number."""
    ratio = pk.Ratio("a", text)
    assert isinstance(ratio.denominator, str)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, pk.errors.Code.BOOLEAN_NUMBER),
        (float("nan"), pk.errors.Code.NOT_FINITE),
        (Decimal("inf"), pk.errors.Code.NOT_FINITE),
        (None, pk.errors.Code.CODE),
    ],
)
def test_what_is_no_number_is_refused(value: Any, code: pk.errors.Code) -> None:  # noqa: ANN401  # wrong on purpose
    """A truth value is none, nor is what has no end."""
    with pytest.raises(pk.errors.PerfKpiError, match=r"Ratio\.denominator") as caught:
        pk.Ratio("a", value)
    assert caught.value.code is code
