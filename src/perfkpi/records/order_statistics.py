"""Order statistics: the lowest, the highest, the middle, means without the ends, the first and the last figure."""

from __future__ import annotations

from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice, Code, expected
from perfkpi.language import Reason
from perfkpi.model.parameters.validation import checked_code, placed
from perfkpi.numbers import exact, is_count
from perfkpi.records.group_numbers import GroupNumber
from perfkpi.records.groups import RecordGroup
from perfkpi.records.reducers import End, Reducer


@frozen(eq=False, field_transformer=placed)
class Minimum(Reducer):
    """The lowest figure (A6)."""

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.ranked(0, 1)


@frozen(eq=False, field_transformer=placed)
class Maximum(Reducer):
    """The highest figure (A6)."""

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.ranked(group.count() - 1, group.count())


@frozen(eq=False, field_transformer=placed)
class Median(Reducer):
    """The middle figure (A6); of an even number of figures the exact mean of the two in the middle."""

    def reduce(self, group: RecordGroup) -> GroupNumber:
        start, stop = (group.count() - 1) // 2, group.count() // 2 + 1
        return group.ranked(start, stop) / (stop - start)


def _cut(value: int) -> int:
    if is_count(value):
        return value
    en = "cut is how many figures go at each end, a whole number from 1 on"
    zh = "cut 是两端各去掉的个数，应为不小于 1 的整数"
    instead = "TrimmedShareMean for a share, Mean to cut nothing", "TrimmedShareMean（按比例）或 Mean（不去掉）"
    raise expected(en, zh, value, write=instead, code=Code.LIMITS)


def _above(value: int) -> int:
    if is_count(value, 0):
        return value
    en = "above is the number of records beyond which figures are cut, a whole number from 0 on"
    zh = "above 表示记录数超过多少时才去掉两端，应为不小于 0 的整数"
    raise expected(en, zh, value, code=Code.LIMITS)


_NOTHING_LEFT = Reason(
    "nothing-left", zh="去掉两端后没有剩余（{names}）", en="nothing is left between the ends ({names})"
)


@frozen(eq=False, field_transformer=placed)
class TrimmedMean(Reducer):
    """The mean without the highest and the lowest figures (A6, 去掉最高分和最低分), beyond some number of them.

    Attributes:
        cut: how many figures go at each end.
        above: figures are cut where there are more records than this; otherwise it is the plain mean.

    Raises:
        DefinitionError: ``above`` so small that nothing might be left.
    """

    cut: int = field(converter=_cut, kw_only=True)
    above: int = field(converter=_above, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.above < 2 * self.cut:
            en = f"above is {2 * self.cut} or more, so that something is left without {self.cut} figures at each end"
            zh = f"above 至少为 {2 * self.cut}，使两端各去掉 {self.cut} 个数据后仍有剩余"
            raise expected(en, zh, self.above, where="TrimmedMean.above", code=Code.LIMITS)

    def reduce(self, group: RecordGroup) -> GroupNumber:
        count = group.count()
        cut = self.cut * (count > self.above)
        return group.ranked(cut, count - cut) / (count - 2 * cut)


@unique
class TrimRounding(Choice):
    """How many figures a share of them is, where it is no whole number."""

    DOWN = "down"
    """Only whole figures: 10 % of 19 is 1."""
    UP = "up"
    """A part counts as one: 10 % of 11 is 2."""
    HALF_UP = "half_up"
    """The nearest number, a half upwards: 10 % of 15 is 2."""


def _share(value: Fraction | str | int) -> Fraction:
    share = exact(value)
    if 0 < share < Fraction(1, 2):
        return share
    en = "share is what goes at each end, more than 0 and less than one half"
    raise expected(en, "share 是两端各去掉的比例，应大于 0 且小于一半", value, write="'10%'", code=Code.LIMITS)


@frozen(eq=False, field_transformer=placed)
class TrimmedShareMean(Reducer):
    """The mean without a share of the figures at each end (A6), where there are more records than some number.

    Where a share that is counted upwards leaves nothing, the mean is undefined.

    Attributes:
        share: which share of all figures goes at each end: ``"10%"`` cuts 20 % in all.
        counting: how many figures that is where it is no whole number. It must be said.
        above: figures are cut where there are more records than this; otherwise it is the plain mean.
    """

    share: Fraction = field(converter=_share, kw_only=True)
    counting: TrimRounding = field(converter=TrimRounding, kw_only=True)
    above: int = field(converter=_above, kw_only=True)

    @property
    def undefined(self) -> Reason:
        return _NOTHING_LEFT

    def _counted(self, share: GroupNumber) -> GroupNumber:
        if self.counting is TrimRounding.DOWN:
            return share // 1
        return -(-share // 1) if self.counting is TrimRounding.UP else (share + Fraction(1, 2)) // 1

    def reduce(self, group: RecordGroup) -> GroupNumber:
        count = group.count()
        cut = self._counted(self.share * count) * (count > self.above)
        left = count - 2 * cut
        left = left * (left > 0)
        return group.ranked(cut, cut + left) / left


@frozen(eq=False, field_transformer=placed)
class _AtAnEnd(Reducer):
    """The figure of the record at one end of an order."""

    end: ClassVar[End]

    by: str = field(converter=checked_code)

    @property
    def order(self) -> tuple[str, End] | None:
        return self.by, self.end

    def reduce(self, group: RecordGroup) -> GroupNumber:
        return group.chosen()


@frozen(eq=False, field_transformer=placed)
class First(_AtAnEnd):
    """The figure of the first record (A6), by a column of numbers or dates.

    The order of rows never counts. Two records that share the first place are invalid: it is not known which is meant.
    Texts in that column are read as numbers, dates (``2026-03-31``), months (``2026-03``) or moments.

    Attributes:
        by: the column that orders the records.
    """

    end = End.FIRST


@frozen(eq=False, field_transformer=placed)
class Last(_AtAnEnd):
    """The figure of the last record (A6), by a column of numbers or dates, such as the balance at the end of the year.

    The order of rows never counts. Two records that share the last place are invalid: it is not known which is meant.
    Texts in that column are read as numbers, dates (``2026-03-31``), months (``2026-03``) or moments.

    Attributes:
        by: the column that orders the records.
    """

    end = End.LAST
