"""Where the grammar stops: whole sentences, which quote the word at which it stopped and know what stood before it."""

import pytest

from perfkpi.errors import GrammarError
from perfkpi.language.parsing.grammar import parse

ROW = (
    "an operator is missing here; write + - × ÷, or quote a name that has a space",
    "这里缺少运算符；请写 + - × ÷；如果名称含有空格，请加引号",
)
BRACKET = (
    "an operator is missing before the bracket; if the bracket belongs to the name, quote the whole name",
    "括号前缺少运算符；如果括号是名称的一部分，请给整个名称加引号",
)
TIMES = (
    "an operator is missing here; write times as × or *, not as the letter X",
    "这里缺少运算符；乘号请写 × 或 *，不要用字母 X",
)
TIMES_OR_ROW = (f"{TIMES[0]}, or quote a name that has a space", f"{TIMES[1]}；如果名称含有空格，请加引号")
MINUS = (
    "an operator is missing here; write minus as -, or quote a name that has a space",
    "这里缺少运算符；减号请写 -；如果名称含有空格，请加引号",
)
EQUATION = (
    (
        "a formula is not equated with anything: write only what stands right of the sign; "
        "a comparison belongs into the condition of if(...), as in if(a = b, 100, 60)"
    ),
    "只写等号右边的公式；如果是比较，请写在 if 的条件中，如 if(a = b, 100, 60)",
)
CONDITION = (
    "a condition is no value; leave out what is behind it, or write if(a >= b, 1, 0) where a number is meant",
    "条件不是数值；请删去后面的部分；如果要用作数字，请写 if(a >= b, 1, 0)",
)


def in_condition(sign: str) -> tuple[str, str]:
    """A sign that only a condition has."""
    return (
        f"{sign} belongs into the condition of if(...), as in if(a >= b, 100, 60)",
        f"{sign} 只能用在 if 的条件中，如 if(a >= b, 100, 60)",
    )


def in_name(sentences: tuple[str, str]) -> tuple[str, str]:
    """A word that could be the name of a measure."""
    en, zh = sentences
    return f"{en}; quote it where a measure has this name", f"{zh}；如果是名称，请加引号"


def joining(word: str) -> tuple[str, str]:
    """A word that sticks to the name behind it."""
    return (
        f"an operator is missing here; if {word} joins two conditions, write a space on both sides of it",
        f"这里缺少运算符；如果用“{word}”连接两个条件，请在它前后各加一个空格",
    )


SENTENCES = {
    "a b": (3, ROW),
    "a X": (3, TIMES_OR_ROW),
    "净利 x 收入": (4, TIMES_OR_ROW),
    "净利x 收入": (5, ROW),
    "index 5": (7, ROW),
    "a X5": (3, TIMES_OR_ROW),
    "a Xb": (3, ROW),
    "X 5": (1, TIMES_OR_ROW),
    "a / 净利X 5": (7, TIMES_OR_ROW),
    "a / bX100%": (6, TIMES),
    "净利ｘ１００％": (3, TIMES),
    "净利х12.5%": (3, TIMES),
    "(a / b)X100%": (8, TIMES),
    "(a / b)Xc": (8, TIMES),
    "2xa": (2, TIMES),
    "2% x a": (4, TIMES_OR_ROW),
    "1一(a)": (2, MINUS),
    "净利 ー 2": (4, MINUS),
    "(a)一季度": (4, MINUS),
    "a 2": (3, ROW),
    "2 a": (3, ROW),
    "(a)(b)": (4, ROW),
    "2(b)": (2, ROW),
    "(2(b))": (3, ROW),
    "if(2(b) > 1, 2, 3)": (5, ROW),
    "if(净利(b + c) > 1, 2, 3)": (6, BRACKET),
    "净利(2)": (3, BRACKET),
    "(净利(2))": (4, BRACKET),
    "净利 (a)": (4, BRACKET),
    "'sum'(a)": (6, ROW),
    "a = b": (3, EQUATION),
    "净资产收益率＝税后净利润/所有者权益": (7, EQUATION),
    "净资产收益率（%） = a / b": (11, EQUATION),
    "净利率 ROE = a / b": (9, EQUATION),
    "=SUM(a, b)": (1, EQUATION),
    "a + b == c": (7, EQUATION),
    "if(a = b, 1, 0) = c": (17, EQUATION),
    "max(a = b, 2)": (7, in_condition("=")),
    "a ≥ b": (3, in_condition("≥")),
    "max(a <> b)": (7, in_condition("<>")),
    "a and b": (3, in_name(in_condition("and"))),
    "a 或者 b": (3, in_name(in_condition("或者"))),
    "and(a > 1, b > 1)": (1, in_name(in_condition("and"))),
    "1 + NOT(a > 1)": (5, in_name(in_condition("NOT"))),
    "if(a > OR(b > 1), 2, 3)": (8, in_name(in_condition("OR"))),
    "if(AND(a > 1, b > 1) = 1, 2, 3)": (22, CONDITION),
    "if(NOT(a > 1) * 2 > 1, 2, 3)": (15, CONDITION),
    "if((a > 1) - 1 > 1, 2, 3)": (12, CONDITION),
    "if(a > 1且b > 1, 2, 3)": (9, joining("且")),
    "if(a > 1或b > 1, 2, 3)": (9, joining("或")),
    "if(a > 1并且b > 1, 2, 3)": (9, joining("且")),
    "a 或且": (3, joining("或")),
    "a 且或": (3, joining("且")),
    "a + × b": (5, ("a name or number is missing before ×", "× 前缺少名称或数字")),
    "a + 且": (5, in_name(("a name or number is missing before 且", "且 前缺少名称或数字"))),
    "a + ": (5, ("a name or number is missing at the end", "公式末尾缺少名称或数字")),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_fits_the_word_and_what_stands_before_it(text: str) -> None:
    """The same advice in both languages, in front of the text and its mark."""
    character, (en, zh) = SENTENCES[text]
    with pytest.raises(GrammarError) as caught:
        parse(text)
    error = caught.value
    assert (error.where, error.value) == (f"character {character}", text)
    assert error.en.splitlines()[0] == en
    assert error.zh.splitlines()[0] == zh
