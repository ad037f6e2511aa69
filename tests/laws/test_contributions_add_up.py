"""Contributions, adjustments and roundings are the total, with nothing left over."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from strategies import cases

import perfkpi as pk

Case = tuple[pk.Scorecard, dict[str, object]]


def adds_up(card: pk.Scorecard) -> bool:
    """Whether every level of a card is a weighted sum."""
    return all(level.aggregation is pk.Aggregation.WEIGHTED_SUM for level in (card, *card.sections()))


@given(cases())
@settings(max_examples=60)
def test_contributions_adjustments_and_rounding_are_the_total(case: Case) -> None:
    """Their sum is the total exactly, in rationals."""
    result = pk.appraise(*case)
    if result.total is None:
        assert result.rounding is None or result.status is pk.Status.OK  # an exact root that nothing rounds
        return
    if not adds_up(result.card):
        assert any(line.contribution is None for line in result.lines)
        return
    contributions = [line.contribution for line in (*result.lines, *result.adjustments)]
    assert sum(contributions) + result.rounding == Fraction(result.total)


@given(cases(gaps=False))
@settings(max_examples=60)
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
@settings(max_examples=60)
def test_the_total_is_rounded_as_declared(case: Case) -> None:
    """A declared number of places gives a Decimal of just that many; no declaration leaves the rational."""
    card, figures = case
    result = pk.appraise(card, figures)
    stage = card.rounding.total
    if result.total is None:
        return
    if stage is None or stage.places is None:
        assert type(result.total) is Fraction
    else:
        assert type(result.total) is Decimal
        assert result.total.as_tuple().exponent == -stage.places
    unit = Fraction(0) if stage is None else stage.step or Fraction(1, 10**stage.places)
    assert abs(Fraction(result.total) - result.unrounded) <= unit
