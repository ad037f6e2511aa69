"""Reducing records one by one: the measures of every subject, as ``appraise`` takes them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, MeasureError, shown
from perfkpi.foreign import is_a, is_unlike_itself, looking_at
from perfkpi.language import Status, Undefinedness
from perfkpi.model.measures import Measure
from perfkpi.model.sequences import sequence_of
from perfkpi.model.validation import as_tuple, checked_code
from perfkpi.people.records.notations import ColumnNotations
from perfkpi.people.records.piles import OnePile, Reading
from perfkpi.people.records.reducers import End
from perfkpi.people.records.reductions import Reduction, checked_reductions
from perfkpi.people.records.verdicts import Reduced, invalid, mixed, tied, too_few, undefined
from perfkpi.people.records.views import views_of

__all__ = ["check_subject", "known_subjects", "reduce_records", "unknown_subject"]

Record = Mapping[str, object]


def reduce_records(
    records: Iterable[Record],
    reductions: Iterable[Reduction],
    *,
    subject: str,
    subjects: Iterable[Hashable] | None = None,
    measures: Iterable[Measure] = (),
) -> dict[Any, dict[str, Reduced]]:
    """Reduce many records to the measures of each subject (A6), exactly.

    Source, sheet of a customer-service director: 使用调研工具，每季度对客户进行满意度调查，统计调查结果.

    Args:
        records: a mapping of names to values for each answer, event or month. Values are what ``appraise`` takes;
            columns that no reduction reads are ignored.
        reductions: which measures are made, and how.
        subject: the column that says whom a record is about.
        subjects: everybody who is to have measures, in the order of the result. Without it, those of whom there are
            records, in the order in which they are met: a person without complaints is then not in the result at all.
        measures: how the columns are written, where something is to be said about it: texts that stand for no figure,
            separators, currency signs, units, percent numbers. Each bears the name of its column.

    Returns:
        the measures of every subject, ready for ``appraise``: Fractions, ``Absent.NOT_MEASURED`` without records, or
        the status and reason of a measure that has no figure (``Undefinedness``).

    Raises:
        MeasureError: a record without a column that is read, without a subject, or of a subject that is not in
            ``subjects``; a declaration of a column that no reduction reads.
        DefinitionError: what are no records or no reductions; a measure or subject that stands twice.

    Examples:
        >>> import perfkpi as pk
        >>> marks = (8, 10, 4, 10, 9)
        >>> records = [
        ...     {"who": "E017", "client": f"C{mark}", "mark": mark, "turnover": 10 * mark, "month": month}
        ...     for month, mark in enumerate(marks)
        ... ]
        >>> zero, half_up = pk.NoRecords.ZERO, pk.CutCount.HALF_UP
        >>> reductions = (
        ...     pk.Reduction("answers", by=pk.CountRecords(no_records=zero)),
        ...     pk.Reduction("clients", of="client", by=pk.CountDistinct(no_records=zero)),
        ...     pk.Reduction("poor", by=pk.CountWhere(pk.AtMost("mark", 4), no_records=zero)),
        ...     pk.Reduction("all", of="mark", by=pk.Sum(no_records=zero)),
        ...     pk.Reduction("mean", of="mark", by=pk.Mean()),
        ...     pk.Reduction("weighed", of="mark", by=pk.WeightedMean("turnover")),
        ...     pk.Reduction("tens", by=pk.ShareOf(pk.AtLeast("mark", 10))),
        ...     pk.Reduction("good", of="mark", by=pk.TopBox(9, scale=pk.Scale(0, 10))),
        ...     pk.Reduction("promoters", of="mark", by=pk.NetPromoter()),
        ...     pk.Reduction("lowest", of="mark", by=pk.Minimum()),
        ...     pk.Reduction("highest", of="mark", by=pk.Maximum()),
        ...     pk.Reduction("middle", of="mark", by=pk.Median()),
        ...     pk.Reduction("trimmed", of="mark", by=pk.TrimmedMean(cut=1, above=4)),
        ...     pk.Reduction("cut", of="mark", by=pk.TrimmedShareMean(share="10%", counting=half_up, above=4)),
        ...     pk.Reduction("first", of="mark", by=pk.First("month")),
        ...     pk.Reduction("last", of="mark", by=pk.Last("month")),
        ... )
        >>> found = pk.reduce_records(records, reductions, subject="who")["E017"]
        >>> shown = [f"{name} {figure}" for name, figure in found.items()]
        >>> print(", ".join(shown[:8]))
        answers 5, clients 4, poor 1, all 41, mean 41/5, weighed 361/41, tens 2/5, good 3/5
        >>> print(", ".join(shown[8:]))
        promoters 2/5, lowest 4, highest 10, middle 9, trimmed 9, cut 9, first 8, last 9
        >>> columns = {name: [record[name] for record in records] for name in records[0]}
        >>> measures, who = pk.reduce_table(columns, reductions, subject="who")
        >>> float(measures["mean"][0]), who
        (8.2, ['E017'])
    """
    found = checked_reductions(reductions)
    column = checked_code(subject)
    views = views_of(found, ColumnNotations.of(measures))
    known = known_subjects(subjects)
    piles: dict[Any, list[_Heap]] = {each: [_Heap() for _ in views] for each in known or ()}
    for row, record in enumerate(_listed(records)):
        try:
            with looking_at(record):
                key = _subject(record, column)
            readings = [view.read(row, record) for view in views]
        except (MeasureError, DefinitionError) as error:
            raise error.at(f"records[{row}]") from None
        if key not in piles:
            if known is not None:
                raise unknown_subject(row, key)
            piles[key] = [_Heap() for _ in views]
        for heap, reading in zip(piles[key], readings, strict=True):
            heap.put(row, reading)
    return {
        key: {view.reduction.measure: heap.reduced(view.reduction) for view, heap in zip(views, heaps, strict=True)}
        for key, heaps in piles.items()
    }


def known_subjects(subjects: Iterable[Hashable] | None) -> dict[Any, int] | None:
    """The place of every subject that is to have measures."""
    if subjects is None:
        return None
    places: dict[Any, int] = {}
    for place, each in enumerate(_whom(subjects)):
        check_subject(each, f"subjects[{place}]")
        if each in places:
            raise DefinitionError(
                Code.DUPLICATE_CODE,
                en=f"{shown(each)} stands already at subjects[{places[each]}]; keep one",
                zh=f"{shown(each)} 已在 subjects[{places[each]}] 列出；请保留一个",
                where=f"subjects[{place}]",
                value=each,
            )
        places[each] = place
    return places


def _whom(subjects: Iterable[Hashable]) -> Iterable[object]:
    """A series of any length; of what has none, no more than is waited for."""
    try:
        found = sequence_of(subjects)
        return as_tuple(subjects) if found is None else found
    except DefinitionError as error:
        raise error.at("subjects") from None


def check_subject(key: object, where: str) -> None:
    """A subject is something that a record can be put to."""
    if not _is_somebody(key):
        raise MeasureError(
            Code.UNKNOWN_MEASURE,
            en=f"{shown(key)} is nobody; a record names its subject by text or number, such as 'E017'",
            zh=f"{shown(key)} 不能表示对象；每条记录须用文字或数字指明对象，如 'E017'",
            where=where,
            value=key,
        )


def _is_somebody(key: object) -> bool:
    try:
        hash(key)
        nobody = key is None or bool(key == "") or is_unlike_itself(key)
    except Exception:  # noqa: BLE001  # whatever a foreign key raises, nobody is found by it
        return False
    return not nobody


def unknown_subject(row: int, key: object) -> MeasureError:
    """A record of somebody who is not expected."""
    return MeasureError(
        Code.UNKNOWN_MEASURE,
        en=f"{shown(key)} is not among the subjects; add it to subjects, or leave its records out",
        zh=f"{shown(key)} 不在 subjects 中；请加入，或去掉其记录",
        where=f"records[{row}]",
        value=key,
    )


def _listed(records: object) -> Iterator[Record]:
    try:
        if not is_a(records, Mapping, str, bytes):
            return iter(cast("Iterable[Record]", records))
    except Exception:  # noqa: BLE001, S110  # whatever a foreign object raises, it has no records to give
        pass
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(records)} is no series of records; write [{{'employee': 'E017', 'score': 9}}, ...], "
        "or use reduce_table for columns",
        zh=f"{shown(records)} 不是一组记录；请写 [{{'employee': 'E017', 'score': 9}}, ...]；"
        "如果是数据列，请用 reduce_table",
        where="records",
        value=records,
    )


def _subject(record: Record, column: str) -> Any:  # noqa: ANN401  # whatever names a subject
    if not isinstance(record, Mapping) or column not in record:
        raise MeasureError(
            Code.UNKNOWN_MEASURE,
            en=f"{shown(record)} does not say whom it is about; a record is a mapping that has {shown(column)}",
            zh=f"{shown(record)} 没有指明对象；每条记录应为含有 {shown(column)} 的映射",
            value=record,
        )
    check_subject(record[column], f"[{shown(column)}]")
    return record[column]


@frozen(eq=False)
class _Heap:
    """What was read for one measure of one subject, good and bad."""

    good: list[Reading] = field(factory=list[Reading])
    missing: list[int] = field(factory=list[int])
    wrong: list[tuple[int, Undefinedness]] = field(factory=list[tuple[int, Undefinedness]])

    def put(self, row: int, reading: Reading | Undefinedness) -> None:
        if isinstance(reading, Reading):
            self.good.append(reading)
        elif reading.status in Status.absences():
            self.missing.append(row)
        else:
            self.wrong.append((row, reading))

    def reduced(self, reduction: Reduction) -> Reduced:
        if self.wrong:
            return invalid(reduction, *self.wrong[0])
        refused = too_few(reduction, len(self.good), len(self.missing))
        if refused is not None:
            return refused
        order = reduction.by.order
        end = None if order is None else _at_end(reduction, order[1], self.good)
        if isinstance(end, Undefinedness):
            return end
        try:
            return Fraction(reduction.by.reduce(OnePile(self.good, end)))
        except ZeroDivisionError:
            return undefined(reduction)


def _at_end(reduction: Reduction, end: End, readings: Sequence[Reading]) -> Reading | Undefinedness:
    """The record at an end of the order."""
    first = readings[0]
    for reading in readings:
        if reading.moment[0] != first.moment[0]:
            return mixed(reduction, first.row, reading.row)
    extreme = (min if end is End.FIRST else max)(reading.moment[1] for reading in readings)
    ends = [reading for reading in readings if reading.moment[1] == extreme]
    return ends[0] if len(ends) == 1 else tied(reduction, end, ends[0].row, ends[1].row)
