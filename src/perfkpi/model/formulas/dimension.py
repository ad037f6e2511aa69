"""The same indicator by dimension (F13): region, industry, client size, rolled up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice, Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language import (
    Add,
    Caption,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Input,
    Max,
    Named,
    Reason,
    Role,
    Sign,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.changes import IN_PERCENT, Changes, never_negative
from perfkpi.model.formulas.formula import Rate
from perfkpi.model.parameters.constraints import Constraint, different
from perfkpi.model.parameters.validation import ITSELF, as_minimum, as_tuple, checked_code, placed, several
from perfkpi.numbers import Numeric, exact

_MEMBERS = Caption("members", Label(zh="有数据的成员", en="members with figures"))

_PLACE = "{}"


@unique
class RollUp(Choice):
    """How the members of a dimension become one value: practice disagrees, so it is said."""

    POOLED = "pooled"
    """The sum of the numerators by the sum of the denominators (汇总后相除): large members count for more."""
    MEAN_OF_RATIOS = "mean_of_ratios"
    """The mean of the members' ratios (先除后平均): every member counts alike."""
    WEIGHTED_MEAN = "weighted_mean"
    """The mean of the members' ratios with declared weights."""


@unique
class AbsentMembers(Choice):
    """What a member without figures does to the others."""

    REFUSE = "refuse"
    """The whole has no value."""
    LEAVE_OUT = "leave_out"
    """The value is that of the members whose figures are both there, and of whose own ratios none is 0/0."""


def _template(value: str) -> str:
    template = checked_code(value)
    if template.count(_PLACE) == 1:
        return template
    en = f"{shown(value)} does not say once where the member stands; write 'sales_{{}}'"
    zh = f"{shown(value)} 没有（恰好一次）标明成员的位置；请写 'sales_{{}}'"
    raise DefinitionError(Code.CODE, en=en, zh=zh, value=value)


def _members(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(checked_code, as_tuple(values)))


def _weights(values: Iterable[Numeric] | None) -> tuple[Fraction, ...] | None:
    return None if values is None else tuple(map(exact, as_tuple(values)))


