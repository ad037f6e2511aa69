"""All conditions met (R5): 均达标得100分,不达标得分递减."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeAlias

from attrs import evolve, field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError
from perfkpi.labels import Label
from perfkpi.language import (
    Caption,
    Const,
    Edge,
    EdgeSide,
    Expr,
    Named,
    Reason,
    Role,
    Sentence,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.changes import LOST_OF_FULL_MARK, Changes
from perfkpi.model.conditions.conditions_met import ConditionsMet
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constrained, Constraint, fixed_direction
from perfkpi.model.parameters.faults import chosen, minimum
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.points_table import PointsTable, running
from perfkpi.model.scoring.rule import if_whole
from perfkpi.model.scoring.units import costs
from perfkpi.wording.counts import counted

_MISSED = Caption(
    "missed",
    Label(zh="未达标项数", en="conditions missed"),
    sentence=Sentence(
        Label(zh="{figure} 项未达标", en="{figure} not met"), Label(zh="全部达标", en="all conditions met")
    ),
)

_LOSS = Caption("loss", Label(zh="每项扣分", en="points lost for each"), aside=True)
_LOST = Caption(
    "lost",
    Label(zh="扣分", en="points lost"),
    aside=True,
    sentence=Sentence(Label(zh="每项扣 {loss} 分", en="{loss} points off for each")),
)


_POSITIVE = ("write a positive number of points, LossPerMissed(20)", "请写正数分值，如 LossPerMissed(20)")


@frozen(eq=False, field_transformer=placed)
class LossPerMissed(Constrained):
    """So many points fewer for each condition that is missed."""

    constraints: ClassVar[tuple[Constraint, ...]] = costs(_POSITIVE)

    loss: Parameter = field(converter=as_parameter)


def _points(values: Iterable[Parameter]) -> tuple[Parameter, ...]:
    return tuple(as_parameter(value) for value in as_tuple(values))


@frozen(eq=False, field_transformer=placed)
class PointsByMissed(Asking):
    """What is left with one condition missed, with two, and so on: ``PointsByMissed((60, 30, 0))``."""

    points: tuple[Parameter, ...] = field(converter=_points)


MissedDecrease: TypeAlias = LossPerMissed | PointsByMissed


def _decrease(value: MissedDecrease) -> MissedDecrease:
    return chosen(
        value,
        (LossPerMissed, PointsByMissed),
        "does not say what a missed condition costs; choose LossPerMissed(20) or PointsByMissed((60, 30, 0))",
        "没有说明未达标如何递减；请选择 LossPerMissed(20) 或 PointsByMissed((60, 30, 0))",
    )


def _count(value: int) -> int:
    return minimum(value, Code.EMPTY)


def _loses_points(rule: AllMet) -> bool:
    return isinstance(rule.decrease, LossPerMissed) and LOST_OF_FULL_MARK.affects(rule)


_LOST_OF_FULL_MARK = evolve(LOST_OF_FULL_MARK, affects=_loses_points)


@frozen(eq=False, field_transformer=placed)
class AllMet(PointsTable):
    """The full mark where all conditions are met, fewer points by the number missed (R5).

    Source, sheet of a customer-service director: 各项指标符合要求，团队绩效得分100，不符合要求得分递减.
    The value is the number of conditions that are met, as the formula ``ConditionsMet`` counts it.

    Attributes:
        of: how many conditions there are. A value that is not a whole number from 0 to this is an invalid value.
        decrease: ``LossPerMissed`` or ``PointsByMissed``; the sheet gives no slope, so none is assumed.

    Raises:
        DefinitionError: a table that leaves a number missed out, or that pays more for missing more.
    """

    label: ClassVar[Label | None] = Label(zh="全部达标", en="all conditions met")

    changes: ClassVar[Changes] = (_LOST_OF_FULL_MARK,)

    of: int = field(converter=_count, kw_only=True)
    decrease: MissedDecrease = field(converter=_decrease, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(
            Direction.HIGHER_IS_BETTER,
            "the value is the number of conditions met, so a higher one is better",
            "指标值为达标项数，因此越高越好",
        ),
    )

    def __attrs_post_init__(self) -> None:
        if isinstance(self.decrease, PointsByMissed) and (count := len(self.decrease.points)) != self.of:
            given = counted(count, "number of points is", "numbers of points are")
            en = f"{counted(self.of, 'condition')} can be missed, but {given} given; give one for each"
            zh = f"共有 {self.of} 项条件，却给出了 {count} 个分值；请为未达标 1 至 {self.of} 项各给出一个"
            raise self.refused(Code.CHOICE_NEEDED, "decrease.points", en=en, zh=zh, value=count)

    def demands(self) -> Iterator[Constraint]:
        yield from super().demands()
        listed = list(self.listed())
        if listed and self.scale is not None:
            yield from running([("scale", self.scale.high), *listed], Direction.LOWER_IS_BETTER)

    def check_formula(self, formula: Formula) -> None:
        if isinstance(formula, ConditionsMet) and len(formula.conditions) != self.of:
            count = len(formula.conditions)
            en = f"the formula asks {counted(count, 'condition')}, the rule scores {self.of}; write of={count}"
            zh = f"公式列出 {count} 项条件，而计分规则为 {self.of} 项；请写 of={count}"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="scoring.of", value=self.of)

    @property
    def can_exceed(self) -> bool:
        return False

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        if isinstance(self.decrease, PointsByMissed):
            for place, points in enumerate(self.decrease.points):
                yield f"decrease.points[{place}]", points

    @property
    def stays_in_table(self) -> bool:
        return isinstance(self.decrease, PointsByMissed)

    def express_unbounded(self, value: Expr) -> Expr:
        missed = Named(Role.STEP, _MISSED, self.of - value)
        full = Const(self.points_scale.high)
        if isinstance(self.decrease, LossPerMissed):
            loss = Named(Role.STEP, _LOSS, express_parameter(self.decrease.loss))
            return self._if_counted(value, full - Named(Role.STEP, _LOST, missed * loss))
        table = [full, *map(express_parameter, self.decrease.points)]
        edges = [Edge(Const(place)) for place in range(1, self.of + 1)]
        return self._if_counted(value, decide(missed, edges, table))

    def _if_counted(self, value: Expr, points: Expr) -> Expr:
        refused = Undefined(
            Status.INVALID_VALUE,
            Reason(
                "no-count-of-conditions",
                zh=f"达标项数应为 0 至 {self.of} 的整数",
                en=f"the number of conditions met is a whole number from 0 to {self.of}",
            ),
        )
        ends = [Edge(Const(0)), Edge(Const(self.of), EdgeSide.BELOW)]
        return decide(value, ends, [refused, if_whole(value, refused, points), refused])
