"""What is reported about a text that could be misread: which characters, in words that quote them."""

import pytest

from perfkpi.errors import GrammarError
from perfkpi.language import Add, Const, Div, Expr, Input, Mul, Power, Sub
from perfkpi.language.parsing.grammar import parse

A, B, C = Input("a"), Input("b"), Input("c")

READINGS = {
    "b+净收益（亏损）×2": ("bracketed-name", "净收益（亏损）", "净收益(亏损)", "is read as one name"),
    "a+b/c×100": ("times-hundred", "×100", "×100", "really multiplies by 100"),
    "c+a×100%/b": ("percent-inside", "×100%", "×100%", "changes nothing"),
    "a×100%+b": ("percent-of-whole", "×100%", "(a+b)×100%", "shows the whole in percent"),
}


@pytest.mark.parametrize("text", READINGS)
def test_a_reading_quotes_what_it_is_about(text: str) -> None:
    """The span is that of the characters, and both sentences quote them."""
    code, characters, quoted, words = READINGS[text]
    (reading,) = parse(text).readings
    assert (reading.code, text[reading.start : reading.end]) == (code, characters)
    assert words in reading.en
    assert f"“{quoted}”" in reading.en.replace("（", "(").replace("）", ")")
    assert f"“{quoted}”" in reading.zh.replace("（", "(").replace("）", ")")


