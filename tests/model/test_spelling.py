"""Values that are equal and spelled differently are told apart wherever something is kept for the next one."""

import pickle
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from effort import examples
from hypothesis import given, settings
from pickled import pickled

import perfkpi as pk
from perfkpi.language import Add, Expr, Input, Program
from perfkpi.language.nodes import Power, Round
from perfkpi.model.spelling import Spelled, alike, cached_as_spelled, shared_memo
from perfkpi.numerals import Percentage
from perfkpi.testing import scorecards


@attrs.frozen(cache_hash=True)
class Noted(pk.Scoring):
    """A company's own rule, with whatever its author writes beside it."""

    note: object = None
    remark: object = attrs.field(default=None, eq=False)

    def express(self, value: Expr) -> Expr:
        """The points are the value."""
        return value


@dataclass(frozen=True)
class Plain:
    """A value of a class that is none of attrs."""

    number: object


HUNDRED = pk.Scale(0, 100)


def noted(note: object, remark: object = None) -> Noted:
    """The own rule."""
    return Noted(scale=HUNDRED, note=note, remark=remark)


PAIRS = {
    "a percentage": (Percentage(Fraction(12, 100)), Fraction(12, 100)),
    "a truth": (True, 1),
    "a float": (1.0, 1),
    "decimals of other lengths": (Decimal("1.0"), Decimal("1.00")),
    "zeros of other signs": (0.0, -0.0),
    "a tuple": ((1, (Percentage(1),)), (1, (Fraction(1),))),
    "a set": (frozenset({Percentage(1)}), frozenset({Fraction(1)})),
    "values of a class that is none of attrs": (Plain(Percentage(1)), Plain(Fraction(1))),
}


@pytest.mark.parametrize("name", PAIRS)
def test_equal_values_that_are_spelled_differently(name: str) -> None:
    """As a part of a rule they make two equal rules, and are still told apart."""
    one, other = map(noted, PAIRS[name])
    assert one == other
    assert hash(one) == hash(other)
    assert not alike(one, other)
    assert not alike(other, one)
    assert alike(one, pickled(one))
    assert shared_memo(one) is shared_memo(pickled(one))
    assert shared_memo(one) is not shared_memo(other)


def test_what_is_not_compared_is_spelled_too() -> None:
    """A remark that equality leaves out may be said in an explanation."""
    assert noted(1, "early") == noted(1, "late")
    assert not alike(noted(1, "early"), noted(1, "late"))
    assert not alike((1, 2), (1, 2, 3))
    assert not alike((1, 2), (1, 3))
    assert alike({"a": (1,)}, {"a": (1,)})
    assert not alike({"a": 1}, {"a": True})
    assert Spelled(1) != 1


@given(scorecards())
@settings(max_examples=examples(30))
def test_a_card_is_spelled_as_its_copy(drawn: pk.Scorecard) -> None:
    """Whatever a card holds, what is kept of it serves the one that travelled, unless it holds everybody's values."""
    copy = pickled(drawn)
    ranks = b"_restored" in pickle.dumps(drawn)  # what a list of numbers is pickled by
    assert alike(drawn, copy)
    assert (drawn.memo is copy.memo) != ranks
    assert attrs.evolve(drawn, version="another").memo is not drawn.memo


def test_shared_parts_are_looked_at_once() -> None:
    """An expression that uses itself a hundred times over is compared at once."""
    node: Expr = Input("a")
    for _ in range(100):
        node = Add((node, node))
    one = pk.Computed(node)
    assert alike(one, pickled(one))
    assert shared_memo(one) is shared_memo(pickled(one))


def test_a_card_without_end_is_not_kept() -> None:
    """What is kept after a card is gone is bounded in size as well as in number."""
    rows = tuple((Fraction(place), Fraction(1)) for place in range(1, 12_000))
    rule = noted(rows)
    assert shared_memo(rule) is not shared_memo(rule)


def test_steps_of_an_expression_are_told_apart() -> None:
    """A program keeps a rounding to 1% beside one to 0.01, and an exponent of 50% beside 1/2."""
    a = Input("a")
    one = Add((Round(a, "1%"), Round(a, "0.01"), Power(a, "50%"), Power(a, "1/2")))
    assert len(Program(one).steps) == 6


def test_a_function_that_is_cached_as_spelled() -> None:
    """Its result for 12% is not given for 0.12, by position or by name."""
    written = cached_as_spelled(lambda number, more=None: (type(number), more))
    twelve = Fraction(12, 100)
    assert written(Percentage(twelve)) == (Percentage, None)
    assert written(twelve) == (Fraction, None)
    assert written(twelve, more=twelve) is written(Fraction(12, 100), more=Fraction(12, 100))