@frozen(eq=False, field_transformer=placed)
class ByDimension(Rate):
    """One ratio for each member of a dimension, rolled up to one value (F13): 区域、行业、客户规模.

    Source, scheme for account directors: 销售业绩的考核可以分为多个方面，例如区域、行业、客户规模等. For the members
    ``("north", "south")`` the numerator ``"sales_{}"`` reads ``sales_north`` and ``sales_south``; ``reads`` tells all
    names.

    A denominator of 0 (of the pool, or of a member whose own ratio counts) is undefined. A member is absent where one
    of its figures is absent, not where it is wrong: that remains an invalid value. A member whose own ratio would be
    0/0 had no cases, and is left out with those that are absent; 5/0 is undefined.

    Attributes:
        members: the members of the dimension.
        numerator: what is divided, with ``{}`` where the member stands.
        denominator: what it is divided by, likewise.
        roll_up: pooled, mean of ratios or weighted mean.
        absent: whether a member without figures leaves the whole without a value, or is left out.
        minimum_members: how many members must be there; with fewer there is too little data.
        weights: of the members, for the weighted mean alone; relative to each other.
        denominator_sign: ``Sign.ANY`` where a negative denominator is meant; otherwise it is undefined.

    Raises:
        DefinitionError: no members or one twice, a name without ``{}``, the same name above and below, or weights
            that do not fit.
    """

    label: ClassVar[Label | None] = Label(zh="按维度汇总", en="roll-up of a dimension")

    changes: ClassVar[Changes] = (IN_PERCENT, never_negative(lambda _: True))
    constraints: ClassVar[tuple[Constraint, ...]] = different("numerator", "denominator")

    members: tuple[str, ...] = field(converter=_members, validator=several("'north'", ITSELF), kw_only=True)
    numerator: str = field(converter=_template, kw_only=True)
    denominator: str = field(converter=_template, kw_only=True)
    roll_up: RollUp = field(converter=RollUp, kw_only=True)
    absent: AbsentMembers = field(converter=AbsentMembers, kw_only=True)
    minimum_members: int = field(default=1, converter=as_minimum, kw_only=True)
    weights: tuple[Fraction, ...] | None = field(default=None, converter=_weights, kw_only=True)
    denominator_sign: Sign = field(default=Sign.POSITIVE, converter=Sign, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_members()
        self._check_weights()

    def _check_members(self) -> None:
        most = 1 if self.absent is AbsentMembers.REFUSE else len(self.members)
        if self.minimum_members > most:
            en = f"from 1 to {most} members can be asked for, not {self.minimum_members} (REFUSE asks for all anyway)"
            zh = f"最少成员数应在 1 到 {most} 之间，而不是 {self.minimum_members}（REFUSE 本来就要求全部成员）"
            raise self.refused(Code.LIMITS, "minimum_members", en=en, zh=zh)

    def _check_weights(self) -> None:
        weights, wanted = self.weights, self.roll_up is RollUp.WEIGHTED_MEAN
        if (weights is not None) is not wanted:
            en = "the weighted mean needs weights" if wanted else f"{self.roll_up.name} has no use for weights"
            zh = "加权平均必须给出 weights" if wanted else f"{self.roll_up.name} 不使用 weights"
            raise self.refused(Code.WEIGHT, "weights", en=en, zh=zh)
        if weights is not None and (len(weights) != len(self.members) or min(weights) <= 0):
            en = f"{len(self.members)} members need as many weights, each greater than 0"
            zh = f"{len(self.members)} 个成员需要同样多的权重，且都必须大于 0"
            raise self.refused(Code.WEIGHT, "weights", en=en, zh=zh)

    @property
    def reads(self) -> tuple[str, ...]:
        """The measures that are read: for each member its numerator and its denominator."""
        return tuple(
            template.replace(_PLACE, member)
            for member in self.members
            for template in (self.numerator, self.denominator)
        )

    def express(self) -> Expr:
        names = self.reads
        pairs = [(Input(above), Input(below)) for above, below in zip(names[::2], names[1::2], strict=True)]
        if self.absent is AbsentMembers.REFUSE:
            return self._rolled_up(pairs, [Const(1)] * len(pairs))
        present = [self._present(above, below) for above, below in pairs]
        counted = [self._present(above, below, wrong=Status.wrong()) for above, below in pairs]
        count = Named(Role.STEP, _MEMBERS, Add(counted))
        few = Reason(
            "few-members",
            zh=f"有数据的成员不足 {self.minimum_members} 个（{{names}}）",
            en=f"fewer than {self.minimum_members} members have figures ({{names}})",
            names=names,
        )
        value = self._rolled_up(pairs, present)
        return decide(count, [Edge(Const(self.minimum_members))], [Undefined(Status.INSUFFICIENT, few), value])

    def _present(self, above: Expr, below: Expr, wrong: frozenset[Status] = frozenset()) -> Expr:
        """Give 1 where a member counts: its figures are there, and where its own ratio counts, it had cases at all."""
        there = Defined(above + below, Status.absences(), wrong=wrong)
        if self.roll_up is RollUp.POOLED:
            return there
        size = Max((above, -above, below, -below))
        cases = decide(size, [Edge(Const(0), EdgeSide.BELOW)], [Const(0), Const(1)])
        return decide(there, [Edge(Const(1))], [Const(0), cases])

    def _rolled_up(self, pairs: Sequence[tuple[Expr, Expr]], present: Sequence[Expr]) -> Expr:
        if self.roll_up is RollUp.POOLED:
            above = [_if_present(there, top) for there, (top, _) in zip(present, pairs, strict=True)]
            below = [_if_present(there, bottom) for there, (_, bottom) in zip(present, pairs, strict=True)]
            return Div(Add(above), Add(below), sign=self.denominator_sign)
        ratios = [
            _if_present(there, Div(top, bottom, sign=self.denominator_sign))
            for there, (top, bottom) in zip(present, pairs, strict=True)
        ]
        weights = self.weights or (Fraction(1),) * len(pairs)
        weighted = [ratio if weight == 1 else ratio * weight for ratio, weight in zip(ratios, weights, strict=True)]
        if all(isinstance(there, Const) for there in present):
            return Add(weighted) / sum(weights)
        return Add(weighted) / Add([there * weight for there, weight in zip(present, weights, strict=True)])


def _if_present(present: Expr, figure: Expr) -> Expr:
    """Express a figure of a member that is there; of one that is not, nothing is added."""
    return decide(present, [Edge(Const(1))], [Const(0), figure])
