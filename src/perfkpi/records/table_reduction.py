"""Tables of records reduced to columns of measures, as ``score_batch`` takes them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np

from perfkpi.errors import Code, ColumnError, shown
from perfkpi.inputs.binding import found
from perfkpi.inputs.series import AnyArray, is_masked
from perfkpi.inputs.tables import check_lengths, held
from perfkpi.language import Input
from perfkpi.model.measurement.measures import Measure
from perfkpi.model.measurement.notation import Notation
from perfkpi.model.parameters.validation import checked_code
from perfkpi.records.arguments import known_subjects
from perfkpi.records.column_notations import ColumnNotations
from perfkpi.records.columns.column_reduction import reduce_columns
from perfkpi.records.columns.measure_columns import measure_column
from perfkpi.records.columns.record_columns import RecordColumn
from perfkpi.records.columns.sorted_records import sort_by_subject
from perfkpi.records.record_reader import record_readers
from perfkpi.records.reductions import Reduction, checked_reductions


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
    readers = record_readers(checked_reductions(reductions), written)
    who = checked_code(subject)
    wanted = dict.fromkeys([who, *(name for reader in readers for name in reader.columns)])
    notation = written.notations.get
    data = found(map(Input, wanted), columns)
    read = {node.name: _record_column(node.name, column, notation(node.name)) for node, column in data}
    check_lengths({name: len(column) for name, column in read.items()}, "columns")
    records, keys = sort_by_subject(read[who], known_subjects(subjects))
    return {
        reader.reduction.measure: measure_column(*reduce_columns(reader, read, records)) for reader in readers
    }, keys


def _record_column(name: str, data: object, notation: Notation | None) -> RecordColumn:
    """Take a column as it is held: an array, a list, a series, a masked array or a ``Column`` with absence codes."""
    array, codes = held(data, name)
    if array.dtype.kind == "V":  # structures, and bytes without a meaning
        column, kind = shown(name), str(array.dtype)
        en = f"the column {column} holds {kind}, not single figures; give a column for each of them"
        zh = f"列 {column} 的类型是 {kind}，不是单个数据；请每项数据各给一列"
        raise ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where=f"columns[{column}]", value=kind)
    masked = np.ma.getmaskarray(array) if is_masked(array) else np.zeros(len(array), dtype=np.bool_)
    absent = masked | (False if codes is None else codes != 0)
    return RecordColumn(name, np.asarray(array), absent, codes, notation)
