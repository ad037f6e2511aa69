"""What a constraint compares: numbers of the value that owns it, what is calculated of them, and the comparisons."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from perfkpi.language import Belongs, Const, Edge, Expr, Floor, Max, Min, decide, lift
from perfkpi.model.constraints.captions import ZERO, caption_of, is_several
from perfkpi.model.constraints.telling import Telling
from perfkpi.model.measures import Field
from perfkpi.model.operands import Formula
from perfkpi.model.parameters import express_parameter
from perfkpi.numbers import Numeric, exact

__all__ = [
    "Comparison",
    "Condition",
    "Gap",
    "Given",
    "Leaf",
    "Number",
    "Read",
    "Term",
    "Whole",
    "least",
    "most",
    "of",
    "read",
]

Number: TypeAlias = Fraction | Expr
"""A number that the constructor knows, or one that a row has."""


class Gap(NamedTuple):
    """What must be positive, or at least not negative, in every row."""

    size: Expr
    strict: bool

    def guard(self, refused: Expr, then: Expr) -> Expr:
        """``then`` where the row fulfils it."""
        return decide(self.size, [Edge(Const(0), Belongs.BELOW if self.strict else Belongs.ABOVE)], [refused, then])


Read: TypeAlias = "bool | Gap"
"""Whether a condition is fulfilled, or what decides on it in every row."""


def read(value: object) -> Number | None:
    """A parameter as a number, or as what a row has in its place; ``None`` for what is no number, and sets no limit."""
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, (Field, Formula)):
        return express_parameter(value)
    return Fraction(value) if isinstance(value, int) else None


class Condition(ABC):
    """What numbers must fulfil."""

    __slots__ = ()

    @abstractmethod
    def read(self, owner: object) -> Read:
        """Whether it is fulfilled; what decides on it, where that varies by row; true where it does not apply."""

    @abstractmethod
    def breach(self, owner: object, telling: Telling) -> str:
        """What is said where it is not fulfilled."""

    @property
    @abstractmethod
    def terms(self) -> tuple[Leaf, ...]:
        """What it compares, what it is about before what that is compared with."""


class Term(ABC):
    """A number that a constraint speaks of."""

    __slots__ = ()

    @abstractmethod
    def read(self, owner: object) -> Number | None:
        """The number, where there is one."""

    @abstractmethod
    def tell(self, owner: object, telling: Telling) -> str:
        """What it is called, and what it is."""

    @property
    @abstractmethod
    def terms(self) -> tuple[Leaf, ...]:
        """Of what it is calculated, or itself."""

    @property
    @abstractmethod
    def is_several(self) -> bool:
        """Whether it is called by a word in the plural."""

    @property
    def is_whole(self) -> Whole:
        """That it is a whole number."""
        return Whole(self)

    def __add__(self, other: Term | Numeric) -> Term:
        return _Calculated("+", (self, _term(other)))

    def __sub__(self, other: Term | Numeric) -> Term:
        return _Calculated("-", (self, _term(other)))

    def __mul__(self, other: Term | Numeric) -> Term:
        return _Calculated("×", (self, _term(other)))

    def __abs__(self) -> Term:
        return most(self, Given(Fraction(0)) - self)

    def __lt__(self, other: Term | Numeric) -> Comparison:
        return Comparison(self, "<", _term(other))

    def __le__(self, other: Term | Numeric) -> Comparison:
        return Comparison(self, "≤", _term(other))

    def __gt__(self, other: Term | Numeric) -> Comparison:
        return Comparison(self, ">", _term(other))

    def __ge__(self, other: Term | Numeric) -> Comparison:
        return Comparison(self, "≥", _term(other))


def _term(value: Term | Numeric) -> Term:
    return value if isinstance(value, Term) else Given(exact(value))


class Leaf(Term):
    """A number that was given, and is not calculated."""

    __slots__ = ()

    @abstractmethod
    def value(self, owner: object) -> object:
        """What was given for it."""

    @property
    @abstractmethod
    def place(self) -> str:
        """The attribute that it is; empty where it is none."""

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return (self,)


class Given(Leaf):
    """A number that stands in the constraint itself, or a parameter that a list holds."""

    __slots__ = ("_caption", "_place", "_value")

    def __init__(self, value: object, place: str = "", caption: str = "") -> None:
        self._value = value
        self._place = place
        self._caption = caption

    @property
    def is_zero(self) -> bool:
        """Whether it is the number 0 of the constraint itself, and not one that somebody gave."""
        return not self._place and self._value == 0

    def read(self, owner: object) -> Number | None:
        return read(self._value)

    def tell(self, owner: object, telling: Telling) -> str:
        return telling.named(caption_of(self._caption), self._value) if self._caption else telling.quoted(self._value)

    def value(self, owner: object) -> object:
        return self._value

    @property
    def place(self) -> str:
        return self._place

    @property
    def is_several(self) -> bool:
        return is_several(self._caption)


def of(value: object, place: str, caption: str = "") -> Term:
    """A parameter that stands in a list.

    Args:
        value: the number, field or formula.
        place: where it stands, such as ``tiers[2].points``.
        caption: the attribute that tells what it is called; the last one of the place, where none is named.
    """
    return Given(value, place, caption or place.rpartition(".")[2].partition("[")[0])


def _sum(numbers: Sequence[Number]) -> Number:
    one, other = numbers
    return one + other


def _difference(numbers: Sequence[Number]) -> Number:
    one, other = numbers
    return one - other


def _product(numbers: Sequence[Number]) -> Number:
    one, other = numbers
    return one * other


def _least(numbers: Sequence[Number]) -> Number:
    known = [each for each in numbers if isinstance(each, Fraction)]
    return min(known) if len(known) == len(numbers) else Min([lift(each) for each in numbers])


def _most(numbers: Sequence[Number]) -> Number:
    known = [each for each in numbers if isinstance(each, Fraction)]
    return max(known) if len(known) == len(numbers) else Max([lift(each) for each in numbers])


_OPERATIONS: dict[str, Callable[[Sequence[Number]], Number]] = {
    "+": _sum,
    "-": _difference,
    "×": _product,
    "min": _least,
    "max": _most,
}


class _Calculated(Term):
    """What is calculated of other terms; where one of them sets no limit, it sets none."""

    __slots__ = ("_operation", "_parts")

    def __init__(self, operation: str, parts: tuple[Term, ...]) -> None:
        self._operation = operation
        self._parts = parts

    def read(self, owner: object) -> Number | None:
        numbers = [part.read(owner) for part in self._parts]
        known = [number for number in numbers if number is not None]
        return _OPERATIONS[self._operation](known) if len(known) == len(numbers) else None

    def tell(self, owner: object, telling: Telling) -> str:
        told = [part.tell(owner, telling) for part in self._parts]
        return (
            f" {self._operation} ".join(told) if len(self._operation) == 1 else f"{self._operation}({', '.join(told)})"
        )

    @property
    def is_several(self) -> bool:
        return any(part.is_several for part in self._parts)

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return tuple(term for part in self._parts for term in part.terms)


def least(*terms: Term) -> Term:
    """The smallest of several."""
    return terms[0] if len(terms) == 1 else _Calculated("min", terms)


def most(*terms: Term) -> Term:
    """The largest of several."""
    return terms[0] if len(terms) == 1 else _Calculated("max", terms)


class Comparison(Condition):
    """That one number is less, more, at least or at most another one."""

    __slots__ = ("left", "relation", "right")

    def __init__(self, left: Term, relation: str, right: Term) -> None:
        self.left = left
        self.relation = relation
        self.right = right

    def read(self, owner: object) -> Read:
        left, right = self.left.read(owner), self.right.read(owner)
        if left is None or right is None:
            return True
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return _HOLDS[self.relation](left, right)
        gap = right - left if self.relation in "<≤" else left - right
        assert isinstance(gap, Expr)  # noqa: S101  # one of the two is
        return Gap(gap, strict=self.relation in "<>")

    def breach(self, owner: object, telling: Telling) -> str:
        zero = isinstance(self.right, Given) and self.right.is_zero
        words = (ZERO if zero else _NOT)[self.relation]
        told = telling.either(*words)
        if self.left.is_several:
            told = told.replace("is ", "are ", 1)
        left, right = self.left.tell(owner, telling), "" if zero else self.right.tell(owner, telling)
        return telling.joined(left, told, right)

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return (*self.left.terms, *self.right.terms)


_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": Fraction.__lt__,
    "≤": Fraction.__le__,
    ">": Fraction.__gt__,
    "≥": Fraction.__ge__,
}
_NOT = {
    "<": ("is not below", "不低于"),
    "≤": ("is above", "高于"),
    ">": ("is not above", "不高于"),
    "≥": ("is below", "低于"),
}


class Whole(Condition):
    """That a number is whole."""

    __slots__ = ("_number",)

    def __init__(self, number: Term) -> None:
        self._number = number

    def read(self, owner: object) -> Read:
        number = self._number.read(owner)
        if number is None or isinstance(number, Fraction):
            return number is None or number.denominator == 1
        return Gap(Floor(number) - number, strict=False)

    def breach(self, owner: object, telling: Telling) -> str:
        return telling.joined(
            self._number.tell(owner, telling), telling.either("is not a whole number", "不是整数"), ""
        )

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return self._number.terms
