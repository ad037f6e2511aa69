"""The functions of text formulas: what people paste from a spreadsheet means here what it means there."""

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from evaluated import worth
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.language import (
    Add,
    Coalesce,
    Const,
    Div,
    Expr,
    Floor,
    Input,
    Mul,
    Power,
    Reason,
    Round,
    RoundingMode,
    Sign,
    Status,
    Sub,
    Undefinedness,
)
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.unparser import unparse

A, B, C = Input("a"), Input("b"), Input("c")
Pair = tuple[str, str]
"""A formula of ours, and the same in Python."""


ABSENT = Undefinedness(Status.NOT_MEASURED, (Reason("absent", zh="缺少", en="absent"),))


def rounded(value: Fraction, places: Fraction, whole: Callable[[Fraction], int]) -> Fraction:
    """A size of so many places, which ``whole`` makes of the scaled one, with the sign of the value."""
    scale = Fraction(10) ** int(places)
    return whole(abs(value) * scale) / scale * (-1 if value < 0 else 1)


def half_away_from_zero(value: Fraction, places: Fraction) -> Fraction:
    """What ROUND does in a spreadsheet."""
    return rounded(value, places, lambda size: math.floor(size + Fraction(1, 2)))


def away_from_zero(value: Fraction, places: Fraction) -> Fraction:
    """What ROUNDUP does in a spreadsheet."""
    return rounded(value, places, math.ceil)


def towards_zero(value: Fraction, places: Fraction) -> Fraction:
    """What ROUNDDOWN does in a spreadsheet."""
    return rounded(value, places, math.floor)


SPREADSHEET: dict[str, Callable[..., Fraction]] = {
    "SUM": lambda *values: sum(values, Fraction(0)),
    "AVERAGE": lambda *values: sum(values, Fraction(0)) / len(values),
    "MIN": lambda *values: min(values),
    "MAX": lambda *values: max(values),
    "ABS": abs,
    "INT": lambda value: Fraction(math.floor(value)),
    "MOD": lambda number, divisor: number - divisor * math.floor(number / divisor),
    "ROUND": half_away_from_zero,
    "四舍五入": half_away_from_zero,
    "ROUNDUP": away_from_zero,
    "ROUNDDOWN": towards_zero,
}
ROUNDING = {"ROUND", "四舍五入", "ROUNDUP", "ROUNDDOWN"}
NUMBER_OF_ARGUMENTS = {"MOD": 2, "INT": 1, "ABS": 1} | dict.fromkeys(ROUNDING, 1)
ATOMS = (
    ("a", "a"),
    ("b", "b"),
    ("2", "F(2)"),
    ("0.5", "F('0.5')"),
    ("-3", "F(-3)"),
    ("(a - b)", "(a - b)"),
    ("a * -2", "a * F(-2)"),
    ("b / 4", "b / F(4)"),
)


def spellings(word: str) -> st.SearchStrategy[str]:
    """A word in some mixture of small and capital letters, narrow or wide."""

    def spelled(choices: list[int]) -> str:
        letters = (letter.lower() if choice % 2 else letter for letter, choice in zip(word, choices, strict=True))
        wide = choices[0] > 1
        return "".join(chr(ord(each) + 0xFEE0) if wide and each.isascii() else each for each in letters)

    return st.lists(st.integers(0, 3), min_size=len(word), max_size=len(word)).map(spelled)


