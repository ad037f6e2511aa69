"""What a declared policy does to the whole, and nothing else does."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import shares

import perfkpi as pk


def rated(code: str) -> pk.Indicator:
    """An indicator that is its own rating."""
    return pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))


def card_of(weights: dict[str, object], **choices: object) -> pk.Scorecard:
    """Rated indicators with weights that are normalised."""
    return pk.Scorecard(
        code="card",
        name="card",
        items=tuple((rated(code), weight) for code, weight in weights.items()),
        weighting=pk.choices.Weighting.NORMALISED,
        **choices,
    )


@given(st.data())
@settings(max_examples=examples(40))
def test_reweighting_is_the_card_without_the_absent_items(data: st.DataObject) -> None:
    """Total, weights and contributions are those of a card on which the absent items do not stand."""
    weights = dict(zip("abcd", data.draw(shares(4)), strict=True))
    figures = {code: data.draw(st.none() | st.integers(0, 100)) for code in weights}
    present = {code: weight for code, weight in weights.items() if figures[code] is not None}
    result = pk.appraise(card_of(weights, missing=pk.Reweight()), figures)
    assert result.completeness == sum(present.values()) / 100
    if not present:
        assert result.total is None
        assert result.status is pk.Status.INSUFFICIENT
        return
    shorter = pk.appraise(card_of(present), figures)
    assert result.total == shorter.total
    assert result.unrounded == shorter.unrounded
    for line in shorter.lines:
        assert result.line(line.code).weight == line.weight
        assert result.line(line.code).contribution == line.contribution
    assert sum(line.weight for line in result.lines) == 1


@pytest.mark.parametrize(
    ("policy", "figures", "total"),
    [
        (pk.Reweight(minimum_count=2), {"a": 80, "b": 60, "c": None}, "70"),
        (pk.Reweight(minimum_count=2), {"a": 80, "b": None, "c": None}, None),
        (pk.Reweight(minimum_count=3), {"a": 80, "b": 60, "c": None}, None),
        (pk.Reweight(minimum_weight="60%"), {"a": 80, "b": 60, "c": None}, "70"),
        (pk.Reweight(minimum_weight="60.01%"), {"a": 80, "b": 60, "c": None}, None),
        (pk.Reweight(minimum_weight="40%"), {"a": None, "b": None, "c": 50}, "50"),
        (pk.Reweight(), {"a": None, "b": None, "c": None}, None),
    ],
)
def test_reweighting_keeps_its_minimum(policy: pk.Reweight, figures: dict[str, object], total: str | None) -> None:
    """Exactly the minimum of items or weight is enough; below it there is too little data, and no total."""
    result = pk.appraise(card_of({"a": 30, "b": 30, "c": 40}, missing=policy), figures)
    assert result.total == (None if total is None else Decimal(total))
    assert result.status is (pk.Status.INSUFFICIENT if total is None else pk.Status.OK)


@pytest.mark.parametrize(
    ("policy", "total", "contribution"),
    [
        (pk.missing.Refuse(), None, None),
        (pk.missing.ZeroPoints(), "56", "0"),  # 30 % x 80 + 40 % x 80
        (pk.missing.NeutralPoints(60), "74", "18"),  # 56 + 30 % x 60
        (pk.Reweight(), "80", "0"),
    ],
)
def test_what_stands_in_for_an_absent_figure(
    policy: pk.missing.MissingPolicy, total: str | None, contribution: str | None
) -> None:
    """Refused, zero, neutral or reweighted: the line has no points of its own, the total follows the policy."""
    result = pk.appraise(card_of({"a": 30, "b": 30, "c": 40}, missing=policy), {"a": 80, "b": None, "c": 80})
    assert result.line("b").points is None
    assert result.line("b").status is pk.Status.NOT_MEASURED
    assert result.total == (None if total is None else Decimal(total))
    assert result.line("b").contribution == (None if contribution is None else Fraction(contribution))
    assert result.completeness == Fraction(7, 10)


def test_a_named_status_is_covered() -> None:
    """A zero denominator counts as neutral points where the policy names it, and only there."""
    ratio = pk.Indicator(
        code="ratio",
        name="ratio",
        formula=pk.Ratio("above", "below"),
        scoring=pk.Attainment(target=1, direction=pk.Direction.HIGHER_IS_BETTER),
        missing=pk.missing.NeutralPoints(60, on={pk.Status.UNDEFINED}),
    )
    card = pk.Scorecard(code="card", name="card", items=((ratio, 100),))
    assert pk.appraise(card, {"above": 1, "below": 0}).total == 60
    assert pk.appraise(card, {"above": 1, "below": None}).total is None


def test_reweighting_is_local_then_upward() -> None:
    """Inside a section the weights of the section grow; the section keeps its weight on the card."""
    section = pk.Section(
        code="s",
        name="s",
        items=((rated("a"), 50), (rated("b"), 50)),
        missing=pk.Reweight(),
    )
    card = pk.Scorecard(code="card", name="card", items=((section, 60), (rated("c"), 40)))
    result = pk.appraise(card, {"a": 80, "b": None, "c": 50})
    assert result.total == 68  # 60 % x 80 + 40 % x 50
    assert result.line("a").weight == Fraction(6, 10)
    assert result.line("b").weight == 0
    upward = attrs.evolve(card, missing=pk.Reweight())
    assert pk.appraise(upward, {"a": None, "b": None, "c": 50}).total == 50
    assert pk.appraise(card, {"a": None, "b": None, "c": 50}).status is pk.Status.INSUFFICIENT


@pytest.mark.parametrize(
    "policy", [pk.Reweight(), pk.Reweight(minimum_count=3), pk.Reweight(minimum_weight="100%")], ids=str
)
@pytest.mark.parametrize("wrong", ["many", True, float("inf")])
def test_a_wrong_figure_is_told_before_too_few_figures(policy: pk.Reweight, wrong: object) -> None:
    """An item whose figure is wrong does not leave: the severest status speaks, and its weight stays as declared."""
    result = pk.appraise(card_of({"a": 30, "b": 30, "c": 40}, missing=policy), {"a": 80, "b": 60, "c": wrong})
    assert result.status is pk.Status.INVALID_VALUE
    assert [line.weight for line in result.lines] == [Fraction(3, 10), Fraction(3, 10), Fraction(4, 10)]
    assert result.line("c").contribution is None


def test_an_uncovered_status_keeps_its_weight() -> None:
    """A zero denominator that no policy names stays in, beside a figure that leaves."""
    ratio = pk.Indicator(
        code="ratio",
        name="ratio",
        formula=pk.Ratio("above", "below"),
        scoring=pk.Attainment(target=1, direction=pk.Direction.HIGHER_IS_BETTER),
    )
    items = ((ratio, 20), (rated("a"), 30), (rated("b"), 50))
    card = pk.Scorecard(code="card", name="card", items=items, missing=pk.Reweight(minimum_count=2))
    result = pk.appraise(card, {"above": 1, "below": 0, "a": 80, "b": None})
    assert result.status is pk.Status.UNDEFINED
    # b leaves: 20 and 30 of 50
    assert [line.weight for line in result.lines] == [Fraction(2, 5), Fraction(3, 5), 0]
