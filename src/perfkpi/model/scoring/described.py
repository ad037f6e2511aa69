"""Described cases (R12, 说明法): a rater chooses the situation, and each is worth its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.labels import Label, as_label
from perfkpi.language import Expr, Item, Match, Reason, Status, Undefined
from perfkpi.language.statuses import verbatim
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, fixed_direction
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, checked_code, placed, tuple_of
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.points_table import PointsTable


@frozen(eq=False, field_transformer=placed)
class DescribedCase(Asking):
    """One situation: what the data call it, how it is described to the rater, and what it is worth."""

    code: str = field(converter=checked_code)
    description: Label = field(converter=as_label)
    points: Parameter = field(converter=as_parameter)


def _cases(values: Iterable[DescribedCase]) -> tuple[DescribedCase, ...]:
    return as_tuple(values)


@frozen(eq=False, field_transformer=placed)
class DescribedCases(PointsTable):
    """The points of the described case that a rater has chosen (R12).

    Source, the method of description (说明法): 对可能出现的几种情况分别作出说明,并规定每种情况对应的分数. Goes with
    the formula ``Category``. A case that is not described is an invalid value, and its reason names the choices.

    Attributes:
        cases: every situation there is.

    Raises:
        DefinitionError: no case, a code twice, or points off the scale where no floor or cap says so.
    """

    label: ClassVar[Label | None] = Label(zh="说明法", en="described cases")

    cases: tuple[DescribedCase, ...] = field(
        converter=_cases,
        validator=tuple_of(DescribedCase, "DescribedCase('on-time', '按时完成', 100)", "code", least=1),
    )

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(
            Direction.HIGHER_IS_BETTER, "described cases have no direction, only points", "说明法没有方向，只有分值"
        ),
    )

    @property
    def takes_category(self) -> bool:
        return True

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        for place, case in enumerate(self.cases):
            yield f"cases[{place}].points", case.points

    def express_unbounded(self, value: Expr) -> Expr:
        cases = [(Item(case.code, case.description), express_parameter(case.points)) for case in self.cases]
        zh = "；".join(f"{case.code}（{case.description.say('zh')}）" for case in self.cases)
        en = "; ".join(f"{case.code} ({case.description.say('en')})" for case in self.cases)
        zh, en = f"没有这种情况；可选 {verbatim(zh)}", f"there is no such case; choose {verbatim(en)}"
        return Match(value, cases, Undefined(Status.INVALID_VALUE, Reason("unknown-case", zh=zh, en=en)))