SENTENCES = {
    "净利(税后) + b": ("“净利(税后)” is read as one name", "“净利(税后)”整体读作一个名称"),
    "a / b × 100": (
        (
            "“× 100” really multiplies by 100: the value is a number such as 85, not a percentage; "
            "write ×100% for a percentage"
        ),
        "“× 100”确实乘以 100，结果是 0 到 100 的数而不是百分数；若指百分数请写 ×100%",
    ),
    "a × 100 % / b": (
        "“× 100 %” in the middle is a factor of 1 and changes nothing",
        "中间的“× 100 %”等于乘以 1，不改变结果",
    ),
    "1 - (a / b) × 100% ": (
        (
            "“1 - (a / b) × 100% ” is read as “(1 - (a / b))× 100%”: × 100% shows the whole in percent and multiplies "
            "nothing by 100"
        ),
        "“1 - (a / b) × 100% ”读作“(1 - (a / b))× 100%”：× 100% 表示整个结果以百分数显示，并不乘以 100",
    ),
    "a×100% + b ": (
        "“a×100% + b ” is read as “(a + b)×100%”: ×100% shows the whole in percent and multiplies nothing by 100",
        "“a×100% + b ”读作“(a + b)×100%”：×100% 表示整个结果以百分数显示，并不乘以 100",
    ),
    "1 - (a × 100%)": (
        (
            "“1 - (a × 100%)” is read as “(1 - (a))× 100%”: × 100% shows the whole in percent and multiplies "
            "nothing by 100"
        ),
        "“1 - (a × 100%)”读作“(1 - (a))× 100%”：× 100% 表示整个结果以百分数显示，并不乘以 100",
    ),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_reading_is_a_sentence_in_both_languages(text: str) -> None:
    """It says how the characters were understood and what would be written otherwise."""
    (reading,) = parse(text).readings
    assert (reading.en, reading.zh) == SENTENCES[text]


PERCENT: dict[str, tuple[Expr, bool, list[tuple[str, int, int]]]] = {
    "a×100%": (A, True, []),
    "(a×100%)": (A, True, []),
    "-a×100%": (Mul((Const(-1), A)), True, []),
    "-(a×100%)": (Mul((Const(-1), A)), False, [("percent-inside", 3, 8)]),
    "a×100%×100%": (A, True, []),
    "a×100%×b": (Mul((A, B)), False, [("percent-inside", 1, 6)]),
    "a×100%×b×100%": (Mul((A, B)), True, [("percent-inside", 1, 6)]),
    "b×(a×100%)": (Mul((B, A)), False, [("percent-inside", 4, 9)]),
    "b/(a×100%)": (Div(B, A), False, [("percent-inside", 4, 9)]),
    "(a×100%)^2": (Power(A, 2), False, [("percent-inside", 2, 7)]),
    "max(a×100%,b)": (parse("max(a,b)").expression, False, [("percent-inside", 5, 10)]),
    "max(a,b)×100%": (parse("max(a,b)").expression, True, []),
    "a×100%+b×100%": (Add((A, B)), True, []),
    "a×100%-b×100%-c×100%": (Sub(Sub(A, B), C), True, []),
    "a×100%+b": (Add((A, B)), True, [("percent-of-whole", 1, 6)]),
    "a+b×100%": (Add((A, B)), True, [("percent-of-whole", 3, 8)]),
    "a+b-c×100%": (Sub(Add((A, B)), C), True, [("percent-of-whole", 5, 10)]),
    "a×100%+b×100%+c": (Add((A, B, C)), True, [("percent-of-whole", 8, 13)]),
    "a×100%+10%": (Add((A, Const("0.1"))), True, []),
    "10%+a×100%": (Add((Const("0.1"), A)), True, []),
    "1-10%+a×100%": (Add((Const(1) - Const("0.1"), A)), True, [("percent-of-whole", 7, 12)]),
    "a×100%+10%×b": (Add((A, Mul((Const("0.1"), B)))), True, [("percent-of-whole", 1, 6)]),
    "a×100%+-10%": (Add((A, Const("-0.1"))), True, []),
    "a×100%+-b": (Add((A, Mul((Const(-1), B)))), True, [("percent-of-whole", 1, 6)]),
    "a×100%+10%^2": (Add((A, Power(Const("0.1"), 2))), True, [("percent-of-whole", 1, 6)]),
    "a×100%+max(10%,20%)": (
        Add((A, parse("max(10%,20%)").expression)),
        True,
        [("percent-of-whole", 1, 6)],
    ),
    "a×100%+if(b>1,10%,20%)": (
        Add((A, parse("if(b>1,10%,20%)").expression)),
        True,
        [("percent-of-whole", 1, 6)],
    ),
    "a×99%": (Mul((A, Const("0.99"))), False, []),
    "a/100%": (Div(A, Const(1)), False, []),
    "100%×a": (Mul((Const(1), A)), False, []),
    "a×1": (Mul((A, Const(1))), False, []),
    "a×100%^2": (Mul((A, Power(Const(1), 2))), False, []),
    "10%": (Const("0.1"), False, []),
    "a×100": (Mul((A, Const(100))), False, [("times-hundred", 1, 5)]),
    "a×100.0": (Mul((A, Const(100))), False, [("times-hundred", 1, 7)]),
    "(a×100)": (Mul((A, Const(100))), False, []),
    "100×a": (Mul((Const(100), A)), False, []),
    "a/100": (Div(A, Const(100)), False, []),
    "a+100": (Add((A, Const(100))), False, []),
    "a×10": (Mul((A, Const(10))), False, []),
    "a×1000": (Mul((A, Const(1000))), False, []),
    "100": (Const(100), False, []),
    "-100": (Const(-100), False, []),
    "a×100%/b×净(利)×100": (
        Mul((Div(A, B), Input("净(利)"), Const(100))),
        False,
        [("percent-inside", 1, 6), ("bracketed-name", 9, 13), ("times-hundred", 13, 17)],
    ),
    "净(利)+甲(乙)×100%": (
        Add((Input("净(利)"), Input("甲(乙)"))),
        True,
        [("bracketed-name", 0, 4), ("bracketed-name", 5, 9), ("percent-of-whole", 9, 14)],
    ),
}


@pytest.mark.parametrize("text", PERCENT)
def test_a_percent_sign_shows_the_whole_or_nothing(text: str) -> None:
    """It shows the whole in percent behind the last factor of any term, and is reported where a term has none of it."""
    expression, percent, readings = PERCENT[text]
    parsed = parse(text)
    assert parsed.expression == expression
    assert parsed.percent is percent
    assert [(reading.code, reading.start, reading.end) for reading in parsed.readings] == readings


NAMES = {
    "净收益（亏损）": "净收益(亏损)",
    "净收益(亏损)（税后）": "净收益(亏损)(税后)",
    "净(b)": "净(b)",
    "净(b)(c)(d)": "净(b)(c)(d)",
    "净(min)": "净(min)",
    "净(sum)(average)": "净(sum)(average)",
    "净利润ROE(年)": "净利润ROE(年)",
    "ROE率(年)": "ROE率(年)",
    "é(b)": "é(b)",
}


@pytest.mark.parametrize("text", NAMES)
def test_brackets_that_hold_a_name_belong_to_the_name_before(text: str) -> None:
    """As many as follow without a space, each of them closed; all of it is one reading, wherever it stands."""
    for before, behind in (("", ""), ("b * ", ""), ("", " + 1"), ("(", ")"), ("max(1, ", ")")):
        parsed = parse(f"{before}{text}{behind}")
        assert [node.name for node in parsed.expression.inputs() if "(" in node.name] == [NAMES[text]]
        (reading,) = parsed.readings
        assert (reading.start, reading.end) == (len(before), len(before) + len(text))


@pytest.mark.parametrize(
    "text",
    ["净 (b)", "净( b)", "净(b )", "净(1)", "净(b c)", "净(b", "净('b')", "'净'(b)", "净()", "净(且)", "净(sum(b))"],
)
def test_other_brackets_belong_to_no_name(text: str) -> None:
    """With a space, something else than a plain name, or behind a quoted name, which is whole: no product either."""
    with pytest.raises(GrammarError):
        parse(text)
