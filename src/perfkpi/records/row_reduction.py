"""Records reduced one by one: the measures of every subject, as ``appraise`` takes them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from operator import mul
from typing import Any, cast

from perfkpi.errors import Code, DefinitionError, MeasureError, expected, shown
from perfkpi.foreign import is_a, looking_at
from perfkpi.language import Status, Undefinedness
from perfkpi.model.measurement.measures import Measure
from perfkpi.model.parameters.validation import checked_code
from perfkpi.records.arguments import check_subject, known_subjects, unknown_subject
from perfkpi.records.column_notations import ColumnNotations
from perfkpi.records.group_numbers import Amount, OneNumber, Truth, Wholes
from perfkpi.records.groups import RecordGroup
from perfkpi.records.record_reader import ReadRecord, RecordReader, record_readers
from perfkpi.records.reducers import End
from perfkpi.records.reduction_outcomes import Groups, Outcome, reduce_groups
from perfkpi.records.reductions import Reduction, checked_reductions

Record = Mapping[str, object]


def reduce_records(
    records: Iterable[Record],
    reductions: Iterable[Reduction],
    *,
    subject: str,
    subjects: Iterable[Hashable] | None = None,
    measures: Iterable[Measure] = (),
) -> dict[Any, dict[str, Outcome]]:
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
        >>> rec, low = pk.records, pk.conditions.AtMost("mark", 4)
        >>> zero, half_up = pk.choices.NoRecords.ZERO, pk.choices.TrimRounding.HALF_UP
        >>> reductions = (
        ...     rec.Reduction("answers", by=rec.CountRecords(no_records=zero)),
        ...     rec.Reduction("clients", of="client", by=rec.CountDistinct(no_records=zero)),
        ...     rec.Reduction("poor", by=rec.CountWhere(low, no_records=zero)),
        ...     rec.Reduction("all", of="mark", by=rec.Sum(no_records=zero)),
        ...     rec.Reduction("mean", of="mark", by=rec.Mean()),
        ...     rec.Reduction("weighed", of="mark", by=rec.WeightedMean("turnover")),
        ...     rec.Reduction("tens", by=rec.ShareOf(pk.conditions.AtLeast("mark", 10))),
        ...     rec.Reduction("good", of="mark", by=rec.TopBox(9, scale=pk.Scale(0, 10))),
        ...     rec.Reduction("promoters", of="mark", by=rec.NetPromoter()),
        ...     rec.Reduction("lowest", of="mark", by=rec.Minimum()),
        ...     rec.Reduction("highest", of="mark", by=rec.Maximum()),
        ...     rec.Reduction("middle", of="mark", by=rec.Median()),
        ...     rec.Reduction("trimmed", of="mark", by=rec.TrimmedMean(cut=1, above=4)),
        ...     rec.Reduction("cut", of="mark", by=rec.TrimmedShareMean(share="10%", counting=half_up, above=4)),
        ...     rec.Reduction("first", of="mark", by=rec.First("month")),
        ...     rec.Reduction("last", of="mark", by=rec.Last("month")),
        ... )
        >>> found = pk.records.reduce_records(records, reductions, subject="who")["E017"]
        >>> shown = [f"{name} {figure}" for name, figure in found.items()]
        >>> print(", ".join(shown[:8]))
        answers 5, clients 4, poor 1, all 41, mean 41/5, weighed 361/41, tens 2/5, good 3/5
        >>> print(", ".join(shown[8:]))
        promoters 2/5, lowest 4, highest 10, middle 9, trimmed 9, cut 9, first 8, last 9
        >>> columns = {name: [record[name] for record in records] for name in records[0]}
        >>> measures, who = pk.records.reduce_table(columns, reductions, subject="who")
        >>> float(measures["mean"][0]), who
        (8.2, ['E017'])
    """
    found = checked_reductions(reductions)
    column = checked_code(subject)
    readers = record_readers(found, ColumnNotations.of(measures))
    known = known_subjects(subjects)
    groups: dict[Any, list[_OneGroup]] = {each: _groups(readers) for each in known or ()}
    for row, record in enumerate(_listed(records)):
        try:
            with looking_at(record):
                key = _subject(record, column)
            read = [reader.read(row, record) for reader in readers]
        except (MeasureError, DefinitionError) as error:
            raise error.at(f"records[{row}]") from None
        if key not in groups:
            if known is not None:
                raise unknown_subject(row, key)
            groups[key] = _groups(readers)
        for group, each in zip(groups[key], read, strict=True):
            group.put(row, each)
    return {key: {group.measure: group.reduced() for group in each} for key, each in groups.items()}


def _groups(readers: Iterable[RecordReader]) -> list[_OneGroup]:
    return [_OneGroup(reader) for reader in readers]


def _listed(records: object) -> Iterator[Record]:
    try:
        if not is_a(records, Mapping, str, bytes):
            return iter(cast("Iterable[Record]", records))
    except Exception:  # noqa: BLE001, S110  # whatever a foreign object raises, it has no records to give
        pass
    example = "[{'employee': 'E017', 'score': 9}, ...]"
    ways = f"{example}, or use reduce_table for columns", f"{example}；如果是数据列，请用 reduce_table"
    raise expected("records is a series of mappings", "records 应为一组映射", records, write=ways, where="records")


