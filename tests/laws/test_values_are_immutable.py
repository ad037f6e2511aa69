"""Cards and results are values: equal, hashable, picklable, and never changed in place."""

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pickled import pickled

import perfkpi as pk
from perfkpi.testing import cases, check_immutable, indicators, rules, scorecards

Case = tuple[pk.Scorecard, dict[str, object]]
MODELS = st.one_of(rules(), indicators(), scorecards())


@given(MODELS)
@settings(max_examples=examples(30))
def test_a_model_cannot_be_changed(model: object) -> None:
    """No attribute of a rule, an indicator or a card can be set, added or deleted."""
    check_immutable(model)


@given(cases())
@settings(max_examples=examples(30))
def test_a_pickled_card_scores_the_same(case: Case) -> None:
    """A worker that receives the card by pickle comes to the same result, explained in the same words."""
    card, figures = case
    here = pk.appraise(card, figures)
    there = pk.appraise(pickled(card), figures)
    assert there == here
    assert there.explain("zh") == here.explain("zh")
    assert hash(there) == hash(here)


@given(cases())
@settings(max_examples=examples(30))
def test_a_pickled_result_is_the_same_value(case: Case) -> None:
    """A result travels as well as a card does, and cannot be changed either."""
    result = pk.appraise(*case)
    copy = pickled(result)
    assert copy == result
    assert copy.explain("en") == result.explain("en")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        result.total = 100


@given(cases())
@settings(max_examples=examples(30))
def test_appraising_leaves_the_figures_alone(case: Case) -> None:
    """The data of a person are read, not written."""
    card, figures = case
    before = dict(figures)
    pk.appraise(card, figures)
    assert list(figures) == list(before)
    assert all(figures[name] is before[name] for name in before)


@given(scorecards())
@settings(max_examples=examples(30))
def test_evolve_makes_another_card(card: pk.Scorecard) -> None:
    """Change is a new value; the old one stays what it was."""
    other = attrs.evolve(card, version="another")
    assert other != card
    assert card.version == ""
    assert attrs.evolve(other, version="") == card
