"""A rule or formula that the library adds comes under every law."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FORMULAS, RULES, cases, concrete, scorings

import perfkpi as pk


@pytest.mark.parametrize(("root", "known"), [(pk.Scoring, RULES), (pk.Formula, FORMULAS)], ids=["rules", "formulas"])
def test_every_public_rule_has_a_strategy(root: type, known: dict[str, object]) -> None:
    """Each concrete rule and formula has a strategy, and no strategy is left over."""
    assert set(concrete(root)) == set(known)


@given(st.data())
@settings(max_examples=50)
def test_strategies_make_what_they_say(data: st.DataObject) -> None:
    """A strategy of a rule makes rules of just that type."""
    name = data.draw(st.sampled_from(sorted(RULES)))
    assert type(data.draw(RULES[name]())).__name__ == name


@given(scorings())
@settings(max_examples=50)
def test_every_rule_declares_a_scale(rule: pk.Scoring) -> None:
    """A rule says on which scale its points are."""
    assert rule.scale.low < rule.scale.high


@given(cases())
@settings(max_examples=50)
def test_every_case_can_be_appraised(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """Data of any kind give a result with a line for each indicator, never an exception."""
    card, figures = case
    result = pk.appraise(card, figures)
    assert [line.code for line in result.lines] == [item.code for item in card.indicators()]
    assert (result.total is None) == (result.status is not pk.Status.OK)