@st.composite
def formulas(draw: st.DrawFn, depth: int = 2) -> Pair:
    """Calls of the functions of spreadsheets, one inside another, of names and numbers of either sign."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(ATOMS))
    function = draw(st.sampled_from(sorted(SPREADSHEET)))
    count = NUMBER_OF_ARGUMENTS.get(function) or draw(st.integers(1, 3))
    arguments = [draw(formulas(depth - 1)) for _ in range(count)]
    if function in ROUNDING:
        places = draw(st.integers(-2, 3))
        arguments.append((str(places), f"F({places})"))
    space = draw(st.sampled_from(("", " ")))
    ours, theirs = (", ".join(each[side] for each in arguments) for side in (0, 1))
    return f"{draw(spellings(function))}{space}({ours})", f"{function}({theirs})"


FIGURES = st.fractions(-20, 20, max_denominator=8)


@given(formulas(), FIGURES, FIGURES)
def test_functions_mean_what_they_mean_in_a_spreadsheet(texts: Pair, a: Fraction, b: Fraction) -> None:
    """Signs and rounding as there, in any case and width of letters; a remainder of 0 parts has no value."""
    ours, theirs = texts
    names = {"F": Fraction, "a": a, "b": b, "__builtins__": {}} | SPREADSHEET
    found = worth(parse(ours).expression, a=a, b=b)
    try:
        expected = eval(theirs, names)  # noqa: S307  # the test's own text, as the oracle
    except ZeroDivisionError:
        assert found == (Status.UNDEFINED, "zero-denominator")
    else:
        assert found == expected


@given(formulas(3))
def test_what_functions_make_is_printed_and_reads_back_as_the_same(texts: Pair) -> None:
    """Also where a function became arithmetic; and it prints itself again."""
    expression = parse(texts[0]).expression
    printed = unparse(expression)
    assert parse(printed).expression == expression
    assert unparse(parse(printed).expression) == printed


CALLS = {
    "sum": "SUM({})",
    "average": "AVERAGE({}, b)",
    "average of one": "AVERAGE(2, {}, 3)",
    "max": "MAX(1, {})",
    "min": "MIN({}, 1, 2)",
    "number of a remainder": "MOD({}, 3)",
    "divisor of a remainder": "MOD(0, {})",
    "int": "INT({})",
    "round": "ROUNDUP({}, 0)",
    "all conditions": "IF(AND(1 > 2, {} > 1), 2, 3)",
    "one condition": "IF(OR({} > 1, 2 > 1), 2, 3)",
    "the opposite": "IF(NOT({} > 1), 2, 3)",
}


@pytest.mark.parametrize("name", CALLS)
def test_an_absent_argument_is_never_skipped(name: str) -> None:
    """A spreadsheet takes the mean of those that are there; here there is none."""
    assert worth(parse(CALLS[name].format("a")).expression, a=ABSENT, b=1) == (Status.NOT_MEASURED, "absent")
    assert worth(parse(CALLS[name].format("b / (a - a)")).expression, a=1, b=1) == (
        Status.UNDEFINED,
        "zero-denominator",
    )


INSTEAD = parse("IFMISSING(a, b)").expression


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_only_an_absent_figure_is_replaced(status: Status) -> None:
    """What is wrong or cannot be computed stays so; so does what stands in, where it is absent itself."""
    gap = Undefinedness(status, (Reason("gap", zh="空", en="gap"),))
    assert worth(INSTEAD, a=gap, b=7) == (7 if status in Status.absences() else (status, "gap"))
    assert worth(INSTEAD, a=3, b=gap) == 3
    assert worth(INSTEAD, a=ABSENT, b=gap) == (status, "gap")


def test_a_quotient_by_0_is_not_missing() -> None:
    """``ifmissing`` is no ``iferror``."""
    assert worth(parse("ifmissing(a / b, 0)").expression, a=1, b=0) == (Status.UNDEFINED, "zero-denominator")
    assert worth(parse("ifmissing(a / b, 0)").expression, a=1, b=ABSENT) == 0


READ: dict[str, tuple[Expr, str]] = {
    "IFMISSING(a, 0) * 2": (Coalesce(A, Status.absences(), Const(0)) * Const(2), "ifmissing(a, 0) * 2"),
    "ifmissing(a - b, b)^2": (Power(Coalesce(A - B, Status.absences(), B), 2), "ifmissing(a - b, b)^2"),
    "ifmissing + 1": (Input("ifmissing") + Const(1), "ifmissing + 1"),
    "SUM(a)": (A, "a"),
    "SUM(a, b + 1)": (Add((A, Add((B, Const(1))))), "a + (b + 1)"),
    "AVERAGE(a)": (A, "a"),
    "AVERAGE(a, b, 3)": (Div(Add((A, B, Const(3))), Const(3)), "(a + b + 3) / 3"),
    "INT(a)": (Floor(A), "floor(a)"),
    "MOD(a, b)": (Sub(A, Mul((B, Floor(Div(A, B, sign=Sign.ANY))))), "mod(a, b)"),
    "MOD(7, -3)": (Sub(Const(7), Mul((Const(-3), Floor(Div(Const(7), Const(-3)))))), "mod(7, -3)"),
    "MOD(a + 1, b)^2 * MOD(b, a) - MOD(a, b)": (
        parse("mod(a + 1, b)^2 * mod(b, a) - mod(a, b)").expression,
        "mod(a + 1, b)^2 * mod(b, a) - mod(a, b)",
    ),
    "a - b * floor(a / b)": (Sub(A, Mul((B, Floor(Div(A, B))))), "a - b * floor(a / b)"),
    "a - b * floor(b / a)": (Sub(A, Mul((B, Floor(Div(B, A))))), "a - b * floor(b / a)"),
    "a - b * floor(a / b) * 2": (
        Sub(A, Mul((B, Floor(Div(A, B)), Const(2)))),
        "a - b * floor(a / b) * 2",
    ),
    "ROUND(a, 1)": (Round(A, "0.1", RoundingMode.HALF_UP), "round(a, 1)"),
    "四舍五入（a，1）": (Round(A, "0.1", RoundingMode.HALF_UP), "round(a, 1)"),
    "四舍五入 (a)": (Round(A, 1, RoundingMode.HALF_UP), "round(a, 0)"),
    "ROUNDUP(a / b, 0)": (Round(A / B, 1, RoundingMode.UP), "round_away_from_zero(a / b, 0)"),
    "ROUND_UP(a, 0)": (Round(A, 1, RoundingMode.CEILING), "round_up(a, 0)"),
    "RoundDown(a, -2)": (Round(A, 100, RoundingMode.DOWN), "round_towards_zero(a, -2)"),
    "sum * int / mod + average - rounddown + roundup - not": (
        Input("sum") * Input("int") / Input("mod")
        + Input("average")
        - Input("rounddown")
        + Input("roundup")
        - Input("not"),
        "sum * int / mod + average - rounddown + roundup - not",
    ),
    "四舍五入 / 净(sum)": (Input("四舍五入") / Input("净(sum)"), '四舍五入 / "净(sum)"'),
    "「sum(a)」 + 'SQRT(a)'": (Input("sum(a)") + Input("SQRT(a)"), '"sum(a)" + "SQRT(a)"'),
}


@pytest.mark.parametrize("text", READ)
def test_a_function_is_an_expression(text: str) -> None:
    """What it makes of its arguments, and how that prints; a word without a bracket is a name, a quoted one, too."""
    expression, printed = READ[text]
    assert parse(text).expression == expression
    assert unparse(expression) == printed
    assert parse(printed).expression == expression


def test_a_remainder_has_the_sign_of_its_divisor() -> None:
    """As in a spreadsheet, which other languages see differently."""
    remainder = parse("MOD(a, b)").expression
    found = [worth(remainder, a=a, b=b) for a, b in ((7, 3), (-7, 3), (7, -3), (-7, -3), (6, -3))]
    assert found == [1, 2, -2, -1, 0]
    assert worth(remainder, a=Fraction("5.5"), b=Fraction("0.2")) == Fraction("0.1")
    assert worth(remainder, a=1, b=0) == (Status.UNDEFINED, "zero-denominator")


def test_what_is_nearly_a_remainder_is_printed_as_it_is() -> None:
    """Another number, another divisor, a third factor; also where there is no room for another level."""
    for whole in (Floor(Div(B, B)), Floor(Div(A, A)), Floor(A), B):
        assert unparse(Sub(A, Mul((B, whole)))) == f"a - b * {unparse(whole)}"
    deep: Expr = A
    for _ in range(197):
        deep = Add((deep, B))
    assert unparse(Sub(deep, Mul((B, C)))).endswith(" - b * c")


def test_round_up_and_roundup_are_two_functions() -> None:
    """Ours goes to the larger number, that of spreadsheets away from zero."""
    for text, above, below in (("round_up(a)", 3, -2), ("ROUNDUP(a, 0)", 3, -3), ("ROUNDDOWN(a, 0)", 2, -2)):
        expression = parse(text).expression
        assert (worth(expression, a=Fraction(5, 2)), worth(expression, a=Fraction(-5, 2))) == (above, below)
    assert [worth(parse("round_down(a)").expression, a=Fraction(each, 2)) for each in (5, -5)] == [2, -3]


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> tuple[str, str, str]:
    """A condition as spreadsheets write it, the same with words between, and in Python."""
    kind = draw(st.integers(0, 3 if depth else 0))
    if kind == 0:
        left, right = draw(st.sampled_from(("a", "b", "1"))), draw(st.sampled_from(("a", "b", "0")))
        sign, python = draw(st.sampled_from(((">=", ">="), (">", ">"), ("<", "<"), ("=", "=="), ("<>", "!="))))
        return f"{left} {sign} {right}", f"{left} {sign} {right}", f"({left} {python} {right})"
    if kind == 1:
        text, words, python = draw(conditions(depth - 1))
        return f"{draw(spellings('NOT'))}({text})", f"not({words})", f"(not {python})"
    parts = draw(st.lists(conditions(depth - 1), min_size=1, max_size=3))
    word = "and" if kind == 2 else "or"
    inner = ", ".join(part[0] for part in parts)
    texts, pythons = (f" {word} ".join(f"({part[side]})" for part in parts) for side in (1, 2))
    return f"{draw(spellings(word.upper()))}({inner})", texts, f"({pythons})"


@given(conditions(3), st.booleans())
def test_conditions_join_as_in_a_spreadsheet(texts: tuple[str, str, str], named: bool) -> None:  # noqa: FBT001  # drawn
    """``AND(...)`` is what the word between says, and what Python says; it prints so and reads back."""
    call, words, python = texts
    branches = "a + 5, b - 5" if named else "1, 0"
    expression = parse(f"IF({call}, {branches})").expression
    assert expression == parse(f"if({words}, {branches})").expression
    assert parse(unparse(expression)).expression == expression
    for a, b in product((-1, 0, 1, 2), (0, 1)):
        met = eval(python, {"__builtins__": {}, "a": a, "b": b})  # noqa: S307  # the test's own text, as the oracle
        expected = (a + 5, b - 5) if named else (1, 0)
        assert worth(expression, a=a, b=b) == expected[0 if met else 1]


MIXED = {
    "IF(AND(a > 1, b > 2), 3, 4)": "if(a > 1 and b > 2, 3, 4)",
    "IF(OR(a > 1), 3, 4)": "if(a > 1, 3, 4)",
    "IF(NOT(a = 1), 3, 4)": "if(a = 1, 4, 3)",
    "IF(NOT(a = 1), a, 4)": "if(a = 1, 4, a)",
    "IF(NOT(NOT(a > 1)), 3, 4)": "if(a > 1, 3, 4)",
    "IF((AND(a > 1, b > 2)), 3, 4)": "if(a > 1 and b > 2, 3, 4)",
    "IF(((NOT(a > 1)) 或 b > 2), 3, 4)": "if(a <= 1 or b > 2, 3, 4)",
    "IF(a > 1 and and(b > 2, c > 3), 3, 4)": "if(a > 1 and (b > 2 and c > 3), 3, 4)",
    "IF(a > 1 and (b > 2), 3, 4)": "if(a > 1 and b > 2, 3, 4)",
    "IF(not (1 <= a < 3) and b > 2, 3, 4)": "if(not(1 <= a and a < 3) and b > 2, 3, 4)",
    "IF((SUM(a, b) + 1) > AVERAGE(a, b), 3, 4)": "if((a + b) + 1 > (a + b) / 2, 3, 4)",
    "IF((IF(AND(a > 1, b > 2), 3, 4) + 1) * 2 > 5, 6, 7)": "if((if(a > 1 and b > 2, 3, 4) + 1) * 2 > 5, 6, 7)",
    "IF((净利(年) + MAX(a, b)) > 1, 3, 4)": 'if("净利(年)" + max(a, b) > 1, 3, 4)',
}


@pytest.mark.parametrize("text", MIXED)
def test_functions_and_words_may_be_mixed(text: str) -> None:
    """Each bracket is known to be around a condition or around a value."""
    expression = parse(text).expression
    assert unparse(expression) == MIXED[text]
    assert parse(MIXED[text]).expression == expression
