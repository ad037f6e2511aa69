"""Conditions of a text formula one by one: what they ask, which brackets they need, and how a choice prints."""

from fractions import Fraction
from itertools import product

import pytest
from evaluated import evaluated

from perfkpi.language import (
    Add,
    All,
    Any,
    Choose,
    Compare,
    Const,
    Edge,
    EdgeSide,
    Expr,
    If,
    Input,
    Kind,
    Match,
    Named,
    Not,
    Power,
    Relation,
    Role,
    choice,
    opposite,
)
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.unparser import unparse

A, B = Input("a"), Input("b")
ZERO, ONE, TWO, THREE = map(Const, range(4))
PYTHON = {"=": "==", "<>": "!="}
FIGURES = list(product((-1, 0, 1, 2), (0, 1)))


def worth(expression: Expr, a: int, b: int) -> Fraction:
    """What an expression is worth for two figures."""
    value = evaluated(expression, {"a": a, "b": b})
    assert isinstance(value, Fraction)
    return value


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
    expected = Choose(name, (Edge(ONE, EdgeSide.BELOW),), (THREE, TWO))
    for text in ("净收益(亏损) > 1", "(净收益(亏损) > 1)", "(净收益(亏损)) > 1"):
        assert parse(f"if({text}, 2, 3)").expression == expected


def equal(on: Expr, at: Expr, here: Expr, beside: Expr) -> Choose:
    """One thing on a number, another beside it."""
    return Choose(on, (Edge(at), Edge(at, EdgeSide.BELOW)), (beside, here, beside))


def above(on: Expr, at: Expr, belongs: EdgeSide, met: Expr, otherwise: Expr) -> Choose:
    """One thing from an edge on, another below it."""
    return Choose(on, (Edge(at, belongs),), (otherwise, met))


MORE_A = above(A, ONE, EdgeSide.BELOW, ONE, ZERO)
LEAST_B = above(B, TWO, EdgeSide.ABOVE, ONE, ZERO)
SAME = equal(A, B, ONE, ZERO)
OTHER = equal(A, B, ZERO, ONE)

IS_MORE_A = Compare(A, Relation.MORE_THAN, ONE)
IS_LEAST_B = Compare(B, Relation.AT_LEAST, TWO)
IS_LESS_B = Compare(B, Relation.LESS_THAN, TWO)
IS_SAME = Compare(A, Relation.EQUAL, B)
IS_OTHER = Compare(A, Relation.UNEQUAL, B)

PRINTED: dict[str, Expr] = {
    "if(a >= 1, b, 3)": above(A, ONE, EdgeSide.ABOVE, B, THREE),
    "if(a > 1, b, 3)": above(A, ONE, EdgeSide.BELOW, B, THREE),
    "if(a = b, 2, 3)": equal(A, B, TWO, THREE),
    "if(a = b, 0, 1)": OTHER,
    "if(a + 1 >= b * 2, 1, 2)": above(Add((A, ONE)), B * TWO, EdgeSide.ABOVE, ONE, TWO),
    "if(a = b, a, 3)": If(IS_SAME, A, THREE),
    "if(a != b, a, 3)": If(IS_OTHER, A, THREE),
    "if(if(a = b, 1, 0) >= 1, a, 3)": above(SAME, ONE, EdgeSide.ABOVE, A, THREE),
    "if(if(a = b, 1, 0) >= b, a, 3)": above(SAME, B, EdgeSide.ABOVE, A, THREE),
    "if(if(a = b, 2, 0) >= 1, a, 3)": above(equal(A, B, TWO, ZERO), ONE, EdgeSide.ABOVE, A, THREE),
    "if(if(a > 1, 1, 0) >= 1, a, 3)": above(MORE_A, ONE, EdgeSide.ABOVE, A, THREE),
    "if(a > 1 and b >= 2, 2, 3)": If(All((IS_MORE_A, IS_LEAST_B)), TWO, THREE),
    "if(a > 1 or b >= 2, 2, 3)": If(Any((IS_MORE_A, IS_LEAST_B)), TWO, THREE),
    "if(a > 1 or b < 2 or a = b, a, b)": If(Any((IS_MORE_A, IS_LESS_B, IS_SAME)), A, B),
    "if(a != b and b < 2, a, b)": If(All((IS_OTHER, IS_LESS_B)), A, B),
    "if(a <= 1 and b < 2, a, b)": If(All((opposite(IS_MORE_A), IS_LESS_B)), A, B),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) >= 2, 2, 3)": above(MORE_A + LEAST_B, TWO, EdgeSide.ABOVE, TWO, THREE),
    "if(if(a > 1, 1, 0) + if(b >= 2, 1, 0) >= 1, 2, 3)": above(MORE_A + LEAST_B, ONE, EdgeSide.ABOVE, TWO, THREE),
    "if((a > 1 and b < 2) or a = b, 2, 3)": If(Any((All((IS_MORE_A, IS_LESS_B)), IS_SAME)), TWO, THREE),
    "if((a > 1 or b < 2) and (a = b or b < 2), a, 3)": If(
        All((Any((IS_MORE_A, IS_LESS_B)), Any((IS_SAME, IS_LESS_B)))), A, THREE
    ),
    "if(not(a > 1 or b < 2) or a > 1, 2, 3)": If(Any((Not(Any((IS_MORE_A, IS_LESS_B))), IS_MORE_A)), TWO, THREE),
    "if(if(a > 1, 1, 0) - if(b >= 2, 1, 0) >= 1, 2, 3)": above(MORE_A - LEAST_B, ONE, EdgeSide.ABOVE, TWO, THREE),
    "if(a > 1 and b >= 2, 2, 3)^2": Power(If(All((IS_MORE_A, IS_LEAST_B)), TWO, THREE), 2),
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_choice_prints_as_the_condition_that_it_is(text: str) -> None:
    """In as few words as read back the same: conditions by their words, other numbers as numbers."""
    assert unparse(PRINTED[text]) == text
    assert parse(text).expression == PRINTED[text]


