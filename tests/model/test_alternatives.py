"""Alternatives (R16): 增加1个百分点,加( )分 或:实际值/目标值×100."""

import pytest
from families import HIGHER, LOWER, points_of

import perfkpi as pk

DELTA = pk.TargetDelta(
    target=10,
    per=pk.Additive(1),
    gain=2,
    loss=3,
    base_points=80,
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=HIGHER,
)
RATIO = pk.Attainment(target=10, direction=HIGHER, scale=pk.Scale(0, 10), full_mark=10)
GRADE = pk.LetterPoints(scale=pk.Scale(1, 5), letters=(("A", 5), ("B", 3)))
THREE = pk.rules.AllMet(of=3, decrease=pk.rules.LossPerMissed(20))
RULES = (
    pk.rules.Alternative("delta", DELTA),
    pk.rules.Alternative("ratio", RATIO),
    pk.rules.Alternative("grade", GRADE),
)


@pytest.mark.parametrize(
    ("chosen", "value", "points", "scale"),
    [("delta", 9, 77, pk.Scale(0, 100)), ("ratio", 9, 9, pk.Scale(0, 10)), ("grade", "B", 3, pk.Scale(1, 5))],
)
def test_the_chosen_rule_is_the_rule(chosen: str, value: object, points: int, scale: pk.Scale) -> None:
    """Points, scale and kind of value are those of the chosen one; the scales need not agree."""
    rule = pk.rules.Alternatives(RULES, chosen=chosen)
    assert points_of(rule, value) == points
    assert rule.points_scale == scale
    assert rule.rule is next(each.rule for each in RULES if each.code == chosen)


def test_the_limits_and_the_direction_are_those_of_the_chosen_rule() -> None:
    """So that a card checks what counts."""
    deductions = pk.rules.Deductions(
        (pk.rules.Event("late", loss=2, counting=pk.choices.EventCounting.WHOLE_ONLY),), floor=20, cap=90
    )
    rule = pk.rules.Alternatives((*RULES, pk.rules.Alternative("late", deductions)), chosen="late")
    assert (rule.direction, rule.lowest, rule.highest) == (LOWER, 20, 90)
    graded = pk.rules.Alternatives(RULES, chosen="grade")
    assert (graded.lowest, graded.highest) == (1, 5)


def test_the_formula_is_checked_by_the_chosen_rule() -> None:
    """A rule for three conditions refuses a formula of one, also inside alternatives."""
    rule = pk.rules.Alternatives((*RULES, pk.rules.Alternative("all", THREE)), chosen="all")
    with pytest.raises(pk.errors.DefinitionError, match="of=1"):
        pk.Indicator(
            code="x", name="x", formula=pk.formulas.ConditionsMet((pk.conditions.AtLeast("a", 1),)), scoring=rule
        )


def test_alternatives_with_another_choice_are_another_rule() -> None:
    """The choice is part of the value."""
    assert pk.rules.Alternatives(RULES, chosen="delta") != pk.rules.Alternatives(RULES, chosen="ratio")
    assert pk.rules.Alternatives(RULES, chosen="delta") == pk.rules.Alternatives(list(RULES), chosen="delta")
