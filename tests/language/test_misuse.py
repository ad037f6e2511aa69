"""What Python would do with an expression at once is refused, with what a rule writes instead."""

import math
from collections.abc import Callable

import pytest
from attrs import frozen

import perfkpi as pk
from perfkpi.language import Input

A = Input("a")

DECIDED: list[Callable[[], object]] = [
    lambda: bool(A),
    lambda: A and 1,
    lambda: not A,
    lambda: A > 3,
    lambda: A >= 3,
    lambda: A < 3,
    lambda: A <= 3,
    lambda: 0 < A < 3,
    lambda: min(A, 100),
    lambda: max(100, A),
]
COMPUTED: list[Callable[[], object]] = [
    lambda: round(A, 2),
    lambda: A**2,
    lambda: 2**A,
    lambda: abs(A),
    lambda: int(A),
    lambda: float(A),
    lambda: math.sqrt(A),
    lambda: math.trunc(A),
    lambda: math.floor(A),
    lambda: math.ceil(A),
]


@pytest.mark.parametrize(
    ("ask", "way_out"),
    [*((ask, "Choose(value, [Edge(Const(60))]") for ask in DECIDED), *((ask, "Round(...)") for ask in COMPUTED)],
    ids=range(len(DECIDED) + len(COMPUTED)),
)
def test_python_decides_nothing_about_an_expression(ask: Callable[[], object], way_out: str) -> None:
    """The refusal is typed and tells in both languages what to write."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        ask()
    assert caught.value.code is pk.errors.Code.EXPRESSION
    assert way_out in caught.value.en
    assert way_out in caught.value.zh


def test_expressions_are_compared_and_looked_up() -> None:
    """Being the same is known at once."""
    assert Input("a") == A
    assert Input("b") != A
    assert A in {A: 1}
    assert [Input("b"), A].index(Input("a")) == 1


@frozen
class Passed(pk.Scoring):
    """A rule of one's own with Python's ``if``."""

    def express(self, value: pk.Expr) -> pk.Expr:
        """Everybody would have passed."""
        return value or value * 0


def test_an_own_rule_with_pythons_if_is_refused_with_its_card() -> None:
    """Before anybody is scored."""
    item = pk.Indicator(code="k", name="k", formula=pk.Actual("a"), scoring=Passed())
    with pytest.raises(pk.errors.DefinitionError, match="Python's if"):
        pk.Scorecard(code="c", name="c", items=[(item, 100)])
