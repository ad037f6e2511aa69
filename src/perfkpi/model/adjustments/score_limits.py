"""A floor and a cap on the running score (保底, 封顶)."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Const, Expr, Max, Min, Sentence
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import FLOOR_BELOW_CAP, Constraint, its
from perfkpi.model.parameters.parameter import CAP, FLOOR, Parameter, marked_cap, marked_floor, optional_parameter
from perfkpi.model.parameters.reach import Span, least_of, most_of
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter

_HELD = Sentence(
    Label(zh="低于保底分，按 {floor} 分计", en="below the floor, counted as {floor}"),
    None,
    Label(zh="超过封顶分，按 {cap} 分计", en="above the cap, counted as {cap}"),
)


@frozen(eq=False, field_transformer=placed)
class ScoreLimit(Adjustment):
    """The running score is held between a floor and a cap, at the place of the list where the limit stands (A8).

    Source, Financial Institutions 2006 (SEC, exhibit 10.20): a maximum of the award, after applying the modifier.

    Attributes:
        floor: the lowest score that is left; ``None`` for no floor.
        cap: the highest; ``None`` for no cap. Either may be a ``Field`` or a formula.
    """

    floor: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    cap: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    sentence: ClassVar[Sentence | None] = _HELD
    idle: ClassVar[Label | None] = Label(zh="未触及", en="not reached")
    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "no-limit",
            its.floor.given | its.cap.given,
            Code.CHOICE_NEEDED,
            about=its,
            en="a limit without floor and cap limits nothing",
            zh="既无保底也无封顶的限制不起作用",
            advice=("give floor=, cap= or both", "请给出 floor=、cap= 或两者"),
        ),
        FLOOR_BELOW_CAP,
    )

    def express(self, running: Expr, scale: Scale) -> Expr:
        moved: Expr = Const(0)
        if self.cap is not None:
            moved = Min((moved, marked_cap(express_parameter(self.cap, CAP.label)) - running))
        if self.floor is not None:
            moved = Max((moved, marked_floor(express_parameter(self.floor, FLOOR.label)) - running))
        return moved

    def reach(self, running: Span, scale: Scale) -> Span:
        low, high = running
        if self.cap is not None:
            low, high = min(low, least_of(self.cap)), min(high, most_of(self.cap))
        if self.floor is not None:
            low, high = max(low, least_of(self.floor)), max(high, most_of(self.floor))
        return Span(low, high)
