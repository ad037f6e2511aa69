"""Deductions per event (R8, 减分法): 每发生一次扣…分,扣完为止."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from perfkpi.errors import Choice, Code, shown
from perfkpi.labels import Label, as_label
from perfkpi.language import (
    Add,
    Caption,
    Const,
    Edge,
    Expr,
    Max,
    Min,
    Named,
    Reason,
    Role,
    Round,
    RoundingMode,
    Sentence,
    Status,
    Undefined,
    decide,
)
from perfkpi.model.changes import LOST_OF_FULL_MARK, Changes
from perfkpi.model.formulas.formula import Operand, optional_operand
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.percentages import Compared, Comparing
from perfkpi.model.parameters.constraints import Constrained, Constraint, fixed_direction, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter, optional_parameter
from perfkpi.model.parameters.validation import checked_code, members, placed, tuple_of
from perfkpi.model.parameters.varying import express_operand, express_parameter
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.scoring.rule import if_whole
from perfkpi.model.scoring.units import costs


@unique
class EventCounting(Choice):
    """What half an event is."""

    WHOLE_ONLY = "whole_only"
    """A mistake in the data: there are no 2.5 complaints. The value is invalid."""
    PROPORTIONAL = "proportional"
    """Half the rate: hours, days, kilograms."""
    FULL_UNITS = "full_units"
    """Nothing yet: only full ones count."""
    STARTED_UNITS = "started_units"
    """A whole one: what has begun counts (不足一次按一次计)."""


_ROUNDED = {EventCounting.FULL_UNITS: RoundingMode.DOWN, EventCounting.STARTED_UNITS: RoundingMode.UP}


_COUNTED = Caption("counted_events", Label(zh="计入次数", en="events counted"), aside=True)
_EACH = Caption("each", Label(zh="每次扣分", en="points for each"), aside=True)
_FREE = Caption("free", Label(zh="免扣次数", en="events forgiven"), aside=True)
_MOST = Caption("most", Label(zh="最多扣分", en="points at most"), aside=True)
_BROKEN = {
    EventCounting.FULL_UNITS: ("，不足一个不计", ", only full units count"),
    EventCounting.STARTED_UNITS: ("，不足一个按一个计", ", a started unit counts as a full one"),
}
"""What is said where there is a broken one that does not count in proportion."""

_POSITIVE = ("write a positive number, the rule deducts it", "请写正数，由规则扣减")


@frozen(eq=False, field_transformer=placed)
class Event(Constrained, Comparing):
    """One kind of event and what it costs.

    Attributes:
        code: what the deduction is called among the parts of the line.
        name: what explanations and reasons call it; left out, they call it by its code.
        loss: points (as a positive number) for each event.
        of: the measure or formula that counts the events; left out, the indicator's value does.
        counting: what half an event is.
        free: so many are forgiven; only those beyond cost points.
        most: this kind never costs more than so many points; left out, it may cost everything.
    """

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("most-not-positive", its.most > 0, Code.RATE, advice=_POSITIVE),
        Constraint("negative-allowance", its.free >= 0, Code.RATE, advice=_POSITIVE),
        *costs(_POSITIVE),
    )

    code: str = field(converter=checked_code)
    name: Label | None = field(default=None, converter=optional(as_label), kw_only=True)
    loss: Parameter = field(converter=as_parameter, kw_only=True)
    of: Operand | None = field(default=None, converter=optional_operand, kw_only=True)
    counting: EventCounting = field(converter=EventCounting, kw_only=True)
    free: Parameter = field(default=Fraction(0), converter=as_parameter, kw_only=True)
    most: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)

    def compared(self) -> Compared:
        return Compared() if self.of is None else Compared((("of", self.of),), (("free", self.free),))

    def express(self, value: Expr) -> Expr:
        """Express the points that these events cost, as a part of the line."""
        count = value if self.of is None else express_operand(self.of)
        free = Named(Role.STEP, _FREE, express_parameter(self.free))
        beyond = count if self.free == 0 else Max((count - free, Const(0)))
        if self.counting in _ROUNDED:
            beyond = Round(beyond, 1, _ROUNDED[self.counting])
        lost = Named(Role.STEP, _COUNTED, beyond) * Named(Role.STEP, _EACH, express_parameter(self.loss))
        if self.most is not None:
            lost = Min((lost, Named(Role.STEP, _MOST, express_parameter(self.most))))
        if self.counting is EventCounting.WHOLE_ONLY:
            lost = if_whole(count, self._invalid("broken-count", "不是整数", "is not a whole number"), lost)
        refused = self._invalid("negative-count", "是负数", "is negative")
        part = Named(Role.PART, Caption(self.code, self._called), decide(count, [Edge(Const(0))], [refused, lost]))
        return Named(Role.STEP, self._told(), part)

    @property
    def _called(self) -> Label:
        return self.name or as_label(self.code)

    def _told(self) -> Caption:
        """Build what a sentence says of the deduction; the kind that the value counts has the indicator's name."""
        own = self.of is None
        called = self._called.say("zh"), self._called.say("en")
        zh, en = ("", "") if own else (f"{called[0]} ", f" for {called[1]}")
        free = ("，免扣 {free}", ", {free} forgiven") if self.free != 0 else ("", "")
        most = ("，最多扣 {most} 分", ", at most {most} points") if self.most is not None else ("", "")

        def told(broken: tuple[str, str]) -> Label:
            return Label(
                zh=f"{zh}扣 {{figure}} 分（{{counted_events}} × {{each}}{free[0]}{broken[0]}{most[0]}）",
                en=f"{{figure}} points off{en} ({{counted_events}} × {{each}}{free[1]}{broken[1]}{most[1]})",
            )

        cut = (str(_COUNTED), told(_BROKEN[self.counting])) if self.counting in _BROKEN else None
        sentence = Sentence(told(("", "")), cut=cut)
        return Caption("off", Label(zh="扣分", en="points off"), aside=True, sentence=sentence)

    def _invalid(self, code: str, zh: str, en: str) -> Expr:
        called = self._called.say("zh"), shown(self._called.say("en"))
        reason = Reason(code, zh=f"“{called[0]}”的次数{zh}", en=f"the number of events {called[1]} {en}")
        return Undefined(Status.INVALID_VALUE, reason)


