"""Parameters of a rule: numbers, columns and formulas, and what a row yields whose own parameter is no good."""

from fractions import Fraction

import pytest
from evaluated import evaluated, worth

import perfkpi
from perfkpi import Field, Formula
from perfkpi.language import Const, Status, Undefinedness
from perfkpi.model.parameters.parameter import as_parameter, optional_parameter, varies
from perfkpi.model.parameters.varying import express_parameter, quoted

COLUMN = Field("target")
RATIO = perfkpi.Ratio("profit", "equity")


def test_numbers_become_exact_and_columns_stay() -> None:
    """A text, a decimal or a percentage is a number; a column and a formula are what they are."""
    assert as_parameter("0.1") == Fraction(1, 10)
    assert as_parameter(3) == 3
    assert isinstance(as_parameter(3), Fraction)
    assert as_parameter(COLUMN) is COLUMN
    assert as_parameter(RATIO) is RATIO
    assert optional_parameter(None) is None
    assert optional_parameter("12%") == Fraction(12, 100)
    assert optional_parameter(0) == 0
    assert optional_parameter(COLUMN) is COLUMN


def test_messages_quote_parameters_as_they_are_written() -> None:
    """A number by its digits, a column by its name, a formula by its kind."""
    assert quoted(Fraction(1, 4)) == "0.25"
    assert quoted(Fraction(1, 3)) == "1/3"
    assert quoted(COLUMN) == "target"
    assert quoted(RATIO) == "Ratio"


def test_a_parameter_varies_unless_it_is_a_number() -> None:
    """Any one that varies is enough."""
    assert not varies()
    assert not varies(Fraction(1), Fraction(2))
    assert varies(COLUMN)
    assert varies(Fraction(1), COLUMN)
    assert varies(COLUMN, Fraction(1))
    assert varies(RATIO)


def test_numbers_and_formulas_are_expressed_as_such() -> None:
    """A number is a constant, a formula its calculation."""
    assert express_parameter(Fraction(1, 4)) == Const(Fraction(1, 4))
    assert isinstance(RATIO, Formula)
    assert worth(express_parameter(RATIO), profit=3, equity=4) == Fraction(3, 4)


def test_a_personal_parameter_that_is_there_is_taken() -> None:
    """As it stands in the column."""
    assert worth(express_parameter(COLUMN), target=Fraction(3, 4)) == Fraction(3, 4)


@pytest.mark.parametrize("parameter", [COLUMN, perfkpi.Actual("target")], ids=["column", "formula"])
@pytest.mark.parametrize(
    ("status", "code"), [(Status.NOT_MEASURED, "missing-parameter"), (Status.INVALID_VALUE, "wrong-parameter")]
)
def test_a_parameter_that_is_missing_or_wrong_makes_the_row_invalid(
    parameter: Field | Formula, status: Status, code: str
) -> None:
    """No policy covers it, whatever it is made of."""
    found = evaluated(express_parameter(parameter), {"target": status})
    assert isinstance(found, Undefinedness)
    assert found.status is Status.INVALID_PARAMETER
    assert [reason.code for reason in found.reasons] == [code]


def test_the_reason_names_the_column_in_both_languages() -> None:
    """A missing target is told as one."""
    found = evaluated(express_parameter(COLUMN), {"target": Status.NOT_MEASURED})
    assert isinstance(found, Undefinedness)
    (reason,) = found.reasons
    assert reason.say("en") == "no target or standard is set (target)"
    assert reason.say("zh") == "目标值（标准）未设定（target）"


@pytest.mark.parametrize("parameter", [COLUMN, perfkpi.Actual("target")], ids=["column", "formula"])
@pytest.mark.parametrize(
    "status",
    [
        Status.NOT_DUE,
        Status.NOT_APPLICABLE,
        Status.INSUFFICIENT,
        Status.UNDEFINED,
        Status.INVALID_PARAMETER,
    ],
)
def test_a_parameter_that_does_not_apply_keeps_its_status(parameter: Field | Formula, status: Status) -> None:
    """There is no target for this person: a policy may cover that."""
    assert worth(express_parameter(parameter), target=status) == (status, "test")
