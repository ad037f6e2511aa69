"""Which brackets a printed formula has: all that its structure needs, and no others."""

from fractions import Fraction

import pytest

from perfkpi.errors import DefinitionError, GrammarError
from perfkpi.language import (
    Add,
    Const,
    Div,
    Expr,
    Floor,
    Input,
    Max,
    Min,
    Mul,
    Named,
    Power,
    Role,
    Round,
    RoundingMode,
    Sign,
    Sub,
)
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.unparser import unparse

A, B = Input("a"), Input("b")
LEAVES: tuple[Expr, ...] = (A, Const(2), Const(-2), Const("0.5"), Const("1/3"), Input("a b"))


def rows(left: Expr, right: Expr) -> tuple[Expr, ...]:
    """Everything that two operands make."""
    return (
        Add((left, right)),
        Sub(left, right),
        Mul((left, right)),
        Div(left, right),
        Min((left, right)),
        Max((left, right, left)),
    )


def powers(base: Expr) -> tuple[Expr, ...]:
    """Powers and roots; and what brackets its argument by itself."""
    return (
        *(Power(base, exponent) for exponent in (2, -1, "1/2", "1/3", "-2/3")),
        Floor(base),
        Round(base, "0.01"),
        Round(base, 100, RoundingMode.DOWN),
    )


SMALL = [*rows(A, B), *rows(Const(-2), A)[2:4], *powers(A), *powers(Const("1/3"))[:2], Add((A, B, A)), Mul((A, B, A))]
LARGER = [
    *(node for leaf in LEAVES for node in (*rows(leaf, A), *rows(A, leaf), *powers(leaf))),
    *(node for inner in SMALL for node in (*rows(inner, A), *rows(A, inner), *powers(inner))),
    *(node for inner in SMALL for node in (Add((A, inner, B)), Mul((A, inner, B)))),
]


def folds(node: Expr) -> bool:
    """Whether the grammar writes a part as one number: a quotient of numbers."""
    quotient = isinstance(node, Div) and isinstance(node.numerator, Const) and isinstance(node.denominator, Const)
    return quotient or any(map(folds, node.children))


def without_brackets(text: str) -> list[str]:
    """The text without each pair of brackets, but for those of a function, a sign or a fraction."""
    found, opened = list[str](), list[int]()
    for at, character in enumerate(text):
        if character == "(":
            opened.append(at)
        elif character == ")":
            start = opened.pop()
            number = text[start + 1] == "-" or text[start + 1 : at] == "1/3"
            called = start > 0 and text[start - 1].isalpha()
            if not called and not number:
                found.append(f"{text[:start]}{text[start + 1 : at]}{text[at + 1 :]}")
    return found


def read(text: str) -> Expr | None:
    """What a text is read as, if it can be."""
    try:
        return parse(text).expression
    except GrammarError:
        return None


def test_every_bracket_that_is_needed_is_printed_and_no_other() -> None:
    """What is printed is read as the same; without any pair of brackets it would not be, except around a number."""
    for expression in LARGER:
        if not folds(expression):
            printed = unparse(expression)
            assert read(printed) == expression, printed
            for text in without_brackets(printed):
                assert read(text) != expression, (printed, text)


PRINTED = {
    "0": Const(0),
    "a + b + 2": Add((A, B, Const(2))),
    "(a + b) + 2": Add((Add((A, B)), Const(2))),
    "a - b + 2": Add((Sub(A, B), Const(2))),
    "a + (b - 2)": Add((A, Sub(B, Const(2)))),
    "a + b - 2": Sub(Add((A, B)), Const(2)),
    "a - b - 2": Sub(Sub(A, B), Const(2)),
    "a - (b - 2)": Sub(A, Sub(B, Const(2))),
    "a * b / 2": Div(Mul((A, B)), Const(2)),
    "a / b / 2": Div(Div(A, B), Const(2)),
    "a / (b * 2)": Div(A, Mul((B, Const(2)))),
    "(a * b) * 2": Mul((Mul((A, B)), Const(2))),
    "a + b * 2": Add((A, Mul((B, Const(2))))),
    "(a + b) * 2": Mul((Add((A, B)), Const(2))),
    "a - (-2)": Sub(A, Const(-2)),
    "a + (-2) * b": Add((A, Mul((Const(-2), B)))),
    "(-2)^2": Power(Const(-2), 2),
    "a^(-1)": Power(A, -1),
    "a^0.5": Power(A, "1/2"),
    "(a^2)^3": Power(Power(A, 2), 3),
    "a + (1/3)": Add((A, Const("1/3"))),
    "max(a, b, 2) / min(a, b)": Div(Max((A, B, Const(2))), Min((A, B))),
    "floor(a + b)^2": Power(Floor(A + B), 2),
    "a + (-2)": Add((A, Named(Role.VALUE, "b", Const(-2)))),
    "a * b": Mul((A, Named(Role.VALUE, "b", B))),
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_formula_is_printed_as_a_person_writes_it(text: str) -> None:
    """Spaces around the signs of a row, none around a power."""
    assert unparse(PRINTED[text]) == text


ROUNDED = {
    mode: name
    for name, mode in {
        "round": RoundingMode.HALF_UP,
        "round_half_down": RoundingMode.HALF_DOWN,
        "round_half_even": RoundingMode.HALF_EVEN,
        "round_away_from_zero": RoundingMode.UP,
        "round_towards_zero": RoundingMode.DOWN,
        "round_up": RoundingMode.CEILING,
        "round_down": RoundingMode.FLOOR,
    }.items()
}


@pytest.mark.parametrize("mode", RoundingMode)
def test_a_rounding_is_printed_by_its_places(mode: RoundingMode) -> None:
    """From 30 zeros before the point to 30 places behind it, and no further."""
    for places in (-30, -2, 0, 1, 30):
        rounding = Round(A, Fraction(10) ** -places, mode)
        assert unparse(rounding) == f"{ROUNDED[mode]}(a, {places})"
        assert read(unparse(rounding)) == rounding
    for step in (Fraction(10) ** 31, Fraction(10) ** -31, Fraction(1, 2)):
        with pytest.raises(DefinitionError, match="Round has no form in the text grammar"):
            unparse(Round(A, step, mode))


NAMES = {
    "a": "a",
    "净利润": "净利润",
    "a b": '"a b"',
    "min": '"min"',
    'the "b"': "'the \"b\"'",
    "\"'": "「\"'」",
    "\"'」": "“\"'」”",
    "\"'「”": "『\"'「”』",
    "5%": '"5%"',
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_plain_is_quoted(name: str) -> None:
    """By the first pair of marks neither of which it holds."""
    assert unparse(Input(name)) == NAMES[name]
    assert read(NAMES[name]) == Input(name)


def test_one_division_that_may_be_negative_has_no_text() -> None:
    """A text says it once for all its divisions."""
    with pytest.raises(DefinitionError, match="one division by what may be negative"):
        unparse(Div(Input("a"), Input("b"), sign=Sign.ANY))
