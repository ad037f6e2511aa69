"""The words of the text grammar: names, numbers and signs, each with its place in the original text."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from perfkpi.errors import Code, GrammarError
from perfkpi.language.parsing.characters import advice, begins_name, continues_name, usual
from perfkpi.language.parsing.token_kinds import COMPARISONS, ORIGINAL_FUNCTIONS, QUOTES, WORDS, Token, TokenKind
from perfkpi.numbers import exact, normalised
from perfkpi.numerals import as_decimal
from perfkpi.visible import hidden_in, is_hidden

MAX_TEXT = 2_000
"""The longest formula, in characters."""

MAX_DIGITS = 50
"""The longest number in a formula."""

_NUMBER = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(\s*%)?", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)", re.ASCII)
_FULL_STOP = re.compile(r"\d+。\d+", re.ASCII)
_WINDOW = 30

_SIGNS = frozenset("+-*/^(),%")

_COMPARED = {kind.value: kind for kind in COMPARISONS} | {
    "==": TokenKind.EQUAL,
    "<>": TokenKind.UNEQUAL,
    "≥": TokenKind.AT_LEAST,
    "≧": TokenKind.AT_LEAST,
    "⩾": TokenKind.AT_LEAST,
    "≤": TokenKind.AT_MOST,
    "≦": TokenKind.AT_MOST,
    "⩽": TokenKind.AT_MOST,
    "≠": TokenKind.UNEQUAL,
}
_REVERSED = {"=>": ">=", "=<": "<=", "><": "!="}


def fault(text: str, at: int, en: str, zh: str, code: Code = Code.GRAMMAR) -> GrammarError:
    """Build the error that points at the character ``text[at]``, in a line of its own under the text."""
    excerpt, value = _excerpt(text, at), text if len(text) <= MAX_TEXT else f"{text[:_WINDOW]}..."
    return GrammarError(code, en=f"{en}\n{excerpt}", zh=f"{zh}\n{excerpt}", where=f"character {at + 1}", value=value)


def _excerpt(text: str, at: int) -> str:
    first, last = max(0, at - _WINDOW), at + _WINDOW
    lead, tail = "..." if first else "", "..." if last < len(text) else ""
    shown = "".join(" " if is_hidden(character) else character for character in text[first:last])
    indent = "".join(_blank(character) for character in shown[: at - first])
    return f"{lead}{shown}{tail}\n{' ' * len(lead)}{indent}^"


def _blank(character: str) -> str:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return ""
    return "\N{IDEOGRAPHIC SPACE}" if unicodedata.east_asian_width(character) in {"W", "F"} else " "


def numeral(value: Fraction) -> str | None:
    """Write the digits of a non-negative number: ``0.12``, or ``1/3``; ``None`` where they are too many to read."""
    text = as_decimal(value, MAX_DIGITS)
    if text is not None and len(text) <= MAX_DIGITS + ("." in text):
        return text
    if max(value.numerator, value.denominator) < 10**MAX_DIGITS:
        return f"{value.numerator}/{value.denominator}"
    return None


def is_plain(name: str) -> bool:
    """Tell whether a normalised name can stand without quotation marks."""
    reserved = name.lower() in ORIGINAL_FUNCTIONS or name.lower() in WORDS
    return begins_name(name[0]) and all(map(continues_name, name)) and not reserved


def tokenise(text: str) -> tuple[Token, ...]:
    """Split the text into its words, and add one that marks its end.

    Raises:
        GrammarError: a character, number or name that cannot be read, or a text beyond 2 000 characters.
    """
    if len(text) > MAX_TEXT:
        en = f"a formula has at most {MAX_TEXT} characters, not {len(text)}; name parts of it as indicators"
        zh = f"公式最多 {MAX_TEXT} 个字符，而这里有 {len(text)} 个；请把其中的部分另设为指标"
        raise fault(text, MAX_TEXT, en, zh, Code.GRAMMAR_LIMIT)
    plain = "".join(map(usual, text))
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if plain[at].isspace():
            at += 1
            continue
        tokens.append(_token(text, plain, at))
        at = tokens[-1].end
    return (*tokens, Token(TokenKind.END, at, at))


def _token(text: str, plain: str, at: int) -> Token:
    character = plain[at]
    if character in _SIGNS:
        return Token(TokenKind(character), at, at + 1)
    if character in "0123456789.":
        return _number(text, plain, at)
    if character in QUOTES:
        return _quoted(text, plain, at)
    if begins_name(character):
        end = at
        while end < len(plain) and continues_name(plain[end]):
            end += 1
        name = normalised(text[at:end])
        return Token(WORDS.get(name.lower(), TokenKind.NAME), at, end, name=name)
    for length in (2, 1):
        if plain[at : at + length] in _COMPARED:
            return _comparison(text, plain, at, length)
    raise _unknown(text, plain, at)


def _comparison(text: str, plain: str, at: int, length: int) -> Token:
    sign = plain[at : at + 2]
    if sign in _REVERSED:
        usual = _REVERSED[sign]
        en, zh = f"the sign is written {usual}, not {sign}", f"比较符号应写成 {usual}，而不是 {sign}"
        raise fault(text, at, en, zh)
    return Token(_COMPARED[plain[at : at + length]], at, at + length)


def _number(text: str, plain: str, at: int) -> Token:
    _refuse_separators(text, plain, at)
    match = _NUMBER.match(plain, at)
    if match is None or plain[match.end() : match.end() + 1] == ".":
        en = "a number has one decimal point with a digit behind it, as in 0.5"
        zh = "一个数字只有一个小数点，且小数点后要有数字，如 0.5"
        raise fault(text, match.end() if match else at, en, zh)
    value = exact(f"{match[1]}%" if match[2] else match[1]) if len(match[1]) <= MAX_DIGITS + 1 else None
    if value is None or numeral(value) is None:
        en = f"a number in a formula has at most {MAX_DIGITS} digits; write fewer"
        raise fault(text, at, en, f"公式中的数字最多 {MAX_DIGITS} 位；请减少位数", Code.GRAMMAR_LIMIT)
    return Token(TokenKind.PERCENTAGE if match[2] else TokenKind.NUMBER, at, match.end(), value=value)


def _refuse_separators(text: str, plain: str, at: int) -> None:
    if found := _THOUSANDS.match(plain, at):
        joined = found[0].replace(",", "")
        en = f"a number has no thousands separators; write {joined}, or a space behind a comma between two numbers"
        zh = f"数字中不能有千位分隔符；请写 {joined}；如果是两个数字，请在逗号后加空格"
        raise fault(text, plain.index(",", at), en, zh)
    if found := _FULL_STOP.match(plain, at):
        point = found[0].replace("。", ".")
        en, zh = f"“。” is not a decimal point; write {point}", f"“。”不是小数点；请写 {point}"
        raise fault(text, plain.index("。", at), en, zh)


def _quoted(text: str, plain: str, at: int) -> Token:
    closing = QUOTES[plain[at]]
    end = plain.find(closing, at + 1)
    if end < 0 or plain[at] in plain[at + 1 : end]:
        en = f"the quoted name that begins here is not closed; write {closing} behind it"
        raise fault(text, at, en, f"从这里开始的带引号的名称没有结束；请在名称后写 {closing}")
    name = normalised(text[at + 1 : end])
    if not name or hidden_in(text[at + 1 : end]) is not None:
        en = "the quoted name is empty or unprintable; write the name of a measure"
        zh = "引号内是空的或含不可见的字符；请写名称"
        raise fault(text, at, en, zh)
    return Token(TokenKind.QUOTED, at, end + 1, name=name)


def _unknown(text: str, plain: str, at: int) -> GrammarError:
    character = plain[at]
    shown = f"{character} (U+{ord(text[at]):04X})" if not is_hidden(character) else f"U+{ord(text[at]):04X}"
    en, zh = advice(character)
    return fault(text, at, f"{shown} means nothing in a formula; {en}", f"公式中不能用 {shown}；{zh}")
