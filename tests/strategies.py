"""What the tests of the library draw beside the strategies that ``perfkpi.testing`` offers to everybody."""

from typing import TypeVar

import attrs

import perfkpi as pk
from perfkpi.testing import card_of, scorecards
from perfkpi.testing import concrete as pt_concrete
from perfkpi.testing.strategies.figures import mend
from perfkpi.testing.strategies.formulas import own_formulas
from perfkpi.testing.strategies.items import shares
from perfkpi.testing.strategies.numbers import FROM_ZERO, LETTERS, SCALES
from perfkpi.testing.strategies.pieces import POINTS
from perfkpi.testing.strategies.rules import numeric_rules
from perfkpi.testing.strategies.tables import figure

__all__ = [
    "CARDS",
    "FROM_ZERO",
    "LETTERS",
    "POINTS",
    "SCALES",
    "concrete",
    "figure",
    "line_of",
    "mend",
    "numeric_rules",
    "own_formulas",
    "shares",
]


Level = TypeVar("Level", pk.Scorecard, pk.Section)


def concrete(root: type) -> dict[str, type]:
    """Every concrete subclass that the library defines, by name; each must be public."""
    found = pt_concrete(root)
    return {name: getattr(pk, name) for name in found}


def line_of(rule: pk.Scoring, value: object, baseline: object = 0) -> pk.IndicatorLine:
    """What one rule makes of one value."""
    figures = {"value": value, "baseline": baseline, "baseline_2": baseline}
    return pk.appraise(card_of(rule), figures).lines[0]


def unranked(rule: pk.Scoring) -> pk.Scoring:
    """The rule, or one for the same values that compares them with nobody's."""
    if isinstance(rule, pk.Standing):
        lower = rule.direction is pk.Direction.LOWER_IS_BETTER
        method = pk.LowerMethod.TWO_MINUS_RATIO if lower else None
        return pk.Attainment(target="100%", direction=rule.direction, lower_method=method, scale=rule.scale)
    return rule


def alone(level: Level) -> Level:
    """The same scorecard or section, none of whose rules ranks."""
    items = [
        attrs.evolve(
            weighted,
            item=alone(weighted.item)
            if isinstance(weighted.item, pk.Section)
            else attrs.evolve(weighted.item, scoring=unranked(weighted.item.scoring)),
        )
        for weighted in level.items
    ]
    return attrs.evolve(level, items=items)


CARDS = scorecards().map(alone)
"""Scorecards that documents can hold: none of their rules carries the people among whom it ranks."""
