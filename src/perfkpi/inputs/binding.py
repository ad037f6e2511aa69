"""From the data of one person to the inputs of a scorecard: every name that it reads, and what its cell is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from perfkpi.errors import Code, ColumnError, MeasureError, expected, shown, was_meant
from perfkpi.foreign import looking_at
from perfkpi.inputs.cells import read
from perfkpi.interpreters.values import Value
from perfkpi.language import Input, Kind
from perfkpi.model.measurement.notation import Notation
from perfkpi.numbers import integer_ratio, normalised

_PLAIN = 10**100
_ORDINARY = 1e100
_TOLD = 5

SURPLUS: Any = None
"""The name under which ``csv.DictReader`` keeps the cells of a row that are more than there are names."""


def bind(inputs: Iterable[Input], data: Mapping[str, object], notations: Mapping[str, Notation]) -> dict[str, Value]:
    """Read the value of every input.

    Args:
        inputs: what the scorecard reads.
        data: the data by name, as ``found`` looks them up.
        notations: how the sources of data write them, where that was declared.

    Raises:
        MeasureError: as ``found`` does.
    """
    bound: dict[str, Value] = {}
    for node, value in found(inputs, data):
        if type(value) is int and -_PLAIN < value < _PLAIN and node.kind is Kind.NUMBER:
            bound[node.name] = (value, 1)  # by far the most common case
        elif type(value) is float and -_ORDINARY < value < _ORDINARY and node.kind is Kind.NUMBER:
            bound[node.name] = integer_ratio(value)  # and the next one; NaN is not within
        else:
            bound[node.name] = read(node, value, notations.get(node.name))
    return bound


def found(inputs: Iterable[Input], data: Mapping[str, object]) -> list[tuple[Input, object]]:
    """Pair every input with what the data hold for it: a figure, or a column.

    Args:
        inputs: what the scorecard reads.
        data: the data by name; names are NFKC-normalised where they are not found as they stand.

    Raises:
        MeasureError: a name that the data does not have (perhaps a typo), or has twice after normalisation.
        DefinitionError: the data are no mapping.
    """
    with looking_at(data, "data"):
        mapping = mapping_of(data)
        if mapping is not None and SURPLUS in mapping:
            raise surplus_cells(mapping, "data")
        return _found(tuple(inputs), data if mapping is None else mapping)


def surplus_cells(row: Mapping[str, object], where: str) -> ColumnError:
    """Build the error of a row with more cells than there are names, as an unquoted 95,000 makes of a CSV file.

    Args:
        row: which holds them under ``SURPLUS``.
        where: the place of the row.
    """
    rest = row[SURPLUS]
    en = f'the row has more cells than the header has names, {shown(rest)} is left; quote cells with commas, "95,000"'
    zh = f'该行的单元格多于表头的名称，多出 {shown(rest, "zh")}；含逗号的单元格请加引号，如 "95,000"'
    return ColumnError(Code.COLUMN_LENGTH, en=en, zh=zh, where=where, value=rest)


def mapping_of(row: object) -> Mapping[str, object] | None:
    """Read a row by its names: a mapping, or what SQLAlchemy calls the mapping of its row; ``None`` for another one."""
    if isinstance(row, Mapping):
        return cast("Mapping[str, object]", row)
    found: object = getattr(row, "_mapping", None)
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else None


def _found(wanted: tuple[Input, ...], data: Mapping[str, object]) -> list[tuple[Input, object]]:
    if not isinstance(data, Mapping):
        asked = "data is a mapping of names to values", "数据应为“名称: 数值”的映射"
        ways = "{'net_profit': 1320, 'equity': 10000}", "{'净利润': 1320, '净资产': 10000}"
        raise expected(*asked, data, write=ways, where="data", by_type=True)
    if any(node.name not in data for node in wanted):
        data = _by_normal_name(data)
        absent = [node.name for node in wanted if node.name not in data]
        if absent:
            raise _absent(absent, data)
    return [(node, data[node.name]) for node in wanted]


def _by_normal_name(data: Mapping[str, object]) -> dict[str, object]:
    spelled: dict[str, str] = {}
    for name in data:
        if not isinstance(name, str):
            continue
        plain = normalised(name)
        if plain in spelled:
            one, other = shown(spelled[plain]), shown(name)
            en = f"{one} and {other} are the same name once normalised; keep one"
            zh = f"{one} 与 {other} 规范化后是同一名称；请保留一个"
            raise MeasureError(Code.AMBIGUOUS_MEASURE, en=en, zh=zh, where=f"data[{other}]", value=name)
        spelled[plain] = name
    return {plain: data[name] for plain, name in spelled.items()}


def _absent(names: list[str], data: Mapping[str, object]) -> MeasureError:
    known = [name for name in data if isinstance(name, str)]
    en = ", ".join(shown(name) + was_meant(name, known, "en") for name in names[:_TOLD])
    zh = "、".join(shown(name) + was_meant(name, known, "zh") for name in names[:_TOLD])
    more = ", …"[: 3 * (len(names) > _TOLD)]
    en = f"the data has no {en}{more}; give None for a figure that was not measured"
    zh = f"数据中没有 {zh}{more}；没有填报的数据请给 None"
    return MeasureError(Code.UNKNOWN_MEASURE, en=en, zh=zh, where=f"data[{shown(names[0])}]", value=tuple(names))
