"""From a table to the measures of a scorecard: every fault of a column is told before any work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, cast

import numpy as np
from attrs import field, frozen

from perfkpi.doubles import LARGEST, SMALLEST
from perfkpi.errors import Code, ColumnError, expected, shown
from perfkpi.foreign import is_a
from perfkpi.inputs.binding import found
from perfkpi.inputs.column_types import is_doubles, source_of
from perfkpi.inputs.frames import columns_in
from perfkpi.inputs.prepared import Facts, Prepared
from perfkpi.inputs.series import AnyArray, held_array, objects
from perfkpi.inputs.sources import Block, Coded, Doubles, Source
from perfkpi.interpreters.columns.arrays import Bytes, Floats, Integers
from perfkpi.language import Absent, Input, Kind
from perfkpi.model.measurement.notation import Notation
from perfkpi.wording.counts import counted

_LONG = 2**63
_EXACT = 2**53
"""The integers to which a double gives a place of their own."""

_CODES = frozenset({0, *(reason.value.value for reason in Absent)})


def array_of(value: Any, name: str = "") -> AnyArray:  # noqa: ANN401  # whatever a caller holds a column in
    """Read an array, a series or a list as an array with one dimension, masked where a series has nulls."""
    if type(value) is np.ndarray and value.ndim == 1:
        return value
    array = _listed(list(value)) if type(value) in {list, tuple} else held_array(value)
    if array is not None and array.ndim == 1:
        return array
    asked, code = ("a column is an array with one dimension", "数据列应为一维数组"), Code.COLUMN_LENGTH
    raise expected(*asked, value, where=_place(name), code=code, kind=ColumnError)


def _listed(values: list[Any]) -> AnyArray:
    """Hold a list of numbers as numbers, where one type of NumPy holds them all; otherwise each value as it is."""
    kinds = set(map(type, values))
    if kinds == {int} and -_LONG <= min(values) <= max(values) < _LONG:
        return np.array(values, dtype=np.int64)
    if kinds <= {int, float} and all(-_EXACT <= value <= _EXACT for value in values if type(value) is int):
        return np.array(values, dtype=np.float64)
    return objects(values)


def _place(name: str) -> str:
    return f"table[{shown(name)}]" if name else "table"


def _codes(value: object) -> Bytes:
    codes = array_of(value, "")
    if codes.dtype.kind not in "iu" or not set(np.unique(codes).tolist()) <= _CODES:
        en = "absence codes are 0 for a figure, 1 not due, 2 not applicable, 3 not measured, 4 too little data"
        zh = "缺失代码应为整数（0 有数据，1 未到考核期，2 不适用，3 缺少数据，4 数据不足）"
        raise ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where="Column.absent", value=value)
    return np.asarray(codes, dtype=np.int8)


@frozen(eq=False)
class Column:
    """A column of figures with a column of codes beside it that tell why some are absent.

    Attributes:
        values: the figures; what stands in a row that is absent does not matter.
        absent: int8: 0 where there is a figure, otherwise the number of the ``Status`` (1 not due, 2 not applicable,
            3 not measured, 4 too little data).

    Raises:
        ColumnError: other codes, or another length.
    """

    values: AnyArray = field(converter=array_of)
    absent: Bytes = field(converter=_codes)

    def __attrs_post_init__(self) -> None:
        if len(self.values) != len(self.absent):
            figures, codes = len(self.values), len(self.absent)
            en = f"{figures} figures have {codes} absence codes; give one for each"
            zh = f"{figures} 个数据有 {codes} 个缺失代码；请一一对应"
            raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where="Column.absent", value=codes)


def held(data: object, name: str) -> tuple[AnyArray, Bytes | None]:
    """Find the array of a column, and the codes beside it where there are some.

    Raises:
        ColumnError: it is no column with one dimension.
    """
    if not is_a(data, Column):
        return array_of(data, name), None
    column = cast("Column", data)
    return column.values, column.absent


@frozen(eq=False)
class Table:
    """The columns that a scorecard reads, all of one length.

    Attributes:
        sources: each column by the name of its measure.
        rows: how many rows there are.
        facts: what is known of columns; ``None`` where the table was not prepared.
        plain: whether every column is read as it lies.
    """

    sources: Mapping[str, Source]
    rows: int
    facts: Mapping[str, Facts | None] | None = None
    plain: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "plain", all(type(source) is Doubles for source in self.sources.values()))

    def doubles(self, start: int, stop: int) -> dict[str, Floats] | None:
        """Give some rows of every column where all are read as they lie; else ``None``."""
        if not self.plain:
            return None
        if stop - start == self.rows:
            return {name: source.data for name, source in self.sources.items()}
        return {name: source.data[start:stop] for name, source in self.sources.items()}

    def fits(self, divisors: AbstractSet[str], *, gaps: bool) -> bool | None:
        """Tell whether the figures are covered by plans; ``None`` where that is not known.

        Args:
            divisors: the columns that something is divided by.
            gaps: whether figures may be missing.
        """
        if self.facts is None:
            return None
        found = [
            None
            if fact is None
            else (gaps or not fact.gaps) and fact.within(SMALLEST if name in divisors else -LARGEST)
            for name, fact in self.facts.items()
        ]
        return False if False in found else None if None in found else True

    def blocks(self, start: int, stop: int) -> dict[str, Block]:
        """Read some rows of every column, ready to be computed with."""
        return {name: source.block(start, stop) for name, source in self.sources.items()}

    def row(self, row: int) -> dict[str, object]:
        """Return one person's figures, as ``appraise`` takes them."""
        return {name: source.raw(row) for name, source in self.sources.items()}

    def only(self, names: Iterable[str]) -> Table:
        """Keep some of the columns: others take time to be read."""
        return Table({name: self.sources[name] for name in names}, self.rows)

    def picked(self, rows: Integers) -> Table:
        """Pick some of the rows."""
        return Table({name: source.picked(rows) for name, source in self.sources.items()}, len(rows))


