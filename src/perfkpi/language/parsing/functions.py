"""Calls of functions that are refused: by a name that no function has, or with too few or too many arguments."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import GrammarError, was_meant
from perfkpi.language.parsing.token_kinds import FUNCTIONS, Token, TokenKind
from perfkpi.language.parsing.tokenizer import fault
from perfkpi.visible import hidden_in

_LONGEST_QUOTED = 40
"""How alike a word and a function are, of 1, that was perhaps meant: AVERGE is, NET is no NOT."""

_INSTEAD = {
    "absolute": "abs(a)",
    "avg": "average(a, b)",
    "ceil": "round_up(a)",
    "ceiling": "round_up(a)",
    "coalesce": "ifmissing(a, 0)",
    "fix": "rounddown(a, 0)",
    "iferror": "ifmissing(a, 0)",
    "ifna": "ifmissing(a, 0)",
    "ifnull": "ifmissing(a, 0)",
    "integer": "int(a)",
    "maximum": "max(a, b)",
    "mean": "average(a, b)",
    "minimum": "min(a, b)",
    "modulo": "mod(a, b)",
    "nvl": "ifmissing(a, 0)",
    "pow": "a^2",
    "power": "a^2",
    "product": "a * b",
    "quotient": "rounddown(a / b, 0)",
    "sqrt": "a^0.5",
    "trunc": "rounddown(a, 0)",
}
"""What is written in place of functions that people know from elsewhere."""


def unknown_function(text: str, name: Token, behind: Sequence[Token]) -> GrammarError:
    """Explain why a word before a bracket is refused; ``behind`` are the words after it, up to three."""
    called = name.name if len(name.name) <= _LONGEST_QUOTED else f"{name.name[:_LONGEST_QUOTED]}…"
    whole = f"{called}(...)"
    if [token.kind for token in behind] == [TokenKind.OPEN, TokenKind.NAME, TokenKind.CLOSE]:
        spelling = text[name.start : behind[-1].end]
        whole = spelling if len(spelling) <= _LONGEST_QUOTED and hidden_in(spelling) is None else whole
    en, zh = _hint(name.name.lower())
    return fault(
        text,
        name.start,
        f"there is no function {called}{en}; where a measure is called {whole}, quote the whole name; where it is "
        f"called {called}, write an operator before the bracket; the functions are {', '.join(FUNCTIONS)}",
        f"没有函数 {called}{zh}；如果 {whole} 是名称，请给整个名称加引号；如果 {called} 是名称，"
        f"请写出括号前的运算符；可用的函数有 {'、'.join(FUNCTIONS)}",
    )


def _hint(name: str) -> tuple[str, str]:
    if instead := _INSTEAD.get(name):
        return f" (write {instead})", f"（请写 {instead}）"
    return was_meant(name, FUNCTIONS, "en"), was_meant(name, FUNCTIONS, "zh")


def must_be_called(text: str, name: Token) -> GrammarError:
    """Explain why the reserved name of a function cannot stand without a bracket."""
    en = f"{name.name} is a function; write {name.name}(...), or quote it where a measure has this name"
    return fault(text, name.start, en, f"{name.name} 是函数；请写 {name.name}(...)；如果是名称，请加引号")


def takes(text: str, name: Token, *, en: str, zh: str) -> GrammarError:
    """Explain why a function cannot be called with so many arguments: what it takes, in Chinese with the verb."""
    return fault(text, name.start, f"{name.name.lower()} takes {en}", f"{name.name.lower()} {zh}")
