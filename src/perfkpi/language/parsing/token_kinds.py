"""What sorts of words a text formula has, and which of them are reserved."""

from __future__ import annotations

from enum import StrEnum, unique
from fractions import Fraction

from attrs import frozen

from perfkpi.value_objects import ValueObject

ORIGINAL_FUNCTIONS = frozenset(
    {
        "abs",
        "floor",
        "if",
        "max",
        "min",
        "round",
        "round_away_from_zero",
        "round_down",
        "round_half_down",
        "round_half_even",
        "round_half_up",
        "round_towards_zero",
        "round_up",
    }
)
"""The functions of the first grammar: their names are reserved, whatever follows; a measure of such a name is quoted.

A text that was stored when there were no others, and that calls another one now, had read it as part of a name.
"""

CONDITION_FUNCTIONS = ("and", "not", "or")
"""The functions that join or turn round conditions, inside ``if`` only."""

_LATER = {"average", "ifmissing", "int", "mod", "rounddown", "roundup", "sum", "四舍五入"}

FUNCTIONS = tuple(sorted({*ORIGINAL_FUNCTIONS, *CONDITION_FUNCTIONS, *_LATER}))
"""All functions, in any case of letters; later ones are functions only before a bracket."""

QUOTES = {'"': '"', "'": "'", "「": "」", "“": "”", "『": "』"}
"""What closes a name that begins with each quotation mark."""


@unique
class TokenKind(StrEnum):
    """What sort of word a token is."""

    NAME = "name"
    QUOTED = "quoted"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"
    POWER = "^"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    PERCENT = "%"
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="
    UNEQUAL = "!="
    AND = "and"
    OR = "or"
    END = "end"


COMPARISONS = (
    TokenKind.AT_LEAST,
    TokenKind.MORE,
    TokenKind.AT_MOST,
    TokenKind.LESS,
    TokenKind.EQUAL,
    TokenKind.UNEQUAL,
)
"""The signs that compare two values, inside ``if`` only."""

WORDS = {
    "and": TokenKind.AND,
    "且": TokenKind.AND,
    "并且": TokenKind.AND,
    "or": TokenKind.OR,
    "或": TokenKind.OR,
    "或者": TokenKind.OR,
}
"""The words that join conditions; a measure of such a name is quoted."""


@frozen(eq=False)
class Token(ValueObject):
    """A word of the text: ``text[start:end]``.

    Attributes:
        kind: what sort of word.
        start: where it begins in the original text.
        end: where it ends.
        name: the normalised name, where it is one.
        value: the number, where it is one.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    value: Fraction = Fraction(0)
