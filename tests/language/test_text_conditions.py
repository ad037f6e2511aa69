"""``if`` in text formulas: against Python's own reading, back and forth, in the spellings of a Chinese keyboard."""

from fractions import Fraction

import pytest
from evaluated import worth
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.errors import Code, GrammarError
from perfkpi.language import (
    Choose,
    Const,
    Edge,
    EdgeSide,
    Expr,
    Input,
    Round,
    RoundingMode,
    Status,
)
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.token_stream import MAX_NESTING
from perfkpi.language.parsing.unparser import unparse

A, B = Input("a"), Input("b")
SIGNS = (">=", ">", "<=", "<", "=", "!=")
PYTHON = {"=": "==", "≥": ">=", "≤": "<="}
Pair = tuple[str, str]
"""A formula of ours, and the same in Python."""


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> Pair:
    """Comparisons of small numbers, joined and bracketed."""
    if depth and draw(st.booleans()):
        word = draw(st.sampled_from(("and", "or")))
        parts = draw(st.lists(conditions(depth - 1), min_size=2, max_size=3))
        return tuple(f" {word} ".join(f"({part[side]})" for part in parts) for side in (0, 1))
    sides = [draw(values(depth - 1 if depth else 0)) for _ in range(2)]
    sign = draw(st.sampled_from(SIGNS))
    return f"{sides[0][0]} {sign} {sides[1][0]}", f"({sides[0][1]}) {PYTHON.get(sign, sign)} ({sides[1][1]})"


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> Pair:
    """Names, numbers and sums, and choices among them."""
    kind = draw(st.integers(0, 4 if depth > 0 else 2))
    if kind <= 1:
        atom = draw(st.sampled_from(("a", "b", "0", "1", "2")))
        return atom, atom
    if kind == 2:
        text = f"({draw(st.sampled_from('ab'))} + {draw(st.integers(-2, 2))})"
        return text, text
    condition, met, otherwise = draw(conditions(depth - 1)), draw(values(depth - 1)), draw(values(depth - 1))
    return (
        f"if({condition[0]}, {met[0]}, {otherwise[0]})",
        f"(({met[1]}) if {condition[1]} else ({otherwise[1]}))",
    )


@given(values(3), st.integers(-3, 3), st.integers(-3, 3))
def test_choices_are_read_as_python_reads_them(pair_of_texts: Pair, a: int, b: int) -> None:
    """Comparisons, and, or, brackets and nested choices mean what they mean in Python."""
    text, python = pair_of_texts
    expected = eval(python, {"__builtins__": {}, "a": a, "b": b})  # noqa: S307  # the test's own text, as the oracle
    assert worth(parse(text).expression, a=a, b=b) == expected


@given(values(3))
def test_what_is_printed_reads_back_as_the_same_choice(pair_of_texts: Pair) -> None:
    """Printing a choice loses nothing, and prints itself again."""
    expression = parse(pair_of_texts[0]).expression
    printed = unparse(expression)
    assert parse(printed).expression == expression
    assert unparse(parse(printed).expression) == printed


@st.composite
def choices(draw: st.DrawFn) -> Expr:
    """Choices that no text wrote, of one edge, of an equality, and of counted conditions."""
    atoms = st.sampled_from((A, B, Const(0), Const(1), Const(2), Const("-0.5")))
    sides = st.sampled_from(EdgeSide)

    def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        numbers = st.sampled_from((Const(0), Const(1), Const(3)))
        term = st.builds(
            lambda on, at, side, flip: Choose(on, (Edge(at, side),), (Const(flip), Const(1 - flip))),
            inner,
            inner,
            sides,
            st.integers(0, 1),
        )
        equal = st.builds(
            lambda on, at, here, beside: Choose(on, (Edge(at), Edge(at, EdgeSide.BELOW)), (beside, here, beside)),
            inner,
            inner,
            numbers,
            numbers,
        )
        counted = st.builds(
            lambda first, second, needed, below, above: Choose(first + second, (Edge(Const(needed)),), (below, above)),
            term | equal,
            term | equal,
            st.integers(0, 3),
            inner,
            inner,
        )
        plain = st.builds(
            lambda on, at, side, below, above: Choose(on, (Edge(at, side),), (below, above)),
            inner | equal,
            inner,
            sides,
            inner,
            inner,
        )
        return plain | equal | counted | term

    return draw(st.recursive(atoms, larger, max_leaves=6))


@given(choices())
def test_any_choice_between_two_can_be_printed_and_read_back(expression: Expr) -> None:
    """Also what nobody would type survives."""
    assert parse(unparse(expression)).expression == expression


