"""Which functions a text calls, and what becomes of words before a bracket that call none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.errors import Code, GrammarError
from perfkpi.language import Input
from perfkpi.language.parsing.grammar import functions_called, parse
from perfkpi.language.parsing.token_kinds import CONDITION_FUNCTIONS, FUNCTIONS, ORIGINAL_FUNCTIONS

LISTED_EN, LISTED_ZH = (f"the functions are {', '.join(FUNCTIONS)}", f"可用的函数有 {'、'.join(FUNCTIONS)}")


def refusal(text: str) -> GrammarError:
    """Why a text is refused."""
    with pytest.raises(GrammarError) as caught:
        parse(text)
    return caught.value


UNKNOWN = {
    "sqrt(a)": (1, "sqrt (write a^0.5)", "sqrt（请写 a^0.5）", "sqrt(a)"),
    "ln(a)": (1, "ln", "ln", "ln(a)"),
    "1 + Sqrt (a / b)": (5, "Sqrt (write a^0.5)", "Sqrt（请写 a^0.5）", "Sqrt(...)"),
    "ｌｏｇ１０（a）": (1, "log10", "log10", "ｌｏｇ１０（a）"),
    "AVERGE(a, b)": (
        1,
        "AVERGE (did you mean 'average'?)",
        "AVERGE（是否指 'average'？）",
        "AVERGE(...)",
    ),
    "IFERROR(a, 0)": (1, "IFERROR (write ifmissing(a, 0))", "IFERROR（请写 ifmissing(a, 0)）", "IFERROR(...)"),
    "POWER(a, 2)": (1, "POWER (write a^2)", "POWER（请写 a^2）", "POWER(...)"),
    "ROE(年)": (1, "ROE", "ROE", "ROE(年)"),
    "净(年) / ROE (年)": (8, "ROE", "ROE", "ROE (年)"),
    "if(a(b) > 1, 2, 3)": (4, "a", "a", "a(b)"),
    "if((a(b + c) > 1), 2, 3)": (5, "a", "a", "a(...)"),
    "if(isblank(a), 2, 3)": (4, "isblank", "isblank", "isblank(a)"),
    "净利润 * (1 - x_1())": (12, "x_1", "x_1", "x_1(...)"),
    "_(a)": (1, "_", "_", "_(a)"),
    "z\t(\na\n)": (1, "z", "z", "z(...)"),
    "z(" + "a" * 50 + ")": (1, "z", "z", "z(...)"),
    "z" * 50 + "(a)": (1, "z" * 40 + "…", "z" * 40 + "…", "z" * 40 + "…(...)"),
}


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_word_before_a_bracket_is_a_function_or_refused(text: str) -> None:
    """What there is, what was perhaps meant, and how a measure of that name is written."""
    character, en, zh, whole = UNKNOWN[text]
    error = refusal(text)
    assert (error.where, error.code) == (f"character {character}", Code.GRAMMAR)
    sentence, chinese = error.en.splitlines()[0], error.zh.splitlines()[0]
    assert sentence.startswith(f"there is no function {en}; where a measure is called {whole}, quote the whole name; ")
    assert sentence.endswith(LISTED_EN)
    assert chinese.startswith(f"没有函数 {zh}；如果 {whole} 是名称，请给整个名称加引号；")
    assert chinese.endswith(LISTED_ZH)


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(st.text(LETTERS).map("Z{}".format), st.sampled_from(["", " ", "\t"]))
def test_no_word_of_letters_becomes_a_name_silently(word: str, space: str) -> None:
    """With a bracket behind it, it calls; quoted, it is a name; as part of a name with other letters, too."""
    assert "there is no function" in refusal(f"{word}{space}(a)").en
    assert parse(f"'{word}(a)'").expression == Input(f"{word}(a)")
    assert parse(f"率{word}(a)").expression == Input(f"率{word}(a)")
    assert "operator is missing" in refusal(f"'{word}'{space}(a)").en


CALLED = {
    "a / b": set(),
    "sum + if1 + 「max(a)」 + 净(min)": set(),
    "ROUND(ABS(a), 2)": {"round", "abs"},
    "四舍五入（a，2）": {"四舍五入"},
    "Sum(a, AVERAGE(b, Int(c)))": {"sum", "average", "int"},
    "if(a > 1 and (b > 2 or c > 3), MOD(a, 2), 0)": {"if", "mod"},
    "if(AND(a > 1, Not(b > 2)), 1, 0)": {"if", "and", "not"},
    "if(OR(a > 1) and b > 2, round_up(a), floor(b))": {"if", "or", "round_up", "floor"},
}


@pytest.mark.parametrize("text", CALLED)
def test_the_functions_that_a_text_calls(text: str) -> None:
    """In small letters; words between conditions, names and quoted names are no calls."""
    assert functions_called(text) == CALLED[text]


def test_what_cannot_be_read_calls_nothing() -> None:
    """It is refused as by the reading itself."""
    for text in ("sqrt(a)", "SUM(a", ""):
        with pytest.raises(GrammarError) as caught:
            functions_called(text)
        assert str(caught.value) == str(refusal(text))


def test_the_original_functions_are_those_whose_names_are_reserved() -> None:
    """A name that was a measure before there were more functions still is one."""
    assert set(FUNCTIONS) > ORIGINAL_FUNCTIONS
    for name in FUNCTIONS:
        if name in ORIGINAL_FUNCTIONS:
            assert "is a function" in refusal(f"{name} / a").en
        elif name not in {"and", "or"}:
            assert parse(f"{name} / a").expression == Input(name) / Input("a")


TAKEN = {
    "mod(a)": (1, "mod takes a number and its divisor", "mod 需要被除数和除数"),
    "1 + MOD(a, b, 2)": (5, "mod takes a number and its divisor", "mod 需要被除数和除数"),
    "ifmissing(a)": (1, "ifmissing takes a value and what stands in for it", "ifmissing 需要一个数值和缺失时的替代值"),
    "IfMissing(a, 1, 2)": (
        1,
        "ifmissing takes a value and what stands in for it",
        "ifmissing 需要一个数值和缺失时的替代值",
    ),
    "b * ifmissing(3, a)": (5, "a number is never missing", "数字不会缺失"),
    "INT(a, 2)": (1, "int takes one value", "int 只接受一个数值"),
    "ABS(a, b)": (1, "abs takes one value", "abs 只接受一个数值"),
    "ROUNDUP(a, 1, 2)": (1, "roundup takes a value and its places", "roundup 只接受一个数值和小数位数"),
    "ROUNDDOWN(a, b)": (1, "the places of rounddown are", "rounddown 的小数位数是不超过 30 的整数"),
    "四舍五入(a, 1.5)": (1, "the places of 四舍五入 are", "请写 四舍五入(a, 2)"),
    "if(NOT(a > 1, b > 1), 1, 0)": (4, "not takes one condition", "not 只接受一个条件"),
    "if(NOT(a), 1, 0)": (9, "a condition compares two values", "条件应比较两个数值"),
    "if(AND(a > 1, b), 1, 0)": (16, "a condition compares two values", "条件应比较两个数值"),
    "if(AND(), 1, 0)": (8, "missing before )", ") 前缺少"),
    "if(AND(a > 1, ), 1, 0)": (15, "missing before )", ") 前缺少"),
    "if(AND(a > 1, b > 2": (7, "not closed", "没有闭合"),
    "SUM()": (5, "missing before )", ") 前缺少"),
    "SUM(a,,b)": (7, "missing before ,", ", 前缺少"),
    "ROUND(a,)": (9, "missing before )", ") 前缺少"),
    "SUM(a; b)": (6, "a comma between two arguments", "两个参数之间请用逗号"),
    "SUM(a:b)": (6, "a ratio as a/b", "比值请写 a/b"),
    "AVERAGE(a, b": (8, "not closed", "没有闭合"),
}


@pytest.mark.parametrize("text", TAKEN)
def test_a_function_takes_as_much_as_it_needs(text: str) -> None:
    """Neither more nor less, and nothing in between is left out."""
    character, en, zh = TAKEN[text]
    error = refusal(text)
    assert error.where == f"character {character}"
    assert en in error.en
    assert zh in error.zh


RAISED = ("a^2", "2^2", "(a + b)^2", "max(a, b)^0.5", "净利^(1/3)", "5%^2", "「a b」 ^ 2", "净(利)^2", "a ^ -2")
AROUND = ("{}", "b * {}", "b - {}", "({})", "if({} > 1, 2, 3)", "b / +{}", "{} × 100%", "SUM(a, {})")


@pytest.mark.parametrize("power", RAISED)
def test_a_minus_before_a_power_needs_brackets(power: str) -> None:
    """A spreadsheet squares minus a, mathematics takes minus the square: both spellings are shown, and mean the two."""
    base, exponent = power.rsplit("^", 1)
    whole, inner = f"-({power})", f"(-{base.rstrip()}){'^'}{exponent}"
    for around in AROUND:
        for sign in ("-", "−", "- ", "--", "-+", "－"):
            error = refusal(around.format(f"{sign}{power}"))
            assert error.where == f"character {around.index('{') + 1}"
            assert error.en.startswith(f"minus before a power is read in two ways; write {whole} or {inner}\n")
            assert error.zh.startswith(f"乘方前的负号有两种读法；请写 {whole} 或 {inner}\n")
        for text in (whole, inner, power, f"+{power}", f"b - {power}", f"2^-1 * {power}"):
            parse(around.format(text))


def test_a_long_power_is_not_spelled_out() -> None:
    """What is too long to be read twice, or not in one line, is shown on an example."""
    for text in (f"-{'a' * 40}^2", "-(a +\nb)^2"):
        assert "write -(a^2) or (-a)^2" in refusal(text).en


def test_conditions_join_no_values() -> None:
    """The three functions of conditions are known only where a condition is."""
    for name in CONDITION_FUNCTIONS:
        assert f"{name} belongs into the condition of if(...)" in refusal(f"1 + {name}(a > 1)").en
        parse(f"1 + if({name}(a > 1), 1, 0)")
