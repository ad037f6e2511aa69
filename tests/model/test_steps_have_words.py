"""Every step that a rule or a formula marks can be named in an explanation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import SCALES, concrete, formulas_of, rules

import perfkpi as pk
from perfkpi.language import Caption, Expr, Input, Kind, Named, Program, Role
from perfkpi.meanings.vocabulary import STEP_NAMES


def nameless(expression: Expr) -> set[tuple[Role, str]]:
    """What is marked and has no words; parts may go by a code of the company's own."""
    nodes = [node for node, _ in Program(expression).steps if isinstance(node, Named)]
    marks = {(node.role, node.code) for node in nodes if not isinstance(node.code, Caption)}
    named = {mark for mark in marks if mark in STEP_NAMES or (mark[0], "") in STEP_NAMES or mark[0] is Role.PART}
    return marks - named


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=20)
def test_steps_of_rules_have_words(name: str, data: st.DataObject) -> None:
    """No step of a rule goes by its code, and each has a role."""
    rule = data.draw(rules(name, data.draw(st.sampled_from(SCALES[:2]))))
    assert not nameless(rule.express(Input("value", kind=Kind.CATEGORY if rule.takes_category else Kind.NUMBER)))


@pytest.mark.parametrize("name", list(concrete(pk.Formula)))
@given(st.data())
@settings(max_examples=20)
def test_steps_of_formulas_have_words(name: str, data: st.DataObject) -> None:
    """No step of a formula goes by its code, and each has a role."""
    assert not nameless(data.draw(formulas_of(getattr(pk, name))).express())
