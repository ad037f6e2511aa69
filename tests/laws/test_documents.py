"""Every value of the model becomes a document and comes back as it was."""

from fractions import Fraction

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pickled import pickled
from public import EVERYTHING
from stored import CARDS, KNOWN
from strategies import SCALES, concrete

import perfkpi as pk
from perfkpi.testing import (
    check_round_trips,
    formulas,
    measures_for,
    missing_policies,
    rules,
    values_of,
)


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(st.data())
@settings(max_examples=examples(20))
def test_rules_come_back(name: str, data: st.DataObject) -> None:
    """Every rule, with numbers that end and numbers that do not."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES[:2]))))
    check_round_trips(stored(rule))


def stored(rule: pk.Scoring) -> pk.Scoring:
    """The rule as it is stored: without the people among whom it ranks."""
    return attrs.evolve(rule, distribution=None) if isinstance(rule, pk.rules.PopulationRule) else rule


@pytest.mark.parametrize("name", list(concrete(pk.Formula)))
@given(st.data())
@settings(max_examples=examples(20))
def test_formulas_come_back(name: str, data: st.DataObject) -> None:
    """Every formula, with measures, fields and other formulas in it."""
    check_round_trips(data.draw(formulas(EVERYTHING[name], known=KNOWN)))


TYPED = st.sampled_from(("a >= 1", "利润 < 0 或 逾期天数 > 30", "not (a = b)")).map(pk.conditions.ComputedCondition)


@pytest.mark.parametrize("name", list(concrete(pk.conditions.Condition)))
@given(st.data())
@settings(max_examples=examples(20))
def test_conditions_come_back(name: str, data: st.DataObject) -> None:
    """Every condition, with measures, fields and formulas in it."""
    drawn = TYPED if name == "ComputedCondition" else values_of(EVERYTHING[name], known=KNOWN)
    check_round_trips(data.draw(drawn))


@given(missing_policies(SCALES[0], count=3))
@settings(max_examples=examples(30))
def test_policies_come_back(policy: pk.missing.MissingPolicy) -> None:
    """Every policy for missing data, with the statuses that it covers."""
    check_round_trips(policy)


@given(CARDS, st.data())
@settings(max_examples=examples(30))
def test_a_card_that_came_back_scores_the_same(card: pk.Scorecard, data: st.DataObject) -> None:
    """A whole scorecard comes back, and every figure of an appraisal is the same."""
    figures = data.draw(measures_for(card))
    check_round_trips(card)
    assert pk.appraise(pk.loads(pk.dumps(card)), figures) == pk.appraise(card, figures)


@given(CARDS)
@settings(max_examples=examples(20))
def test_equal_cards_have_equal_texts(card: pk.Scorecard) -> None:
    """However the same card came about, its text is the same."""
    assert pk.dumps(pickled(card)) == pk.dumps(card)


@given(st.integers(-(10**450), 10**450), st.integers(1, 10**30), st.sampled_from((1, 10**200, 2**1200, 3**700)))
@settings(max_examples=examples(100))
def test_every_number_check_round_trips(above: int, below: int, more: int) -> None:
    """Numbers of any size that the library takes, to the last digit; written as a decimal where that ends."""
    number = Fraction(above % 10**400, below * more)
    check_round_trips(pk.missing.NeutralPoints(number))
    percent = pk.missing.NeutralPoints(f"{above % 10**60}/{below}%")
    check_round_trips(percent)
    assert type(pk.loads(pk.dumps(percent)).points) is type(percent.points)


@given(CARDS)
@settings(max_examples=examples(30))
def test_an_earlier_document_means_the_same_or_is_asked_about(card: pk.Scorecard) -> None:
    """What schema 1 would have written in these words is read as the same card, or its author is asked."""
    found: list[object] = []
    asked: set[pk.errors.Code] = set()
    try:
        found.append(pk.from_document(pk.to_document(card) | {"schema": 1}))
    except pk.errors.DocumentError as error:
        asked |= {fault.code for fault in error.faults}
    assert (found, asked) in (([card], set()), ([], {pk.errors.Code.CHOICE_NEEDED}))
