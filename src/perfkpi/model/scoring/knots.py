"""Knots (节点): the points of a payout curve, where it jumps, and what lies beyond them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from typing import Any, ClassVar, TypeAlias, cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, PerfKpiError
from perfkpi.foreign import is_a
from perfkpi.model.parameters.constraints import Constrained, Constraint, its
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed
from perfkpi.model.scoring.boundaries import NO_LOW_END, Above, From, LowEnd
from perfkpi.numbers import Numeric


@frozen(eq=False, field_transformer=placed)
class Knot(Asking):
    """A point of the curve: ``Knot("100%", 100)`` is 100 points at a value of 100 %."""

    at: Parameter = field(converter=as_parameter)
    points: Parameter = field(converter=as_parameter)

    @property
    def before(self) -> Parameter:
        """The points that the curve reaches from below."""
        return self.points

    @property
    def after(self) -> Parameter:
        """The points from which the curve goes on."""
        return self.points


def _edge(value: LowEnd) -> LowEnd:
    return chosen(value, (From, Above), *NO_LOW_END)


@frozen(eq=False, field_transformer=placed)
class Cliff(Asking):
    """A place where the points jump: ``Cliff(From("80%"), before=0, after=60)``.

    Attributes:
        edge: ``From`` where the number itself has the points ``after``, ``Above`` where it still has those ``before``.
        before: the points just below.
        after: the points just above.
    """

    edge: LowEnd = field(converter=_edge)
    before: Parameter = field(converter=as_parameter, kw_only=True)
    after: Parameter = field(converter=as_parameter, kw_only=True)

    @property
    def at(self) -> Parameter:
        """Where the points jump."""
        return self.edge.at


@unique
class Extrapolation(Choice):
    """What a value beyond the first or the last knot earns."""

    FLOOR = "floor"
    """It falls at once to the floor: below the threshold there is nothing."""
    HOLD = "hold"
    """The points of that knot, and no more or less."""
    REFUSE = "refuse"
    """There are no points: such a value is invalid."""


@frozen(eq=False, field_transformer=placed)
class Continue(Constrained):
    """The line goes on, up to the cap or down to the floor: with its slope, ``Continue(1)``, or a share of it."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "share-not-positive",
            its.share > 0,
            Code.RATE,
            advice=("'hold' is the flat line", "不再变化请用 'hold'"),
        ),
    )

    share: Parameter = field(converter=as_parameter)


Node: TypeAlias = Knot | Cliff
Beyond: TypeAlias = Extrapolation | Continue
_OUTSIDE: dict[str, Beyond] = {each.value: each for each in Extrapolation}


def as_knots(values: Iterable[Node | tuple[Parameter | Numeric, Parameter | Numeric]]) -> tuple[Node, ...]:
    """An attrs converter: knots and cliffs as a tuple; a pair of a value and its points is a knot."""
    return tuple(_knot(place, value) for place, value in enumerate(as_tuple(values)))


def _knot(place: int, value: object) -> Node:
    if is_a(value, tuple) and len(cast("tuple[object, ...]", value)) == 2:  # noqa: PLR2004  # a pair
        at, points = cast("tuple[Any, Any]", value)
        try:
            return Knot(at, points)
        except PerfKpiError as error:
            raise error.at(f"[{place}]") from None
    return chosen(
        cast("Node", value),
        (Knot, Cliff),
        "is not a knot; write ('100%', 100), or a Cliff where the points jump",
        "不是节点；请写 ('100%', 100)，分值跳变处请写 Cliff",
        code=Code.WRONG_TYPE,
        where=f"[{place}]",
    )


def as_beyond(value: Beyond | str) -> Beyond:
    """An attrs converter: what lies beyond the knots, which must be said; a choice may be said as its text."""
    return chosen(
        _OUTSIDE.get(value, cast("Beyond", value)) if isinstance(value, str) else value,
        (Extrapolation, Continue),
        "does not say what lies beyond the knots; choose 'floor', 'hold', 'refuse' or Continue(1)",
        "没有说明节点之外如何计分；请选择 'floor'、'hold'、'refuse' 或 Continue(1)",
    )
