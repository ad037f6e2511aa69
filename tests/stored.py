"""What documents can hold, drawn: whole scorecards, and what the attributes of every class may be."""

from fractions import Fraction
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from strategies import LETTERS

import perfkpi as pk
from perfkpi.testing import numbers, scorecards

__all__ = ["CARDS", "KNOWN"]

Level = TypeVar("Level", pk.Scorecard, pk.Section)
NAMES = st.sampled_from(("a", "b", "净利润"))
UNITS = st.sampled_from((pk.Unit.NUMBER, pk.Unit.PERCENT, pk.Unit("tons", label=pk.Label(zh="吨"), factor=1000)))
FORMULAS = st.sampled_from((pk.Actual("a"), pk.Computed("a / b × 100%"), pk.Ratio("a", pk.formulas.PointsOf("b"))))
CONDITIONS = st.recursive(
    st.sampled_from(
        (
            pk.conditions.AtLeast("a", "12%"),
            pk.conditions.LessThan(pk.formulas.ValueOf("roe"), pk.Field("下限")),
            pk.conditions.IsOneOf("a", ("A",)),
        )
    ),
    lambda inner: (
        st.builds(pk.conditions.Not, inner) | st.builds(lambda *each: pk.conditions.AllOf(each), inner, inner)
    ),
    max_leaves=5,
)
KNOWN: dict[object, st.SearchStrategy] = {
    str: NAMES,
    str | pk.Expr: st.sampled_from(("a / b", "(a + b) / 2 × 100%")),
    str | pk.Formula: NAMES | FORMULAS,
    Fraction: numbers(),
    Fraction | pk.Field | pk.Formula: numbers() | st.builds(pk.Field, NAMES) | FORMULAS,
    pk.Unit: UNITS,
    pk.conditions.Condition: CONDITIONS,
    tuple[pk.conditions.Condition, ...]: st.lists(CONDITIONS, min_size=1, max_size=3).map(tuple),
    tuple[str, ...]: st.just(LETTERS),
}


def unranked(rule: pk.Scoring) -> pk.Scoring:
    """The rule, or one for the same values that compares them with nobody's."""
    if isinstance(rule, pk.rules.PopulationRule):
        lower = rule.direction is pk.Direction.LOWER_IS_BETTER
        method = pk.choices.LowerMethod.TWO_MINUS_RATIO if lower else None
        return pk.Attainment(target="100%", direction=rule.direction, lower_method=method, scale=rule.scale)
    return rule


def alone(level: Level) -> Level:
    """The same scorecard or section, none of whose rules ranks."""
    items = [
        alone(item) if isinstance(item, pk.Section) else attrs.evolve(item, scoring=unranked(item.scoring))
        for item in level.items
    ]
    return attrs.evolve(level, items=items)


CARDS = scorecards().map(alone)
"""Scorecards of which a document holds everything: none of their rules carries the people among whom it ranks."""
