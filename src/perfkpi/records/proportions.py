"""Shares of records: those that meet a condition, the top of a scale, promoters less detractors."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, expected
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.measurement.scales import Scale, as_scale
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.numbers import exact
from perfkpi.numerals import written
from perfkpi.records.group_numbers import GroupNumber
from perfkpi.records.groups import RecordGroup
from perfkpi.records.reducers import Answers, OfCondition, Reducer


@frozen(eq=False, field_transformer=placed)
class ShareOf(OfCondition, Reducer):
    """The share of records that meet a condition (A6, F8, 及时率), from 0 to 1: ``ShareOf(AtMost("days_late", 0))``.

    ``ShareOf(IsOneOf("answer", ("good", "excellent")))`` is the share of categories. A record that lacks a figure of
    the condition is missing. The reduction names no column: the condition does.

    Attributes:
        where: the condition, whose measures are columns of the records.
    """

    where: Condition = field(converter=as_condition, validator=instance(Condition, "AtMost('days_late', 0)"))

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.met() / group.count()


@frozen(eq=False, field_transformer=placed)
class TopBox(Reducer):
    """The share of answers in the top boxes of a scale (A6, F9): ``TopBox(4, scale=Scale(1, 5))`` is that of 4 and 5.

    An answer off the scale is invalid.

    Attributes:
        lowest: the lowest answer that counts, itself included.
        scale: the scale of the answers.
    """

    lowest: Fraction = field(converter=exact)
    scale: Scale = field(converter=as_scale, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.scale.low < self.lowest <= self.scale.high:
            low, high = written(self.scale.low), written(self.scale.high)
            en = f"a top box holds some answers of the scale {self.scale}, but not all: from above {low}, up to {high}"
            zh = f"高分段应包含分制 {self.scale} 的部分答案：大于 {low} 且不超过 {high}"
            raise expected(en, zh, self.lowest, where="TopBox.lowest", code=Code.LIMITS)

    @property
    def answers(self) -> Answers | None:
        return Answers(self.scale)

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.between(self.lowest, self.scale.high) / group.count()


_ZERO_TO_TEN = Answers(Scale(0, 10), step=1)


@frozen(eq=False, field_transformer=placed)
class NetPromoter(Reducer):
    """The net promoter score (A6, F9): the share of 9 and 10 less the share of 0 to 6, from -1 to 1.

    7 and 8 are passive: they only count among all. An answer that is no whole number from 0 to 10 is invalid. Show the
    figure in percent: 1/4 is an NPS of 25.
    """

    @property
    def answers(self) -> Answers | None:
        return _ZERO_TO_TEN

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return (group.between(9, 10) - group.between(0, 6)) / group.count()
