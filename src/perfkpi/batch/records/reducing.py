"""Reducing columns of records: the measures of every subject, as ``score_batch`` takes them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np

from perfkpi.batch.records.columns import RecordColumn
from perfkpi.batch.records.decimals import decimals
from perfkpi.batch.records.gathering import Gathered, gather
from perfkpi.batch.records.heaps import Grouped
from perfkpi.batch.records.quotients import Quotients, size, times
from perfkpi.doubles import nearest, ordinary, shortest
from perfkpi.errors import Code, ColumnError, shown
from perfkpi.inputs.binding import found
from perfkpi.inputs.series import AnyArray
from perfkpi.language import Absent, Input
from perfkpi.meanings.columns.arrays import Bools, Floats, Integers
from perfkpi.model.measures import Measure
from perfkpi.model.validation import checked_code
from perfkpi.people.records.notations import ColumnNotations
from perfkpi.people.records.reducing import check_subject, known_subjects, unknown_subject
from perfkpi.people.records.reductions import Reduction, checked_reductions
from perfkpi.people.records.views import views_of

__all__ = ["reduce_table"]

_EXACT = 2**53


def reduce_table(
    columns: Mapping[str, object],
    reductions: Iterable[Reduction],
    *,
    subject: str,
    subjects: Iterable[Hashable] | None = None,
    measures: Iterable[Measure] = (),
) -> tuple[dict[str, AnyArray], list[Any]]:
    """Reduce columns of records to columns of measures (A6); every figure is the one that ``reduce_records`` gives.

    Args:
        columns: one-dimensional columns of one length, one row for each record: arrays of any type, lists, series,
            masked arrays, or ``Column`` with absence codes. They are not written to. Columns that no reduction reads
            are ignored.
        reductions: which measures are made, and how.
        subject: the column that says whom a record is about.
        subjects: everybody who is to have measures, as for ``reduce_records``.
        measures: how the columns are written, as for ``reduce_records``.

    Returns:
        a column for each measure with one row for each subject, and the subjects, as ``keys`` of ``score_batch``.
        A column is float64 (NaN without records) where each exact figure is the shortest decimal of a double.
        Otherwise it holds objects: floats where they are exact, Fractions such as 5/3, and the status and reason
        of measures that have no figure; rows with such Fractions are scored by themselves, which takes its time.

    Raises:
        MeasureError: a column that is read and absent, a record without a subject, or of one not in ``subjects``; a
            declaration of a column that no reduction reads.
        ColumnError: columns of different lengths, or of more than one dimension.
        DefinitionError: what is no mapping or no reductions; a measure or subject that stands twice.
    """
    written = ColumnNotations.of(measures)
    views = views_of(checked_reductions(reductions), written)
    who = checked_code(subject)
    wanted = dict.fromkeys([who, *(name for view in views for name in view.columns)])
    notation = written.notations.get
    data = found(map(Input, wanted), columns)
    read = {node.name: RecordColumn(node.name, column, notation(node.name)) for node, column in data}
    _check_lengths(read)
    groups, keys = _grouped(read[who], known_subjects(subjects))
    order = np.argsort(groups, kind="stable")
    sorted_by_subject = Grouped(order, groups[order], len(keys))
    return {view.reduction.measure: _column(gather(view, read, sorted_by_subject)) for view in views}, keys


def _check_lengths(columns: Mapping[str, RecordColumn]) -> None:
    subject, *others = columns.values()
    for column in others:
        if len(column) != len(subject):
            raise ColumnError(
                Code.COLUMN_LENGTH,
                en=f"the column {shown(column.name)} has {len(column)} rows, but {shown(subject.name)} "
                f"has {len(subject)}; give every column the same rows",
                zh=f"列 {shown(column.name)} 有 {len(column)} 行，而 {shown(subject.name)} 有 {len(subject)} 行；"
                "各列行数必须相同",
                where=f"columns[{shown(column.name)}]",
                value=len(column),
            )


def _grouped(column: RecordColumn, known: dict[Any, int] | None) -> tuple[Integers, list[Any]]:
    """The place of each record's subject, and the subjects by their places."""
    codes, rows = column.distinct
    places: dict[Any, int] = {} if known is None else dict(known)
    place_of = np.zeros(len(rows), dtype=np.int64)
    for code in sorted(range(len(rows)), key=rows.__getitem__):
        key = column.raw(rows[code])
        check_subject(key, f"records[{rows[code]}][{shown(column.name)}]")
        if known is not None and key not in places:
            raise unknown_subject(rows[code], key)
        place_of[code] = places.setdefault(_plain(key), len(places))
    return place_of[codes], list(places)


def _plain(key: Any) -> Any:  # noqa: ANN401  # whatever names a subject
    """A number of NumPy as Python's own."""
    return key.item() if isinstance(key, (np.integer, np.floating)) else key


def _column(gathered: Gathered) -> AnyArray:
    """The measures of all subjects as a column."""
    zeros = [place for place, other in gathered.others.items() if isinstance(other, Fraction)]
    absent = {place: other for place, other in gathered.others.items() if not isinstance(other, Fraction)}
    numbers = Quotients(gathered.numbers.top.copy(), gathered.numbers.bottom.copy())
    numbers.top[[*zeros, *absent]], numbers.bottom[[*zeros, *absent]] = 0, 1
    figures, proved = _doubles(numbers)
    figures[list(absent)] = np.nan
    fractions = {
        place: number for place in np.flatnonzero(~proved).tolist() if not _prints(number := numbers.at(place))
    }
    if not fractions and all(other is Absent.NOT_MEASURED for other in absent.values()):
        return figures
    column = figures.astype(object)
    for place, other in {**fractions, **absent}.items():
        column[place] = other
    return column


def _doubles(numbers: Quotients) -> tuple[Floats, Bools]:
    """The nearest doubles, and where these are proved to mean the numbers."""
    top, bottom = numbers.top, numbers.bottom
    if max(size(top), size(bottom)) < _EXACT and ordinary():
        figures: Floats = top / bottom
    else:
        figures = np.array([nearest(numbers.at(place)) for place in range(len(top))], dtype=np.float64)
    wholes, places, known = decimals(figures)
    return figures, known & np.asarray(times(wholes, bottom) == times(top, 10**places), dtype=np.bool_)


def _prints(number: Fraction) -> bool:
    """Whether the nearest double means the number."""
    found = nearest(number)
    return isfinite(found) and Fraction(shortest(found)) == number
