"""Expressions, and the arithmetic among them, which is what their operators make.

A rule lowers itself to an expression of these nodes. What an expression means is said by an
``language.algebra.Algebra``: the exact score, the columns, the words. Subexpressions may be shared;
each shared node is visited once, also where equal nodes were built twice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import unique
from fractions import Fraction
from functools import reduce
from typing import TypeVar

from attrs import field, fields, frozen

from perfkpi.errors import Choice, shown
from perfkpi.language.algebra import Algebra, Sign
from perfkpi.language.lengths import DIGITS, LONGEST, MEASURED, Length, length_of
from perfkpi.language.misuse import DecidedLater
from perfkpi.language.statuses import Reason
from perfkpi.language.validation import measure_name, nothing_to_do, refused
from perfkpi.numbers import Numeric, exact
from perfkpi.value_objects import ValueObject

T = TypeVar("T")

MAX_DEPTH = 200
_MOST_SHOWN = 500
_FEW = 5


@unique
class Kind(Choice):
    """What an expression yields: a number, or a category such as a letter grade."""

    NUMBER = "number"
    CATEGORY = "category"


def _unlike(mine: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether parameters differ in more than the types of numbers, which only tell how these were written."""
    return len(mine) != len(others) or any(
        one != other for one, other in zip(mine, others, strict=True) if not isinstance(one, type)
    )


