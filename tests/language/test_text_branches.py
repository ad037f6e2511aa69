"""Conditions of a text formula one by one: what they ask, which brackets they need, and how a choice prints."""

from fractions import Fraction
from itertools import product

import pytest

from perfkpi.language import Add, Belongs, Choose, Const, Edge, Expr, Input
from perfkpi.language.grammar import parse
from perfkpi.language.printing import unparse
from perfkpi.meanings.exact import Exact

A, B = Input("a"), Input("b")
ZERO, ONE, TWO, THREE = map(Const, range(4))
PYTHON = {"=": "==", "<>": "!="}
FIGURES = list(product((-1, 0, 1, 2), (0, 1)))


def worth(expression: Expr, a: int, b: int) -> Fraction:
    """What an expression is worth for two figures."""
    value = expression.fold(Exact({"a": (a, 1), "b": (b, 1)}))
    assert isinstance(value, tuple)
    return Fraction(*value)


def asks(text: str, python: str) -> bool:
    """Whether a condition is met exactly where Python says so, whatever is chosen by it."""
    branches = ("2, 3", "a + 7, b - 7", "1, 0", "0, 1")
    expressions = [parse(f"if({text}, {each})").expression for each in branches]
    for a, b in FIGURES:
        met = eval(python, {"__builtins__": {"max": max}, "a": a, "b": b})  # noqa: S307  # the test's own text, as the oracle
        expected = ((2, 3), (a + 7, b - 7), (1, 0), (0, 1))
        if [worth(each, a, b) for each in expressions] != [chosen[0 if met else 1] for chosen in expected]:
            return False
    return True


COMPARISONS = [
    f"{left} {sign} {right}" for sign in (">=", ">", "<=", "<", "=", "!=") for left, right in ("a1", "1a", "ab")
]


def in_python(text: str) -> str:
    """The same comparisons in Python."""
    return " ".join(PYTHON.get(word, word) for word in text.split(" "))


@pytest.mark.parametrize("text", COMPARISONS)
def test_a_comparison_asks_what_its_sign_says(text: str) -> None:
    """On either side of a number and on it; brackets around it change nothing."""
    for spelled in (text, f"({text})", f"(({text}))"):
        assert asks(spelled, in_python(text))


@pytest.mark.parametrize(
    "form",
    [
        "{0} and {1}",
        "{0} or {1}",
        "{0} and {1} and {2}",
        "{0} or {1} or {2}",
        "{0} or {1} and {2}",
        "{0} and {1} or {2}",
        "({0} or {1}) and {2}",
        "{0} and ({1} or {2})",
        "(({0}) or ({1} and {2}))",
        "({0} and {1}) and {2}",
    ],
)
def test_words_join_conditions_as_in_python(form: str) -> None:
    """``and`` binds closer than ``or``, brackets bind closest."""
    for first, second, third in (
        ("a >= 1", "b = 1", "a < 0"),
        ("a != 1", "a <= 1", "b > 0"),
        ("b < 1", "a > 1", "a = b"),
    ):
        text = form.format(first, second, third)
        assert asks(text, in_python(text)), text


ROWS = ("0 <= a < 2", "2 > a >= b", "0 < a <= 1", "-1 <= a <= b <= 1", "a = b", "b < a < 2 and b = 1")


@pytest.mark.parametrize("text", ROWS)
def test_signs_in_a_row_ask_all(text: str) -> None:
    """Each value is compared with the next."""
    assert asks(text, in_python(text))


VALUES = {
    "(a + 1) > 1": "(a + 1) > 1",
    "(a + 1) * 2 > (b)": "(a + 1) * 2 > b",
    "((a) + 1 > 1)": "a + 1 > 1",
    "(((a + 1) * (b + 1) > 1) and (a) < 2)": "(a + 1) * (b + 1) > 1 and a < 2",
    "(a) + (b) > 1": "a + b > 1",
    "(if(a > 1, 1, 0)) > 0": "a > 1",
    "(b + if(a > 1, 1, 0)) > 0": "b + (1 if a > 1 else 0) > 0",
    "((if(a > 1, 1, 0))) + b > 0": "b + (1 if a > 1 else 0) > 0",
    "(max(if((a > 1), 1, 0), (b))) > 0": "max(1 if a > 1 else 0, b) > 0",
    "(max((b), if(a > 1, 1, 0)) + 1 > 1)": "max(1 if a > 1 else 0, b) > 0",
    "(MAX((IF(a > 1, 1, 0)), b) - 1) >= 0": "max(1 if a > 1 else 0, b) > 0",
    "(if(a > 1, 1, 0) > b)": "(1 if a > 1 else 0) > b",
    "if(a > 1, 1, 0) > b": "(1 if a > 1 else 0) > b",
    "if(a > 1 and b > 0, 1, 0) = 1 or b > a": "(a > 1 and b > 0) or b > a",
}


