"""Conditions on numbers: how two of them compare, whether one is whole, and what decides on it in every row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar, NamedTuple, TypeAlias

from perfkpi.language import Const, Edge, EdgeSide, Expr, Floor, Round, RoundingMode, decide
from perfkpi.model.parameters.constraints.captions import ZERO
from perfkpi.model.parameters.constraints.telling import Telling

Number: TypeAlias = Fraction | Expr
"""A number that the constructor knows, or one that a row has."""


class Gap(NamedTuple):
    """A number that says of every row whether it fulfils a condition: by the side of an edge on which it lies."""

    size: Expr
    edge: Edge
    above: bool = True
    also: Gap | None = None
    """What the row has to fulfil besides."""

    def guard(self, refused: Expr, then: Expr) -> Expr:
        """Express ``then`` where the row fulfils it."""
        if self.also is not None:
            then = self.also.guard(refused, then)
        return decide(self.size, [self.edge], [refused, then] if self.above else [then, refused])


Read: TypeAlias = "bool | Gap"
"""Whether a condition is fulfilled, or what decides on it in every row."""


class Operand(ABC):
    """A number that a condition is about."""

    __slots__ = ()

    @abstractmethod
    def read(self, owner: object) -> Number | None:
        """Read the number, where there is one."""

    @abstractmethod
    def tell(self, owner: object, telling: Telling) -> str:
        """Tell what it is called, and what it is."""

    @property
    @abstractmethod
    def terms(self) -> tuple[Leaf, ...]:
        """Of what it is calculated, or itself."""

    @property
    @abstractmethod
    def is_several(self) -> bool:
        """Whether it is called by a word in the plural."""


class Leaf(Operand):
    """A number that was given, and is not calculated."""

    __slots__ = ()

    @abstractmethod
    def value(self, owner: object) -> object:
        """Look up what was given for it."""

    is_figure: ClassVar[bool] = False
    """Whether it is what a row holds in any case, and no parameter of the rule."""

    @property
    @abstractmethod
    def place(self) -> str:
        """The attribute that it is; empty where it is none."""

    @property
    def is_zero(self) -> bool:
        """Whether it is the number 0 of the constraint itself, and not one that somebody gave."""
        return False

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return (self,)


class Condition(ABC):
    """What numbers must fulfil."""

    __slots__ = ()

    @abstractmethod
    def read(self, owner: object) -> Read:
        """Tell whether it is fulfilled, or what decides, where that varies by row; true where it does not apply."""

    @abstractmethod
    def breach(self, owner: object, telling: Telling) -> str:
        """Write what is said where it is not fulfilled."""

    @property
    @abstractmethod
    def terms(self) -> tuple[Leaf, ...]:
        """What it compares, what it is about before what that is compared with."""


class Comparison(Condition):
    """That one number is less, more, at least or at most another one; ``words`` say what it is where it is not."""

    __slots__ = ("_words", "left", "relation", "right")

    def __init__(self, left: Operand, relation: str, right: Operand, words: tuple[str, str] | None = None) -> None:
        self.left = left
        self.relation = relation
        self.right = right
        self._words = words or _NOT[relation]

    def __str__(self) -> str:
        return f"{self.left} {self.relation} {self.right}"

    def read(self, owner: object) -> Read:
        left, right = self.left.read(owner), self.right.read(owner)
        if left is None or right is None:
            return True
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return _HOLDS[self.relation](left, right)
        more, less = (right, left) if self.relation in "<≤" else (left, right)
        gap = more if less == 0 else more - less
        assert isinstance(gap, Expr)  # noqa: S101  # one of the two is, and 0 is the lesser one
        return Gap(gap, Edge(Const(0), EdgeSide.BELOW if self.relation in "<>" else EdgeSide.ABOVE))

    def breach(self, owner: object, telling: Telling) -> str:
        zero = isinstance(self.right, Leaf) and self.right.is_zero
        told = telling.either(*(ZERO[self.relation] if zero else self._words))
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
    """That a number is whole; a count is 0 or more, too."""

    __slots__ = ("_counts", "_number")

    def __init__(self, number: Operand, *, counts: bool = False) -> None:
        self._number = number
        self._counts = counts

    def __str__(self) -> str:
        return f"{self._number} is {'a count' if self._counts else 'whole'}"

    def read(self, owner: object) -> Read:
        number = self._number.read(owner)
        if number is None or isinstance(number, Fraction):
            return number is None or (number.denominator == 1 and not (self._counts and number < 0))
        # Whole numbers below and above are the same, or 1 apart; no rounding error reaches from one to the other.
        whole = Gap(Round(number, 1, RoundingMode.CEILING) - Floor(number), Edge(Const(1)), above=False)
        return Gap(number, Edge(Const(0)), also=whole) if self._counts else whole

    def breach(self, owner: object, telling: Telling) -> str:
        words = _NO_COUNT if self._counts else _NOT_WHOLE
        return telling.joined(self._number.tell(owner, telling), telling.either(*words), "")

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return self._number.terms


_NOT_WHOLE = ("is not a whole number", "不是整数")
_NO_COUNT = ("is not a whole number, 0 or more", "不是非负整数")
