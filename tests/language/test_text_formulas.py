"""The text grammar against Python's own reading of arithmetic, back and forth, and on formulas as HR types them."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from evaluated import evaluated
from hypothesis import assume, given
from hypothesis import strategies as st

from perfkpi.errors import Code, GrammarError
from perfkpi.language import Add, Const, Div, Expr, Input, Mul, Power, Program, Sub, Undefinedness, with_any_divisor
from perfkpi.language.parsing.grammar import parse
from perfkpi.language.parsing.node_builder import MAX_NODES
from perfkpi.language.parsing.parse_notes import Parsed
from perfkpi.language.parsing.token_stream import MAX_NESTING
from perfkpi.language.parsing.tokenizer import MAX_DIGITS, MAX_TEXT
from perfkpi.language.parsing.unparser import unparse

A, B, C = Input("a"), Input("b"), Input("c")
FIGURES = {"a": Fraction(7), "b": Fraction(-3, 2), "c": Fraction(5, 4)}
SIGNS = "()+-*/^%×÷·＋－（）％，,.。0１2a净 利\t'\"「」“”^√²½"


def worth(expression: Expr) -> object:
    """What an expression is worth for the figures."""
    return evaluated(expression, FIGURES)


def texts() -> st.SearchStrategy[str]:
    """Formulas in ASCII that Python reads, too."""
    numbers = st.integers(0, 40).map(str) | st.sampled_from(("0.5", "1.25", "3.00", ".5"))
    atoms = st.sampled_from(("a", "b", "c", "-a", "- 2")) | numbers

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        spaces = st.sampled_from(("", " "))
        signs = st.sampled_from("+-*/")
        return st.one_of(
            st.builds(
                lambda left, space, sign, right: f"{left}{space}{sign}{space}{right}", inner, spaces, signs, inner
            ),
            inner.map("({})".format),
            inner.map("-({})".format),
            st.builds("({})^{}".format, inner, st.integers(1, 3)),
            st.builds("{}({}, {})".format, st.sampled_from(("min", "max")), inner, inner),
            inner.map("abs({})".format),
        )

    return st.recursive(atoms, larger, max_leaves=12)


@given(texts())
def test_arithmetic_is_read_as_python_reads_it(text: str) -> None:
    """Precedence, signs, brackets and functions have their usual meaning."""
    python = "".join(f"F('{word}')" if word[0] in ".0123456789" else word for word in words(text)).replace("^", "**")
    names = {"F": Fraction, "min": min, "max": max, "abs": abs, "__builtins__": {}} | FIGURES
    found = worth(with_any_divisor(parse(text).expression))
    try:
        expected = eval(python, names)  # noqa: S307  # the test's own text, as the oracle
    except ZeroDivisionError:
        assert isinstance(found, Undefinedness)
    else:
        # Python computes the right side of a product with zero, we too: a defined result is the same on both sides.
        assert found == expected


def words(text: str) -> Iterator[str]:
    """Numbers, and everything between them, in order; an exponent stays a number of Python's own."""
    word = ""
    for character in f"{text} ":
        if character in ".0123456789":
            word += character
            continue
        if word:
            yield word
        word = ""
        yield character


@given(texts())
def test_what_is_printed_reads_back_as_the_same_expression(text: str) -> None:
    """Printing loses no bracket that matters and adds none that changes the structure."""
    expression = parse(text).expression
    printed = unparse(expression)
    assert parse(printed).expression == expression
    assert unparse(parse(printed).expression) == printed


@given(texts())
def test_full_width_signs_and_digits_are_the_usual_ones(text: str) -> None:
    """A Chinese keyboard types the same formula."""
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert parse(wide).expression == parse(text).expression
    assert parse(text.replace("*", "×").replace("/", "÷").replace("-", "−")).expression == parse(text).expression


@st.composite
def trees(draw: st.DrawFn) -> Expr:
    """Expressions that no text wrote: any nesting of arithmetic, numbers of either sign, any names."""
    numbers = st.fractions(-9, 9, max_denominator=12).map(Const)
    names = st.sampled_from(("a", "净利润", "投资净收益(亏损)", "net profit", "min", "5% rule", 'the "b"')).map(Input)

    def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            several.map(Add),
            st.builds(Sub, inner, inner),
            several.map(Mul),
            st.builds(Div, inner, inner),
            st.builds(Power, inner, st.sampled_from((Fraction(2), Fraction(-1), Fraction(1, 2), Fraction(3, 2)))),
        )

    return draw(st.recursive(numbers | names, larger, max_leaves=8))


def folded(expression: Expr) -> bool:
    """Whether some part is a number that the grammar writes as one: a quotient of numbers."""
    return any(
        isinstance(node, Div) and isinstance(node.numerator, Const) and isinstance(node.denominator, Const)
        for node, _ in Program(expression).steps
    )