@pytest.mark.parametrize("text", VALUES)
def test_a_bracket_holds_a_value_or_a_condition(text: str) -> None:
    """A comparison inside of a function is that function's own."""
    assert asks(text, VALUES[text])


def test_a_name_with_a_bracket_is_a_name_in_a_condition() -> None:
    """Also where the bracket around it is one around a condition."""
    name = Input("净收益(亏损)")
    expected = Choose(name, (Edge(ONE, Belongs.BELOW),), (THREE, TWO))
    for text in ("净收益(亏损) > 1", "(净收益(亏损) > 1)", "(净收益(亏损)) > 1"):
        assert parse(f"if({text}, 2, 3)").expression == expected


def equal(on: Expr, at: Expr, here: Expr, beside: Expr) -> Choose:
    """One thing on a number, another beside it."""
    return Choose(on, (Edge(at), Edge(at, Belongs.BELOW)), (beside, here, beside))


def above(on: Expr, at: Expr, belongs: Belongs, met: Expr, otherwise: Expr) -> Choose:
    """One thing from an edge on, another below it."""
    return Choose(on, (Edge(at, belongs),), (otherwise, met))


MORE_A = above(A, ONE, Belongs.BELOW, ONE, ZERO)
LEAST_B = above(B, TWO, Belongs.ABOVE, ONE, ZERO)
LESS_B = above(B, TWO, Belongs.ABOVE, ZERO, ONE)
SAME = equal(A, B, ONE, ZERO)
OTHER = equal(A, B, ZERO, ONE)

PRINTED: dict[str, Expr] = {
    "if(a >= 1, b, 3)": above(A, ONE, Belongs.ABOVE, B, THREE),
    "if(a > 1, b, 3)": above(A, ONE, Belongs.BELOW, B, THREE),
    "if(a = b, 2, 3)": equal(A, B, TWO, THREE),
    "if(a = b, 0, 1)": OTHER,
    "if(a + 1 >= b * 2, 1, 2)": above(Add((A, ONE)), B * TWO, Belongs.ABOVE, ONE, TWO),
    "if(a = b, a, 3)": above(SAME, ONE, Belongs.ABOVE, A, THREE),
    "if(a != b, a, 3)": above(OTHER, ONE, Belongs.ABOVE, A, THREE),
    "if(if(a = b, 1, 0) >= 1, 2, 3)": above(SAME, ONE, Belongs.ABOVE, TWO, THREE),
    "if(if(a = b, 1, 0) >= 2, a, 3)": above(SAME, TWO, Belongs.ABOVE, A, THREE),
    "if(if(a = b, 1, 0) > 1, a, 3)": above(SAME, ONE, Belongs.BELOW, A, THREE),
    "if(if(a = b, 1, 0) >= b, a, 3)": above(SAME, B, Belongs.ABOVE, A, THREE),
    "if(if(a = b, 2, 0) >= 1, a, 3)": above(equal(A, B, TWO, ZERO), ONE, Belongs.ABOVE, A, THREE),
    "if(if(a > 1, 1, 0) >= 1, a, 3)": above(MORE_A, ONE, Belongs.ABOVE, A, THREE),
    "if(a > 1 and b >= 2, 2, 3)": above(MORE_A + LEAST_B, TWO, Belongs.ABOVE, TWO, THREE),
    "if(a > 1 or b >= 2, 2, 3)": above(MORE_A + LEAST_B, ONE, Belongs.ABOVE, TWO, THREE),
    "if(a > 1 or b < 2 or a = b, a, b)": above(Add((MORE_A, LESS_B, SAME)), ONE, Belongs.ABOVE, A, B),
    "if(a != b and b < 2, a, b)": above(Add((OTHER, LESS_B)), TWO, Belongs.ABOVE, A, B),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) >= 0, 2, 3)": above(MORE_A + LEAST_B, ZERO, Belongs.ABOVE, TWO, THREE),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) > 1, 2, 3)": above(MORE_A + LEAST_B, ONE, Belongs.BELOW, TWO, THREE),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) >= b, 2, 3)": above(MORE_A + LEAST_B, B, Belongs.ABOVE, TWO, THREE),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) + if(a = b, 1, 0) >= 2, 2, 3)": above(
        Add((MORE_A, LEAST_B, SAME)), TWO, Belongs.ABOVE, TWO, THREE
    ),
    "if(if(a > 1, 1, 0) + b >= 1, 2, 3)": above(MORE_A + B, ONE, Belongs.ABOVE, TWO, THREE),
    "if((a > 1 and b < 2) or a = b, 2, 3)": above(
        Add((above(Add((MORE_A, LESS_B)), TWO, Belongs.ABOVE, ONE, ZERO), SAME)), ONE, Belongs.ABOVE, TWO, THREE
    ),
    "if((a > 1 or b < 2) and (a = b or b < 2), a, 3)": above(
        Add(
            (
                above(Add((MORE_A, LESS_B)), ONE, Belongs.ABOVE, ONE, ZERO),
                above(Add((SAME, LESS_B)), ONE, Belongs.ABOVE, ONE, ZERO),
            )
        ),
        TWO,
        Belongs.ABOVE,
        A,
        THREE,
    ),
    "if(not(a > 1 or b < 2) or a > 1, 2, 3)": above(
        Add((above(Add((MORE_A, LESS_B)), ONE, Belongs.ABOVE, ZERO, ONE), MORE_A)), ONE, Belongs.ABOVE, TWO, THREE
    ),
    "if(if(a > 1, 1, 0) - if(b >= 2, 1, 0) >= 1, 2, 3)": above(MORE_A - LEAST_B, ONE, Belongs.ABOVE, TWO, THREE),
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_choice_prints_as_the_condition_that_it_is(text: str) -> None:
    """In as few words as read back the same: conditions by their words, other numbers as numbers."""
    assert unparse(PRINTED[text]) == text
    assert parse(text).expression == PRINTED[text]