def _subject(record: Record, column: str) -> Any:  # noqa: ANN401  # whatever names a subject
    if not isinstance(record, Mapping) or column not in record:
        en = f"{shown(record)} does not say whom it is about; a record is a mapping that has {shown(column)}"
        zh = f"{shown(record, 'zh')} 没有指明对象；每条记录应为含有 {shown(column, 'zh')} 的映射"
        raise MeasureError(Code.UNKNOWN_MEASURE, en=en, zh=zh, value=record)
    check_subject(record[column], f"[{shown(column)}]")
    return record[column]


class _OneGroup(Groups):
    """What was read for one measure of one subject, good and bad.

    Args:
        reader: what read it.
    """

    __slots__ = ("_at_end", "_good", "_open", "_reader", "_wrong", "ends", "invalid", "missing", "present", "unordered")

    def __init__(self, reader: RecordReader) -> None:
        self._reader = reader
        self._good: list[ReadRecord] = []
        self._wrong: list[tuple[int, Undefinedness]] = []
        self._at_end: list[ReadRecord] = []
        self._open = True
        self.invalid = self.missing = self.present = self.unordered = self.ends = 0

    @property
    def measure(self) -> str:
        """The name of the measure."""
        return self._reader.reduction.measure

    def put(self, row: int, record: ReadRecord | Undefinedness) -> None:
        """Keep what was read of one record."""
        if isinstance(record, ReadRecord):
            self._good.append(record)
        elif record.status in Status.absences():
            self.missing += 1
        else:
            self._wrong.append((row, record))

    def reduced(self) -> Outcome:
        """Reduce the records to the measure."""
        reduction = self._reader.reduction
        self.invalid, self.present = len(self._wrong), len(self._good)
        if self._good and reduction.by.order is not None:
            self._put_in_order(reduction.by.order[1])
        number, outcomes = reduce_groups(reduction, self)
        return cast("OneNumber", number).fraction() if self._open else outcomes[0]

    def _put_in_order(self, end: End) -> None:
        kind = self._good[0].moment[0]
        extreme = (min if end is End.FIRST else max)(record.moment for record in self._good)
        self._at_end = [record for record in self._good if record.moment == extreme]
        self.unordered = sum(record.moment[0] != kind for record in self._good)
        self.ends = len(self._at_end)

    def take(self, truth: Truth) -> Iterable[int]:
        if not (truth and self._open):
            return ()
        self._open = False
        return (0,)

    @property
    def is_open(self) -> bool:
        return self._open

    def counted(self, numbers: Wholes, place: int) -> int:
        return cast("int", numbers)

    def first_invalid(self, place: int) -> tuple[int, Undefinedness]:
        return self._wrong[0]

    def two_unordered(self, place: int) -> tuple[int, int]:
        first = self._good[0]
        return first.row, next(each.row for each in self._good if each.moment[0] != first.moment[0])

    def two_ends(self, place: int) -> tuple[int, int]:
        first, second, *_ = self._at_end
        return first.row, second.row

    def group(self) -> RecordGroup:
        return _OneRecordGroup(self._good, self._reader.parts, self._at_end)


class _OneRecordGroup(RecordGroup):
    """The records of one subject.

    Args:
        records: the records.
        parts: what was read of them.
        at_end: those at the end of their order.
    """

    def __init__(self, records: Sequence[ReadRecord], parts: Collection[str], at_end: Sequence[ReadRecord]) -> None:
        super().__init__()
        self._records, self._parts, self._at_end = records, parts, at_end
        self._sums: list[Fraction] | None = None

    def _part(self, part: str) -> list[Any] | None:
        return [getattr(record, part) for record in self._records] if part in self._parts else None

    def count(self) -> OneNumber:
        return OneNumber(len(self._records), 1)

    def distinct(self) -> OneNumber:
        return OneNumber(len(set(self._read("value"))), 1)

    def met(self) -> OneNumber:
        return OneNumber(sum(self._read("met")), 1)

    def between(self, low: Amount, high: Amount) -> OneNumber:
        least, most = self.count().number(low), self.count().number(high)
        inside = [
            least.top * figure.denominator <= figure.numerator * least.bottom
            and figure.numerator * most.bottom <= most.top * figure.denominator
            for figure in self._read("figure")
        ]
        return OneNumber(sum(inside), 1).where(least.defined and most.defined)

    def total(self) -> OneNumber:
        return _sum(self._read("figure"))

    def weights(self) -> OneNumber:
        return _sum(self._read("weight"))

    def weighted(self) -> OneNumber:
        return _sum(map(mul, self._read("figure"), self._read("weight")))

    def _between_ranks(self, low: int, high: int, has: bool) -> OneNumber:  # noqa: FBT001  # a truth of this reading
        if self._sums is None:
            self._sums = list(accumulate(sorted(self._read("figure")), initial=Fraction(0)))
        return _number(self._sums[high] - self._sums[low]) if has else OneNumber(0, 0)

    def chosen(self) -> OneNumber:
        self._read("moment")
        self._read("figure")
        return _number(self._at_end[0].figure)


def _number(figure: Fraction) -> OneNumber:
    return OneNumber(figure.numerator, figure.denominator)


def _sum(figures: Iterable[Fraction]) -> OneNumber:
    return _number(sum(figures, Fraction(0)))