@given(trees())
def test_any_arithmetic_can_be_printed_and_read_back(expression: Expr) -> None:
    """Every expression of arithmetic survives, except that a quotient of two numbers becomes one number."""
    again = parse(unparse(expression)).expression
    if folded(expression):
        assert unparse(again) == unparse(parse(unparse(again)).expression)
    else:
        assert again == expression


def read(text: str) -> Parsed | GrammarError:
    """What became of a text."""
    try:
        return parse(text)
    except GrammarError as error:
        return error


@given(st.text(st.sampled_from(SIGNS), max_size=25) | st.text(max_size=20))
def test_any_text_is_read_or_refused_at_a_character(text: str) -> None:
    """Nothing but a GrammarError ever comes out, and it points into the text."""
    outcome = read(text)
    if isinstance(outcome, Parsed):
        assert all(text[each.start : each.end] in each.en for each in outcome.readings)
        assert all(text[each.start : each.end] in each.zh for each in outcome.readings)
        return
    word, number = outcome.where.split()
    assert word == "character"
    assert 1 <= int(number) <= len(text) + 1
    assert outcome.say("zh").startswith(f"[{outcome.code}] 第 {number} 个字符：{outcome.zh}")
    assert outcome.en.splitlines()[-1].strip("\N{IDEOGRAPHIC SPACE} ") == "^"


READ = {
    "税后净利润/所有者权益×100%": (Input("税后净利润") / Input("所有者权益"), True, []),
    "（净利润－上期净利润）÷上期净利润×１００％": (
        (Input("净利润") - Input("上期净利润")) / Input("上期净利润"),
        True,
        [],
    ),
    "1-(实际/预算)×100%": (1 - Input("实际") / Input("预算"), True, ["percent-of-whole"]),
    "1-(实际/预算×100%)": (1 - Input("实际") / Input("预算"), True, ["percent-of-whole"]),
    "a×100% - b×100%": (A - B, True, []),
    "a/b×100%/c": (A / B / C, False, ["percent-inside"]),
    "a×100%+(b×100%)/c": (Add((A, B / C)), True, ["percent-of-whole", "percent-inside"]),
    "-a×100%": (Mul((Const(-1), A)), True, []),
    "a/b×100": (Mul((A / B, Const(100))), False, ["times-hundred"]),
    "100%": (Const(1), False, []),
    "a×100%^2": (Mul((A, Power(Const(1), 2))), False, []),
    "(期初+期末)/2": (Add((Input("期初"), Input("期末"))) / 2, False, []),
    "投资净收益(亏损)/收入": (Input("投资净收益(亏损)") / Input("收入"), False, ["bracketed-name"]),
    "净收益（亏损）(税后)": (Input("净收益(亏损)(税后)"), False, ["bracketed-name"]),
    '"net profit (loss)"/b': (Input("net profit (loss)") / B, False, []),
    "「净 利」+“税 后”": (Add((Input("净 利"), Input("税 后"))), False, []),
    "12%": (Const(Fraction(12, 100)), False, []),
    "1/3": (Const(Fraction(1, 3)), False, []),
    "1/0": (Div(Const(1), Const(0)), False, []),
    "--a": (Mul((Const(-1), Mul((Const(-1), A)))), False, []),
    "+a": (A, False, []),
    "a^-0.5": (Power(A, Fraction(-1, 2)), False, []),
    "a^(1/3)": (Power(A, Fraction(1, 3)), False, []),
}


@pytest.mark.parametrize("text", READ)
def test_formulas_as_they_are_typed(text: str) -> None:
    """The structure, whether the value is shown in percent, and what is reported about the reading."""
    expression, percent, readings = READ[text]
    parsed = parse(text)
    assert parsed.expression == expression
    assert parsed.percent is percent
    assert [reading.code for reading in parsed.readings] == readings


def test_rounding_functions() -> None:
    """``round`` takes places, ``floor`` none; both print and read back."""
    for text in ("round(a)", "round(a / b, 2)", "round(a, -3)", "floor(a / b)", "round(a, 2)^2"):
        expression = parse(text).expression
        assert parse(unparse(expression)).expression == expression
    assert worth(parse("round(b, 0)").expression) == Fraction(-2)
    assert worth(parse("round(a / 2 + 0.005, 2)").expression) == Fraction("3.51")
    assert worth(parse("floor(b)").expression) == Fraction(-2)
    assert worth(parse("ROUND(1.25, 1)").expression) == Fraction("1.3")


