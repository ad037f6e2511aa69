"""Where the grammar stops: whole sentences, which quote the word at which it stopped and know what stood before it."""

import pytest

from perfkpi.errors import GrammarError
from perfkpi.language.grammar import parse

ROW = (
    "an operator is missing here; write + - × ÷, or quote a name that has a space",
    "这里缺少运算符；请写 + - × ÷；如果名称含有空格，请加引号",
)
BRACKET = (
    "an operator is missing before the bracket; if the bracket belongs to the name, quote the whole name",
    "括号前缺少运算符；如果括号是名称的一部分，请给整个名称加引号",
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
    "a X": (3, ROW),
    "a 2": (3, ROW),
    "2 a": (3, ROW),
    "(a)(b)": (4, ROW),
    "2(b)": (2, ROW),
    "(2(b))": (3, ROW),
    "if(2(b) > 1, 2, 3)": (5, ROW),
    "if(a(b + c) > 1, 2, 3)": (5, BRACKET),
    "a(2)": (2, BRACKET),
    "(a(2))": (3, BRACKET),
    "a = b": (3, in_condition("=")),
    "a ≥ b": (3, in_condition("≥")),
    "max(a <> b)": (7, in_condition("<>")),
    "a and b": (3, in_name(in_condition("and"))),
    "a 或者 b": (3, in_name(in_condition("或者"))),
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
    assert error.zh.splitlines()[0] == f"第 {character} 个字符：{zh}"
