"""Python's own ``if`` and comparisons cannot ask an expression: it stands for a figure that is not known yet."""

from collections.abc import Callable

import pytest

import perfkpi as pk
from perfkpi.language import Const, Input

A = Input("a")
ASKED: dict[str, Callable[[], object]] = {
    "if": lambda: 100 if A else 0,
    "not": lambda: not A,
    "and": lambda: A and A,
    "or": lambda: A or 5,
    "less": lambda: A < 1,
    "at most": lambda: A <= 1,
    "more": lambda: Const(1) < A,
    "at least": lambda: 60 <= A,  # noqa: SIM300  # the number may stand on either side
    "max": lambda: max(A, 60),
    "min": lambda: min(60, A),
    "sorted": lambda: sorted([A, Const(1)]),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_expression_is_no_answer(name: str) -> None:
    """The choice would be made once, for everybody; the error says what to write instead."""
    with pytest.raises(pk.DefinitionError, match=r"Python's if.*Choose\(value, .*Max\(\(a, b\)\)") as caught:
        ASKED[name]()
    assert caught.value.code is pk.Code.EXPRESSION
    assert "Python 的 if" in caught.value.zh


def test_equal_expressions_are_equal() -> None:
    """Being the same rule is no question about figures."""
    assert Input("a") == A
    assert Input("b") != A