REFUSED = {
    "": (1, "empty", "空"),
    "   ": (1, "empty", "空"),
    "a+": (3, "missing at the end", "缺少"),
    "a+*b": (3, "before *", "* 前缺少"),
    "(a+b": (1, "not closed", "没有闭合"),
    "a+b)": (4, "closes nothing", "没有对应的左括号"),
    "a,b": (2, "between the arguments", "函数的参数之间"),
    "净利 润": (4, "operator is missing", "缺少运算符"),
    "(净利(b+c))": (4, "belongs to the name", "名称的一部分"),
    "if(a > 1, 2, 3": (3, "not closed", "没有闭合"),
    "净利(b+c)": (3, "belongs to the name", "名称的一部分"),
    "min(a": (4, "not closed", "没有闭合"),
    "min(a b)": (7, "operator is missing", "缺少运算符"),
    "min + a": (1, "is a function", "是函数"),
    "min()": (5, "before )", "缺少"),
    "abs(a, b)": (1, "takes one value", "只接受一个数值"),
    "floor(a, b)": (1, "takes one value", "只接受一个数值"),
    "round(a, 1, 2)": (1, "a value and its places", "一个数值和小数位数"),
    "round(a, b)": (1, "whole number up to 30", "不超过 30 的整数"),
    "round(a, 0.5)": (1, "whole number up to 30", "不超过 30 的整数"),
    "round(a, 31)": (1, "whole number up to 30", "不超过 30 的整数"),
    "a^b": (3, "exponent is a number", "指数必须是数字"),
    "2^3^2": (4, "read in two ways", "两种读法"),
    "a^999": (2, "exponent 999 is beyond", "指数 999 超过"),
    "1,000+a": (2, "write 1000", "请写 1000"),
    "0。5": (2, "write 0.5", "请写 0.5"),
    "1.2.3": (4, "one decimal point", "只有一个小数点"),
    "1.": (2, "one decimal point", "小数点"),
    ".": (1, "one decimal point", "小数点"),
    "a %": (3, "behind a number", "写在数字后面"),
    "'abc": (1, "not closed", "没有结束"),
    "“a“b”": (1, "not closed", "没有结束"),
    '""': (1, "quoted name is empty", "引号内是空的"),
    "a²": (2, "a power as ^2", "^2"),
    "[a]": (1, "round brackets", "圆括号"),
    "max(a；b)": (6, "a comma between two arguments", "请用逗号"),
    "a & b": (3, "& (U+0026)", "& (U+0026)"),
    "a\x00": (2, "U+0000", "U+0000"),
    "a + 1,000,000": (6, "write 1000000", "请写 1000000"),
    "「「a」": (1, "not closed", "没有结束"),
    "a" + " / b" * 250: (799, "deeper than 200", "超过 200"),
    "a=b": (2, "condition of if", "if 的条件"),
    "a and b": (3, "quote it where a measure", "如果是名称，请加引号"),
    "或/a": (1, "quote it where a measure", "如果是名称，请加引号"),
    "if": (1, "is a function", "是函数"),
    "if(a, 1, 2)": (5, "compares two values", "比较两个数值"),
    "if(a": (5, "compares two values", "比较两个数值"),
    "if(a b > 1, 1, 2)": (6, "operator is missing", "缺少运算符"),
    "if(a > 1)": (9, "a value and the value otherwise", "否则的值"),
    "if(a > 1, 2)": (12, "a value and the value otherwise", "否则的值"),
    "if(a > 1, 2, 3, 4)": (15, "a value and the value otherwise", "否则的值"),
    "if(a > 1 2, 3)": (10, "operator is missing", "缺少运算符"),
    "if((a > 1": (4, "not closed", "没有闭合"),
    "if((a + 1": (4, "not closed", "没有闭合"),
    "if(a > 1, 2": (3, "not closed", "没有闭合"),
    "if(a > , 2, 3)": (8, "before ,", "缺少"),
    "if(a > 1 and, 2, 3)": (13, "before ,", "缺少"),
    "if((a > 1, 2, 3)": (10, "between the arguments", "函数的参数之间"),
    "if((a > 1) + 1 > 0, 2, 3)": (12, "a condition is no value", "条件不是数值"),
    "if(1 < a > 0, 2, 3)": (10, "same way", "方向必须一致"),
    "if(1 = a = 2, 3, 4)": (10, "same way", "方向必须一致"),
    "if(a => 1, 2, 3)": (6, "written >=", "写成 >="),
    "if(a =< 1, 2, 3)": (6, "written <=", "写成 <="),
    "if(a ! 1, 2, 3)": (6, "unequal is !=", "不等于请写 !="),
    "if(a > 1 && b > 1, 2, 3)": (10, "and, or", "且、或"),
    "if(a > 1且b > 1, 2, 3)": (9, "a space on both sides", "前后各加一个空格"),
    "if(a > 1 或有负债 > 1, 2, 3)": (10, "a space on both sides", "前后各加一个空格"),
    "max(a > 1, 2)": (7, "condition of if", "if 的条件"),
    "round_up(a, 1, 2)": (1, "a value and its places", "一个数值和小数位数"),
    "__import__('os')": (1, "there is no function __import__;", "没有函数 __import__；"),
    "a.b": (2, "one decimal point", "小数点"),
}
BEYOND_A_LIMIT = {"a^999", "a" + " / b" * 250}


