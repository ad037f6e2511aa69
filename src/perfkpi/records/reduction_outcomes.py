"""What a measure is that has no figure, and in which order that is decided: alike for one subject and for a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from perfkpi.errors import PerfKpiError
from perfkpi.language import Absent, Status, Undefinedness
from perfkpi.language.statuses import because, verbatim
from perfkpi.records.group_numbers import GroupNumber, Truth, Wholes
from perfkpi.records.groups import RecordGroup
from perfkpi.records.reducers import End, NoRecords
from perfkpi.records.reductions import Reduction
from perfkpi.wording.counts import counted

Outcome: TypeAlias = Fraction | Absent | Undefinedness
"""What a measure is: its figure, or why there is none."""


class Groups(ABC):
    """The records of one measure, group by group, and what was found of them before they are reduced.

    A reading holds one group, and whole numbers of it, or all groups, and arrays of them. A place is that of a group.

    Attributes:
        invalid: how many records are invalid.
        missing: how many records lack something.
        present: how many records have everything.
        unordered: how many of those have no common order with the first.
        ends: how many of those stand at the end of the order that is asked for.
    """

    __slots__ = ()

    invalid: Wholes
    missing: Wholes
    present: Wholes
    unordered: Wholes
    ends: Wholes

    @abstractmethod
    def take(self, truth: Truth) -> Iterable[int]:
        """Close the groups for which something is true, and tell those that were open until then."""

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether any group is open: nothing was found that decides its measure."""

    @abstractmethod
    def counted(self, numbers: Wholes, place: int) -> int:
        """Return the number of one group."""

    @abstractmethod
    def first_invalid(self, place: int) -> tuple[int, Undefinedness]:
        """Find the row of the first invalid record of a group, and why it is invalid."""

    @abstractmethod
    def two_unordered(self, place: int) -> tuple[int, int]:
        """Find the rows of the first record of a group, and of the first that has no common order with it."""

    @abstractmethod
    def two_ends(self, place: int) -> tuple[int, int]:
        """Find the rows of the first two records of a group that stand at the end of the order."""

    @abstractmethod
    def group(self) -> RecordGroup:
        """Return what the reducer is handed."""


def _invalid(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    row, why = groups.first_invalid(place)
    reason = why.reasons[0]
    zh = f"{{names}}：records[{row}] 无效（{verbatim(reason.say('zh'))}）"
    en = f"{{names}}: records[{row}] is invalid ({verbatim(reason.say('en'))})"
    return _because(reduction, Status.INVALID_VALUE, f"invalid-record:{reason.code}", zh, en)


def _missing(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    missing = groups.counted(groups.missing, place)
    everything = missing + groups.counted(groups.present, place)
    zh = f"{everything} 条记录中有 {missing} 条缺少数据（{{names}}）"
    verb = "lacks" if missing == 1 else "lack"
    en = f"{missing} of {counted(everything, 'record')} {verb} something ({{names}})"
    return _because(reduction, Status.NOT_MEASURED, "missing-records", zh, en)


def _empty(reduction: Reduction, _: Groups, __: int) -> Outcome:
    return Fraction(0) if reduction.by.empty is NoRecords.ZERO else Absent.NOT_MEASURED


def _too_few(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    present = groups.counted(groups.present, place)
    zh = f"只有 {present} 条记录，至少需要 {reduction.minimum} 条（{{names}}）"
    en = f"only {counted(present, 'record')}, at least {reduction.minimum} needed ({{names}})"
    return _because(reduction, Status.INSUFFICIENT, "too-few-records", zh, en)


def _unordered(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    first, row = groups.two_unordered(place)
    zh = f"{{names}}：records[{row}] 与 records[{first}] 无法排序，因为日期与数字不能比较"
    en = f"{{names}}: records[{row}] and records[{first}] have no common order: dates and numbers cannot be compared"
    return _because(reduction, Status.INVALID_VALUE, "no-common-order", zh, en)


def _tied(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    first, row = groups.two_ends(place)
    is_first = reduction.by.order is not None and reduction.by.order[1] is End.FIRST
    zh = f"{{names}}：records[{first}] 与 records[{row}] 同为{'最先' if is_first else '最后'}一条"
    en = f"{{names}}: records[{first}] and records[{row}] are both the {'first' if is_first else 'last'} one"
    return _because(reduction, Status.INVALID_VALUE, "tied-records", zh, en)


def _beyond(reduction: Reduction, groups: Groups, place: int) -> Outcome:
    present = groups.counted(groups.present, place)
    zh = f"只有 {present} 条记录，没有汇总规则所取的名次（{{names}}）"
    en = f"only {counted(present, 'record')}, fewer than the ranks that are asked for ({{names}})"
    return _because(reduction, Status.INSUFFICIENT, "no-such-ranks", zh, en)


def _undefined(reduction: Reduction, _: Groups, __: int) -> Outcome:
    why = reduction.by.undefined
    return _because(reduction, Status.UNDEFINED, why.code, why.zh, why.en)


def _because(reduction: Reduction, status: Status, code: str, zh: str, en: str) -> Undefinedness:
    return because(status, code, zh, en, reduction.measure)


_Applies: TypeAlias = Callable[[Reduction, Groups], Truth]
"""Where something is found that decides a measure."""

_Say: TypeAlias = Callable[[Reduction, Groups, int], Outcome]
"""What the measure of such a group is."""

_POLICY: tuple[tuple[_Applies, _Say], ...] = (
    (lambda _, groups: groups.invalid > 0, _invalid),
    (lambda reduction, groups: (groups.missing > 0) & (not reduction.skips), _missing),
    (lambda _, groups: groups.present == 0, _empty),
    (lambda reduction, groups: groups.present < reduction.minimum, _too_few),
    (lambda _, groups: groups.unordered > 0, _unordered),
    (lambda _, groups: groups.ends > 1, _tied),
)
"""What decides a measure before its records are reduced; the first that is found speaks."""


def reduce_groups(reduction: Reduction, groups: Groups) -> tuple[GroupNumber | None, dict[int, Outcome]]:
    """Reduce the records of one measure, group by group.

    Returns:
        the numbers, ``None`` where no group has one, and what stands in place of some, by the place of the group.

    Raises:
        PerfKpiError: what the reducer is refused, at its name.
    """
    outcomes: dict[int, Outcome] = {}
    for applies, say in _POLICY:
        found = applies(reduction, groups)
        if found is False:  # of one group
            continue
        for place in groups.take(found):
            outcomes[place] = say(reduction, groups, place)
        if not groups.is_open:
            return None, outcomes
    group = groups.group()
    number = _figure(reduction, group)
    for place in groups.take(group.beyond):
        outcomes[place] = _beyond(reduction, groups, place)
    for place in groups.take(number.bottom == 0):
        outcomes[place] = _undefined(reduction, groups, place)
    return number, outcomes


def _figure(reduction: Reduction, group: RecordGroup) -> GroupNumber:
    try:
        return group.count().number(reduction.by.reduce(group))
    except ZeroDivisionError:  # of plain numbers, whatever the records are
        return group.count() / 0
    except PerfKpiError as error:
        raise error.at(f"{type(reduction.by).__name__}.reduce") from None
