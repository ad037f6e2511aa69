"""What sorts of words a text formula has, and which of them are reserved."""

from __future__ import annotations

from enum import StrEnum, unique
from fractions import Fraction

from attrs import frozen

__all__ = [
    "COMPARISONS",
    "CONDITION_FUNCTIONS",
    "FUNCTIONS",
    "ORIGINAL_FUNCTIONS",
    "QUOTES",
    "WORDS",
    "Mark",
    "Token",
]

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

_LATER = {"average", "int", "mod", "rounddown", "roundup", "sum", "四舍五入"}

FUNCTIONS = tuple(sorted({*ORIGINAL_FUNCTIONS, *CONDITION_FUNCTIONS, *_LATER}))
"""All functions, in any case of letters; later ones are functions only before a bracket."""

QUOTES = {'"': '"', "'": "'", "「": "」", "“": "”", "『": "』"}
"""What closes a name that begins with each quotation mark."""


@unique
class Mark(StrEnum):
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


COMPARISONS = (Mark.AT_LEAST, Mark.MORE, Mark.AT_MOST, Mark.LESS, Mark.EQUAL, Mark.UNEQUAL)
"""The signs that compare two values, inside ``if`` only."""

WORDS = {"and": Mark.AND, "且": Mark.AND, "并且": Mark.AND, "or": Mark.OR, "或": Mark.OR, "或者": Mark.OR}
"""The words that join conditions; a measure of such a name is quoted."""


@frozen(cache_hash=True)
class Token:
    """A word of the text: ``text[start:end]``.

    Attributes:
        mark: what sort of word.
        start: where it begins in the original text.
        end: where it ends.
        name: the normalised name, where it is one.
        value: the number, where it is one.
    """

    mark: Mark
    start: int
    end: int
    name: str = ""
    value: Fraction = Fraction(0)