def test_a_name_may_hold_a_spacing_mark() -> None:
    """Vowels of some scripts are marks that take room of their own, and belong to the word."""
    assert parse("काम + 1").expression == Add((Input("काम"), Const(1)))


@pytest.mark.parametrize("text", REFUSED)
def test_a_fault_is_shown_at_its_character(text: str) -> None:
    """The message names the character and the way out, in both languages."""
    character, en, zh = REFUSED[text]
    with pytest.raises(GrammarError) as caught:
        parse(text)
    error = caught.value
    assert error.where == f"character {character}"
    assert error.value == text
    assert en in error.en
    assert zh in error.zh
    assert error.code is (Code.GRAMMAR_LIMIT if text in BEYOND_A_LIMIT else Code.GRAMMAR)


def test_the_mark_stands_under_the_character() -> None:
    """The line under the text has a caret below the character, Chinese ones being twice as wide."""
    with pytest.raises(GrammarError) as caught:
        parse("净利润 收入")
    assert caught.value.en.splitlines()[1:] == ["净利润 收入", "\N{IDEOGRAPHIC SPACE}" * 3 + " ^"]
    with pytest.raises(GrammarError) as caught:
        parse("e\u0301 + ) + " + "1 + " * 40)
    assert caught.value.en.splitlines()[2] == "    ^"
    with pytest.raises(GrammarError) as caught:
        parse("1 + " * 40 + ") + 1" * 20)
    assert caught.value.en.splitlines()[1].startswith("...")
    assert caught.value.en.splitlines()[2].index("^") == caught.value.en.splitlines()[1].index(")")


LIMITS = {
    "length": "a" * (MAX_TEXT + 1),
    "nesting": "(" * (MAX_NESTING + 1) + "a" + ")" * (MAX_NESTING + 1),
    "nodes": "+".join("a" * (MAX_NODES + 1)),
    "digits": "1" * (MAX_DIGITS + 1),
    "digits with a point": "0." + "1" * (MAX_DIGITS - 1) + "%",
    "depth": "-" * 300 + "a",
    "abs": "abs(" * 12 + "a" + ")" * 12,
}


@pytest.mark.parametrize("name", LIMITS)
def test_every_size_is_bounded(name: str) -> None:
    """Length, nesting, number size and the number of operations have limits, each with its own sentence."""
    with pytest.raises(GrammarError) as caught:
        parse(LIMITS[name])
    assert caught.value.code is Code.GRAMMAR_LIMIT


def test_the_limits_themselves_are_allowed() -> None:
    """What is just within the limits is read."""
    assert parse("(" * MAX_NESTING + "a" + ")" * MAX_NESTING).expression == A
    assert parse("1" * MAX_DIGITS).expression == Const("1" * MAX_DIGITS)
    assert len(parse("+".join("a" * (MAX_NODES - 1))).expression.children) == MAX_NODES - 1
    assert parse("a" * MAX_TEXT).expression == Input("a" * MAX_TEXT)


@pytest.mark.parametrize("value", [None, 5, b"a/b", A])
def test_only_text_is_read(value: object) -> None:
    """Anything else is refused by its type."""
    with pytest.raises(GrammarError, match="a formula is text") as caught:
        parse(value)  # type: ignore[arg-type]  # what the test is about
    kind = type(value).__name__
    assert (caught.value.code, caught.value.value) == (Code.GRAMMAR, kind)
    assert f"not a value of type {kind}" in caught.value.en
    assert f"而不是 {kind} 类型的值" in caught.value.zh


def test_a_quotient_of_long_numbers_stays_a_quotient() -> None:
    """Two numbers whose quotient would be too long to print are left as they are."""
    text = f"0.{'7' * 48}/{'9' * 49}"
    expression = parse(text).expression
    assert isinstance(expression, Div)
    assert unparse(expression) == text.replace("/", " / ")


@given(trees())
def test_reading_is_stable(expression: Expr) -> None:
    """What was read once prints and reads the same for ever."""
    first = unparse(parse(unparse(expression)).expression)
    assume(len(first) <= MAX_TEXT)
    assert unparse(parse(first).expression) == first
