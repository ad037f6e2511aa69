"""What the examples of scoring families share: points of one value, and what the text says of them."""

from fractions import Fraction

import attrs
from columnwise import by_columns

import perfkpi as pk
from perfkpi.testing.strategies.declarations import declared

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET


def card_of(rule: pk.Scoring, formula: pk.Formula | None = None) -> pk.Scorecard:
    """A card of one indicator that scores the measure ``value``; it allows any points, and figures mean themselves."""
    plain = pk.formulas.Category("value") if rule.takes_category else pk.Actual("value")
    item = pk.Indicator(code="item", name=pk.Label(zh="单项", en="Item"), formula=formula or plain, scoring=rule)
    return pk.Scorecard(
        code="card",
        name="考核表",
        items=((item, 100),),
        measures=declared(item),
        scale=attrs.evolve(rule.points_scale, up_to=pk.UNLIMITED),
        beyond_scale=pk.choices.BeyondScale.ALLOW,
    )


def line_of(
    rule: pk.Scoring, value: object, formula: pk.Formula | None = None, **figures: object
) -> pk.results.IndicatorLine:
    """What the rule makes of a value, the same in a table of one row."""
    card, row = card_of(rule, formula), {"value": value, **figures}
    line = pk.appraise(card, row).lines[0]
    batch = by_columns(card, {name: [figure] for name, figure in row.items()}, points=True)
    found = float(batch.points["item"][0])
    assert found == float(line.points) if line.points is not None else found != found  # noqa: PLR0124  # NaN
    return line


def points_of(rule: pk.Scoring, value: object, **figures: object) -> Fraction | None:
    """The points alone."""
    return line_of(rule, value, **figures).points


def text_of(rule: pk.Scoring, value: object, language: str, formula: pk.Formula | None = None, **more: object) -> str:
    """The explanation."""
    return pk.appraise(card_of(rule, formula), {"value": value, **more}).explain(language, "audit")