def _events(values: Iterable[Event] | Event) -> tuple[Event, ...]:
    return members(values, Event)


@frozen(eq=False, field_transformer=placed)
class Deductions(BoundedScoring):
    """The full mark less so many points for each event, down to the floor (R8).

    Source, the method of deduction (减分法): 每发生一次扣除一定分值,扣完为止. Several kinds of events (slight, serious)
    have their own rates; each deduction is a part of the line. Where there are none, the points are the full mark.

    Attributes:
        events: one kind is counted by the indicator's value, the others by measures or formulas of their own.
        direction: fewer events are better; it need not be said.

    Raises:
        DefinitionError: no kind of event, none or several that the indicator's value counts, or a code twice.
    """

    label: ClassVar[Label | None] = Label(zh="减分法", en="deductions")

    changes: ClassVar[Changes] = (LOST_OF_FULL_MARK,)

    events: tuple[Event, ...] = field(
        converter=_events,
        validator=tuple_of(Event, "Event('complaint', loss=5, counting='whole_only')", "code"),
    )
    direction: Direction = field(
        default=Direction.LOWER_IS_BETTER,
        converter=Direction,
        kw_only=True,
    )

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(
            Direction.LOWER_IS_BETTER,
            "events cost points, so fewer are better",
            "事件扣分，因此越少越好",
            (
                "leave direction out, or reward them with TieredAmount",
                "请不要给出 direction，如为加分请用 TieredAmount",
            ),
        ),
    )

    def __attrs_post_init__(self) -> None:
        counted = sum(event.of is None for event in self.events)
        if counted != 1:
            en = f"the indicator's value counts {counted} kinds of events, and must count one; give others of='measure'"
            zh = f"由指标值计数的事件有 {counted} 种；必须恰好一种，其余请用 of='数据名' 指明"
            raise self.refused(Code.CHOICE_NEEDED, "events", en=en, zh=zh, value=counted)

    @property
    def can_exceed(self) -> bool:
        return False

    @property
    def instead_of_exceeding(self) -> Label:
        return Label(
            en="deduct from a higher full mark: scale=Scale(0, 120)", zh="如从更高的满分起扣，请写 scale=Scale(0, 120)"
        )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, event in enumerate(self.events):
            if event.of is None:
                yield f"events[{place}].free", event.free, False

    def express_unbounded(self, value: Expr) -> Expr:
        lost = [event.express(value) for event in self.events]
        return self.points_scale.high - (lost[0] if len(lost) == 1 else Add(lost))
