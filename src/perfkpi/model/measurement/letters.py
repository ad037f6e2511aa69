"""Letters (等级): what each letter that a rater gives is worth, in points or as a parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, cast

from perfkpi.errors import listed
from perfkpi.language import Const, Expr, Match, Reason, Status, Undefined
from perfkpi.model.parameters.validation import as_pairs, checked_grade, several
from perfkpi.numbers import Numeric, exact

Letters: TypeAlias = tuple[tuple[str, Fraction], ...]

some_letters = several("('A', 100)", 0)
"""The validator of attributes that hold letters: at least one, and none of them twice."""


def as_letters(values: Mapping[str, Numeric] | Iterable[tuple[str, Numeric]]) -> Letters:
    """Convert letters and what each is worth, for attrs: a mapping ``{"A": 100, "B": 80}``, or pairs."""
    pairs = cast("Iterable[tuple[str, Numeric]]", values.items() if isinstance(values, Mapping) else values)
    return as_pairs(
        pairs,
        checked_grade,
        exact,
        en="a letter and what it is worth; write {'A': 100, 'B': 80}",
        zh="“等级, 分值”；请写 {'A': 100, 'B': 80}",
    )


def express_letters(given: Expr, letters: Letters) -> Expr:
    """Express what a letter is worth; one that is not in the list is an invalid value."""
    names = [letter for letter, _ in letters]
    zh, en = f"没有这一等级；可选 {listed(names, 'zh')}", f"there is no such grade; choose {listed(names, 'en')}"
    unknown = Undefined(Status.INVALID_VALUE, Reason("unknown-grade", zh=zh, en=en))
    return Match(given, [(letter, Const(worth)) for letter, worth in letters], unknown)
