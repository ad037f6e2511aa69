"""The records of a group, and what a reducer may ask of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from perfkpi.errors import Code, DefinitionError
from perfkpi.records.group_numbers import Amount, GroupNumber, Truth, Wholes

_NEEDS = {
    "figure": ("figures", "数字", "reads: ReducerInput.FIGURES"),
    "value": ("different values", "不同的值", "reads: ReducerInput.VALUES"),
    "weight": ("weights", "权重", "weight"),
    "met": ("a condition", "条件", "condition"),
    "moment": ("an order", "顺序", "order"),
}
"""What a group is asked for, by the part of a record that holds it, and the property by which a reducer asks for it."""


class RecordGroup(ABC):
    """The records of one subject that have what a reduction reads: at least one, none of them invalid or missing.

    ``reduce_records`` hands a reducer one group after the other, ``reduce_table`` all of them at once. What is asked
    gives a number of each group, and means the same in both:

    * Numbers know ``+ - * / //`` and comparisons, with each other and with plain numbers. A comparison is 1 or 0;
      Python's ``if``, ``and``, ``max`` and the like are refused, for they could ask one group only.
    * A division by 0 is undefined, and so is all that is calculated of it. Where it is the figure, the measure is
      ``Status.UNDEFINED``, with the reason that the reducer names.
    * Asking for ranks that a group does not have makes its measure ``Status.INSUFFICIENT``, whatever is done with the
      answer: its records are too few.
    * A reducer is answered about what it reads. Weights without a ``weight``, an order without an ``order`` and the
      like are refused.

    Raises:
        DefinitionError: a number was asked for its truth, or the group for what its reducer does not read.
        NumberError: something stands beside a number, or is the figure, that is none.
    """

    def __init__(self) -> None:
        self._beyond: Truth = False

    @property
    def beyond(self) -> Truth:
        """Where ranks were asked for that a group does not have."""
        return self._beyond

    def _read(self, part: str) -> Any:  # noqa: ANN401  # as each reading holds it
        """Read one part of every record."""
        found = self._part(part)
        if found is None:
            en, zh, way_out = _NEEDS[part]
            en = f"the group is asked for {en}, which the reducer does not read; say so by its property {way_out}"
            zh = f"规则未读取{zh}，却向分组查询；请用属性 {way_out} 说明"
            raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, value=part)
        return found

    @abstractmethod
    def _part(self, part: str) -> Any:  # noqa: ANN401  # as each reading holds it
        """Return one part of every record; ``None`` where the reducer does not read it."""

    @abstractmethod
    def count(self) -> GroupNumber:
        """Count the records."""

    @abstractmethod
    def distinct(self) -> GroupNumber:
        """Count the different values."""

    @abstractmethod
    def met(self) -> GroupNumber:
        """Count the records that meet the reducer's condition."""

    @abstractmethod
    def between(self, low: Amount, high: Amount) -> GroupNumber:
        """Count the figures that lie between two numbers, both included."""

    @abstractmethod
    def total(self) -> GroupNumber:
        """Sum the figures."""

    @abstractmethod
    def weights(self) -> GroupNumber:
        """Sum the weights."""

    @abstractmethod
    def weighted(self) -> GroupNumber:
        """Sum the figures, each multiplied by its weight."""

    def ranked(self, start: Amount, stop: Amount) -> GroupNumber:
        """Sum the figures from rank ``start`` to before rank ``stop``; the lowest figure has rank 0.

        Ranks are rounded down, and from a rank to before itself the sum is 0. A negative start, a stop beyond the count
        and one before the start are ranks that a group does not have.
        """
        count = self.count()
        first, last = count.number(start), count.number(stop)
        low, high = first.floor(), last.floor()
        known = first.defined & last.defined
        beyond = known & ((low < 0) | (high < low) | (high > count.top))
        self._beyond = self._beyond | beyond
        return self._between_ranks(low, high, known ^ beyond)

    @abstractmethod
    def _between_ranks(self, low: Wholes, high: Wholes, has: Truth) -> GroupNumber:
        """Sum the figures of these ranks where a group has them; undefined elsewhere."""

    @abstractmethod
    def chosen(self) -> GroupNumber:
        """Choose the figure of the record that stands at the reducer's end of its order."""
