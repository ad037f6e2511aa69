"""Why a text formula cannot be read on: the sentence for the word at which the grammar stops."""

from __future__ import annotations

from perfkpi.errors import GrammarError
from perfkpi.language.marks import COMPARISONS, Mark, Token
from perfkpi.language.tokens import fault

__all__ = ["if_takes", "missing", "mixed_signs", "no_comparison", "surplus"]


def surplus(text: str, token: Token, before: Token) -> GrammarError:
    """Why the grammar cannot go on with ``token`` behind ``before``."""
    if token.mark is Mark.CLOSE:
        en, zh = "this bracket closes nothing; delete it, or open one before", "这个括号没有对应的左括号；请删去或补上"
    elif token.mark is Mark.COMMA:
        en, zh = "a comma stands only between the arguments of a function", "逗号只能用在函数的参数之间"
    elif token.mark is Mark.PERCENT:
        en, zh = "% stands only behind a number, as in 12%", "% 只能写在数字后面，如 12%"
    elif token.mark in {*COMPARISONS, Mark.AND, Mark.OR}:
        sign = text[token.start : token.end]
        en = f"{sign} belongs into the condition of if(...), as in if(a >= b, 100, 60)"
        zh = f"{sign} 只能用在 if 的条件中，如 if(a >= b, 100, 60)"
        if token.name:
            en, zh = f"{en}; quote it where a measure has this name", f"{zh}；如果是名称，请加引号"
    elif token.mark is Mark.NAME and token.name[0] in "且或并":
        word = "或" if token.name[0] == "或" else "且"
        en = f"an operator is missing here; if {word} joins two conditions, write a space on both sides of it"
        zh = f"这里缺少运算符；如果用“{word}”连接两个条件，请在它前后各加一个空格"
    elif token.mark is Mark.OPEN and before.mark is Mark.NAME:
        en = "an operator is missing before the bracket; if the bracket belongs to the name, quote the whole name"
        zh = "括号前缺少运算符；如果括号是名称的一部分，请给整个名称加引号"
    else:
        en = "an operator is missing here; write + - × ÷, or quote a name that has a space"
        zh = "这里缺少运算符；请写 + - × ÷；如果名称含有空格，请加引号"
    return fault(text, token.start, en=en, zh=zh)


def missing(text: str, token: Token) -> GrammarError:
    """Why ``token`` cannot begin a value."""
    if token.mark is Mark.END:
        return fault(text, token.start, en="a name or number is missing at the end", zh="公式末尾缺少名称或数字")
    sign = text[token.start : token.end]
    en, zh = f"a name or number is missing before {sign}", f"{sign} 前缺少名称或数字"
    if token.name:
        en, zh = f"{en}; quote it where a measure has this name", f"{zh}；如果是名称，请加引号"
    return fault(text, token.start, en=en, zh=zh)


def no_comparison(text: str, token: Token, before: Token) -> GrammarError:
    """Why the condition that ends with ``before``, and before ``token``, asks nothing."""
    en = "a condition compares two values: write if(a >= b, 100, 60)"
    zh = "条件应比较两个数值：请写 if(a >= b, 100, 60)"
    if token.mark is Mark.END:
        return fault(text, token.start, en=en, zh=zh)
    if token.mark not in {Mark.COMMA, Mark.CLOSE, Mark.AND, Mark.OR}:
        return surplus(text, token, before)
    return fault(text, token.start, en=en, zh=zh)


def mixed_signs(text: str, sign: Token) -> GrammarError:
    """Why ``a < b > c`` is not asked."""
    return fault(
        text,
        sign.start,
        en="signs in a row point the same way, as in 60 <= a < 80; otherwise join two comparisons by and",
        zh="连写的比较符号方向必须一致，如 60 <= a < 80；否则请用 且 连接两个比较",
    )


def if_takes(text: str, token: Token) -> GrammarError:
    """Why an ``if`` has too few or too many arguments at ``token``."""
    return fault(
        text,
        token.start,
        en="if takes a condition, a value and the value otherwise: if(a >= b, 100, 60)",
        zh="if 需要条件、满足时的值和否则的值：if(a >= b, 100, 60)",
    )
