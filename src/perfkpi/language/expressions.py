"""Expressions, and the arithmetic among them, which is what their operators make.

A rule lowers itself to an expression of these nodes. What an expression means is said by an
``language.algebra.Algebra``: the exact score, the columns, the words. Subexpressions may be shared;
each shared node is visited once, also where equal nodes were built twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import unique
from fractions import Fraction
from functools import cache, reduce
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

from attrs import field, fields, frozen

from perfkpi.errors import Choice, shown
from perfkpi.language.algebra import Algebra, Sign
from perfkpi.language.lengths import DIGITS, LONGEST, MEASURED, Length, length_of
from perfkpi.language.misuse import DecidedLater
from perfkpi.language.statuses import Reason
from perfkpi.language.trees import Tree, nodes_of
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


@frozen(eq=False, repr=False)
class Expr(DecidedLater, Tree, ValueObject):
    """An immutable expression; ``+ - * /`` and unary minus build larger ones, numbers may stand on either side."""

    operands: ClassVar[tuple[str, ...]] = ()
    """The attributes that hold the children, in their order: an expression each, or a single tuple."""

    _children: tuple[Expr, ...] = field(init=False, eq=False, repr=False)
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
        held = _operands_of(type(self))(self)
        object.__setattr__(self, "_children", held[0] if len(held) == 1 and isinstance(held[0], tuple) else held)
        children = self.children
        depth = size = 1
        for child in children:
            if not isinstance(child, Expr):
                quoted = shown(child)
                en = f"{quoted} is not an expression; write Const({quoted}) or Input('name')"
                raise refused(en, f"{quoted} 不是表达式；请写 Const({quoted}) 或 Input('名称')", child)
            depth, size = max(depth, child.depth + 1), size + child.size
        if depth > MAX_DEPTH:
            en = f"the expression is nested deeper than {MAX_DEPTH} levels; use fewer"
            raise refused(en, f"表达式嵌套超过 {MAX_DEPTH} 层；请减少层数", depth)
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "reads", self._names())
        object.__setattr__(self, "refers", self._referred(children))
        object.__setattr__(self, "size", size)
        self._check()
        object.__setattr__(self, "length", self.lengthened([child.length for child in children]))
        if self.length.most > LONGEST and not self.varies:
            en = f"the constant has more than {DIGITS} digits, which no performance figure has; write smaller numbers"
            raise refused(en, f"常数超过 {DIGITS} 位数字，没有这样长的考核数字；请改用较小的数", self)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        """Bound the value's length by the lengths of the children; that of the longest, where it is one of them."""
        return Length.any_of(parts)

    __hash__ = ValueObject.__hash__  # pyright: ignore[reportAssignmentType]  # a tree by itself has none

    def __repr__(self) -> str:
        kind = type(self).__name__
        if self.size > _MOST_SHOWN:
            names = sorted(self.reads)
            shown = ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
            return f"<{kind} of {shown or 'constants'}, on {self.depth} levels>"
        given = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(type(self)) if each.repr)
        return f"{kind}({', '.join(given)})"

    def _names(self) -> frozenset[str]:
        """Collect what the children read; nodes that read the same share one set."""
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
                kind, quoted = type(self).__name__, shown(child)
                en = f"{kind} takes numbers, but {quoted} is a category; use Match"
                raise refused(en, f"{kind} 只用于数字，而 {quoted} 是类别；请用 Match", child)

    def _alike(self, branches: Sequence[Expr]) -> None:
        if len({branch.yields for branch in branches}) > 1:
            kind = type(self).__name__
            en = f"the branches of {kind} are numbers and categories; make them all one kind"
            raise refused(en, f"{kind} 的分支既有数字又有类别；请统一为一种", branches)

    @property
    def children(self) -> tuple[Expr, ...]:
        """The expressions that this one is made of."""
        return self._children

    @property
    def parameters(self) -> tuple[object, ...]:
        """What else tells this node from another one of its type: the attributes that are compared, but operands."""
        return _parameters_of(type(self))(self)

    @property
    def yields(self) -> Kind:
        """Whether the value is a number or a category."""
        return Kind.NUMBER

    def inputs(self) -> tuple[Input, ...]:
        """List every measure and personal parameter that the expression reads, in the order of first use."""
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


@cache
def _operands_of(kind: type[Expr]) -> Callable[[Expr], tuple[Any, ...]]:
    return _attributes(kind.operands)


@cache
def _parameters_of(kind: type[Expr]) -> Callable[[Expr], tuple[Any, ...]]:
    return _attributes([each.name for each in fields(kind) if each.eq and each.name not in kind.operands])


def _attributes(names: Sequence[str]) -> Callable[[Expr], tuple[Any, ...]]:
    """What takes some attributes of a node, soon."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda node: (getattr(node, names[0]),) if names else ()


def lift(value: Expr | Numeric) -> Expr:
    """Lift a number to a constant; an expression stays as it is."""
    return value if isinstance(value, Expr) else Const(value)


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

    operands = ("terms",)

    terms: tuple[Expr, ...] = field(converter=several)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length.total(parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.add


@frozen(eq=False, repr=False)
class Sub(Expr):
    """``left - right``."""

    operands = ("left", "right")

    left: Expr
    right: Expr

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length.total(parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.sub(values[0], values[1])


@frozen(eq=False, repr=False)
class Mul(Expr):
    """The product of the factors."""

    operands = ("factors",)

    factors: tuple[Expr, ...] = field(converter=several)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return reduce(Length.times, parts)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.mul


def turned_round(divisor: Expr, sign: Sign) -> Reason | None:
    """Explain why a negative divisor gives no quotient; ``None`` where that is meant, or a number was written."""
    if sign is Sign.ANY or not divisor.varies:
        return None
    en = "the denominator is negative, which turns the meaning of the ratio round"
    names = tuple(sorted(divisor.reads))
    return Reason("negative-denominator", zh="分母为负，比率的含义会颠倒", en=en, names=names)


@frozen(eq=False, repr=False)
class Div(Expr):
    """``numerator / denominator``; a zero denominator makes it undefined, and the reason names the measures in it.

    So does a negative one, unless ``sign`` says that it is meant, or no measure is in it.
    """

    operands = ("numerator", "denominator")

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

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return parts[0].times(parts[1].inverse())

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.div(values[0], values[1], self.zero, self.negative)
