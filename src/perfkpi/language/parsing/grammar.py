"""The text grammar: a formula as HR types it, ``税后净利润/所有者权益×100%``, read as an expression.

::

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/") signed)*        also × · ÷; a factor ×100% only says how the value is shown
    signed  = ("+" | "-")* power
    power   = atom ["^" ("+" | "-")* atom]        the exponent is a number
    atom    = number | number "%" | name | quoted name | "(" sum ")" | function "(" sum ("," sum)* ")"
            | "if" "(" condition "," sum "," sum ")"        conditions: see ``language.parsing.conditions``

A word of ASCII letters before a bracket calls a function, which must be known. Minus before a power needs brackets.
``a + b + c`` is one ``Add`` of three terms and ``(a + b) + c`` is an Add in an Add; likewise for ``*``. A quotient
of two numbers is one number, ``1/3``, and so is minus a number.
"""

from __future__ import annotations

from perfkpi.errors import Code, GrammarError, kind_of
from perfkpi.language.expressions import Expr
from perfkpi.language.parsing.parse_notes import Parsed
from perfkpi.language.parsing.parser import Parser


def parse(text: str) -> Parsed:
    """Read a formula.

    >>> from perfkpi.language import Input
    >>> parse("税后净利润 ÷ 所有者权益 × 100%").expression == Input("税后净利润") / Input("所有者权益")
    True

    Args:
        text: at most 2 000 characters; full-width signs and digits are welcome.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
    """
    return _read(text).parsed()


def parse_condition(text: str) -> Expr:
    """Read a condition, as ``if(condition, then, otherwise)`` asks it.

    >>> from perfkpi.language import Compare, Const, Input, Relation
    >>> parse_condition("事故数 ≥ 1") == Compare(Input("事故数"), Relation.AT_LEAST, Const(1))
    True

    Args:
        text: as for ``parse``.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
    """
    return _read(text).parsed_condition()


def functions_called(text: str) -> frozenset[str]:
    """Name the functions that a formula calls, in small letters, whatever letters it writes.

    >>> sorted(functions_called("ROUND(IF(AND(a > 0, b > 0), a / b, 0), 2) + 净收益(亏损)"))
    ['and', 'if', 'round']

    Args:
        text: as for ``parse``.

    Raises:
        GrammarError: the text cannot be read, as in ``parse``.
    """
    parser = _read(text)
    parser.parsed()
    return frozenset(parser.functions)


def _read(text: str) -> Parser:
    if not isinstance(text, str):
        kind = kind_of(text)
        en = f"a formula is text such as 'a / b', not a value of type {kind}"
        zh = f"公式应为文字，如 'a / b'，而不是 {kind} 类型的值"
        raise GrammarError(Code.GRAMMAR, en=en, zh=zh, value=kind)
    return Parser(text)
