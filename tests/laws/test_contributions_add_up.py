"""Contributions, adjustments and roundings are the total, with nothing left over."""

from decimal import Decimal
from fractions import Fraction

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import cases, check_contributions_add_up, scorecards
from perfkpi.testing.laws.cards import adds_up

Case = tuple[pk.Scorecard, dict[str, object]]


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_contributions_adjustments_and_rounding_are_the_total(card: pk.Scorecard, data: st.DataObject) -> None:
    """Their sum is the total exactly, in rationals."""
    check_contributions_add_up(card, data=data)


@given(cases(gaps=False))
@settings(max_examples=examples(30))
def test_without_rounding_stages_nothing_is_rounded(case: Case) -> None:
    """The contributions are weight times points to the last digit where only the total is rounded."""
    card, figures = case
    policy = card.rounding
    result = pk.appraise(card, figures)
    if result.total is None or policy.section or policy.contribution or not adds_up(card):
        return
    assert sum(line.contribution for line in (*result.lines, *result.adjustments)) == result.unrounded
    for line, item in zip(result.lines, card.indicators(), strict=True):
        if (
            card.gates == ()
            and line.points is not None
            and line.weight is not None
            and item.scale == card.scale == pk.Scale(0, 100)
        ):
            assert line.contribution == line.weight * line.points


@given(cases(gaps=False))
@settings(max_examples=examples(30))
def test_the_total_is_rounded_as_declared(case: Case) -> None:
    """A number of places gives a Decimal of just that many, a step one where it has a decimal; else it is rational."""
    card, figures = case
    result = pk.appraise(card, figures)
    stage = card.rounding.total
    if result.total is None:
        return
    if stage is None:
        assert type(result.total) is Fraction
    elif stage.places is None:
        ends = 10**60 % Fraction(result.total).denominator == 0
        assert type(result.total) is (Decimal if ends else Fraction)
    else:
        assert type(result.total) is Decimal
        assert result.total.as_tuple().exponent == -stage.places
    unit = Fraction(0) if stage is None else stage.step or Fraction(1, 10**stage.places)
    assert abs(Fraction(result.total) - result.unrounded) <= unit
