"""Reducers: how the records of one measure become one figure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, expected
from perfkpi.language import Reason
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.measurement.scales import Scale, as_scale
from perfkpi.model.parameters.validation import checked_code, instance, placed
from perfkpi.numbers import exact
from perfkpi.records.group_numbers import Amount, GroupNumber
from perfkpi.records.groups import RecordGroup


@unique
class NoRecords(Choice):
    """What a count or a sum is for a subject without records: nobody can tell but who keeps them."""

    ZERO = "zero"
    """Every event is recorded: no complaint on record is no complaint."""
    NOT_MEASURED = "not_measured"
    """Nothing was recorded, and nothing is known."""


@unique
class ReducerInput(Choice):
    """What a reducer reads of a record."""

    FIGURES = "figures"
    """A column of numbers."""
    VALUES = "values"
    """A column of anything: numbers, texts, dates."""
    RECORDS = "records"
    """The record itself; where a column is named, only records that have something there."""
    CONDITION = "condition"
    """What its condition asks for, and no column besides."""


@unique
class End(Choice):
    """An end of the order of records."""

    FIRST = "first"
    LAST = "last"


def _step(value: Fraction | int | str | None) -> Fraction | None:
    step = None if value is None else exact(value)
    if step is None or step > 0:
        return step
    example = "1 for whole answers", "1（整数答案）"
    en, zh = "the step between two answers is greater than 0", "相邻答案的间隔必须大于 0"
    raise expected(en, zh, value, write=example, code=Code.RATE)


@frozen(eq=False, field_transformer=placed)
class Answers(Asking):
    """The answers that could be given; any other figure is an invalid value.

    Attributes:
        scale: the lowest and the highest one.
        step: how far two of them lie apart; ``None`` where every number between the ends is an answer.
    """

    scale: Scale = field(converter=as_scale)
    step: Fraction | None = field(default=None, converter=_step, kw_only=True)

    def allow(self, figure: Fraction) -> bool:
        """Tell whether a figure is one of the answers."""
        inside = self.scale.contains(figure)
        return inside and (self.step is None or (figure - self.scale.low) % self.step == 0)


@frozen(eq=False, field_transformer=placed)
class Reducer(Asking, ABC):
    """How many records become one figure. Subclass it, frozen, and say ``reduce``; nothing else is needed.

    ``reduce`` is said in the words of a ``RecordGroup``, so that one sentence serves ``reduce_records`` and
    ``reduce_table``.
    """

    @abstractmethod
    def reduce(self, group: RecordGroup) -> Amount:
        """Reduce a group of records to its figure; a plain number is the figure of every group."""

    @property
    def reads(self) -> ReducerInput:
        """What it reads of a record."""
        return ReducerInput.FIGURES

    @property
    def answers(self) -> Answers | None:
        """The figures that could be given; ``None``: any number."""
        return None

    @property
    def condition(self) -> Condition | None:
        """What ``RecordGroup.met`` counts."""
        return None

    @property
    def weight(self) -> str | None:
        """The column of weights, none of them negative."""
        return None

    @property
    def order(self) -> tuple[str, End] | None:
        """The column that orders records, and the end at which ``RecordGroup.chosen`` is; a tie there is invalid."""
        return None

    @property
    def empty(self) -> NoRecords:
        """What the figure of no record is."""
        return NoRecords.NOT_MEASURED

    @property
    def undefined(self) -> Reason:
        """Why a division by 0 is undefined; ``{names}`` stands for the measure."""
        return Reason("zero-denominator", zh="分母为零（{names}）", en="the denominator is 0 ({names})")


class OfCondition:
    """What reducers have in common that read a condition, and no column besides."""

    __slots__ = ()

    where: Condition

    @property
    def reads(self) -> ReducerInput:
        """What it reads of a record."""
        return ReducerInput.CONDITION

    @property
    def condition(self) -> Condition | None:
        """What ``RecordGroup.met`` counts."""
        return self.where


@frozen(eq=False, field_transformer=placed)
class EventReducer(Reducer):
    """A count or a sum of events.

    Attributes:
        no_records: what holds for a subject without records: 0, or not measured. It must be said.
    """

    no_records: NoRecords = field(converter=NoRecords, kw_only=True)

    @property
    def empty(self) -> NoRecords:
        return self.no_records


@frozen(eq=False, field_transformer=placed)
class CountRecords(EventReducer):
    """How many records there are (A6, F7); where the reduction names a column, how many have something in it.

    Attributes:
        no_records: what holds for a subject without records: 0, or not measured. It must be said.
    """

    @property
    def reads(self) -> ReducerInput:
        return ReducerInput.RECORDS

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.count()


@frozen(eq=False, field_transformer=placed)
class CountDistinct(EventReducer):
    """How many different values a column has, such as clients visited (A6, F7).

    Texts are compared in their normal form (NFKC); numbers by value, so that 1 and 1.0 are one; a text and a number
    are different. A truth value, or what cannot be compared, is invalid.

    Attributes:
        no_records: what holds for a subject without records: 0, or not measured. It must be said.
    """

    @property
    def reads(self) -> ReducerInput:
        return ReducerInput.VALUES

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.distinct()


@frozen(eq=False, field_transformer=placed)
class CountWhere(OfCondition, EventReducer):
    """How many records meet a condition (A6, F7): complaints that were upheld, deliveries that were late.

    A record that lacks a figure of the condition is missing. The reduction names no column: the condition does.

    Attributes:
        where: the condition, whose measures are columns of the records.
        no_records: what holds for a subject without records: 0, or not measured. It must be said.
    """

    where: Condition = field(converter=as_condition, validator=instance(Condition, "AtMost('days_late', 0)"))

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.met()


@frozen(eq=False, field_transformer=placed)
class Sum(EventReducer):
    """The sum of the figures (A6).

    Attributes:
        no_records: what holds for a subject without records: 0, or not measured. It must be said.
    """

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.total()


@frozen(eq=False, field_transformer=placed)
class Mean(Reducer):
    """The mean of the figures (A6, F9), exact: 1, 2 and 2 have the mean 5/3. Without records it is not measured."""

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.total() / group.count()


_NO_WEIGHT = Reason("zero-weight", zh="权重合计为 0（{names}）", en="the weights add up to 0 ({names})")


@frozen(eq=False, field_transformer=placed)
class WeightedMean(Reducer):
    """The mean of the figures (A6), each counted by its weight, such as the turnover of the client who answered.

    A negative weight is invalid; weights that add up to 0 leave the mean undefined.

    Attributes:
        by: the column that holds the weights.
    """

    by: str = field(converter=checked_code)

    @property
    def weight(self) -> str | None:
        return self.by

    @property
    def undefined(self) -> Reason:
        return _NO_WEIGHT

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.weighted() / group.weights()
