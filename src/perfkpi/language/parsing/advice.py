"""Why a text formula cannot be read on: the sentence for the word at which the grammar stops."""

from __future__ import annotations

import re

from perfkpi.errors import GrammarError, cut
from perfkpi.language.parsing.token_kinds import COMPARISONS, Token, TokenKind
from perfkpi.language.parsing.tokenizer import fault
from perfkpi.visible import hidden_in

_FIGURES = frozenset({TokenKind.NUMBER, TokenKind.PERCENTAGE})
_LETTER_TIMES = re.compile(r"[xXｘＸχΧхХ](?=[\d.．]*$)")
"""A letter (Latin, Greek, Cyrillic) that looks like the sign of a product, before a number or alone."""
_LETTER_MINUS = re.compile(r"[一ー]")
_LONGEST_SPELLING = 40


def surplus(text: str, token: Token, before: Token) -> GrammarError:
    """Explain why the grammar cannot go on with ``token`` behind ``before``."""
    place = token.start
    if (times := _letter_times(text, token, before)) is not None:
        place = times
        en = "an operator is missing here; write times as × or *, not as the letter X"
        zh = "这里缺少运算符；乘号请写 × 或 *，不要用字母 X"
        if before.end < token.start:
            en, zh = f"{en}, or quote a name that has a space", f"{zh}；如果名称含有空格，请加引号"
    elif token.kind is TokenKind.CLOSE:
        en, zh = "this bracket closes nothing; delete it, or open one before", "这个括号没有对应的左括号；请删去或补上"
    elif token.kind is TokenKind.COMMA:
        en, zh = "a comma stands only between the arguments of a function", "逗号只能用在函数的参数之间"
    elif token.kind is TokenKind.PERCENT:
        en, zh = "% stands only behind a number, as in 12%", "% 只能写在数字后面，如 12%"
    elif token.kind in {*COMPARISONS, TokenKind.AND, TokenKind.OR}:
        return condition_only(text, token)
    elif token.kind is TokenKind.NAME and token.name[0] in "且或并":
        word = "或" if token.name[0] == "或" else "且"
        en = f"an operator is missing here; if {word} joins two conditions, write a space on both sides of it"
        zh = f"这里缺少运算符；如果用“{word}”连接两个条件，请在它前后各加一个空格"
    elif token.kind is TokenKind.NAME and _LETTER_MINUS.match(token.name):
        en = "an operator is missing here; write minus as -, or quote a name that has a space"
        zh = "这里缺少运算符；减号请写 -；如果名称含有空格，请加引号"
    elif token.kind is TokenKind.OPEN and before.kind is TokenKind.NAME:
        en = "an operator is missing before the bracket; if the bracket belongs to the name, quote the whole name"
        zh = "括号前缺少运算符；如果括号是名称的一部分，请给整个名称加引号"
    else:
        en = "an operator is missing here; write + - × ÷, or quote a name that has a space"
        zh = "这里缺少运算符；请写 + - × ÷；如果名称含有空格，请加引号"
    return fault(text, place, en, zh)


def _letter_times(text: str, token: Token, before: Token) -> int | None:
    """Find where a letter stands for the sign of a product, as in ``(a/b)X100%`` or ``a/bX100%``."""
    adjacent = before.end == token.start
    if token.kind is TokenKind.NAME:
        behind_operand = adjacent and before.kind in {*_FIGURES, TokenKind.CLOSE}
        end = token.start + 1 if behind_operand else token.end
        return token.start if _LETTER_TIMES.match(text, token.start, end) else None
    if token.kind not in {TokenKind.PERCENT, *_FIGURES} or before.kind is not TokenKind.NAME:
        return None
    found = _LETTER_TIMES.search(text, before.start, before.end)
    if found is None or not (adjacent or found.start() == before.start or not text[found.start() - 1].isascii()):
        return None  # index 5
    return found.start()


