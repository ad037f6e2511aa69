"""What the tests of the library draw beside the strategies that ``perfkpi.testing`` offers to everybody."""

from public import EVERYTHING

import perfkpi as pk
from perfkpi.testing import card_of
from perfkpi.testing import concrete as pt_concrete
from perfkpi.testing.strategies.figures import mend
from perfkpi.testing.strategies.formulas import own_formulas
from perfkpi.testing.strategies.items import shares
from perfkpi.testing.strategies.numbers import FROM_ZERO, LETTERS, SCALES
from perfkpi.testing.strategies.pieces import POINTS
from perfkpi.testing.strategies.rules import numeric_rules
from perfkpi.testing.strategies.tables import figure

__all__ = [
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


def concrete(root: type) -> dict[str, type]:
    """Every concrete subclass that the library defines, by name; each must be public."""
    found = pt_concrete(root)
    return {name: EVERYTHING[name] for name in found}


def line_of(rule: pk.Scoring, value: object, baseline: object = 0) -> pk.results.IndicatorLine:
    """What one rule makes of one value."""
    figures = {"value": value, "baseline": baseline, "baseline_2": baseline}
    return pk.appraise(card_of(rule), figures).lines[0]
