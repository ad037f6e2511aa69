"""A rule or formula that the library adds comes under every law."""

from abc import ABC, abstractmethod

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import LETTERS, SCALES, concrete, line_of

import perfkpi as pk
from perfkpi.testing import cases, formulas, rules, values_for, values_of


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=examples(20))
def test_rules_come_from_their_types(name: str, data: st.DataObject) -> None:
    """Every rule, also one that is new, is drawn from the types of its attributes and scores."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES[:2]))))
    assert type(rule).__name__ == name
    value = data.draw(st.sampled_from(LETTERS) if rule.takes_category else values_for(rule))
    line = line_of(rule, value)
    assert (line.points is None) == (line.status is not pk.Status.OK)


@pytest.mark.parametrize("name", list(concrete(pk.Formula)))
@given(st.data())
@settings(max_examples=examples(20))
def test_formulas_come_from_their_types(name: str, data: st.DataObject) -> None:
    """Every formula is drawn, too, for one rule or another."""
    kind = EVERYTHING[name]
    assert type(data.draw(formulas(kind))) is kind


class Stranger(ABC):
    """A type that no strategy knows."""

    @abstractmethod
    def speak(self) -> str:
        """Nobody understands it."""


@attrs.frozen
class Strange:
    """A value with an attribute of a type that no strategy knows."""

    stranger: Stranger


def test_an_attribute_without_a_strategy_is_told() -> None:
    """A new rule with attributes of new types does not slip through: the laws fail and name it."""
    with pytest.raises(TypeError, match=r"Strange has attributes .* \['stranger'\]"):
        values_of(Strange)


@given(rules())
@settings(max_examples=examples(30))
def test_every_rule_declares_a_scale(rule: pk.Scoring) -> None:
    """A rule says on which scale its points are."""
    assert rule.points_scale.low < rule.points_scale.high


@given(cases())
@settings(max_examples=examples(30))
def test_every_case_can_be_appraised(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """Data of any kind give a result with a line for each indicator, never an exception."""
    card, figures = case
    result = pk.appraise(card, figures)
    assert [line.code for line in result.lines] == [item.code for item in card.indicators()]
    assert (result.unrounded is None) == (result.status is not pk.Status.OK)
