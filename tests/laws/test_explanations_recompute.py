"""An explanation is a calculation that can be repeated: read back with a small calculator, it gives the total again."""

from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import check_explains, scorecards
from perfkpi.testing.laws.calculator import Calculator, NotACalculationError
from perfkpi.testing.laws.explanations import calculations, check_explained


@given(scorecards(), st.data())
@settings(max_examples=examples(40))
def test_every_line_recomputes_what_stands_right_of_it(card: pk.Scorecard, data: st.DataObject) -> None:
    """Each line ends in a number, every side of it in figures is that number, and the contributions are the total."""
    check_explains(card, data=data)


def test_a_table_without_weighted_points() -> None:
    """Where what is not left out has no points, the table has no such column, and its last one is that of weights."""
    scoring = pk.rules.DirectPoints(scale=pk.Scale(0, 100))
    left_out = pk.Indicator("a", formula="a", scoring=scoring, weight=50, missing=pk.missing.Reweight())
    undefined = pk.Indicator("b", formula=pk.formulas.Ratio("b", "c"), scoring=scoring, weight=50)
    result = pk.appraise(pk.Scorecard("card", items=[left_out, undefined]), {"a": None, "b": 3, "c": 0})
    assert "100%" in result.explain("en")
    check_explained(result)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1320 ÷ 10000", "0.132"),
        ("100 + 1.2 × 2", "102.4"),
        ("(0.5 − 0.25) ÷ 0.5 × 9 + 0.5 四舍五入取整，最低为 0，最高为 9", "5"),
        ("2 × ((5 − 2, at least 0) × 4, at most 10) + smallest of (8, 3)", "23"),
        ("最大值(-4, 最小值(1, 2), 0.5)", "1"),
        ("80% + 50%, at most 100%", "1"),
        ("|3% − 5%|", "0.02"),
        ("60% ÷ (7/13)", "39/35"),
        ("−(2 + 3)", "-5"),
        ("0.125 rounded half to even to 2 places", "0.12"),
    ],
)
def test_the_calculator_itself(text: str, value: str) -> None:
    """The calculator of this law can calculate."""
    assert Calculator(text).result() == (Fraction(value), Fraction(value))


def test_notes_are_no_side() -> None:
    """Not even one that tells what to write."""
    line = "   counted points = 2 + 3 = 5  (the deviation is rounded to 0; keep more decimals with places=)"
    five = (Fraction(5), Fraction(5))
    assert list(calculations(line)) == [("counted points", [five, five])]


@pytest.mark.parametrize("text", ["points", "1 ÷ 0", "1 2", "(1", "≈ x", "最大(1)", "1 § 2", "(1 ÷ ≈0)"])
def test_what_is_no_calculation(text: str) -> None:
    """Words, open brackets and quotients by what may be 0 are no calculation."""
    with pytest.raises(NotACalculationError):
        Calculator(text).result()
