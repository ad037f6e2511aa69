"""``figures``: the measures of a formula, and what they must be for it to mean anything: amounts, counts, parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations
from operator import attrgetter
from typing import ClassVar

from perfkpi.errors import Code
from perfkpi.model.parameters.constraints.comparisons import Number
from perfkpi.model.parameters.constraints.constraint import Constraint
from perfkpi.model.parameters.constraints.paths import Choice, Path, its
from perfkpi.model.parameters.constraints.telling import Telling
from perfkpi.model.parameters.constraints.terms import Given, Term, read
from perfkpi.model.parameters.varying import Field, Varying, express_operand


class Figure(Path):
    """The figure that an attribute names, a measure or a formula in its place: ``figures.cases``.

    A row whose figures do not fulfil a constraint has an invalid value; a constructor, which knows none, asks nothing.
    """

    __slots__ = ()

    is_figure: ClassVar[bool] = True

    def read(self, owner: object) -> Number | None:
        return _read(self._value(owner))

    def value(self, owner: object) -> object:
        return _named(self._value(owner))


class _Listed(Given):
    """The same of a member of a list."""

    __slots__ = ()

    is_figure: ClassVar[bool] = True

    def read(self, owner: object) -> Number | None:
        return _read(self._value)

    def tell(self, owner: object, telling: Telling) -> str:
        return telling.quoted(self.value(owner))

    def value(self, owner: object) -> object:
        return _named(self._value)


def _read(value: object) -> Number | None:
    return express_operand(value) if isinstance(value, (str, Varying)) else read(value)


def _named(value: object) -> object:
    """Turn a measure into a column, which a sentence quotes by what the row holds."""
    return Field(value) if isinstance(value, str) else value


figures = Figure("")
"""The formula that a constraint belongs to; its attributes name figures."""


def figure(operand: str | Varying, place: str) -> Term:
    """Make a term of a figure that a list names.

    Args:
        operand: the measure, or the formula in its place.
        place: where it stands, such as ``roles[2].raters``.
    """
    return _Listed(operand, place)


def amount(number: Term) -> Constraint:
    """Require that it is 0 or more."""
    return Constraint(
        "negative-figure", number >= 0, en="a figure may not be negative ({names})", zh="数据不能为负（{names}）"
    )


def count(number: Term) -> Constraint:
    """Require that it is a whole number, 0 or more."""
    return Constraint(
        "no-count",
        number.is_count,
        en="a count is a whole number, 0 or more ({names})",
        zh="计数应为非负整数（{names}）",
    )


def part_of(part: Term, whole: Term) -> Constraint:
    """Require that a part is not more than the whole."""
    return Constraint(
        "beyond-whole", part <= whole, en="a part is more than the whole ({names})", zh="部分大于总体（{names}）"
    )


def different(*names: str) -> tuple[Constraint, ...]:
    """That none of several attributes names the figure of another one, as by a slip of whoever wrote the rule."""
    return tuple(
        Constraint(
            "same-figure",
            Choice(partial(_differ, attrgetter(first, second)), (its[second], its[first])),
            Code.DUPLICATE_CODE,
            en=f"{first} and {second} are both {{{second}}}; name two different figures",
            zh=f"{first} 与 {second} 都是 {{{second}}}；请指定两个不同的数据",
        )
        for first, second in combinations(names, 2)
    )


def _differ(pair: Callable[[object], tuple[object, object]], owner: object) -> bool:
    one, other = pair(owner)
    return one != other


def counts(part: Figure, cases: Figure) -> tuple[Constraint, ...]:
    """Require that some of the cases are counted, and all of them."""
    return *different(part.place, cases.place), count(part), count(cases), part_of(part, cases)