@frozen(eq=False, repr=False)
class Expr(DecidedLater, ValueObject, ABC):
    """An immutable expression; ``+ - * /`` and unary minus build larger ones, numbers may stand on either side."""

    depth: int = field(init=False, eq=False, repr=False)
    """How many levels of nodes there are; at most 200."""
    reads: frozenset[str] = field(init=False, eq=False, repr=False)
    """The names of all measures and personal parameters in it."""
    refers: frozenset[Expr] = field(init=False, eq=False, repr=False)
    """The references in it to other parts of a whole that is not yet put together."""
    length: Length = field(init=False, eq=False, repr=False)
    """How long the exact value may be, of figures for which doubles stand."""
    size: int = field(init=False, eq=False, repr=False)
    """How many nodes there are where each is written as often as it is used."""

    def __attrs_post_init__(self) -> None:
        children = self.children
        for child in children:
            if not isinstance(child, Expr):
                raise refused(
                    f"{shown(child)} is not an expression; write Const({shown(child)}) or Input('name')",
                    f"{shown(child)} 不是表达式；请写 Const({shown(child)}) 或 Input('名称')",
                    child,
                )
        depth = 1 + max((child.depth for child in children), default=0)
        if depth > MAX_DEPTH:
            raise refused(
                f"the expression is nested deeper than {MAX_DEPTH} levels; use fewer",
                f"表达式嵌套超过 {MAX_DEPTH} 层；请减少层数",
                depth,
            )
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "reads", self._names())
        object.__setattr__(self, "refers", self._referred(children))
        object.__setattr__(self, "size", 1 + sum(child.size for child in children))
        self._check()
        object.__setattr__(self, "length", self.lengthened([child.length for child in children]))
        if self.length.most > LONGEST and not self.varies:
            raise refused(
                f"the constant has more than {DIGITS} digits, which no performance figure has; write smaller numbers",
                f"常数超过 {DIGITS} 位数字，没有这样长的考核数字；请改用较小的数",
                self,
            )

    def lengthened(self, parts: Sequence[Length]) -> Length:
        """How long the value may be, by the lengths of the children; that of the longest, where it is one of them."""
        return Length.any_of(parts)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same nodes on the same numbers, however spelled; what is shared is compared once."""
        if not isinstance(other, Expr):
            return NotImplemented
        waiting: list[tuple[Expr, Expr]] = [(self, other)]
        met: set[tuple[int, int]] = set()
        while waiting:
            one, two = waiting.pop()
            if one is two or (id(one), id(two)) in met:
                continue
            mine, others = one.children, two.children
            if type(one) is not type(two) or len(mine) != len(others) or _unlike(one.parameters, two.parameters):
                return False
            met.add((id(one), id(two)))
            waiting += zip(mine, others, strict=True)
        return True

    __hash__ = ValueObject.__hash__

    def __repr__(self) -> str:
        kind = type(self).__name__
        if self.size > _MOST_SHOWN:
            names = sorted(self.reads)
            shown = ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
            return f"<{kind} of {shown or 'constants'}, on {self.depth} levels>"
        given = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(type(self)) if each.repr)
        return f"{kind}({', '.join(given)})"

    def _names(self) -> frozenset[str]:
        """What the children read; nodes that read the same share one set."""
        each = [child.reads for child in self.children]
        most = max(each, key=len, default=frozenset[str]())
        others = [reads for reads in each if not reads <= most]
        return most.union(*others) if others else most

    def _referred(self, children: Sequence[Expr]) -> frozenset[Expr]:
        found = [child.refers for child in children if child.refers]
        return _NO_REFERENCES.union(*found) if found else _NO_REFERENCES

    @property
    def varies(self) -> bool:
        """Whether it depends on anything but constants."""
        return bool(self.reads or self.refers)

    def _check(self) -> None:
        self._numbers(*self.children)

    def _numbers(self, *expressions: Expr) -> None:
        for child in expressions:
            if child.yields is not Kind.NUMBER:
                raise refused(
                    f"{type(self).__name__} takes numbers, but {shown(child)} is a category; use Match",
                    f"{type(self).__name__} 只用于数字，而 {shown(child)} 是类别；请用 Match",
                    child,
                )

    def _alike(self, branches: Sequence[Expr]) -> None:
        if len({branch.yields for branch in branches}) > 1:
            raise refused(
                f"the branches of {type(self).__name__} are numbers and categories; make them all one kind",
                f"{type(self).__name__} 的分支既有数字又有类别；请统一为一种",
                branches,
            )

    @property
    def children(self) -> tuple[Expr, ...]:
        """The expressions that this one is made of."""
        return ()

    @property
    def parameters(self) -> tuple[object, ...]:
        """Everything else that tells this node from another one of its type."""
        return ()

    @property
    def yields(self) -> Kind:
        """Whether the value is a number or a category."""
        return Kind.NUMBER

    @abstractmethod
    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        """What this node alone means: the function from the values of its children to its own value."""

    def fold(self, algebra: Algebra[T]) -> T:
        """The meaning of the whole expression; each shared node is visited once."""
        return values_of(steps_of(self), algebra)[-1]

    def inputs(self) -> tuple[Input, ...]:
        """Every measure and personal parameter that the expression reads, in the order of first use."""
        return tuple(dict.fromkeys(node for node in nodes_of(self) if isinstance(node, Input)))

    def __add__(self, other: Expr | Numeric) -> Expr:
        return Add((self, lift(other)))

    def __radd__(self, other: Numeric) -> Expr:
        return Add((lift(other), self))

    def __sub__(self, other: Expr | Numeric) -> Expr:
        return Sub(self, lift(other))

    def __rsub__(self, other: Numeric) -> Expr:
        return Sub(lift(other), self)

    def __mul__(self, other: Expr | Numeric) -> Expr:
        return Mul((self, lift(other)))

    def __rmul__(self, other: Numeric) -> Expr:
        return Mul((lift(other), self))

    def __truediv__(self, other: Expr | Numeric) -> Expr:
        return Div(self, lift(other))

    def __rtruediv__(self, other: Numeric) -> Expr:
        return Div(lift(other), self)

    def __neg__(self) -> Expr:
        return Mul((Const(-1), self))


_NO_REFERENCES = frozenset[Expr]()


def lift(value: Expr | Numeric) -> Expr:
    """An expression as it is; a number as a constant."""
    return value if isinstance(value, Expr) else Const(value)


def nodes_of(*roots: Expr) -> Iterator[Expr]:
    """Every node of some expressions, once, its children before it."""
    met: set[int] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack[-1]
        waiting = [child for child in node.children if id(child) not in met]
        if waiting:
            stack += reversed(waiting)
            continue
        stack.pop()
        if id(node) not in met:
            met.add(id(node))
            yield node


def steps_of(*roots: Expr) -> list[tuple[Expr, tuple[int, ...]]]:
    """List the steps with the positions of the values of their children; nodes that are equal stand once."""
    steps: list[tuple[Expr, tuple[int, ...]]] = []
    slot_of: dict[int, int] = {}
    known: dict[tuple[object, ...], int] = {}
    for node in nodes_of(*roots):
        slots = tuple([slot_of[id(child)] for child in node.children])
        slot = slot_of[id(node)] = known.setdefault((type(node), node.parameters, slots), len(steps))
        if slot == len(steps):
            steps.append((node, slots))
    return steps


def values_of(steps: Iterable[tuple[Expr, tuple[int, ...]]], algebra: Algebra[T]) -> list[T]:
    """The value of every step, in order."""
    values: list[T] = []
    for node, slots in steps:
        values.append(node.meaning(algebra)([values[slot] for slot in slots]))
    return values


@frozen(eq=False, repr=False)
class Const(Expr):
    """A number that stands in the rule."""

    value: Fraction = field(converter=exact)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (type(self.value), self.value)  # 12% and 0.12 are the same number, written in two ways

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return length_of(self.value)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda _: algebra.const(self.value)


@frozen(eq=False, repr=False)
class Input(Expr):
    """A measure by its name (NFKC-normalised): a number, or a category."""

    name: str = field(converter=measure_name)
    kind: Kind = field(default=Kind.NUMBER, kw_only=True)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.name, self.kind)

    def _names(self) -> frozenset[str]:
        return frozenset((self.name,))

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return MEASURED

    @property
    def yields(self) -> Kind:
        return self.kind

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda _: algebra.input(self.name)


def several(values: Sequence[Expr]) -> tuple[Expr, ...]:
    """Keep the operands of a sum or product, of which there must be one; raise ``ValueError`` where there is none."""
    if not values:
        raise nothing_to_do(values)
    return tuple(values)


@frozen(eq=False, repr=False)
class Add(Expr):
    """The sum of the terms."""

    terms: tuple[Expr, ...] = field(converter=several)

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.terms

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length.total(parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.add


@frozen(eq=False, repr=False)
class Sub(Expr):
    """``left - right``."""

    left: Expr
    right: Expr

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.left, self.right)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length.total(parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.sub(values[0], values[1])


@frozen(eq=False, repr=False)
class Mul(Expr):
    """The product of the factors."""

    factors: tuple[Expr, ...] = field(converter=several)

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.factors

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return reduce(Length.times, parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.mul


def turned_round(divisor: Expr, sign: Sign) -> Reason | None:
    """Why there is no quotient where a divisor is negative; ``None`` where that is meant, or a number was written."""
    if sign is Sign.ANY or not divisor.varies:
        return None
    return Reason(
        "negative-denominator",
        zh="分母为负，比率的含义会颠倒",
        en="the denominator is negative, which turns the meaning of the ratio round",
        names=tuple(sorted(divisor.reads)),
    )


@frozen(eq=False, repr=False)
class Div(Expr):
    """``numerator / denominator``; a zero denominator makes it undefined, and the reason names the measures in it.

    So does a negative one, unless ``sign`` says that it is meant, or no measure is in it.
    """

    numerator: Expr
    denominator: Expr
    sign: Sign = field(default=Sign.POSITIVE, kw_only=True, eq=False, repr=False)
    zero: Reason = field(init=False, eq=False, repr=False)
    negative: Reason | None = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        Expr.__attrs_post_init__(self)
        names = tuple(sorted(self.denominator.reads))
        zero = Reason("zero-denominator", zh="分母为零", en="the denominator is 0", names=names)
        object.__setattr__(self, "zero", zero)
        object.__setattr__(self, "negative", turned_round(self.denominator, self.sign))

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.numerator, self.denominator)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return parts[0].times(parts[1].inverse())

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.negative,)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.div(values[0], values[1], self.zero, self.negative)
