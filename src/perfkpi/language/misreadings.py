"""Why a text formula cannot be read on: the sentence for the word at which the grammar stops."""

from __future__ import annotations

from perfkpi.errors import GrammarError
from perfkpi.language.tokens import Mark, Token, fault

__all__ = ["missing", "surplus"]


def surplus(text: str, token: Token, before: Token) -> GrammarError:
    """Why the grammar cannot go on with ``token`` behind ``before``."""
    if token.mark is Mark.CLOSE:
        en, zh = "this bracket closes nothing; delete it, or open one before", "这个括号没有对应的左括号；请删去或补上"
    elif token.mark is Mark.COMMA:
        en, zh = "a comma stands only between the arguments of a function", "逗号只能用在函数的参数之间"
    elif token.mark is Mark.PERCENT:
        en, zh = "% stands only behind a number, as in 12%", "% 只能写在数字后面，如 12%"
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
    return fault(text, token.start, en=f"a name or number is missing before {sign}", zh=f"{sign} 前缺少名称或数字")