def test_marks_are_not_printed_in_conditions() -> None:
    """Neither around a condition nor around several."""
    marked = Named(Role.CONDITION, "x", All((Named(Role.CONDITION, "y", IS_MORE_A), IS_LESS_B)))
    assert unparse(If(marked, TWO, THREE)) == "if(a > 1 and b < 2, 2, 3)"
    assert unparse(If(Any((marked, IS_SAME)), TWO, THREE)) == "if((a > 1 and b < 2) or a = b, 2, 3)"


TERMS = (IS_MORE_A, IS_LEAST_B, IS_LESS_B, opposite(IS_MORE_A), IS_SAME, IS_OTHER)


def test_whatever_is_chosen_by_two_conditions_reads_back() -> None:
    """Every pair of terms, joined by either word, turned round or not, with names and with numbers to choose from."""
    for first, second, joined in product((*TERMS, All(TERMS[:2]), Not(Any(TERMS[2:4]))), TERMS, (All, Any)):
        for met, otherwise in ((A, B), (ONE, ZERO)):
            chosen = If(joined((first, second)), met, otherwise)
            assert parse(unparse(chosen)).expression == chosen
            turned = parse(f"if(not({unparse(chosen)[3:].rsplit(',', 2)[0]}), {unparse(met)}, {unparse(otherwise)})")
            assert turned.expression == If(chosen.condition, otherwise, met)


def test_a_choice_by_one_comparison_is_one_by_the_interval() -> None:
    """It prints as the comparison, and reads back as the branches of an interval."""
    for condition in TERMS[:4]:
        chosen = If(condition, A, B)
        assert parse(unparse(chosen)).expression == choice(condition, A, B)
        assert isinstance(choice(condition, A, B), Choose)
        assert choice(Not(condition), A, B) == choice(condition, B, A)
    assert unparse(If(Not(IS_MORE_A), A, B)) == "if(not(a > 1), a, b)"


NOT_A_CONDITION: dict[str, Expr] = {
    "a category": Match(Input("grade", kind=Kind.CATEGORY), (("x", ONE),), ZERO),
    "a number": ONE,
    "one alone": All((IS_MORE_A,)),
    "one of several": Any((IS_MORE_A, ONE)),
    "what is no condition, turned round": Not(ONE),
}


@pytest.mark.parametrize("name", NOT_A_CONDITION)
def test_not_every_condition_has_words(name: str) -> None:
    """What no text can say is no text, and neither is a condition that is no choice."""
    for each in (If(NOT_A_CONDITION[name], A, B), IS_MORE_A, All((IS_MORE_A, IS_LESS_B)), Not(IS_MORE_A)):
        with pytest.raises(ValueError, match="no form in the text grammar"):
            unparse(each)


NOT_AN_EQUALITY = {
    "two places": Choose(A, (Edge(ONE), Edge(TWO, EdgeSide.BELOW)), (ZERO, ONE, ZERO)),
    "two sides": Choose(A, (Edge(B), Edge(B, EdgeSide.BELOW)), (ZERO, ONE, TWO)),
    "both from above": Choose(A, (Edge(B), Edge(B)), (ZERO, ONE, ZERO)),
    "both from below": Choose(A, (Edge(B, EdgeSide.BELOW), Edge(B, EdgeSide.BELOW)), (ZERO, ONE, ZERO)),
    "a name on it": equal(A, B, A, ONE),
    "a name beside it": equal(A, B, ONE, A),
    "three edges": Choose(A, (Edge(B), Edge(B, EdgeSide.BELOW), Edge(B)), (ZERO, ONE, ZERO, ZERO)),
}


@pytest.mark.parametrize("name", NOT_AN_EQUALITY)
def test_tiers_are_no_equality(name: str) -> None:
    """Only a number on one place and another beside it is; not inside of a condition either."""
    for tiers in (NOT_AN_EQUALITY[name], above(NOT_AN_EQUALITY[name], ONE, EdgeSide.ABOVE, A, B)):
        with pytest.raises(ValueError, match="no form in the text grammar"):
            unparse(tiers)
