"""Several raters (360 度评价): self, superior, peers, subordinates, customers, put together by roles or by raters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code
from perfkpi.labels import Label
from perfkpi.language import (
    Add,
    Caption,
    Const,
    Edge,
    EdgeSide,
    Expr,
    Mul,
    Named,
    Reason,
    Role,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.completeness import Completeness
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, count, figure
from perfkpi.model.parameters.faults import minimum_weight, weight_of
from perfkpi.model.parameters.validation import as_minimum, as_tuple, checked_code, instance, placed, tuple_of
from perfkpi.model.parameters.varying import express_operand
from perfkpi.numbers import Numeric
from perfkpi.numerals import Percentage, written

_LABEL = Label(zh="多方评价", en="raters by role")
_MEAN = Caption.computed("raters", _LABEL, aside=True)
_RATER_WEIGHT = Caption("rater_weight", Label(zh="有效评价权重", en="weight of those who rated"))


@unique
class RaterWeighting(Choice):
    """Whether a role's weight is that of the role or of each rater in it; with unequal numbers the two differ."""

    PER_ROLE = "per_role"
    """The mean within a role first; five peers weigh as much as one."""
    PER_RATER = "per_rater"
    """Every rater has the weight of the role; five peers weigh five times as much as one."""


def _weight(value: Numeric) -> Fraction:
    return weight_of(value, "a role", "评价者")


@frozen(eq=False, field_transformer=placed)
class RaterRole(Asking):
    """The raters of one role, such as peers.

    Attributes:
        code: what the role is called.
        weight: of the role or of each rater in it, as ``RaterMean.weighting`` says.
        mean: the measure with the mean of their ratings; ``Reduction`` makes it from single ratings.
        raters: the measure with the number of those who rated.
        minimum: with fewer raters the role is left out, so that nobody can be recognised (匿名). It must be said:
            1 for a superior, perhaps 3 for peers.
        required: whether there is no rating at all where this role is left out.
    """

    code: str = field(converter=checked_code)
    weight: Fraction = field(converter=_weight)
    mean: Operand = field(converter=as_operand, kw_only=True)
    raters: Operand = field(converter=as_operand, kw_only=True)
    minimum: int = field(converter=as_minimum, kw_only=True)
    required: bool = field(default=False, validator=instance(bool, "True"), kw_only=True)


def _share(value: Numeric) -> Fraction:
    return minimum_weight(value, Code.WEIGHT)


def _roles(roles: Iterable[RaterRole]) -> tuple[RaterRole, ...]:
    return as_tuple(roles)


@frozen(eq=False, field_transformer=placed)
class RaterMean(Formula):
    """The weighted mean rating of several roles (F10): 上级、同级、下级、客户的评分按权重综合.

    Source, schemes of a new-media and an account director: 结合自评、上级评价和同事评价; 360 度评估. The weights are
    relative: a role that is silent or has too few raters leaves, and the others grow, as far as ``minimum_weight`` lets
    them: a self-rating alone is not what everybody says. What is left out is missing from the completeness.

    Attributes:
        roles: who rates, with which weight.
        weighting: whether weights are those of roles or of raters; it must be said.
        minimum_weight: which share of the weights of all roles must be there, as ``"60%"``; with less there is too
            little data. It must be said.

    Raises:
        DefinitionError: no roles, or one twice.
    """

    label: ClassVar[Label | None] = _LABEL

    roles: tuple[RaterRole, ...] = field(
        converter=_roles,
        validator=tuple_of(RaterRole, "RaterRole('peer', 40, mean=..., raters=..., minimum=3)", "code", least=1),
    )
    weighting: RaterWeighting = field(converter=RaterWeighting, kw_only=True)
    minimum_weight: Fraction = field(converter=_share, kw_only=True)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return Direction.HIGHER_IS_BETTER, Direction.ON_TARGET

    def figure_demands(self) -> Iterator[Constraint]:
        for place, role in enumerate(self.roles):
            yield count(figure(role.raters, f"roles[{place}].raters"))

    def express(self) -> Expr:
        counted = [(role, express_operand(role.raters)) for role in self.roles]
        weights = [self._counted(role, raters, Const(1)) for role, raters in counted]
        ratings = [self._counted(role, raters, express_operand(role.mean)) for role, raters in counted]
        weight = Named(Role.STEP, _RATER_WEIGHT, Add(weights))
        mean: Expr = Named(Role.STEP, _MEAN, Add(ratings) / weight)
        for role, raters in counted:
            if role.required:
                mean = decide(raters, [Edge(Const(role.minimum))], [_without(role), mean])
        return self._if_enough(mean)

    def _if_enough(self, mean: Expr) -> Expr:
        """Express ``mean``, where any role is there, and enough of their weights."""
        present = Add([Mul((Const(share), there)) for share, there in self._roles_there()])
        least = self.minimum_weight
        if least:
            en = f"less than {written(Percentage(least))} of the weights of all roles has enough raters"
            zh = f"有足够评价者的角色权重不足 {written(Percentage(least))}"
            return decide(present, [Edge(Const(least))], [_silent(zh, en), mean])
        none = _silent("没有足够评价者的角色", "no role has enough raters")
        return decide(present, [Edge(Const(0), EdgeSide.BELOW)], [none, mean])

    def completeness(self, points: Expr) -> Completeness:
        return Completeness(tuple(self._roles_there())).where(points)

    def _roles_there(self) -> Iterator[tuple[Fraction, Expr]]:
        """List the share of each role, and 1 where it has enough raters."""
        total = sum((role.weight for role in self.roles), Fraction(0))
        for role in self.roles:
            enough = decide(express_operand(role.raters), [Edge(Const(role.minimum))], [Const(0), Const(1)])
            yield role.weight / total, enough

    def _counted(self, role: RaterRole, count: Expr, rating: Expr) -> Expr:
        """Express a role's weight times a rating, 0 where the role has too few raters."""
        weighed = Mul((Const(role.weight), rating))
        if self.weighting is RaterWeighting.PER_RATER:
            weighed = Mul((weighed, count))
        return decide(count, [Edge(Const(role.minimum))], [Const(0), weighed])


def _silent(zh: str, en: str) -> Expr:
    return Undefined(Status.INSUFFICIENT, Reason("no-raters", zh=zh, en=en))


def _without(role: RaterRole) -> Expr:
    zh, en = f"“{role.code}”没有足够的评价者", f"{role.code} has too few raters, and must be there"
    return Undefined(Status.INSUFFICIENT, Reason("no-required-raters", zh=zh, en=en))
