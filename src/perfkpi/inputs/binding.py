"""From the data of one person to the inputs of a scorecard: every name that it reads, and what its cell is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from perfkpi.errors import Code, MeasureError, PerfKpiError, expected, shown, was_meant
from perfkpi.foreign import looking_at
from perfkpi.inputs.cells import read
from perfkpi.inputs.rows import SURPLUS, Row, mapping_of, surplus_cells
from perfkpi.interpreters.values import Value
from perfkpi.language import Input, Kind
from perfkpi.model.measurement.notation import Notation
from perfkpi.numbers import integer_ratio, normalised

_PLAIN = 10**100
_ORDINARY = 1e100
_TOLD = 5


def bind(inputs: Iterable[Input], data: Row, notations: Mapping[str, Notation]) -> dict[str, Value]:
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


def found(inputs: Iterable[Input], data: Row) -> list[tuple[Input, object]]:
    """Pair every input with what the data hold for it: a figure, or a column.

    Args:
        inputs: what the scorecard reads.
        data: the data by name; names are NFKC-normalised where they are not found as they stand.

    Raises:
        MeasureError: a name that the data does not have (perhaps a typo), or has twice after normalisation.
        DefinitionError: the data are no row with names.
    """
    with looking_at(data, "data"):
        mapping = mapping_of(data)
        if mapping is None:
            raise _no_row(data)
        if SURPLUS in mapping:
            raise surplus_cells(mapping, "data")
        return _found(tuple(inputs), mapping)


def _found(wanted: tuple[Input, ...], data: Mapping[str, object]) -> list[tuple[Input, object]]:
    if any(node.name not in data for node in wanted):
        data = _by_normal_name(data)
        absent = [node.name for node in wanted if node.name not in data]
        if absent:
            raise _absent(absent, data)
    return [(node, data[node.name]) for node in wanted]


def _no_row(data: object) -> PerfKpiError:
    en = "data is a mapping of names to values, or a row with names (a pandas Series, a named tuple, a sqlite3.Row)"
    zh = "数据应为“名称: 数值”的映射，或带名称的一行（pandas Series、namedtuple、sqlite3.Row）"
    ways = "{'net_profit': 1320, 'equity': 10000}", "{'净利润': 1320, '净资产': 10000}"
    return expected(en, zh, data, write=ways, where="data", by_type=True)


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
