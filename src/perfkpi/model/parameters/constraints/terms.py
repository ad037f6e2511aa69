"""Terms (项): the numbers that constraints speak of, by themselves or in a list, and what is calculated of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from perfkpi.language import Max, Min, lift
from perfkpi.model.parameters.constraints.captions import caption_of, is_several
from perfkpi.model.parameters.constraints.comparisons import Comparison, Leaf, Number, Operand, Whole
from perfkpi.model.parameters.constraints.telling import Telling
from perfkpi.model.parameters.varying import Varying, express_parameter
from perfkpi.numbers import Numeric, exact


def read(value: object) -> Number | None:
    """Read a parameter as a number, or as what a row has in its place; ``None`` for what is none, and sets no limit."""
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, Varying):
        return express_parameter(value)
    return Fraction(value) if isinstance(value, int) else None


class Term(Operand):
    """A number that a constraint speaks of, which can be calculated with and compared."""

    __slots__ = ()

    @property
    def is_whole(self) -> Whole:
        """That it is a whole number."""
        return Whole(self)

    @property
    def is_count(self) -> Whole:
        """That it is a whole number, 0 or more."""
        return Whole(self, counts=True)

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


class Given(Term, Leaf):
    """A number that stands in the constraint itself, or a parameter that a list holds."""

    __slots__ = ("_caption", "_place", "_value")

    def __init__(self, value: object, place: str = "", caption: str = "") -> None:
        self._value = value
        self._place = place
        self._caption = caption

    def __str__(self) -> str:
        return self._place or str(self._value)

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
    """Make a term of a parameter that stands in a list.

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
        return self._joined([part.tell(owner, telling) for part in self._parts])

    def __str__(self) -> str:
        return self._joined([str(part) for part in self._parts])

    def _joined(self, parts: Sequence[str]) -> str:
        named = len(self._operation) > 1
        return f"{self._operation}({', '.join(parts)})" if named else f" {self._operation} ".join(parts)

    @property
    def is_several(self) -> bool:
        return any(part.is_several for part in self._parts)

    @property
    def terms(self) -> tuple[Leaf, ...]:
        return tuple(term for part in self._parts for term in part.terms)


def least(*terms: Term) -> Term:
    """Take the smallest of several."""
    return terms[0] if len(terms) == 1 else _Calculated("min", terms)


def most(*terms: Term) -> Term:
    """Take the largest of several."""
    return terms[0] if len(terms) == 1 else _Calculated("max", terms)
