"""Every step that a rule or a formula marks can be named in an explanation."""

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import SCALES, concrete

import perfkpi as pk
from perfkpi.language import Caption, Expr, Input, Kind, Named, Program, Role
from perfkpi.testing import formulas, rules


def nameless(expression: Expr) -> set[tuple[object, str]]:
    """What is marked and carries no words; a part goes by the title of what stands in it, or a code of the company."""
    nodes = [node for node, _ in Program(expression).steps if isinstance(node, Named)]
    carried = {(node.role, node.code) for node in nodes if not isinstance(node.code, Caption)}
    return {mark for mark in carried if mark[0] is not Role.PART}


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=examples(20))
def test_steps_of_rules_have_words(name: str, data: st.DataObject) -> None:
    """No step of a rule goes by its code, and each has a role."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES[:2]))))
    assert not nameless(rule.express(Input("value", kind=Kind.CATEGORY if rule.takes_category else Kind.NUMBER)))


@pytest.mark.parametrize("name", list(concrete(pk.Formula)))
@given(st.data())
@settings(max_examples=examples(20))
def test_steps_of_formulas_have_words(name: str, data: st.DataObject) -> None:
    """No step of a formula goes by its code, and each has a role."""
    assert not nameless(data.draw(formulas(EVERYTHING[name])).express())
