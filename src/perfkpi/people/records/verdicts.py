"""Verdicts: why a measure has no figure, said alike for one subject and for a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from perfkpi.language import Absent, Reason, Status, Undefinedness
from perfkpi.people.records.reducers import End, NoRecords
from perfkpi.people.records.reductions import Reduction

__all__ = ["Reduced", "invalid", "mixed", "tied", "too_few", "undefined"]

Reduced: TypeAlias = Fraction | Absent | Undefinedness


def too_few(reduction: Reduction, present: int, missing: int) -> Reduced | None:
    """What a measure is that must not be reduced, because records are missing or too few; ``None`` where it may."""
    name, everything = reduction.measure, present + missing
    if missing and not reduction.skips:
        zh = f"{everything} 条记录中有 {missing} 条缺少数据（{{names}}）"
        en = f"{missing} of {everything} records lack something ({{names}})"
        return _because(name, Status.NOT_MEASURED, "missing-records", zh, en)
    if not present:
        return Fraction(0) if reduction.by.empty is NoRecords.ZERO else Absent.NOT_MEASURED
    if present < reduction.minimum:
        zh = f"只有 {present} 条记录，至少需要 {reduction.minimum} 条（{{names}}）"
        en = f"there are {present} records, at least {reduction.minimum} are needed ({{names}})"
        return _because(name, Status.INSUFFICIENT, "too-few-records", zh, en)
    return None


def invalid(reduction: Reduction, row: int, why: Undefinedness) -> Undefinedness:
    """The measure of a pile in which the record of that row is the first invalid one."""
    reason = why.reasons[0]
    zh = f"{{names}}：records[{row}] 无效（{reason.say('zh')}）"
    en = f"{{names}}: records[{row}] is invalid ({reason.say('en')})"
    return _because(reduction.measure, Status.INVALID_VALUE, f"invalid-record:{reason.code}", zh, en)


def mixed(reduction: Reduction, first: int, row: int) -> Undefinedness:
    """The measure of a pile whose records cannot be put in one order."""
    zh = f"{{names}}：records[{row}] 与 records[{first}] 无法排序：日期与数字不能比较"
    en = f"{{names}}: records[{row}] and records[{first}] have no common order: dates and numbers cannot be compared"
    return _because(reduction.measure, Status.INVALID_VALUE, "no-common-order", zh, en)


def tied(reduction: Reduction, end: End, first: int, row: int) -> Undefinedness:
    """The measure of a pile in which two records stand at the end that is asked for."""
    zh = f"{{names}}：records[{first}] 与 records[{row}] 同为{'最先' if end is End.FIRST else '最后'}一条"
    en = f"{{names}}: records[{first}] and records[{row}] are both the {end.value} one"
    return _because(reduction.measure, Status.INVALID_VALUE, "tied-records", zh, en)


def undefined(reduction: Reduction) -> Undefinedness:
    """The measure of a pile on which the reducer divides by 0."""
    why = reduction.by.undefined
    return _because(reduction.measure, Status.UNDEFINED, why.code, why.zh, why.en)


def _because(measure: str, status: Status, code: str, zh: str, en: str) -> Undefinedness:
    return Undefinedness(status, (Reason(code, zh=zh, en=en, names=(measure,)),))
