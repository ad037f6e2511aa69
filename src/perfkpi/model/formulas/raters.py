"""Several raters (360 度评价): self, superior, peers, subordinates, customers, put together by roles or by raters."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Add, Const, Edge, Expr, Mul, Named, Reason, Role, Status, Undefined, decide
from perfkpi.model.asking import Asking
from perfkpi.model.formulas.checks import guarded, is_count
from perfkpi.model.measures import Direction
from perfkpi.model.operands import Formula, Operand, as_operand, express_operand
from perfkpi.model.validation import as_minimum, as_tuple, checked_code, instance, placed, tuple_of
from perfkpi.numbers import Numeric, exact

__all__ = ["RaterMean", "RaterRole", "RaterWeighting"]


@unique
class RaterWeighting(Enum):
    """Whether a role's weight is that of the role or of each rater in it; with unequal numbers the two differ."""

    PER_ROLE = "per_role"
    """The mean within a role first; five peers weigh as much as one."""
    PER_RATER = "per_rater"
    """Every rater has the weight of the role; five peers weigh five times as much as one."""


def _weight(value: Numeric) -> Fraction:
    weight = exact(value)
    if weight > 0:
        return weight
    raise DefinitionError(
        Code.WEIGHT,
        en=f"a weight is greater than 0, not {shown(value)}; leave a role without weight out",
        zh=f"权重必须大于 0，而不是 {shown(value)}；没有权重的评价者请删去",
        value=value,
    )


@frozen(cache_hash=True, field_transformer=placed)
class RaterRole(Asking):
    """The raters of one role, such as peers.

    Attributes:
        code: what the role is called.
        weight: of the role or of each rater in it, as ``RaterMean.weighting`` says.
        mean: the measure with the mean of their ratings; ``Reduction`` makes it from single ratings.
        raters: the measure with the number of those who rated.
        minimum: with fewer raters the role is left out, so that nobody can be recognised (匿名). It must be said:
            1 for a superior, perhaps 3 for peers.
    """

    code: str = field(converter=checked_code)
    weight: Fraction = field(converter=_weight)
    mean: Operand = field(converter=as_operand, kw_only=True)
    raters: Operand = field(converter=as_operand, kw_only=True)
    minimum: int = field(converter=as_minimum, kw_only=True)


def _roles(roles: Iterable[RaterRole]) -> tuple[RaterRole, ...]:
    return as_tuple(roles)


_SILENT = Reason("no-raters", zh="没有足够评价者的角色", en="no role has enough raters")


@frozen(cache_hash=True, field_transformer=placed)
class RaterMean(Formula):
    """The weighted mean rating of several roles (F10): 上级、同级、下级、客户的评分按权重综合.

    Source, schemes of a new-media and an account director: 结合自评、上级评价和同事评价; 360 度评估. The weights are
    relative: a role that is silent or has too few raters leaves, and the others grow.

    Attributes:
        roles: who rates, with which weight.
        weighting: whether weights are those of roles or of raters; it must be said.

    Raises:
        DefinitionError: no roles, or one twice.
    """

    roles: tuple[RaterRole, ...] = field(
        converter=_roles, validator=tuple_of(RaterRole, "RaterRole('peer', 40, mean=..., raters=..., minimum=3)")
    )
    weighting: RaterWeighting = field(validator=instance(RaterWeighting, "RaterWeighting.PER_ROLE"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.roles:
            raise DefinitionError(
                Code.EMPTY,
                en="nobody rates; write RaterMean((RaterRole('superior', 60, ...), ...), weighting=...)",
                zh="没有评价者；请写 RaterMean((RaterRole('上级', 60, ...), ...), weighting=...)",
                where="RaterMean.roles",
            )
        codes = [role.code for role in self.roles]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                raise DefinitionError(
                    Code.DUPLICATE_CODE,
                    en=f"the role {code!r} stands twice; keep one",
                    zh=f"角色 {code!r} 重复；请保留一个",
                    where=f"RaterMean.roles[{place}]",
                    value=code,
                )

    @property
    def fits(self) -> tuple[Direction, ...]:
        return Direction.HIGHER_IS_BETTER, Direction.ON_TARGET

    def express(self) -> Expr:
        counts = [express_operand(role.raters) for role in self.roles]
        weights = [self._counted(role, count, Const(1)) for role, count in zip(self.roles, counts, strict=True)]
        ratings = [
            self._counted(role, count, express_operand(role.mean))
            for role, count in zip(self.roles, counts, strict=True)
        ]
        weight = Named(Role.STEP, "rater_weight", Add(weights))
        silent = Undefined(Status.INSUFFICIENT, _SILENT)
        mean = decide(weight, [Edge(Const(min(role.weight for role in self.roles)))], [silent, Add(ratings) / weight])
        return guarded(mean, *map(is_count, counts))

    def _counted(self, role: RaterRole, count: Expr, rating: Expr) -> Expr:
        """A role's weight times a rating, 0 where the role has too few raters."""
        weighed = Mul((Const(role.weight), rating))
        if self.weighting is RaterWeighting.PER_RATER:
            weighed = Mul((weighed, count))
        return decide(count, [Edge(Const(role.minimum))], [Const(0), weighed])
