"""A number is what a person typed: a decimal, never the nearest binary fraction."""

from decimal import Decimal
from fractions import Fraction

import attrs
import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hostile import rational, real
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
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
INDICATOR = CARD.items[0]


def value(figure: object) -> Fraction | None:
    """What a figure was read as."""
    return pk.appraise(CARD, {"value": figure}).lines[0].value


@given(st.decimals(-10000, 10000, places=3))
@settings(max_examples=examples(40))
def test_every_spelling_of_a_decimal_is_the_same_number(number: Decimal) -> None:
    """As text, as a Decimal, as a float, as a NumPy float and as a percentage it is the same rational."""
    exact = Fraction(number)
    spelled = [str(number), number, float(number), np.float64(number), exact, f"{number * 100}%"]
    assert [value(figure) for figure in spelled] == [exact] * len(spelled)
    assert attrs.evolve(INDICATOR, weight=float(abs(number) + 1)).weight == abs(exact) + 1


def test_floats_are_their_shortest_decimals() -> None:
    """0.1 is a tenth, 0.29 is 29/100, and a float32 is the shortest decimal of its own kind."""
    assert value(0.1) == Fraction(1, 10)
    assert value(0.29) * 100 == 29
    assert value(np.float32(0.1)) == Fraction(1, 10)
    assert pk.Rounding(step=0.1).step == Fraction(1, 10)
    assert pk.Scale(0, 0.3).high == Fraction(3, 10)
    assert value(rational(3, 8)) == Fraction(3, 8)


def test_a_percentage_is_divided_by_a_hundred() -> None:
    """12% is 12/100 as a figure and as a parameter."""
    assert value("12%") == Fraction(12, 100)
    assert pk.Additive("1%").step == Fraction(1, 100)
    assert attrs.evolve(INDICATOR, weight="30%").weight == Fraction(3, 10)


@pytest.mark.parametrize(
    "parameter",
    [
        float("nan"),
        float("inf"),
        True,
        np.True_,
        "",
        "1,000",
        "10²",
        "①",
        "½",
        None,
        Decimal("1e999999999"),
        10**500,
        np.timedelta64(90, "ns"),
        rational(1, 0),
        real("<a number>"),
    ],
)
def test_what_is_no_number_is_refused_as_a_parameter(parameter: object) -> None:
    """NaN, infinities, truth values, durations, empty text, thousands separators and giants raise at once."""
    with pytest.raises(pk.errors.NumberError) as caught:
        pk.Scale(parameter, 100)
    assert caught.value.say("zh")
    assert caught.value.where.endswith("Scale.low")


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.longdouble])
def test_how_numpy_prints_does_not_matter(kind: type) -> None:
    """A host that has NumPy print few digits gets the same scores, one by one and in columns."""
    figure = kind(1) / kind(3)
    expected = value(figure)
    assert expected is not None
    assert kind(str(float(expected))) == figure or kind is np.longdouble
    with np.printoptions(legacy="1.13", precision=2):
        assert value(figure) == expected
        scores = by_columns(CARD, {"value": np.array([figure])})
        assert scores.totals[0] == float(pk.appraise(CARD, {"value": expected}).total)
        assert scores.appraisal(0).lines[0].value == expected