def bind_table(
    inputs: Iterable[Input],
    table: Mapping[str, object],
    notations: Mapping[str, Notation],
    names: Mapping[str, dict[str, int]],
) -> Table:
    """Bind the columns that a scorecard reads.

    Args:
        inputs: what it reads.
        table: the columns by name.
        notations: how the sources of measures write them, where that was declared.
        names: for each category, the positions of the names that rules know.

    Raises:
        MeasureError: a column that the table does not have, or has twice after normalisation.
        ColumnError: a column of the wrong type or of another length.
        DefinitionError: the table is no mapping.
    """
    sources: dict[str, Source] = {}
    columns = columns_in(table)
    for node, data in found(inputs, columns):
        sources[node.name] = Doubles(data) if is_doubles(data, node) else source_in(node, data, notations, names)
    rows = len(next(iter(sources.values()))) if sources else _rows_of(columns)
    if any(len(source.data) != rows for source in sources.values()):
        check_lengths({name: len(source) for name, source in sources.items()}, "table")
    if isinstance(table, Prepared):
        return Table(sources, rows, {name: table.facts(source.data) for name, source in sources.items()})
    return Table(sources, rows)


def _rows_of(columns: Mapping[str, object]) -> int:
    """Count the rows of a table of which nothing is read."""
    for name in columns:
        return len(held(columns[name], str(name))[0])
    return 0


def source_in(
    node: Input, data: object, notations: Mapping[str, Notation], names: Mapping[str, dict[str, int]]
) -> Source:
    """Choose the source that reads a measure from a column.

    Args:
        node: the measure.
        data: the column.
        notations: how the sources of measures write them, where that was declared.
        names: for each category, the positions of the names that rules know.

    Raises:
        ColumnError: no column with one dimension, or one of a type that cannot hold the measure.
    """
    array, codes = held(data, node.name)
    source = source_of(array, node, notations.get(node.name), names.get(node.name, {}))
    if source is None:
        raise _wrong_type(node, array)
    return source if codes is None else Coded(source, codes)


def _wrong_type(node: Input, array: AnyArray) -> ColumnError:
    kind, name = array.dtype, shown(node.name)
    en = "numbers; convert it to float64, or to an object array of Decimals"
    zh = "数字；请转换为 float64，或 Decimal 的 object 数组"
    if node.kind is Kind.CATEGORY:
        en, zh = "grades: a grade is text such as 'A'; convert it to text", "等级，等级应为文字，如 'A'；请转换为文字"
    en, zh = f"the column {name} holds {kind}, not {en}", f"列 {name} 的类型是 {kind}，不是{zh}"
    return ColumnError(Code.COLUMN_TYPE, en=en, zh=zh, where=_place(node.name), value=str(kind))


def check_lengths(lengths: Mapping[str, int], where: str) -> None:
    """Refuse columns that are not all of one length: the first that is not as long as most.

    Args:
        lengths: of each column by its name.
        where: what holds the columns.

    Raises:
        ColumnError: they are of different lengths.
    """
    every = list(lengths.values())
    ordinary = max(every, key=every.count)
    for name, rows in lengths.items():
        if rows != ordinary:
            column = shown(name)
            en = f"the column {column} has {counted(rows, 'row')}, but others {ordinary}; give all the same rows"
            zh = f"列 {column} 有 {rows} 行，而其他列有 {ordinary} 行；各列行数必须相同"
            raise ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=f"{where}[{column}]", value=rows)