def condition_only(text: str, token: Token) -> GrammarError:
    """Explain why a word of a condition stands at no value: ``a > 1``, ``a and b`` and ``AND(a > 1, b > 2)``."""
    sign = cut(text[token.start : token.end])
    en = f"{sign} belongs into the condition of if(...), as in if(a >= b, 100, 60)"
    zh = f"{sign} 只能用在 if 的条件中，如 if(a >= b, 100, 60)"
    return _unless_quoted(text, token, en, zh)


def _unless_quoted(text: str, token: Token, en: str, zh: str) -> GrammarError:
    """The error at a word that is taken for a part of the grammar, and may be a name."""
    if token.name:
        en, zh = f"{en}; quote it where a measure has this name", f"{zh}；如果是名称，请加引号"
    return fault(text, token.start, en, zh)


def condition_as_value(text: str, sign: Token) -> GrammarError:
    """Explain why nothing is computed with a condition: ``AND(a > 1, b > 2) = TRUE``, ``(a > 1) + 1``."""
    en = "a condition is no value; leave out what is behind it, or write if(a >= b, 1, 0) where a number is meant"
    return fault(text, sign.start, en, "条件不是数值；请删去后面的部分；如果要用作数字，请写 if(a >= b, 1, 0)")


def equation(text: str, sign: Token) -> GrammarError:
    """Explain why ``净资产收益率 = a / b`` is no formula."""
    condition = "if(a = b, 100, 60)"
    en = "a formula is not equated with anything: write only what stands right of the sign"
    en = f"{en}; a comparison belongs into the condition of if(...), as in {condition}"
    return fault(text, sign.start, en, f"只写等号右边的公式；如果是比较，请写在 if 的条件中，如 {condition}")


def missing(text: str, token: Token) -> GrammarError:
    """Explain why ``token`` cannot begin a value."""
    if token.kind is TokenKind.END:
        return fault(text, token.start, "a name or number is missing at the end", "公式末尾缺少名称或数字")
    sign = cut(text[token.start : token.end])
    return _unless_quoted(text, token, f"a name or number is missing before {sign}", f"{sign} 前缺少名称或数字")


def minus_of_power(text: str, minus: Token, base: Token, power: Token, end: int) -> GrammarError:
    """Explain why ``-a^2`` is refused, where ``base`` begins the power and ``power`` is its sign.

    A spreadsheet squares minus a, mathematics takes minus the square of a.
    """
    whole = f"-({text[base.start : end]})"
    inner = f"(-{text[base.start : power.start].rstrip()}){text[power.start : end]}"
    if len(whole) > _LONGEST_SPELLING or hidden_in(whole) is not None:
        whole, inner = "-(a^2)", "(-a)^2"
    en = f"minus before a power is read in two ways; write {whole} or {inner}"
    return fault(text, minus.start, en, f"乘方前的负号有两种读法；请写 {whole} 或 {inner}")


def no_comparison(text: str, token: Token, before: Token) -> GrammarError:
    """Explain why the condition that ends with ``before``, and before ``token``, asks nothing."""
    if token.kind not in {TokenKind.END, TokenKind.COMMA, TokenKind.CLOSE, TokenKind.AND, TokenKind.OR}:
        return surplus(text, token, before)
    en = "a condition compares two values: write a >= b"
    zh = "条件应比较两个数值：请写 a >= b"
    return fault(text, token.start, en, zh)


def mixed_signs(text: str, sign: Token) -> GrammarError:
    """Explain why ``a < b > c`` is not asked."""
    en = "signs in a row point the same way, as in 60 <= a < 80; otherwise join two comparisons by and"
    return fault(text, sign.start, en, "连写的比较符号方向必须一致，如 60 <= a < 80；否则请用 且 连接两个比较")


def if_takes(text: str, token: Token) -> GrammarError:
    """Explain why an ``if`` has too few or too many arguments at ``token``."""
    en = "if takes a condition, a value and the value otherwise: if(a >= b, 100, 60)"
    return fault(text, token.start, en, "if 需要条件、满足时的值和否则的值：if(a >= b, 100, 60)")