SPELLINGS = {
    "if(a >= 1, 2, 3)": ("if(a ≥ 1, 2, 3)", "IF（ａ＞＝１，２，３）", "if(a≧1,2,3)", "if(a⩾1, 2, 3)"),
    "if(a <= 1, 2, 3)": ("if(a ≤ 1, 2, 3)", "if(a＜＝1, 2, 3)", "if(a≦1,2,3)", "if(a⩽1, 2, 3)"),
    "if(a > 1, 2, 3)": ("if(a＞1, 2, 3)", "if((a > 1), 2, 3)", "if(((a > 1)), 2, 3)"),
    "if(a < 1, 2, 3)": ("if(a＜1, 2, 3)",),
    "if(a = 1, 2, 3)": ("if(a == 1, 2, 3)", "if(a＝1, 2, 3)"),
    "if(a != 1, 2, 3)": ("if(a ≠ 1, 2, 3)", "if(a <> 1, 2, 3)", "if(a！＝1, 2, 3)"),
    "if(a > 1 and b > 1, 2, 3)": ("if(a > 1 且 b > 1, 2, 3)", "if(a > 1 并且 b > 1, 2, 3)", "if(a>1 AND b>1,2,3)"),
    "if(a > 1 or b > 1, 2, 3)": ("if(a > 1 或 b > 1, 2, 3)", "if(a > 1 或者 b > 1, 2, 3)", "if((a>1)或(b>1),2,3)"),
    "if(1 <= a and a < 3, 2, 3)": ("if(1 <= a < 3, 2, 3)", "if(1 ≤ a ＜ 3, 2, 3)"),
    "if((a > 1 and b > 1) or b < 0, 2, 3)": ("if(a > 1 and b > 1 or b < 0, 2, 3)",),
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_is_the_same_choice(text: str) -> None:
    """Signs and words of either language, wide or not, chains and brackets."""
    for spelling in SPELLINGS[text]:
        assert parse(spelling).expression == parse(text).expression


def test_a_choice_knows_its_edge() -> None:
    """The threshold belongs where the sign says."""
    for sign, side in ((">=", EdgeSide.ABOVE), (">", EdgeSide.BELOW)):
        assert parse(f"if(a {sign} b, 2, 3)").expression == Choose(A, (Edge(B, side),), (Const(3), Const(2)))
    assert parse("if(a <= b, 2, 3)").expression == Choose(A, (Edge(B, EdgeSide.BELOW),), (Const(2), Const(3)))


def test_an_equality_is_exact() -> None:
    """A third is a third, whatever it is computed from."""
    expression = parse("if(a / 3 = b / 9, 1, 0)").expression
    assert worth(expression, a=1, b=3) == 1
    assert worth(expression, a=1, b=Fraction("2.999999999999999999")) == 0


def test_numbers_that_are_chosen_are_no_conditions() -> None:
    """A sum of choices between other numbers than 1 and 0 is a sum, not conditions joined by a word."""
    text = "if(if(a > 1, 2, 3) + if(b > 1, 1, 0) >= 1, 5, 6)"
    assert unparse(parse(text).expression) == text


def test_what_is_not_chosen_does_not_matter() -> None:
    """A branch that divides by 0 harms nobody who does not take it; a condition without an answer decides nothing."""
    assert worth(parse("if(b != 0, a / b, 0)").expression, a=1, b=0) == 0
    for text in ("if(a / b > 1 and a > 5, 1, 0)", "if(a > 5 and a / b > 1, 1, 0)", "if(a > 0 or a / b > 1, 1, 0)"):
        assert worth(parse(text).expression, a=1, b=0) == (Status.UNDEFINED, "zero-denominator")


def test_a_measure_of_the_name_of_a_word_is_quoted() -> None:
    """Words that join are no names; quoted they are, and a name that merely holds one is a name."""
    assert [node.name for node in parse('"and" + 「或」 + 「if」').expression.inputs()] == ["and", "或", "if"]
    assert unparse(parse('"and" + 「或」').expression) == '"and" + "或"'
    assert parse("或有负债 / 并购额 + order").expression == Input("或有负债") / Input("并购额") + Input("order")


def test_percent_signs_in_a_condition() -> None:
    """``×100%`` is a factor of 1 there, and reported; 90% is 0.9."""
    parsed = parse("if(a/b×100% >= 90%, 1, 0)")
    assert parsed.expression == Choose(A / B, (Edge(Const("0.9")),), (Const(0), Const(1)))
    assert not parsed.percent
    assert [reading.code for reading in parsed.readings] == ["percent-inside"]


def test_many_cases_stay_small() -> None:
    """A long list of equalities neither grows in the reading nor in the printing."""
    text = "0"
    for case in range(40):
        text = f"if(a = {case}, b + {case}, {text})"
    expression = parse(text).expression
    assert len(unparse(expression)) < 2 * len(text)
    assert worth(expression, a=7, b=100) == 107


LIMITS = {
    "nesting of conditions": "if(" + "(" * MAX_NESTING + "a > 1" + ")" * MAX_NESTING + ", 1, 0)",
    "nesting of choices": "if(a > 1, 0, " * (MAX_NESTING + 1) + "1" + ")" * (MAX_NESTING + 1),
    "operations": "if(" + " and ".join(["a > 1"] * 170) + ", 1, 0)",
}


@pytest.mark.parametrize("name", LIMITS)
def test_every_size_is_bounded(name: str) -> None:
    """Conditions and choices count as brackets and operations do."""
    with pytest.raises(GrammarError) as caught:
        parse(LIMITS[name])
    assert caught.value.code is Code.GRAMMAR_LIMIT


ROUNDINGS = {
    "round_half_up": (RoundingMode.HALF_UP, "2.5", "-2.5"),
    "round_half_down": (RoundingMode.HALF_DOWN, "2.4", "-2.4"),
    "round_half_even": (RoundingMode.HALF_EVEN, "2.4", "-2.4"),
    "round_away_from_zero": (RoundingMode.UP, "2.5", "-2.5"),
    "round_towards_zero": (RoundingMode.DOWN, "2.4", "-2.4"),
    "round_up": (RoundingMode.CEILING, "2.5", "-2.4"),
    "round_down": (RoundingMode.FLOOR, "2.4", "-2.5"),
}


@pytest.mark.parametrize("name", ROUNDINGS)
def test_a_rounding_may_name_its_mode(name: str) -> None:
    """2.45 and -2.45 at one place; half-up is what ``round`` does."""
    mode, above, below = ROUNDINGS[name]
    expression = parse(f"{name}(a, 1)").expression
    assert expression == Round(A, "0.1", mode)
    assert unparse(expression) == f"{'round' if name == 'round_half_up' else name}(a, 1)"
    assert worth(expression, a=Fraction("2.45")) == Fraction(above)
    assert worth(expression, a=Fraction("-2.45")) == Fraction(below)
