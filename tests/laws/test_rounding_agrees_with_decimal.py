"""Rounding is that of the decimal module, done exactly."""

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import LETTERS

import perfkpi as pk

CONTEXT = decimal.Context(prec=60)


def total(number: object, stage: pk.Rounding | None, **stages: pk.Rounding) -> pk.Appraisal:
    """One adjustment alone decides the total: the points of the only indicator are 0."""
    rated = pk.Indicator(code="i", name="i", formula=pk.Actual("zero"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    bonus = pk.Bonus(code="bonus", name="bonus", formula=pk.Actual("number"), floor=-(10**9), cap=10**9)
    card = pk.Scorecard(
        code="card",
        name="card",
        items=((rated, 100),),
        adjustments=(bonus,),
        beyond_scale=pk.choices.BeyondScale.ALLOW,
        rounding=pk.RoundingPolicy(total=stage, **stages),
    )
    return pk.appraise(card, {"zero": 0, "number": number})


@pytest.mark.parametrize("mode", list(pk.choices.RoundingMode))
@given(
    number=st.one_of(
        st.decimals(-1000, 1000, places=6),
        st.builds(
            lambda n, places: Decimal(2 * n + 1) * 5 / 10 ** (places + 1), st.integers(-999, 999), st.integers(0, 4)
        ),
    ),
    places=st.integers(-2, 5),
)
@settings(max_examples=examples(30))
def test_every_mode_is_that_of_decimal(number: Decimal, places: int, mode: pk.choices.RoundingMode) -> None:
    """Each mode, ties and negative numbers included, gives the digits that decimal.quantize gives."""
    expected = number.quantize(Decimal(1).scaleb(-places), rounding=f"ROUND_{mode.name}", context=CONTEXT)
    found = total(number, pk.Rounding(places, mode=mode)).total
    assert found == expected
    assert str(found).lstrip("-") == f"{abs(expected):f}"


@given(st.fractions(-1000, 1000, max_denominator=999), st.integers(0, 4))
@settings(max_examples=examples(30))
def test_a_rational_is_rounded_exactly(number: Fraction, places: int) -> None:
    """The result is the multiple of the step at half a step or less, and away from zero at exactly half."""
    found = Fraction(total(number, pk.Rounding(places)).total)
    unit = Fraction(1, 10**places)
    assert (found / unit).denominator == 1
    assert abs(found - number) <= unit / 2
    if abs(found - number) == unit / 2:
        assert abs(found) > abs(number)


TIES = [
    ("0.125", "0.13"),
    ("0.375", "0.38"),
    ("2.675", "2.68"),  # as a double it lies below the half
    ("1.005", "1.01"),  # as a double it lies below the half
    ("-0.125", "-0.13"),  # half-up is away from zero
    ("-2.675", "-2.68"),
    ("0.005", "0.01"),
    ("89.995", "90.00"),
    ("89.985", "89.99"),
]


@pytest.mark.parametrize(("number", "rounded"), TIES)
@pytest.mark.parametrize("spell", [str, float, Decimal])
def test_half_up_is_the_default(number: str, rounded: str, spell: type) -> None:
    """Halves go away from zero at two places, a float meaning its shortest decimal."""
    found = total(spell(number), pk.RoundingPolicy().total).total
    assert str(found) == rounded


@pytest.mark.parametrize(
    ("step", "number", "rounded"),
    [("0.5", "1.25", "1.5"), ("0.5", "1.24", "1"), ("5", "-7.5", "-10"), ("0.05", "0.12", "0.1")],
)
def test_a_step_rounds_to_its_multiples(step: str, number: str, rounded: str) -> None:
    """Half points and nickels: the nearest multiple, halves away from zero, as a decimal."""
    found = total(number, pk.Rounding(step=step)).total
    assert found == Fraction(rounded)
    assert type(found) is Decimal


def test_no_declared_rounding_rounds_nothing() -> None:
    """Without a stage the total is the rational itself, and the rounding line is 0."""
    result = total(Fraction(1, 3), None)
    assert result.total == Fraction(1, 3)
    assert result.rounding == 0


def test_each_stage_rounds_where_it_stands() -> None:
    """Value, points, contribution, section and total are rounded in this order and nowhere else."""
    delta = pk.TargetDelta(
        target=0,
        per=pk.Additive(1),
        gain=10,
        base_points=50,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    one = pk.Indicator(code="one", name="one", formula=pk.Ratio("a", "b"), scoring=delta)
    section = pk.Section(code="s", name="s", items=((one, 1),))
    other = pk.Indicator(
        code="other", name="other", formula=pk.Actual("c"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    figures = {"a": 2, "b": 3, "c": 0}

    def unrounded(**stages: pk.Rounding) -> Fraction:
        card = pk.Scorecard(
            code="card",
            name="card",
            items=((section, 33), (other, 67)),
            rounding=pk.RoundingPolicy(total=None, **stages),
        )
        return pk.appraise(card, figures).total

    # the value is 2/3, the points 50 + 20/3 = 56.666..., the contribution 33 % of them: 18.7
    assert unrounded() == Fraction("18.7")
    assert unrounded(value=pk.Rounding(1)) == Fraction("18.81")  # 0.7: 57 points
    assert unrounded(points=pk.Rounding(1)) == Fraction("18.711")  # 56.7 points
    assert unrounded(section=pk.Rounding(0)) == Fraction("18.81")  # a section of 57
    assert unrounded(contribution=pk.Rounding(0)) == 19  # 57 within the section, 18.81 on the card


def test_a_value_stage_leaves_letters_alone() -> None:
    """A card that rounds values may have an indicator whose value is a letter."""
    letters = tuple(zip(LETTERS, (100, 80, 60, 0), strict=True))
    graded = pk.Indicator(
        code="graded",
        name="graded",
        formula=pk.formulas.Category("letter"),
        scoring=pk.LetterPoints(scale=pk.Scale(0, 100), letters=letters),
    )
    card = pk.Scorecard(
        code="card",
        name="card",
        items=((graded, 100),),
        rounding=pk.RoundingPolicy(value=pk.Rounding(4)),
    )
    assert pk.appraise(card, {"letter": "B"}).total == 80