def test_a_single_term_is_a_sum_of_one() -> None:
    """No word joins a single condition; what no text can say still prints as its value."""
    alone = above(Add((MORE_A,)), ONE, Belongs.ABOVE, TWO, THREE)
    assert unparse(alone) == "if(if(a > 1, 1, 0) >= 1, 2, 3)"


TERMS = (MORE_A, LEAST_B, LESS_B, above(A, ONE, Belongs.BELOW, ZERO, ONE), SAME, OTHER, equal(A, B, TWO, ZERO), ONE)


def test_whatever_is_chosen_by_two_conditions_reads_back() -> None:
    """Every pair of terms, needed or not, with names and with numbers to choose from."""
    for first, second, needed in product(TERMS, TERMS, (ONE, TWO)):
        for met, otherwise in ((A, B), (ONE, ZERO)):
            choice = above(Add((first, second)), needed, Belongs.ABOVE, met, otherwise)
            assert parse(unparse(choice)).expression == choice


NOT_AN_EQUALITY = {
    "two places": Choose(A, (Edge(ONE), Edge(TWO, Belongs.BELOW)), (ZERO, ONE, ZERO)),
    "two sides": Choose(A, (Edge(B), Edge(B, Belongs.BELOW)), (ZERO, ONE, TWO)),
    "both from above": Choose(A, (Edge(B), Edge(B)), (ZERO, ONE, ZERO)),
    "both from below": Choose(A, (Edge(B, Belongs.BELOW), Edge(B, Belongs.BELOW)), (ZERO, ONE, ZERO)),
    "a name on it": equal(A, B, A, ONE),
    "a name beside it": equal(A, B, ONE, A),
    "three edges": Choose(A, (Edge(B), Edge(B, Belongs.BELOW), Edge(B)), (ZERO, ONE, ZERO, ZERO)),
}


@pytest.mark.parametrize("name", NOT_AN_EQUALITY)
def test_tiers_are_no_equality(name: str) -> None:
    """Only a number on one place and another beside it is; not inside of a condition either."""
    for choice in (NOT_AN_EQUALITY[name], above(NOT_AN_EQUALITY[name], ONE, Belongs.ABOVE, A, B)):
        with pytest.raises(ValueError, match="no form in the text grammar"):
            unparse(choice)
